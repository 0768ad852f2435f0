// An answer as a chart: a number for each name, date or year; and for each of a few kinds where there is a second name.
// @ts-check
import { sheets } from "./sheets.js";
import { isNumber } from "./table-view.js";

/**
 * @typedef {import("./views.js").Rows} Rows
 * @typedef {import("./table-view.js").Names} Names
 * @typedef {{ why: string, name: string, split: string, numbers: string[], rows: Rows["rows"] }} Counted
 *   name: the column that names the bars; split: a second one that divides them, or empty; numbers: columns that are drawn
 */

/** Kinds that are told apart by colour; the others are one. */
const KINDS = 5;
/** Names of columns whose numbers are times. */
export const TIMES = /^(year|month|day|date|on|when|start|end|issued|adopted|since)$/i;

/** Whether there is something to draw. @param {Rows} data @returns {Counted} */
export function numbered({ columns, rows }) {
  const nothing = { name: "", split: "", numbers: [], rows };
  const full = columns.filter((column) => rows.some((row) => row[column]));
  const numeric = full.filter((column) => rows.every((row) => !row[column] || isNumber(row[column])));
  const times = full.filter((column) => TIMES.test(column));
  const numbers = numeric.filter((column) => !times.includes(column));
  if (!numbers.length) {
    return { ...nothing, why: "no column has numbers" };
  }
  const named = full.filter((column) => !numbers.includes(column));
  const name = named.find((column) => times.includes(column)) || named[0];
  if (!name) {
    return { ...nothing, why: "no column names what the numbers are of" };
  }
  const kinds = (/** @type {string} */ column) => new Set(rows.map((row) => row[column]?.value)).size;
  const repeats = kinds(name) < rows.length;
  const split = (repeats && named.find((column) => column !== name && kinds(column) > 1 && kinds(column) < rows.length)) || "";
  return { why: "", name, split, numbers: split ? numbers.slice(0, 1) : numbers, rows };
}

/** @param {HTMLElement} place @param {Counted} counted @param {Names} names */
export async function drawChart(place, { name, split, numbers, rows }, names) {
  const [{ show }] = await Promise.all([import("../chart-view.js"), sheets("/static/charts.css")]);
  await names.learn(nodes(rows, split ? [name, split] : [name]));
  /** @type {Map<string, Map<string, number>>} */
  const sums = new Map();
  /** @type {Map<string, number>} */
  const totals = new Map();
  for (const row of rows) {
    const label = names.text(row[name]) || "(none)";
    const bar = sums.get(label) || sums.set(label, new Map()).get(label);
    for (const column of numbers) {
      const series = split ? names.text(row[split]) || "(none)" : column;
      const value = Number(row[column]?.value ?? 0);
      bar?.set(series, (bar.get(series) || 0) + value);
      totals.set(series, (totals.get(series) || 0) + value);
    }
  }
  const ordered = split ? [...totals].sort((one, other) => other[1] - one[1]).map(([series]) => series) : numbers;
  const shown = ordered.slice(0, split ? KINDS : ordered.length);
  const rest = ordered.slice(shown.length);
  const columns = [name, ...shown, ...(rest.length ? [`${rest.length} others`] : [])];
  const table = [...sums].map(([label, bar]) => [label, ...shown.map((series) => bar.get(series) ?? null),
    ...(rest.length ? [rest.reduce((sum, series) => sum + (bar.get(series) || 0), 0)] : [])]);
  if (table.every(([label]) => /^\d{4}(-\d\d){0,2}$/.test(String(label)))) {
    table.sort((one, other) => (String(one[0]) < String(other[0]) ? -1 : 1));
  }
  show(place, { columns, rows: table }, { title: `${numbers.join(", ")} by ${name}${split ? ` and ${split}` : ""}` });
}

/** @param {Rows["rows"]} rows @param {string[]} columns */
function* nodes(rows, columns) {
  for (const row of rows) {
    for (const column of columns) {
      if (row[column]?.type === "uri") {
        yield row[column].value;
      }
    }
  }
}
