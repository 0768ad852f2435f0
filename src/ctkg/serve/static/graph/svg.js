// @ts-check
/** A picture of a graph as SVG, from places and looks; made by the DOM, so that it is always well formed. */
import { LOOKS, PAPER, look, shape } from "./kinds.js";
import { FONT, SIZE } from "./style.js";

/** @typedef {{id: string, short: string, kind: string, kind_name?: string, x: number, y: number, size?: number, pinned?: boolean}} Dot */
/** @typedef {{source: string, target: string, label: string, inferred: boolean, plain?: boolean, weight?: number}} Line */

const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 60;
const WIDEST = 22;

/**
 * @param {Dot[]} dots @param {Line[]} lines
 * @param {{theme: "light" | "dark", title: string, about: string}} how
 * @returns {string} a document
 */
export function picture(dots, lines, how) {
  const paper = PAPER[how.theme];
  const made = document.implementation.createDocument(SVG, "svg", null);
  const root = made.documentElement;
  const left = Math.min(...dots.map((dot) => dot.x), 0) - MARGIN - 40;
  const top = Math.min(...dots.map((dot) => dot.y), 0) - MARGIN;
  const right = Math.max(...dots.map((dot) => dot.x), 0) + MARGIN + 40;
  const bottom = Math.max(...dots.map((dot) => dot.y), 0) + MARGIN + 30;
  const kinds = [...new Map(dots.filter((dot) => LOOKS[dot.kind] && dot.kind !== "more").map((dot) => [dot.kind, dot.kind_name ?? dot.kind]))];
  const foot = 34 + 20 * Math.ceil(kinds.length / 4);
  const width = Math.max(right - left, 480);
  set(root, { viewBox: [left, top, width, bottom - top + foot].map(Math.round).join(" "), width: Math.round(width), height: Math.round(bottom - top + foot), "font-family": FONT, role: "img" });
  root.append(text(made, "title", how.title), text(made, "desc", how.about));
  const back = made.createElementNS(SVG, "rect");
  set(back, { x: left, y: top, width, height: bottom - top + foot, fill: paper.paper });
  root.append(back, marker(made, "arrow", paper.line), marker(made, "arrow-inferred", paper.inferred));
  const where = new Map(dots.map((dot) => [dot.id, dot]));
  const under = made.createElementNS(SVG, "g");
  const over = made.createElementNS(SVG, "g");
  set(over, { fill: paper.soft, "font-size": 10, "text-anchor": "middle" });
  for (const line of lines) {
    const from = where.get(line.source);
    const to = where.get(line.target);
    if (from && to) draw(made, under, over, line, from, to, paper);
  }
  const nodes = made.createElementNS(SVG, "g");
  set(nodes, { fill: paper.ink, "font-size": 12, "text-anchor": "middle" });
  for (const dot of dots) {
    const radius = (dot.size ?? SIZE) / 2;
    const drawn = shape(dot.kind, dot.x, dot.y, radius, look(dot.kind)[how.theme], made);
    if (dot.pinned) set(drawn, { stroke: paper.ink, "stroke-width": 3 });
    drawn.append(text(made, "title", dot.short));
    nodes.append(drawn);
    wrapped(dot.short).forEach((words, place) => {
      const label = text(made, "text", words);
      set(label, { x: dot.x, y: dot.y + radius + 15 + 14 * place });
      nodes.append(label);
    });
  }
  root.append(under, over, nodes, legend(made, kinds, left + 16, bottom + 10, width - 32, how.theme));
  const about = text(made, "text", how.about);
  set(about, { x: left + 16, y: bottom + foot - 8, fill: paper.soft, "font-size": 10 });
  root.append(about);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(made)}\n`;
}

/**
 * @param {XMLDocument} made @param {Element} under @param {Element} over @param {Line} line @param {Dot} from
 * @param {Dot} to @param {Record<string, string>} paper
 */
function draw(made, under, over, line, from, to, paper) {
  const long = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const ux = (to.x - from.x) / long;
  const uy = (to.y - from.y) / long;
  const start = (from.size ?? SIZE) / 2;
  const end = (to.size ?? SIZE) / 2 + (line.plain ? 0 : 4);
  const drawn = made.createElementNS(SVG, "line");
  set(drawn, {
    x1: fixed(from.x + ux * start), y1: fixed(from.y + uy * start), x2: fixed(to.x - ux * end), y2: fixed(to.y - uy * end),
    stroke: line.inferred ? paper.inferred : paper.line, "stroke-width": line.weight ?? 1.4,
  });
  if (line.inferred) set(drawn, { "stroke-dasharray": "5 4" });
  if (!line.plain) set(drawn, { "marker-end": `url(#${line.inferred ? "arrow-inferred" : "arrow"})` });
  drawn.append(text(made, "title", `${from.short} – ${line.label} – ${to.short}`));
  under.append(drawn);
  if (line.plain || !line.label || long < 90) return;
  const label = text(made, "text", line.label);
  const [x, y] = [fixed((from.x + to.x) / 2), fixed((from.y + to.y) / 2)];
  let angle = (Math.atan2(uy, ux) * 180) / Math.PI;
  if (angle > 90 || angle < -90) angle += 180;
  set(label, { x, y: y - 3, transform: `rotate(${fixed(angle)} ${x} ${y})` });
  over.append(label);
}

/** @param {XMLDocument} made @param {[string, string][]} kinds @param {number} x @param {number} y @param {number} width @param {"light" | "dark"} theme */
function legend(made, kinds, x, y, width, theme) {
  const group = made.createElementNS(SVG, "g");
  set(group, { "font-size": 11, fill: PAPER[theme].ink });
  kinds.forEach(([kind, name], place) => {
    const cx = x + (place % 4) * (width / 4) + 8;
    const cy = y + Math.floor(place / 4) * 20;
    const label = text(made, "text", name);
    set(label, { x: cx + 14, y: cy + 4 });
    group.append(shape(kind, cx, cy, 7, look(kind)[theme], made), label);
  });
  return group;
}

/** @param {XMLDocument} made @param {string} id @param {string} fill */
function marker(made, id, fill) {
  const marked = made.createElementNS(SVG, "marker");
  set(marked, { id, viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 7, markerHeight: 7, orient: "auto", markerUnits: "userSpaceOnUse" });
  const path = made.createElementNS(SVG, "path");
  set(path, { d: "M0 0L10 5L0 10z", fill });
  marked.append(path);
  return marked;
}

/** @param {Document} made @param {string} name @param {string} words */
function text(made, name, words) {
  const element = made.createElementNS(SVG, name);
  // XML has no control characters.
  element.textContent = words.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
  return element;
}

/** @param {Element} element @param {Record<string, string | number>} values */
function set(element, values) {
  for (const [name, value] of Object.entries(values)) element.setAttribute(name, String(value));
}

/** @param {number} value */
function fixed(value) {
  return Math.round(value * 10) / 10;
}

/** @param {string} words @returns {string[]} at most three lines */
function wrapped(words) {
  const lines = [""];
  for (const word of words.split(" ")) {
    const last = lines[lines.length - 1];
    if (last && last.length + word.length > WIDEST) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines.length > 3 ? [...lines.slice(0, 2), `${lines[2]} …`] : lines;
}
