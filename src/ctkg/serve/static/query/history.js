// The last queries, kept in this browser only.
// @ts-check

/**
 * @typedef {import("./asking.js").Question} Question
 * @typedef {Question & { when: string, rows: number, seconds: number }} Past
 */

const KEY = "ctkg.asked";
const MOST = 30;
/** Letters of a query that is kept. */
const LONG = 20000;

/** The last first. @returns {Past[]} */
export function remembered() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) || "[]");
    return Array.isArray(kept) ? kept.filter((each) => each && typeof each.when === "string" && typeof each.rows === "number" && typeof each.seconds === "number") : [];
  } catch {
    return [];
  }
}

/** @param {Question} question @param {number} rows @param {number} seconds */
export function remember(question, rows, seconds) {
  const same = JSON.stringify([question.query, question.name, question.parameters]);
  const others = remembered().filter((past) => JSON.stringify([past.query, past.name, past.parameters]) !== same);
  if ((question.query || "").length > LONG) {
    return;
  }
  try {
    localStorage.setItem(KEY, JSON.stringify([{ ...question, when: new Date().toISOString(), rows, seconds }, ...others].slice(0, MOST)));
  } catch {
    // No room, or the browser keeps nothing: the page works without.
  }
}

export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}
