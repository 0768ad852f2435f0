// @ts-check
/** The same nodes and edges as in the picture, as a list with the same actions. */
import { swatch } from "./kinds.js";
import { button, make, named, replace } from "./making.js";

/** Lines that are listed at once. */
const LISTED = 100;
let words = "";
let most = LISTED;

/** @param {any} parts @param {any} explorer */
export function drawList(parts, explorer) {
  if (!parts.list.open || !explorer.shown) return;
  const { nodes, edges } = explorer.shown;
  const wanted = words.toLowerCase();
  const some = nodes.filter((/** @type {any} */ node) => node.label.toLowerCase().includes(wanted)).sort((/** @type {any} */ one, /** @type {any} */ other) => one.label.localeCompare(other.label));
  const lines = edges
    .map((/** @type {any} */ edge) => ({ edge, text: `${explorer.name(edge.passing[0].subject)} – ${edge.passing[0].label} – ${explorer.name(edge.passing[0].object)}` }))
    .filter((/** @type {any} */ each) => each.text.toLowerCase().includes(wanted))
    .sort((/** @type {any} */ one, /** @type {any} */ other) => one.text.localeCompare(other.text));
  const inner = parts.list.querySelector(".inner");
  let input = inner.querySelector("input");
  if (!input) {
    input = make("input", { type: "search", id: "list-words", autocomplete: "off", input: () => { words = input.value; most = LISTED; drawList(parts, explorer); } });
    inner.append(make("p", {}, make("label", { for: "list-words" }, "Only with "), input), make("div", { class: "lists" }));
  }
  replace(inner.querySelector(".lists"), [
    make("h3", {}, `Nodes (${some.length})`),
    make("ul", { class: "rows" }, ...some.slice(0, most).map((/** @type {any} */ node) => row(explorer, node))),
    make("h3", {}, `Edges (${lines.length})`),
    make("ul", { class: "rows" }, ...lines.slice(0, most).map(({ edge, text }) => {
      const id = `${edge.source} ${edge.target}`;
      return make("li", {}, button(text, () => explorer.choose(id), { class: "link", "data-key": id, ...(explorer.chosen === id ? { "aria-current": "true" } : {}) }));
    })),
    ...(Math.max(some.length, lines.length) > most ? [button(`Show more than ${most}`, () => { most += 400; drawList(parts, explorer); }, { "data-key": "more" })] : []),
  ]);
}

/** @param {any} explorer @param {any} node */
function row(explorer, node) {
  const { state } = explorer;
  const current = explorer.chosen === node.id;
  return make("li", {},
    swatch(node.kind), " ",
    make("button", { type: "button", class: "link", click: () => explorer.choose(node.id), "data-key": node.id, ...(current ? { "aria-current": "true" } : {}) }, named(node)),
    make("span", { class: "note" }, ` ${[node.type || node.kind_name, node.date].filter(Boolean).join(" · ")}`),
    current && make("span", { class: "actions" },
      button("Expand", () => explorer.expand(node.id), { "data-key": `expand ${node.id}` }),
      state.expanded.has(node.id) && button("Collapse", () => explorer.collapse(node.id), { "data-key": `collapse ${node.id}` }),
      button("Hide", () => explorer.hide(node.id), { "data-key": `hide ${node.id}` })));
}
