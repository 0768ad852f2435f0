// @ts-check
// The text of a document: a card with the statements of the words that are pointed at, and kinds switched on and off.

const words = /** @type {HTMLElement} */ (document.getElementById("words"));
const place = /** @type {HTMLElement} */ (document.querySelector(".card-place"));
const hint = /** @type {HTMLElement | null} */ (document.querySelector(".hint"));

/** @type {Set<string>} */
const off = new Set();
/** @type {HTMLElement | null} */
let card = null;
/** What the card is about, and whether it stays when the mouse goes. @type {HTMLElement | null} */
let about = null;
let pinned = false;
let quiet = false;

/** @param {string} number @returns {HTMLElement | null} */
const row = (number) => document.getElementById(`s${number}`);

/** The kind of a statement. @param {string} number */
function kindOf(number) {
  const sign = row(number)?.querySelector(".sign");
  return [...(sign?.classList ?? [])].find((name) => name.startsWith("k-"))?.slice(2) ?? "";
}

/** Numbers of the statements of some words that are switched on. @param {HTMLElement} seg */
const numbersOf = (seg) => (seg.dataset.s ?? "").split(" ").filter((number) => row(number) && !off.has(kindOf(number)));

/** A line of the card: what stands in the row of the table. @param {string} number */
function line(number) {
  const item = document.createElement("li");
  for (const cell of row(number)?.querySelectorAll("td") ?? []) {
    const part = document.createElement("p");
    part.className = cell.className;
    if (cell.classList.contains("of")) part.append("of ");
    part.append(...[...cell.childNodes].map((node) => node.cloneNode(true)));
    if (part.textContent?.trim()) item.append(part);
  }
  return item;
}

/** Shows the statements of some words beside them. @param {HTMLElement} seg @param {boolean} stays */
function show(seg, stays) {
  const numbers = numbersOf(seg);
  if (!numbers.length) return;
  close();
  about = seg;
  pinned = stays;
  seg.classList.add("shown");
  card = document.createElement("div");
  card.className = "beside-text";
  card.id = "card";
  const heading = document.createElement("h3");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "close";
  button.textContent = "×";
  button.setAttribute("aria-label", "Close");
  button.addEventListener("click", () => close(true));
  heading.append(numbers.length === 1 ? "1 statement" : `${numbers.length} statements`, button);
  const list = document.createElement("ul");
  list.append(...numbers.map(line));
  card.append(heading, list);
  card.setAttribute("role", "group");
  card.setAttribute("aria-label", `Statements that rest on “${(seg.textContent ?? "").slice(0, 80)}”`);
  card.addEventListener("mouseleave", () => pinned || close());
  place.append(card);
  if (hint) hint.hidden = true;
  // Beside the words on a wide window; elsewhere the style sheet puts it at the bottom.
  if (getComputedStyle(card).position === "sticky") {
    const lowest = Math.max(0, innerHeight - card.offsetHeight - 16);
    const top = Math.min(seg.getBoundingClientRect().top, lowest) - place.getBoundingClientRect().top;
    const room = Math.max(0, place.offsetHeight - card.offsetHeight);
    card.style.marginTop = `${Math.max(0, Math.min(top, room))}px`;
  }
}

/** @param {boolean} [back] whether the words get the focus again */
function close(back = false) {
  const last = about;
  last?.classList.remove("shown");
  card?.remove();
  card = about = null;
  pinned = false;
  if (back && last) {
    quiet = true; // the words get the focus without their card
    last.focus();
    quiet = false;
  }
}

/** @param {Event} event @returns {HTMLElement | null} */
const segOf = (event) => /** @type {HTMLElement} */ (event.target).closest?.(".seg") ?? null;

/** Marks the passage that begins at the place of the address, and brings it into sight. */
function called() {
  for (const seg of words.querySelectorAll(".called")) seg.classList.remove("called");
  const at = /^#c(\d+)$/.exec(location.hash)?.[1];
  if (at === undefined) return;
  const here = document.getElementById(`c${at}`);
  if (!here) {
    // Another part of a long text has it; the server knows which.
    const asked = new URL(location.href);
    if (asked.searchParams.get("at") !== at) {
      asked.searchParams.delete("part");
      asked.searchParams.set("at", at);
      location.replace(asked.href);
    }
    return;
  }
  const ends = [...document.querySelectorAll("tr[data-at]")]
    .flatMap((each) => (/** @type {HTMLElement} */ (each).dataset.at ?? "").trim().split(" "))
    .map((span) => span.split("-").map(Number))
    .filter(([start]) => start === Number(at))
    .map(([, end]) => end);
  const end = Math.max(Number(at) + 1, ...ends);
  for (const seg of words.querySelectorAll("[id^=c]")) {
    const start = Number(seg.id.slice(1));
    if (start >= Number(at) && start < end) seg.classList.add("called");
  }
  here.scrollIntoView({ block: "center" });
}

/** Shows only the kinds that are wanted: words of several kinds take the first of these. */
function redraw() {
  for (const each of words.querySelectorAll(".seg")) {
    const seg = /** @type {HTMLElement} */ (each);
    const left = numbersOf(seg);
    seg.classList.toggle("off", !left.length);
    if (left.length) seg.dataset.kind = kindOf(left[0]);
  }
  if (about && !numbersOf(about).length) close();
}

if (words && place) {
  if (hint) hint.hidden = false;
  for (const box of document.querySelectorAll("#kinds input")) {
    const input = /** @type {HTMLInputElement} */ (box);
    input.hidden = false;
    input.checked = true;
    input.addEventListener("change", () => {
      if (input.checked) off.delete(input.value);
      else off.add(input.value);
      redraw();
    });
  }
  words.addEventListener("mouseover", (event) => {
    const seg = segOf(event);
    if (seg && seg !== about && !pinned) show(seg, false);
  });
  words.addEventListener("focusin", (event) => {
    const seg = segOf(event);
    if (seg && seg !== about && !quiet) show(seg, false);
  });
  words.addEventListener("click", (event) => {
    const seg = segOf(event);
    const keys = event.ctrlKey || event.metaKey || event.shiftKey;
    if (!seg || keys) return;
    event.preventDefault();
    const numbers = numbersOf(seg);
    const pages = numbers.map((number) => /** @type {HTMLAnchorElement | null} */ (row(number)?.querySelector("a.page")));
    const touched = "pointerType" in event && event.pointerType === "touch";
    // One statement: there is one place to go to. Several, or a finger, which cannot hover: they are shown to choose from.
    if (numbers.length === 1 && pages[0] && !touched) location.assign(pages[0].href);
    else {
      show(seg, true);
      if (!touched) /** @type {HTMLElement | null} */ (card?.querySelector("li a"))?.focus();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && card) close(card.contains(document.activeElement));
  });
  document.addEventListener("pointerdown", (event) => {
    const target = /** @type {Node} */ (event.target);
    if (card && !card.contains(target) && !segOf(event)) close();
  });
  addEventListener("hashchange", called);
  called();
}
