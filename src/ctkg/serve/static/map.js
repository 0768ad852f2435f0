// @ts-check
// The map of events: places and countries of the choice, with years by two sliders. Without this file the page has the
// same numbers as a table.
import { show } from "./map-view.js";

/** @param {string} path all pages of an answer, up to five @param {string} name of its list */
async function all(path, name) {
  const found = [];
  let total = 0;
  /** @type {string | null} */
  let next = path;
  for (let page = 0; next && page < 5; page++) {
    const answer = await fetch(next);
    if (!answer.ok) throw new Error(`${next}: ${answer.status}`);
    const told = await answer.json();
    found.push(...told[name]);
    total = told.total;
    next = told.next;
  }
  return { found, total };
}

/** @param {Record<string, number>} years @param {number} from @param {number} to @param {boolean} whole */
function within(years, from, to, whole) {
  let sum = 0;
  // Events without a date are there only while no year is chosen.
  for (const [year, count] of Object.entries(years)) if (year ? Number(year) >= from && Number(year) <= to : whole) sum += count;
  return sum;
}

/** @param {number} first @param {number} last @param {(from: number, to: number) => void} changed */
function sliders(first, last, changed) {
  const group = document.createElement("fieldset");
  group.className = "tools years";
  const legend = document.createElement("legend");
  legend.textContent = "Years";
  const output = document.createElement("output");
  const inputs = ["first year", "last year"].map((name, at) => {
    const input = document.createElement("input");
    input.type = "range";
    input.min = String(first);
    input.max = String(last);
    input.value = String(at ? last : first);
    input.setAttribute("aria-label", name);
    input.addEventListener("input", () => {
      const [from, to] = inputs.map((each) => Number(each.value));
      // The one that is moved pushes the other.
      if (from > to) inputs[at ? 0 : 1].value = input.value;
      tell();
    });
    return input;
  });
  const tell = () => {
    const [from, to] = inputs.map((each) => Number(each.value));
    output.textContent = from === to ? String(from) : `${from}–${to}`;
    changed(from, to);
  };
  group.append(legend, ...inputs, output);
  const [from, to] = inputs.map((each) => Number(each.value));
  output.textContent = from === to ? String(from) : `${from}–${to}`;
  return group;
}

const place = document.getElementById("atlas");
if (place?.dataset.query !== undefined) {
  const query = place.dataset.query;
  const [places, countries] = await Promise.all([
    all(`/api/v1/events/places?${query}`, "features"), all(`/api/v1/events/countries?${query}`, "countries"),
  ]);
  const choice = new URLSearchParams(query);
  const years = [...places.found.map((each) => each.properties.years), ...countries.found.map((each) => each.years)]
    .flatMap((each) => Object.keys(each)).filter(Boolean).map(Number);
  const first = Math.min(...years), last = Math.max(...years);

  /** @param {number} from @param {number} to */
  const chosen = (from, to) => {
    const whole = from <= first && to >= last;
    return {
      features: places.found.map((each) => ({
        ...each, properties: { ...each.properties, id: each.id, count: within(each.properties.years, from, to, whole) },
      })),
      countries: countries.found.map((each) => {
        const count = within(each.years, from, to, whole);
        return { ...each, count, note: `${count} of which only the country is known; ${each.total} in all` };
      }),
    };
  };
  const held = { from: -Infinity, to: Infinity };
  const begin = chosen(held.from, held.to);
  const tools = document.createElement("div");
  const stage = document.createElement("div");
  place.replaceChildren(tools, stage);
  const shown = await show(stage, begin.features, {
    label: "Map of events", countries: begin.countries, fit: false,
    more: async (item) => {
      const asked = new URLSearchParams(choice);
      asked.set(item.code ? "country" : "place", item.code ?? item.id);
      if (Number.isFinite(held.from)) { asked.set("from", String(held.from)); asked.set("to", String(held.to)); }
      asked.set("limit", "6");
      const answer = await fetch(`/api/v1/events?${asked}`);
      const told = await answer.json();
      const links = told.events.map((/** @type {any} */ each) => ({ href: each.href, text: each.name }));
      asked.delete("limit");
      if (told.total > told.events.length) links.push({ href: `/timeline?${asked}`, text: `all ${told.total} on the timeline` });
      return links;
    },
  });
  const legend = document.createElement("p");
  legend.className = "note mapped-legend";
  for (const [look, text] of [
    ["spot", "events at a place, the number in it"], ["level3", "events of which only the country is known; a stronger colour: more"],
    ["spot square", "the same of a country too small to be drawn"],
  ]) {
    const key = document.createElement("span");
    key.className = `sample ${look}`;
    legend.append(key, ` ${text} `);
  }
  stage.after(legend);
  if (places.total > places.found.length) legend.append(`The ${places.found.length} places with most events of ${places.total}.`);
  if (last > first) {
    tools.append(sliders(first, last, (from, to) => {
      [held.from, held.to] = from <= first && to >= last ? [-Infinity, Infinity] : [from, to];
      const next = chosen(from, to);
      shown.update(next.features, next.countries);
    }));
  }
}
