// @ts-check
/** The network of those who organise together, on a canvas; the table below says the same. */
import { show } from "./graph-view.js";
import { call, download } from "./graph/asking.js";
import { swatch } from "./graph/kinds.js";
import { button, make, named } from "./graph/making.js";

/** @typedef {{id: string, label: string, language: string, kind: string, kind_name: string, href: string, events: number}} Body */
/** @typedef {{source: string, target: string, events: number}} Pair */
/** @type {{nodes: Body[], edges: Pair[], query: string}} */
const given = JSON.parse(document.getElementById("given")?.textContent ?? "{}");
const root = /** @type {HTMLElement} */ (document.getElementById("network"));
const bodies = new Map(given.nodes.map((body) => [body.id, body]));

if (root && given.edges.length) start();

async function start() {
  const canvas = make("div", { class: "canvas", tabindex: "0", role: "img", "aria-label": "Bodies joined by the events that they brought about together; the table below has the same pairs" });
  const told = make("div", { class: "told", "aria-live": "polite" });
  const fault = make("p", { class: "warn", role: "alert", hidden: true });
  const kinds = new Map(given.nodes.map((body) => [body.kind, body.kind_name]));
  root.append(
    make("div", { class: "tools" }), fault, make("div", { class: "stage" }, canvas, told),
    make("ul", { class: "legend" }, ...[...kinds].map(([kind, name]) => make("li", {}, swatch(kind), ` ${name}`)),
      make("li", { class: "note" }, "The larger a body and the broader a line, the more events.")),
  );
  root.hidden = false;
  nothing(told);
  const most = Math.max(...given.nodes.map((body) => body.events));
  const broadest = Math.max(...given.edges.map((pair) => pair.events));
  try {
    const view = await show(canvas, {
      nodes: given.nodes.map((body) => ({ id: body.id, label: body.label, kind: body.kind, kind_name: body.kind_name, size: 20 + 36 * Math.sqrt(body.events / most) })),
      edges: given.edges.map((pair) => ({ source: pair.source, target: pair.target, plain: true, label: String(pair.events), weight: 1 + 7 * ((pair.events - 1) / Math.max(1, broadest - 1)) })),
    }, {
      onSelect: (id, isEdge) => {
        if (id === null) nothing(told);
        else if (isEdge) pair(told, fault, id);
        else body(told, fault, view, id);
      },
    });
    root.querySelector(".tools")?.append(
      button("Fit", () => view.fit()), button("−", () => view.zoom(0.8), { "aria-label": "Farther" }), button("+", () => view.zoom(1.25), { "aria-label": "Nearer" }),
      button("Picture (PNG)", async () => download(await view.png(), "network.png")),
      button("Picture (SVG)", () => download(new Blob([view.svg("Who works with whom", `${given.nodes.length} bodies, ${given.edges.length} pairs; a view of what sources say`)], { type: "image/svg+xml" }), "network.svg")),
    );
    canvas.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      const steps = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] });
      if (steps[event.key]) view.cy.panBy({ x: steps[event.key][0], y: steps[event.key][1] });
      else if (event.key === "+") view.zoom(1.25);
      else if (event.key === "-") view.zoom(0.8);
      else if (event.key === "f") view.fit();
      else return;
      event.preventDefault();
    });
    Object.assign(window, { networkView: view }); // for a look from the console, and for tests
  } catch (error) {
    fail(fault, error);
  }
}

/** @param {HTMLElement} told */
function nothing(told) {
  told.replaceChildren(make("h2", {}, "Nothing is chosen"), make("p", { class: "small" }, "Choose a body for those it works with, a line for the events behind it."));
}

/** @param {any} told @param {any} fault @param {any} view @param {string} id */
function body(told, fault, view, id) {
  const chosen = bodies.get(id);
  if (!chosen) return;
  const partners = given.edges
    .filter((each) => each.source === id || each.target === id)
    .map((each) => ({ each, other: /** @type {Body} */ (bodies.get(each.source === id ? each.target : each.source)) }))
    .sort((one, other) => other.each.events - one.each.events || one.other.label.localeCompare(other.other.label));
  told.replaceChildren(
    make("h2", {}, swatch(chosen.kind), " ", make("a", { href: chosen.href }, named(chosen))),
    make("p", { class: "note" }, `${chosen.events} ${chosen.events === 1 ? "event" : "events"} with others · `, make("a", { href: `/explore?${new URLSearchParams({ node: id })}` }, "in the graph")),
    make("ul", {}, ...partners.map(({ each, other }) =>
      make("li", {}, button(other.label, () => { view.choose(`${each.source} ${each.target}`); pair(told, fault, `${each.source} ${each.target}`); }, { class: "link" }), make("span", { class: "note" }, ` ${each.events}`)))),
  );
}

/** @param {any} told @param {any} fault @param {string} id */
async function pair(told, fault, id) {
  const [one, other] = id.split(" ");
  const ends = [bodies.get(one), bodies.get(other)];
  try {
    const found = await call(`/api/v1/graph/together?${given.query}${given.query && "&"}${new URLSearchParams({ a: one, b: other })}`);
    fault.hidden = true;
    told.replaceChildren(
      make("h2", {}, ...ends.flatMap((end, at) => (end ? [at ? " and " : "", make("a", { href: end.href }, named(end))] : []))),
      make("p", { class: "note" }, found.events.length < found.total ? `The ${found.events.length} newest of ${found.total} events` : `${found.total} ${found.total === 1 ? "event" : "events"} together`),
      make("ul", {}, ...found.events.map((/** @type {any} */ event) =>
        make("li", {}, make("span", { class: "when" }, event.when), " ", make("a", { href: event.href }, make("bdi", {}, event.name)), make("span", { class: "note" }, ` ${event.kinds.join(", ")} · ${event.roles[one]}; ${event.roles[other]}`)))),
    );
  } catch (error) {
    fail(fault, error);
  }
}

/** @param {any} fault @param {unknown} error */
function fail(fault, error) {
  fault.textContent = error instanceof Error ? error.message : String(error);
  fault.hidden = false;
}
