// An answer as a graph: the triples of CONSTRUCT and DESCRIBE, or rows that hold two nodes or more.
// @ts-check
import { sheets } from "./sheets.js";
import { element } from "./table-view.js";

/**
 * @typedef {import("./views.js").Rows} Rows
 * @typedef {import("./table-view.js").Names} Names
 * @typedef {{ source: string, target: string, relation: string, isNode: boolean }} Join  relation: an IRI, or a column
 * @typedef {{ why: string, joins: Join[], left: number }} Joins
 */

/** Nodes that are drawn. */
const MOST = 1500;
const ID = "https://w3id.org/ctkg/id/";
const CONCEPT = "https://w3id.org/ctkg/concept/";
const PROPERTY = /#[\w-]+$|\/dc\/terms\/\w+$/;
/** @type {Record<string, string>} */
const KINDS = {
  event: "events", organization: "organisations", person: "people", post: "posts", group: "groups", victims: "groups",
  state: "states", city: "places", place: "places", region: "places", territory: "places", instrument: "instruments",
  collection: "instruments", document: "documents", threat: "threats", measure: "measures",
};

/** What is joined to what. @param {Rows} data @param {boolean} isGraph @returns {Joins} */
export function edges({ columns, rows }, isGraph) {
  const nodes = columns.filter((column) => rows.some((row) => row[column]?.type === "uri") && rows.every((row) => !row[column] || row[column].type === "uri"));
  /** @type {Map<string, Join>} */
  const joins = new Map();
  const seen = new Set();
  let left = 0;
  /** @param {import("./asking.js").Term | undefined} one @param {import("./asking.js").Term | undefined} other @param {string} relation @param {boolean} isNode */
  const join = (one, other, relation, isNode) => {
    if (!one || !other || one.type === "literal" || other.type === "literal" || one.value === other.value) {
      return;
    }
    const fresh = [one.value, other.value].filter((value) => !seen.has(value));
    if (seen.size + fresh.length > MOST) {
      left += 1;
      return;
    }
    fresh.forEach((value) => seen.add(value));
    joins.set(`${one.value} ${relation} ${other.value}`, { source: one.value, target: other.value, relation, isNode });
  };
  if (isGraph) {
    rows.forEach((row) => join(row.subject, row.object, row.predicate.value, true));
  } else if (nodes.length === 3 && rows.every((row) => !row[nodes[1]] || PROPERTY.test(row[nodes[1]].value))) {
    rows.forEach((row) => row[nodes[1]] && join(row[nodes[0]], row[nodes[2]], row[nodes[1]].value, true));
  } else {
    rows.forEach((row) => nodes.slice(1).forEach((column) => join(row[nodes[0]], row[column], column, false)));
  }
  const why = joins.size ? "" : isGraph ? "no triple joins two nodes" : nodes.length < 2 ? "a row needs two nodes" : "no row joins two nodes";
  return { why, joins: [...joins.values()], left };
}

/** @param {string} iri */
function kind(iri) {
  const base = [ID, CONCEPT].find((each) => iri.startsWith(each));
  return base ? KINDS[iri.slice(base.length).split("/")[0]] || (base === CONCEPT ? "vocabulary" : "other") : iri.includes("#") ? "vocabulary" : "other";
}

/** @param {HTMLElement} place @param {Joins} joined @param {Names} names */
export async function drawGraph(place, { joins, left }, names) {
  const [{ show }] = await Promise.all([import("../graph-view.js"), sheets("/static/explore.css")]);
  const ids = [...new Set(joins.flatMap((join) => [join.source, join.target]))];
  await names.learn([...ids, ...joins.filter((join) => join.isNode).map((join) => join.relation)]);
  const label = (/** @type {string} */ iri) => names.text({ type: "uri", value: iri });
  const canvas = element("div", "answer-graph");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${ids.length} nodes and ${joins.length} lines between them; the table says the same in words`);
  const told = element("p", "note", "Press a node to see its lines, twice to open its page. The table says the same in words.");
  told.setAttribute("role", "status");
  const more = left ? [element("p", "notice", `${left} more lines are not drawn: this is room for ${MOST} nodes. Ask for less.`)] : [];
  place.replaceChildren(...more, canvas, told);
  await show(canvas, {
    nodes: ids.map((id) => ({ id, label: label(id), kind: kind(id) })),
    edges: joins.map((join, at) => ({
      id: `e${at}`, source: join.source, target: join.target, label: join.isNode ? label(join.relation) : join.relation,
    })),
  }, {
    onSelect(id, isEdge) {
      if (!id || isEdge) {
        return;
      }
      const known = names.known[id];
      const link = element(known ? "a" : "span", "", label(id));
      if (known) {
        link.href = known.href;
      }
      const lines = joins.filter((join) => join.source === id || join.target === id).length;
      told.replaceChildren(link, ` ${lines} line${lines === 1 ? "" : "s"}`);
    },
    onOpen(id) {
      if (names.known[id]) {
        location.assign(names.known[id].href);
      }
    },
  });
}
