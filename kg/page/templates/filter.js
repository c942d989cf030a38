// Which nodes and edges the filters let through. Marks are kept in byte arrays by position.
const shown = { nodes: new Uint8Array(0), edges: new Uint8Array(0), nodeCount: 0, edgeCount: 0 };

const inTime = (documents) =>
  (!state.from && !state.to) ||
  documentsOf(documents).some((number) => {
    const date = data.base.documents[number].date || "";
    return date && (!state.from || date >= state.from) && (!state.to || date.slice(0, state.to.length) <= state.to);
  });

// How many documents the choice of a source and of dates lets through.
function documentsLookedAt() {
  if (state.document >= 0) return inTime([state.document]) ? 1 : 0;
  return data.base.documents.reduce((count, _, number) => count + (inTime([number]) ? 1 : 0), 0);
}

const narrowed = () =>
  state.hiddenRelations.size > 0 || state.confidence > 0 || state.document >= 0 || Boolean(state.from || state.to) || !state.planned;

const filtered = () => narrowed() || state.hiddenKinds.size > 0 || !state.background || !state.apart;

function passes(edge) {
  const { relation, confidence, flags, documents } = data.edges;
  if (!state.background && isBackground(flags[edge])) return false;
  if (!state.planned && isPlanned(flags[edge])) return false;
  if (confidence[edge] < state.confidence) return false;
  if (state.hiddenRelations.has(data.base.relations[relation[edge]].name)) return false;
  if (state.document >= 0 && !documentsOf(documents[edge]).includes(state.document)) return false;
  return inTime(documents[edge]);
}

function nodePasses(node) {
  if (state.hiddenKinds.has(kindOf(node).name)) return false;
  if (!state.apart && isApart(data.nodes.flags[node])) return false;
  return state.background || !isBackground(data.nodes.flags[node]);
}

// A node stays on its own account when a text that is looked at mentions it; else it needs an edge that is shown.
function standsAlone(node) {
  if (!narrowed()) return true;
  if (state.hiddenRelations.size || state.confidence || !state.planned) return false;
  const documents = data.nodes.documents[node];
  return (state.document < 0 || documentsOf(documents).includes(state.document)) && inTime(documents);
}

const STRETCH = 5000; // so many things are looked at between two glances at the clock

async function forEachSliced(count, action) {
  for (let from = 0; from < count; from += STRETCH) {
    for (let i = from; i < Math.min(count, from + STRETCH); i += 1) action(i);
    await breath();
  }
}

async function filterAll() {
  const nodes = new Uint8Array(data.base.counts.nodes);
  const edges = new Uint8Array(data.base.counts.edges);
  if (filtered()) await markPassing(nodes, edges);
  else { nodes.fill(1); edges.fill(1); }
  if (state.steps && state.node >= 0) await keepAround(state.node, state.steps, nodes, edges);
  Object.assign(shown, { nodes, edges, nodeCount: sum(nodes), edgeCount: sum(edges) });
}

function sum(marks) {
  let result = 0;
  for (const one of marks) result += one;
  return result;
}

async function markPassing(nodes, edges) {
  const { source, target } = data.edges;
  const allowed = new Uint8Array(nodes.length);
  await forEachSliced(nodes.length, (node) => { allowed[node] = nodePasses(node) ? 1 : 0; });
  await forEachSliced(edges.length, (edge) => {
    if (allowed[source[edge]] && allowed[target[edge]] && passes(edge)) edges[edge] = nodes[source[edge]] = nodes[target[edge]] = 1;
  });
  await forEachSliced(nodes.length, (node) => { if (allowed[node] && !nodes[node] && standsAlone(node)) nodes[node] = 1; });
}

async function keepAround(node, steps, nodes, edges) {
  const near = reach(node, steps, edges);
  await forEachSliced(nodes.length, (i) => { if (!near.has(i)) nodes[i] = 0; });
  await forEachSliced(edges.length, (e) => { if (!near.has(data.edges.source[e]) || !near.has(data.edges.target[e])) edges[e] = 0; });
}
