// Walks over the edges that the filters let through.
function reach(node, steps, edges = shown.edges) {
  const found = new Set([node]);
  let edge = [node];
  for (let step = 0; step < steps; step += 1) {
    const next = [];
    for (const from of edge) {
      for (const link of edgesOf(from)) {
        const to = otherEnd(link, from);
        if (edges[link] && !found.has(to)) { found.add(to); next.push(to); }
      }
    }
    edge = next;
  }
  return found;
}

// The edges of a shortest path, in order; null when no path joins the two.
function shortestPath(start, end) {
  const came = new Map([[start, -1]]);
  let rim = [start];
  while (rim.length && !came.has(end)) {
    const next = [];
    for (const from of rim) {
      for (const link of edgesOf(from)) {
        const to = otherEnd(link, from);
        if (shown.edges[link] && !came.has(to)) { came.set(to, link); next.push(to); }
      }
    }
    rim = next;
  }
  if (!came.has(end)) return null;
  const path = [];
  for (let at = end; at !== start; at = otherEnd(came.get(at), at)) path.unshift(came.get(at));
  return path;
}
