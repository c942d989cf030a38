// The parts put together.
let chosenElsewhere = -1; // in the table or on the map: the picture shows it once it is looked at

async function choose(node, { look = true } = {}) {
  if (state.start >= 0 && state.end < 0 && node !== state.start) { change({ end: node }); return; }
  const hidden = data.tree && itemOfNode(node) !== node;
  await change({ node, edge: -1, start: -1, end: -1, ...(hidden ? { open: [...state.open, ...closedAround(node)] } : {}) });
  if (state.view !== "graph") chosenElsewhere = node;
  else if (look) lookAt(node);
}

// In a big graph: the communities around a node that are not open yet, one in the other.
function closedAround(node) {
  const way = wayTo(node);
  return way.map((_, i) => way.slice(0, i + 1)).filter((part) => !isOpen(part));
}

function walk(step) {
  const visible = ranked.filter((item) => typeof item === "number");
  if (!visible.length) return;
  const at = visible.indexOf(state.node);
  const next = visible[(at + step + visible.length) % visible.length];
  choose(next);
  tell(`${data.nodes.label[next]} · ${named(kindOf(next))}`);
}

async function showTip(item, edge) {
  const tip = $("tip");
  const parts = item !== null ? await tipOfNode(item) : await tipOfEdge(edge);
  if (!parts || (item !== null && hovered !== item)) return;
  tip.replaceChildren(...parts);
  tip.hidden = false;
  const box = $("stage").getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(pointer.x - box.left + 14, box.width - tip.offsetWidth - 8))}px`;
  tip.style.top = `${Math.max(8, Math.min(pointer.y - box.top + 14, box.height - tip.offsetHeight - 8))}px`;
}
const hideTip = () => { $("tip").hidden = true; };
const pointer = { x: 0, y: 0 };

async function tipOfNode(item) {
  const group = groups.get(item);
  const node = group ? group.best : item;
  const head = el("strong", {}, holdsApart(group) ? word("apart") : nameOf(clipped(data.nodes.label[node], 60)), group ? ` · ${group.size} ${word("members")}` : "");
  if (group) return [head];
  const background = isBackground(data.nodes.flags[node]);
  const kind = el("span", { class: "kind" }, kindIcon(kindOf(node), background), `${named(kindOf(node))}${background ? ` · ${word("background")}` : ""} · ${data.degree[node]} ${word("edges")}`);
  for (const edge of edgesOf(node)) {
    if (isBackground(data.edges.flags[edge])) continue;
    const { evidence, passages } = await rowOf("evidence", edge);
    if (evidence.length) return [head, kind, el("q", {}, clipped(passages[evidence[0][0]][2], 90))];
  }
  return [head, kind];
}

async function tipOfEdge(id) {
  if (!/^e\d+$/.test(id)) return null;
  const edge = Number(id.slice(1));
  const { evidence, passages, origin } = await rowOf("evidence", edge);
  const ends = [data.edges.source[edge], data.edges.target[edge]].map((node) => nameOf(clipped(data.nodes.label[node], 24)));
  return [el("strong", {}, ends[0], ` ${named(relationOf(edge))} → `, ends[1]),
    evidence.length ? el("q", {}, clipped(passages[evidence[0][0]][2], 90)) : el("span", {}, `${word("backgroundFact")} `, nameOf(origin || ""))];
}

function showTheme() {
  if (state.theme) document.documentElement.dataset.theme = state.theme;
  else delete document.documentElement.dataset.theme;
  readColours();
  network?.setOptions({ edges: { color: edgeColours() } });
}

function showView() {
  for (const view of ["graph", "table", "map"]) $(view).hidden = state.view !== view;
  $("zoom").hidden = state.view !== "graph";
  for (const one of document.querySelectorAll("[data-view]")) one.setAttribute("aria-pressed", String(one.dataset.view === state.view));
  hideTip();
  if (state.view === "graph" && network) seen();
}

let hinted = false; // once something was chosen, nobody needs to be told how

function showTrail() {
  const trail = $("trail");
  const parts = [];
  if (state.start >= 0 && state.end < 0) {
    parts.push(el("span", {}, nameOf(clipped(data.nodes.label[state.start], 20)), " → ", word("pathPick")), button(word("cancel"), () => change({ start: -1 })));
  }
  if (state.steps && state.node >= 0) {
    parts.push(el("span", {}, nameOf(clipped(data.nodes.label[state.node], 20)), " · ", word(`step${state.steps}`)), button(word("all"), async () => { await change({ steps: 0 }); fit(); }));
  }
  if (state.open.length && state.view === "graph") {
    parts.push(button(word("up"), () => change({ open: state.open.slice(0, -1) })), button(word("whole"), async () => { await change({ open: [], steps: 0 }); fit(); }));
  }
  trail.hidden = !parts.length;
  trail.replaceChildren(...parts);
  const empty = !shown.nodeCount;
  hinted ||= state.node >= 0 || state.edge >= 0 || empty;
  $("hint").hidden = hinted || state.view !== "graph";
  $("empty").hidden = !empty;
  $("empty").textContent = empty ? word(data.base.counts.nodes ? "emptyFilter" : "emptyGraph") : "";
}

const LOOKS = ["theme", "colours"];
const FILTERS = ["hiddenKinds", "hiddenRelations", "confidence", "background", "planned", "apart", "document", "from", "to", "steps"];

follow = async (changes) => {
  const has = (...keys) => keys.some((key) => key in changes);
  if (has("lang")) { showWords(); labelCache.clear(); }
  if (has("theme")) showTheme();
  if (has("view")) showView();
  if (has(...FILTERS) || (has("node") && state.steps)) await filterAll();
  showTrail();
  if (has(...FILTERS, ...LOOKS, "open") || (has("node") && state.steps)) await updatePicture(has(...LOOKS, "steps") || Boolean(state.steps));
  else select();
  const sought = has("view") && state.view === "graph" && chosenElsewhere >= 0 && chosenElsewhere === state.node;
  if (has("view") && state.view === "graph") chosenElsewhere = -1;
  if (sought) lookAt(state.node);
  else if (has("at") && state.at) goTo(state.at);
  else if (has("end") && state.end >= 0 && lit?.nodes.size) fit([...lit.nodes].filter((item) => items.nodes.get(item)));
  else if (has("steps") && state.steps) fit([...reach(state.node, state.steps)].filter((node) => items.nodes.get(node)));
  updatePanel();
  await breath();
  if (has(...FILTERS, "lang", "colours")) updateLegend();
  await breath();
  if (has(...FILTERS, "lang", "view", "tab", "theme") || (has("node") && state.steps)) { await updateTable(); updateMap(); }
  if (has("place", "level")) updateMap();
};

function listenSearch() {
  const field = $("query");
  // Enter chooses, and Enter again goes to what was chosen. This one is asked first: the list is still open the first time.
  field.addEventListener("keydown", (event) => {
    const told = state.node >= 0 && field.value === data.nodes.label[state.node].slice(0, 200);
    if (event.key === "Enter" && $("suggestions").hidden && told && !$("panel").hidden) { event.preventDefault(); $("panel").focus(); }
  });
  combobox(field, $("suggestions"), {
    offers: search,
    stop: stopSearch,
    parts: (node) => [kindIcon(kindOf(node), isBackground(data.nodes.flags[node])), nameOf(clipped(data.nodes.label[node], 60)), el("small", {}, named(kindOf(node)))],
    pick: (node) => { field.value = data.nodes.label[node].slice(0, 200); choose(node); },
  });
}

const KEYS = {
  ArrowLeft: () => moveBy(-80, 0), ArrowRight: () => moveBy(80, 0), ArrowUp: () => moveBy(0, -80), ArrowDown: () => moveBy(0, 80),
  "+": () => zoomBy(1.25), "=": () => zoomBy(1.25), "-": () => zoomBy(0.8), 0: () => fit(),
  n: () => walk(1), p: () => walk(-1), Enter: () => { if (!$("panel").hidden) $("panel").focus(); },
  1: () => steps(1), 2: () => steps(2), 3: () => steps(3),
};
const steps = (count) => { if (state.node >= 0) change({ steps: count }); };

function back() {
  if ($("filters").classList.contains("open")) $("filters").classList.remove("open");
  else if (state.start >= 0) change({ start: -1, end: -1 });
  else if (state.steps) change({ steps: 0 });
  else change({ node: -1, edge: -1, place: -1 });
}

function listenKeys() {
  $("graph").addEventListener("keydown", (event) => {
    const action = KEYS[event.key] || KEYS[event.key.toLowerCase()];
    if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    action();
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (event.key === "/" && !typing) { event.preventDefault(); $("query").focus(); $("query").select(); }
    if (event.key === "Escape" && !$("help").open) back();
  });
  document.addEventListener("pointermove", (event) => { pointer.x = event.clientX; pointer.y = event.clientY; }, { passive: true });
}

function showHelp() {
  const english = state.lang === "en" ? 2 : 1;
  $("help").replaceChildren(el("h2", { id: "help-title" }, word("keys")),
    el("dl", {}, ...HELP.flatMap((row) => [el("dt", {}, row[0]), el("dd", {}, row[english])])),
    button(word("close"), () => $("help").close(), { autofocus: true }));
  $("help").showModal();
}

function listenButtons() {
  for (const one of document.querySelectorAll("[data-view]")) one.addEventListener("click", () => change({ view: one.dataset.view }));
  $("language").addEventListener("click", () => change({ lang: state.lang === "en" ? "zh" : "en" }));
  $("theme").addEventListener("click", () => change({ theme: isDark() ? "light" : "dark" }));
  $("help-button").addEventListener("click", showHelp);
  $("zoom-in").addEventListener("click", () => zoomBy(1.25));
  $("zoom-out").addEventListener("click", () => zoomBy(0.8));
  $("fit").addEventListener("click", () => fit());
  $("filters-button").addEventListener("click", () => { $("filters-button").setAttribute("aria-expanded", String($("filters").classList.toggle("open"))); });
  const menu = (id, action) => $(id).addEventListener("click", () => { $("save").open = false; action(); });
  menu("save-png", savePng);
  menu("save-svg", saveSvg);
  menu("print", () => window.print());
  menu("copy-link", () => copyText(location.href));
  document.addEventListener("click", (event) => { if (!event.target.closest("#save")) $("save").open = false; });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { if (!state.theme) change({ theme: "" }); });
  new ResizeObserver(() => updateMap()).observe($("map"));
  window.addEventListener("hashchange", () => { readAddress(); change({ ...state }); });
}

async function drawAll() {
  await start();
  if (state.view === "graph") seen();
}

const STAGES = [showTheme, showWords, showView, filterAll, updateLegend, updatePanel, updateTable, updateMap, showTrail, drawAll];

const nextFrame = () => new Promise((done) => { requestAnimationFrame(() => pause().then(done)); });

let reading = null;
const namesRead = () => (reading ||= readNames());

async function open() {
  await readData();
  readAddress();
  for (const stage of STAGES) { await stage(); await breath(); }
  listenSearch();
  listenKeys();
  listenButtons();
  if (document.visibilityState === "visible") await nextFrame();
  document.documentElement.dataset.ready = "yes";
  await namesRead();
  if (state.node >= 0) updatePanel();
  for (let number = 0; number * INDEXED < data.degree.length; number += 1) { stretch(number); await pause(); }
}

open();
