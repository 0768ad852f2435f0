// @ts-check
/** Ways between two nodes, each step with what is said and the sentences behind it. */
import { button, make, replace } from "./making.js";
import { evidence, notes } from "./panel.js";

/** @param {any} parts @param {any} explorer */
export function drawWays(parts, explorer) {
  const { from, to, avoid, answer } = explorer.way;
  const names = new Map((answer?.nodes ?? []).map((/** @type {any} */ node) => [node.id, node.label]));
  const name = (/** @type {string} */ id) => names.get(id) ?? explorer.name(id);
  if (from || to) parts.ways.open = true;
  if (!parts.ways.open) return;
  /** @type {(Node | string)[]} */
  const inner = [make("p", {}, "From ", from ? make("strong", {}, name(from)) : "… (choose a node, then “Way from here”)", " to ", to ? make("strong", {}, name(to)) : "… (choose another, then “Way to here”)")];
  if (answer) {
    inner.push(make("p", { class: "small" }, summary(answer)));
    const edges = new Map(answer.edges.flatMap((/** @type {any} */ edge) => [[`${edge.source} ${edge.target}`, edge], [`${edge.target} ${edge.source}`, edge]]));
    inner.push(make("ol", { class: "ways" }, ...answer.ways.map((/** @type {string[]} */ way, /** @type {number} */ place) => one(parts, explorer, way, place, edges, name))));
  }
  if (avoid.length) inner.push(make("p", { class: "small" }, `Not through ${avoid.map(name).join(", ")}. `, button("Through all again", () => explorer.findWays(from, to), { class: "link", "data-key": "all" })));
  replace(parts.ways.querySelector(".inner"), inner);
}

/** @param {any} answer */
function summary(answer) {
  if (answer.ways.length) return `${answer.ways.length} of ${answer.total} ways of ${answer.steps} ${answer.steps === 1 ? "step" : "steps"}; there is no shorter one.`;
  if (answer.complete) return `No way of ${answer.searched} steps or fewer joins the two.`;
  return `The search ended after ${answer.looked} nodes, for time: no way of ${answer.searched} steps or fewer joins the two; there may be a longer one.`;
}

/** @param {any} parts @param {any} explorer @param {string[]} way @param {number} place @param {Map<string, any>} edges @param {(id: string) => string} name */
function one(parts, explorer, way, place, edges, name) {
  const inner = way.slice(1, -1);
  const steps = make("ol", { class: "steps" });
  const made = make("details", {}, make("summary", {}, inner.length ? `through ${inner.map(name).join(", ")}` : "side by side"), steps);
  made.addEventListener("toggle", () => {
    if (!made.open) return;
    explorer.view?.mark([...way, ...way.slice(1).flatMap((id, at) => [`${way[at]} ${id}`, `${id} ${way[at]}`])]);
    if (steps.childElementCount) return;
    steps.append(...way.slice(1).map((id, at) => {
      const said = edges.get(`${way[at]} ${id}`).statements[0];
      return make("li", {},
        make("p", {}, button(name(said.subject), () => explorer.choose(said.subject), { class: "link" }), ` ${said.label} `, button(name(said.object), () => explorer.choose(said.object), { class: "link" })),
        make("p", { class: "note" }, notes(said)),
        evidence(parts, `/api/v1/graph/evidence?${new URLSearchParams({ subject: said.subject, relation: said.relation, object: said.object, via: said.via })}`));
    }));
    if (inner.length) steps.after(make("p", {}, ...inner.map((id) => button(`Not through ${name(id)}`, () => explorer.findWays(explorer.way.from, explorer.way.to, [...explorer.way.avoid, id])))));
  });
  return make("li", {}, made);
}
