// @ts-check
/** What is chosen: a node or an edge, what is said of it, and the sentences behind that. */
import { call } from "./asking.js";
import { swatch } from "./kinds.js";
import { button, make, named, replace } from "./making.js";

/** @type {Map<string, any>} */
const grounds = new Map();

/** @param {any} parts */
export function drawNothing(parts) {
  parts.chosen.dataset.of = "";
  replace(parts.chosen, [make("h2", {}, "Nothing is chosen"), make("p", { class: "small" }, "Choose a node or an edge in the picture or in the list. A node pressed twice is expanded.")]);
}

/** @param {any} parts @param {any} explorer @param {any} node */
export function drawNode(parts, explorer, node) {
  const { state } = explorer;
  const told = state.expanded.get(node.id);
  const pinned = state.pinned.has(node.id);
  const hidden = state.hidden.has(node.id);
  const rest = told ? told.total - told.shown : 0;
  const actions = make("p", { class: "actions" },
    button(told ? (rest > 0 ? `Expand further (${told.exact ? "" : "≥ "}${rest} more)` : "Expand again") : "Expand", () => explorer.expand(node.id), { "data-key": "expand" }),
    ...(told ? [button("Collapse", () => explorer.collapse(node.id), { "data-key": "collapse" })] : []),
    button(hidden ? "Show" : "Hide", () => explorer.hide(node.id, !hidden), { "data-key": "hide" }),
    button(pinned ? "Unpin" : "Pin", () => explorer.pin(node.id, !pinned), { "aria-pressed": String(pinned), "data-key": "pin" }),
    button("Way from here", () => explorer.findWays(node.id, explorer.way.to === node.id ? "" : explorer.way.to), { "data-key": "from" }),
    button("Way to here", () => explorer.findWays(explorer.way.from === node.id ? "" : explorer.way.from, node.id), { "data-key": "to" }));
  const relations = told?.relations?.length
    ? [make("h3", {}, "By relation"), make("ul", { class: "relations" }, ...told.relations.map((/** @type {any} */ each) =>
        make("li", {}, button(each.label, () => explorer.expand(node.id, each), { "data-key": `${each.relation} ${each.inverse}`, title: "Show more of these" }), make("span", { class: "note" }, ` ${each.total}`))))]
    : [];
  replace(parts.chosen, [
    make("h2", {}, swatch(node.kind), " ", make("a", { href: node.href }, named(node))),
    make("p", { class: "note" }, [node.type || node.kind_name, period(node.date, node.start, node.end)].filter(Boolean).join(" · ")),
    actions, ...relations,
    evidence(parts, `/api/v1/graph/evidence?${new URLSearchParams({ node: node.id })}`),
  ]);
}

/** @param {any} parts @param {any} explorer @param {any} edge */
export function drawEdge(parts, explorer, edge) {
  const name = (/** @type {string} */ id) => button(explorer.name(id), () => explorer.choose(id), { class: "link", "data-key": id });
  replace(parts.chosen, [
    make("h2", {}, "What is said of the two"),
    ...edge.passing.map((/** @type {any} */ said) =>
      make("div", { class: "said" },
        make("p", {}, name(said.subject), " ", make("span", { class: "verb" }, said.label), " ", name(said.object)),
        make("p", { class: "note" }, notes(said)),
        evidence(parts, `/api/v1/graph/evidence?${new URLSearchParams({ subject: said.subject, relation: said.relation, object: said.object, via: said.via })}`))),
  ]);
}

/** @param {any} said */
export function notes(said) {
  const when = said.start && said.start === said.end ? said.start : said.start || said.end ? `${said.start || "…"} – ${said.end || "…"}` : "";
  return [
    said.role, when, said.inferred && "only follows from other statements", said.confidence !== null && `confidence ${said.confidence.toFixed(2)}`,
    said.documents > 1 && `${said.documents} documents`,
  ].filter(Boolean).join(" · ");
}

/** @param {string} date @param {number | null} start @param {number | null} end */
function period(date, start, end) {
  return end && end !== start ? `${date} – ${end}` : date;
}

/** The sentences behind something: asked for once, when it is seen. @param {any} parts @param {string} address */
export function evidence(parts, address) {
  const place = make("div", { class: "evidence" });
  const found = grounds.get(address);
  if (found) place.append(...drawn(found));
  else {
    place.append(make("p", { class: "small" }, "Looking for the sentences …"));
    call(address).then(
      (told) => { grounds.set(address, told); place.replaceChildren(...drawn(told)); },
      (error) => place.replaceChildren(make("p", { class: "small fault" }, error.message)),
    );
  }
  return place;
}

/** @param {any} told */
function drawn(told) {
  const found = told.quotes.map((/** @type {any} */ quote) =>
    make("figure", { class: "quote" },
      make("blockquote", quote.language ? { lang: quote.language } : {}, ...quote.parts.map((/** @type {[string, boolean]} */ [words, marked]) => (marked ? make("mark", {}, words) : words))),
      make("figcaption", {},
        quote.confidence && make("span", { class: `sure ${quote.level}`, title: "confidence" }, quote.confidence), " ",
        make("a", { href: quote.document.href }, make("bdi", {}, quote.document.text)),
        quote.notes.length > 0 && make("span", {}, ` · ${quote.notes.join("; ")}`))));
  if (told.more) found.push(make("p", { class: "small" }, `${told.more} more sentences stand on its page.`));
  if (told.rule) {
    found.push(make("p", { class: "small" }, "It follows, by ", make("code", {}, told.rule), told.premises.length ? ", from:" : "."));
    found.push(make("ul", { class: "plain small" }, ...told.premises.map((/** @type {any} */ each) =>
      make("li", {}, linked(each.subject, each.subject_href), ` ${each.relation} `, linked(each.object, each.object_href)))));
  }
  if (!told.quotes.length && told.sources.length) {
    found.push(make("p", { class: "small" }, "Stated in: ", ...told.sources.flatMap((/** @type {any} */ each, /** @type {number} */ at) => [at ? ", " : "", linked(each.name, each.href)])));
  }
  if (!found.length) found.push(make("p", { class: "small" }, "No sentence speaks of it."));
  return found;
}

/** @param {string} words @param {string} href */
function linked(words, href) {
  return href ? make("a", { href }, make("bdi", {}, words)) : make("bdi", {}, words);
}
