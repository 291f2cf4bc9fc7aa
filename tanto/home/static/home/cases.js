// The list by keys: j and k go down and up, o or Enter opens, x chooses, / goes to the search. Never while somebody types.
const links = () => [...document.querySelectorAll("[data-rows] .what a")];
const typing = (event) => event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select");

const go = (step) => {
  const all = links();
  const here = all.findIndex((link) => link.closest("li").contains(document.activeElement));
  all[Math.min(Math.max(here + step, 0), all.length - 1)]?.focus();
};
const here = () => document.activeElement?.closest("[data-rows] li");
const choose = () => { const box = here()?.querySelector("input[type=checkbox]"); if (box) { box.checked = !box.checked; count(); } };

const KEYS = {
  j: () => go(1),
  k: () => go(-1),
  o: () => here()?.querySelector(".what a").click(),
  x: choose,
  "/": () => document.getElementById("q").focus(),
};
document.addEventListener("keydown", (event) => {
  if (typing(event) || !KEYS[event.key]) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  KEYS[event.key]();
}, true);

// How many are chosen, and all of this page at once.
const boxes = () => [...document.querySelectorAll("[data-rows] input[type=checkbox]")];
const count = () => document.querySelectorAll("[data-chosen]").forEach((place) => { place.textContent = boxes().filter((box) => box.checked).length; });
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-choose-all]")) boxes().forEach((box) => { box.checked = event.target.checked; });
  count();
});
document.querySelectorAll("[data-scripted]").forEach((place) => { place.hidden = false; });
count();
