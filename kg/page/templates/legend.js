// The legend, which filters: kinds, relations, confidence, source, date, background.
function updateLegend() {
  const open = [...$("filters").querySelectorAll("details[open]")].map((element) => element.dataset.part);
  const focus = document.activeElement?.closest("#filters") && document.activeElement.dataset.key;
  const parts = [countPart(), kindPart(), relationPart(open), statedPart(), confidencePart(), sourcePart(), timePart(), colourPart(), resetPart()];
  replaceAround(sourceChoice, $("filters"), parts.filter(Boolean));
  if (focus) $("filters").querySelector(`[data-key="${CSS.escape(focus)}"]`)?.focus();
}

// Puts `parts` into `place`. One of them, `kept`, does not leave it where it stands there, for it may have the focus.
function replaceAround(kept, place, parts) {
  const at = kept?.parentNode === place ? parts.indexOf(kept) : -1;
  if (at < 0) { place.replaceChildren(...parts); return; }
  for (const one of [...place.children]) if (one !== kept) one.remove();
  kept.before(...parts.slice(0, at));
  kept.after(...parts.slice(at + 1));
}

function countPart() {
  const { nodes, edges } = data.base.counts;
  const documents = data.base.documents.length;
  const line = (n, all, key) => el("span", {}, `${n === all ? counted(n) : `${counted(n)} ${word("of")} ${counted(all)}`} ${word(key).toLowerCase()}`);
  return el("p", { class: "counts" }, line(shown.nodeCount, nodes, "nodes"), " · ", line(shown.edgeCount, edges, "edges"), ...(documents ? [" · ", line(documentsLookedAt(), documents, "documents")] : []));
}

const toggled = (set, name) => { const copy = new Set(set); if (!copy.delete(name)) copy.add(name); return copy; };
const allBut = (things, name) => new Set(things.map((thing) => thing.name).filter((other) => other !== name));

function chooser(things, hidden, field, icon, counts) {
  return el("ul", { class: "choices" }, ...things.map((thing, i) =>
    el("li", {},
      el("label", {},
        el("input", { type: "checkbox", "data-key": `${field} ${thing.name}`, ...(hidden.has(thing.name) ? {} : { checked: true }), onchange: () => change({ [field]: toggled(state[field], thing.name) }) }),
        icon(thing), el("span", {}, named(thing)), el("span", { class: "count" }, counted(counts[i]))),
      button(word("only"), () => change({ [field]: allBut(things, thing.name) }), { class: "only", "data-key": `only ${field} ${thing.name}`, "aria-label": `${word("only")} ${named(thing)}` }))));
}

const kindPart = () => el("section", {}, el("h2", {}, word("kinds")),
  chooser(data.base.kinds, state.hiddenKinds, "hiddenKinds", kindIcon, data.kindCounts));

const relationPart = (open) => el("details", { "data-part": "relations", ...(open.includes("relations") || state.hiddenRelations.size ? { open: true } : {}) },
  el("summary", {}, word("relations")),
  chooser(data.base.relations, state.hiddenRelations, "hiddenRelations", () => null, data.relationCounts));

const line = (dashes) => svg("svg", { viewBox: "0 0 28 10", class: "line", "aria-hidden": "true" },
  svg("path", { d: "M1 5H27", "stroke-width": 2, "stroke-dasharray": dashes }));

const loose = () => svg("svg", { viewBox: "0 0 28 10", class: "line", "aria-hidden": "true" },
  ...[4, 13, 24].map((x, i) => svg("circle", { cx: x, cy: [3, 7, 4][i], r: 2, fill: "currentColor" })));

function flagChoice(field, key, icon, count = "") {
  return el("li", {}, el("label", {},
    el("input", { type: "checkbox", "data-key": field, ...(state[field] ? { checked: true } : {}), onchange: () => change({ [field]: !state[field] }) }),
    icon, el("span", {}, word(key), el("small", {}, word(`${key}Note`))), el("span", { class: "count" }, count)));
}

function statedPart() {
  const { flags } = data;
  if (!flags && !data.apart) return null;
  return el("section", {}, el("ul", { class: "choices" },
    el("li", { class: "fixed" }, line(""), el("span", {}, word("stated"), el("small", {}, word("statedNote")))),
    isBackground(flags) && flagChoice("background", "background", line("6 4")),
    isPlanned(flags) && flagChoice("planned", "planned", line("2 3")),
    data.apart > 0 && flagChoice("apart", "apart", loose(), counted(data.apart))));
}

function confidencePart() {
  const shownValue = el("output", {}, `${state.confidence}%`);
  return el("section", {}, el("label", { class: "range" }, el("span", {}, word("confidenceLeast"), " ", shownValue),
    el("input", {
      type: "range", min: 0, max: 100, step: 5, value: state.confidence, "data-key": "confidence",
      oninput: (event) => { shownValue.textContent = `${event.target.value}%`; },
      onchange: (event) => change({ confidence: Number(event.target.value) }),
    })));
}

let sourceChoice = null;

function sourcePart() {
  if (data.base.documents.length < 2) return null;
  sourceChoice ||= sourceSection();
  writeWords(sourceChoice);
  if (document.activeElement !== documentField) showDocument();
  return sourceChoice;
}

const dates = () => [...new Set(data.base.documents.map((one) => one.date).filter(Boolean))].sort();

function timePart() {
  const all = dates();
  if (all.length < 2) return null;
  const slider = (field, key, otherwise) => {
    const at = state[field] ? all.indexOf(state[field]) : otherwise;
    const output = el("output", {}, all[at < 0 ? otherwise : at]);
    return el("label", { class: "range" }, el("span", {}, word(key), " ", output),
      el("input", {
        type: "range", min: 0, max: all.length - 1, value: at < 0 ? otherwise : at, "data-key": field, "aria-label": `${word("time")} ${word(key)}`,
        oninput: (event) => { output.textContent = all[event.target.value]; },
        onchange: (event) => { const i = Number(event.target.value); change({ [field]: i === otherwise ? "" : all[i] }); },
      }));
  };
  return el("section", { class: "time" }, el("h2", {}, word("time")), slider("from", "from", 0), slider("to", "to", all.length - 1));
}

const colourPart = () => el("section", {}, el("h2", {}, word("colours")), el("div", { class: "segments", role: "group", "aria-label": word("colours") },
  ...[["kind", "byKind"], ["community", "byCommunity"]].map(([value, key]) =>
    button(word(key), () => change({ colours: value }), { "aria-pressed": String(state.colours === value), "data-key": key }))));

const resetPart = () => filtered() && button(word("reset"), resetFilters, { class: "reset", "data-key": "reset" });

const resetFilters = () => change({ hiddenKinds: new Set(), hiddenRelations: new Set(), confidence: 0, background: true, planned: true, apart: true, document: -1, from: "", to: "" });
