// Which nodes and edges the filters let through. Marks are kept in byte arrays by position.
const shown = { nodes: new Uint8Array(0), edges: new Uint8Array(0), nodeCount: 0, edgeCount: 0 };

const inTime = (documents) =>
  (!state.from && !state.to) ||
  documents.some((number) => {
    const date = data.base.documents[number].date || "";
    return date && (!state.from || date >= state.from) && (!state.to || date.slice(0, state.to.length) <= state.to);
  });

const narrowed = () =>
  state.hiddenRelations.size > 0 || state.confidence > 0 || state.document >= 0 || Boolean(state.from || state.to) || !state.planned;

const filtered = () => narrowed() || state.hiddenKinds.size > 0 || !state.background;

function passes(edge) {
  const { relation, confidence, flags, documents } = data.edges;
  if (!state.background && isBackground(flags[edge])) return false;
  if (!state.planned && isPlanned(flags[edge])) return false;
  if (confidence[edge] < state.confidence) return false;
  if (state.hiddenRelations.has(data.base.relations[relation[edge]].name)) return false;
  if (state.document >= 0 && !documents[edge].includes(state.document)) return false;
  return inTime(documents[edge]);
}

function nodePasses(node) {
  if (state.hiddenKinds.has(kindOf(node).name)) return false;
  return state.background || !isBackground(data.nodes.flags[node]);
}

// A node stays on its own account when a text that is looked at mentions it; else it needs an edge that is shown.
function standsAlone(node) {
  if (!narrowed()) return true;
  if (state.hiddenRelations.size || state.confidence || !state.planned) return false;
  const documents = data.nodes.documents[node];
  return (state.document < 0 || documents.includes(state.document)) && inTime(documents);
}

function filterAll() {
  const { source, target } = data.edges;
  const nodes = new Uint8Array(data.base.counts.nodes);
  const edges = new Uint8Array(data.base.counts.edges);
  const allowed = nodes.map((_, node) => (nodePasses(node) ? 1 : 0));
  for (let edge = 0; edge < edges.length; edge += 1) {
    if (allowed[source[edge]] && allowed[target[edge]] && passes(edge)) {
      edges[edge] = nodes[source[edge]] = nodes[target[edge]] = 1;
    }
  }
  for (let node = 0; node < nodes.length; node += 1) {
    if (allowed[node] && !nodes[node] && standsAlone(node)) nodes[node] = 1;
  }
  shown.nodes = nodes;
  shown.edges = edges;
  if (state.steps && state.node >= 0) keepAround(state.node, state.steps);
  shown.nodeCount = shown.nodes.reduce((sum, one) => sum + one, 0);
  shown.edgeCount = shown.edges.reduce((sum, one) => sum + one, 0);
}

function keepAround(node, steps) {
  const near = reach(node, steps);
  shown.nodes = shown.nodes.map((one, i) => (near.has(i) ? 1 : 0));
  shown.edges = shown.edges.map((one, e) => (one && near.has(data.edges.source[e]) && near.has(data.edges.target[e]) ? 1 : 0));
}
