// @ts-check
/** Asks the worker for places. */

/** @typedef {[string, number | null, number | null, boolean]} Placed  id, x, y, stays where it is */

/** Nodes above which those that stand do not make room for new ones. */
const STILL = 250;
/** @type {Worker | null} */
let worker = null;
let last = 0;
/** @type {Map<number, {resolve: (places: [string, number, number][]) => void, reject: (error: Error) => void}>} */
const waiting = new Map();

function run() {
  if (!worker) {
    worker = new Worker("/static/graph/layout-worker.js");
    worker.onmessage = (event) => {
      waiting.get(event.data.id)?.resolve(event.data.places);
      waiting.delete(event.data.id);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      for (const each of waiting.values()) each.reject(new Error(`no layout: ${event.message}`));
      waiting.clear();
      worker?.terminate();
      worker = null;
    };
  }
  return worker;
}

/**
 * Places for all nodes; those that stay keep theirs, those without one get one near to what they are joined with.
 * @param {Placed[]} nodes
 * @param {[string, string][]} edges
 * @returns {Promise<[string, number, number][]>}
 */
export async function places(nodes, edges) {
  const started = begun(nodes, edges);
  // In a large picture nothing moves for what is new: it stands beside what it came with, at once.
  if (nodes.length > STILL && nodes.some((node) => node[1] !== null)) {
    return started.map(([name, x, y]) => [name, Math.round(x ?? 0), Math.round(y ?? 0)]);
  }
  return asked(started, edges);
}

/** @param {Placed[]} nodes @param {[string, string][]} edges @returns {Promise<[string, number, number][]>} */
function asked(nodes, edges) {
  const id = ++last;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    run().postMessage({ id, nodes, edges });
  });
}

/** @param {Placed[]} nodes @param {[string, string][]} edges @returns {Placed[]} */
function begun(nodes, edges) {
  const known = new Map(nodes.filter((node) => node[1] !== null).map((node) => [node[0], node]));
  if (!known.size) return nodes;
  /** @type {Map<string, string>} */
  const near = new Map();
  for (const [source, target] of edges) {
    if (known.has(source) && !known.has(target) && !near.has(target)) near.set(target, source);
    if (known.has(target) && !known.has(source) && !near.has(source)) near.set(source, target);
  }
  let place = 0;
  return nodes.map((node) => {
    if (node[1] !== null) return node;
    const beside = known.get(near.get(node[0]) ?? "");
    // The golden angle: points around the neighbour that never meet.
    const angle = 2.39996 * place;
    const far = 70 + 9 * Math.sqrt(place);
    place += 1;
    return [node[0], (beside?.[1] ?? 0) + far * Math.cos(angle), (beside?.[2] ?? 0) + far * Math.sin(angle), false];
  });
}
