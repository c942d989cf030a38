// The same content as tables: for reading, sorting, copying, and for screen readers.
const PAGE = 200;
const table = { sort: { nodes: [2, -1], edges: [0, 1] }, text: "", rows: PAGE };

const nodeRow = (node) => [data.nodes.label[node], named(kindOf(node)), data.degree[node], data.nodes.documents[node].length, isBackground(data.nodes.flags[node]) ? word("background") : word("stated")];
const edgeRow = (edge) => [data.nodes.label[data.edges.source[edge]], named(relationOf(edge)), data.nodes.label[data.edges.target[edge]], data.edges.confidence[edge], data.edges.documents[edge].length, isBackground(data.edges.flags[edge]) ? word("background") : isPlanned(data.edges.flags[edge]) ? word("plannedFact") : word("stated")];
const HEADS = {
  nodes: ["name", "kind", "degree", "documents", "source"],
  edges: ["subject", "relation", "object", "confidence", "documents", "source"],
};

const collator = new Intl.Collator("zh-CN-u-co-pinyin", { numeric: true });
const compared = (a, b) => (typeof a === "number" ? a - b : collator.compare(a, b));

function tableRows() {
  const marks = shown[state.tab];
  const row = state.tab === "nodes" ? nodeRow : edgeRow;
  const text = folded(table.text);
  const rows = [];
  for (let i = 0; i < marks.length; i += 1) {
    if (!marks[i]) continue;
    const cells = row(i);
    if (!text || cells.some((cell) => typeof cell === "string" && folded(cell).includes(text))) rows.push([i, cells]);
  }
  const [column, way] = table.sort[state.tab];
  return rows.sort((a, b) => way * compared(a[1][column], b[1][column]) || a[0] - b[0]);
}

function updateTable() {
  if (state.view !== "table") return;
  const rows = tableRows();
  const tabs = el("div", { class: "segments", role: "group" }, ...["nodes", "edges"].map((tab) =>
    button(word(tab), () => change({ tab }), { "aria-pressed": String(state.tab === tab), "data-key": tab })));
  const field = el("input", { type: "search", value: table.text, placeholder: word("contains"), "aria-label": word("contains"), "data-key": "text",
    oninput: (event) => { table.text = event.target.value; table.rows = PAGE; fillTable(); } });
  const copy = button(word("copyTable"), () => copyText(asText(tableRows())), { "data-key": "copy" });
  $("table").replaceChildren(el("div", { class: "bar" }, tabs, field, copy, el("span", { class: "count", role: "status" })), el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": word("table") }, el("table", {})), el("div", { class: "bar" }));
  fillTable(rows);
}

function fillTable(rows = tableRows()) {
  const body = el("tbody", {}, ...rows.slice(0, table.rows).map(([i, cells]) => tableRow(i, cells)));
  $("table").querySelector("table").replaceChildren(el("caption", { class: "unseen" }, word(state.tab)), el("thead", {}, el("tr", {}, ...HEADS[state.tab].map(headCell))), body);
  $("table").querySelector(".count").textContent = `${rows.length} ${word("rows")}`;
  const more = rows.length > table.rows && button(word("more"), () => { table.rows += PAGE; fillTable(); });
  $("table").lastElementChild.replaceChildren(...(more ? [more] : []));
}

function headCell(key, column) {
  const [sorted, way] = table.sort[state.tab];
  const aria = sorted === column ? (way > 0 ? "ascending" : "descending") : "none";
  return el("th", { scope: "col", "aria-sort": aria }, button(word(key), () => {
    table.sort[state.tab] = [column, sorted === column ? -way : 1];
    fillTable();
    $("table").querySelectorAll("th button")[column].focus();
  }, {}));
}

function tableRow(i, cells) {
  const edge = state.tab === "edges";
  const cell = (value, column) => {
    if (edge && column === 0) return nodeLink(data.edges.source[i]);
    if (edge && column === 2) return nodeLink(data.edges.target[i]);
    if (edge && column === 1) return button(value, () => change({ edge: i, node: -1, steps: 0 }), { class: "name" });
    if (edge && column === 3) return `${value}%`;
    if (!edge && column === 0) return nodeLink(i);
    return String(value);
  };
  return el("tr", {}, ...cells.map((value, column) => el("td", { class: typeof value === "number" ? "number" : "" }, cell(value, column))));
}

// Tab-separated; what a spreadsheet would take for a formula is quoted away.
const safeCell = (value) => String(value).replace(/[\t\r\n]+/g, " ").replace(/^([=+\-@])/, "'$1");
const asText = (rows) => [HEADS[state.tab].map(word), ...rows.map((row) => row[1])].map((cells) => cells.map(safeCell).join("\t")).join("\n");
