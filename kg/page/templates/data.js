// The sections of the page's data. Columns are joined when the page opens; details are read when they are asked for.
const blocks = {};
for (const element of document.querySelectorAll("script[data-section]")) {
  (blocks[element.dataset.section] ||= []).push(element);
}

async function unpacked(element) {
  if (element.type === "application/json") return JSON.parse(element.textContent);
  const text = atob(element.textContent);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

const pause = () => new Promise((done) => setTimeout(done));

const data = { base: null, nodes: {}, edges: {}, links: null, degree: null, names: null, pinyin: null };

async function readColumns(name) {
  const columns = {};
  for (const element of blocks[name] || []) {
    const block = await unpacked(element);
    for (const [key, values] of Object.entries(block)) {
      const column = (columns[key] ||= []);
      for (const value of values) column.push(value);
    }
    element.remove();
    await pause();
  }
  return columns;
}

// data.links: the edges of node i are links[starts[i]] … links[starts[i + 1] - 1].
function linkUp() {
  const count = data.base.counts.nodes;
  const { source = [], target = [] } = data.edges;
  const starts = new Uint32Array(count + 1);
  source.forEach((s, e) => { starts[s + 1] += 1; if (target[e] !== s) starts[target[e] + 1] += 1; });
  data.degree = starts.slice(1);
  for (let i = 0; i < count; i += 1) starts[i + 1] += starts[i];
  const next = starts.slice();
  const links = new Uint32Array(starts[count]);
  source.forEach((s, e) => { links[next[s]++] = e; if (target[e] !== s) links[next[target[e]]++] = e; });
  data.links = links;
  data.starts = starts;
}

async function readData() {
  data.base = await unpacked(blocks.base[0]);
  data.nodes = { id: [], kind: [], label: [], flags: [], x: [], y: [], community: [], place: [], documents: [], ...(await readColumns("nodes")) };
  data.edges = { source: [], target: [], relation: [], confidence: [], flags: [], documents: [], ...(await readColumns("edges")) };
  data.number = new Map(data.nodes.id.map((id, i) => [id, i]));
  linkUp();
  if (blocks.tree) data.tree = await unpacked(blocks.tree[0]);
}

async function readNames() {
  data.pinyin = await unpacked(blocks.pinyin[0]);
  const names = [];
  for (const element of blocks.names || []) {
    for (const row of await unpacked(element)) names.push(row);
    await pause();
  }
  data.names = names;
}

const loaded = new Map();

// The row of node or edge `position` in the sections "details" or "evidence", with the passages it speaks of.
async function rowOf(section, position) {
  const size = data.base.blocks.details;
  const key = `${section} ${Math.floor(position / size)}`;
  if (!loaded.has(key)) loaded.set(key, unpacked(blocks[section][Math.floor(position / size)]));
  const block = await loaded.get(key);
  return { ...block.rows[position % size], passages: block.passages };
}

function* edgesOf(node) {
  for (let i = data.starts[node]; i < data.starts[node + 1]; i += 1) yield data.links[i];
}

const otherEnd = (edge, node) => (data.edges.source[edge] === node ? data.edges.target[edge] : data.edges.source[edge]);
const kindOf = (node) => data.base.kinds[data.nodes.kind[node]];
const relationOf = (edge) => data.base.relations[data.edges.relation[edge]];
const isBackground = (flags) => (flags & 1) !== 0;
const isPlanned = (flags) => (flags & 2) !== 0;
