"""How much is said of a node by each property, and all of one property, page by page."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from ctkg.graph.portions import Tally
from ctkg.graph.statements import TYPE
from ctkg.iris import PREFIXES
from ctkg.serve.lookup import Lookup
from ctkg.serve.pages.rendering import page
from ctkg.serve.pages.things.linking import LiveLinks, part
from ctkg.serve.pages.things.once import Once
from ctkg.site.entry import Entry
from ctkg.site.view import Group, Table, Text

#: Lines of one page.
MOST = 100


def numbers(look: Lookup, iri: str, tallies: Sequence[Tally]) -> list[tuple[Text, int]]:
    """Every property of a node with the number of its lines, and a link to all of them."""
    found = [each for each in tallies if each.predicate != TYPE]
    found.sort(key=lambda each: (each.inverse, look.words.place(each.predicate)))
    return [
        (
            Text(
                text=look.words.inverse(each.predicate) if each.inverse else look.words.label(each.predicate),
                href=part(iri, each.predicate, inverse=each.inverse),
            ),
            each.number,
        )
        for each in found
    ]


def answer(request: Request, look: Lookup, entry: Entry, tallies: Sequence[Tally]) -> Response:
    """The lines of one property (``?property=ct:heldAt``), with ``of=value`` those that have the node as value.

    Raises:
        HTTPException: nothing is said by such a property, or there is no such page (404).
    """
    given, inverse = request.query_params["property"], request.query_params.get("of") == "value"
    prefix, _, rest = given.partition(":")
    predicate = PREFIXES[prefix] + rest if prefix in PREFIXES else given
    number = next((t.number for t in tallies if (t.predicate, t.inverse) == (predicate, inverse)), 0)
    last = max(1, -(-number // MOST))
    asked = request.query_params.get("page", "1")
    if not number or not asked.isdecimal() or not 1 <= int(asked[:9]) <= last:
        raise HTTPException(
            404, f"nothing is said here by {given}, or there are not so many pages; look at {entry.path}"
        )
    here = int(asked)
    group = lines(look, entry, predicate, inverse=inverse, start=(here - 1) * MOST)
    return page(
        request,
        "things/listing.html",
        entry=entry,
        group=group,
        number=here,
        total=number,
        first=(here - 1) * MOST + 1,
        pages=[part(entry.iri, predicate, inverse=inverse, page=each) for each in range(1, last + 1)],
        once=Once(),
    )


def lines(look: Lookup, entry: Entry, predicate: str, *, inverse: bool, start: int) -> Group | Table:
    """Some lines of one property with their evidence."""
    found = look.portions.page(entry.iri, predicate, inverse=inverse, start=start, most=MOST)
    found = look.portions.behind(entry.iri, found)
    made = look.entities.lines(LiveLinks(entry.iri))
    ends = [each.subject if inverse else each.object for each in found]
    if ends and all(end.iri in look.catalogue.within for end in ends):
        title = made.property(predicate, inverse=inverse)
        nodes = [made.within(end.iri, [each], entry.iri) for end, each in zip(ends, found, strict=True)]
        table = made.table(title, nodes)
        if table:
            return table
    return made.group(predicate, found, inverse=inverse)
