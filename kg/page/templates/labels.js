// Labels, drawn by us: the most important first, none over another, all of one size on the screen whatever the zoom.
const MOST_LABELS = 260;
const FIRST = 21000; // for so many square pixels of the window, a name of the most linked nodes is written even over others
const LARGE = 68000; // and for so many, one of these is written larger
const MOST_NAMED = 40; // with more lines standing out, they are named from near only
const FROM_AFAR = 0.33; // the zoom up to which there are larger names
const ROOM = 0.1; // the part of the window that labels may cover when it is seen from afar
const CELL = { width: 8, height: 6 }; // pixels: what is taken is kept cell by cell
const FONT = '"Noto Sans CJK SC","Noto Sans SC","PingFang SC","Microsoft YaHei","Hiragino Sans GB",system-ui,sans-serif';
let ranked = [];
const widths = new Map();

const MARKS = /[\u0000-\u001f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g; // a label turns no other text around
const labelCache = new Map();
const holdsApart = (group) => group?.way.length === 1 && isApart(data.nodes.flags[group.best]);

function labelOf(item) {
  if (!labelCache.has(item)) {
    const group = groups.get(item);
    const text = data.nodes.label[group ? group.best : item].replace(MARKS, "");
    labelCache.set(item, holdsApart(group) ? `${word("apart")} ${counted(group.size)}` : group?.size > 1 ? word("andOthers")(clipped(text, 12), group.size) : clipped(text, 16));
  }
  return labelCache.get(item);
}

const weightOf = (item) => (groups.has(item) ? 1000 + groups.get(item).size : data.degree[item] + (isBackground(data.nodes.flags[item]) ? -0.5 : 0));

function rankLabels() {
  ranked = items.nodes.getIds().sort((a, b) => weightOf(b) - weightOf(a) || (a < b ? -1 : 1));
}

function widthOf(context, text) {
  if (!widths.has(text)) widths.set(text, context.measureText(text).width);
  return widths.get(text);
}

function cellsOf(left, top, width, height) {
  const cells = [];
  for (let x = Math.floor(left / CELL.width); x <= Math.floor((left + width) / CELL.width); x += 1) {
    for (let y = Math.floor(top / CELL.height); y <= Math.floor((top + height) / CELL.height); y += 1) cells.push(x * 4096 + y);
  }
  return cells;
}

function take(taken, cells, blocked = null) {
  if (cells.some((cell) => taken.has(cell) || blocked?.has(cell))) return false;
  for (const cell of cells) taken.add(cell);
  return true;
}

// Where a label may stand: below its node, above, right or left of it; in a community's disc when there is room.
function spotsAround(x, y, radius, wide, group) {
  if (group) return radius * 2 > wide + 8 ? [[x, y]] : [[x, y + radius + 10]];
  const aside = radius + wide / 2 + 6;
  return [[x, y + radius + 11], [x, y - radius - 11], [x + aside, y], [x - aside, y]];
}

// Where the middle of a name may be, so that the rim of the window cuts none of a node that is to be seen.
const within = (x, wide, width) => (x < 0 || x > width ? x : Math.max(wide / 2 + 4, Math.min(width - wide / 2 - 4, x)));

// No label but the very first stands on a node big enough to be hidden by it.
function takeNodes(taken, items, at) {
  for (const item of items) {
    const node = network.body.nodes[item];
    const radius = node ? node.options.size * network.getScale() * 0.8 : 0;
    if (radius < 4 || groups.has(item)) continue;
    const [x, y] = at(node);
    for (const cell of cellsOf(x - radius, y - radius, 2 * radius, 2 * radius)) taken.add(cell);
  }
}

// Yields what is to be written in the window: { text, x, y (pixels, middle of the text), strong, faint }.
function* placedLabels(context, width, height) {
  const taken = new Set();
  const scale = network.getScale();
  const view = network.getViewPosition();
  const at = (node) => [(node.x - view.x) * scale + width / 2, (node.y - view.y) * scale + height / 2];
  const discs = new Set();
  takeNodes(discs, lit ? lit.nodes : ranked, at);
  const first = lit ? [...(lit.of === undefined ? [] : [lit.of]), ...lit.nodes] : [];
  const done = new Set();
  let count = 0;
  let room = ROOM * width * height;
  for (const item of [...first, ...(lit ? [] : ranked)]) {
    const node = network.body.nodes[item];
    if (!node || done.has(item)) continue;
    done.add(item);
    const [x, y] = at(node);
    if (x < -60 || y < -20 || x > width + 60 || y > height + 20) continue;
    const radius = node.options.size * scale;
    if (room < 0 && scale < NATURAL && !lit) break;
    const text = labelOf(item);
    const large = !lit && scale < FROM_AFAR && count * LARGE < width * height;
    const wide = widthOf(context, text) * (large ? 15 / 12 : 1);
    const spots = spotsAround(x, y, radius, wide, groups.has(item)).map(([a, b]) => [a === x ? within(x, wide, width) : a, b]);
    const free = (blocked) => spots.find(([a, b]) => take(taken, cellsOf(a - wide / 2 - 1, b - 7, wide + 2, 14), blocked));
    const spot = free(discs) || (count * FIRST < width * height && free(null));
    if (!spot) continue;
    room -= wide * 18;
    yield { text, x: spot[0], y: spot[1], strong: item === lit?.of, large, faint: !groups.has(item) && isBackground(data.nodes.flags[item]) };
    if ((count += 1) >= MOST_LABELS) return;
  }
  yield* edgeLabels(context, taken, width, height);
}

// Edges are named where they stand out, or where all are long enough, as far as there is room.
function* edgeLabels(context, taken, width, height) {
  const scale = network.getScale();
  if (scale < 1.3 && !(lit && lit.edges.size <= MOST_NAMED)) return;
  const view = network.getViewPosition();
  for (const id of lit ? lit.edges : items.edges.getIds()) {
    const edge = network.body.edges[id];
    if (!edge?.connected || !/^e\d+$/.test(id)) continue;
    const middle = edge.edgeType.getPoint(0.5);
    const x = (middle.x - view.x) * scale + width / 2;
    const y = (middle.y - view.y) * scale + height / 2;
    if (x < 0 || y < 0 || x > width || y > height) continue;
    const text = named(relationOf(Number(id.slice(1))));
    const wide = widthOf(context, text);
    const length = Math.hypot(edge.to.x - edge.from.x, edge.to.y - edge.from.y) * scale;
    if (length < wide + 50 || !take(taken, cellsOf(x - wide / 2, y - 6, wide, 12))) continue;
    yield { text, x, y, edge: true };
  }
}

const labelSize = ({ strong, large, edge }) => (large ? 15 : strong ? 13 : edge ? 11 : 12);
const labelFont = (label) => `${label.strong || label.large ? "600 " : ""}${labelSize(label)}px ${FONT}`;
const labelColour = ({ faint, edge }) => (edge || faint ? colours.muted : colours.ink);

function drawLabels(context) {
  const { clientWidth: width, clientHeight: height } = $("graph");
  const ratio = context.canvas.width / width;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = colours.paper;
  context.font = `12px ${FONT}`;
  for (const label of [...placedLabels(context, width, height)]) {
    context.font = labelFont(label);
    context.fillStyle = labelColour(label);
    context.strokeText(label.text, label.x, label.y);
    context.fillText(label.text, label.x, label.y);
  }
  context.restore();
}
