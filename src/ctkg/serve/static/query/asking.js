// Sends a question to the server and calls it off: the query is ended there, not only here.
// @ts-check

/**
 * @typedef {{ query?: string, name?: string, parameters?: Record<string, string>, inference: boolean, timeout: string }} Question
 * @typedef {{ type: "uri" | "bnode" | "literal", value: string, "xml:lang"?: string, datatype?: string }} Term
 * @typedef {{ head: { vars?: string[] }, results?: { bindings: Record<string, Term>[] }, boolean?: boolean, triples?: Term[][] }} Result
 * @typedef {{ kind: "rows" | "boolean" | "graph", seconds: number, cut: string, notices: string[], query: string,
 *   formats: Record<string, string>, result: Result }} Answer
 */

/** What the server says of a question that it does not answer. */
export class Refused extends Error {
  /** @param {number} status @param {{ detail?: string, line?: number, column?: number }} said */
  constructor(status, said) {
    super(said.detail || `the server answered ${status}`);
    this.status = status;
    this.where = said.line ? { line: said.line, column: said.column || 1 } : null;
  }
}

/** A name that nobody guesses, for a query that may be called off. */
function name() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Asks. The second function ends the query on the server; the answer is then refused with status 499.
 * @param {Question} question
 * @returns {{ answer: Promise<Answer>, cancel: () => Promise<void> }}
 */
export function ask(question) {
  const id = name();
  const cancel = async () => {
    await fetch(`/sparql/queries/${id}`, { method: "DELETE" });
  };
  return { answer: answered({ ...question, id }), cancel };
}

/** @param {Question & { id: string }} question @returns {Promise<Answer>} */
async function answered(question) {
  let reply;
  try {
    reply = await fetch("/api/v1/answers", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(question),
    });
  } catch {
    throw new Refused(0, { detail: "The server does not answer. Is it still running? Start it again with: ctkg serve" });
  }
  const said = await reply.json().catch(() => ({}));
  if (!reply.ok) {
    throw new Refused(reply.status, said);
  }
  return said;
}

/**
 * What the server tells of many nodes in one request.
 * @param {string} path @param {string[]} iris @returns {Promise<any>}
 */
async function ofMany(path, iris) {
  if (!iris.length) {
    return {};
  }
  const reply = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ iris }),
  });
  return reply.ok ? reply.json() : {};
}

/**
 * Labels and addresses of nodes.
 * @param {string[]} iris
 * @returns {Promise<Record<string, { label: string, language?: string, name: string, href: string }>>}
 */
export async function labels(iris) {
  return (await ofMany("/api/v1/labels", iris)).labels || {};
}

/**
 * Where nodes are; those that are nowhere are missing.
 * @param {string[]} iris
 * @returns {Promise<Record<string, import("./map.js").Where>>}
 */
export async function places(iris) {
  return (await ofMany("/api/v1/places", iris)).places || {};
}

/** Parameters of an address that asks the same. @param {Question} question @param {Record<string, string>} more */
export function parameters(question, more = {}) {
  const said = question.name ? { ...question.parameters } : { query: question.query || "" };
  return new URLSearchParams({ ...said, ...(question.inference ? {} : { inference: "no" }), ...more });
}

/** Letters of an address that every browser and mail takes; a longer question stands behind the #, which is not sent. */
const LONG = 1800;

/** The address of a question and the view of its answer. @param {Question} question @param {string} view */
export function link(question, view) {
  const place = question.name ? `/queries/${encodeURIComponent(question.name)}` : "/query";
  const said = parameters(question, { view }).toString();
  return said.length > LONG ? `${place}#${said}` : `${place}?${said}`;
}
