// Words are read while they are written: underlines in place, one line of why, one press for what to say instead. The value of a field is
// touched only when somebody presses; while Japanese is being composed nothing is asked and nothing is drawn anew but the mirror.
const PAUSE = 400;
const METRICS = ["font", "letterSpacing", "wordSpacing", "lineHeight", "textIndent", "textAlign", "textTransform", "tabSize", "direction", "wordBreak", "lineBreak", "fontFeatureSettings", "fontKerning", "textSpacingTrim", "textAutospace", "paddingTop", "paddingRight", "paddingBottom", "paddingLeft", "borderTopWidth", "borderRightWidth", "borderBottomWidth", "borderLeftWidth"];
const OPEN = /…|\{(?!next_time\}|link\})\w+\}/g; // what is left for the writer to say
const WEIGHT = { block: 3, warn: 2, hint: 1 };
const watched = new WeakMap();
let count = 0;

// Stretches that stand before or behind an edit stay; one that was edited goes until the text is read again.
const shifted = (stretches, before, after) => {
  const most = Math.min(before.length, after.length);
  let head = 0, tail = 0;
  while (head < most && before[head] === after[head]) head++;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const end = before.length - tail, by = after.length - before.length;
  return stretches.map(([start, stop, ...more]) => (stop <= head ? [start, stop, ...more] : start >= end ? [start + by, stop + by, ...more] : null));
};

// Overlapping stretches as pieces that follow each other; the gravest level is drawn.
const pieces = (marks, length) => {
  const edges = [...new Set([0, length, ...marks.flatMap(([start, stop]) => [start, stop])])].filter((at) => at <= length).sort((a, b) => a - b);
  return edges.slice(0, -1).map((start, i) => {
    const over = marks.filter(([from, to]) => from <= start && to >= edges[i + 1]);
    return [start, edges[i + 1], over.sort((a, b) => WEIGHT[b[2]] - WEIGHT[a[2]])[0]?.[2]];
  });
};

class Watch {
  constructor(field) {
    this.field = field;
    this.under = field.form.querySelector(`[data-check-under="${field.name}"]`);
    this.said = this.under.querySelector("[data-said]");
    this.found = this.under.querySelector("[data-found]");
    this.said.id = `said-${++count}`;
    field.setAttribute("aria-describedby", [field.getAttribute("aria-describedby"), this.said.id].filter(Boolean).join(" "));
    this.text = field.value;
    this.asked = null;
    this.marks = [];
    this.here = null;
    this.mirror = document.createElement("div");
    this.mirror.className = "mirror";
    this.mirror.setAttribute("aria-hidden", "true");
    field.before(this.mirror);
    this.measure();
    new ResizeObserver(() => this.measure()).observe(field);
    field.addEventListener("scroll", () => this.scroll());
    field.addEventListener("input", (event) => this.typed(event));
    field.addEventListener("compositionstart", () => { this.composing = true; clearTimeout(this.timer); });
    field.addEventListener("compositionend", () => { this.composing = false; this.later(); });
    field.addEventListener("focus", () => { if (this.asked === null) this.later(0); });
    field.addEventListener("keydown", (event) => this.key(event));
    this.under.addEventListener("keydown", (event) => this.key(event));
    this.under.addEventListener("click", (event) => this.press(event));
    this.under.addEventListener("change", (event) => { if (event.target.name === "in_there") this.ask(); });
    this.under.addEventListener("focusin", (event) => this.show(event.target));
    this.under.addEventListener("focusout", () => { this.here = null; this.draw(); });
    field.form.addEventListener("change", (event) => { if (event.target.name === "is_last") this.ask(); });
    if (this.found.children.length || field.value !== field.defaultValue || (field.value && field.form.querySelector(".refusal"))) this.ask();
  }

  measure() {
    const style = getComputedStyle(this.field);
    METRICS.forEach((name) => { this.mirror.style[name] = style[name]; });
    const bar = this.field.offsetWidth - this.field.clientWidth - parseFloat(style.borderLeftWidth) - parseFloat(style.borderRightWidth);
    if (bar > 0) this.mirror.style.paddingRight = `${parseFloat(style.paddingRight) + bar}px`;
    this.scroll();
  }

  scroll() { this.mirror.scrollTop = this.field.scrollTop; this.mirror.scrollLeft = this.field.scrollLeft; }

  typed(event) {
    const now = this.field.value;
    this.marks = shifted(this.marks, this.text, now).filter(Boolean);
    this.move(now);
    this.text = now;
    this.asked = undefined; // typed and taken back is read again: its marks went with the edit
    this.draw();
    if (!event.isComposing && !this.composing) this.later();
  }

  // The places that the buttons of the list know.
  move(now) {
    this.found.querySelectorAll("[data-at], [data-instead]").forEach((button) => {
      const name = button.dataset.at ? "at" : "instead";
      const [moved] = shifted([button.dataset[name].split(" ").map(Number)], this.text, now);
      button.disabled = !moved;
      if (moved) button.dataset[name] = moved.join(" ");
    });
    this.list = null; // it is not as it came any more
  }

  draw() {
    const text = this.field.value;
    const parts = pieces(this.marks, text.length).map(([start, stop, level]) => {
      const piece = text.slice(start, stop);
      if (!level) return piece;
      const mark = document.createElement("mark");
      mark.className = `is-${level}${this.here && start >= this.here[0] && stop <= this.here[1] ? " is-here" : ""}`;
      mark.textContent = piece;
      return mark;
    });
    this.mirror.replaceChildren(...parts, "\u200b");
    this.scroll();
  }

  later(pause = PAUSE) {
    clearTimeout(this.timer);
    this.going?.abort();
    this.timer = setTimeout(() => this.read(), pause);
  }

  read() { if (this.field.isConnected && !this.composing && this.field.value !== this.asked) this.ask(); }

  async ask() {
    const { field } = this, { form } = field, text = field.value;
    clearTimeout(this.timer);
    this.going?.abort();
    if (!text.trim()) return this.tell({ marks: [], found: "", said: "", seen: "", reason: false }, text);
    const number = field.closest("[data-check-case]")?.dataset.checkCase;
    const body = new URLSearchParams({ text, mode: field.dataset.check, step: field.dataset.checkStep ?? "" });
    body.set("in_there", [...this.found.querySelectorAll("[name=in_there]:checked")].map((box) => box.value).join(" "));
    if (form.elements.is_last?.checked) body.set("is_last", "on");
    const going = (this.going = new AbortController());
    const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    const answer = await fetch(number ? `/cases/${number}/check/` : "/check/live/", { method: "POST", body, headers, signal: going.signal }).catch(() => null);
    if (going.signal.aborted) return;
    if (answer?.status === 429) { this.later(10000); return; }
    const told = answer?.ok && !answer.redirected ? await answer.json().catch(() => null) : null;
    if (told && field.value === text && !this.composing) this.tell(told, text); // else something newer is on its way
  }

  tell(told, text) {
    this.asked = text;
    this.text = text;
    this.marks = told.marks;
    this.draw();
    if (told.found !== this.list) {
      const at = this.under.contains(document.activeElement) ? this.stops().indexOf(this.stop()) : -1;
      this.list = told.found;
      this.found.innerHTML = told.found;
      window.htmx?.process(this.found);
      if (at >= 0) (this.stops()[Math.min(at, this.stops().length - 1)] ?? this.field).focus();
    }
    const help = told.marks.length ? ` ${this.said.dataset.help}` : "";
    if (this.said.textContent !== told.said + help) this.said.textContent = told.said + help;
    const seen = this.under.querySelector("[name=seen]");
    seen.value = [...new Set([...seen.value.split(" "), ...told.seen.split(" ")])].filter(Boolean).join(" ").slice(-19000);
    const reason = this.under.querySelector("[data-reason]");
    if (reason) reason.hidden = !told.reason;
    const refusal = this.field.form.querySelector("[data-about-words]");
    if (refusal) refusal.hidden = told.marks.every(([, , level]) => level !== "block"); // what it speaks of is gone
  }

  // Where the keys stop: one button of each thing that was found, then of each that is missing.
  stops() {
    const lines = [...this.found.querySelectorAll(".findings > li")].map((line) => line.querySelector("[data-instead]:not(:disabled)") ?? line.querySelector("[data-at]:not(:disabled)"));
    const missing = [...this.found.querySelectorAll(".holds > li")].map((line) => line.querySelector("[data-add]"));
    return [...lines, ...missing].filter(Boolean);
  }

  stop() { const line = document.activeElement?.closest(".findings > li, .holds > li"); return this.stops().find((each) => line?.contains(each)); }

  key(event) {
    if (event.isComposing || this.composing) return;
    const onMac = navigator.platform.startsWith("Mac");
    const next = (event.key === "F8" && !event.shiftKey) || (event.altKey && !onMac && event.key === "ArrowDown");
    const back = (event.key === "F8" && event.shiftKey) || (event.altKey && !onMac && event.key === "ArrowUp");
    if (next || back) {
      if (this.go(next)) event.preventDefault();
    } else if (event.key === "Escape" && this.under.contains(event.target)) {
      event.preventDefault();
      const [start] = this.here ?? [this.field.selectionStart];
      this.field.focus();
      this.field.setSelectionRange(start, start);
    }
  }

  // From line to line of the list; from the text to what stands next to the cursor: a line about it, or a place still open.
  go(next) {
    const stops = this.stops(), here = stops.indexOf(this.stop()), { field } = this;
    if (here >= 0) { stops[(here + (next ? 1 : stops.length - 1)) % stops.length].focus(); return true; }
    const open = [...field.value.matchAll(OPEN)].map((found) => ({ at: found.index, go: () => field.setSelectionRange(found.index, found.index + found[0].length) }));
    const lines = stops.map((stop) => ({ at: this.place(stop)?.[0] ?? Infinity, go: () => stop.focus() }));
    const all = [...lines, ...open].sort((a, b) => a.at - b.at || 0);
    const at = next ? field.selectionEnd : field.selectionStart;
    const near = next ? all.find((one) => one.at >= at && one.at < Infinity) ?? all[0] : all.filter((one) => one.at < at).at(-1) ?? all.at(-1);
    near?.go();
    return Boolean(near);
  }

  place(button) { return button.closest(".findings > li")?.querySelector("[data-at]")?.dataset.at.split(" ").map(Number); }

  // The words that a line of the list is about are lit while the cursor is in it.
  show(target) {
    const place = target.dataset.at ? target.dataset.at.split(" ").map(Number) : this.place(target);
    this.here = place ?? null;
    this.draw();
    const lit = this.mirror.querySelector(".is-here");
    if (lit && (lit.offsetTop < this.field.scrollTop || lit.offsetTop + lit.offsetHeight > this.field.scrollTop + this.field.clientHeight)) this.field.scrollTop = lit.offsetTop - 20;
  }

  press(event) {
    const button = event.target.closest("button");
    if (!button || button.disabled) return;
    if (button.dataset.at) {
      const [start, stop] = button.dataset.at.split(" ").map(Number);
      this.field.focus();
      this.field.setSelectionRange(start, stop);
    } else if (button.dataset.instead) {
      const [start, stop] = button.dataset.instead.split(" ").map(Number);
      this.put(start, stop, button.value);
    } else if ("add" in button.dataset) this.add(button.value);
  }

  // In front of the signature, as a line of its own.
  add(sentence) {
    const text = this.field.value.trimEnd(), last = text.slice(text.lastIndexOf("\n") + 1);
    const isSigned = text.includes("\n") && last && !/[.!?。！？]$/.test(last);
    const at = isSigned ? text.length - last.length : text.length;
    const [before, after] = isSigned ? ["", "\n"] : [text ? "\n" : "", ""];
    this.put(at, at, before + sentence + after);
  }

  // As if it had been typed, so that Ctrl+Z takes it back. What is still open in it is chosen, to be written over.
  put(start, stop, words) {
    this.here = null;
    this.field.focus();
    this.field.setSelectionRange(start, stop);
    if (!document.execCommand("insertText", false, words)) {
      this.field.setRangeText(words, start, stop, "end");
      this.field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
    const open = [...words.matchAll(OPEN)][0];
    const at = start + (open ? open.index : words.trimEnd().length);
    this.field.setSelectionRange(at, at + (open ? open[0].length : 0));
    this.ask();
  }
}

const start = (place) =>
  place.querySelectorAll("textarea[data-check]").forEach((field) => {
    if (watched.has(field) || !field.form?.querySelector(`[data-check-under="${field.name}"]`)) return;
    watched.set(field, new Watch(field));
  });
document.addEventListener("htmx:load", (event) => start(event.detail.elt.parentElement ?? event.detail.elt));
start(document);
