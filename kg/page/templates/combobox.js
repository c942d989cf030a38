// A field with a list of what may be meant, as one types: chosen by arrows and Enter, or by a click. Escape closes the list.
//
// `offers(text)` yields what is known so far as { found, over, more }: numbers, whether the search is at its end, and what to
// say of those that are not shown; `stop` ends it. `parts(number)` are the contents of a line.
// `shown` is called when the list was filled, `closed` when the field was left.
function combobox(field, list, { offers, stop, parts, pick, shown = () => {}, closed = () => {} }) {
  let active = -1;
  const options = () => [...list.querySelectorAll("[data-value]")];
  const close = () => {
    stop();
    list.hidden = true;
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const choose = (option) => { close(); pick(Number(option.dataset.value)); };
  const mark = (next) => {
    const all = options();
    if (!all.length) return;
    all[active]?.setAttribute("aria-selected", "false");
    active = (next + all.length) % all.length;
    all[active].setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  };
  const line = (value, i) => el("li", { role: "option", id: `${list.id}-${i}`, "aria-selected": "false", "data-value": value }, ...parts(value));
  const note = (text) => el("li", { class: "nothing", role: "option", "aria-disabled": "true", "aria-selected": "false" }, text);
  const fill = ({ found, over, more }) => {
    const kept = active > 0 ? found.indexOf(Number(options()[active].dataset.value)) : 0; // what was chosen by arrows stays so
    list.replaceChildren(...found.map(line));
    if (more) list.append(note(more));
    if (!found.length && over && field.value.trim()) list.append(note(word("noResult")));
    list.hidden = !list.children.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    active = -1;
    shown();
    if (found.length) mark(Math.max(0, kept));
  };
  const show = async () => {
    active = -1;
    for await (const some of offers(field.value)) fill(some);
  };
  field.addEventListener("input", show);
  field.addEventListener("blur", () => { close(); closed(); });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { event.preventDefault(); if (list.hidden) show(); else mark(active + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); mark(active - 1); }
    else if (event.key === "Enter") { const option = options()[active]; if (option && !list.hidden) choose(option); }
    else if (event.key === "Escape") {
      event.preventDefault(); // browsers empty the field, which would ask anew
      event.stopPropagation();
      if (list.hidden) field.blur();
      close();
    }
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault(); // the field keeps the focus, and with it the list
    const option = event.target.closest("[data-value]");
    if (option) choose(option);
  });
  return { show };
}
