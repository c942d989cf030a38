// The picture as a file, made here: PNG twice as fine as the screen, SVG with its text as text.
function download(blob, name) {
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function savePng() {
  const picture = svgPicture();
  const image = new Image();
  image.onload = () => {
    const canvas = el("canvas", { width: 2 * picture.width, height: 2 * picture.height });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => download(blob, "graph.png"), "image/png");
    URL.revokeObjectURL(image.src);
  };
  image.src = URL.createObjectURL(new Blob([picture.text], { type: "image/svg+xml" }));
}

function saveSvg() {
  download(new Blob([svgPicture().text], { type: "image/svg+xml" }), "graph.svg");
}

function svgPicture() {
  if (state.view === "map") return mapPicture();
  const { clientWidth: width, clientHeight: height } = $("graph");
  const scale = network.getScale();
  const view = network.getViewPosition();
  const at = (node) => [(node.x - view.x) * scale + width / 2, (node.y - view.y) * scale + height / 2];
  const inside = ([x, y]) => x > -50 && y > -50 && x < width + 50 && y < height + 50;
  const root = svg("svg", { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` }, svg("rect", { width, height, fill: colours.paper }));
  const faded = (on) => (lit && !on ? { opacity: 0.2 } : {});
  for (const id of items.edges.getIds()) {
    const edge = network.body.edges[id];
    if (!edge?.connected || !(inside(at(edge.from)) || inside(at(edge.to)))) continue;
    const [a, b] = [at(edge.from), at(edge.to)].map((p) => p.map((n) => n.toFixed(1)).join(" "));
    const dashes = edge.options.dashes ? { "stroke-dasharray": [].concat(edge.options.dashes).join(" ") } : {};
    root.append(svg("path", { d: `M${a}L${b}`, stroke: colours.line, "stroke-width": edge.options.width * Math.min(1, scale * 1.5), fill: "none", ...dashes, ...faded(lit?.edges.has(id)) }));
  }
  for (const item of [...ranked].reverse()) {
    const node = network.body.nodes[item];
    if (!node || !inside(at(node))) continue;
    const { background, border } = node.options.color;
    root.append(svg("path", { d: shapePath(node.options.shape, ...at(node), node.options.size * scale), fill: background, stroke: border, "stroke-width": 1, ...faded(lit?.nodes.has(item)) }));
  }
  const context = el("canvas", {}).getContext("2d");
  context.font = `12px ${FONT}`;
  for (const label of placedLabels(context, width, height)) {
    root.append(svg("text", { x: label.x.toFixed(1), y: (label.y + 4).toFixed(1), "text-anchor": "middle", "font-size": labelSize(label), "font-weight": label.strong || label.large ? 600 : 400, "font-family": FONT.replaceAll('"', "'"), fill: labelColour(label), stroke: colours.paper, "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round" }, label.text.replace(/[\ud800-\udfff]/gu, "")));
  }
  return { text: new XMLSerializer().serializeToString(root), width, height };
}

const MAP_STYLES = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "paint-order", "font-size", "font-weight", "font-family", "text-anchor"];

// The map with its styles written out, as a file has none of the page's.
function mapPicture() {
  const shownMap = $("map").querySelector("svg");
  const copy = shownMap.cloneNode(true);
  const { width, height } = shownMap.getBoundingClientRect();
  const originals = shownMap.querySelectorAll("path, circle, text");
  copy.querySelectorAll("path, circle, text").forEach((element, i) => {
    const style = getComputedStyle(originals[i]);
    for (const name of MAP_STYLES) element.setAttribute(name, style.getPropertyValue(name));
  });
  copy.prepend(svg("rect", { width: "100%", height: "100%", fill: colours.paper }));
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}
