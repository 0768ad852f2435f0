// An answer on the page: what it is, how it can be seen, how it is taken along.
// @ts-check
import { link, parameters } from "./asking.js";
import { element, Names } from "./table-view.js";
import { mapView, views } from "./views.js";

/**
 * @typedef {import("./asking.js").Answer} Answer
 * @typedef {import("./asking.js").Question} Question
 */

/** Letters of an address that a request may have; more goes as a form. */
const LONG = 16000;

/**
 * Shows an answer.
 * @param {HTMLElement} section
 * @param {Answer} answer
 * @param {Question} question
 * @param {string} view  which one is wanted; the table where it does not fit
 */
export function show(section, answer, question, view) {
  const names = new Names();
  const place = element("div", "view");
  const tools = element("div", "answer-tools");
  const buttons = element("div", "views");
  buttons.setAttribute("role", "group");
  buttons.setAttribute("aria-label", "Show as");
  const share = element("a", "", "Link to this");
  const copy = element("button", "", "Copy the link");
  copy.type = "button";
  const copied = element("span", "note");
  copied.setAttribute("role", "status");
  const told = element("p", "note why");
  tools.append(buttons, share, copy, copied);

  /** @type {import("./views.js").View[]} */
  const fitting = [];
  /** @type {string[]} */
  const reasons = [];
  let turn = 0;

  /** Offers a view, or tells why not. @param {import("./views.js").View} each */
  function offer(each) {
    if (each.why) {
      reasons.push(`No ${each.title.toLowerCase()}: ${each.why}.`);
      told.textContent = reasons.join(" ");
      return;
    }
    fitting.push(each);
    const button = element("button", "", each.title);
    button.type = "button";
    button.dataset.view = each.name;
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => choose(each.name));
    // What the server was asked about comes later, and stands before the raw answer all the same.
    buttons.insertBefore(button, buttons.querySelector("[data-view=raw]"));
  }

  /** @param {string} name */
  async function choose(name) {
    const mine = ++turn;
    const chosen = fitting.find((each) => each.name === name) || fitting[0];
    const address = link(question, chosen ? chosen.name : "answer");
    share.href = address;
    history.replaceState(history.state, "", address);
    for (const button of buttons.children) {
      button.setAttribute("aria-pressed", String(button.dataset.view === chosen?.name));
    }
    if (!chosen) {
      return;
    }
    // A view that was left before it stood does not come in between.
    const made = element("div");
    place.replaceChildren(made);
    try {
      await chosen.draw(made, names, question);
    } catch (error) {
      if (mine !== turn) {
        return;
      }
      const failed = element("p", "notice", `This view could not be drawn (${error instanceof Error ? error.message : error}). The table still shows the answer.`);
      failed.setAttribute("role", "alert");
      place.replaceChildren(failed);
    }
  }

  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(new URL(share.href, location.href).href);
      copied.textContent = "copied";
    } catch {
      copied.textContent = "this browser does not let it be copied; use the link beside";
    }
  });
  section.replaceChildren(summary(answer), ...cautions(answer), downloads(answer, question), tools, told, place);
  if (answer.kind === "boolean" || !size(answer)) {
    place.textContent = answer.kind === "boolean" ? "" : "Nothing was found. Leave a condition out, or look names up by the search above.";
    choose("");
    return;
  }
  views(answer).forEach(offer);
  if (view !== "map") {
    choose(view);
  }
  // Where the nodes are is asked of the server; the rest need not wait for that.
  mapView(answer).catch(() => ({ name: "map", title: "Map", why: "the server did not tell where things are", draw: () => undefined }))
    .then((found) => {
      offer(found);
      if (view === "map") {
        choose(found.why ? "table" : "map");
      }
    });
}

/** @param {Answer} answer */
function summary(answer) {
  const made = element("p", "summary");
  made.setAttribute("role", "status");
  const many = size(answer);
  const words = answer.kind === "boolean" ? (answer.result.boolean ? "Yes" : "No")
    : `${many.toLocaleString("en")} ${answer.kind === "graph" ? "triple" : "row"}${many === 1 ? "" : "s"}`;
  made.append(element("strong", "", words), ` in ${answer.seconds.toFixed(2)} s`);
  return made;
}

/** Rows or triples. @param {Answer} answer */
export function size(answer) {
  return answer.result.triples?.length ?? answer.result.results?.bindings.length ?? 0;
}

/** @param {Answer} answer */
function cautions(answer) {
  const made = answer.notices.map((notice) => element("p", "notice", notice));
  if (answer.cut) {
    const why = answer.cut.includes("bytes") ? ", since the answer is too large" : "";
    made.unshift(element("p", "cut", `There is more: only the first ${size(answer).toLocaleString("en")} are shown${why}. Ask for less, or download the answer.`));
  }
  return made;
}

/** @param {Answer} answer @param {Question} question */
function downloads(answer, question) {
  const made = element("p", "downloads", "Download: ");
  Object.entries(answer.formats).forEach(([format, title], place) => {
    const said = parameters(question, { format, timeout: question.timeout, ...(question.name ? { name: question.name } : {}) });
    const file = element("a", "", title);
    file.download = "";
    file.href = `/query/download?${said}`;
    if (file.href.length > LONG) {
      file.href = "#answer";
      file.removeAttribute("download");
      file.addEventListener("click", (/** @type {Event} */ event) => {
        event.preventDefault();
        sent(said);
      });
    }
    made.append(place ? " · " : "", file);
  });
  return made;
}

/** Sends a form whose answer is a file. @param {URLSearchParams} said */
function sent(said) {
  const form = element("form");
  form.method = "post";
  form.action = "/query/download";
  form.hidden = true;
  for (const [name, value] of said) {
    const field = element("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
  form.remove();
}
