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
from ctkg.serve.pages.things.linking import LiveLinks, opening, part
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
    if not number:
        raise HTTPException(404, f"nothing is said by {given} here; look at {entry.path}")
    last = max(1, -(-number // MOST))
    here = _number(request, number, entry)
    group = lines(look, entry, predicate, inverse=inverse, start=(here - 1) * MOST)
    return page(
        request,
        "things/listing.html",
        entry=entry,
        groups=[group],
        title=group.title,
        number=here,
        total=number,
        first=(here - 1) * MOST + 1,
        pages=[part(entry.iri, predicate, inverse=inverse, page=each) for each in range(1, last + 1)],
        once=Once(),
    )


def not_asserted(request: Request, look: Lookup, entry: Entry) -> Response:
    """What documents plan, deny or think possible of a node, and what readers rejected (``?part=open``), by page.

    Raises:
        HTTPException: there are not so many pages (404).
    """
    found = look.portions.open_claims(entry.iri)
    here = _number(request, len(found), entry)
    claims = [each for each in map(look.reader.claim, found[(here - 1) * MOST : here * MOST]) if each]
    made = look.entities.lines(LiveLinks(entry.iri))
    last = max(1, -(-len(found) // MOST))
    return page(
        request,
        "things/listing.html",
        entry=entry,
        groups=look.entities.not_asserted(entry, made, claims),
        title=Text(text="Not asserted"),
        number=here,
        total=len(found),
        first=min(len(found), (here - 1) * MOST + 1),
        pages=[opening(entry.iri, page=each) for each in range(1, last + 1)],
        once=Once(),
    )


def _number(request: Request, total: int, entry: Entry) -> int:
    asked = request.query_params.get("page", "1")
    last = max(1, -(-total // MOST))
    if not asked.isdecimal() or not 1 <= int(asked[:9]) <= last:
        raise HTTPException(404, f"there are {last} pages of this; look at {entry.path}")
    return int(asked)


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
