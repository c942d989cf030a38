// The choice of one document among many, by words of its title, its publisher or its date.
const OFFERED = 100;
const SIFTED = 500; // documents that are looked at between two glances at the clock
const ALL = -1; // stands for all documents

const titleOf = (number) => { const { title, name, id } = data.base.documents[number]; return title || name || id; };

// Numbers of documents, the newest first. What is sorted is dates, of which there are few.
function newestFirst() {
  const byDate = new Map();
  data.base.documents.forEach(({ date = "" }, number) => {
    if (!byDate.has(date)) byDate.set(date, []);
    byDate.get(date).push(number);
  });
  return [...byDate.keys()].sort().reverse().flatMap((date) => byDate.get(date));
}

const unmarked = (text) => squeezed(text.replace(/\p{Cf}/gu, "")); // marks that nobody sees, nobody types

let documentOrder = null;
const documentTexts = []; // as they are first needed

function textOf(number) {
  const { date, publisher } = data.base.documents[number];
  return (documentTexts[number] ??= [date, titleOf(number), publisher].map((part) => unmarked(part || "")).join("\n"));
}

let sifting = 0;
const stopSifting = () => { sifting += 1; };

// Yields the newest documents that hold every word of `text`: as many as are offered, and at the end how many there are beside.
// Without a word these are all documents, and one may choose them all.
async function* documentsWith(text) {
  const turn = (sifting += 1);
  const words = text.split(/\s+/).map(unmarked).filter(Boolean);
  const found = words.length || state.document < 0 ? [] : [ALL];
  let count = found.length;
  let told = false;
  documentOrder ||= newestFirst();
  for (let from = 0; from < documentOrder.length; from += SIFTED) {
    for (const number of documentOrder.slice(from, from + SIFTED)) {
      if (!words.every((one) => textOf(number).includes(one))) continue;
      count += 1;
      if (found.length < OFFERED) found.push(number);
    }
    if (found.length === OFFERED && !told) { yield { found: [...found], over: false }; told = true; }
    await breath();
    if (turn !== sifting) return;
  }
  const rest = count - found.length;
  yield { found, more: rest && word("moreDocuments")(counted(rest)), over: true };
}

function documentParts(number) {
  if (number === ALL) return [word("allSources")];
  const { date, publisher } = data.base.documents[number];
  const about = [date, publisher].filter(Boolean).flatMap((part, i) => [i > 0 && " · ", nameOf(clipped(part, 40))]);
  return [nameOf(clipped(titleOf(number), 80)), el("small", {}, ...about)];
}

let documentField = null; // made once, so that what one types outlives a change of the other filters
let writtenThere = "";

// Writes what is chosen into the field; nobody else may be writing there.
function showDocument() {
  documentField.value = state.document < 0 ? "" : titleOf(state.document).slice(0, 200);
  writtenThere = documentField.value;
}

function chooseDocument(number) {
  change({ document: number });
  showDocument();
}

const asked = (text) => (text === writtenThere ? "" : text);

// The list floats beside what scrolls around it, above the field or below, wherever there is more room.
function placeUnder(field, list) {
  const { left, top, bottom } = field.getBoundingClientRect();
  const above = top - $("view").getBoundingClientRect().top;
  const below = window.innerHeight - bottom;
  const isBelow = below >= Math.min(above, 320);
  list.style.left = `${left}px`;
  list.style.top = isBelow ? `${bottom + 4}px` : "auto";
  list.style.bottom = isBelow ? "auto" : `${window.innerHeight - top + 4}px`;
  list.style.maxHeight = `${(isBelow ? below : above) - 8}px`;
}

function sourceSection() {
  documentField = el("input", { id: "source", type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-expanded": "false", "aria-controls": "sources", "aria-autocomplete": "list", "data-key": "source", "data-hint": "sourceHint" });
  const list = el("ul", { id: "sources", class: "suggestions", role: "listbox", hidden: true, "data-name": "sources" });
  const place = () => { if (!list.hidden) placeUnder(documentField, list); };
  const { show } = combobox(documentField, list, {
    offers: (text) => documentsWith(asked(text)),
    stop: stopSifting,
    parts: documentParts,
    pick: chooseDocument,
    shown: place,
    closed: showDocument,
  });
  documentField.addEventListener("input", () => { if (!documentField.value && state.document >= 0) chooseDocument(ALL); });
  documentField.addEventListener("click", () => { if (list.hidden) { documentField.select(); show(); } });
  $("filters").addEventListener("scroll", place);
  window.addEventListener("resize", place);
  return el("section", { id: "source-section" }, el("label", { class: "range" }, el("span", { "data-word": "source" }), documentField), list);
}
