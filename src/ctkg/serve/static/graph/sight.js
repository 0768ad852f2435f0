// @ts-check
/** What is seen of the explorer's state: on the canvas and beside it, in the address, and in files that are saved. */
import { packed } from "./address.js";
import { download, post } from "./asking.js";
import { drawFilters } from "./filters.js";
import { drawList } from "./list.js";
import { History, empty, seen } from "./model.js";
import { drawEdge, drawNode, drawNothing } from "./panel.js";
import { drawWays } from "./ways.js";
import { build } from "./workbench.js";

export class Sight {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.parts = build(root, this);
    this.history = new History(empty());
    /** @type {Map<string, {x: number, y: number}>} places of all nodes that were ever shown */
    this.where = new Map();
    /** @type {string | null} */
    this.chosen = null;
    this.busy = 0;
    /** @type {import("../graph-view.js").GraphView | null} */
    this.view = null;
    /** @type {{from: string, to: string, avoid: string[], answer: any}} */
    this.way = { from: "", to: "", avoid: [], answer: null };
  }

  get state() {
    return this.history.now;
  }

  /** @returns {import("../graph-view.js").Elements} */
  elements() {
    const { nodes, edges } = seen(this.state);
    const drawn = new Set(nodes.map((node) => node.id));
    /** @type {import("../graph-view.js").Elements} */
    const found = {
      nodes: nodes.map((node) => ({
        id: node.id, label: node.label, kind: node.kind, kind_name: node.kind_name, pinned: this.state.pinned.has(node.id),
        seed: !this.state.origins.get(node.id)?.size && this.state.expanded.has(node.id), ...this.where.get(node.id),
      })),
      edges: edges.map((edge) => ({
        source: edge.source, target: edge.target, inferred: edge.passing.every((each) => each.inferred),
        label: edge.passing[0].subject === edge.source ? edge.passing[0].label : edge.passing[0].inverse,
      })),
    };
    for (const [id, told] of this.state.expanded) {
      if (drawn.has(id) && told.total > told.shown) {
        const more = `more ${id}`;
        found.nodes.push({ id: more, label: `${told.exact ? "" : "≥ "}${told.total - told.shown} more`, kind: "more", ...this.where.get(more) });
        found.edges.push({ source: id, target: more, plain: true, inferred: true });
      }
    }
    return found;
  }

  /** @param {"all" | "new" | "none"} layout */
  after(layout) {
    if (this.chosen && !this.chosen.includes(" ") && !this.state.nodes.has(this.chosen)) this.chosen = null;
    this.show(layout);
  }

  /** @param {"all" | "new" | "none"} layout @param {string} [around] */
  async show(layout, around) {
    await this.view?.update(this.elements(), layout, around);
    this.keep();
    this.draw();
  }

  moved() {
    this.keep();
  }

  /** Places of what is shown, and the address. */
  keep() {
    for (const [id, at] of this.view?.where() ?? []) this.where.set(id, at);
    clearTimeout(this.later);
    this.later = setTimeout(() => this.write(), 300);
  }

  async write() {
    if (!this.state.nodes.size) return;
    const address = await this.address();
    if (address !== location.href) history.replaceState(null, "", address);
  }

  async address() {
    const url = new URL(location.href);
    url.hash = await packed(this.state, this.where);
    return url.href;
  }

  /** @param {string | null} id @param {boolean} [byCanvas] */
  choose(id, byCanvas = false) {
    this.chosen = id;
    if (!byCanvas) this.view?.choose(id);
    this.drawChosen();
    drawList(this.parts, this);
  }

  draw() {
    const shown = seen(this.state);
    this.shown = shown;
    this.parts.count.textContent = `${shown.nodes.length} ${shown.nodes.length === 1 ? "node" : "nodes"}, ${shown.edges.length} ${shown.edges.length === 1 ? "edge" : "edges"}${this.state.nodes.size > shown.nodes.length ? `; ${this.state.nodes.size - shown.nodes.length} not shown` : ""}`;
    this.parts.undo.disabled = this.history.at === 0;
    this.parts.redo.disabled = this.history.at + 1 >= this.history.states.length;
    this.parts.nothing.hidden = this.state.nodes.size > 0;
    this.drawChosen();
    drawFilters(this.parts, this);
    drawList(this.parts, this);
    drawWays(this.parts, this);
  }

  drawChosen() {
    const id = this.chosen;
    const node = id === null ? undefined : this.state.nodes.get(id);
    if (node) return drawNode(this.parts, this, node);
    const edge = id === null ? undefined : this.shown?.edges.find((each) => `${each.source} ${each.target}` === id);
    if (edge) return drawEdge(this.parts, this, edge);
    return drawNothing(this.parts);
  }

  /** @param {string} id */
  name(id) {
    return this.state.nodes.get(id)?.label ?? id;
  }

  /** @param {string} words */
  say(words) {
    this.parts.status.textContent = words;
  }

  /** Runs a step that asks the server; what goes wrong is told and stays told. @param {() => Promise<void>} act */
  async doing(act) {
    this.busy += 1;
    this.parts.root.setAttribute("aria-busy", "true");
    this.parts.fault.hidden = true;
    try {
      await act();
    } catch (error) {
      this.parts.fault.textContent = error instanceof Error ? error.message : String(error);
      this.parts.fault.hidden = false;
    } finally {
      this.busy -= 1;
      if (!this.busy) this.parts.root.removeAttribute("aria-busy");
      this.draw();
    }
  }

  // ---- files -----------------------------------------------------------------------------------------------------

  /** @param {"png" | "svg" | "turtle" | "graphml"} format */
  async save(format) {
    await this.doing(async () => {
      if (!this.view) return;
      const { nodes, edges } = seen(this.state);
      const about = `${nodes.length} nodes, ${edges.length} edges; a view of what sources say`;
      if (format === "png") return download(await this.view.png(), "graph.png");
      if (format === "svg") return download(new Blob([this.view.svg("Part of the graph", about)], { type: "image/svg+xml" }), "graph.svg");
      const relations = [...new Set(edges.flatMap((edge) => edge.passing.map((each) => each.relation)))];
      const body = { nodes: nodes.map((node) => node.id), edges: edges.map((edge) => [edge.source, edge.target]), relations };
      const file = await post(`/api/v1/graph/export?format=${format}`, body, "blob");
      download(file, `graph.${format === "turtle" ? "ttl" : "graphml"}`);
    });
  }

  async copy() {
    const address = await this.address();
    try {
      await navigator.clipboard.writeText(address);
      this.say("The link is copied.");
    } catch {
      history.replaceState(null, "", address);
      this.say("The link stands in the address line.");
    }
  }
}
