// @ts-check
// Turns every element of a page that has features of GeoJSON (data-features) into a small map; what stood in it, a list
// of the same places, stays below. Made for templates/map-parts.html.
import { show } from "./map-view.js";

for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-features]"))) {
  const stage = document.createElement("div");
  place.prepend(stage);
  await show(stage, JSON.parse(place.dataset.features ?? "[]"), { label: place.dataset.label ?? "Map", list: false, what: "statements" });
}
