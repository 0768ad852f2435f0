// Rows as a table that can be sorted, filtered and turned page by page, all in the browser.
// @ts-check
import { labels } from "./asking.js";

/** @typedef {import("./asking.js").Term} Term */

const SIZE = 50;
/** IRIs that one request for labels takes. */
const MOST = 2000;
const NUMBERS = /^http:\/\/www\.w3\.org\/2001\/XMLSchema#(integer|decimal|double|float|int|long|nonNegativeInteger)$/;
const TEXTS = /^http:\/\/www\.w3\.org\/(2001\/XMLSchema#string|1999\/02\/22-rdf-syntax-ns#langString)$/;
const SENTENCES = /^(?:words|sentence|quote|quotation|passage|evidence)s?$/i;
const PREFIXES = [
  ["https://w3id.org/ctkg/ontology#", "ct:"], ["https://w3id.org/ctkg/id/", "id:"],
  ["https://w3id.org/ctkg/concept/", "concept:"], ["https://w3id.org/ctkg/graph/", "graph:"],
  ["http://www.w3.org/2001/XMLSchema#", "xsd:"], ["http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:"],
  ["http://www.w3.org/2000/01/rdf-schema#", "rdfs:"], ["http://www.w3.org/2004/02/skos/core#", "skos:"],
];
const DOCUMENT = "https://w3id.org/ctkg/id/document/";
const COLLATOR = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** A node in short. @param {string} iri */
export function short(iri) {
  const known = PREFIXES.find(([base]) => iri.startsWith(base));
  return known ? known[1] + iri.slice(known[0].length) : iri;
}

/** True for a number. @param {Term | undefined} term */
export function isNumber(term) {
  return Boolean(term && term.datatype && NUMBERS.test(term.datatype));
}

/** What is known of nodes: shared by all views of an answer. */
export class Names {
  constructor() {
    /** @type {Record<string, { label: string, language?: string, name: string, href: string }>} */
    this.known = {};
    /** @type {Set<string>} */
    this.asked = new Set();
  }

  /** Asks for what is not known of these nodes, in one request; true where something new came. @param {Iterable<string>} iris */
  async learn(iris) {
    const fresh = [...new Set(iris)].filter((iri) => !this.asked.has(iri)).slice(0, MOST);
    if (!fresh.length) {
      return false;
    }
    fresh.forEach((iri) => this.asked.add(iri));
    Object.assign(this.known, await labels(fresh).catch(() => ({})));
    return true;
  }

  /** The words for a term. @param {Term | undefined} term */
  text(term) {
    if (!term) {
      return "";
    }
    return term.type === "uri" ? this.known[term.value]?.label || short(term.value) : term.type === "bnode" ? `_:${term.value}` : term.value;
  }
}

/**
 * Draws the table into `place`.
 * @param {HTMLElement} place
 * @param {string[]} columns
 * @param {Record<string, Term>[]} rows
 * @param {Names} names
 */
export function drawTable(place, columns, rows, names) {
  const state = { column: "", down: false, filter: "", page: 0 };
  const tools = element("div", "answer-tools");
  const field = /** @type {HTMLInputElement} */ (element("input"));
  field.type = "search";
  field.id = "filter";
  field.autocomplete = "off";
  const label = element("label", "", "Only rows with ");
  label.append(field);
  const count = element("span", "note");
  count.setAttribute("role", "status");
  tools.append(label, count);
  const scroll = element("div", "scroll");
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", "Rows of the answer");
  const table = /** @type {HTMLTableElement} */ (element("table", "answer"));
  const head = table.createTHead().insertRow();
  for (const name of columns) {
    const cell = element("th");
    cell.scope = "col";
    const button = element("button", "", name);
    button.type = "button";
    button.addEventListener("click", () => sort(name));
    cell.append(button);
    head.append(cell);
  }
  const body = table.createTBody();
  scroll.append(table);
  const pager = element("nav", "answer-tools");
  pager.setAttribute("aria-label", "Pages of the answer");
  const back = element("button", "", "Previous");
  const on = element("button", "", "Next");
  back.type = on.type = "button";
  const where = element("span");
  where.setAttribute("role", "status");
  pager.append(back, where, on);
  back.addEventListener("click", () => turn(-1));
  on.addEventListener("click", () => turn(1));
  field.addEventListener("input", () => {
    state.filter = field.value;
    state.page = 0;
    draw();
  });
  place.replaceChildren(tools, scroll, pager);

  let chosen = rows;

  /** Rows by filter and order. */
  function choose() {
    const wanted = state.filter.trim().toLocaleLowerCase();
    chosen = wanted ? rows.filter((row) => columns.some((name) => names.text(row[name]).toLocaleLowerCase().includes(wanted))) : rows;
    if (state.column) {
      chosen = [...chosen].sort((one, other) => compare(one[state.column], other[state.column]));
    }
  }

  /** @param {Term | undefined} one @param {Term | undefined} other */
  function compare(one, other) {
    if (!one || !other) {
      return one ? -1 : other ? 1 : 0; // what is missing stands last in both orders
    }
    const order = isNumber(one) && isNumber(other) ? Number(one.value) - Number(other.value) : COLLATOR.compare(names.text(one), names.text(other));
    return state.down ? -order : order;
  }

  /** @param {string} name */
  async function sort(name) {
    state.down = state.column === name && !state.down;
    state.column = name;
    state.page = 0;
    draw();
    if (await names.learn(nodes(rows, [name]))) {
      draw();
    }
  }

  /** @param {number} step */
  function turn(step) {
    state.page += step;
    draw();
    scroll.scrollTop = 0;
  }

  function draw() {
    choose();
    const pages = Math.max(1, Math.ceil(chosen.length / SIZE));
    state.page = Math.min(Math.max(state.page, 0), pages - 1);
    const first = state.page * SIZE;
    const shown = chosen.slice(first, first + SIZE);
    body.replaceChildren(...shown.map((row) => line(row)));
    for (const [place, name] of columns.entries()) {
      const cell = head.cells[place];
      if (state.column === name) {
        cell.setAttribute("aria-sort", state.down ? "descending" : "ascending");
      } else {
        cell.removeAttribute("aria-sort");
      }
    }
    count.textContent = state.filter.trim() ? `${chosen.length.toLocaleString("en")} of ${rows.length.toLocaleString("en")}` : "";
    where.textContent = chosen.length ? `rows ${first + 1} to ${first + shown.length} of ${chosen.length.toLocaleString("en")}` : "no rows";
    pager.hidden = pages === 1;
    back.disabled = state.page === 0;
    on.disabled = state.page === pages - 1;
    names.learn(nodes(shown, columns)).then((isNew) => isNew && draw());
  }

  /** @param {Record<string, Term>} row */
  function line(row) {
    const made = element("tr");
    for (const name of columns) {
      const cell = element("td");
      const term = row[name];
      if (isNumber(term)) {
        cell.className = "number";
      }
      if (term) {
        const isSentence = SENTENCES.test(name);
        cell.append(...shownTerm(term, names, isSentence ? others(row, name) : null));
        if (isSentence && row.document?.value.startsWith(DOCUMENT) && /^\d+$/.test(row.start?.value || "")) {
          const place = element("a", "place", "in its place");
          place.href = `/id/document/${encodeURIComponent(row.document.value.slice(DOCUMENT.length))}#c${row.start.value}`;
          cell.append(place);
        }
      }
      made.append(cell);
    }
    return made;
  }

  names.learn(nodes(rows, columns)).then(draw);
  draw();
}

/** Nodes in some columns of some rows, in their order. @param {Record<string, Term>[]} rows @param {string[]} columns */
function* nodes(rows, columns) {
  for (const row of rows) {
    for (const name of columns) {
      if (row[name]?.type === "uri") {
        yield row[name].value;
      }
    }
  }
}

/** Literals of a row beside one column. @param {Record<string, Term>} row @param {string} name */
function others(row, name) {
  return Object.entries(row).filter(([key, term]) => key !== name && term.type === "literal").map(([, term]) => term.value);
}

/**
 * A term as it is read: nodes as links to their pages, texts with their language, values with their type.
 * @param {Term} term @param {Names} names @param {string[] | null} [values]  words to mark, where the term is a sentence
 * @returns {Node[]}
 */
export function shownTerm(term, names, values = null) {
  if (term.type === "uri") {
    const known = names.known[term.value];
    if (!known) {
      return [element("bdi", "", short(term.value))];
    }
    const made = element("a");
    made.href = known.href;
    made.title = known.name;
    const words = element("bdi", "", known.label);
    if (known.language) {
      words.lang = known.language;
    }
    made.append(words);
    return [made];
  }
  const made = element("bdi", values ? "sentence-cell" : "");
  made.append(...(values ? marked(term.value, values) : [names.text(term)]));
  const language = term["xml:lang"];
  if (language) {
    made.lang = language;
  }
  const kind = language ? `@${language}` : term.datatype && !TEXTS.test(term.datatype) ? short(term.datatype) : "";
  return kind && !isNumber(term) ? [made, " ", element("span", "kind", kind)].map(asNode) : [made];
}

/** @param {Node | string} part */
function asNode(part) {
  return typeof part === "string" ? document.createTextNode(part) : part;
}

/** A sentence with those of `values` marked that stand in it as whole words. @param {string} sentence @param {string[]} values */
function marked(sentence, values) {
  const wanted = values.filter((value) => value.length > 2).sort((one, other) => other.length - one.length);
  if (!wanted.length) {
    return [sentence];
  }
  const escaped = wanted.map((value) => value.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])(${escaped.join("|")})(?![\\p{L}\\p{N}_])`, "giu");
  return sentence.split(pattern).map((part, place) => (place % 2 ? element("mark", "", part) : part));
}

/**
 * An element.
 * @param {string} tag @param {string} [kind] @param {string} [text]
 * @returns {any}
 */
export function element(tag, kind = "", text = "") {
  const made = document.createElement(tag);
  if (kind) {
    made.className = kind;
  }
  if (text) {
    made.textContent = text;
  }
  return made;
}
