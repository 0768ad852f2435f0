// @ts-check
// The timeline with zoom and pan, by mouse, touch and keyboard. Without this file the page has the same events as a
// drawing and as a list.
import { day, iso, packed, ticks } from "./timeline-layout.js";

/**
 * @typedef {{href: string, name: string, when: string, earliestStart: string, latestStart: string,
 *   earliestEnd: string | null, latestEnd: string}} Told
 * @typedef {{href: string, text: string, label: string, first: number, begun: number, ended: number | null, last: number}} Mark
 */

const SVG = "http://www.w3.org/2000/svg";
const LANE = 22, BAR = 10, AXIS = 24, LABELLED = 16, LEAST = 7;

/** @param {string} tag @param {Record<string, string | number>} attributes @param {string} [text] */
function element(tag, attributes, text) {
  const made = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}

/** @param {Told} told @returns {Mark} */
function mark(told) {
  const short = told.name.length > 46 ? `${told.name.slice(0, 44)}…` : told.name;
  return {
    href: told.href, text: short, label: `${told.when}: ${told.name}`,
    first: day(told.earliestStart), begun: day(told.latestStart) + 1,
    ended: told.earliestEnd === null ? null : day(told.earliestEnd) + 1, last: day(told.latestEnd) + 1,
  };
}

/** A text of which only a share has room. @param {string} text @param {number} share */
function fitted(text, share) {
  return share >= 1 ? text : share > 0.2 ? `${text.slice(0, Math.floor(text.length * share) - 2)}…` : "";
}

class Stage {
  /** @param {HTMLElement} place @param {Mark[]} marks */
  constructor(place, marks) {
    this.marks = marks;
    const from = Math.min(...marks.map((each) => each.first)), to = Math.max(...marks.map((each) => each.last));
    const margin = Math.max(10, (to - from) * 0.03);
    this.whole = { from: from - margin, to: to + margin };
    this.view = { ...this.whole };
    this.current = 0;
    /** @type {Map<number, SVGElement>} */
    this.links = new Map();
    const measured = document.createElement("canvas").getContext("2d");
    if (measured) measured.font = "12px system-ui, sans-serif";
    this.widths = marks.map((each) => (measured ? measured.measureText(each.text).width : each.text.length * 7) + 8);
    this.svg = /** @type {SVGSVGElement} */ (element("svg", {
      class: "plot stage-svg", role: "group",
      "aria-label": "Events along time. Arrow keys go from event to event, plus and minus zoom.",
    }));
    this.tools = document.createElement("div");
    this.tools.className = "tools";
    this.output = document.createElement("output");
    for (const [text, label, act] of /** @type {[string, string, () => void][]} */ ([
      ["+", "Zoom in", () => this.zoom(0.6)], ["−", "Zoom out", () => this.zoom(1 / 0.6)],
      ["←", "Earlier", () => this.move(-0.4)], ["→", "Later", () => this.move(0.4)],
      ["All", "Whole span", () => this.show(this.whole.from, this.whole.to)],
    ])) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.setAttribute("aria-label", label);
      button.addEventListener("click", act);
      this.tools.append(button);
    }
    this.tools.append(this.output);
    place.replaceChildren(this.tools, this.svg);
    this.listen();
    new ResizeObserver(() => this.draw()).observe(place);
  }

  get width() { return this.svg.clientWidth || 600; }

  /** @param {number} date */
  x(date) { return ((date - this.view.from) / (this.view.to - this.view.from)) * this.width; }

  /** @param {number} from @param {number} to */
  show(from, to) {
    const whole = this.whole.to - this.whole.from;
    const length = Math.min(whole, Math.max(14, to - from));
    const begin = Math.min(this.whole.to - length, Math.max(this.whole.from, (from + to - length) / 2));
    this.view = { from: begin, to: begin + length };
    this.draw();
  }

  /** @param {number} factor @param {number} [share] of the width that stays where it is */
  zoom(factor, share = 0.5) {
    const length = this.view.to - this.view.from, middle = this.view.from + length * share;
    this.show(middle - length * factor * share, middle + length * factor * (1 - share));
  }

  /** @param {number} share of the width */
  move(share) {
    const by = (this.view.to - this.view.from) * share;
    this.show(this.view.from + by, this.view.to + by);
  }

  draw() {
    const shown = this.marks.map((each, number) => ({ each, number }))
      .filter(({ each }) => each.last > this.view.from && each.first < this.view.to);
    const begins = shown.map(({ each }) => Math.max(0, this.x(each.first)));
    const bars = shown.map(({ each }, at) => Math.max(begins[at] + LEAST, Math.min(this.width, this.x(each.last))));
    // The name stands behind the bar; before it where it would leave the picture; cut where neither has the room.
    const beside = shown.map(({ number }, at) => (
      bars[at] + this.widths[number] < this.width || (this.widths[number] > begins[at] && this.width - bars[at] > begins[at])));
    const widths = shown.map(({ number }, at) => Math.min(this.widths[number], beside[at] ? this.width - bars[at] : begins[at]));
    let lanes = packed(shown.map((_, at) => (
      beside[at] ? [begins[at], bars[at] + widths[at]] : [begins[at] - widths[at], bars[at] + 2])));
    const labelled = Math.max(-1, ...lanes) < LABELLED;
    if (!labelled) lanes = packed(shown.map((_, at) => [begins[at], bars[at] + 2]));
    const lane = labelled ? LANE : BAR + 5;
    const bottom = (Math.max(-1, ...lanes) + 1) * lane + 8;
    this.svg.setAttribute("height", String(bottom + AXIS));
    const drawn = ticks(this.view.from, this.view.to, Math.max(2, this.width / 110)).flatMap(({ at, text }) => [
      element("line", { class: "grid", x1: this.x(at), x2: this.x(at), y1: 0, y2: bottom + AXIS }),
      element("text", { class: "tick", x: this.x(at) + 4, y: bottom + 16 }, text),
    ]);
    const hadFocus = this.svg.contains(document.activeElement);
    if (!shown.some(({ number }) => number === this.current) && shown.length) this.current = shown[0].number;
    this.links = new Map();
    shown.forEach(({ each, number }, at) => {
      const top = bottom - 4 - (lanes[at] + 1) * lane + (lane - BAR) / 2;
      const link = element("a", { href: each.href, tabindex: number === this.current ? 0 : -1, "aria-label": each.label });
      link.append(element("title", {}, each.label));
      const named = labelled ? widths[at] - 6 : 0;
      link.append(element("rect", {
        class: "halo", x: begins[at] - 3 - (beside[at] ? 0 : named), y: top - 4, height: BAR + 8, rx: 4,
        width: bars[at] - begins[at] + 6 + named,
      }));
      this.bar(link, each, begins[at], bars[at], top);
      if (labelled) link.append(element("text", {
        class: beside[at] ? "label" : "label late", x: beside[at] ? bars[at] + 4 : begins[at] - 4, y: top + BAR - 1,
      }, fitted(each.text, widths[at] / this.widths[number])));
      this.links.set(number, link);
      drawn.push(link);
    });
    drawn.push(element("line", { class: "axis", x1: 0, x2: this.width, y1: bottom, y2: bottom }));
    this.svg.replaceChildren(...drawn);
    if (hadFocus) this.links.get(this.current)?.focus();
    this.output.textContent = `${iso(this.view.from)} – ${iso(this.view.to)}: ${shown.length} of ${this.marks.length} events`;
  }

  /** @param {Element} link @param {Mark} each @param {number} begin @param {number} end @param {number} y */
  bar(link, each, begin, end, y) {
    const over = each.ended ?? each.begun, exact = each.begun - each.first <= 1;
    const certain = each.begun - 1 < over && (exact || each.ended !== null);
    if (!(certain && exact && over === each.last)) {
      link.append(element("rect", { class: "maybe", x: begin, y, width: end - begin, height: BAR, rx: 2 }));
    }
    if (certain) {
      const from = Math.max(0, Math.min(this.x(each.begun - 1), end - LEAST));
      const width = Math.max(LEAST, Math.min(end, this.x(over)) - from);
      link.append(element("rect", { class: "bar s0", x: from, y, width, height: BAR, rx: 2 }));
    }
  }

  listen() {
    /** @type {Map<number, number>} */
    const pointers = new Map();
    let travelled = 0;
    this.svg.addEventListener("pointerdown", (event) => {
      pointers.set(event.pointerId, event.clientX);
      if (pointers.size === 1) travelled = 0;
    });
    this.svg.addEventListener("pointermove", (event) => {
      const before = pointers.get(event.pointerId);
      if (before === undefined) return;
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      if (other !== undefined) {
        const share = (other - this.svg.getBoundingClientRect().left) / this.width;
        const was = Math.abs(before - other), is = Math.abs(event.clientX - other);
        if (was > 8 && is > 8) this.zoom(was / is, share);
      } else {
        travelled += Math.abs(event.clientX - before);
        // Captured only now: a click that does not move must reach its link.
        if (travelled > 4) this.svg.setPointerCapture(event.pointerId);
        if (travelled > 4) this.move((before - event.clientX) / this.width);
        this.svg.classList.toggle("moving", travelled > 4);
      }
      pointers.set(event.pointerId, event.clientX);
    });
    for (const name of /** @type {const} */ (["pointerup", "pointercancel", "pointerleave"])) {
      this.svg.addEventListener(name, (event) => {
        if (name === "pointerleave" && this.svg.hasPointerCapture(event.pointerId)) return;
        pointers.delete(event.pointerId);
        this.svg.classList.remove("moving");
      });
    }
    this.svg.addEventListener("click", (event) => { if (travelled > 4) event.preventDefault(); }, true);
    this.svg.addEventListener("dragstart", (event) => event.preventDefault());
    this.svg.addEventListener("wheel", (event) => {
      // The wheel alone moves the page, as everywhere.
      if (!event.ctrlKey && Math.abs(event.deltaX) <= Math.abs(event.deltaY)) return;
      event.preventDefault();
      if (event.ctrlKey) this.zoom(event.deltaY > 0 ? 1.25 : 0.8, (event.clientX - this.svg.getBoundingClientRect().left) / this.width);
      else this.move(event.deltaX / this.width);
    }, { passive: false });
    this.svg.addEventListener("keydown", (event) => this.pressed(event));
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.marks.length - 1;
    const next = { ArrowRight: this.current + 1, ArrowLeft: this.current - 1, Home: 0, End: last }[event.key];
    if (event.key === "+" || event.key === "-") this.zoom(event.key === "+" ? 0.6 : 1 / 0.6);
    else if (next !== undefined) this.go(Math.min(last, Math.max(0, next)));
    else return;
    event.preventDefault();
  }

  /** Focus on an event; it comes into view. @param {number} number */
  go(number) {
    this.current = number;
    const { first } = this.marks[number];
    const length = this.view.to - this.view.from;
    if (first < this.view.from || first > this.view.to) this.show(first - length / 2, first + length / 2);
    else this.draw();
    this.links.get(number)?.focus();
  }
}

/** A span of years is chosen by drawing over the bars. @param {HTMLElement} part */
function spans(part) {
  const svg = part.querySelector("svg.plot");
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form.chooser"));
  const years = [...part.querySelectorAll("tbody tr td:first-child")].map((cell) => Number(cell.textContent));
  if (!(svg instanceof SVGSVGElement) || !form || years.length < 2 || years.some(Number.isNaN)) return;
  const shade = element("rect", { class: "chosen", y: 0, height: 146, x: 0, width: 0 });
  const show = (/** @type {number} */ first, /** @type {number} */ last) => {
    const low = Math.max(0, Math.min(first, last)), high = Math.min(years.length - 1, Math.max(first, last));
    shade.setAttribute("x", `${(100 * low) / years.length}%`);
    shade.setAttribute("width", `${(100 * Math.max(0, high - low + 1)) / years.length}%`);
    return [years[low], years[high]];
  };
  svg.insertBefore(shade, svg.querySelector("a, g"));
  const { from, to } = part.dataset;
  if (from || to) show(from ? Number(from) - years[0] : 0, to ? Number(to) - years[0] : years.length);
  const at = (/** @type {PointerEvent} */ event) => {
    const box = svg.getBoundingClientRect();
    return Math.floor(((event.clientX - box.left) / box.width) * years.length);
  };
  /** @type {number | null} */
  let begin = null;
  svg.addEventListener("pointerdown", (event) => { if (event.pointerType !== "touch") begin = at(event); });
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("pointermove", (event) => { if (begin !== null && at(event) !== begin) show(begin, at(event)); });
  window.addEventListener("pointerup", (event) => {
    if (begin === null) return;
    const [first, last] = [begin, at(event)];
    begin = null;
    if (first === last) return;
    const [low, high] = show(first, last);
    /** @type {HTMLInputElement} */ (form.elements.namedItem("from")).value = String(low);
    /** @type {HTMLInputElement} */ (form.elements.namedItem("to")).value = String(high);
    form.submit();
  });
}

const overview = document.getElementById("overview-part");
if (overview) spans(overview);
const stage = document.getElementById("stage");
if (stage?.dataset.api) {
  const answer = await fetch(stage.dataset.api, { headers: { accept: "application/json" } });
  if (answer.ok) {
    /** @type {{events: Told[]}} */
    const told = await answer.json();
    const dated = told.events.filter((each) => each.earliestStart);
    if (dated.length) new Stage(stage, dated.map(mark));
  } // else the drawing from the server stays
}
