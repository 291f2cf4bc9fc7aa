// What is typed is kept on this machine until it was taken: a lost line, a closed lid or an old page loses no word.
const DAY = 24 * 60 * 60 * 1000;
const name = (field) => `typed:${field.form.dataset.keep}:${field.name}`;
const keptFields = (place) => place.querySelectorAll("form[data-keep] textarea, form[data-keep] input[data-keep]");

// Which state of a draft on the server a page was drawn with.
const drawnOn = (form) => form.dataset.draftOn ?? "";

const giveBack = (place) =>
  keptFields(place).forEach((field) => {
    const kept = JSON.parse(localStorage.getItem(name(field)) || "null");
    if (kept && (kept.on ?? "") !== drawnOn(field.form)) return; // written on elsewhere since: that is newer
    if (!kept || kept.text === field.defaultValue || Date.now() - kept.at > 7 * DAY) return;
    if (field.value === field.defaultValue) field.value = kept.text;
  });

const forget = (key) =>
  Object.keys(localStorage).filter((item) => item.startsWith(`typed:${key}:`)).forEach((item) => localStorage.removeItem(item));

// The page says which form was taken, so that its kept text can go.
const forgetTaken = (place) => place.querySelectorAll("[data-taken]").forEach((sign) => forget(sign.dataset.taken));

document.addEventListener("input", (event) => {
  const field = event.target;
  if (!field.form?.dataset.keep || !field.matches("textarea, input[data-keep]")) return;
  localStorage.setItem(name(field), JSON.stringify({ text: field.value, at: Date.now(), on: drawnOn(field.form) }));
});

// A letter is kept on the server too while it is typed, so that it goes on on another machine. What arrived there need not lie here.
let letterAt = 0;
const waiting = new Map();
const keepLetter = async (form, keepalive = false) => {
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  const typed = new Map([...keptFields(form.parentElement)].filter((field) => field.form === form).map((field) => [field, field.value]));
  const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form), keepalive }).catch(() => null);
  const said = form.querySelector("[data-draft-said]");
  if (answer?.status !== 204) { said.textContent = said.dataset.lost; return; }
  form.dataset.draftOn = answer.headers.get("X-Draft") ?? "";
  typed.forEach((text, field) => { if (field.value === text) localStorage.removeItem(name(field)); });
  said.textContent = said.dataset.kept;
};
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.dataset.draft || "aside" in event.target.dataset) return; // a search beside the letter is none of it
  const begins = Date.now() - letterAt > 30000;
  letterAt = Date.now();
  if (begins) htmx.trigger("#here", "typing"); // others see it now, not at the next look
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => keepLetter(form), 1200));
});
addEventListener("pagehide", () => waiting.forEach((_, form) => keepLetter(form, true)));
// What is being sent is no draft any more.
const stopKeeping = (form) => { clearTimeout(waiting.get(form)); waiting.delete(form); };
document.addEventListener("submit", (event) => stopKeeping(event.target), true);
document.addEventListener("htmx:beforeRequest", (event) => {
  if (!event.detail.requestConfig.path.endsWith("/preview/")) stopKeeping(event.target.closest("form"));
});

// The seconds in which a letter can be taken back.
setInterval(() => document.querySelectorAll("[data-seconds]").forEach((place) => { place.textContent = Math.max(0, place.textContent - 1); }), 1000);

// A refusal is looked at, not scrolled past: it stands in the middle, its field has the cursor.
const lookAtRefusal = () => {
  const refusal = document.querySelector("main .refusal");
  if (!refusal) return;
  refusal.scrollIntoView({ block: "center" });
  const field = refusal.closest(".field, form")?.querySelector("textarea:not([readonly]), input:not([type=hidden]), select");
  field?.focus({ preventScroll: true });
};
document.addEventListener("htmx:afterSettle", lookAtRefusal);

document.addEventListener("htmx:load", (event) => { forgetTaken(event.detail.elt); giveBack(event.detail.elt); });
forgetTaken(document);
giveBack(document);
lookAtRefusal();
// What was taken is said once: going back to this address must not forget words typed since.
if (/[?&](taken|thanks)=/.test(location.search)) history.replaceState(null, "", location.pathname + location.hash);

// Buttons that fill a field: "today 18:00".
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fill]");
  if (!button) return;
  const field = document.getElementById(button.dataset.fill);
  field.value = button.value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

// Contacts belong to clients: choosing a client leaves only its people.
const narrow = () =>
  document.querySelectorAll("select[data-of]").forEach((select) => {
    const chosen = document.getElementById(select.dataset.of)?.value;
    [...select.options].forEach((option) => {
      option.hidden = option.disabled = Boolean(option.dataset.owner && chosen && option.dataset.owner !== chosen);
    });
    if (select.selectedOptions[0]?.disabled) select.value = "";
  });
document.addEventListener("change", narrow);
document.addEventListener("htmx:load", narrow);
narrow();

// Which files were chosen, by name.
document.addEventListener("change", (event) => {
  const said = document.querySelector(`[data-files="${event.target.id}"]`);
  if (said) said.textContent = [...event.target.files].map((file) => file.name).join(", ");
});

// An open case says every few seconds that somebody is here, and whether they are writing.
let typedAt = 0;
document.addEventListener("input", () => { typedAt = Date.now(); });
document.addEventListener("htmx:configRequest", (event) => {
  if (event.target.id !== "here") return;
  event.detail.parameters.writing = Date.now() - typedAt < 30000 ? "1" : "0";
  event.detail.parameters.letter = Date.now() - letterAt < 30000 ? "1" : "0";
});

// The customer's order of issues, by arrows; the field with the numbers stays for who has no script.
const wires = (place) =>
  place.querySelectorAll("[data-ranking]").forEach((list) => {
    const field = list.parentElement.querySelector("[name=order]");
    field.closest(".field").hidden = true;
    list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-up], [data-down]");
      if (!button) return;
      const row = button.closest("li");
      if ("up" in button.dataset) row.previousElementSibling?.before(row);
      else row.nextElementSibling?.after(row);
      field.value = [...list.children].map((each) => each.dataset.issue).join(",");
      button.focus();
    });
  });
document.addEventListener("htmx:load", (event) => wires(event.detail.elt));
wires(document);

document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) print(); });

// A passkey that did not answer says so; the browser's own words would be lost in the console.
document.addEventListener("allauth.error", (event) => {
  const said = document.querySelector("[data-passkey-failed]");
  if (said) { said.hidden = false; event.preventDefault(); }
});

// Keys: n "I have it", g then d/c for my day and cases, / to find, ? for the handbook. Never while somebody types.
let last = "";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
  const go = { n: "/cases/new/", "/": "/cases/#find", "?": "/help/", gd: "/", gc: "/cases/", gb: "/desk/" }[last + event.key] ?? { n: "/cases/new/", "/": "/cases/#find", "?": "/help/" }[event.key];
  last = event.key === "g" ? "g" : "";
  if (go) { event.preventDefault(); location.href = go; }
});
