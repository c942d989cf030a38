"use strict";
// A passage and its facts light up together.
for (const list of document.querySelectorAll("[data-passage]")) {
  const passage = document.getElementById(list.dataset.passage);
  if (!passage) continue;
  const light = (on) => { passage.classList.toggle("on", on); list.classList.toggle("on", on); };
  for (const element of [passage, list]) {
    for (const event of ["mouseenter", "focusin"]) element.addEventListener(event, () => light(true));
    for (const event of ["mouseleave", "focusout"]) element.addEventListener(event, () => light(false));
  }
  passage.addEventListener("mouseenter", () => list.scrollIntoView({ block: "nearest" }));
}
