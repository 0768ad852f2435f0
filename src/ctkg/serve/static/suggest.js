// @ts-check
// Names while somebody types in a field of the search: a combobox with a list (WAI-ARIA Authoring Practices).

/** @typedef {{ label: string, kind: string, href: string }} Name */

const WAIT = 120;
let count = 0;

/** @param {HTMLInputElement} input */
function combobox(input) {
  const list = document.createElement("ul");
  list.id = `suggestions-${(count += 1)}`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Names");
  list.hidden = true;
  const said = document.createElement("span");
  said.className = "unseen";
  said.setAttribute("role", "status");
  const place = /** @type {HTMLElement} */ (input.parentElement);
  place.classList.add("suggesting");
  place.append(list, said);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);

  let active = -1;
  /** @type {Name[]} */
  let names = [];
  /** @type {AbortController | null} */
  let asking = null;
  let timer = 0;

  /** @param {number} index */
  function point(index) {
    active = index;
    for (const [at, item] of [...list.children].entries()) item.setAttribute("aria-selected", String(at === index));
    if (index < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", `${list.id}-${index}`);
      list.children[index].scrollIntoView({ block: "nearest" });
    }
  }

  function close() {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    point(-1);
  }

  /** @param {Name[]} found */
  function show(found) {
    names = found;
    list.replaceChildren(
      ...found.map((each, at) => {
        const item = document.createElement("li");
        item.id = `${list.id}-${at}`;
        item.setAttribute("role", "option");
        const label = document.createElement("bdi");
        label.textContent = each.label;
        const kind = document.createElement("span");
        kind.className = "note";
        kind.textContent = each.kind;
        item.append(label, " ", kind);
        item.addEventListener("pointerdown", (event) => event.preventDefault());
        item.addEventListener("click", () => location.assign(each.href));
        return item;
      }),
    );
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    said.textContent = found.length ? `${found.length} names; arrow keys choose one` : "";
    point(-1);
  }

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    const words = input.value.trim();
    if (words.length < 2) return close();
    try {
      const answer = await fetch(`/api/v1/suggest?q=${encodeURIComponent(words)}`, { signal: asking.signal });
      if (answer.ok && document.activeElement === input) show((await answer.json()).names);
    } catch (error) {
      // The page works without suggestions; an answer that came too late was given up by ourselves.
      if (!(error instanceof DOMException) && !(error instanceof TypeError)) throw error;
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(ask, WAIT);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const last = names.length - 1;
    if (event.key === "ArrowDown" && list.hidden) void ask();
    else if (list.hidden) return;
    else if (event.key === "ArrowDown") point(active < last ? active + 1 : -1);
    else if (event.key === "ArrowUp") point(active < 0 ? last : active - 1);
    else if (event.key === "Enter" && active >= 0) location.assign(names[active].href);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault(); // Escape would empty the field
  });
}

for (const form of document.querySelectorAll("form[data-suggest]")) {
  const input = form.querySelector("input[name=q]");
  if (input) combobox(/** @type {HTMLInputElement} */ (input));
}
