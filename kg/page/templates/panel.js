// The panel: one node, one edge, a path or a place, with the sentences that say so.
let opened = 0; // guards against a slow answer for something no longer looked at

async function updatePanel() {
  const turn = (opened += 1);
  const parts = await panelParts();
  if (turn !== opened) return;
  const panel = $("panel");
  const focus = document.activeElement?.closest("#panel") && document.activeElement.dataset.key;
  panel.hidden = !parts;
  document.body.classList.toggle("with-panel", Boolean(parts));
  if (parts) {
    panel.replaceChildren(button("×", () => change({ node: -1, edge: -1, start: -1, end: -1, place: -1, steps: 0 }), { class: "close", "aria-label": word("close") }), ...parts);
    panel.scrollTop = 0;
    if (focus) (panel.querySelector(`[data-key="${focus}"]`) || panel).focus();
  }
}

function panelParts() {
  if (state.start >= 0 && state.end >= 0) return pathParts();
  if (state.node >= 0) return nodeParts(state.node);
  if (state.edge >= 0) return edgeParts(state.edge);
  if (state.view === "map" && state.place >= 0) return placeParts(state.place);
  return null;
}

async function nodeParts(node) {
  const row = await rowOf("details", node);
  const background = isBackground(data.nodes.flags[node]);
  const aliases = data.names.get(node)?.aliases || [];
  return [
    el("p", { class: "kind" }, kindIcon(kindOf(node), background), named(kindOf(node)), background && el("span", { class: "badge" }, word("backgroundNode"))),
    el("h2", {}, nameOf(data.nodes.label[node])),
    aliases.length > 0 && el("p", { class: "aliases" }, `${word("names")}${colon()}`, ...aliases.flatMap((name, i) => [i ? " · " : "", nameOf(name)])),
    row.origin && el("p", { class: "origin" }, word("backgroundFact"), " ", nameOf(row.origin)),
    actions(node),
    row.observations && observations(row),
    await facts(node),
    row.mentions && mentions(row.mentions),
  ].filter(Boolean);
}

const colon = () => (state.lang === "en" ? ": " : "：");

function actions(node) {
  const steps = [1, 2, 3].map((n) =>
    button(word(`step${n}`), () => change({ steps: state.steps === n ? 0 : n }), { "aria-pressed": String(state.steps === n), "data-key": `step${n}` }));
  const path = state.start >= 0 && state.start !== node
    ? button(word("pathTo"), () => change({ end: node }), { class: "primary" })
    : button(word("pathFrom"), () => startPath(node));
  return el("div", { class: "actions" },
    el("span", { role: "group", "aria-label": word("around"), class: "steps" }, el("span", {}, word("around")), ...steps), path, groupAction(node));
}

// The other end is chosen by a click, or typed at once.
function startPath(node) {
  $("query").value = "";
  $("query").focus();
  return change({ start: node, end: -1 });
}

function groupAction(node) {
  if (!data.tree) return null;
  const item = itemOfNode(node);
  return typeof item === "string" ? button(`${word("open")} · ${groups.get(item).size}`, () => openGroup(groups.get(item).way)) : null;
}

const SHOWN_FACTS = 60;

async function facts(node) {
  const byRelation = new Map();
  for (const edge of edgesOf(node)) {
    if (!shown.edges[edge] && !isWithoutFilter(edge)) continue;
    const outwards = data.edges.source[edge] === node;
    const key = `${data.edges.relation[edge]} ${outwards || relationOf(edge).symmetric}`;
    if (!byRelation.has(key)) byRelation.set(key, []);
    byRelation.get(key).push(edge);
  }
  if (!byRelation.size) return null;
  const section = el("section", { class: "facts" }, el("h3", {}, word("facts")));
  for (const [, edges] of [...byRelation].sort()) section.append(await factGroup(node, edges.sort(surestFirst)));
  return section;
}

// What texts state before what is known otherwise, and what more of them state before what few do.
function surestFirst(a, b) {
  const { flags, documents, confidence } = data.edges;
  return isBackground(flags[a]) - isBackground(flags[b]) || documentsOf(documents[b]).length - documentsOf(documents[a]).length || confidence[b] - confidence[a] || a - b;
}

// With a neighbourhood kept, a node at its rim still tells all its facts.
const isWithoutFilter = (edge) => state.steps > 0 && passes(edge);

async function factGroup(node, edges) {
  const relation = relationOf(edges[0]);
  const outwards = data.edges.source[edges[0]] === node || relation.symmetric;
  const title = el("h4", {}, outwards ? `${named(relation)} →` : `← ${named(relation)}`, el("span", { class: "count" }, String(edges.length)));
  const list = el("ul", {});
  const add = async (from) => {
    for (const edge of edges.slice(from, from + SHOWN_FACTS)) list.append(await factItem(edge, otherEnd(edge, node)));
    if (from + SHOWN_FACTS < edges.length) {
      const more = button(word("more"), async () => { more.remove(); await add(from + SHOWN_FACTS); }, { class: "more" });
      list.append(more);
    }
  };
  await add(0);
  return el("div", { class: "group" }, title, list);
}

async function factItem(edge, other) {
  const { evidence, passages } = await rowOf("evidence", edge);
  const background = isBackground(data.edges.flags[edge]);
  const summary = background
    ? el("span", { class: "badge" }, word("background"))
    : el("span", { class: "count" }, `${evidence.length} ${word(evidence.length === 1 ? "sentence" : "sentences")} · ${data.edges.confidence[edge]}%`);
  const details = el("details", { ontoggle: once(async (event) => { event.target.append(...(await evidenceParts(edge))); }) }, el("summary", {}, summary));
  return el("li", { class: background ? "background" : "" }, nodeLink(other),
    isPlanned(data.edges.flags[edge]) && el("span", { class: "badge" }, word("plannedFact")), details,
    evidence.length > 0 && el("p", { class: "snippet", onclick: () => { details.open = true; } }, ...snippet(passages, evidence[0])));
}

const BEFORE = 14; // characters before the first name that a snippet begins with
const SNIPPET = 110;

// The words around the names in a passage.
function snippet(passages, [number, , marks]) {
  const text = passages[number][2];
  const first = Math.max(0, Math.min(...marks.map(([start]) => start), text.length) - BEFORE);
  const from = marks.length && first > 4 ? first + (isLowSurrogate(text, first) ? 1 : 0) : 0;
  const until = Math.min(text.length, from + SNIPPET);
  return [from > 0 && "…", ...marked(text, marks.filter(([start, end]) => start >= from && end <= until), from, until), until < text.length && "…"].filter(Boolean);
}

const isLowSurrogate = (text, at) => text.charCodeAt(at) >= 0xdc00 && text.charCodeAt(at) < 0xe000;

const once = (action) => { let done = false; return (event) => { if (!done) { done = true; action(event); } }; };

async function evidenceParts(edge) {
  const row = await rowOf("evidence", edge);
  if (isBackground(data.edges.flags[edge])) return [el("p", { class: "origin" }, word("backgroundFact"), " ", nameOf(row.origin || ""))];
  return [support(row), ...row.evidence.map((piece) => cited(row.passages, piece))].filter(Boolean);
}

// How many sources state a fact, and between which dates: "3 sources, 2019-05-01 to 2023-06-06".
function support({ sources, first, last }) {
  if (!sources) return null;
  const dates = first && (first === last ? [first] : [first, ` ${word("until")} `, last]);
  return el("p", { class: "support" }, `${sources} ${word(sources === 1 ? "oneSource" : "sources")}`, ...(dates ? [word("comma"), ...dates] : []));
}

// A piece is [passage, rule or rules, marks].
function cited(passages, [number, rules, marks]) {
  const [document_, start, text] = passages[number];
  const end = start + Array.from(text).length;
  return el("figure", { class: "evidence" },
    el("blockquote", {}, ...marked(text, marks)),
    el("figcaption", {}, ...sourceParts(document_, start, end), el("span", { class: "rule" }, `${word("rule")} `, nameOf([rules].flat().join(" · ")))));
}

// The words that name a fact's subject (0) and object (1); one may stand inside the other.
function marked(text, marks, from = 0, until = text.length) {
  const parts = [];
  let at = from;
  const sorted = [...marks].sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  sorted.forEach(([start, end, role], i) => {
    if (start < at || end > until) return;
    const inner = sorted.slice(i + 1).filter((other) => other[1] <= end && other[2] !== role);
    parts.push(text.slice(at, start), el("mark", { class: role ? "object" : "subject" }, ...marked(text, inner, start, end)));
    at = end;
  });
  return [...parts, text.slice(at, until)];
}

function sourceParts(number, start, end) {
  const document_ = data.base.documents[number];
  if (!document_) return [];
  const url = webAddress(document_.url);
  return [
    el("span", { class: "title" }, nameOf(document_.title || document_.name || word("untitled"))),
    document_.publisher && el("span", {}, nameOf(document_.publisher)),
    document_.date && el("time", {}, document_.date),
    document_.reading && el("a", { href: `${document_.reading}#c${start}-${end}` }, word("read")),
    url && el("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, word("web")),
  ].filter(Boolean);
}

const SHOWN_FIGURES = 4;

const when = (one) => one.time || "";

// The latest first; what has no time comes last.
function observations(row) {
  const latest = [...row.observations].sort((a, b) => (when(a) < when(b)) - (when(a) > when(b)));
  const table = el("table", { class: "figures" }, el("thead", {}, el("tr", {},
    ...["indicator", "value", "when"].map((key) => el("th", { scope: "col" }, word(key))))));
  const body = el("tbody", {}, ...latest.slice(0, SHOWN_FIGURES).flatMap((one) => figureRows(one, row.passages)));
  table.append(body);
  const rest = latest.slice(SHOWN_FIGURES);
  const more = rest.length > 0 && button(`${word("more")} · ${rest.length}`, () => { more.remove(); body.append(...rest.flatMap((one) => figureRows(one, row.passages))); }, { class: "more" });
  return el("section", {}, el("h3", {}, word("observations")), table, more);
}

const figureRows = (one, passages) => [
  el("tr", {},
    el("td", {}, nameOf(one.indicator || ""), one.target && el("span", { class: "badge" }, word("target"))),
    el("td", { class: "number" }, `${COMPARED[one.comparator] || ""}${figure(one.value || 0)} ${one.unit || ""}`),
    el("td", {}, when(one))),
  el("tr", { class: "why" }, el("td", { colspan: 3 }, el("details", {}, el("summary", {}, word("source")), ...one.evidence.map((piece) => cited(passages, piece))))),
];

const COMPARED = { ">": "> ", "<": "< ", "~": "≈ ", ">=": "≥ ", "<=": "≤ " };
const figure = (value) =>
  new Intl.NumberFormat(state.lang === "en" ? "en" : "zh-CN", { notation: Math.abs(value) >= 10000 ? "compact" : "standard", maximumFractionDigits: 2, useGrouping: false }).format(value);

function mentions(rows) {
  const byDocument = new Map();
  for (const [number, start, text] of rows) {
    if (!byDocument.has(number)) byDocument.set(number, []);
    byDocument.get(number).push([start, start + Array.from(text).length]);
  }
  return el("section", { class: "mentions" }, el("h3", {}, word("mentions")),
    el("ul", {}, ...[...byDocument].slice(0, SHOWN_FACTS).map(([number, starts]) =>
      el("li", {}, ...sourceParts(number, ...starts[0]), el("span", { class: "count" }, `×${starts.length}`)))));
}

async function edgeParts(edge) {
  const background = isBackground(data.edges.flags[edge]);
  return [
    el("p", { class: "kind" }, named(relationOf(edge)),
      el("span", { class: "badge" }, background ? word("background") : `${data.edges.confidence[edge]}%`),
      isPlanned(data.edges.flags[edge]) && el("span", { class: "badge" }, word("plannedFact"))),
    fact(edge),
    ...(await evidenceParts(edge)),
  ];
}

const fact = (edge) => el("p", { class: "fact" }, nodeLink(data.edges.source[edge]),
  el("span", { class: "relation" }, `${named(relationOf(edge))} →`), nodeLink(data.edges.target[edge]));

async function pathParts() {
  const path = shortestPath(state.start, state.end);
  const head = [el("p", { class: "kind" }, word("path")), el("p", { class: "fact" }, nodeLink(state.start), el("span", { class: "relation" }, "⋯"), nodeLink(state.end))];
  if (!path) return [...head, el("p", {}, word("noPath"))];
  const steps = el("ol", { class: "path" });
  for (const edge of path) {
    const details = el("details", {}, el("summary", {}, word("source")), ...(await evidenceParts(edge)));
    steps.append(el("li", { class: isBackground(data.edges.flags[edge]) ? "background" : "" }, fact(edge), details));
  }
  return [...head, steps];
}
