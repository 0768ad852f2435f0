// How an answer can be seen, and why not where a view does not fit it.
// @ts-check
import { parameters, places } from "./asking.js";
import { drawChart, numbered } from "./chart.js";
import { drawGraph, edges } from "./graph.js";
import { drawMap, somewhere } from "./map.js";
import { drawTable, element } from "./table-view.js";

/**
 * @typedef {import("./asking.js").Answer} Answer
 * @typedef {import("./asking.js").Question} Question
 * @typedef {import("./asking.js").Term} Term
 * @typedef {import("./table-view.js").Names} Names
 * @typedef {Record<string, Term>} Row
 * @typedef {{ columns: string[], rows: Row[] }} Rows
 * @typedef {{ name: string, title: string, why: string,
 *   draw: (place: HTMLElement, names: Names, question: Question) => void | Promise<void> }} View
 */

/** Letters of a raw answer on the page. */
const RAW = 200000;

/** Columns and rows, whatever the answer is. @param {Answer} answer @returns {Rows} */
export function rowsOf(answer) {
  if (answer.result.triples) {
    const columns = ["subject", "predicate", "object"];
    return { columns, rows: answer.result.triples.map(([subject, predicate, object]) => ({ subject, predicate, object })) };
  }
  return { columns: answer.result.head.vars || [], rows: answer.result.results?.bindings || [] };
}

/** All views but the map, those that fit with an empty reason. @param {Answer} answer @returns {View[]} */
export function views(answer) {
  const data = rowsOf(answer);
  const joined = edges(data, answer.kind === "graph");
  const counted = numbered(data);
  return [
    { name: "table", title: "Table", why: "", draw: (place, names) => drawTable(place, data.columns, data.rows, names) },
    { name: "graph", title: "Graph", why: joined.why, draw: (place, names) => drawGraph(place, joined, names) },
    { name: "chart", title: "Chart", why: counted.why, draw: (place, names) => drawChart(place, counted, names) },
    { name: "raw", title: "Raw", why: "", draw: (place, _, question) => drawRaw(place, answer, question) },
  ];
}

/** The map, once it is known where the nodes of the answer are. @param {Answer} answer @returns {Promise<View>} */
export async function mapView(answer) {
  const data = rowsOf(answer);
  const found = await somewhere(data, places);
  return {
    name: "map", title: "Map", why: found.why,
    draw: (place, names) => drawMap(place, found, names),
  };
}

/** @param {HTMLElement} place @param {Answer} answer @param {Question} question */
async function drawRaw(place, answer, question) {
  let text = JSON.stringify(answer.result, null, 1);
  if (answer.kind === "graph") {
    const said = parameters(question, { format: "ttl", ...(question.name ? { name: question.name } : {}) });
    const reply = await fetch("/query/download", { method: "POST", body: said });
    if (!reply.ok) {
      throw new Error((await reply.json().catch(() => ({}))).detail || `${reply.status}`);
    }
    text = await reply.text();
  }
  const box = element("pre", "code raw");
  box.tabIndex = 0;
  box.append(element("code", "", text.slice(0, RAW)));
  const more = text.length > RAW ? [element("p", "note", "The rest is cut off here; download the answer to have all of it.")] : [];
  place.replaceChildren(box, ...more);
}
