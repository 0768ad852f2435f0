// An answer as a map: columns with latitude and longitude, or nodes that are somewhere.
// @ts-check
import { sheets } from "./sheets.js";
import { TIMES } from "./chart.js";
import { element, isNumber } from "./table-view.js";

/**
 * @typedef {import("./views.js").Rows} Rows
 * @typedef {import("./table-view.js").Names} Names
 * @typedef {{ iri: string, name: string, href: string, point: [number, number] | null, country?: string }} Where
 * @typedef {{ where: Where, rows: Rows["rows"] }} Spot
 * @typedef {{ why: string, columns: string[], by: string, number: string, spots: Spot[], nowhere: number }} Somewhere
 *   number: the column that is summed up for each place, where there is just one of numbers; else rows are counted
 */

/** Nodes whose place is asked for in one request. */
const MOST = 2000;
/** Rows that a place tells of. */
const TOLD = 3;
const KINDS = /^https:\/\/w3id\.org\/ctkg\/id\/(?:city|place|territory|state|event|organization|region)\//;

/**
 * Where the rows of an answer are.
 * @param {Rows} data
 * @param {(iris: string[]) => Promise<Record<string, Where>>} places
 * @returns {Promise<Somewhere>}
 */
export async function somewhere({ columns, rows }, places) {
  const numeric = columns.filter((column) => rows.some((row) => row[column]) && rows.every((row) => !row[column] || isNumber(row[column])));
  const number = numeric.length === 1 && !TIMES.test(numeric[0]) ? numeric[0] : "";
  const nothing = { columns, by: "", number, spots: [], nowhere: 0 };
  const north = columns.find((column) => /^lat(itude)?$/i.test(column));
  const east = columns.find((column) => /^(lon|lng|long)(gitude)?$/i.test(column));
  if (north && east && rows.some((row) => isNumber(row[north]) && isNumber(row[east]))) {
    const name = columns.find((column) => column !== north && column !== east) || north;
    const spots = rows.filter((row) => row[north] && row[east]).map((row) => ({
      where: {
        iri: row[name]?.value || "", name: "", href: "",
        point: /** @type {[number, number]} */ ([Number(row[east].value), Number(row[north].value)]),
      },
      rows: [row],
    }));
    return { ...nothing, why: "", number: "", by: name, spots };
  }
  const candidates = columns.filter((column) => rows.some((row) => row[column]?.type === "uri" && KINDS.test(row[column].value)));
  if (!candidates.length) {
    return { ...nothing, why: "no column has places, or things that are somewhere" };
  }
  // What is itself a place tells more than an event or a body that is at one.
  const rank = (/** @type {string} */ column) => (rows.some((row) => /\/id\/(city|place|territory|state)\//.test(row[column]?.value || "")) ? 0 : 1);
  candidates.sort((one, other) => rank(one) - rank(other));
  for (const column of candidates) {
    const iris = [...new Set(rows.flatMap((row) => (row[column]?.type === "uri" ? [row[column].value] : [])))].slice(0, MOST);
    const found = await places(iris);
    /** @type {Map<string, Spot>} */
    const spots = new Map();
    let nowhere = 0;
    for (const row of rows) {
      const where = found[row[column]?.value || ""];
      if (where) {
        (spots.get(where.iri) || spots.set(where.iri, { where, rows: [] }).get(where.iri))?.rows.push(row);
      } else {
        nowhere += 1;
      }
    }
    if (spots.size) {
      return { ...nothing, why: "", by: column, spots: [...spots.values()], nowhere };
    }
  }
  return { ...nothing, why: "nothing in it has a known place" };
}

/** @param {HTMLElement} place @param {Somewhere} found @param {Names} names */
export async function drawMap(place, found, names) {
  const [{ show }] = await Promise.all([
    import("../map-view.js"), sheets("/static/vendor/leaflet/leaflet.css", "/static/charts.css", "/static/map.css"),
  ]);
  const first = found.spots.flatMap((spot) => spot.rows.slice(0, TOLD));
  await names.learn(first.flatMap((row) => Object.values(row)).filter((term) => term.type === "uri").map((term) => term.value));
  const told = (/** @type {Spot} */ spot) => {
    const others = found.columns.filter((column) => column !== found.by);
    const lines = spot.rows.slice(0, TOLD).map((row) => others.map((column) => names.text(row[column])).filter(Boolean).join(", ")).filter(Boolean);
    return [...new Set(lines)].join(" · ") + (spot.rows.length > TOLD ? ` · and ${spot.rows.length - TOLD} more` : "") || `${spot.rows.length} rows`;
  };
  const name = (/** @type {Spot} */ spot) => spot.where.name || names.text(spot.rows[0][found.by]);
  const count = (/** @type {Spot} */ spot) => (found.number ? spot.rows.reduce((sum, row) => sum + Number(row[found.number]?.value || 0), 0) : spot.rows.length);
  const features = found.spots.filter((spot) => !spot.where.country && spot.where.point).map((spot) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: spot.where.point },
    properties: { name: name(spot), href: spot.where.href || undefined, count: count(spot), note: told(spot) },
  }));
  const countries = found.spots.filter((spot) => spot.where.country).map((spot) => ({
    code: spot.where.country || "", name: name(spot), href: spot.where.href, count: count(spot), note: told(spot), capital: spot.where.point,
  }));
  const stage = element("div");
  const more = found.nowhere ? [element("p", "note", `${found.nowhere.toLocaleString("en")} row${found.nowhere === 1 ? " is" : "s are"} at no known place.`)] : [];
  place.replaceChildren(stage, ...more, element("p", "note", "Outlines as in Natural Earth; they say nothing on whose any territory is."));
  await show(stage, features, { label: "Places of the answer", countries, what: found.number || "rows", list: features.length > 0 });
}
