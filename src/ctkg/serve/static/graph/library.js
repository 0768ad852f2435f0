// @ts-check
/** Loads cytoscape, a classic script, when the first graph is shown; once for a page. */

const HERE = "/static/vendor/cytoscape/cytoscape.min.js";

/** @type {Promise<any> | null} */
let loading = null;

/** @returns {Promise<any>} the function ``cytoscape`` */
export function library() {
  loading ??= new Promise((resolve, reject) => {
    styles();
    const script = document.createElement("script");
    script.src = HERE;
    script.onload = () => resolve(/** @type {any} */ (globalThis).cytoscape);
    script.onerror = () => {
      loading = null;
      reject(new Error(`${HERE} could not be loaded`));
    };
    document.head.append(script);
  });
  return loading;
}

/** The library would write a style element, which the policy of the pages forbids; this sheet stands in its place. */
function styles() {
  const id = "__________cytoscape_stylesheet";
  if (!document.getElementById(id)) {
    const link = document.createElement("link");
    link.id = id;
    link.rel = "stylesheet";
    link.href = "/static/graph/graph.css";
    document.head.append(link);
  }
}
