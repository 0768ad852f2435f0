"""Links of the pages of things: the paths of this server instead of the files of a static site."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote, urlencode

from ctkg.graph.statements import Passage
from ctkg.iris import ONTOLOGY, compact, graph
from ctkg.serve.links import href
from ctkg.site.entry import Entry


class LiveLinks:
    """Links of the page of one node; a :class:`ctkg.site.links.Links`."""

    def __init__(self, iri: str) -> None:
        self._iri = iri

    def node(self, entry: Entry) -> str:
        """Its path."""
        return entry.path

    def is_here(self, entry: Entry) -> bool:
        """By its IRI."""
        return entry.iri == self._iri

    def kind(self, slug: str) -> str:
        """The list to browse."""
        return f"/browse/{slug}"

    def cls(self, iri: str) -> str:
        """What the ontology says of the class."""
        return href(iri)

    def property(self, iri: str) -> str:
        """What the ontology says of it; nothing for those of others."""
        return href(iri) if iri.startswith(ONTOLOGY) else ""

    def table(self, name: str) -> str:
        """The page of its graph."""
        return href(graph("reference", name))

    def why(self, subject: str, predicate: str, object: str) -> str:
        """The page that explains a statement."""
        return explaining(subject, predicate, object)

    def itself(self, iri: str) -> str:
        """Its own page."""
        return href(iri)

    def whole(self, predicate: str, inverse: bool) -> str:
        """All lines of a property, page by page."""
        return part(self._iri, predicate, inverse=inverse)


def explaining(subject: str, predicate: str, object: str) -> str:
    """Path of the page that says why a statement holds; ``object`` is an IRI or the text of a literal."""
    return f"/explain?s={_quoted(subject)}&p={_quoted(predicate)}&o={_quoted(object)}"


@lru_cache(maxsize=20_000)
def _quoted(iri: str) -> str:
    return quote(compact(iri), safe="")


def part(iri: str, predicate: str, *, inverse: bool, page: int = 1) -> str:
    """Path of the page with all statements of one property of a node."""
    words = {"property": compact(predicate)}
    words |= {"of": "value"} if inverse else {}
    words |= {"page": str(page)} if page > 1 else {}
    path = href(iri)
    return f"{path}{'&' if '?' in path else '?'}{urlencode(words)}"


def opening(iri: str, *, page: int = 1) -> str:
    """Path of the page with all that is not asserted of a node."""
    path = href(iri)
    return f"{path}{'&' if '?' in path else '?'}part=open" + (f"&page={page}" if page > 1 else "")


def place(whole: Passage, passage: Passage) -> str:
    """Fragment of a passage on the page of its document; empty for a line of the metadata."""
    return "" if passage.start is None else f"c{passage.start}"
