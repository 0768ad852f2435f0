// @ts-check
/** The graph explorer: steps on the state, the canvas, and what stands beside it. */
import { show } from "./graph-view.js";
import { packed, unpacked } from "./graph/address.js";
import { call, download, post } from "./graph/asking.js";
import { History, added, collapsed, empty, expanded, filtered, marked, seen, without } from "./graph/model.js";
import { build } from "./graph/workbench.js";
import { drawFilters } from "./graph/filters.js";
import { drawList } from "./graph/list.js";
import { drawEdge, drawNode, drawNothing } from "./graph/panel.js";
import { drawWays } from "./graph/ways.js";

/** @typedef {import("./graph/model.js").State} State */

/** Nodes on the canvas at most. */
const MOST = 2000;

const root = /** @type {HTMLElement} */ (document.getElementById("explorer"));
const given = JSON.parse(document.getElementById("given")?.textContent ?? "{}");

export class Explorer {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.parts = build(root, this);
    this.history = new History(empty());
    /** @type {Map<string, {x: number, y: number}>} places of all nodes that were ever shown */
    this.where = new Map();
    /** @type {string | null} */
    this.chosen = null;
    this.busy = 0;
    /** @type {import("./graph-view.js").GraphView | null} */
    this.view = null;
    /** @type {{from: string, to: string, avoid: string[], answer: any}} */
    this.way = { from: "", to: "", avoid: [], answer: null };
  }

  get state() {
    return this.history.now;
  }

  async start() {
    const kept = await unpacked(location.hash);
    if (kept) await this.restore(kept);
    else {
      let state = empty();
      for (const part of given.parts ?? []) {
        state = added(state, part, part.node?.id ?? null);
        if (part.node) state = expanded(state, part.node.id, told(part, part.nodes.length - 1));
      }
      for (const id of given.nodes ?? []) if (state.origins.has(id)) state.origins.set(id, new Set());
      this.history = new History(state);
    }
    this.view = await show(this.parts.canvas, this.elements(), {
      onSelect: (id) => this.choose(id, true),
      onOpen: (id) => this.open(id),
      onMove: () => this.moved(),
    });
    this.keep();
    this.choose(kept ? null : (given.nodes?.[0] ?? null));
    this.draw();
    if (given.way && !kept) await this.findWays(given.way.from, given.way.to);
  }

  /** @param {import("./graph/address.js").Kept} kept */
  async restore(kept) {
    const part = await post("/api/v1/graph/part", { nodes: kept.nodes.slice(0, MOST) });
    let state = added(empty(), part, null);
    const there = (/** @type {string} */ id) => state.nodes.has(id);
    const origins = new Map([...kept.origins].filter(([id]) => there(id)).map(([id, from]) => [id, new Set([...from].filter(there))]));
    state = {
      ...state, origins, filters: kept.filters, hidden: new Set([...kept.hidden].filter(there)), pinned: new Set([...kept.pinned].filter(there)),
      expanded: new Map([...kept.expanded].filter(([id]) => there(id)).map(([id, shown]) => [id, { shown, total: shown, exact: true, relations: [] }])),
    };
    this.where = kept.places;
    this.history = new History(state);
    const lost = kept.nodes.length - part.nodes.length;
    if (lost) this.say(`${lost} of the nodes of this link are not in the graph any more.`);
  }

  // ---- steps -----------------------------------------------------------------------------------------------------

  /** @param {string} id @param {{relation?: string, inverse?: boolean}} [by] */
  async expand(id, by = {}) {
    const state = this.state;
    if (state.nodes.size >= MOST) return this.say(`${MOST} nodes are shown, which is the most; hide or collapse some first.`);
    const before = state.expanded.get(id);
    const asked = new URLSearchParams({ node: id, limit: "20" });
    if (by.relation) asked.set("relation", by.relation);
    if (by.inverse) asked.set("inverse", "1");
    // What is there by this relation already comes first in its order; the next ones follow.
    asked.set("offset", String(by.relation ? this.shownBy(id, by.relation, Boolean(by.inverse)) : (before?.shown ?? 0)));
    await this.doing(async () => {
      const part = await post(`/api/v1/graph/neighbours?${asked}`, { shown: [...state.nodes.keys()] });
      const fresh = part.nodes.filter((/** @type {any} */ node) => !this.state.nodes.has(node.id)).length;
      let next = added(this.state, part, id);
      const shown = by.relation ? (before?.shown ?? 0) : (before?.shown ?? 0) + part.nodes.length - 1;
      next = expanded(next, id, by.relation && before ? { ...before, relations: part.relations } : told(by.relation ? { ...part, total: 0 } : part, shown));
      this.go(next, `expand ${part.node.label}`);
      await this.show("new", id);
      this.say(fresh ? `${fresh} more ${fresh === 1 ? "node" : "nodes"} around ${part.node.label}.` : `Nothing new around ${part.node.label}.`);
    });
  }

  /** @param {string} id @param {string} relation @param {boolean} inverse */
  shownBy(id, relation, inverse) {
    let number = 0;
    for (const edge of this.state.edges.values()) {
      if (edge.statements.some((each) => each.relation === relation && (inverse ? each.object : each.subject) === id)) number += 1;
    }
    return number;
  }

  /** @param {string} id */
  open(id) {
    if (id.startsWith("more ")) return this.expand(id.slice(5));
    return this.expand(id);
  }

  /** @param {string} id */
  collapse(id) {
    const before = this.state.nodes.size;
    this.step(collapsed(this.state, id), `collapse ${this.name(id)}`);
    this.say(`${before - this.state.nodes.size} nodes taken away.`);
  }

  /** @param {string} id @param {boolean} is */
  hide(id, is = true) {
    this.step(marked(this.state, "hidden", id, is), `${is ? "hide" : "show"} ${this.name(id)}`);
    if (is && this.chosen === id) this.choose(null);
    this.say(`${this.name(id)} is ${is ? "hidden" : "shown"}.`);
  }

  /** @param {string} id @param {boolean} is */
  pin(id, is) {
    this.step(marked(this.state, "pinned", id, is), `${is ? "pin" : "unpin"} ${this.name(id)}`);
    this.say(`${this.name(id)} ${is ? "stays where it is" : "may move"}.`);
  }

  /** @param {string} id */
  remove(id) {
    this.step(without(this.state, new Set([id])), `remove ${this.name(id)}`);
    if (this.chosen === id) this.choose(null);
  }

  /** @param {Partial<import("./graph/model.js").Filters>} filters @param {string} step */
  filter(filters, step) {
    this.history.change(filtered(this.state, filters), step);
    this.after("none");
  }

  /** @param {any} node from a search */
  async add(node) {
    await this.doing(async () => {
      const part = await post("/api/v1/graph/neighbours?" + new URLSearchParams({ node: node.id, limit: "0" }), { shown: [...this.state.nodes.keys()] });
      this.go(added(this.state, part, null), `add ${node.label}`);
      await this.show("new");
      this.choose(node.id);
      this.say(`${node.label} was added.`);
    });
  }

  /** @param {string} from @param {string} to @param {string[]} avoid */
  async findWays(from, to, avoid = []) {
    this.way = { from, to, avoid, answer: null };
    if (!from || !to) return this.draw();
    await this.doing(async () => {
      const asked = new URLSearchParams({ from, to });
      for (const each of avoid) asked.append("avoid", each);
      if (!this.state.filters.inferred) asked.set("inference", "0");
      this.way.answer = await call(`/api/v1/graph/paths?${asked}`);
      const { answer } = this.way;
      if (answer.ways.length) {
        this.go(added(this.state, answer, null), "show ways");
        await this.show("new");
        this.showWay(0);
        this.say(`${answer.ways.length} ways of ${answer.steps} steps.`);
      } else this.say("No way was found.");
      this.parts.ways.open = true;
    });
  }

  /** @param {number} place */
  showWay(place) {
    const way = this.way.answer?.ways[place] ?? [];
    const ids = [...way];
    for (let at = 1; at < way.length; at += 1) ids.push(`${way[at - 1]} ${way[at]}`, `${way[at]} ${way[at - 1]}`);
    this.view?.mark(ids);
    this.draw();
  }

  undo() {
    const step = this.history.undo();
    if (!step) return this.say("There is nothing to undo.");
    this.after("new");
    this.say(`Undone: ${step}.`);
  }

  redo() {
    const step = this.history.redo();
    if (!step) return this.say("There is nothing to do again.");
    this.after("new");
    this.say(`Done again: ${step}.`);
  }

  async arrange() {
    await this.doing(async () => {
      await this.show("all");
      this.view?.fit();
      this.say("Arranged anew.");
    });
  }

  /** @param {State} state @param {string} step */
  step(state, step) {
    this.go(state, step);
    this.after("none");
  }

  /** @param {State} state @param {string} step */
  go(state, step) {
    this.history.go(state, step);
  }

  /** @param {"all" | "new" | "none"} layout */
  after(layout) {
    if (this.chosen && !this.chosen.includes(" ") && !this.state.nodes.has(this.chosen)) this.chosen = null;
    this.show(layout);
  }

  // ---- what is seen ----------------------------------------------------------------------------------------------

  /** @returns {import("./graph-view.js").Elements} */
  elements() {
    const { nodes, edges } = seen(this.state);
    const drawn = new Set(nodes.map((node) => node.id));
    /** @type {import("./graph-view.js").Elements} */
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
    if (id?.startsWith("more ") && byCanvas) {
      this.view?.choose(null);
      this.expand(id.slice(5));
      return;
    }
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

/** @param {any} part @param {number} shown */
function told(part, shown) {
  return { shown, total: part.total, exact: part.exact, relations: part.relations };
}

if (root) {
  document.getElementById("plain")?.remove();
  root.hidden = false;
  const explorer = new Explorer(root);
  Object.assign(window, { graphExplorer: explorer }); // for a look from the console, and for tests
  explorer.doing(() => explorer.start());
}
