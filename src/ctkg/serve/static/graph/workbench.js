// @ts-check
/** The parts of the page: tools, canvas, and what stands beside it. */
import { call } from "./asking.js";
import { button, make, named } from "./making.js";

const KEYS = [
  ["e", "expand what is chosen"], ["c", "collapse it"], ["h", "hide it"], ["p", "pin it or let it go"],
  ["f", "fit all into sight"], ["a", "arrange anew"], ["+ −", "nearer, farther"], ["arrows", "move the paper"],
  ["z", "undo"], ["y", "do again"], ["/", "search for a thing to add"],
];

/** @param {HTMLElement} root @param {any} explorer */
export function build(root, explorer) {
  const canvas = make("div", { class: "canvas", tabindex: "0", role: "img", "aria-label": "The graph as a picture; the list beside it has the same nodes and edges", "aria-describedby": "graph-count" });
  const count = make("p", { id: "graph-count", class: "small count" });
  const status = make("p", { class: "small status", role: "status" });
  const fault = make("p", { class: "warn", role: "alert", hidden: true });
  const nothing = make("p", { class: "nothing" }, "Nothing is shown yet. Search for a thing to begin with.");
  const undo = button("Undo", () => explorer.undo(), { disabled: true });
  const redo = button("Redo", () => explorer.redo(), { disabled: true });
  const chosen = make("section", { class: "box chosen", "aria-label": "What is chosen" });
  const filters = details("Filters and legend", true, "filters");
  const ways = details("Ways between two nodes", false, "ways");
  const list = details("List of nodes and edges", false, "list");
  const search = adding(explorer);
  const tools = make(
    "div", { class: "tools" },
    search,
    make("div", { class: "group" }, undo, redo),
    make("div", { class: "group" }, button("Fit", () => explorer.view?.fit()), button("Arrange", () => explorer.arrange()),
      button("−", () => explorer.view?.zoom(0.8), { "aria-label": "Farther" }), button("+", () => explorer.view?.zoom(1.25), { "aria-label": "Nearer" })),
    menu(explorer),
    keys(),
  );
  root.append(
    tools, fault,
    make("div", { class: "stage" },
      make("div", { class: "picture" }, canvas, nothing, count, status),
      make("div", { class: "side" }, chosen, filters, ways, list)),
  );
  list.addEventListener("toggle", () => explorer.draw());
  canvas.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => move(event, explorer));
  root.addEventListener("keydown", (event) => pressed(event, explorer, search));
  return { root, canvas, count, status, fault, nothing, undo, redo, chosen, filters, ways, list };
}

/** @param {string} title @param {boolean} open @param {string} name */
function details(title, open, name) {
  return make("details", { class: `box ${name}`, open }, make("summary", {}, title), make("div", { class: "inner" }));
}

/** @param {any} explorer */
function adding(explorer) {
  const input = make("input", { type: "search", id: "add", autocomplete: "off", spellcheck: "false", placeholder: "Add a thing by its name" });
  const found = make("ul", { class: "found", hidden: true });
  let turn = 0;
  const close = () => { found.hidden = true; };
  const ask = async () => {
    const asked = ++turn;
    const words = input.value.trim();
    if (words.length < 2) return close();
    await explorer.doing(async () => {
      const { nodes } = await call(`/api/v1/graph/find?${new URLSearchParams({ q: words })}`);
      if (asked !== turn) return;
      found.hidden = false;
      found.replaceChildren(
        ...nodes.map((/** @type {any} */ node) => make("li", {}, make("button", { type: "button", click: () => { close(); input.value = ""; input.focus(); explorer.add(node); } }, named(node), make("span", { class: "note" }, ` ${[node.type || node.kind_name, node.date].filter(Boolean).join(" · ")}`)))),
      );
      if (!nodes.length) found.append(make("li", { class: "note" }, "Nothing is called so."));
      explorer.say(`${nodes.length} found.`);
    });
  };
  /** @type {ReturnType<typeof setTimeout>} */
  let later;
  const form = make("form", { class: "adding", role: "search", submit: (/** @type {Event} */ event) => { event.preventDefault(); clearTimeout(later); ask(); } },
    make("label", { for: "add", class: "unseen" }, "Add a thing by its name"), input, make("button", { type: "submit" }, "Find"), found);
  input.addEventListener("input", () => { clearTimeout(later); later = setTimeout(ask, 250); });
  form.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape") { close(); input.focus(); }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [input, ...found.querySelectorAll("button")];
    const at = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    event.preventDefault();
    stops[(at + stops.length) % stops.length]?.focus();
  });
  return form;
}

/** @param {any} explorer */
function menu(explorer) {
  const made = make("details", { class: "menu" }, make("summary", {}, "Save or share"),
    make("div", { class: "inner" },
      button("Picture (PNG)", () => explorer.save("png")), button("Picture (SVG)", () => explorer.save("svg")),
      button("Data (Turtle)", () => explorer.save("turtle")), button("Graph (GraphML)", () => explorer.save("graphml")),
      button("Copy the link", () => explorer.copy())));
  made.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape") { made.open = false; made.querySelector("summary").focus(); }
  });
  made.addEventListener("focusout", (/** @type {FocusEvent} */ event) => {
    if (event.relatedTarget instanceof Node && !made.contains(event.relatedTarget)) made.open = false;
  });
  return made;
}

function keys() {
  return make("details", { class: "menu" }, make("summary", {}, "Keys"),
    make("div", { class: "inner" }, make("p", { class: "small" }, "While the graph or what stands beside it has the focus:"),
      make("dl", {}, ...KEYS.flatMap(([key, words]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, words)]))));
}

/** @param {KeyboardEvent} event @param {any} explorer */
function move(event, explorer) {
  const steps = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] });
  const step = steps[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  explorer.view?.cy.panBy({ x: step[0], y: step[1] });
}

/** Keys of one letter count only where nothing is written. @param {KeyboardEvent} event @param {any} explorer @param {HTMLElement} search */
function pressed(event, explorer, search) {
  const target = /** @type {HTMLElement} */ (event.target);
  const writing = target.matches("input, select, textarea");
  if (event.altKey || (writing && !(target instanceof HTMLInputElement && target.type === "checkbox"))) return;
  const control = event.ctrlKey || event.metaKey;
  const id = explorer.chosen;
  const node = id !== null && explorer.state.nodes.has(id);
  const key = event.key.toLowerCase();
  if (control && !["z", "y"].includes(key)) return;
  /** @type {Record<string, () => void>} */
  const acts = {
    z: () => (event.shiftKey ? explorer.redo() : explorer.undo()), y: () => explorer.redo(),
    f: () => explorer.view?.fit(), a: () => explorer.arrange(), "+": () => explorer.view?.zoom(1.25), "-": () => explorer.view?.zoom(0.8),
    "/": () => search.querySelector("input")?.focus(),
    ...(node ? { e: () => explorer.expand(id), c: () => explorer.collapse(id), h: () => explorer.hide(id), p: () => explorer.pin(id, !explorer.state.pinned.has(id)) } : {}),
  };
  if (!acts[key]) return;
  event.preventDefault();
  acts[key]();
}
