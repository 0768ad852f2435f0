"""The treaties of a State: what it signed, by what it is bound, and which of those known here it has not joined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ctkg.graph import parties as acting
from ctkg.graph.parties import Action
from ctkg.graph.ranking import sorting
from ctkg.serve.links import href
from ctkg.serve.lookup import Lookup
from ctkg.serve.pages.things.sections import Section
from ctkg.site.entry import Entry
from ctkg.site.view import Entity, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Treaties:
    """Rows of a treaty with what was signed, what binds since when, and what ended; and treaties without this State."""

    rows: tuple[tuple[Text, tuple[Text, ...], tuple[Text, ...], tuple[Text, ...]], ...]
    others: tuple[Text, ...]


def treaties(look: Lookup, entry: Entry, page: Entity) -> Iterator[Section]:
    """Nothing where the graph knows of no act of it."""
    found = acting.actions_of(look.reader.store, entry.iri)
    if not found:
        return
    by_treaty: dict[str, list[Action]] = {}
    for on, act in found:
        by_treaty.setdefault(on, []).append(act)
    rows = []
    for on, acts in sorted(by_treaty.items(), key=lambda pair: sorting(look.reader.label(pair[0]).text)):
        cells = {name: tuple(_text(look, each) for each in acts if each.what == name) for name in ("signed", "bound")}
        ended = tuple(_text(look, each) for each in acts if each.what in ("withdrew", "reserved"))
        rows.append((_named(look, on), cells["signed"], cells["bound"], ended))
    bound = {on for on, acts in by_treaty.items() if acting.bound(acts)}
    others = sorted((_named(look, on) for on in look.treaties - bound), key=lambda text: sorting(text.text))
    made = Treaties(rows=tuple(rows), others=tuple(others))
    yield Section(id="treaties", title="Treaties", template="things/treaties.html", values=made)


def _text(look: Lookup, act: Action) -> Text:
    kind = look.reader.label(act.kind).text if act.kind and act.what != "signed" else ""
    return Text(text=act.date or "no date", href=href(act.node), note=kind)


def _named(look: Lookup, iri: str) -> Text:
    label = look.reader.label(iri)
    return Text(text=label.text, language=label.language, href=href(iri))
