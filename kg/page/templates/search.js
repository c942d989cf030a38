// Search over names: characters, pinyin, initials, or any mixture: 苏州高新, suzhou, szgx, 苏zhou.
const MOST = 12;
const folded = (text) => text.normalize("NFKC").toLowerCase();
const squeezed = (text) => folded(text).replace(/\s+/g, "");

function syllablesOf(node, which, name) {
  const own = data.names[node][1]?.[which];
  return own || Array.from(name, (c) => data.pinyin[c] || folded(c));
}

// Whether `query` can be read off `characters` from position `at` on: each takes a character, or the first letters of its syllable.
function readsFrom(characters, syllables, at, query, memory) {
  if (query === "") return true;
  if (at === characters.length) return false;
  const key = `${at} ${query.length}`;
  if (memory.has(key)) return false;
  memory.add(key);
  const character = squeezed(characters[at]);
  if (!character) return readsFrom(characters, syllables, at + 1, query, memory);
  if (query.startsWith(character) && readsFrom(characters, syllables, at + 1, query.slice(character.length), memory)) return true;
  const syllable = syllables[at];
  for (let length = 1; length <= syllable.length && syllable[length - 1] === query[length - 1]; length += 1) {
    if (readsFrom(characters, syllables, at + 1, query.slice(length), memory)) return true;
  }
  return false;
}

// 0 is best: the whole name, then its beginning, then anywhere; written before spelled. -1: no match.
function rank(query, name, syllables) {
  const plain = squeezed(name);
  if (plain === query) return 0;
  const place = plain.indexOf(query);
  if (place >= 0) return place === 0 ? 1 : 3;
  const characters = Array.from(name).slice(0, 80);
  for (let at = 0; at < characters.length; at += 1) {
    const first = folded(characters[at])[0] === query[0] || syllables[at]?.[0] === query[0];
    if (first && readsFrom(characters, syllables, at, query, new Set())) return at === 0 ? 2 : 4;
  }
  return -1;
}

function rankNode(query, node) {
  let best = -1;
  [data.nodes.label[node], ...data.names[node][0]].forEach((name, i) => {
    const found = rank(query, name, syllablesOf(node, i, name));
    if (found >= 0 && (best < 0 || found < best)) best = found + (i ? 0.5 : 0);
  });
  return best;
}

let searching = 0;

// The best nodes for `text`, found in slices that leave the page free to answer; null when a later search overtook it.
async function search(text) {
  const turn = (searching += 1);
  const query = squeezed(text);
  if (!query) return [];
  const hits = [];
  let started = performance.now();
  for (let node = 0; node < data.names.length; node += 1) {
    const found = rankNode(query, node);
    if (found >= 0) hits.push([found, -data.degree[node], node]);
    if (node % 256 === 0 && performance.now() - started > 12) {
      await pause();
      if (turn !== searching) return null;
      started = performance.now();
    }
  }
  hits.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  return hits.slice(0, MOST).map((hit) => hit[2]);
}
