// @ts-check
/** Filters, which are the legend as well: kinds with their shapes, relations, years, confidence, what only follows. */
import { swatch } from "./kinds.js";
import { button, make, replace } from "./making.js";

/** Relations that are listed at once. */
const LISTED = 12;
let all = false;

/** @param {any} parts @param {any} explorer */
export function drawFilters(parts, explorer) {
  if (!parts.filters.open) {
    parts.filters.addEventListener("toggle", () => explorer.draw(), { once: true });
    return;
  }
  const { state } = explorer;
  const { filters } = state;
  /** @type {Map<string, {name: string, number: number}>} */
  const kinds = new Map();
  let first = Infinity;
  let last = -Infinity;
  for (const node of state.nodes.values()) {
    const kind = kinds.get(node.kind) ?? { name: node.kind_name, number: 0 };
    kind.number += 1;
    kinds.set(node.kind, kind);
    if (node.start !== null) {
      first = Math.min(first, node.start);
      last = Math.max(last, node.end ?? node.start);
    }
  }
  /** @type {Map<string, {name: string, number: number}>} */
  const relations = new Map();
  for (const edge of state.edges.values()) {
    for (const said of edge.statements) {
      const relation = relations.get(said.relation) ?? { name: said.label, number: 0 };
      relation.number += 1;
      relations.set(said.relation, relation);
    }
  }
  const listed = [...relations].sort((one, other) => other[1].number - one[1].number || one[1].name.localeCompare(other[1].name));
  const shown = all ? listed : listed.slice(0, LISTED);
  replace(parts.filters.querySelector(".inner"), [
    make("fieldset", {}, make("legend", {}, "Kinds"), make("ul", { class: "checks" },
      ...[...kinds].sort((one, other) => one[1].name.localeCompare(other[1].name)).map(([kind, told]) => check(explorer, "kinds", kind, told, swatch(kind))))),
    make("fieldset", {}, make("legend", {}, "Relations"), make("ul", { class: "checks" },
      ...shown.map(([relation, told]) => check(explorer, "relations", relation, told, null))),
      listed.length > shown.length && button(`${listed.length - shown.length} more relations`, () => { all = true; explorer.draw(); }, { class: "link", "data-key": "all" })),
    first < last && years(explorer, first, last),
    make("fieldset", {}, make("legend", {}, "How sure"),
      make("p", {}, make("label", { for: "sure" }, "Confidence at least "), range("sure", 0, 1, 0.05, filters.sure, `${filters.sure.toFixed(2)}`, (value) => explorer.filter({ sure: value }, "filter by confidence"))),
      make("p", { class: "small" }, "Of reference data and of what follows no confidence is told; it stays."),
      make("p", {}, make("label", {}, box("inferred", filters.inferred, (is) => explorer.filter({ inferred: is }, "filter what follows")), " show what only follows (dashed)"))),
    state.hidden.size > 0 && make("fieldset", {}, make("legend", {}, "Hidden"), make("ul", { class: "checks" },
      ...[...state.hidden].slice(0, 50).map((id) => make("li", {}, button(`Show ${explorer.name(id)}`, () => explorer.hide(id, false), { class: "link", "data-key": `show ${id}` }))))),
  ].filter(Boolean));
}

/** @param {any} explorer @param {"kinds" | "relations"} name @param {string} value @param {{name: string, number: number}} told @param {Element | null} picture */
function check(explorer, name, value, told, picture) {
  const out = explorer.state.filters[name];
  const act = (/** @type {boolean} */ is) =>
    explorer.filter({ [name]: is ? out.filter((/** @type {string} */ each) => each !== value) : [...out, value] }, `filter ${told.name}`);
  return make("li", {}, make("label", {}, box(`${name} ${value}`, !out.includes(value), act), " ", picture, ` ${told.name} `, make("span", { class: "note" }, String(told.number))));
}

/** @param {string} key @param {boolean} is @param {(is: boolean) => void} act */
function box(key, is, act) {
  const made = make("input", { type: "checkbox", "data-key": key, change: () => act(made.checked) });
  made.checked = is;
  return made;
}

/** @param {any} explorer @param {number} first @param {number} last */
function years(explorer, first, last) {
  const { from, until } = explorer.state.filters;
  const start = Math.min(Math.max(from ?? first, first), last);
  const end = Math.max(Math.min(until ?? last, last), first);
  return make("fieldset", {}, make("legend", {}, "Years of dated nodes"),
    make("p", {}, make("label", { for: "year-from" }, "From "), range("year-from", first, last, 1, start, String(start), (value) => explorer.filter({ from: value <= first ? null : value, until: until !== null && until < value ? value : until }, "filter by years"))),
    make("p", {}, make("label", { for: "year-until" }, "Until "), range("year-until", first, last, 1, end, String(end), (value) => explorer.filter({ until: value >= last ? null : value, from: from !== null && from > value ? value : from }, "filter by years"))));
}

/** @param {string} id @param {number} min @param {number} max @param {number} step @param {number} value @param {string} words @param {(value: number) => void} act */
function range(id, min, max, step, value, words, act) {
  const told = make("output", { for: id }, words);
  const made = make("input", { type: "range", id, "data-key": id, min: String(min), max: String(max), step: String(step), change: () => act(Number(made.value)) });
  made.value = String(value);
  made.addEventListener("input", () => { told.textContent = step < 1 ? Number(made.value).toFixed(2) : made.value; });
  return make("span", { class: "range" }, made, told);
}
