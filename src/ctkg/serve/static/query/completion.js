// What the editor completes: variables of the query, keywords, prefixes, terms and concepts of the ontology, and nodes
// of the graph by search as one types. Everything comes from this server.
// @ts-check
import { FUNCTIONS, KEYWORDS, plain } from "./sparql.js";

const WORDS = "/api/v1/words";
const NAMES = "/api/v1/names";
/** Letters of a name from which on nodes are looked for, and milliseconds without a key before that. */
const ENOUGH = 2;
const PAUSE = 150;

/**
 * @typedef {{ name: string, kind: string, label: string, about?: string, domain?: string[], range?: string[] }} Word
 * @typedef {{ prefixes: Record<string, string>, words: Word[] }} Vocabulary
 * @typedef {{ name: string, iri: string, label: string, kind: string, found?: string }} Named
 */

/** @type {Promise<Vocabulary> | null} */
let asked = null;

/** Prefixes and words; asked for once, and kept by the browser while its tag holds. @returns {Promise<Vocabulary>} */
export function vocabulary() {
  asked ||= fetch(WORDS).then((answer) => {
    if (!answer.ok) {
      asked = null;
      throw new Error(`${answer.status}`);
    }
    return answer.json();
  });
  return asked;
}

/**
 * Nodes that what is typed may mean, best first.
 * @param {string} typed
 * @param {AbortSignal} [signal]
 * @returns {Promise<Named[]>}
 */
export async function names(typed, signal) {
  const answer = await fetch(`${NAMES}?typed=${encodeURIComponent(typed)}`, { signal });
  return answer.ok ? (await answer.json()).names : [];
}

/** A source for the editor. @param {any} context */
export async function complete(context) {
  const typed = context.matchBefore(/(?:[?$][\p{L}\p{N}_]*|<?[\p{L}\p{N}_-]+:[^\s<>"{}|\\^`;,()[\]]*|[\p{L}_][\p{L}\p{N}_-]*)$/u);
  if (!typed && !context.explicit) {
    return null;
  }
  const from = typed ? typed.from : context.pos;
  const text = typed ? typed.text : "";
  const before = plain(context.state.sliceDoc(0, from));
  if (/"[^"\n]*$|#[^\n]*$/.test(before)) {
    return null; // within a string or a comment
  }
  if (/^[?$]/.test(text)) {
    return { from, options: variables(context.state.doc.toString(), text[0]), validFor: /^[?$][\p{L}\p{N}_]*$/u };
  }
  if (/^<?(?:id|concept|graph):|^<https:/.test(text)) {
    return nodes(context, from, text);
  }
  const known = await vocabulary();
  if (text.includes(":")) {
    return { from, options: terms(known, before), validFor: /^[\w-]+:[\w/.-]*$/ };
  }
  const declares = /\bPREFIX\s+$/i.test(before);
  return {
    from,
    options: declares ? prefixes(known, true) : [...terms(known, before), ...others(), ...prefixes(known, false)],
    validFor: /^[\p{L}_][\p{L}\p{N}_-]*$/u,
  };
}

/** Variables of a query. @param {string} query @param {string} sign */
function variables(query, sign) {
  const found = new Set((plain(query).match(/[?$][\p{L}\p{N}_]+/gu) || []).map((each) => each.slice(1)));
  return [...found].sort().map((name) => ({ label: sign + name, type: "variable" }));
}

/**
 * Nodes, found by the server; what is typed may be a part of their names.
 * @param {any} context @param {number} from @param {string} text
 */
async function nodes(context, from, text) {
  const local = text.slice(text.indexOf(":") + 1);
  if (local.length < ENOUGH && !context.explicit && !local.endsWith("/")) {
    return null;
  }
  const stop = new AbortController();
  context.addEventListener("abort", () => stop.abort(), { onDocChange: true });
  await new Promise((resolve) => setTimeout(resolve, PAUSE));
  if (context.aborted) {
    return null;
  }
  try {
    const found = await names(text, stop.signal);
    return { from, options: found.map(option), filter: false };
  } catch {
    return null; // a newer question went out, or the server is gone: the editor works on
  }
}

/** @param {Named} named @param {number} place */
function option(named, place) {
  return {
    label: named.name,
    displayLabel: named.label,
    detail: named.found && named.found !== named.label ? `${named.kind}, ${named.found}` : named.kind,
    info: named.name,
    type: "constant",
    boost: -place,
  };
}

/** Terms and concepts: found by their names and by the words of their labels. @param {Vocabulary} known @param {string} before */
function terms(known, before) {
  // Behind `a` stands a class, behind a subject a property.
  const isClass = /(?:^|[\s;])(?:a|rdf:type)\s+$/.test(before);
  const isVerb = !isClass && /(?:;|[{.]\s*(?:[?$]\w+|[\w-]+:\S+|<[^>]*>))\s+$/.test(before);
  return known.words.map((word) => ({
    label: `${word.name} ${word.label || ""}`.trim(),
    displayLabel: word.name,
    apply: word.name,
    detail: word.label || "",
    type: word.kind,
    info: () => told(word),
    boost: (isClass && word.kind === "class") || (isVerb && word.kind === "property") ? 20 : 0,
  }));
}

/** Keywords and functions. */
function others() {
  return [
    ...KEYWORDS.map((word) => ({ label: word, type: "keyword", boost: 5 })),
    ...FUNCTIONS.map((word) => ({ label: word, apply: `${word}(`, type: "function", boost: -5 })),
  ];
}

/** Prefixes, with what they stand for where they are declared. @param {Vocabulary} known @param {boolean} declares */
function prefixes(known, declares) {
  return Object.entries(known.prefixes).map(([prefix, iri]) => ({
    label: `${prefix}:`,
    apply: declares ? `${prefix}: <${iri}>\n` : `${prefix}:`,
    detail: iri,
    type: "namespace",
  }));
}

/** What is said of a term beside the list. @param {Word} word */
function told(word) {
  const box = document.createElement("div");
  /** @param {string} text @param {string} kind */
  const line = (text, kind) => {
    if (text) {
      const made = box.appendChild(document.createElement("p"));
      made.className = kind;
      made.textContent = text;
    }
  };
  line(`${word.label || word.name} (${word.kind})`, "told-name");
  line(word.about || "", "told-about");
  line(word.domain ? `of ${word.domain.join(", ")}` : "", "told-of");
  line(word.range ? `to ${word.range.join(", ")}` : "", "told-of");
  return box;
}

/**
 * `query` with a line for each prefix that it uses, that this server knows, and that it does not declare: what other
 * engines need.
 * @param {string} query @param {Record<string, string>} prefixes
 */
export function declared(query, prefixes) {
  const text = plain(query);
  const has = new Set([...text.matchAll(/\bPREFIX\s+([\w-]*):/gi)].map((found) => found[1]));
  const used = new Set([...text.replace(/<[^>]*>/g, "").matchAll(/(?<![\w?$@-])([A-Za-z][\w-]*):/g)].map((found) => found[1]));
  const lines = [...used].filter((prefix) => prefix in prefixes && !has.has(prefix)).sort()
    .map((prefix) => `PREFIX ${prefix}: <${prefixes[prefix]}>\n`);
  const header = /^(?:#\+[^\n]*\n|\s*\n)*/.exec(query)?.[0] || "";
  return header + lines.join("") + query.slice(header.length);
}
