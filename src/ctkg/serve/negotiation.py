"""Which format an answer takes: by ``?format=``, else by the header Accept (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from starlette.exceptions import HTTPException
from starlette.requests import Request

#: Bytes of a header Accept that are read.
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Format:
    """A format of answers.

    Attributes:
        name: as in :mod:`ctkg.graph.deadline.serving`.
        kind: its media type.
        also: other media types for which it may stand in.
        words: other names of it in ``?format=``.
    """

    name: str
    kind: str
    also: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """For the header."""
        return f"{self.kind}; charset=utf-8" if self.kind.startswith("text/") else self.kind


#: Formats of rows and truth values, the preferred one first.
OF_ROWS = (
    Format("json", "application/sparql-results+json", ("application/json",)),
    Format("xml", "application/sparql-results+xml", ("application/xml", "text/xml")),
    Format("csv", "text/csv"),
    Format("tsv", "text/tab-separated-values"),
)
#: Formats of graphs, the preferred one first.
OF_GRAPHS = (
    Format("ttl", "text/turtle", ("application/x-turtle", "application/turtle", "text/n3"), ("turtle",)),
    Format("jsonld", "application/ld+json", ("application/json",), ("json-ld", "json")),
    Format("nt", "application/n-triples", ("text/plain",), ("ntriples", "n-triples")),
    Format("rdfxml", "application/rdf+xml", ("application/xml", "text/xml"), ("rdf", "xml")),
    Format("trig", "application/trig", ("application/x-trig",)),
    Format("nq", "application/n-quads", ("text/x-nquads",), ("nquads", "n-quads")),
)
_HTML = Format("html", "text/html", ("application/xhtml+xml",))


def chosen(request: Request, offers: Sequence[Format], named: str = "") -> Format:
    """The format of an answer.

    Args:
        request: of the client.
        offers: formats that there are, the preferred one first.
        named: the one that was named in the body of the request.

    Raises:
        HTTPException: none of ``offers`` is what the client takes (406).
    """
    named = named or request.query_params.get("format", "")
    found = _named(named, offers) if named else best(accepted(request), offers)
    if found is None:
        names = ", ".join(each.name for each in offers)
        raise HTTPException(406, f"this is to be had as {names} only (Accept, or format=)")
    return found


def wants_html(request: Request, offers: Sequence[Format] = OF_GRAPHS) -> bool:
    """True where a page is wanted rather than data: the one question of every address that has both.

    A client that says nothing gets a page; so does one that takes anything. ``?format=`` names data (or ``html``).
    """
    named = request.query_params.get("format", "")
    if named:
        return named == "html"
    found = best(accepted(request), (_HTML, *offers))
    return found is None or found is _HTML


def accepted(request: Request) -> str:
    """The header Accept, as one line."""
    return ", ".join(request.headers.getlist("accept"))


def _named(word: str, offers: Sequence[Format]) -> Format | None:
    folded = word.casefold()
    return next((each for each in offers if folded in (each.name, each.kind, *each.words)), None)


@lru_cache(maxsize=256)
def best(accept: str, offers: tuple[Format, ...]) -> Format | None:
    """The offer that a header Accept likes most, the earlier one among equals; None where it takes none."""
    if not accept.strip():
        return offers[0]
    ranges = list(_ranges(accept[:_LONGEST]))
    ranked = []
    for place, offer in enumerate(offers):
        # An offer goes by its own type; another type that it may stand in for comes second.
        found = max((_quality(kind, ranges), kind == offer.kind) for kind in (offer.kind, *offer.also))
        ranked.append((*found, -place))
    quality, _, place = max(ranked)
    return offers[-place] if quality > 0 else None


def _quality(kind: str, ranges: Sequence[tuple[str, float]]) -> float:
    """What the most specific range says of a media type."""
    family = kind.partition("/")[0] + "/*"
    for pattern in (kind, family, "*/*"):
        found = [quality for name, quality in ranges if name == pattern]
        if found:
            return max(found)
    return 0.0


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.casefold().split(","):
        name, *parameters = (word.strip() for word in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                try:
                    quality = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        yield name, quality
