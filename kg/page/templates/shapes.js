// vis-network's node shapes as SVG paths, for the legend, the map and saved pictures.
function shapePath(shape, x, y, r) {
  const ring = (count, turn, radius = () => r) =>
    Array.from({ length: count }, (_, i) => {
      const angle = turn + (2 * Math.PI * i) / count;
      return `${(x + radius(i) * Math.cos(angle)).toFixed(1)} ${(y + radius(i) * Math.sin(angle)).toFixed(1)}`;
    });
  const closed = (points) => `M${points.join("L")}Z`;
  const up = -Math.PI / 2;
  switch (shape) {
    case "square": return closed(ring(4, Math.PI / 4, () => r * 1.3));
    case "diamond": return closed(ring(4, 0, () => r * 1.2));
    case "triangle": return closed(ring(3, up, () => r * 1.3));
    case "triangleDown": return closed(ring(3, -up, () => r * 1.3));
    case "star": return closed(ring(10, up, (i) => (i % 2 ? r * 0.6 : r * 1.35)));
    case "hexagon": return closed(ring(6, 0));
    default: return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  }
}

const SVG = "http://www.w3.org/2000/svg";

function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function kindIcon(kind, hollow = false) {
  return svg("svg", { viewBox: "0 0 20 20", class: "icon", "aria-hidden": "true" },
    svg("path", {
      d: shapePath(kind.shape, 10, 10, 6.5), stroke: kind.colour, "stroke-width": 2,
      fill: hollow ? "none" : kind.colour, ...(hollow ? { "stroke-dasharray": "2.5 2" } : {}),
    }));
}
