// @ts-check
// Bars and lines of a table of numbers, as a small SVG with title, description and the table itself. Pages that use it
// load /static/charts.css, whose colours it shares with the charts that are made on the server.
//
//   import { show } from "/static/chart-view.js";
//   show(container, { columns: ["year", "events"], rows: [["2017", 9], ["2018", 7]] }, { title: "Events by year" });

/**
 * @typedef {string | number | null} Cell
 * @typedef {{columns: string[], rows: Cell[][]}} Data the first column names the rows, the others are numbers
 * @typedef {{kind?: "bars" | "lines", title: string, table?: boolean}} Options
 *   kind: bars unless said otherwise; lines go by the first column where all of it is dates or numbers;
 *   table: the numbers below as a table (yes unless false)
 */

const SVG = "http://www.w3.org/2000/svg";
const TOP = 18, BASE = 170, HEIGHT = 194, SERIES = 6;
/** Bars and points that are drawn; more are counted. */
const BARS = 80, POINTS = 2000;
const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;
let made = 0;

/** @param {string} tag @param {Record<string, string | number>} attributes @param {string} [text] */
function element(tag, attributes, text) {
  const one = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, String(value));
  if (text !== undefined) one.textContent = text;
  return one;
}

/** @param {Cell} cell */
const number = (cell) => (cell === null || cell === "" || !Number.isFinite(Number(cell)) ? null : Number(cell));

/** @param {number} value */
export const shown = (value) => value.toLocaleString("en", { maximumFractionDigits: 2 });

/** Round numbers between two, with them; at most six or so. @param {number} least @param {number} most */
export function levels(least, most) {
  if (!(most > least)) return [];
  const rough = (most - least) / 4, power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5].find((each) => each * power >= rough) ?? 10);
  const found = [];
  for (let at = Math.ceil(least / step); at * step <= most + step / 1e6; at++) found.push(Number((at * step).toPrecision(12)));
  return found;
}

/** Where rows stand along a line: by date, by number, or one after another. @param {Cell[]} names */
export function places(names) {
  const texts = names.map((name) => String(name ?? ""));
  const dates = texts.map((text) => DATE.exec(text));
  if (texts.length && dates.every(Boolean)) {
    return dates.map((found) => Date.UTC(Number(found?.[1]), Number(found?.[2] ?? 1) - 1, Number(found?.[3] ?? 1)));
  }
  const numbers = texts.map(number);
  return /** @type {number[]} */ (texts.length && numbers.every((each) => each !== null) ? numbers : texts.map((_, at) => at));
}

/**
 * Draws a chart in a container, whose content goes.
 * @param {HTMLElement} container @param {Data} data @param {Options} options
 */
export function show(container, data, options) {
  const id = `drawn-${++made}`, kind = options.kind ?? "bars";
  const series = data.columns.slice(1, 1 + SERIES);
  const limit = kind === "bars" ? BARS : POINTS;
  const rows = data.rows.slice(0, limit);
  const values = series.map((_, at) => rows.map((row) => number(row[at + 1])));
  const every = values.flat().filter((value) => value !== null);
  const least = Math.min(0, ...every), most = Math.max(0, ...every);
  const y = (/** @type {number} */ value) => BASE - ((value - least) / (most - least || 1)) * (BASE - TOP);

  const svg = element("svg", {
    class: "plot", role: "img", width: "100%", height: HEIGHT, "aria-labelledby": `${id}-title`, "aria-describedby": `${id}-desc`,
  });
  const cut = data.rows.length > limit ? `; the first ${limit} of ${data.rows.length} rows` : "";
  const told = every.length ? `${rows.length} rows, from ${shown(Math.min(...every))} to ${shown(Math.max(...every))}${cut}.` : "There is no number to draw.";
  svg.append(element("title", { id: `${id}-title` }, options.title), element("desc", { id: `${id}-desc` }, told));
  const marks = levels(least, most);
  for (const level of marks) svg.append(element("line", { class: "grid", x1: 0, x2: "100%", y1: y(level), y2: y(level) }));
  if (kind === "bars") bars(svg, data, rows, values, y);
  else lines(svg, data, rows, values, y);
  svg.append(element("line", { class: "axis", x1: 0, x2: "100%", y1: y(0), y2: y(0) }));
  for (const level of marks) svg.append(element("text", { class: "level", x: 0, y: y(level) - 3 }, shown(level)));

  const figure = document.createElement("figure");
  figure.className = "drawn";
  const caption = document.createElement("figcaption");
  caption.textContent = options.title;
  figure.append(caption, svg);
  if (series.length > 1) figure.append(legend(series));
  if (cut) figure.append(note(`Drawn: ${cut.slice(2)}.`));
  if (data.columns.length - 1 > SERIES) figure.append(note(`Drawn: the first ${SERIES} of ${data.columns.length - 1} columns of numbers.`));
  if (options.table !== false) figure.append(table(data, options.title));
  container.replaceChildren(figure);
  return figure;
}

/** @param {Element} svg @param {Data} data @param {Cell[][]} rows @param {(number | null)[][]} values @param {(value: number) => number} y */
function bars(svg, data, rows, values, y) {
  const slot = 100 / (rows.length || 1), width = (slot * 0.8) / (values.length || 1);
  const labelled = Math.ceil(rows.length / 7);
  rows.forEach((row, at) => {
    const group = element("g", {});
    const numbers = values.map((each, which) => `${each[at] === null ? "none" : shown(/** @type {number} */ (each[at]))} ${data.columns[which + 1]}`);
    group.append(element("title", {}, `${row[0] ?? ""}: ${numbers.join(", ")}`));
    group.append(element("rect", { class: "reach", x: `${at * slot}%`, y: 0, width: `${slot}%`, height: BASE }));
    values.forEach((each, which) => {
      const value = each[at];
      if (value) group.append(element("rect", {
        class: `bar s${which}`, x: `${at * slot + slot * 0.1 + which * width}%`, width: `${width}%`,
        y: Math.min(y(value), y(0)), height: Math.abs(y(value) - y(0)),
      }));
    });
    svg.append(group);
    if (at % labelled === 0) {
      const name = String(row[0] ?? ""), room = Math.max(4, Math.floor(60 / Math.min(rows.length, 7)));
      svg.append(element("text", { class: "tick", x: `${(at + 0.5) * slot}%`, y: HEIGHT - 8 }, name.length > room ? `${name.slice(0, room - 1)}…` : name));
    }
  });
}

/** @param {Element} svg @param {Data} data @param {Cell[][]} rows @param {(number | null)[][]} values @param {(value: number) => number} y */
function lines(svg, data, rows, values, y) {
  const at = places(rows.map((row) => row[0]));
  const first = Math.min(...at), span = Math.max(...at) - first || 1;
  const order = at.map((_, row) => row).sort((one, two) => at[one] - at[two]);
  const x = (/** @type {number} */ row) => 1.5 + (97 * (at[row] - first)) / span;
  const plane = element("svg", { x: 0, y: 0, width: "100%", height: HEIGHT, viewBox: `0 0 100 ${HEIGHT}`, preserveAspectRatio: "none" });
  values.forEach((each, which) => {
    let path = "";
    let broken = true;
    for (const row of order) {
      const value = each[row];
      if (value !== null) path += `${broken ? "M" : "L"}${x(row).toFixed(3)} ${y(value).toFixed(2)}`;
      broken = value === null;
    }
    if (path) plane.append(element("path", { class: `line l${which}`, d: path, "vector-effect": "non-scaling-stroke" }));
  });
  svg.append(plane);
  if (rows.length <= 120) {
    values.forEach((each, which) => order.forEach((row) => {
      const value = each[row];
      if (value === null) return;
      const point = element("circle", { class: `s${which}`, cx: `${x(row)}%`, cy: y(value), r: 3 });
      point.append(element("title", {}, `${rows[row][0] ?? ""}: ${shown(value)} ${data.columns[which + 1]}`));
      svg.append(point);
    }));
  }
  const labelled = new Set();
  for (const row of order) {
    // A label wherever there is room: one in each sixth of the width.
    const room = Math.floor(x(row) / 17);
    if (labelled.has(room) || x(row) > 97) continue;
    labelled.add(room);
    svg.append(element("text", { class: x(row) < 4 ? "tick first" : "tick", x: `${x(row)}%`, y: HEIGHT - 8 }, String(rows[row][0] ?? "").slice(0, 12)));
  }
}

/** @param {string[]} series */
function legend(series) {
  const list = document.createElement("ul");
  list.className = "legend";
  series.forEach((name, at) => {
    const item = document.createElement("li");
    item.className = `s${at}`;
    item.textContent = name;
    list.append(item);
  });
  return list;
}

/** @param {string} text */
function note(text) {
  const paragraph = document.createElement("p");
  paragraph.className = "note";
  paragraph.textContent = text;
  return paragraph;
}

/** @param {Data} data @param {string} title */
function table(data, title) {
  const details = document.createElement("details");
  details.className = "as-table";
  const summary = document.createElement("summary");
  summary.textContent = "As a table";
  const whole = document.createElement("table");
  whole.className = "rows";
  const caption = whole.createCaption();
  caption.className = "unseen";
  caption.textContent = title;
  const head = whole.createTHead().insertRow();
  for (const name of data.columns) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = name;
    head.append(cell);
  }
  const body = whole.createTBody();
  for (const row of data.rows.slice(0, POINTS)) {
    const line = body.insertRow();
    row.forEach((cell, at) => {
      const made = line.insertCell();
      made.dataset.label = data.columns[at] ?? "";
      made.textContent = cell === null ? "" : String(cell);
    });
  }
  details.append(summary, whole);
  if (data.rows.length > POINTS) details.append(note(`The first ${POINTS} of ${data.rows.length} rows.`));
  return details;
}
