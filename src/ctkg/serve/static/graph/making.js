// @ts-check
/** Elements with words: text only, never markup. */

/**
 * @param {string} name @param {Record<string, string | boolean | ((event: any) => void)>} [values]
 * @param {...(Node | string | null | false)} inner
 * @returns {any}
 */
export function make(name, values = {}, ...inner) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(values)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (typeof value === "boolean") element.toggleAttribute(key, value);
    else element.setAttribute(key, value);
  }
  element.append(...inner.filter((each) => each !== null && each !== false));
  return element;
}

/** @param {string} words @param {() => void} act @param {Record<string, string | boolean>} [values] */
export function button(words, act, values = {}) {
  return make("button", { type: "button", click: act, ...values }, words);
}

/** A name of the graph. @param {{label: string, language?: string}} node */
export function named(node) {
  return make("bdi", node.language ? { lang: node.language } : {}, node.label);
}

/** Puts new elements in the place of the old; the one that had the keyboard's focus keeps it, by its name. */
export function replace(/** @type {Element} */ place, /** @type {(Node | string)[]} */ inner) {
  const focus = place.contains(document.activeElement) ? document.activeElement?.getAttribute("data-key") : null;
  place.replaceChildren(...inner);
  if (focus) /** @type {HTMLElement | null} */ ([...place.querySelectorAll("[data-key]")].find((each) => each.getAttribute("data-key") === focus))?.focus();
}
