"""Posts and who held them, along time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ctkg.graph import offices
from ctkg.graph.offices import Tenure
from ctkg.serve.charts import Chart, Period, periods
from ctkg.serve.links import href
from ctkg.serve.lookup import Lookup
from ctkg.serve.pages.things.sections import Section
from ctkg.site.entry import Entry
from ctkg.site.view import Entity

#: Posts of a body that are looked at, and tenures in a chart.
_POSTS, _MOST = 40, 40


def holders(look: Lookup, entry: Entry, page: Entity) -> Iterator[Section]:
    """Of a post: who held it."""
    found = offices.holders_of(look.reader.store, [entry.iri], _MOST)
    if found:
        made = chart(look, found, id="held", title="Who held it", of_person=False)
        yield Section(id="holders", title="Holders over time", template="things/chart.html", values=made)


def of_body(look: Lookup, entry: Entry, page: Entity) -> Iterator[Section]:
    """Of a body: who held its posts."""
    store = look.reader.store
    found = offices.holders_of(store, offices.posts_of(store, entry.iri, _POSTS), _MOST + 1)
    if found:
        more = ", the first of them" if len(found) > _MOST else ""
        made = chart(look, found[:_MOST], id="held", title=f"Holders of its posts{more}", of_person=False)
        yield Section(id="holders", title="Posts over time", template="things/chart.html", values=made, late=True)


def chart(look: Lookup, found: Sequence[Tenure], *, id: str, title: str, of_person: bool) -> Chart:
    """Tenures as periods: of a person by post, of a post or body by holder."""
    return periods(
        [_period(look, each, of_person=of_person) for each in found],
        id=id,
        title=title,
        what="post" if of_person else "who",
    )


def _period(look: Lookup, tenure: Tenure, *, of_person: bool) -> Period:
    def name(iri: str) -> str:
        return look.reader.label(iri).text if iri else ""

    main = tenure.post if of_person else tenure.holder
    return Period(
        label=name(main) or "not told",
        note=name(tenure.body) if of_person else name(tenure.post),
        start=tenure.start,
        end=tenure.end,
        on=tenure.on,
        href=href(main) if main else "",
    )
