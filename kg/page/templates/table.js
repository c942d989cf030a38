// The same content as tables: for reading, sorting, copying, and for screen readers.
const PAGE = 200;
const table = { sort: { nodes: [2, -1], edges: [0, 1] }, text: "", rows: new Float64Array(0), shown: PAGE };

const givenBy = (flags) => word(isBackground(flags) ? "background" : isPlanned(flags) ? "plannedFact" : "stated");

// A column tells what it shows of row i, and a whole number to sort by.
const COLUMNS = {
  nodes: [
    { key: "name", cell: (i) => data.nodes.label[i], order: (i) => data.nodes.order[i], link: (i) => nodeLink(i) },
    { key: "kind", cell: (i) => named(kindOf(i)), order: (i) => data.nodes.kind[i] },
    { key: "degree", cell: (i) => data.degree[i], order: (i) => data.degree[i] },
    { key: "documents", cell: (i) => documentsOf(data.nodes.documents[i]).length, order: (i) => documentsOf(data.nodes.documents[i]).length },
    { key: "source", cell: (i) => givenBy(data.nodes.flags[i]), order: (i) => data.nodes.flags[i] },
  ],
  edges: [
    { key: "subject", cell: (i) => data.nodes.label[data.edges.source[i]], order: (i) => data.nodes.order[data.edges.source[i]], link: (i) => nodeLink(data.edges.source[i]) },
    { key: "relation", cell: (i) => named(relationOf(i)), order: (i) => data.edges.relation[i], link: (i) => button(named(relationOf(i)), () => change({ edge: i, node: -1, steps: 0 }), { class: "name" }) },
    { key: "object", cell: (i) => data.nodes.label[data.edges.target[i]], order: (i) => data.nodes.order[data.edges.target[i]], link: (i) => nodeLink(data.edges.target[i]) },
    { key: "confidence", cell: (i) => data.edges.confidence[i], order: (i) => data.edges.confidence[i], unit: "%" },
    { key: "documents", cell: (i) => documentsOf(data.edges.documents[i]).length, order: (i) => documentsOf(data.edges.documents[i]).length },
    { key: "source", cell: (i) => givenBy(data.edges.flags[i]), order: (i) => data.edges.flags[i] },
  ],
};

const cellsOfRow = (i) => COLUMNS[state.tab].map((column) => column.cell(i));

// The positions of the rows, in order. Numbers alone are sorted: that is many times faster than by a comparison of ours.
async function tableRows() {
  const marks = shown[state.tab];
  const text = folded(table.text);
  const [column, way] = table.sort[state.tab];
  const { order } = COLUMNS[state.tab][column];
  const keys = [];
  await forEachSliced(marks.length, (i) => { if (marks[i] && (!text || contains(i, text))) keys.push(way * order(i) * marks.length + i); });
  return Float64Array.from(keys).sort().map((key) => ((key % marks.length) + marks.length) % marks.length);
}

const contains = (i, text) => cellsOfRow(i).some((cell) => typeof cell === "string" && folded(cell).includes(text));

async function updateTable() {
  if (state.view !== "table") return;
  const tabs = el("div", { class: "segments", role: "group" }, ...["nodes", "edges"].map((tab) =>
    button(word(tab), () => change({ tab }), { "aria-pressed": String(state.tab === tab), "data-key": tab })));
  const field = el("input", { type: "search", value: table.text, placeholder: word("contains"), "aria-label": word("contains"), "data-key": "text",
    oninput: (event) => { table.text = event.target.value; table.shown = PAGE; fillTable(); } });
  const copy = button(word("copyTable"), copyTable, { "data-key": "copy" });
  $("table").replaceChildren(el("div", { class: "bar" }, tabs, field, copy, el("span", { class: "count", role: "status" })), el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": word("table") }, el("table", {})), el("div", { class: "bar" }));
  await fillTable();
}

let filling = 0;

async function fillTable() {
  const turn = (filling += 1);
  const rows = await tableRows();
  if (turn !== filling) return;
  table.rows = rows;
  $("table").querySelector("table").replaceChildren(
    el("caption", { class: "unseen" }, word(state.tab)), el("thead", {}, el("tr", {}, ...COLUMNS[state.tab].map(headCell))), el("tbody", {}, ...Array.from(rows.subarray(0, table.shown), tableRow)));
  $("table").querySelector(".count").textContent = `${counted(rows.length)} ${word("rows")}`;
  const more = rows.length > table.shown && button(word("more"), () => { table.shown += PAGE; fillTable(); });
  $("table").lastElementChild.replaceChildren(...(more ? [more] : []));
}

function headCell({ key }, column) {
  const [sorted, way] = table.sort[state.tab];
  const aria = sorted === column ? (way > 0 ? "ascending" : "descending") : "none";
  return el("th", { scope: "col", "aria-sort": aria }, button(word(key), async () => {
    table.sort[state.tab] = [column, sorted === column ? -way : 1];
    await fillTable();
    $("table").querySelectorAll("th button")[column]?.focus();
  }, {}));
}

const tableRow = (i) => el("tr", {}, ...COLUMNS[state.tab].map(({ cell, link, unit = "" }) => {
  const value = cell(i);
  return el("td", { class: typeof value === "number" ? "number" : "" }, link ? link(i) : `${value}${unit}`);
}));

// Tab-separated; what a spreadsheet would take for a formula is quoted away.
const safeCell = (value) => String(value).replace(/[\t\r\n]+/g, " ").replace(/^([=+\-@])/, "'$1");
const asLine = (cells) => cells.map(safeCell).join("\t");

async function copyTable() {
  const lines = [asLine(COLUMNS[state.tab].map(({ key }) => word(key)))];
  const { rows } = table;
  await forEachSliced(rows.length, (i) => lines.push(asLine(cellsOfRow(rows[i]))));
  copyText(lines.join("\n"));
}
