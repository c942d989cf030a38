// China by region: the seats of its counties as faint points, and on them how much lies in each city or province.
const [ROW_NAME, ROW_SHORT, ROW_LONGITUDE, ROW_LATITUDE, ROW_PROVINCE, ROW_CITY] = [1, 2, 3, 4, 5, 6]; // of base.places.regions
const regionRow = (place) => data.base.places.regions[place];
const MANY_CITIES = 40; // with more, provinces are shown first

const radians = (degrees) => (degrees * Math.PI) / 180;

// Albers' equal-area projection, as maps of China have it, in units of the earth's radius, y downwards.
const ALBERS = (() => {
  const [south, north] = [Math.sin(radians(25)), Math.sin(radians(47))];
  const n = (south + north) / 2;
  const c = Math.cos(radians(25)) ** 2 + 2 * n * south;
  return { n, reach: (latitude) => Math.sqrt(c - 2 * n * Math.sin(radians(latitude))) / n };
})();

function project(longitude, latitude) {
  const angle = ALBERS.n * radians(longitude - 105);
  const reach = ALBERS.reach(latitude);
  return [reach * Math.sin(angle), reach * Math.cos(angle) - ALBERS.reach(36)];
}

let outline = null;

function outlinePoints() {
  const { outline: tenths } = data.base.places;
  outline ||= Array.from({ length: tenths.length / 2 }, (_, i) => project(tenths[2 * i] / 10, tenths[2 * i + 1] / 10));
  return outline;
}

const cities = () => new Set(data.base.places.regions.map((row) => row[ROW_CITY]));
const levelNow = () => state.level || (cities().size > MANY_CITIES ? "province" : "city");
const around = (place) => regionRow(place)[levelNow() === "province" ? ROW_PROVINCE : ROW_CITY];

function nodesAt(place) {
  const found = [];
  data.nodes.place.forEach((at, node) => { if (at >= 0 && shown.nodes[node] && (at === place || around(at) === place)) found.push(node); });
  return found.sort((a, b) => data.degree[b] - data.degree[a] || a - b);
}

function countsByPlace() {
  const here = new Int32Array(data.base.places.regions.length);
  data.nodes.place.forEach((place, node) => { if (place >= 0 && shown.nodes[node]) here[place] += 1; });
  const counts = new Map();
  here.forEach((count, place) => { if (count) counts.set(around(place), (counts.get(around(place)) || 0) + count); });
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

function updateMap() {
  if (state.view !== "map") return;
  const counts = countsByPlace();
  if (!counts.length) { $("map").replaceChildren(el("p", { class: "nothing" }, word("emptyMap"))); return; }
  const { clientWidth: width, clientHeight: height } = $("map");
  const at = inWindow(width, height);
  const most = counts[0][1];
  const bubbles = counts.map(([place, count]) => {
    const [x, y] = at(project(regionRow(place)[ROW_LONGITUDE], regionRow(place)[ROW_LATITUDE]));
    return { place, count, x, y, radius: Math.max(5, Math.min(levelNow() === "city" ? 26 : 34, width / 26) * Math.sqrt(count / most)) };
  });
  $("map").replaceChildren(
    svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": word("map") },
      svg("path", { class: "outline", "aria-hidden": "true", d: outlinePoints().map((point) => `M${at(point).map((n) => n.toFixed(1)).join(" ")}h0`).join("") }),
      ...bubbles.map(bubble), bubbleLabels(bubbles, width, height)),
    levelChoice(), el("p", { class: "note" }, word("mapNote")));
}

// How projected points come into a window of this size: all of them, with a rim.
function inWindow(width, height) {
  const points = outlinePoints();
  const [xs, ys] = [points.map((p) => p[0]), points.map((p) => p[1])];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min((width - 50) / (right - left), (height - 70) / (bottom - top));
  return ([x, y]) => [(x - (left + right) / 2) * scale + width / 2, (y - (top + bottom) / 2) * scale + height / 2];
}

const levelChoice = () => el("div", { class: "segments level", role: "group", "aria-label": word("level") },
  ...["province", "city"].map((level) => button(word(level), () => change({ level, place: -1 }), { "aria-pressed": String(levelNow() === level), "data-key": level })));

// Among cities: what is said to lie in a province, and not where in it.
const isWide = (place) => levelNow() === "city" && regionRow(place)[ROW_PROVINCE] === place && data.base.places.regions.some((row, i) => row[ROW_PROVINCE] === place && row[ROW_CITY] === i && i !== place);

function bubble({ place, count, x, y, radius }) {
  const name = regionRow(place)[ROW_NAME];
  const pick = () => change({ place, node: -1, edge: -1 });
  const mark = svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: radius.toFixed(1), class: isWide(place) ? "bubble wide" : "bubble", tabindex: 0, role: "button", "aria-label": `${name} ${count}`, "aria-pressed": String(state.place === place) },
    svg("title", {}, `${name} · ${count}`));
  mark.addEventListener("click", pick);
  mark.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(); } });
  return mark;
}

const touches = ({ x, y, radius }, left, top, wide) =>
  Math.hypot(x - Math.max(left, Math.min(x, left + wide)), y - Math.max(top, Math.min(y, top + 14))) < radius;

// Names below their bubbles or beside them, where there is room; the number in the bubble where it fits.
function bubbleLabels(bubbles, width, height) {
  const taken = [];
  const group = svg("g", { class: "labels", "aria-hidden": "true" });
  const free = (left, top, wide) => left > 0 && top > 0 && left + wide < width && top + 14 < height
    && !taken.some((t) => left < t[0] + t[2] && t[0] < left + wide && Math.abs(top - t[1]) < 14);
  const put = (text, x, y, name) => group.append(svg("text", { x: x.toFixed(1), y: y.toFixed(1), class: name }, text));
  for (const { place, count, x, y, radius } of bubbles) {
    const wide = 7.5 * String(count).length;
    if (radius < 9 || radius * 2 < wide + 6 || isWide(place) || !free(x - wide / 2, y - 7, wide)) continue;
    taken.push([x - wide / 2, y - 7, wide]);
    put(String(count), x, y + 4, "count");
  }
  for (const { place, x, y, radius } of bubbles) {
    const name = regionRow(place)[ROW_SHORT];
    const wide = name.length * 12 + 4;
    const spots = [[x - wide / 2, y + radius + 2], [x + radius + 2, y - 7], [x - radius - wide - 2, y - 7], [x - wide / 2, y - radius - 16]];
    const beside = bubbles.filter((other) => other.place !== place);
    const clear = ([left, top]) => free(left, top, wide) && !beside.some((other) => touches(other, left, top, wide));
    const spot = spots.find(clear) || spots.find(([left, top]) => free(left, top, wide));
    if (!spot) continue;
    taken.push([...spot, wide]);
    put(name, spot[0] + wide / 2, spot[1] + 11, "name");
  }
  return group;
}

function placeParts(place) {
  const nodes = nodesAt(place);
  const byKind = new Map();
  for (const node of nodes) {
    if (!byKind.has(data.nodes.kind[node])) byKind.set(data.nodes.kind[node], []);
    byKind.get(data.nodes.kind[node]).push(node);
  }
  return [
    el("p", { class: "kind" }, word("inPlace")),
    el("h2", {}, nameOf(regionRow(place)[ROW_NAME])),
    placesWithin(place, nodes),
    ...[...byKind].sort((a, b) => a[0] - b[0]).map(([kind, members]) => el("section", { class: "facts" },
      el("h4", {}, named(data.base.kinds[kind]), el("span", { class: "count" }, String(members.length))),
      el("ul", {}, ...members.slice(0, PAGE).map((node) => el("li", {}, nodeLink(node)))))),
  ].filter(Boolean);
}

// The cities of a province with how much lies in each; a click shows one.
function placesWithin(place, nodes) {
  if (levelNow() !== "province") return null;
  const counts = new Map();
  for (const node of nodes) {
    const inner = regionRow(data.nodes.place[node])[ROW_CITY];
    if (inner !== place) counts.set(inner, (counts.get(inner) || 0) + 1);
  }
  if (!counts.size) return null;
  return el("div", { class: "actions" }, ...[...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([inner, count]) =>
    button(`${regionRow(inner)[ROW_SHORT]} ${count}`, () => change({ level: "city", place: inner, node: -1, edge: -1 }))));
}
