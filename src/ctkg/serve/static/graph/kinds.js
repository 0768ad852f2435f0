// @ts-check
/**
 * How a kind of node is drawn: a shape and a colour, so that neither alone tells it; for light and for dark paper.
 * The same shapes serve the canvas, the legend and the SVG that is saved.
 */

/** @typedef {{points: number[] | null, light: string, dark: string}} Look  points: x, y in -1..1, null for an ellipse */

/** @param {number} corners @param {number} turn in turns */
function regular(corners, turn = 0) {
  const points = [];
  for (let place = 0; place < corners; place += 1) {
    const angle = 2 * Math.PI * (place / corners + turn) - Math.PI / 2;
    points.push(round(Math.cos(angle)), round(Math.sin(angle)));
  }
  return points;
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 1000) / 1000;
}

/** @type {Record<string, Look>} */
export const LOOKS = {
  events: { points: null, light: "#1f6f78", dark: "#5fb9c2" },
  organisations: { points: [-1, -0.7, 1, -0.7, 1, 0.7, -1, 0.7], light: "#2f5fa8", dark: "#86abea" },
  people: { points: [0, -1, 0.85, -0.1, 0.5, 1, -0.5, 1, -0.85, -0.1], light: "#8a4b9e", dark: "#cf9be0" },
  posts: { points: [-1, -0.6, 0.5, -0.6, 1, 0, 0.5, 0.6, -1, 0.6], light: "#a04f7c", dark: "#e59bc3" },
  groups: { points: regular(8, 1 / 16), light: "#7a3b3b", dark: "#d99a9a" },
  states: { points: regular(6, 1 / 12), light: "#3c7a3c", dark: "#8fcb8f" },
  places: { points: [0, -1, 1, 0.85, -1, 0.85], light: "#5d7326", dark: "#b4c977" },
  instruments: { points: [-0.75, -1, 0.35, -1, 0.75, -0.55, 0.75, 1, -0.75, 1], light: "#8a5a12", dark: "#e0b061" },
  threats: { points: regular(4), light: "#b23b2e", dark: "#f0938a" },
  measures: { points: [-0.35, -1, 0.35, -1, 0.35, -0.35, 1, -0.35, 1, 0.35, 0.35, 0.35, 0.35, 1, -0.35, 1, -0.35, 0.35, -1, 0.35, -1, -0.35, -0.35, -0.35], light: "#2a7f62", dark: "#79d0b2" },
  documents: { points: [-0.75, -1, 0.75, -1, 0.75, 1, -0.75, 1], light: "#5b6670", dark: "#b3bec7" },
  entries: { points: [-0.75, -1, 0.75, -1, 0.75, 0.6, 0, 1, -0.75, 0.6], light: "#44606f", dark: "#a5c4d4" },
  vocabulary: { points: [-1, -0.8, 1, -0.8, 0.6, 0.8, -0.6, 0.8], light: "#6b6259", dark: "#c4b8ab" },
  other: { points: [0, 1, -1, -0.85, 1, -0.85], light: "#66666b", dark: "#b9b9c0" },
  more: { points: null, light: "#fbfaf7", dark: "#16191c" },
};

/** Colours of what is no node. */
export const PAPER = {
  light: { paper: "#fbfaf7", ink: "#22272b", soft: "#59636b", line: "#8a939a", inferred: "#a9a79f", accent: "#b4540a" },
  dark: { paper: "#16191c", ink: "#e3e5e4", soft: "#a3adb3", line: "#7a858c", inferred: "#555d63", accent: "#ffb46b" },
};

/** @returns {"light" | "dark"} */
export function theme() {
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** @param {string} kind @returns {Look} */
export function look(kind) {
  return LOOKS[kind] ?? LOOKS.other;
}

const SVG = "http://www.w3.org/2000/svg";

/**
 * The shape of a kind as an SVG element.
 * @param {string} kind @param {number} x @param {number} y @param {number} radius @param {string} fill
 * @param {Document} document
 */
export function shape(kind, x, y, radius, fill, document) {
  const points = look(kind).points;
  const made = document.createElementNS(SVG, points ? "polygon" : "circle");
  if (points) {
    const pairs = [];
    for (let place = 0; place < points.length; place += 2) {
      pairs.push(`${round(x + points[place] * radius)},${round(y + points[place + 1] * radius)}`);
    }
    made.setAttribute("points", pairs.join(" "));
  } else {
    made.setAttribute("cx", String(round(x)));
    made.setAttribute("cy", String(round(y)));
    made.setAttribute("r", String(radius));
  }
  made.setAttribute("fill", fill);
  return made;
}

/**
 * A small picture of a kind, for legends.
 * @param {string} kind
 */
export function swatch(kind) {
  const made = document.createElementNS(SVG, "svg");
  made.setAttribute("viewBox", "-10 -10 20 20");
  made.setAttribute("width", "16");
  made.setAttribute("height", "16");
  made.setAttribute("aria-hidden", "true");
  made.append(shape(kind, 0, 0, 8.5, look(kind)[theme()], document));
  return made;
}
