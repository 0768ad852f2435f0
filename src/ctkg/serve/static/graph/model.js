// @ts-check
/**
 * What the explorer shows: nodes, edges, what was expanded, hidden, pinned, and the filters. Every step is a new state;
 * places are kept apart, so that what comes back by undo stands where it stood.
 */

/**
 * @typedef {object} Thing
 * @property {string} id @property {string} label @property {string} language @property {string} kind
 * @property {string} kind_name @property {string} type @property {string} href @property {string} date
 * @property {number | null} start @property {number | null} end
 */
/**
 * @typedef {object} Said
 * @property {string} subject @property {string} relation @property {string} object @property {string} label
 * @property {string} inverse @property {boolean} inferred @property {number | null} confidence
 * @property {number} documents @property {string} role @property {string} start @property {string} end
 * @property {string} via
 */
/** @typedef {{source: string, target: string, statements: Said[]}} Joined */
/** @typedef {{relation: string, inverse: boolean, label: string, total: number}} Relation */
/** @typedef {{shown: number, total: number, exact: boolean, relations: Relation[]}} Expanded */
/**
 * @typedef {object} Filters
 * @property {string[]} kinds that are left out @property {string[]} relations that are left out
 * @property {number | null} from year @property {number | null} until year @property {number} sure least confidence
 * @property {boolean} inferred shown
 */
/**
 * @typedef {object} State
 * @property {Map<string, Thing>} nodes
 * @property {Map<string, Joined>} edges
 * @property {Map<string, Set<string>>} origins by which expansions a node came; none: it was asked for
 * @property {Map<string, Expanded>} expanded
 * @property {Set<string>} hidden @property {Set<string>} pinned
 * @property {Filters} filters
 */

/** @returns {State} */
export function empty() {
  return {
    nodes: new Map(), edges: new Map(), origins: new Map(), expanded: new Map(), hidden: new Set(), pinned: new Set(),
    filters: { kinds: [], relations: [], from: null, until: null, sure: 0, inferred: true },
  };
}

/** @param {string} one @param {string} other */
export function pair(one, other) {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

/**
 * With nodes and edges; nodes that came by an expansion remember it.
 * @param {State} state @param {{nodes: Thing[], edges: Joined[]}} part @param {string | null} origin
 * @returns {State}
 */
export function added(state, part, origin) {
  const nodes = new Map(state.nodes);
  const edges = new Map(state.edges);
  const origins = new Map(state.origins);
  const hidden = new Set(state.hidden);
  for (const node of part.nodes) {
    if (!nodes.has(node.id)) origins.set(node.id, new Set(origin === null || origin === node.id ? [] : [origin]));
    else if (origin === null) origins.set(node.id, new Set());
    else if (origin !== node.id && origins.get(node.id)?.size) origins.set(node.id, new Set([...(origins.get(node.id) ?? []), origin]));
    nodes.set(node.id, node);
    if (origin === null || origin !== node.id) hidden.delete(node.id);
  }
  for (const edge of part.edges) {
    if (nodes.has(edge.source) && nodes.has(edge.target)) edges.set(pair(edge.source, edge.target), edge);
  }
  return { ...state, nodes, edges, origins, hidden };
}

/** @param {State} state @param {string} id @param {Expanded} told @returns {State} */
export function expanded(state, id, told) {
  return { ...state, expanded: new Map(state.expanded).set(id, told) };
}

/** Without what came by expanding a node alone. @param {State} state @param {string} id @returns {State} */
export function collapsed(state, id) {
  const gone = new Set();
  const origins = new Map(state.origins);
  for (const [node, from] of state.origins) {
    if (!from.has(id)) continue;
    const rest = new Set([...from].filter((each) => each !== id));
    if (rest.size || state.pinned.has(node) || state.expanded.has(node)) origins.set(node, rest);
    else gone.add(node);
  }
  const left = new Map(state.expanded);
  left.delete(id);
  return without({ ...state, origins, expanded: left }, gone);
}

/** @param {State} state @param {Set<string>} gone @returns {State} */
export function without(state, gone) {
  const keep = (/** @type {[string, unknown]} */ [id]) => !gone.has(id);
  const nodes = new Map([...state.nodes].filter(keep));
  return {
    ...state, nodes,
    edges: new Map([...state.edges].filter(([, edge]) => nodes.has(edge.source) && nodes.has(edge.target))),
    origins: new Map([...state.origins].filter(keep)),
    expanded: new Map([...state.expanded].filter(keep)),
    hidden: new Set([...state.hidden].filter((id) => !gone.has(id))),
    pinned: new Set([...state.pinned].filter((id) => !gone.has(id))),
  };
}

/** @param {State} state @param {"hidden" | "pinned"} name @param {string} id @param {boolean} is @returns {State} */
export function marked(state, name, id, is) {
  const set = new Set(state[name]);
  if (is) set.add(id);
  else set.delete(id);
  return { ...state, [name]: set };
}

/** @param {State} state @param {Partial<Filters>} filters @returns {State} */
export function filtered(state, filters) {
  return { ...state, filters: { ...state.filters, ...filters } };
}

/** Statements of an edge that pass the filters. @param {Joined} edge @param {Filters} filters */
export function passing(edge, filters) {
  return edge.statements.filter(
    (each) =>
      (filters.inferred || !each.inferred) &&
      !filters.relations.includes(each.relation) &&
      (each.confidence === null || each.confidence >= filters.sure),
  );
}

/**
 * What is seen: nodes that are not hidden and pass, and edges between them; a node that came by an expansion and has
 * lost every edge goes with them.
 * @param {State} state @returns {{nodes: Thing[], edges: (Joined & {passing: Said[]})[]}}
 */
export function seen(state) {
  const { filters } = state;
  const passes = (/** @type {Thing} */ node) =>
    !state.hidden.has(node.id) &&
    !filters.kinds.includes(node.kind) &&
    (filters.from === null || node.start === null || (node.end ?? Infinity) >= filters.from) &&
    (filters.until === null || node.start === null || node.start <= filters.until);
  const nodes = new Map([...state.nodes].filter(([, node]) => passes(node)));
  const edges = [];
  const joined = new Set();
  for (const edge of state.edges.values()) {
    if (!nodes.has(edge.source) || !nodes.has(edge.target)) continue;
    const left = passing(edge, filters);
    if (!left.length) continue;
    edges.push({ ...edge, passing: left });
    joined.add(edge.source).add(edge.target);
  }
  const kept = [...nodes.values()].filter(
    (node) => joined.has(node.id) || !state.origins.get(node.id)?.size || state.pinned.has(node.id),
  );
  return { nodes: kept, edges };
}

/** States with their steps: undo and redo. */
export class History {
  /** @param {State} first */
  constructor(first) {
    this.states = [{ state: first, step: "" }];
    this.at = 0;
  }

  get now() {
    return this.states[this.at].state;
  }

  /** @param {State} state @param {string} step in words */
  go(state, step) {
    this.states = [...this.states.slice(0, this.at + 1).slice(-100), { state, step }];
    this.at = this.states.length - 1;
  }

  /** The same step with another state: places on a slider are one step. @param {State} state @param {string} step */
  change(state, step) {
    if (this.at > 0 && this.states[this.at].step === step && this.at === this.states.length - 1) this.states[this.at] = { state, step };
    else this.go(state, step);
  }

  /** @returns {string} the step that was taken back, empty where there is none */
  undo() {
    if (!this.at) return "";
    this.at -= 1;
    return this.states[this.at + 1].step;
  }

  /** @returns {string} the step that was taken again */
  redo() {
    if (this.at + 1 >= this.states.length) return "";
    this.at += 1;
    return this.states[this.at].step;
  }
}
