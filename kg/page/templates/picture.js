// The picture: vis-network shows a set of items, nodes or whole communities; what changes is told as a difference.
const drawn = JSON.parse($("drawn").textContent);
const drawnNodes = new Map(drawn.nodes.map((item) => [item.id, item]));
const items = { nodes: new vis.DataSet(), edges: new vis.DataSet() };
const MOST_EDGES = 1500; // between communities: the heaviest
let network = null;
let colours = {};
let lit = null; // { nodes: Set of items, edges: Set of items } that stand out, or nothing
let hovered = null;
let fresh = false; // items were added: vis-network takes them to lie at 0,0 until it has drawn once, so it draws twice

const isDark = () => (state.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
const COMMUNITIES = ["#d55e00", "#1f77b4", "#00896a", "#9656b0", "#b07d00", "#c9487f", "#3d8fd1", "#6b7785"];

function readColours() {
  const style = getComputedStyle(document.documentElement);
  colours = {};
  for (const name of ["paper", "ink", "muted", "line", "accent", "veil", "group"]) colours[name] = style.getPropertyValue(`--${name}`).trim();
}

function paint(colour, hollow) {
  return hollow ? { background: colours.paper, border: colour } : { background: colour, border: colours.paper };
}

const colourOf = (node) =>
  state.colours === "community" ? COMMUNITIES[data.nodes.community[node] % COMMUNITIES.length] : kindOf(node).colour;

const HOLLOW = { shapeProperties: { borderDashes: [4, 3] } };

function nodeItem(node) {
  const hollow = isBackground(data.nodes.flags[node]);
  const { x, y } = data.nodes;
  return {
    id: node, x: x[node], y: y[node], shape: kindOf(node).shape,
    size: drawnNodes.get(node)?.size ?? 7 + 3.2 * Math.sqrt(Math.min(data.degree[node], 64)),
    color: paint(colourOf(node), hollow),
    ...(hollow ? HOLLOW : {}),
  };
}

function edgeItem(edge) {
  const { label, ...item } = drawn.edges[edge];
  return item;
}

// Communities, in big graphs: a group is [radius, [x, y, child], …], its way the positions of the groups around it and its own.
function groupAt(way) {
  let group = data.tree;
  for (const step of way) group = Array.isArray(group) ? group[step + 1]?.[2] : undefined;
  return Array.isArray(group) && way.length ? group : null;
}

const isOpen = (way) => state.open.some((other) => other.join("-") === way.join("-"));
const groups = new Map(); // item id -> { way, best, size }: the way to it, the most linked and how many of its nodes that are shown

// A group holds many kinds, so with colours by kind it has none of theirs.
function groupItem(group, way, x, y) {
  const id = `g${way.join("-")}`;
  const colour = state.colours === "community" ? COMMUNITIES[data.nodes.community[group.best] % COMMUNITIES.length] : colours.group;
  return { id, x, y, shape: "dot", size: group[0] * 0.72, color: paint(colour, false), opacity: 0.85 };
}

async function wantedCommunities() {
  const nodes = new Map();
  const names = []; // the items, numbered as they are met
  const itemOf = new Int32Array(data.base.counts.nodes).fill(-1); // node -> number of the item it is drawn in
  const leaf = (node, x, y) => {
    if (!shown.nodes[node]) return;
    nodes.set(node, { ...nodeItem(node), x, y });
    itemOf[node] = names.push(node) - 1;
  };
  const gathered = (group, way, x, y) => {
    const item = groupItem(group, way, x, y);
    const number = names.push(item.id) - 1;
    let best = shown.nodes[group.best] ? group.best : -1;
    let size = 0;
    for (let i = group.first; i < group.beyond; i += 1) {
      const node = data.leaves[i];
      if (!shown.nodes[node]) continue;
      itemOf[node] = number;
      size += 1;
      if (best < 0 || data.degree[node] > data.degree[best]) best = node;
    }
    if (!size) return;
    nodes.set(item.id, item);
    groups.set(item.id, { way, best, size });
    labelCache.delete(item.id);
  };
  async function walk(group, way, x, y) {
    for (let i = 1; i < group.length; i += 1) {
      const [dx, dy, child] = group[i];
      const inner = [...way, i - 1];
      if (!Array.isArray(child)) leaf(child, x + dx, y + dy);
      else if (isOpen(inner)) await walk(child, inner, x + dx, y + dy);
      else gathered(child, inner, x + dx, y + dy);
    }
    await breath();
  }
  await walk(data.tree, [], 0, 0);
  return { nodes, edges: await edgesBetween(itemOf, names) };
}

// Edges between two nodes that are drawn stay themselves; those between communities are drawn as one, as thick as they are many.
async function edgesBetween(itemOf, names) {
  const edges = new Map();
  const weights = new Map();
  const { source, target, flags } = data.edges;
  await forEachSliced(source.length, (edge) => {
    const [from, to] = [itemOf[source[edge]], itemOf[target[edge]]];
    if (!shown.edges[edge] || from < 0 || to < 0) return;
    if (typeof names[from] === "number" && typeof names[to] === "number") {
      edges.set(`e${edge}`, { id: `e${edge}`, from: names[from], to: names[to], dashes: isBackground(flags[edge]) ? [7, 6] : false });
    } else if (from !== to) {
      const pair = Math.min(from, to) * names.length + Math.max(from, to);
      weights.set(pair, (weights.get(pair) || 0) + 1);
    }
  });
  for (const [pair, weight] of heaviest(weights)) {
    const [from, to] = [names[Math.floor(pair / names.length)], names[pair % names.length]];
    const id = `${from} ${to}`;
    edges.set(id, { id, from, to, arrows: "", width: Math.min(8, Math.sqrt(weight)) });
  }
  return edges;
}

// The MOST_EDGES pairs of most weight; to sort all of them would take a pause that is felt.
function heaviest(weights) {
  const many = []; // how many pairs have each weight
  for (const weight of weights.values()) many[weight] = (many[weight] || 0) + 1;
  let room = MOST_EDGES;
  let least = many.length; // all from this weight on find room
  while (least > 1 && room >= (many[least - 1] || 0)) { least -= 1; room -= many[least] || 0; }
  return [...weights].filter(([, weight]) => weight >= least || (weight === least - 1 && (room -= 1) >= 0));
}

function wanted() {
  if (data.tree && !(state.steps && state.node >= 0)) return wantedCommunities();
  return wantedWhole();
}

async function wantedWhole() {
  const nodes = new Map();
  const edges = new Map();
  const places = state.steps && state.node >= 0 ? rings(state.node) : new Map();
  await forEachSliced(shown.nodes.length, (node) => { if (shown.nodes[node]) nodes.set(node, { ...nodeItem(node), ...places.get(node) }); });
  await forEachSliced(shown.edges.length, (edge) => {
    if (shown.edges[edge]) edges.set(`e${edge}`, data.tree ? { id: `e${edge}`, from: data.edges.source[edge], to: data.edges.target[edge] } : edgeItem(edge));
  });
  return { nodes, edges };
}

const RING = 170; // between two rings around a node
const BETWEEN = 64; // between two nodes on a ring
const IN_RINGS = 400; // a greater neighbourhood stays where it is

// A neighbourhood is drawn in rings around its node, by steps; what hangs on one node stands together.
function rings(centre) {
  const places = new Map([[centre, { x: 0, y: 0 }]]);
  if (shown.nodeCount > IN_RINGS) return new Map();
  const [wide, high] = turned ? [1, 1.3] : [1.3, 1];
  let radius = 0;
  for (let rim = [centre]; rim.length; ) {
    rim = nextStep(rim, places);
    for (let from = 0; from < rim.length; ) {
      radius += from ? RING / 2 : RING;
      const some = rim.slice(from, from + Math.max(8, Math.floor((2 * Math.PI * radius) / BETWEEN)));
      some.forEach((node, i) => {
        const angle = (2 * Math.PI * (i + 0.5)) / some.length - Math.PI / 2;
        places.set(node, { x: Math.round(wide * radius * Math.cos(angle)), y: Math.round(high * radius * Math.sin(angle)) });
      });
      from += some.length;
    }
  }
  return places;
}

// The nodes one step beyond `rim`, those of each node of it together and by kind.
function nextStep(rim, places) {
  const found = new Set();
  for (const node of rim) {
    const beyond = [...edgesOf(node)].filter((edge) => shown.edges[edge]).map((edge) => otherEnd(edge, node));
    for (const other of beyond.sort((a, b) => data.nodes.kind[a] - data.nodes.kind[b] || a - b)) if (!places.has(other)) found.add(other);
  }
  return [...found];
}

const AT_ONCE = 400; // items that vis-network takes in or gives up between two glances at the clock

async function removed(set, wantedItems) {
  const gone = set.getIds().filter((id) => !wantedItems.has(id));
  for (let i = 0; i < gone.length; i += AT_ONCE) { set.remove(gone.slice(i, i + AT_ONCE)); await breath(); }
}

async function added(set, wantedItems) {
  const there = new Set(set.getIds());
  const fresh = [...wantedItems.values()].filter((item) => !there.has(item.id));
  for (let i = 0; i < fresh.length; i += AT_ONCE) { set.add(fresh.slice(i, i + AT_ONCE)); await breath(); }
}

// Edges go before their nodes and come after them, or vis-network looks for what is not there; and it draws once.
async function updatePicture(afresh = false) {
  const now = await wanted();
  network.body.emitter.emit("_blockRedraw");
  await removed(items.edges, afresh ? new Map() : now.edges);
  await removed(items.nodes, afresh ? new Map() : now.nodes);
  await added(items.nodes, now.nodes);
  await added(items.edges, now.edges);
  swell(true);
  fresh = true;
  network.body.emitter.emit("_allowRedraw");
  rankLabels();
  select();
}

const itemOfNode = (node) => {
  if (!data.tree || items.nodes.get(node)) return node;
  const way = [];
  for (const step of wayTo(node)) {
    way.push(step);
    if (items.nodes.get(`g${way.join("-")}`)) return `g${way.join("-")}`;
  }
  return null;
};

function neighbourhood(item) {
  const edges = network.getConnectedEdges(item);
  return { nodes: new Set([item, ...network.getConnectedNodes(item)]), edges: new Set(edges), of: item };
}

function pathLit(edges) {
  const nodes = edges.flatMap((edge) => [data.edges.source[edge], data.edges.target[edge]]);
  return { nodes: new Set(nodes.map(itemOfNode)), edges: new Set(edges.map((edge) => `e${edge}`)) };
}

function litNow() {
  if (hovered !== null && items.nodes.get(hovered)) return neighbourhood(hovered);
  if (state.start >= 0 && state.end >= 0) return pathLit(shortestPath(state.start, state.end) || []);
  if (state.node >= 0 && itemOfNode(state.node) !== null) return neighbourhood(itemOfNode(state.node));
  if (state.edge >= 0 && items.edges.get(`e${state.edge}`)) return pathLit([state.edge]);
  return null;
}

function select() {
  const item = state.node >= 0 ? itemOfNode(state.node) : null;
  network.setSelection(
    { nodes: item !== null && items.nodes.get(item) ? [item] : [], edges: items.edges.get(`e${state.edge}`) ? [`e${state.edge}`] : [] },
    { highlightEdges: false });
  lit = litNow();
  redraw();
}

// With the next frame, however often it is asked for; network.redraw() would draw at once, each time.
const redraw = () => network.body.emitter.emit("_requestRedraw");

// What does not stand out is veiled; what does is drawn once more above the veil. vis-network offers no such
// highlighting, and to recolour every item takes too long; the file is pinned by pyvis, so its inside can be used.
function drawLit(context) {
  if (!lit || !lit.nodes.size) return;
  const { nodes, edges } = network.body;
  const corner = network.DOMtoCanvas({ x: 0, y: 0 });
  const far = network.DOMtoCanvas({ x: $("graph").clientWidth, y: $("graph").clientHeight });
  context.fillStyle = colours.veil;
  context.fillRect(corner.x, corner.y, far.x - corner.x, far.y - corner.y);
  for (const id of lit.edges) if (edges[id]?.connected) drawChosen(context, edges[id]);
  for (const id of lit.nodes) nodes[id]?.draw(context);
  if (nodes[lit.of]) ring(context, nodes[lit.of]);
}

function drawChosen(context, edge) {
  const { selected } = edge;
  edge.selected = true;
  edge.draw(context);
  edge.drawArrows(context);
  edge.selected = selected;
}

function ring(context, node) {
  const scale = network.getScale();
  context.beginPath();
  context.arc(node.x, node.y, node.options.size * 1.25 + 4 / scale, 0, 2 * Math.PI);
  context.lineWidth = 2 / scale;
  context.strokeStyle = colours.accent;
  context.stroke();
}

// Many edges are drawn fainter, or they would hide the nodes.
const edgeColours = () => ({ color: colours.line, hover: colours.accent, highlight: colours.accent, inherit: false, opacity: data.base.counts.edges > 1500 ? 0.45 : 1 });

async function start() {
  readColours();
  const options = { ...drawn.options, autoResize: false };
  options.edges = { ...options.edges, color: edgeColours() };
  options.interaction = { ...options.interaction, keyboard: false };
  network = new vis.Network($("graph"), items, options);
  spareLabels();
  new ResizeObserver(keepMiddle).observe($("graph"));
  await updatePicture();
  tuneEdges();
  network.on("beforeDrawing", () => swell());
  network.on("afterDrawing", (context) => { drawLit(context); drawLabels(context); if (fresh) { fresh = false; redraw(); } });
  network.on("click", clicked);
  network.on("doubleClick", doubleClicked);
  network.on("hoverNode", ({ node }) => { hovered = node; lit = litNow(); showTip(node, null); redraw(); });
  network.on("blurNode", () => { hovered = null; lit = litNow(); hideTip(); redraw(); });
  network.on("hoverEdge", ({ edge }) => showTip(null, edge));
  network.on("blurEdge", hideTip);
  network.on("dragStart", hideTip);
  network.on("dragEnd", ({ nodes }) => { keepPlaces(nodes); rememberView(); });
  network.on("zoom", rememberView);
}

let size = { width: 0, height: 0 }; // of the canvas, as far as vis-network knows

// When the window or what the panel leaves of it changes, what was in the middle stays there and as big as it was.
function keepMiddle() {
  const { clientWidth: width, clientHeight: height } = $("graph");
  if (!width || (width === size.width && height === size.height)) return;
  const { scale, translation } = network.body.view;
  const position = { x: (size.width / 2 - translation.x) / scale, y: (size.height / 2 - translation.y) / scale };
  const first = !size.width;
  size = { width, height };
  network.setSize("100%", "100%");
  if (!first) network.moveTo({ position, scale, animation: false });
  redraw();
}

let looked = false; // a picture that was hidden until now has had no window to fit into

function seen() {
  keepMiddle();
  if (looked) { redraw(); return; }
  looked = true;
  if (state.at) goTo(state.at);
  else fit();
}

// vis-network prepares five fonts and a dozen other things for each item in case it has a label, an icon or a shadow. Ours
// have none (labels are drawn by labels.js), so that all can share: it takes items in twice as fast.
const UNUSED = { nodesHandler: ["font", "icon", "imagePadding", "margin", "scaling", "shadow"], edgesHandler: ["font", "scaling", "shadow", "background", "endPointOffset"] };

function spareLabels() {
  const { labelModule } = network.body.functions.createNode({ id: "any" });
  const { fontOptions } = labelModule;
  Object.getPrototypeOf(labelModule).update = function noFonts(options) { Object.assign(this, { elementOptions: options, fontOptions }); };
  for (const [handler, names] of Object.entries(UNUSED)) share(network[handler].options, names);
}

// What an object inherits is not copied for each item.
function share(options, names) {
  Object.setPrototypeOf(options, Object.assign(Object.create(Object.getPrototypeOf(options)), Object.fromEntries(names.map((name) => [name, options[name]]))));
  for (const name of names) delete options[name];
}

// From afar nodes are drawn bigger than the zoom would have them, or they would be specks.
const SWOLLEN = 2; // times, at most
const NATURAL = 0.5; // the zoom from which on nodes have their own size
let swelling = 1;

function swell(all = false) {
  const now = Math.min(SWOLLEN, Math.max(1, NATURAL / network.getScale()));
  if (!all && Math.abs(now / swelling - 1) < 0.04) return;
  swelling = now;
  for (const [id, node] of Object.entries(network.body.nodes)) {
    if (groups.has(id)) continue;
    node.options.size = node.baseSize * swelling;
    node.needsRefresh();
  }
}

const THINNEST = 0.7; // pixels
const FAR = 0.3; // a zoom at which arrow heads are dots that cost as much as all the rest

// From afar lines stay wide enough to be seen, and have no arrow heads when there are many.
function tuneEdges() {
  const any = Object.values(network.body.edges)[0];
  if (!any) return;
  const kind = Object.getPrototypeOf(any);
  const { drawArrows, getFormattingValues } = kind;
  kind.drawArrows = function near(context) { if (network.getScale() > FAR || items.edges.length < 500) drawArrows.call(this, context); };
  kind.getFormattingValues = function visible() {
    const values = getFormattingValues.call(this);
    values.width = Math.max(values.width, THINNEST / network.getScale());
    return values;
  };
}

function keepPlaces(nodes) {
  if (state.steps) return;
  for (const [id, { x, y }] of Object.entries(network.getPositions(nodes))) {
    if (/^\d+$/.test(id)) { data.nodes.x[id] = x; data.nodes.y[id] = y; }
  }
}

let remembering = 0;
function rememberView() {
  clearTimeout(remembering);
  remembering = setTimeout(() => {
    const { x, y } = network.getViewPosition();
    const [across, down] = turned ? [y, x] : [x, y]; // so that a link from a telephone leads to the same place elsewhere
    change({ at: `${Math.round(across)},${Math.round(down)},${Number(network.getScale().toPrecision(3))}` }, { silent: true });
  }, 300);
}

function goTo(at) {
  const [across, down, scale] = at.split(",").map(Number);
  network.moveTo({ position: turned ? { x: down, y: across } : { x: across, y: down }, scale: Math.min(8, Math.max(0.005, scale)), animation: false });
}

// On a small screen the panel lies over the lower half of the picture.
const covered = () => (matchMedia("(max-width: 760px)").matches && (state.node >= 0 || state.edge >= 0) ? 0.52 * $("stage").clientHeight : 0);

function fit(nodes) {
  network.fit({ ...(nodes ? { nodes } : {}), animation: false, maxZoomLevel: 1.5 });
  const room = covered() ? 0.5 : 0.93; // names at the rim need some, too
  network.moveTo({ position: network.getViewPosition(), scale: network.getScale() * room, offset: { x: 0, y: -covered() / 2 }, animation: false });
  rememberView();
}

function zoomBy(factor) {
  network.moveTo({ scale: Math.min(8, Math.max(0.005, network.getScale() * factor)), animation: false });
  rememberView();
}

function moveBy(x, y) {
  network.moveTo({ offset: { x: -x, y: -y }, position: network.getViewPosition(), animation: false });
  rememberView();
}

function lookAt(node) {
  const item = itemOfNode(node);
  if (item === null || !items.nodes.get(item)) return;
  keepMiddle(); // the panel may just have taken a part of the window
  network.focus(item, { scale: Math.max(network.getScale(), typeof item === "number" ? 0.9 : 0), offset: { x: 0, y: -covered() / 2 }, animation: false });
  rememberView();
}

function clicked({ nodes, edges }) {
  if (typeof nodes[0] === "string") change({ node: groups.get(nodes[0]).best, edge: -1 });
  else if (nodes.length) choose(nodes[0], { look: false });
  else if (edges.length && /^e\d+$/.test(edges[0])) change({ edge: Number(edges[0].slice(1)), node: -1, steps: 0 });
  else if (!state.steps) change({ node: -1, edge: -1 });
}

function doubleClicked({ nodes }) {
  if (typeof nodes[0] === "string") openGroup(groups.get(nodes[0]).way);
  else if (nodes.length) change({ node: nodes[0], edge: -1, steps: 1 });
}

function openGroup(way) {
  change({ open: [...state.open.filter((other) => !startsWith(other, way)), way] });
}

const startsWith = (way, start) => start.every((step, i) => way[i] === step);
