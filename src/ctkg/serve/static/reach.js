// @ts-check

/** A request to this server; where it does not answer, what to do. @param {string} address @param {RequestInit} [how] */
export async function reach(address, how) {
  try {
    return await fetch(address, how);
  } catch {
    throw new Error("The server does not answer. Is it still running? Start it again with: ctkg serve");
  }
}
