/* The layout fCoSE in a thread of its own, so that the page never waits; the same graph always gets the same places.
   A classic worker: the libraries are classic scripts. */
"use strict";

importScripts(
  "/static/vendor/layout-base/layout-base.js",
  "/static/vendor/cose-base/cose-base.js",
  "/static/vendor/cytoscape-fcose/cytoscape-fcose.js",
  "/static/vendor/cytoscape/cytoscape.min.js",
);
cytoscape.use(cytoscapeFcose);
cytoscape.warnings(false);

/** Mulberry32: a small generator of the same numbers for the same seed. */
function seeded(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Nodes above which only the first, fast half of the layout is made: the other takes five rounds for every node. */
const DRAFT = 600;

/** Room for one node in a large picture: side of a square. */
const ROOM = 90;

/** The draft is narrow, and puts leaves of one node upon each other: all gets room, and leaves go round on a spiral. */
function spread(places) {
  const xs = places.map((place) => place[1]);
  const ys = places.map((place) => place[2]);
  const area = (Math.max(...xs) - Math.min(...xs) || 1) * (Math.max(...ys) - Math.min(...ys) || 1);
  const factor = Math.max(1, (Math.sqrt(places.length) * ROOM) / Math.sqrt(area));
  for (const place of places) {
    place[1] = Math.round(place[1] * factor);
    place[2] = Math.round(place[2] * factor);
  }
  return apart(places);
}

/** Distance that any two nodes keep, so that none lies upon another. */
const BETWEEN = 40;

/** Nodes that come too near to others go round their place on a spiral, to the nearest spot that is free. */
function apart(places) {
  const squares = new Map();
  const square = (x, y) => `${Math.floor(x / BETWEEN)} ${Math.floor(y / BETWEEN)}`;
  const isFree = (x, y) => {
    for (const dx of [-BETWEEN, 0, BETWEEN]) {
      for (const dy of [-BETWEEN, 0, BETWEEN]) {
        for (const other of squares.get(square(x + dx, y + dy)) ?? []) {
          if (Math.hypot(other[1] - x, other[2] - y) < BETWEEN) return false;
        }
      }
    }
    return true;
  };
  for (const place of places) {
    let [x, y] = [place[1], place[2]];
    for (let at = 1; !isFree(x, y); at += 1) {
      const far = BETWEEN * 0.5 * Math.sqrt(at);
      x = Math.round(place[1] + far * Math.cos(2.39996 * at));
      y = Math.round(place[2] + far * Math.sin(2.39996 * at));
    }
    [place[1], place[2]] = [x, y];
    const here = square(x, y);
    if (!squares.has(here)) squares.set(here, []);
    squares.get(here).push(place);
  }
  return places;
}

/* In: id, nodes [[id, x, y, fixed]] (x and y null where unknown), edges [[source, target]]. Out: id, places [[id, x, y]]. */
onmessage = (event) => {
  const { id, nodes, edges } = event.data;
  Math.random = seeded(20260101);
  const known = nodes.filter((node) => node[1] !== null);
  const fresh = known.length === 0;
  const draft = fresh && nodes.length > DRAFT;
  const size = Math.sqrt(nodes.length) * 60;
  const cy = cytoscape({
    headless: true,
    styleEnabled: true,
    // Room for the name under a node.
    style: [{ selector: "node", style: { width: nodes.length > 300 ? 40 : 96, height: nodes.length > 300 ? 40 : 62 } }],
    elements: [
      ...nodes.map(([name, x, y]) => ({
        data: { id: name },
        position: x === null ? { x: (Math.random() - 0.5) * size, y: (Math.random() - 0.5) * size } : { x, y },
      })),
      ...edges.map(([source, target]) => ({ data: { source, target } })),
    ],
  });
  const fixed = nodes.filter((node) => node[3]);
  cy.layout({
    name: "fcose",
    quality: draft ? "draft" : "default",
    randomize: fresh,
    animate: false,
    fit: false,
    packComponents: false,
    nodeDimensionsIncludeLabels: false,
    nodeSeparation: draft ? 160 : 110,
    idealEdgeLength: nodes.length > 300 ? 80 : 105,
    nodeRepulsion: 12000,
    gravity: 0.3,
    numIter: fresh ? 1500 : 500,
    fixedNodeConstraint: fixed.length
      ? fixed.map(([name, x, y]) => ({ nodeId: name, position: { x, y } }))
      : undefined,
  }).run();
  const places = cy.nodes().map((node) => [node.id(), Math.round(node.position("x")), Math.round(node.position("y"))]);
  cy.destroy();
  postMessage({ id, places: draft ? spread(places) : places });
};
