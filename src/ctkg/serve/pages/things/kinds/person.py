"""A person in public life: the posts over time, and what was said in public."""

from __future__ import annotations

from collections.abc import Iterator

from ctkg.graph import offices
from ctkg.serve.links import href
from ctkg.serve.lookup import Lookup
from ctkg.serve.pages.things.kinds import posts
from ctkg.serve.pages.things.sections import Section
from ctkg.site.entry import Entry
from ctkg.site.view import Entity, Text

_MOST = 60


def tenures(look: Lookup, entry: Entry, page: Entity) -> Iterator[Section]:
    """Posts as bars along time, and as a table."""
    found = offices.tenures_of(look.reader.store, entry.iri, _MOST)
    if found:
        made = posts.chart(look, found, id="posts-held", title="Posts over time", of_person=True)
        yield Section(id="posts", title="Public offices", template="things/chart.html", values=made)


def statements(look: Lookup, entry: Entry, page: Entity) -> Iterator[Section]:
    """Quotations with the document and the event."""
    found = offices.spoken_by(look.reader.store, entry.iri, _MOST)
    rows = []
    for each in found:
        place = f"#c{each.start}" if each.start is not None else ""
        document = look.catalogue.get(each.document)
        title = document.label if document else each.document.rpartition("/")[2]
        event = look.catalogue.get(each.event) if each.event else None
        rows.append(
            (
                Text(text=each.text, href=href(each.node)),
                Text(text=title, href=href(each.document) + place if each.document else ""),
                Text(text=event.label, language=event.language, href=event.path) if event else None,
            )
        )
    if rows:
        yield Section(id="spoken", title="Public statements", template="things/spoken.html", values=rows)
