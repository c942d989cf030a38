// The sections of the page's data. Columns are joined when the page opens; details are read when they are asked for.
const blocks = {};
for (const element of document.querySelectorAll("script[data-section]")) {
  (blocks[element.dataset.section] ||= []).push(element);
}

function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return bytes;
}

async function unpacked(element, text = element.textContent) {
  if (element.type === "application/json") return JSON.parse(text);
  const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

// A pause lets the browser answer and draw. Timers would do, but wait four milliseconds each.
const channel = new MessageChannel();
const paused = [];
channel.port1.onmessage = () => paused.shift()();
const pause = () => new Promise((done) => { paused.push(done); channel.port2.postMessage(null); });

const SLICE = 20; // milliseconds of work between two pauses
const MANY = 6000; // nodes, edges and documents: with fewer, all work is done before a pause would be felt
let sliceBegan = 0;

// Work on many things asks from time to time whether it has taken too long already.
async function breath() {
  const { counts, documents } = data.base;
  if (counts.nodes + counts.edges + documents.length < MANY || performance.now() - sliceBegan < SLICE) return;
  await pause();
  sliceBegan = performance.now();
}

const data = { base: null, nodes: {}, edges: {}, links: null, degree: null, names: new Map(), pinyin: {} };
// The picture is wider than high. In a window that is higher than wide, as a telephone's, it is laid on its side.
const turned = window.innerHeight > 1.2 * window.innerWidth;

const LISTS = ["id", "label", "documents"]; // all other columns are whole numbers

function emptyColumns(names, count) {
  return Object.fromEntries(names.map((name) => [name, LISTS.includes(name) ? [] : new Int32Array(count)]));
}

async function readColumns(section, names) {
  const columns = emptyColumns(names, data.base.counts[section]);
  for (const element of blocks[section] || []) {
    const block = await unpacked(element);
    for (const name of names) {
      if (LISTS.includes(name)) for (const value of block[name]) columns[name].push(value);
      else columns[name].set(block[name], Number(element.dataset.start));
    }
    element.remove();
    await pause();
  }
  return columns;
}

// data.links: the edges of node i are links[starts[i]] … links[starts[i + 1] - 1].
function linkUp() {
  const { nodes, edges } = data.base.counts;
  const { source, target } = data.edges;
  const starts = new Uint32Array(nodes + 1);
  for (let e = 0; e < edges; e += 1) { starts[source[e] + 1] += 1; if (target[e] !== source[e]) starts[target[e] + 1] += 1; }
  data.degree = starts.slice(1);
  for (let i = 0; i < nodes; i += 1) starts[i + 1] += starts[i];
  const next = starts.slice();
  const links = new Uint32Array(starts[nodes]);
  for (let e = 0; e < edges; e += 1) { links[next[source[e]]++] = e; if (target[e] !== source[e]) links[next[target[e]]++] = e; }
  data.links = links;
  data.starts = starts;
}

const tally = (column, size) => { const result = new Array(size).fill(0); for (const i of column) result[i] += 1; return result; };

function anyFlags(column) {
  let all = 0;
  for (const flags of column) all |= flags;
  return all;
}

async function readData() {
  data.base = await unpacked(blocks.base[0]);
  data.nodes = await readColumns("nodes", ["id", "label", "documents", "kind", "flags", "x", "y", "place", "community", "order"]);
  if (turned) [data.nodes.x, data.nodes.y] = [data.nodes.y, data.nodes.x];
  data.edges = await readColumns("edges", ["documents", "source", "target", "relation", "confidence", "flags"]);
  data.kindCounts = tally(data.nodes.kind, data.base.kinds.length);
  data.relationCounts = tally(data.edges.relation, data.base.relations.length);
  data.apart = data.nodes.flags.reduce((count, flags) => count + isApart(flags), 0);
  data.flags = anyFlags(data.nodes.flags) | anyFlags(data.edges.flags);
  linkUp();
  await pause();
  if (blocks.tree) { data.tree = await unpacked(blocks.tree[0]); learnTree(); }
}

// A group of the tree is [radius, [x, y, child], …]; its nodes are leaves[first] … leaves[beyond - 1], the most linked is `best`.
function learnTree() {
  const leaves = new Int32Array(data.base.counts.nodes);
  const place = new Int32Array(data.base.counts.nodes);
  let at = 0;
  (function walk(group) {
    group.first = at;
    group.best = -1;
    for (let i = 1; i < group.length; i += 1) {
      const [x, y, child] = group[i];
      if (turned) group[i] = [y, x, child];
      if (Array.isArray(child)) walk(child);
      else { leaves[at] = child; place[child] = at; at += 1; }
      const best = Array.isArray(child) ? child.best : child;
      if (group.best < 0 || data.degree[best] > data.degree[group.best]) group.best = best;
    }
    group.beyond = at;
  })(data.tree);
  data.leaves = leaves;
  data.place = place;
}

// The way to a node: which child of the whole, which child of that, and so on, as far as there are groups.
function wayTo(node) {
  const way = [];
  const isAround = (child) => Array.isArray(child) && child.first <= data.place[node] && data.place[node] < child.beyond;
  for (let group = data.tree; ;) {
    const step = group.findIndex((part, i) => i > 0 && isAround(part[2]));
    if (step < 0) return way;
    way.push(step - 1);
    group = group[step][2];
  }
}

// The names a node has beside its label, and the syllables of names that the table of characters misreads.
async function readNames() {
  data.pinyin = await unpacked(blocks.pinyin[0]);
  for (const element of blocks.names || []) {
    for (const row of await unpacked(element)) data.names.set(row.node, row);
    await breath();
  }
}

const loaded = new Map();

// The row of node or edge `position` in the sections "details" or "evidence", with the passages it speaks of.
async function rowOf(section, position) {
  const element = blocks[section].findLast(({ dataset }) => Number(dataset.start) <= position);
  if (!loaded.has(element)) loaded.set(element, readRows(element));
  const block = await loaded.get(element);
  return { ...block.rows[position - Number(element.dataset.start)], passages: block.passages };
}

// A block numbers documents by itself; which they are, it says by the steps from each to the next.
async function readRows(element) {
  const block = await unpacked(element);
  let last = 0;
  const numbers = (await unpacked(element, element.dataset.documents)).map((step) => (last += step));
  const named = block.rows.flatMap((row) => row.mentions || []);
  for (const place of [...block.passages, ...named]) if (place[0] >= 0) place[0] = numbers[place[0]];
  for (const row of block.rows) if (Array.isArray(row.evidence)) row.evidence = bySentence(row.evidence);
  return block;
}

// Each sentence once, however many rules have read it. What a name alone tells (苏州高新区 lies in 苏州) any sentence with the
// name will do for: it comes last.
function bySentence(evidence) {
  const sentences = new Map();
  for (const [number, rule, marks] of evidence) {
    if (sentences.has(number)) sentences.get(number)[1].push(rule);
    else sentences.set(number, [number, [rule], marks]);
  }
  const toldByName = ([, rules]) => rules.every((rule) => rule.startsWith("name."));
  const pieces = [...sentences.values()];
  return [...pieces.filter((piece) => !toldByName(piece)), ...pieces.filter(toldByName)];
}

function* edgesOf(node) {
  for (let i = data.starts[node]; i < data.starts[node + 1]; i += 1) yield data.links[i];
}

const otherEnd = (edge, node) => (data.edges.source[edge] === node ? data.edges.target[edge] : data.edges.source[edge]);
const kindOf = (node) => data.base.kinds[data.nodes.kind[node]];
const relationOf = (edge) => data.base.relations[data.edges.relation[edge]];
const documentsOf = (row) => (typeof row === "number" ? [row] : row); // a single document stands without its list
const isBackground = (flags) => (flags & 1) !== 0;
const isPlanned = (flags) => (flags & 2) !== 0;
const isApart = (flags) => (flags & 4) !== 0;
