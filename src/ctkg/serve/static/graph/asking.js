// @ts-check
/** Requests to this server, and files to save. */

import { reach } from "../reach.js";

/** @param {string} address @param {RequestInit} [how] @param {"json" | "blob"} [as] @returns {Promise<any>} */
export async function call(address, how = {}, as = "json") {
  const answer = await reach(address, how);
  if (!answer.ok) {
    const told = await answer.json().catch(() => ({}));
    throw new Error(told.detail ?? `The server answered ${answer.status}.`);
  }
  return as === "blob" ? answer.blob() : answer.json();
}

/** @param {string} address @param {unknown} body @param {"json" | "blob"} [as] */
export function post(address, body, as = "json") {
  return call(address, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }, as);
}

/** @param {Blob} blob @param {string} name */
export function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
