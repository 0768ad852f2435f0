// Style sheets that a view needs, taken when it is first shown.
// @ts-check

/** @param {string[]} paths */
export async function sheets(...paths) {
  await Promise.all(paths.filter((path) => !document.querySelector(`link[href="${path}"]`)).map((path) => new Promise((done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = path;
    link.addEventListener("load", done);
    link.addEventListener("error", done); // without it the view is plain, and still there
    document.head.append(link);
  })));
}
