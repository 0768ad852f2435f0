"""What an entry is called: by its author, by the events that it describes, or by what it says."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, Quad

from ctkg.bridge.quads import RDF_TYPE
from ctkg.errors import UsageError
from ctkg.iris import instance, slug

_EVENT = instance("event", "")
#: What the id of an entry may be: a part of an IRI that needs no escape, as the ids of documents.
_ID = re.compile(r"[^\W_](?:[\w.-]{0,118}\w)?")


def identifier(quads: Iterable[Quad], given: str = "") -> str:
    """The id of an entry.

    The one that is given; else that of the events which the entry describes (``id/event/<id>/<n>``), where they are
    all of one; else ``entry-`` and twelve hexadecimal digits of a hash of its triples, whatever their order.

    Raises:
        UsageError: the given id cannot be a part of an IRI.
    """
    if given:
        if not _ID.fullmatch(given):
            hint = slug(given)
            raise UsageError(
                f"{given!r} cannot be the id of an entry: letters, digits, hyphens, dots and underscores, 120 at most"
                + (f"; such as {hint!r}" if _ID.fullmatch(hint) else "")
            )
        return given
    triples = list(quads)
    named = {owner for quad in triples if quad.predicate == RDF_TYPE and (owner := document_of(quad.subject))}
    if len(named) == 1 and _ID.fullmatch(found := next(iter(named))):
        return found
    return f"entry-{digest(triples)[:12]}"


def document_of(node: object) -> str:
    """Id of the document or entry that an event is of, by its IRI; empty for what is no such IRI."""
    if not isinstance(node, NamedNode) or not node.value.startswith(_EVENT):
        return ""
    document, _, number = node.value.removeprefix(_EVENT).rpartition("/")
    return document if number and "/" not in document else ""


def digest(quads: Iterable[Quad]) -> str:
    """SHA-256 of the triples in their canonical form (RDFC-1.0), hexadecimal; their graphs are not looked at."""
    dataset = Dataset(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return hashlib.sha256("\n".join(sorted(map(str, dataset))).encode()).hexdigest()
