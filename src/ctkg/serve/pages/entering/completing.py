"""Names that a field takes, found by their beginning while somebody types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ctkg.forms import Field, Form, schemes
from ctkg.forms.naming import Names, Wanted, names_of
from ctkg.graph import search
from ctkg.graph.store import Store
from ctkg.iris import ID, compact, term
from ctkg.text import folding

#: Names that are offered, hits that are looked at for them.
MOST, _LOOKED_AT = 10, 80
_NODES = tuple(kind for kind in search.KINDS if kind not in ("passage", "quotation", "term", "other"))
#: Kinds of the search by the class that a field takes; of others all are looked at.
_KINDS = {
    term("Agent"): ("state", "organization", "person", "group"),
    term("Organization"): ("organization",),
    term("State"): ("state",),
    term("Person"): ("person",),
    term("Event"): ("event",),
    term("Place"): ("place", "state"),
    term("Territory"): ("place", "state"),
    term("City"): ("place",),
    term("Instrument"): ("instrument",),
    term("Treaty"): ("instrument",),
    term("GuidanceDocument"): ("instrument", "document"),
    term("SourceDocument"): ("document",),
}


class Offered(NamedTuple):
    """A name that can be taken: what to write, what is meant, and what tells it from others."""

    value: str
    label: str
    iri: str
    kind: str


def field(form: Form, name: str) -> Field | None:
    """The field of a form by its name, ``speakers.body`` for one within a value that is described in place."""
    first, _, rest = name.partition(".")
    found = form.field(first)
    if found is None or not rest:
        return found
    return next((inner for each in found.forms if (inner := field(each, rest))), None)


def complete(store: Store, wanted: Wanted, text: str) -> list[Offered]:
    """Up to :data:`MOST` names of what is wanted, best first; none for a text too short to mean one."""
    typed = " ".join(text.split())
    if wanted.scheme:
        return list(_concepts(wanted, typed)) if typed else []
    if len(typed) < 2:
        return []
    names = names_of(store)
    kinds = {kind for cls in wanted.classes for kind in _KINDS.get(cls, _NODES)} or set(_NODES)
    found: dict[str, Offered] = {}
    for hit in search.search(store, _question(typed), kinds=sorted(kinds), limit=_LOOKED_AT):
        iri = _fitting(names, hit.iri, wanted)
        if iri and iri not in found:
            label = names.label(iri) or hit.label
            # A name that means several things, or something else, gives way to the node itself.
            sure = [node.iri for node in names.find(label, wanted)] == [iri]
            found[iri] = Offered(label if sure else compact(iri), label, iri, hit.kind)
            if len(found) == MOST:
                break
    return list(found.values())


def _question(typed: str) -> str:
    """The words, the last of which may go on; nothing of what is typed means something else to the search."""
    words = folding.canonical(typed).text.split()
    return " ".join([*(f'"{word}"' for word in words[:-1]), f"{words[-1]}*"]) if words else ""


def _fitting(names: Names, iri: str, wanted: Wanted) -> str:
    if not wanted.classes or names.is_a(iri, *wanted.classes):
        return iri
    # A State that is named as a place stands for its territory.
    land = iri.replace(ID + "state/", ID + "territory/")
    return land if land != iri and names.is_a(land, *wanted.classes) else ""


def _concepts(wanted: Wanted, typed: str) -> Iterator[Offered]:
    begins = typed.casefold()
    fitting = [(name, label) for name, label in schemes.named(wanted) if begins in label.casefold()]
    fitting.sort(key=lambda each: (not each[1].casefold().startswith(begins), each[1].casefold()))
    for name, label in fitting[:MOST]:
        yield Offered(label, label, f"{wanted.scheme}/{name}", "concept")
