// @ts-check
// Names are completed while somebody types: a combobox with a list of options (WAI-ARIA Authoring Practices).

/** @typedef {{value: string, label: string, iri: string, kind: string}} Offer */

let number = 0;

/** Completes every input with data-complete in a document, those that come later included. @param {Document} page */
export function completed(page) {
  page.addEventListener("focusin", (event) => {
    const input = event.target;
    if (input instanceof HTMLInputElement && input.dataset.complete !== undefined && !input.getAttribute("role")) combobox(input);
  });
}

/** @param {HTMLInputElement} input */
function combobox(input) {
  const list = document.createElement("ul");
  list.className = "offers";
  list.id = `offers-${++number}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Names");
  list.hidden = true;
  input.after(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) {
    input.setAttribute(name, value);
  }
  /** @type {Offer[]} */
  let offers = [];
  let at = -1;
  let asked = 0;
  let waiting = 0;

  /** @param {boolean} open */
  function show(open) {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) choose(-1);
  }

  /** @param {number} index */
  function choose(index) {
    at = index;
    [...list.children].forEach((item, here) => item.setAttribute("aria-selected", String(here === at)));
    const item = list.children[at];
    if (item) {
      input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  /** @param {number} index */
  function take(index) {
    if (!offers[index]) return;
    input.value = offers[index].value;
    show(false);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    clearTimeout(waiting);
  }

  async function ask() {
    const mine = ++asked;
    const { relation, kind = "", complete: field = "" } = input.dataset;
    const words = new URLSearchParams(relation ? { relation, q: input.value } : { kind, field, q: input.value });
    try {
      const answer = await fetch(`/api/v1/complete?${words}`);
      const found = answer.ok ? (await answer.json()).names : [];
      if (mine !== asked || document.activeElement !== input) return;
      offers = found;
    } catch {
      return; // names can be typed as well
    }
    list.replaceChildren(
      ...offers.map((offer, index) => {
        const item = document.createElement("li");
        item.id = `${list.id}-${index}`;
        item.setAttribute("role", "option");
        const name = document.createElement("bdi");
        name.textContent = offer.label;
        const kind = document.createElement("span");
        kind.className = "note";
        kind.textContent = offer.kind;
        item.append(name, kind);
        item.addEventListener("mousedown", (event) => event.preventDefault());
        item.addEventListener("click", () => take(index));
        return item;
      }),
    );
    show(offers.length > 0);
    choose(-1);
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    if (input.value.trim().length < 2) show(false);
    else waiting = window.setTimeout(ask, 150);
  });
  input.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) ask();
      else choose((at + (event.key === "ArrowDown" ? 1 : -1) + offers.length + (at < 0 && event.key === "ArrowUp" ? 1 : 0)) % offers.length);
    } else if (event.key === "Enter" && open && at >= 0) {
      event.preventDefault();
      take(at);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      show(false);
    }
  });
  input.addEventListener("blur", () => show(false));
}
