// China by region: the middles of its provinces and prefectures as faint points, and on them what lies there.
const project = ([longitude, latitude]) => [longitude * Math.cos((35 * Math.PI) / 180) * 10, -latitude * 10];
const middleOf = ([, longitude, latitude]) => project([longitude, latitude]);

function nodesAt(place) {
  const found = [];
  data.nodes.place.forEach((at, node) => { if (at === place && shown.nodes[node]) found.push(node); });
  return found.sort((a, b) => data.degree[b] - data.degree[a] || a - b);
}

function updateMap() {
  if (state.view !== "map") return;
  const counts = new Map();
  data.nodes.place.forEach((place, node) => { if (place >= 0 && shown.nodes[node]) counts.set(place, (counts.get(place) || 0) + 1); });
  if (!counts.size) { $("map").replaceChildren(el("p", { class: "nothing" }, word("emptyMap"))); return; }
  const points = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const back = data.base.places.backdrop.map(project);
  const all = [...back, ...points.map(([place]) => middleOf(data.base.places.regions[place]))];
  const xs = all.map((p) => p[0]);
  const ys = all.map((p) => p[1]);
  const [left, top, right, bottom] = [Math.min(...xs) - 25, Math.min(...ys) - 20, Math.max(...xs) + 25, Math.max(...ys) + 20];
  $("map").replaceChildren(svg("svg", { viewBox: `${left} ${top} ${right - left} ${bottom - top}`, role: "group", "aria-label": word("map") },
    svg("g", { class: "backdrop", "aria-hidden": "true" }, ...back.map(([x, y]) => svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: 1.6 }))),
    ...points.map(([place, count]) => bubble(place, count)), mapLabels(points)));
}

const bubbleSize = (count) => 2.5 + 2 * Math.sqrt(Math.min(count, 100));

function bubble(place, count) {
  const [name] = data.base.places.regions[place];
  const [x, y] = middleOf(data.base.places.regions[place]);
  const pick = () => change({ place, node: -1, edge: -1 });
  const mark = svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: bubbleSize(count).toFixed(1), class: "bubble", tabindex: 0, role: "button", "aria-label": `${name} ${count}`, "aria-pressed": String(state.place === place) });
  mark.addEventListener("click", pick);
  mark.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(); } });
  return mark;
}

function mapLabels(points) {
  const taken = [];
  const group = svg("g", { class: "labels", "aria-hidden": "true" });
  for (const [place, count] of points) {
    const [name] = data.base.places.regions[place];
    const [x, middle] = middleOf(data.base.places.regions[place]);
    const y = middle + bubbleSize(count) + 6;
    const half = name.length * 3.6;
    if (taken.some((t) => Math.abs(t[0] - x) < t[2] + half && Math.abs(t[1] - y) < 8)) continue;
    taken.push([x, y, half]);
    group.append(svg("text", { x: x.toFixed(1), y: y.toFixed(1) }, name));
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
    el("h2", {}, nameOf(data.base.places.regions[place][0])),
    ...[...byKind].sort((a, b) => a[0] - b[0]).map(([kind, members]) => el("section", { class: "facts" },
      el("h4", {}, named(data.base.kinds[kind]), el("span", { class: "count" }, String(members.length))),
      el("ul", {}, ...members.slice(0, PAGE).map((node) => el("li", {}, nodeLink(node)))))),
  ];
}
