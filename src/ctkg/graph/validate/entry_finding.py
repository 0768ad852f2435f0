"""What the checks of entries find, by name: how grave it is, and what to do about it in general."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from ctkg.model import Finding

#: The check that a file fails which is no entry at all.
UNREADABLE = "unreadable"
#: Code points of a value that a finding repeats.
_SHOWN = 120


class Check(NamedTuple):
    """A check of entries that no shape makes.

    Attributes:
        severity: one of :data:`ctkg.model.SEVERITIES`.
        help: what it looks for and what to do, in one or two sentences.
    """

    severity: str
    help: str


CHECKS: dict[str, Check] = {
    "another document's graph": Check(
        "violation", "An entry fills its own named graph only; leave the name of the graph out, ctkg gives it one."
    ),
    "another document's node": Check(
        "violation", "Events and what hangs on them belong to the document that names them; name a node of your own."
    ),
    "blank node": Check("violation", "Every node has an IRI, so that it can be found, judged and replaced."),
    "character out of place": Check(
        "violation", "Control characters, and such as turn the direction of text or cannot be seen, are left out."
    ),
    "datatype": Check("violation", "A value has one of the datatypes of the graph, and a form that the datatype has."),
    "empty text": Check("violation", "A text says something; leave out what is not known."),
    "form": Check("violation", "A form has the fields of its kind, filled in as its comments say: ctkg new KIND."),
    "id used twice": Check("violation", "Every entry has an id of its own; one of the same id takes its place."),
    "ill-formed IRI": Check("violation", "An IRI of the graph is https://w3id.org/ctkg/id/<kind>/<name>."),
    "key without a meaning": Check(
        "violation", "Every key of JSON-LD is defined by its @context, and every @id is absolute or has an @base."
    ),
    "language": Check("violation", "A text has the tag of the language that it is in."),
    "letters of another language": Check("warning", "A text has the tag of the language that it is in."),
    "markup in a text": Check("violation", "Texts are plain: no HTML tag and no entity."),
    "merging by hand": Check("violation", "That two nodes are one is decided in a review, where it can be undone."),
    "node elsewhere": Check("warning", "An entry speaks of nodes under https://w3id.org/ctkg/id/."),
    "node without type": Check("warning", "A node has a class (rdf:type), by which it is checked."),
    "not NFC": Check("violation", "Text and IRIs are in Unicode form NFC, else two that look the same differ."),
    "provenance by hand": Check(
        "violation", "Claims, passages and activities are written by ctkg, from documents and from who adds an entry."
    ),
    "redefines terms": Check(
        "violation", "Classes, properties, concepts and shapes come from the files in ontology/, never from an entry."
    ),
    "reference data": Check(
        "violation", "States, places, organisations and instruments of the tables are corrected in data/reference/."
    ),
    "space at an end": Check("warning", "A text begins and ends with something that can be seen."),
    "statement on a statement": Check("violation", "The graph has no triple terms; use the nodes of the ontology."),
    "text for a node": Check("violation", "This property leads to a node, which is named by its IRI."),
    "node for a text": Check("violation", "This property has a text, a number or a date as its value."),
    "text too long": Check("violation", "A name is short, and a text of any kind is no book."),
    "unknown node": Check("violation", "What an entry points to is described in it or in the store."),
    "unknown property": Check("warning", "The graph makes no use of this property."),
    "unknown term": Check("violation", "The ontology has no such term; ontology/TERMS.md lists them."),
    UNREADABLE: Check("violation", "A file that cannot be read as an entry."),
}


def finding(check: str, quad: Quad, message: str, *, value: str | None = None, severity: str = "") -> Finding:
    """A finding of a check about one statement.

    Args:
        check: a name in :data:`CHECKS`.
        quad: the statement; its subject is the focus, its predicate the path.
        message: what is wrong and what to do.
        value: by default the object of the statement; a long one is cut.
        severity: by default that of the check.
    """
    said = plain(quad.object) if value is None else value
    return Finding(
        check=check,
        severity=severity or CHECKS[check].severity,
        focus=quad.subject.value if isinstance(quad.subject, NamedNode) else "[]",
        path=quad.predicate.value,
        value=cut(said),
        message=message,
    )


def plain(term: object) -> str:
    """An IRI or a lexical form; ``[]`` for all else."""
    return term.value if isinstance(term, NamedNode | Literal) else "[]"


def cut(text: str) -> str:
    """``text``, or its beginning and an ellipsis where it is long."""
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
