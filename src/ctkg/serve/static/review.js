// @ts-check
// Review by keyboard: one key decides and goes on. The next item is fetched ahead; every decision is confirmed by the
// server, one after the other, and one that fails is told of and comes back.
import { completed } from "./complete.js";
import { reach } from "./reach.js";

/** @typedef {{item: Element, ahead: Element | null, left: string}} Loaded */

const query = document.getElementById("review")?.dataset.query ?? "";
/** Items that are decided on and not confirmed yet. @type {Set<string>} */
const pending = new Set();
/** Acts of this page, the last one last. @type {string[]} */
const acts = [];
/** Decisions are sent one after the other. @type {Promise<unknown>} */
let sending = Promise.resolve();
/** @type {Promise<Loaded> | null} */
let next = null;
let failed = false;
/** When the item came that is shown; nobody reads it sooner than this (ms), so a key then was pressed twice. */
let shownAt = 0;
const SOONEST = 250;

/** @returns {HTMLElement} */
const item = () => /** @type {HTMLElement} */ (document.getElementById("item"));
const told = /** @type {HTMLElement} */ (document.getElementById("told"));

/** @param {string} words @param {string} kind */
function tell(words, kind = "summary good") {
  const line = document.createElement("p");
  line.className = kind;
  line.textContent = words;
  told.replaceChildren(line);
}

/** Loads an item, or the first that waits beside some. @param {{without?: string[], item?: string}} asked
 * @returns {Promise<Loaded>} */
async function load({ without = [], item: name = "" }) {
  const words = new URLSearchParams(query);
  if (without.length) words.set("without", without.join(","));
  if (name) words.set("item", name);
  const answer = await reach(`/review?${words}`, { headers: { accept: "text/html" } });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.getElementById("item");
  if (!found) throw new Error("the server shows no queue; is the session over?");
  return { item: found, ahead: page.getElementById("ahead"), left: page.getElementById("left")?.textContent ?? "" };
}

/** Fetches what comes after the item that is shown. */
function fetchAhead() {
  const name = item().dataset.item;
  next = name ? load({ without: [name, ...pending] }) : null;
  next?.catch(() => {});
}

/** @param {Loaded} loaded */
function put(loaded) {
  item().replaceWith(document.adoptNode(loaded.item));
  beside(loaded);
  shownAt = performance.now();
  item().focus();
  scrollTo({ top: Math.max(0, item().getBoundingClientRect().top + scrollY - 16) });
  fetchAhead();
}

/** The list of what waits, and how much. @param {Loaded} loaded */
function beside(loaded) {
  const list = document.getElementById("ahead");
  if (loaded.ahead && list) list.replaceWith(document.adoptNode(loaded.ahead));
  const left = document.getElementById("left");
  if (left && loaded.left) left.textContent = loaded.left;
}

/** Shows the next item at once, and sends what was decided. @param {string} what */
async function decide(what) {
  const here = item();
  const form = here.querySelector("form");
  const name = here.dataset.item ?? "";
  if (!form || !name || pending.has(name)) return;
  pending.add(name);
  const sent = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  sent.set("do", what);
  const address = form.action;
  const coming = next ?? load({ without: [name, ...pending] });
  const done = (sending = sending.then(() => send(address, sent)));
  const confirmed = done.then(
    (answer) => {
      if (answer.act) {
        acts.push(answer.act);
        const notices = answer.notices ? ` (${answer.notices})` : "";
        if (!failed) tell(`Done: ${answer.words}${notices}. Undo: u`);
      }
      failed = false;
    },
    (error) => comeBack(here, error),
  ).finally(() => pending.delete(name));
  sending = confirmed;
  try {
    put(await coming);
  } catch {
    // Without the next item there is nothing to go on with; the decision itself is on its way.
    await confirmed;
    if (!failed) location.assign(`/review?${query}`);
  }
}

/** @param {string} address @param {URLSearchParams} sent */
async function send(address, sent) {
  const answer = await reach(address, { method: "POST", body: sent, headers: { accept: "application/json" } });
  const said = answer.headers.get("content-type")?.includes("json") ? await answer.json() : {};
  if (answer.redirected || !answer.ok) throw new Error(said.detail ?? `the server answered ${answer.status}; nothing was decided`);
  return said;
}

/** A decision that failed: its item is shown again, with what is wrong. @param {HTMLElement} here @param {Error} error */
function comeBack(here, error) {
  failed = true;
  tell(`Not done: ${error.message}`, "warn");
  told.firstElementChild?.setAttribute("role", "alert");
  item().replaceWith(here);
  here.focus();
  load({ item: here.dataset.item }).then(beside, () => {});
  fetchAhead();
}

async function undo() {
  await sending;
  const sent = new URLSearchParams({ act: acts.pop() ?? "" });
  try {
    const answer = await send(`/review/undo?${query}`, sent);
    put(await load({ without: [...pending], item: answer.item }));
    tell(`Done: ${answer.words}`);
  } catch (error) {
    tell(`Not done: ${/** @type {Error} */ (error).message}`, "warn");
  }
}

/** @param {number} by */
async function move(by) {
  const links = [...document.querySelectorAll("#ahead a")];
  const at = links.findIndex((link) => link.getAttribute("aria-current"));
  const goal = links[at + by];
  if (!(goal instanceof HTMLAnchorElement) || at < 0) return;
  try {
    put(await load({ item: goal.dataset.item }));
  } catch (error) {
    tell(`Not done: ${/** @type {Error} */ (error).message}`, "warn");
  }
}

const keys = /** @type {HTMLInputElement} */ (document.getElementById("keys"));
keys.checked = localStorage.getItem("review-keys") !== "off";
keys.addEventListener("change", () => localStorage.setItem("review-keys", keys.checked ? "on" : "off"));

document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (typing) {
    if (event.key === "Escape") item().focus();
    return;
  }
  const button = item().querySelector(`button[data-key="${CSS.escape(event.key)}"]`);
  if (button instanceof HTMLButtonElement) {
    if (performance.now() - shownAt > SOONEST) decide(button.value);
  } else if (event.key === "c") document.getElementById("value")?.focus();
  else if (event.key === "u") undo();
  else if (event.key === "j" || event.key === "k") move(event.key === "j" ? 1 : -1);
  else if (event.key === "?") document.getElementById("keys")?.focus();
  else return;
  event.preventDefault();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  const button = /** @type {SubmitEvent} */ (event).submitter;
  if (!(form instanceof HTMLFormElement) || !item().contains(form)) return;
  event.preventDefault();
  if (!(button instanceof HTMLButtonElement)) return;
  // The key Enter, in a field, presses the first button: it corrects where a value is given, and decides nothing else.
  const value = document.getElementById("value");
  if (button.value !== "enter") decide(button.value);
  else if (value instanceof HTMLInputElement && value.value.trim()) decide("correct");
});

document.addEventListener("click", async (event) => {
  const link = event.target instanceof Element ? event.target.closest("a.effect") : null;
  const here = document.getElementById("effect-here");
  if (!(link instanceof HTMLAnchorElement) || !here || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  try {
    const page = new DOMParser().parseFromString(await (await fetch(link.href)).text(), "text/html");
    const effect = page.getElementById("effect") ?? page.querySelector(".warn");
    if (effect) here.replaceChildren(document.adoptNode(effect));
  } catch {
    location.assign(link.href);
  }
});

completed(document);
fetchAhead();
