// @ts-check
/** The style of the canvas for a theme. */
import { LOOKS, PAPER } from "./kinds.js";

export const SIZE = 34;
export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif';

/**
 * @param {"light" | "dark"} theme
 * @param {boolean} many many nodes: straight lines, fewer labels
 */
export function style(theme, many) {
  const paper = PAPER[theme];
  return [
    {
      selector: "node",
      style: {
        label: "data(short)", width: SIZE, height: SIZE, "font-size": 12, "font-family": FONT, color: paper.ink,
        "text-valign": "bottom", "text-halign": "center", "text-margin-y": 5, "text-wrap": "wrap",
        "text-max-width": 130, "min-zoomed-font-size": many ? 9 : 7, "text-outline-color": paper.paper,
        "text-outline-width": many ? 0 : 2.5, "text-outline-opacity": 0.9, "border-width": 0,
      },
    },
    ...Object.entries(LOOKS).map(([kind, look]) => ({
      selector: `node[kind = "${kind}"]`,
      style: {
        "background-color": look[theme],
        ...(look.points ? { shape: "polygon", "shape-polygon-points": look.points } : { shape: "ellipse" }),
      },
    })),
    {
      selector: 'node[kind = "more"]',
      style: {
        width: 40, height: 24, "border-width": 1.5, "border-style": "dashed", "border-color": paper.soft,
        "text-valign": "center", "text-margin-y": 0, "font-size": 11, color: paper.ink, "text-outline-width": 0,
      },
    },
    { selector: "node[?pinned]", style: { "border-width": 3, "border-color": paper.ink } },
    { selector: "node[?seed]", style: { "font-weight": "bold", width: SIZE + 10, height: SIZE + 10 } },
    {
      selector: "edge",
      style: {
        width: many ? 1 : 1.4, "line-color": paper.line, "curve-style": many ? "haystack" : "straight",
        "haystack-radius": 0, "font-size": 10, "font-family": FONT,
        color: paper.ink, "min-zoomed-font-size": 8, "text-rotation": "autorotate", "text-outline-color": paper.paper,
        "text-outline-width": 2.5, "text-outline-opacity": 0.9,
        "target-arrow-shape": many ? "none" : "triangle", "target-arrow-color": paper.line, "arrow-scale": 0.8,
      },
    },
    // In a thicket only the names of those at hand can be read.
    { selector: "edge.named, edge.near, edge.way, edge:selected", style: { label: "data(label)" } },
    { selector: "edge[weight]", style: { width: "data(weight)" } },
    { selector: "node[size]", style: { width: "data(size)", height: "data(size)", "font-size": 17, "text-max-width": 200, "min-zoomed-font-size": 6.5 } },
    { selector: "edge[?inferred]", style: { "line-style": "dashed", "line-color": paper.inferred, "target-arrow-color": paper.inferred } },
    { selector: "edge[?plain]", style: { "target-arrow-shape": "none" } },
    { selector: ".near", style: { "line-color": paper.ink, "target-arrow-color": paper.ink, "z-index": 5 } },
    { selector: "node.way", style: { "border-width": 4, "border-color": paper.accent } },
    { selector: "edge.way", style: { width: 3.5, "line-color": paper.accent, "target-arrow-color": paper.accent } },
    {
      selector: ":selected",
      style: { "border-width": 4, "border-color": paper.accent, "line-color": paper.accent, "target-arrow-color": paper.accent, "z-index": 9 },
    },
  ];
}
