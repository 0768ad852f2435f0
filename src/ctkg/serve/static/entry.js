// @ts-check
// Entry forms: values come and go without a new page, names are completed, and what is typed is kept as it is typed.
import { completed } from "./complete.js";

const sheet = /** @type {HTMLFormElement} */ (document.getElementById("sheet"));

/** The fields of a form as they stand, with one button pressed. @param {string} what @returns {URLSearchParams} */
function sent(what) {
  const found = new URLSearchParams(/** @type {any} */ (new FormData(form())));
  found.set("do", what);
  return found;
}

/** @returns {HTMLFormElement} */
function form() {
  return /** @type {HTMLFormElement} */ (document.getElementById("sheet"));
}

/** Asks the server to add or remove a value, and puts its form in the place of this one.
 * @param {string} what */
async function change(what) {
  const answer = await fetch(form().action, { method: "POST", body: sent(what), headers: { accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const made = page.getElementById("sheet");
  if (!answer.ok || !made) throw new Error("no form");
  form().replaceWith(document.adoptNode(made));
  for (const list of page.querySelectorAll("datalist")) {
    if (!document.getElementById(list.id)) document.body.append(document.adoptNode(list));
  }
  const place = new URL(answer.url);
  history.replaceState(null, "", place.pathname + place.search);
  const goal = document.getElementById(place.hash.slice(1) || new URL(answer.url).hash.slice(1));
  return goal;
}

document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element ? event.target.closest("button[name=do]") : null;
  if (!(button instanceof HTMLButtonElement) || !form().contains(button)) return;
  if (!/^(add|remove) /.test(button.value)) return;
  event.preventDefault();
  button.disabled = true;
  const goal = target(button);
  try {
    await change(button.value);
    document.getElementById(goal())?.focus();
  } catch {
    // The plain way works whenever this does not, and says what is wrong.
    button.disabled = false;
    const plain = document.createElement("input");
    Object.assign(plain, { type: "hidden", name: "do", value: button.value });
    form().append(plain);
    form().submit();
  }
});

/** Where to go on after a button: a new value, or the field of one that is gone.
 * @param {HTMLButtonElement} button */
function target(button) {
  const [verb, address] = button.value.split(" ");
  const anchor = "f-" + address.replaceAll(":", "-").replaceAll("/", "--");
  if (verb === "remove") return () => anchor.replace(/-\d+$/, "");
  return () => {
    const slots = document.querySelectorAll(`#${CSS.escape(anchor)} > .slot`);
    const last = slots[slots.length - 1];
    return last?.querySelector("input:not([type=hidden]), textarea, select")?.id ?? anchor;
  };
}

let waiting = 0;
document.addEventListener("input", (event) => {
  if (!(event.target instanceof Element) || !form().contains(event.target)) return;
  clearTimeout(waiting);
  waiting = window.setTimeout(save, 1500);
});

// What is on its way to the next page is neither kept once more nor held up by an answer that comes late.
let leaving = false;
document.addEventListener("submit", (event) => {
  leaving = event.target === form();
  clearTimeout(waiting);
});
addEventListener("pageshow", () => (leaving = false));

async function save() {
  const told = document.getElementById("kept");
  try {
    const answer = await fetch(form().action, { method: "POST", body: sent("save"), headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const { draft } = await answer.json();
    if (leaving) return;
    const key = form().elements.namedItem("draft");
    if (key instanceof HTMLInputElement) key.value = draft;
    history.replaceState(null, "", `${form().getAttribute("action")}?draft=${encodeURIComponent(draft)}`);
    if (told) told.textContent = "What you typed is kept on the server.";
  } catch {
    if (told) told.textContent = "What you typed could not be kept on the server just now; it is still here.";
  }
}

if (sheet) {
  completed(document);
  if (location.hash === "#summary") document.getElementById("summary")?.focus();
}
