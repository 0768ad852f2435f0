// @ts-check
// A map of the world without tiles: outlines of countries, places sized by number, a list beside it for the keyboard.
// Nothing is fetched but from the server that the page is of.
//
//   import { show } from "/static/map-view.js";
//   const shown = await show(container, features, { label: "Places of the answer" });
//   shown.update(otherFeatures, countries);
//
// Pages that use it load /static/vendor/leaflet/leaflet.css and /static/map.css.
import { clustered } from "./map-clusters.js";

/**
 * @typedef {{name: string, href?: string, count?: number, note?: string, [other: string]: any}} Properties
 * @typedef {{type?: string, geometry: {type: string, coordinates: any} | null, properties: Properties}} Feature
 *   of GeoJSON, a Point or MultiPoint; `count` is 1 where it is missing
 * @typedef {{code: string, name: string, href?: string, count: number, note?: string,
 *   capital?: [number, number] | null, [other: string]: any}} Country
 * @typedef {{label?: string, countries?: Country[], list?: boolean, what?: string, fit?: boolean,
 *   more?: (item: Properties | Country) => Promise<{href: string, text: string}[]>}} Options
 *   label: name of the map; countries: shaded by `count`; list: places as buttons beside it (yes unless false);
 *   what: what is counted, in the plural; fit: show the places and not the world (yes for up to 40);
 *   more: links for the popup of a place
 */

const NEAR = 34, LISTED = 60, LEVELS = [1, 2, 5, 10, 25];

/** @type {Promise<any> | undefined} */
let library;
/** @type {Promise<any> | undefined} */
let outlines;

async function leaflet() {
  // @ts-ignore  it has no types; it puts itself into the window
  library ??= import("/static/vendor/leaflet/leaflet.js").then(() => /** @type {any} */ (globalThis).L);
  outlines ??= fetch("/map/countries.json").then((answer) => answer.json());
  return Promise.all([library, outlines]);
}

/** @param {string} tag @param {string} text @param {string} [look] */
function element(tag, text, look) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (look) made.className = look;
  return made;
}

/** @param {string} href @param {string} text */
function link(href, text) {
  const made = element("a", text);
  // Never a script, whatever a graph holds.
  if (/^(\/|https?:)/.test(href)) made.setAttribute("href", href);
  return made;
}

/** @param {Feature[]} features */
function spots(features) {
  return features.flatMap(({ geometry, properties }) => {
    const points = geometry === null ? [] : geometry.type === "MultiPoint" ? geometry.coordinates : [geometry.coordinates];
    return points.filter((/** @type {any} */ point) => Array.isArray(point) && point.length >= 2 && point.every(Number.isFinite))
      .map((/** @type {[number, number]} */ [east, north]) => ({ east, north, properties, count: properties.count ?? 1 }));
  });
}

/** @typedef {ReturnType<typeof spots>[number]} Spot */

/**
 * Shows a map in a container, whose content goes.
 * @param {HTMLElement} container
 * @param {Feature[]} features
 * @param {Options} [options]
 */
export async function show(container, features, options = {}) {
  const [L, world] = await leaflet();
  const what = options.what ?? "events";
  const frame = element("div", "", "mapped-frame");
  const stage = element("div", "", "mapped");
  const beside = options.list === false ? null : element("div", "", "mapped-list");
  frame.append(stage, ...(beside ? [beside] : []));
  container.replaceChildren(frame);
  const map = L.map(stage, {
    minZoom: 0, maxZoom: 9, zoomSnap: 0.25, maxBounds: [[-89, -200], [89, 200]], maxBoundsViscosity: 0.8,
    fadeAnimation: false, zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
  });
  stage.setAttribute("role", "region");
  stage.setAttribute("aria-label", `${options.label ?? "Map"}: arrow keys move it, plus and minus zoom`);
  map.attributionControl.setPrefix(false);
  map.attributionControl.addAttribution("Outlines: Natural Earth");
  map.scrollWheelZoom.disable();
  // The wheel moves the page until the map was touched.
  map.on("focus click", () => map.scrollWheelZoom.enable());
  map.on("blur mouseout", () => map.scrollWheelZoom.disable());
  map.fitBounds([[-52, -150], [74, 178]], { animate: false });
  const land = L.geoJSON(world, { style: { className: "land", weight: 0.7, fillOpacity: 1 }, interactive: true }).addTo(map);
  const outlined = new Set(world.features.map((/** @type {any} */ each) => each.properties.code));
  const marks = L.layerGroup().addTo(map);
  /** @type {{spots: Spot[], countries: Country[]}} */
  const held = { spots: [], countries: [] };

  /** @param {any} at @param {(Properties | Country)[]} items @param {number} count */
  function open(at, items, count) {
    const told = element("div", "", "mapped-popup");
    if (items.length === 1) {
      const [item] = items;
      const head = element("p", "", "what");
      head.append(item.href ? link(item.href, item.name) : element("span", item.name));
      told.append(head, element("p", item.note ?? `${count} ${what}`, "note"));
      if (options.more) {
        const list = document.createElement("ul");
        told.append(list);
        options.more(item).then((links) => {
          list.append(...links.map(({ href, text }) => { const line = document.createElement("li"); line.append(link(href, text)); return line; }));
          // The popup takes its content out and in again, by which it loses the focus.
          const focused = told.contains(document.activeElement) ? document.activeElement : null;
          popup.update();
          if (focused instanceof HTMLElement) focused.focus();
        }, () => list.append(element("li", "Could not be loaded; open the page of the place.")));
      }
    } else {
      told.append(element("p", `${items.length} places, ${count} ${what}`, "what"));
      const list = document.createElement("ul");
      for (const item of items.slice(0, 8)) {
        const line = document.createElement("li");
        line.append(item.href ? link(item.href, item.name) : element("span", item.name), ` (${item.count ?? 1})`);
        list.append(line);
      }
      told.append(list);
      if (items.length > 8) told.append(element("p", `and ${items.length - 8} more`, "note"));
      const nearer = element("button", "Zoom in");
      nearer.setAttribute("type", "button");
      nearer.addEventListener("click", () => { map.closePopup(); map.setView(at, map.getZoom() + 2); });
      told.append(nearer);
    }
    const popup = L.popup({ maxWidth: 280, autoPanPaddingTopLeft: [52, 8] }).setLatLng(at).setContent(told).openOn(map);
    return told;
  }

  function draw() {
    marks.clearLayers();
    const points = held.spots.map((each) => {
      const { x, y } = map.project([each.north, each.east]);
      return { x, y, count: each.count, item: each };
    });
    const groups = clustered(points, NEAR);
    // Areas go by number; the largest is about as wide as marks are apart.
    const scale = Math.min(6, 28 / Math.sqrt(Math.max(1, ...groups.map((group) => group.count))));
    for (const group of groups) {
      const at = [group.items[0].north, group.items[0].east];
      const size = Math.round(13 + scale * Math.sqrt(group.count));
      const mark = mark_of(at, size, group.count, group.items.length > 1 ? "spot several" : "spot");
      mark.on("click", () => open(at, group.items.map((each) => each.properties), group.count));
      marks.addLayer(mark);
    }
    for (const country of held.countries) {
      // Too small for an outline at this scale: a square at its capital.
      if (!country.count || outlined.has(country.code) || !country.capital) continue;
      const [east, north] = country.capital;
      const mark = mark_of([north, east], 15, country.count, "spot square").setZIndexOffset(2000);
      mark.on("click", () => open([north, east], [country], country.count));
      marks.addLayer(mark);
    }
  }

  /** @param {number[]} at @param {number} size @param {number} count @param {string} look */
  function mark_of(at, size, count, look) {
    const html = element("span", count > 1 ? String(count) : "");
    // The list beside has the same for the keyboard; sixty stops of the tabulator on a map would help nobody.
    return L.marker(at, { icon: L.divIcon({ className: look, iconSize: [size, size], html }), keyboard: false });
  }

  function shade() {
    const counts = new Map(held.countries.map((each) => [each.code, each]));
    land.eachLayer((/** @type {any} */ layer) => {
      const country = counts.get(layer.feature.properties.code);
      const level = country?.count ? LEVELS.filter((least) => least <= country.count).length : 0;
      const path = layer.getElement();
      if (path) path.setAttribute("class", `land leaflet-interactive${level ? ` level${level}` : ""}`);
      layer.off("click");
      if (country?.count) layer.on("click", (/** @type {any} */ event) => open(event.latlng, [country], country.count));
    });
  }

  function list() {
    if (!beside) return;
    const items = held.spots.map((each) => ({ item: each.properties, count: each.count, at: [each.north, each.east] }))
      .sort((one, two) => two.count - one.count || one.item.name.localeCompare(two.item.name));
    const lines = document.createElement("ol");
    for (const { item, count, at } of items.slice(0, LISTED)) {
      const button = element("button", item.name);
      button.setAttribute("type", "button");
      button.append(element("span", String(count), "number"));
      button.addEventListener("click", () => {
        map.setView(at, Math.max(map.getZoom(), 4), { animate: false });
        const told = open(at, [item], count);
        const first = told.querySelector("a");
        if (first instanceof HTMLElement) first.focus();
        told.addEventListener("keydown", (event) => { if (event.key === "Escape") { map.closePopup(); button.focus(); } });
      });
      const line = document.createElement("li");
      line.append(button);
      lines.append(line);
    }
    const many = items.length > LISTED ? `The ${LISTED} places with most of ${items.length}` : `${items.length} places`;
    beside.replaceChildren(element("p", many, "note"), lines);
  }

  /** @param {Feature[]} next @param {Country[]} [countries] */
  function update(next, countries = held.countries) {
    held.spots = spots(next).filter((each) => each.count > 0);
    held.countries = countries;
    map.closePopup();
    draw();
    shade();
    list();
  }

  update(features, options.countries ?? []);
  if (options.fit ?? (held.spots.length > 0 && held.spots.length <= 40)) {
    const points = held.spots.map((each) => [each.north, each.east]);
    if (points.length) map.fitBounds(points, { padding: [30, 30], maxZoom: 5, animate: false });
  }
  map.on("zoomend", draw);
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(stage);
  return { map, update };
}
