"""Real graphs of documents, cut where a copy may differ: ``Template`` is what a document of ours looks like in RDF.

The documents are those of ``benchmarks/extraction/write``: fictional, of many kinds, and mapped by the same pipeline as
any other. So classes and predicates and how often they come, sizes, evidence and hubs are those of true builds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from ctkg import bridge
from ctkg.bridge.quads import RDFS_LABEL
from ctkg.iris import ID, slug, term
from ctkg.pipeline import extract
from ctkg.text.read import discover

DOCUMENTS = Path(__file__).parents[1] / "extraction" / "write" / "documents"

#: A place where copies differ: its kind and what stands there in the template.
Slot = tuple[str, str]

PARTICIPANT = term("participant")
_TERRITORY = ID + "territory/"
_PERSON = re.compile(re.escape(ID) + r"person/([^/]+)/")
_IRI = r"(?:(?<=/)|(?<=[.]))"
_DATED = r"\^\^<http://www\.w3\.org/2001/XMLSchema#(?:date|gYear|gYearMonth)>"


@dataclass(frozen=True, slots=True)
class Template:
    """The two graphs of a document as N-Quads, in pieces: texts that stay, and slots.

    Attributes:
        id: id of the document that it was made from.
        asserted: pieces of the document's graph.
        evidence: pieces of its evidence graph.
        sizes: quads in each of the two.
    """

    id: str
    asserted: tuple[str | Slot, ...]
    evidence: tuple[str | Slot, ...]
    sizes: tuple[int, int]

    @property
    def slots(self) -> set[Slot]:
        """Everything that has to be filled."""
        return {piece for piece in (*self.asserted, *self.evidence) if not isinstance(piece, str)}


def templates(limit: int | None = None) -> list[Template]:
    """One template a document, in the order of their ids; only the first ``limit``."""
    made = (_template(file) for file in discover([str(DOCUMENTS)]))
    return list(islice((template for template in made if template), limit))


def _template(file: Path) -> Template | None:
    document, statements = extract(file)
    mapped = bridge.quads(document, statements)
    asserted, evidence = mapped.graphs.values()
    if any(quad.predicate.value == PARTICIPANT and _TERRITORY in str(quad.object) for quad in asserted):
        return None  # a territory that takes part is a violation; this graph is to have none
    persons = _persons([*asserted, *evidence])
    pattern = _pattern(document.id, persons)
    return Template(
        document.id,
        tuple(_pieces(asserted, pattern, persons)),
        tuple(_pieces(evidence, pattern, persons)),
        (len(asserted), len(evidence)),
    )


def _persons(quads: list[Quad]) -> dict[str, str]:
    """Slug and name of everybody who has a name, not only a post."""
    found = {}
    for quad in quads:
        if quad.predicate == RDFS_LABEL and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            person = _PERSON.match(quad.subject.value)
            if (
                person
                and person[1] == slug(quad.object.value)
                and " " in quad.object.value
                and not quad.object.language
            ):
                found[person[1]] = quad.object.value
    return found


def _pattern(document: str, persons: dict[str, str]) -> re.Pattern[str]:
    """Finds slots; the name of the last group that matched is the kind."""
    kinds = [
        rf"(?P<document>{re.escape(document)})",
        rf'"(?P<date>\d{{4}}(?:-\d\d){{0,2}})(?="{_DATED})',
        r'(?<=, )(?P<told>\d{4}(?:-\d\d){0,2})(?="@en )',
        r"/(?:state|territory)/(?P<state>[A-Z]{2})\b",
        rf"{_IRI}state[.-](?P<state_>[A-Z]{{2}})\b",
        rf"{_IRI}organization[./](?P<nation>[a-z]{{2}})(?=[./])",
        rf"{_IRI}post/(?P<nation_>[a-z]{{2}})(?=/[^/>]+/)",
        r"/(?P<nation__>[a-z]{2})(?=[.][a-z])",
        r"/city/(?P<city>\d+)\b",
        r'"(?P<hash>[0-9a-f]{64})"',
    ]
    if persons:
        names = "|".join(map(re.escape, sorted(persons, key=len, reverse=True)))
        labels = "|".join(map(re.escape, sorted(persons.values())))
        kinds += [rf"{_IRI}(?P<person>{names})(?=[/.])", rf'"(?P<name>{labels})"(?= <)']
    return re.compile("|".join(kinds))


def _pieces(quads: list[Quad], pattern: re.Pattern[str], persons: dict[str, str]) -> Iterator[str | Slot]:
    slugs = {name: slug for slug, name in persons.items()}
    kept: list[str] = []
    for quad in quads:
        line, at = f"{quad} .\n", 0
        for hit in pattern.finditer(line):
            kind = str(hit.lastgroup)
            if kind == "name" and quad.predicate != RDFS_LABEL:
                continue  # a sentence, word for word
            kept.append(line[at : hit.start(kind)])
            yield "".join(kept)
            kept.clear()
            yield kind.rstrip("_"), slugs[hit[kind]] if kind == "name" else hit[kind]
            at = hit.end(kind)
        kept.append(line[at:])
    yield "".join(kept)
