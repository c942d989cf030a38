// What the reader chose. All of it is in the address, so that a link shows the same view.
const state = {
  node: -1, // selected
  edge: -1,
  place: -1, // region selected on the map
  hiddenKinds: new Set(),
  hiddenRelations: new Set(),
  confidence: 0, // percent
  background: true,
  planned: true,
  apart: true, // what hangs together with nothing or with few
  document: -1,
  from: "",
  to: "",
  steps: 0, // neighbourhood of the selected node; 0: everything
  start: -1, // ends of the path
  end: -1,
  open: [], // big graphs: which communities are opened, each as the way to it
  colours: "kind",
  view: "graph",
  lang: "zh",
  theme: "",
  tab: "nodes",
  level: "", // what the map counts by: "province", "city", or what suits
  at: "", // x,y,zoom
};
let follow = null; // shows a change; given by the main part
let waiting = null; // changes that came while others were being shown
let following = null;

// Resolves when the page shows the change. In a small graph it does so before anything else happens.
function change(changes, { silent = false } = {}) {
  Object.assign(state, changes);
  writeAddress();
  if (silent) return Promise.resolve();
  waiting = { ...waiting, ...changes };
  following ||= followAll();
  return following;
}

async function followAll() {
  document.body.setAttribute("aria-busy", "true");
  try {
    while (waiting) {
      const changes = waiting;
      waiting = null;
      await follow(changes);
    }
  } finally {
    following = null;
    document.body.removeAttribute("aria-busy");
  }
}

const nodeId = (node) => data.nodes.id[node];
const edgeId = (edge) => [nodeId(data.edges.source[edge]), relationOf(edge).name, nodeId(data.edges.target[edge])].join("|");

function address() {
  const parts = new URLSearchParams();
  const put = (key, value, shown) => { if (shown) parts.set(key, value); };
  put("node", nodeId(state.node), state.node >= 0);
  put("edge", state.edge >= 0 && edgeId(state.edge), state.edge >= 0);
  put("place", state.place >= 0 && data.base.places.regions[state.place][0], state.place >= 0);
  put("level", state.level, state.level);
  put("hide", [...state.hiddenKinds].sort().join("."), state.hiddenKinds.size);
  put("without", [...state.hiddenRelations].sort().join("."), state.hiddenRelations.size);
  put("confidence", state.confidence, state.confidence > 0);
  put("background", "no", !state.background);
  put("planned", "no", !state.planned);
  put("apart", "no", !state.apart);
  put("document", state.document >= 0 && data.base.documents[state.document].id, state.document >= 0);
  put("from", state.from, state.from);
  put("to", state.to, state.to);
  put("steps", state.steps, state.steps);
  put("start", nodeId(state.start), state.start >= 0);
  put("end", nodeId(state.end), state.end >= 0);
  put("open", state.open.map((way) => way.join("-")).join("."), state.open.length);
  put("colours", state.colours, state.colours !== "kind");
  put("view", state.view, state.view !== "graph");
  put("tab", state.tab, state.tab !== "nodes");
  put("lang", state.lang, state.lang !== "zh");
  put("theme", state.theme, state.theme);
  put("at", state.at, state.at);
  return parts.toString();
}

function writeAddress() {
  const hash = address();
  if (hash !== location.hash.slice(1)) history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
}

// Anything may stand in an address: what names nothing here is left out.
function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const text = (key) => parts.get(key) || "";
  const node = (key) => (parts.has(key) ? data.nodes.id.indexOf(parts.get(key)) : -1);
  const list = (key, known) => new Set(text(key).split(".").filter((name) => known.some((thing) => thing.name === name)));
  const one = (key, known, otherwise) => (known.includes(text(key)) ? text(key) : otherwise);
  const number = (key, most) => Math.min(most, Math.max(0, Math.floor(Number(text(key))) || 0));
  Object.assign(state, {
    node: node("node"),
    edge: edgeNamed(text("edge")),
    place: data.base.places.regions.findIndex((row) => row[0] === parts.get("place")),
    level: one("level", ["province", "city"], ""),
    hiddenKinds: list("hide", data.base.kinds),
    hiddenRelations: list("without", data.base.relations),
    confidence: number("confidence", 100),
    background: text("background") !== "no",
    planned: text("planned") !== "no",
    apart: text("apart") !== "no",
    document: data.base.documents.findIndex((d) => d.id === parts.get("document")),
    from: text("from"),
    to: text("to"),
    steps: number("steps", 3),
    start: node("start"),
    end: node("end"),
    open: text("open").split(".").filter(Boolean).map((way) => way.split("-").map(Number)).filter((way) => groupAt(way)),
    colours: one("colours", ["kind", "community"], "kind"),
    view: one("view", ["graph", "table", "map"], "graph"),
    tab: one("tab", ["nodes", "edges"], "nodes"),
    lang: one("lang", ["zh", "en"], "zh"),
    theme: one("theme", ["light", "dark"], ""),
    at: /^-?\d+,-?\d+,\d+(\.\d+)?$/.test(text("at")) ? text("at") : "",
  });
}

function edgeNamed(name) {
  const [source, relation, target] = name.split("|");
  const node = data.nodes.id.indexOf(source);
  if (node < 0) return -1;
  for (const edge of edgesOf(node)) {
    if (nodeId(data.edges.source[edge]) === source && nodeId(data.edges.target[edge]) === target && relationOf(edge).name === relation) return edge;
  }
  return -1;
}
