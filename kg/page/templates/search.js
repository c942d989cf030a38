// Search over names: characters, pinyin, initials, or any mixture: 苏州高新, suzhou, szgx, 苏zhou.
const MOST = 12;
const folded = (text) => (/^[\u4e00-\u9fff]*$/.test(text) ? text : text.normalize("NFKC").toLowerCase());
const squeezed = (text) => folded(text).replace(/\s+/g, "");

const namesOf = (node) => [data.nodes.label[node], ...(data.names.get(node)?.aliases || [])];

function syllablesOf(node, which) {
  const own = data.names.get(node)?.misread?.[which];
  return own || Array.from(namesOf(node)[which], (c) => data.pinyin[c] || folded(c));
}

// The index: stretches of nodes, the most linked first. A stretch is one text, a line a name, of parts like " 苏su 州zhou".
const INDEXED = 2000;
const stretches = []; // as they are first needed: { text, starts, owners: [[node, which of its names], …] }
let byDegree = null;

function stretch(number) {
  byDegree ||= mostLinkedFirst();
  return (stretches[number] ||= indexed(byDegree.subarray(number * INDEXED, (number + 1) * INDEXED)));
}

// Numbers are sorted many times faster than by a comparison of ours.
function mostLinkedFirst() {
  const count = data.degree.length;
  return Float64Array.from(data.degree, (degree, node) => node - degree * count).sort().map((key) => ((key % count) + count) % count);
}

function indexed(nodes) {
  const lines = [];
  const starts = [];
  const owners = [];
  let at = 0;
  for (const node of nodes) {
    namesOf(node).forEach((name, which) => {
      const line = lineOf(name, syllablesOf(node, which));
      starts.push(at);
      owners.push([node, which]);
      lines.push(line);
      at += line.length;
    });
  }
  return { text: lines.join(""), starts, owners };
}

const LONGEST = 80; // characters of a name that are looked at

function lineOf(name, syllables) {
  const parts = Array.from(name).slice(0, LONGEST).map((character, i) => partOf(character, syllables[i] || ""));
  return `${parts.join("")} \n`;
}

const partCache = new Map();

function partOf(character, syllable) {
  const key = character + syllable;
  if (!partCache.has(key)) {
    const plain = Array.from(squeezed(character), (one) => ` ${one}`).join("");
    partCache.set(key, plain && folded(syllable) !== folded(character) ? plain + folded(syllable) : plain);
  }
  return partCache.get(key);
}

const SIEVED = 8; // characters of the query that the expression looks at
const isLetter = (character) => /[a-z]/.test(character);

// Matches lines that `query` may be read from: a letter goes on in its syllable, or begins the next part.
function sieve(query) {
  let source = "";
  let before = null;
  for (const character of Array.from(query).slice(0, SIEVED)) {
    const one = character.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
    if (before === null) source += isLetter(character) ? ` [^a-z \\n]*${one}` : ` ${one}`;
    else if (!isLetter(character)) source += `[a-z]* ${one}`;
    else source += `(?:[a-z]* [^a-z \\n]*)${isLetter(before) ? "?" : ""}${one}`;
    before = character;
  }
  return new RegExp(source, "g");
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
  const characters = Array.from(name).slice(0, LONGEST);
  for (let at = 0; at < characters.length; at += 1) {
    const first = folded(characters[at])[0] === query[0] || syllables[at]?.[0] === query[0];
    if (first && readsFrom(characters, syllables, at, query, new Set())) return at === 0 ? 2 : 4;
  }
  return -1;
}

let searching = 0;
const stopSearch = () => { searching += 1; };

// Yields the best nodes for `text` as { found, over }: what is known after each stretch that holds some, and at the end.
// It leaves the page free to answer in between, and ends when another search has begun.
async function* search(text) {
  const turn = (searching += 1);
  const query = squeezed(text);
  let best = []; // of [rank, -degree, node]
  let told = 0;
  await (query && namesRead());
  for (let number = 0; query && number * INDEXED < data.degree.length; number += 1) {
    await breath();
    if (turn !== searching) return;
    const hits = hitsIn(stretch(number), query);
    if (hits.length) best = foremost([...best, ...hits]);
    if (hits.length && performance.now() - told > 100) {
      yield { found: best.map((hit) => hit[2]), over: false };
      told = performance.now();
    }
  }
  if (turn === searching) yield { found: best.map((hit) => hit[2]), over: true };
}

const foremost = (hits) => hits.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).slice(0, MOST);

function hitsIn({ text, starts, owners }, query) {
  const expression = sieve(query);
  const best = new Map(); // node -> rank
  for (let line = 0, match; (match = expression.exec(text)); ) {
    while (starts[line + 1] <= match.index) line += 1;
    const [node, which] = owners[line];
    const found = rank(query, namesOf(node)[which], syllablesOf(node, which));
    if (found >= 0) best.set(node, Math.min(best.get(node) ?? Infinity, found + (which ? 0.5 : 0)));
    expression.lastIndex = starts[line + 1] ?? text.length;
  }
  return Array.from(best, ([node, found]) => [found, -data.degree[node], node]);
}
