// @ts-check
/**
 * The state of the explorer in the address, so that a link shares it: which nodes, where they stand, what was expanded,
 * hidden and filtered; packed, behind `#s=`. What is said of the nodes comes from the server.
 */

const BASE = "https://w3id.org/ctkg/";

/** @typedef {import("./model.js").State} State */
/** @typedef {{nodes: string[], places: Map<string, {x: number, y: number}>, origins: Map<string, Set<string>>, expanded: Map<string, number>, hidden: Set<string>, pinned: Set<string>, filters: import("./model.js").Filters}} Kept */

/** @param {State} state @param {Map<string, {x: number, y: number}>} where @returns {Promise<string>} fragment without # */
export async function packed(state, where) {
  const ids = [...state.nodes.keys()];
  const places = new Map(ids.map((id, place) => [id, place]));
  const numbers = (/** @type {Iterable<string>} */ set) => [...set].map((id) => places.get(id)).filter((each) => each !== undefined);
  const kept = {
    n: ids.map((id) => (id.startsWith(BASE) ? id.slice(BASE.length) : `<${id}`)),
    p: ids.map((id) => { const at = where.get(id); return at ? [at.x, at.y] : 0; }),
    o: ids.map((id) => numbers(state.origins.get(id) ?? [])),
    e: [...state.expanded].filter(([id]) => places.has(id)).map(([id, told]) => [places.get(id), told.shown]),
    h: numbers(state.hidden), f: state.filters, s: numbers(state.pinned),
  };
  return `s=${text(await through(new TextEncoder().encode(JSON.stringify(kept)), new CompressionStream("deflate-raw")))}`;
}

/** @param {string} fragment with or without # @returns {Promise<Kept | null>} null where it is none of ours */
export async function unpacked(fragment) {
  const match = /^#?s=([\w-]+)$/.exec(fragment);
  if (!match) return null;
  try {
    const bytes = await through(data(match[1]), new DecompressionStream("deflate-raw"));
    const kept = JSON.parse(new TextDecoder().decode(bytes));
    const ids = kept.n.map((/** @type {string} */ name) => (name.startsWith("<") ? name.slice(1) : BASE + name));
    const at = (/** @type {number} */ place) => ids[place];
    return {
      nodes: ids,
      places: new Map(kept.p.flatMap((/** @type {any} */ each, /** @type {number} */ place) => (each ? [[ids[place], { x: Number(each[0]), y: Number(each[1]) }]] : []))),
      origins: new Map(ids.map((/** @type {string} */ id, /** @type {number} */ place) => [id, new Set((kept.o[place] ?? []).map(at))])),
      expanded: new Map(kept.e.map((/** @type {[number, number]} */ each) => [at(each[0]), Number(each[1])])),
      hidden: new Set(kept.h.map(at)), pinned: new Set(kept.s.map(at)),
      filters: {
        kinds: kept.f.kinds.map(String), relations: kept.f.relations.map(String), from: kept.f.from, until: kept.f.until,
        sure: Number(kept.f.sure), inferred: Boolean(kept.f.inferred),
      },
    };
  } catch {
    return null; // a link that was cut off, or that somebody wrote
  }
}

/** @param {Uint8Array} bytes @param {GenericTransformStream} stream */
async function through(bytes, stream) {
  return new Uint8Array(await new Response(new Blob([/** @type {any} */ (bytes)]).stream().pipeThrough(/** @type {any} */ (stream))).arrayBuffer());
}

/** @param {Uint8Array} bytes */
function text(bytes) {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {string} words */
function data(words) {
  return Uint8Array.from(atob(words.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}
