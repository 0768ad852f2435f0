// @ts-check
/** The graph explorer: how it begins, and the steps on the state; what is seen of that is `graph/sight.js`. */
import { show } from "./graph-view.js";
import { unpacked } from "./graph/address.js";
import { call, post } from "./graph/asking.js";
import { History, added, collapsed, empty, expanded, filtered, marked, without } from "./graph/model.js";
import { Sight } from "./graph/sight.js";

/** @typedef {import("./graph/model.js").State} State */

/** Nodes on the canvas at most. */
const MOST = 2000;

const root = /** @type {HTMLElement} */ (document.getElementById("explorer"));
const given = JSON.parse(document.getElementById("given")?.textContent ?? "{}");

export class Explorer extends Sight {
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
      onSelect: (id) => this.select(id),
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

  /** @param {string | null} id chosen on the canvas, where the node "n more" is a step */
  select(id) {
    if (!id?.startsWith("more ")) return this.choose(id, true);
    this.view?.choose(null);
    this.expand(id.slice(5));
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
