// @ts-check
/**
 * A graph on a canvas, for any page: `const view = await show(container, {nodes, edges}, options)`.
 *
 * A node is `{id, label, kind, kind_name}` (kind: slug of a kind, see graph/kinds.js), an edge
 * `{source, target, label, inferred}`; more below. The page must say the same in words beside it: a canvas is nothing
 * to a screen reader. The layout runs in a worker and gives the same places for the same graph.
 */
import { theme } from "./graph/kinds.js";
import { library } from "./graph/library.js";
import { places } from "./graph/layout.js";
import { style } from "./graph/style.js";
import { picture } from "./graph/svg.js";

/**
 * @typedef {object} Node
 * @property {string} id
 * @property {string} label
 * @property {string} kind
 * @property {string} [kind_name]
 * @property {boolean} [pinned] stays where it is in every layout
 * @property {boolean} [seed] drawn larger: what the graph is about
 * @property {number} [size] diameter
 * @property {number} [x] place; a layout finds one where there is none
 * @property {number} [y]
 */
/**
 * @typedef {object} Edge
 * @property {string} source
 * @property {string} target
 * @property {string} [id]
 * @property {string} [label]
 * @property {boolean} [inferred] drawn dashed
 * @property {boolean} [plain] without arrow and label
 * @property {number} [weight] width of the line
 */
/** @typedef {{nodes: Node[], edges: Edge[]}} Elements */
/**
 * @typedef {object} Options
 * @property {(id: string | null, isEdge: boolean) => void} [onSelect]
 * @property {(id: string) => void} [onOpen] a node was pressed twice
 * @property {() => void} [onMove] nodes were dragged
 * @property {boolean} [webgl] draw by the graphics card
 */

/** Nodes above which lines are thin and without arrows, and go out of sight while one moves the paper. */
export const MANY = 300;
/** Edges up to which each bears its name. */
const NAMED = 15;
const LONGEST = 60;

/** @param {Edge} edge */
export function edgeId(edge) {
  return edge.id ?? `${edge.source} ${edge.target}`;
}

/**
 * Shows a graph; the promise is kept when it stands.
 * @param {HTMLElement} container @param {Elements} elements @param {Options} [options]
 */
export async function show(container, elements, options = {}) {
  const cytoscape = await library();
  cytoscape.warnings(false);
  const view = new GraphView(container, cytoscape, options);
  await view.update(elements, elements.nodes.some((node) => node.x !== undefined) ? "new" : "all");
  view.fit();
  return view;
}

export class GraphView {
  /** @param {HTMLElement} container @param {any} cytoscape @param {Options} options */
  constructor(container, cytoscape, options) {
    this.container = container;
    container.classList.add("graph-canvas");
    this.many = false;
    this.turn = 0;
    this.cy = cytoscape({
      container, style: style(theme(), false), minZoom: 0.05, maxZoom: 4, wheelSensitivity: 0.3, boxSelectionEnabled: false,
      selectionType: "single", pixelRatio: "auto", layout: { name: "preset" },
      ...(options.webgl ? { renderer: { name: "canvas", webgl: true } } : {}),
    });
    this.quiet = false;
    this.cy.on("select", (/** @type {any} */ event) => {
      this.near(event.target);
      if (!this.quiet) options.onSelect?.(event.target.id(), event.target.isEdge());
    });
    this.cy.on("tap", (/** @type {any} */ event) => {
      if (event.target === this.cy) {
        this.cy.elements().unselect().removeClass("near");
        options.onSelect?.(null, false);
      }
    });
    this.cy.on("dbltap", "node", (/** @type {any} */ event) => options.onOpen?.(event.target.id()));
    this.cy.on("dragfree", "node", () => options.onMove?.());
    this.dark = matchMedia("(prefers-color-scheme: dark)");
    this.restyle = () => this.cy.style(style(theme(), this.many));
    this.dark.addEventListener("change", this.restyle);
    this.watch = new ResizeObserver(() => this.cy.resize());
    this.watch.observe(container);
  }

  /**
   * Makes the canvas show just these elements.
   * @param {Elements} elements
   * @param {"all" | "new" | "none"} layout which nodes are placed: all that are not pinned, those without a place, none
   * @param {string} [around] a node that keeps its place
   */
  async update(elements, layout = "new", around = "") {
    const turn = ++this.turn;
    this.crowd(elements.nodes.length);
    const before = new Map(this.cy.nodes().map((/** @type {any} */ node) => [node.id(), { ...node.position() }]));
    /** @type {Map<string, {x: number, y: number}>} */
    const where = new Map();
    for (const node of elements.nodes) {
      if (node.x !== undefined && node.y !== undefined) where.set(node.id, { x: node.x, y: node.y });
      else if (before.has(node.id)) where.set(node.id, before.get(node.id));
    }
    if (layout !== "none" && (layout === "all" || where.size < elements.nodes.length)) {
      const all = layout === "all";
      const asked = elements.nodes.map((node) => {
        const at = where.get(node.id);
        // New nodes push the others gently aside; only what is pinned, or what they came from, keeps its place.
        return /** @type {[string, number | null, number | null, boolean]} */ (
          at && (!all || node.pinned) ? [node.id, at.x, at.y, Boolean(node.pinned) || node.id === around] : [node.id, null, null, false]
        );
      });
      const ids = new Set(elements.nodes.map((node) => node.id));
      const joined = elements.edges.filter((edge) => ids.has(edge.source) && ids.has(edge.target));
      for (const [id, x, y] of await places(asked, joined.map((edge) => [edge.source, edge.target]))) where.set(id, { x, y });
      if (turn !== this.turn) return; // a later update is under way
    }
    this.put(elements, where);
    if (layout === "new" && where.size > before.size) this.sight();
  }

  /** Everything into sight, where it is not. */
  sight() {
    const box = this.bounds();
    const seen = this.cy.extent();
    if (!box) return;
    if (box.x1 < seen.x1 || box.y1 < seen.y1 || box.x2 > seen.x2 || box.y2 > seen.y2) this.fit();
  }

  /** @param {Elements} elements @param {Map<string, {x: number, y: number}>} where */
  put(elements, where) {
    const wanted = new Set();
    /** @type {any[]} */
    const fresh = [];
    this.cy.batch(() => {
      for (const node of elements.nodes) {
        wanted.add(node.id);
        const data = {
          id: node.id, label: node.label, short: shortened(node.label), kind: node.kind, kind_name: node.kind_name,
          pinned: node.pinned || undefined, seed: node.seed || undefined, size: node.size,
        };
        const there = this.cy.getElementById(node.id);
        const position = where.get(node.id) ?? { x: 0, y: 0 };
        if (there.empty()) fresh.push({ group: "nodes", data, position });
        else {
          change(there, data);
          const at = there.position();
          if (at.x !== position.x || at.y !== position.y) there.position(position);
        }
      }
      for (const edge of elements.edges) {
        const id = edgeId(edge);
        wanted.add(id);
        const data = {
          id, source: edge.source, target: edge.target, label: edge.label ?? "", inferred: edge.inferred || undefined,
          plain: edge.plain || undefined, weight: edge.weight,
        };
        const there = this.cy.getElementById(id);
        if (there.nonempty()) change(there, { label: data.label, inferred: data.inferred, weight: data.weight });
        else fresh.push({ group: "edges", data });
      }
      this.cy.elements().filter((/** @type {any} */ each) => !wanted.has(each.id())).remove();
      this.cy.add(fresh);
      this.cy.edges().toggleClass("named", elements.edges.length <= NAMED);
    });
  }

  /** @param {number} nodes */
  crowd(nodes) {
    const many = nodes > MANY;
    if (many === this.many) return;
    this.many = many;
    // While the paper moves; a texture in its place would be smoother, after a second in which nothing moves.
    this.cy.renderer().hideEdgesOnViewport = many;
    this.restyle();
  }

  /** @param {any} element */
  near(element) {
    this.cy.batch(() => {
      this.cy.elements(".near").removeClass("near");
      if (element?.isNode()) element.connectedEdges().addClass("near");
    });
  }

  /** Marks a node or edge as chosen and brings it into sight; tells nobody. @param {string | null} id */
  choose(id) {
    this.cy.batch(() => this.cy.elements(":selected").unselect());
    if (id === null) return;
    const element = this.cy.getElementById(id);
    if (element.empty()) return;
    this.quiet = true;
    element.select();
    this.quiet = false;
    this.near(element);
    const box = this.cy.extent();
    const at = element.isNode() ? element.position() : element.midpoint();
    if (at.x < box.x1 || at.x > box.x2 || at.y < box.y1 || at.y > box.y2) this.cy.center(element);
  }

  /** Marks the nodes and edges of a way. @param {Iterable<string>} ids */
  mark(ids) {
    this.cy.batch(() => {
      this.cy.elements(".way").removeClass("way");
      for (const id of ids) this.cy.getElementById(id).addClass("way");
    });
  }

  /** Everything into sight; by the places alone, since to measure thousands of names takes seconds. */
  fit() {
    const box = this.bounds();
    if (!box) return;
    const margin = 60;
    const [width, height] = [this.cy.width(), this.cy.height()];
    const zoom = Math.min(1.4, Math.max(0.05, Math.min(width / (box.x2 - box.x1 + 2 * margin), height / (box.y2 - box.y1 + 2 * margin))));
    this.cy.viewport({ zoom, pan: { x: width / 2 - (zoom * (box.x1 + box.x2)) / 2, y: height / 2 - (zoom * (box.y1 + box.y2)) / 2 } });
  }

  /** @returns {{x1: number, y1: number, x2: number, y2: number} | null} of the middles of all nodes */
  bounds() {
    const box = { x1: Infinity, y1: Infinity, x2: -Infinity, y2: -Infinity };
    this.cy.nodes().forEach((/** @type {any} */ node) => {
      const at = node.position();
      box.x1 = Math.min(box.x1, at.x);
      box.y1 = Math.min(box.y1, at.y);
      box.x2 = Math.max(box.x2, at.x);
      box.y2 = Math.max(box.y2, at.y);
    });
    return box.x1 === Infinity ? null : box;
  }

  /** @param {number} factor */
  zoom(factor) {
    this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: { x: this.cy.width() / 2, y: this.cy.height() / 2 } });
  }

  /** @returns {Map<string, {x: number, y: number}>} */
  where() {
    return new Map(this.cy.nodes().map((/** @type {any} */ node) => [node.id(), { x: Math.round(node.position("x")), y: Math.round(node.position("y")) }]));
  }

  /** @returns {Promise<Blob>} the whole graph */
  async png() {
    const paper = theme() === "dark" ? "#16191c" : "#fbfaf7";
    return this.cy.png({ full: true, scale: this.many ? 1 : 2, maxWidth: 8000, maxHeight: 8000, bg: paper, output: "blob-promise" });
  }

  /** @param {string} title @param {string} about @returns {string} the whole graph */
  svg(title, about) {
    const dots = this.cy.nodes().map((/** @type {any} */ node) => ({ ...node.data(), ...node.position(), size: node.width() }));
    const lines = this.cy.edges().map((/** @type {any} */ edge) => edge.data());
    return picture(dots, lines, { theme: theme(), title, about });
  }

  destroy() {
    this.dark.removeEventListener("change", this.restyle);
    this.watch.disconnect();
    this.cy.destroy();
  }
}

/** Only what differs is written: every write costs a look at the style. @param {any} element @param {Record<string, unknown>} data */
function change(element, data) {
  const old = element.data();
  if (Object.keys(data).some((name) => old[name] !== data[name])) element.data(data);
}

/** @param {string} label */
function shortened(label) {
  return label.length > LONGEST ? `${label.slice(0, LONGEST - 1).trimEnd()}…` : label;
}
