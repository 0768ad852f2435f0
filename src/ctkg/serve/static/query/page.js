// The pages that ask: the editor, and the forms of the library.
// @ts-check
import { ask, link, Refused } from "./asking.js";
import { names, vocabulary } from "./completion.js";
import { forget, remember, remembered } from "./history.js";
import { show, size } from "./results.js";
import { element } from "./table-view.js";

/** @typedef {import("./asking.js").Question} Question */

const form = /** @type {HTMLFormElement} */ (document.getElementById("ask"));
const section = /** @type {HTMLElement} */ (document.getElementById("answer"));
const stop = /** @type {HTMLButtonElement} */ (document.getElementById("cancel"));
const start = /** @type {HTMLButtonElement} */ (form.querySelector("button[type=submit]"));
const text = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("query"));
const said = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : location.search);
/** @type {Awaited<ReturnType<typeof import("./editor.js").edit>> | null} */
let editor = null;
/** Ends the question that is under way. @type {(() => Promise<void>) | null} */
let cancel = null;
let turn = 0;

/** What the form says. @returns {Question} */
function question() {
  const data = new FormData(form);
  const inference = !data.has("inference");
  const timeout = String(data.get("timeout") || "");
  if (text) {
    return { query: text.value, inference, timeout };
  }
  const parameters = {};
  for (const field of form.querySelectorAll(".field input")) {
    if (field instanceof HTMLInputElement && field.value.trim()) {
      parameters[field.name] = field.value.trim();
    }
  }
  return { name: form.dataset.name, parameters, inference, timeout };
}

/** What the address says: a question that was asked, or one that is only shown. @typedef {{ asked: Question, ran: boolean }} Step */

/** Asks what the form says, and shows what comes. @param {string} view @param {boolean} [again]  not a new step of the browser's history */
async function run(view, again = false) {
  await cancel?.().catch(() => undefined);
  const mine = ++turn;
  const asked = question();
  const step = /** @type {Step} */ ({ asked, ran: true });
  const isSame = again || JSON.stringify(history.state?.asked) === JSON.stringify(asked);
  history[isSame ? "replaceState" : "pushState"](step, "", link(asked, view));
  const { answer, cancel: end } = ask(asked);
  cancel = end;
  const ticking = busy(true);
  editor?.fault(null);
  try {
    const found = await answer;
    if (mine === turn) {
      show(section, found, asked, view);
      remember(asked, size(found), found.seconds);
      drawHistory();
    }
  } catch (error) {
    if (mine === turn) {
      refused(error instanceof Error ? error : new Error(String(error)));
    }
  } finally {
    clearInterval(ticking);
    if (mine === turn) {
      cancel = null;
      busy(false);
    }
  }
}

/** Shows that something is under way, and for how long. @param {boolean} is */
function busy(is) {
  stop.hidden = !is;
  start.textContent = is ? "Run again" : "Run";
  section.setAttribute("aria-busy", String(is));
  if (!is) {
    return 0;
  }
  const since = Date.now();
  const waiting = element("p", "summary", "Asking …");
  waiting.setAttribute("role", "status");
  const seconds = element("span", "note");
  seconds.setAttribute("aria-hidden", "true");
  section.replaceChildren(waiting, seconds);
  return window.setInterval(() => {
    seconds.textContent = `${Math.round((Date.now() - since) / 1000)} s`;
  }, 1000);
}

/** What went wrong stays on the page, with what to do. @param {Error} error */
function refused(error) {
  const where = error instanceof Refused ? error.where : null;
  const status = error instanceof Refused ? error.status : 0;
  const box = element("div", "failed");
  box.setAttribute("role", "alert");
  const line = element("p");
  line.append(element("strong", "", status === 499 ? "Cancelled. " : "This query was not answered. "),
    status === 499 ? "The query was ended on the server." : (where ? `Line ${where.line}, column ${where.column}: ` : "") + error.message);
  box.append(line);
  if (where && editor) {
    editor.fault(where);
    const go = element("button", "", `Go to line ${where.line}`);
    go.type = "button";
    go.addEventListener("click", () => editor?.fault(where, true));
    box.append(go);
  }
  section.replaceChildren(box);
}

function drawHistory() {
  const list = document.querySelector("#history ol");
  if (!list) {
    return;
  }
  list.replaceChildren(...remembered().map((past) => {
    const item = element("li");
    const words = past.name || (past.query || "").split("\n").filter((line) => !line.startsWith("PREFIX")).join(" ").replace(/\s+/g, " ").trim().slice(0, 110);
    if (past.name) {
      const open = element("a", "", words);
      open.href = link(past, "table");
      item.append(open);
    } else {
      const open = element("button", "", words);
      open.type = "button";
      open.addEventListener("click", () => {
        editor?.set(past.query || "");
        editor?.focus();
      });
      item.append(open);
    }
    item.append(" ", element("span", "note", `${past.rows.toLocaleString("en")} in ${past.seconds.toFixed(2)} s, ${new Date(past.when).toLocaleString()}`));
    return item;
  }));
}

/** Suggests nodes in a field of a form while one types. @param {HTMLInputElement} field */
function suggest(field) {
  const list = document.getElementById(field.getAttribute("list") || "");
  let pause = 0;
  let typing = new AbortController();
  /** @type {Map<string, string>} */
  const labels = new Map();
  const told = document.getElementById(`l-${field.name}`);
  field.addEventListener("change", () => {
    if (told) {
      told.textContent = labels.get(field.value.trim()) || "";
    }
  });
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = window.setTimeout(async () => {
      typing.abort();
      typing = new AbortController();
      if (field.value.trim().length < 2 || !list) {
        return;
      }
      const found = await names(field.value, typing.signal).catch(() => []);
      list.replaceChildren(...found.map((each) => {
        const made = document.createElement("option");
        made.value = each.name;
        labels.set(each.name, each.label);
        made.label = `${each.label}${each.found && each.found !== each.label ? ` (${each.found})` : ""}, ${each.kind}`;
        return made;
      }));
    }, 150);
  });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run(said.get("view") || "table");
});
stop.addEventListener("click", async () => {
  stop.disabled = true;
  await cancel?.().catch(() => undefined);
  stop.disabled = false;
});
document.querySelectorAll("input[data-names]").forEach((field) => suggest(/** @type {HTMLInputElement} */ (field)));
for (const part of document.querySelectorAll(".script")) {
  /** @type {HTMLElement} */ (part).hidden = false;
}

if (location.hash.includes("=")) {
  for (const field of form.querySelectorAll("input, textarea")) {
    if ((field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && said.has(field.name)) {
      if (field instanceof HTMLInputElement && field.type === "checkbox") {
        field.checked = said.get(field.name) === field.value;
      } else {
        field.value = said.get(field.name) || "";
      }
    }
  }
}
if (text) {
  const { edit } = await import("./editor.js");
  const { declared } = await import("./completion.js");
  editor = edit(text, { run: () => run(said.get("view") || "table"), changed: () => undefined });
  document.getElementById("prefixes")?.addEventListener("click", async () => {
    const known = await vocabulary();
    editor?.set(declared(editor.get(), known.prefixes));
  });
  document.getElementById("forget")?.addEventListener("click", () => {
    forget();
    drawHistory();
  });
  drawHistory();
}
/** Puts a question into the form. @param {Question} asked */
function fill(asked) {
  if (text) {
    text.value = asked.query || "";
    editor?.set(text.value);
  }
  for (const field of form.querySelectorAll("input")) {
    if (field.name === "inference") {
      field.checked = !asked.inference;
    } else if (field.name === "timeout") {
      field.value = asked.timeout || field.value;
    } else if (field.closest(".field")) {
      field.value = asked.parameters?.[field.name] ?? field.defaultValue;
    }
  }
}

window.addEventListener("popstate", async () => {
  const step = /** @type {Step | null} */ (history.state);
  if (!step) {
    location.reload(); // an address that was typed
    return;
  }
  fill(step.asked);
  if (step.ran) {
    const now = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : location.search);
    run(now.get("view") || "table", true);
  } else {
    turn += 1;
    await cancel?.().catch(() => undefined);
    section.replaceChildren();
  }
});
if (!history.state) {
  history.replaceState({ asked: question(), ran: false }, "");
}
form.dataset.ready = "yes";
// A link to an answer asks again; one to a query only shows it.
if (said.has("view") || said.has("run")) {
  run(said.get("view") || "table", true);
}
