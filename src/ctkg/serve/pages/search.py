"""Searching: words and facets in, finds with their sentences out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ctkg.graph.search import KINDS
from ctkg.graph.search.faceting import MOST, Faceted, Narrowed, faceted
from ctkg.graph.search.helping import meant
from ctkg.graph.search.hits import Hit
from ctkg.graph.search.topics import FACETS, STEMS
from ctkg.iris import ID
from ctkg.serve.finding import Damaged
from ctkg.serve.links import href
from ctkg.serve.lookup import Lookup, lookup
from ctkg.serve.pages.rendering import page
from ctkg.site.rendering import tag

#: Finds on one page, values of a facet that are shown at first, and that are shown at all.
_PAGE, _FIRST, _VALUES = 20, 8, 60
_TITLES = {"kind": "Kind", "country": "Country", "instrument": "Instrument", "threat": "Threat", "year": "Year"}
_MARKS = ("\x02", "\x03")
#: Letters of a question that are read.
_LONGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """A find on the page.

    Attributes:
        kind: of :data:`ctkg.graph.search.KINDS`.
        label: name of the thing, or title of the document.
        href: path of its page, of a passage at its place in the text.
        parts: the name or sentence in pieces, each with whether it was looked for.
        is_words: True for a sentence, False for a name.
        note: a date, or the body of a post.
    """

    kind: str
    label: str
    href: str
    language: str
    parts: tuple[tuple[str, bool], ...]
    is_words: bool
    note: str

    @property
    def is_label(self) -> bool:
        """True where what was found is just the name that stands there anyhow."""
        return "".join(text for text, _ in self.parts) == " ".join(self.label.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value of a facet: how it is called, how many finds it has, the path that chooses it or takes it back."""

    label: str
    number: int
    href: str
    chosen: bool


def search(request: Request) -> Response:
    """The page of a search; without words and facets, how to begin."""
    asked = request.query_params
    text = asked.get("q", "").strip()[:_LONGEST]
    narrowed = _narrowed(asked)
    number = int(asked["page"]) if asked.get("page", "").isdecimal() and len(asked["page"]) < 6 else 1
    with request.app.state.access.reading() as view:
        look = lookup(view)
        found, notice, other = None, "", ""
        try:
            with request.app.state.finding.index(view) as (index, notice):
                if index is not None and (text or narrowed.kinds or narrowed.topics or narrowed.document):
                    start = _PAGE * (max(1, number) - 1)
                    found = faceted(index, text, narrowed, start=start, most=_PAGE)
                    other = meant(index, text) if text and not found.total else ""
        except Damaged as error:
            notice = str(error)
        return page(
            request,
            "search.html",
            asked=text,
            found=found,
            notice=notice,
            most=MOST,
            finds=[_find(look, hit) for hit in found.hits] if found else [],
            facets=list(_facets(look, asked, narrowed, found)) if found else [],
            chosen=list(_chosen(look, asked, narrowed)),
            narrowed=[(name, value) for name, value in _kept(asked) if name != "q"],
            without=_path(asked, [("q", text)]) if narrowed != Narrowed() else "",
            other=_path(asked, [("q", other), *(pair for pair in _kept(asked) if pair[0] != "q")]) if other else "",
            other_words=other,
            beside=_beside(narrowed),
            first=_PAGE * (number - 1) + 1,
            before=_at(asked, number - 1) if number > 1 else "",
            after=_at(asked, number + 1) if found and number * _PAGE < found.total else "",
            document=look.reader.label(f"{ID}document/{narrowed.document}").text if narrowed.document else "",
        )


def _narrowed(asked: QueryParams) -> Narrowed:
    kinds = tuple(dict.fromkeys(kind for kind in asked.getlist("kind") if kind in KINDS))
    topics = {
        facet: tuple(dict.fromkeys(value[:200] for value in asked.getlist(facet) if value))[:20] for facet in FACETS
    }
    wanted = {facet: values for facet, values in topics.items() if values}
    return Narrowed(kinds=kinds, document=asked.get("document", "")[:200], topics=wanted)


def _kept(asked: QueryParams) -> list[tuple[str, str]]:
    """What of an address says what is looked for, in its order."""
    names = ("q", "kind", "document", *FACETS)
    return [(name, value[:_LONGEST]) for name, value in asked.multi_items() if name in names and value]


def _path(asked: QueryParams, pairs: Iterable[tuple[str, str]]) -> str:
    return f"/search?{urlencode(list(pairs))}"


def _at(asked: QueryParams, number: int) -> str:
    return _path(asked, [*_kept(asked), *([("page", str(number))] if number > 1 else [])])


def _toggled(asked: QueryParams, name: str, value: str) -> str:
    pairs = _kept(asked)
    pair = (name, value)
    return _path(asked, [each for each in pairs if each != pair] if pair in pairs else [*pairs, pair])


def _facets(
    look: Lookup, asked: QueryParams, narrowed: Narrowed, found: Faceted
) -> Iterator[tuple[str, str, list[Value], list[Value]]]:
    """Facets with their values: those that stand there at first, and the rest."""
    wanted = {"kind": narrowed.kinds, **narrowed.topics}
    for facet, counts in found.counts.items():
        values = [
            Value(
                label=_called(look, facet, value),
                number=number,
                href=_toggled(asked, facet, value),
                chosen=value in wanted.get(facet, ()),
            )
            for value, number in [*counts.items()][:_VALUES]
        ]
        if facet == "year":
            values.sort(key=lambda each: each.label, reverse=True)
        values.sort(key=lambda each: not each.chosen)
        if values:
            yield facet, _TITLES[facet], values[:_FIRST], values[_FIRST:]


def _chosen(look: Lookup, asked: QueryParams, narrowed: Narrowed) -> Iterator[tuple[str, str, str]]:
    """What the finds are narrowed by: facet, value, and the path that takes it back."""
    for kind in narrowed.kinds:
        yield _TITLES["kind"], kind, _toggled(asked, "kind", kind)
    for facet, values in narrowed.topics.items():
        for value in values:
            yield _TITLES[facet], _called(look, facet, value), _toggled(asked, facet, value)
    if narrowed.document:
        label = look.reader.label(f"{ID}document/{narrowed.document}").text
        yield "Document", label, _toggled(asked, "document", narrowed.document)


def _beside(narrowed: Narrowed) -> str:
    """What of the facets the timeline and the map know as well, as the query of their addresses; empty for nothing."""
    pairs = [(name, values[0]) for name, values in narrowed.topics.items() if name != "year" and len(values) == 1]
    years = sorted(narrowed.topics.get("year", ()))
    return urlencode([*pairs, *([("from", years[0]), ("to", years[-1])] if years else [])])


def _called(look: Lookup, facet: str, value: str) -> str:
    if facet not in STEMS:
        return value
    entry = look.catalogue.get(STEMS[facet] + value)
    return entry.label if entry else value


def _find(look: Lookup, hit: Hit) -> Find:
    is_words = hit.start is not None
    entry = None if is_words else look.catalogue.get(hit.iri)
    place = f"{href(f'{ID}document/{hit.document}')}#c{hit.start}" if is_words else href(hit.iri)
    return Find(
        kind=hit.kind,
        label=entry.label if entry else hit.label,
        href=entry.path if entry else place,
        language=tag(hit.language),
        parts=_parts(hit.snippet(280, _MARKS)),
        is_words=is_words,
        note="" if entry is None else entry.date if entry.date and entry.date not in entry.label else entry.body,
    )


def _parts(marked: str) -> tuple[tuple[str, bool], ...]:
    found: list[tuple[str, bool]] = []
    for piece in marked.split(_MARKS[0]):
        words, mark, rest = piece.partition(_MARKS[1])
        found += [(words, bool(mark)), (rest, False)] if mark else [(words, False)]
    return tuple((text, is_marked) for text, is_marked in found if text)


ROUTES = (Route("/search", search, name="search"),)
