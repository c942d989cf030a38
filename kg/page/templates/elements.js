// Building the page's elements. Text goes in as text nodes only: what a document says is never read as markup.
const $ = (id) => document.getElementById(id);

function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const button = (text, onclick, attributes = {}) => el("button", { type: "button", onclick, ...attributes }, text);

// A name from a document: set apart, so that right-to-left marks in it turn nothing around it.
const nameOf = (text) => el("bdi", {}, text);
const nodeLink = (node) =>
  el("button", { type: "button", class: "name", onclick: () => choose(node) },
    kindIcon(kindOf(node), isBackground(data.nodes.flags[node])), nameOf(data.nodes.label[node]));

const webAddress = (url) => (/^https?:\/\//i.test(url || "") ? url : null);
const clipped = (text, most) => (text.length > most ? `${Array.from(text).slice(0, most).join("")}…` : text);

const counted = (number) => number.toLocaleString("en");

let told = 0;
function tell(text) {
  $("status").textContent = text;
  clearTimeout(told);
  told = setTimeout(() => { $("status").textContent = ""; }, 4000);
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const box = el("textarea", { class: "unseen" });
    box.value = text;
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }
  tell(word("copied"));
}
