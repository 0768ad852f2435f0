"""Where things stand on a server: paths of IRIs, and IRIs of paths."""

from __future__ import annotations

from urllib.parse import quote, unquote

from ctkg.iris import BASE, CONCEPT, GRAPH, ID, ONTOLOGY

#: IRIs that have a path of their own, and its beginning.
_PLACES = ((ID, "/id/"), (CONCEPT, "/concept/"), (GRAPH, "/graph/"), (ONTOLOGY, "/ontology/"))
#: What a path may hold beside letters and digits; ``%`` and ``?`` of an IRI are escaped.
_SAFE = "/:@!$&'()*+,;=~-._"
_UNSURE = ("", ".", "..")


def href(iri: str) -> str:
    """The path of the page of a node: ``/id/event/x``, or ``/resource?iri=...`` for nodes of others."""
    for beginning, place in _PLACES:
        rest = iri.removeprefix(beginning)
        # Browsers shorten paths with dots or nothing between slashes; such IRIs go as a parameter.
        if rest != iri and not any(part in _UNSURE for part in rest.split("/")):
            return place + quote(rest, safe=_SAFE)
    return "/resource?iri=" + quote(iri, safe="")


def iri(path: str) -> str:
    """The IRI that stands at a path (as it came, escaped or not); empty where none does."""
    for beginning, place in _PLACES:
        if path.startswith(place) and len(path) > len(place):
            return beginning + unquote(path.removeprefix(place))
    return BASE + "ontology" if path == "/ontology" else ""
