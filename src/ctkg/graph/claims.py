"""Claims read back from a store one by one, by index, whatever the size of the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from ctkg.iris import CONCEPT, GRAPH, ID, PREFIXES, term

if TYPE_CHECKING:
    from ctkg.graph.store import Store

_CLAIM, _EVIDENCE = ID + "claim/", GRAPH + "evidence/"
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_OUTCOME = CONCEPT + "review-outcome/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words that a claim rests on; ``start`` is -1 for those of the front matter, which have no offsets."""

    text: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A claim as the store has it.

    Attributes:
        iri: ``id/claim/<document>/<hash>``.
        event: key of its event in its document, such as ``e1``; ``about`` is the event's canonical IRI.
        relation, value, of, labels, stance, confidence, rule, doubts: as in the flat view.
        approx: for counts ``exact``, ``about``, ``over`` or ``at least``; empty elsewhere.
        subject, predicate, object: IRIs of the statement that it is about; ``object`` is empty for words and numbers.
        passages: in the order of the text.
        outcome: what a person decided on it, ``act`` by which act; empty where nobody did.
    """

    iri: str
    event: str
    about: str
    relation: str
    value: str
    of: str
    labels: tuple[str, ...]
    stance: str
    confidence: float
    rule: str
    doubts: tuple[str, ...]
    approx: str
    quote: str
    subject: str
    predicate: str
    object: str
    passages: tuple[Passage, ...]
    outcome: str
    act: str

    @property
    def stands(self) -> bool:
        """False where a person decided that the document does not say so, or put something else in its place."""
        return self.outcome not in ("rejected", "corrected", "overruled")

    @property
    def document(self) -> str:
        """Id of the document."""
        return document_of(self.iri)

    @property
    def name(self) -> str:
        """Last part of the IRI: a hash of what is said and where."""
        return name_of(self.iri)

    @property
    def sentence(self) -> str:
        """The words that it rests on, in one line."""
        return " … ".join(" ".join(passage.text.split()) for passage in self.passages)


def document_of(iri: str) -> str:
    """Id of the document of a claim."""
    return iri.removeprefix(_CLAIM).rpartition("/")[0]


def name_of(iri: str) -> str:
    """Last part of the IRI of a claim."""
    return iri.rpartition("/")[2]


def one(store: Store, iri: str) -> Claimed | None:
    """The claim ``iri``, or None where the store has none."""
    parts: dict[str, list[str]] = {}
    graph = _EVIDENCE + document_of(iri)
    for quad in store.match(NamedNode(iri), None, None, graph):
        parts.setdefault(quad.predicate.value, []).append(quad.object.value)  # type: ignore[union-attr]
    if term("relation") not in parts:
        return None

    def first(name: str) -> str:
        return min(parts.get(term(name), [""]))

    document, about = document_of(iri), first("aboutEvent")
    minted = first("eventAsReported") or about
    return Claimed(
        iri=iri,
        event="e" + minted.removeprefix(f"{ID}event/{document}/"),
        about=about,
        relation=first("relation"),
        value=first("claimValue"),
        of=first("ofText"),
        labels=tuple(sorted(parts.get(term("valueLabel"), ()))),
        stance=first("stance").removeprefix(CONCEPT + "stance/"),
        confidence=float(first("confidence")),
        rule=first("firedRule"),
        doubts=tuple(sorted(parts.get(term("doubtText"), ()))),
        approx=first("countQualifier"),
        quote=first("quotedWords"),
        subject=first("claimSubject"),
        predicate=first("claimPredicate"),
        object=first("claimObject"),
        passages=tuple(_passages(store, parts.get(term("hasEvidence"), ()), graph)),
        outcome=first("reviewOutcome").removeprefix(_OUTCOME),
        act=first("reviewedIn").rpartition("/")[2],
    )


def _passages(store: Store, iris: Iterable[str], graph: str) -> list[Passage]:
    found = []
    for iri in iris:
        said = {quad.predicate.value: quad.object.value for quad in store.match(NamedNode(iri), None, None, graph)}  # type: ignore[union-attr]
        found.append(
            Passage(
                text=said.get(term("quotationText"), ""),
                start=int(said.get(term("startOffset"), -1)),
                end=int(said.get(term("endOffset"), -1)),
            )
        )
    return sorted(found, key=lambda passage: (passage.start, passage.end, passage.text))


def all_of(store: Store, *, document: str = "") -> Iterator[str]:
    """IRIs of all claims, or of those of one document, in no order."""
    graph = _EVIDENCE + document if document else None
    return _subjects(store, _TYPE, NamedNode(term("Claim")), graph)


def with_relation(store: Store, relation: str, *, document: str = "") -> Iterator[str]:
    """IRIs of all claims of one relation, or of those of one document, in no order."""
    graph = _EVIDENCE + document if document else None
    return _subjects(store, NamedNode(term("relation")), Literal(relation), graph)


def about(store: Store, node: str) -> Iterator[str]:
    """IRIs of the claims about an event, of whichever document, by its canonical IRI."""
    return _subjects(store, NamedNode(term("aboutEvent")), NamedNode(node), None)


def naming(store: Store, node: str) -> Iterator[str]:
    """IRIs of the claims that name a node as what they are about or as what they say; one that does both twice."""
    for name in ("claimSubject", "claimObject"):
        yield from _subjects(store, NamedNode(term(name)), NamedNode(node), None)


def relation_of(store: Store, iri: str) -> str:
    """The relation of a claim, without a look at the rest of it; empty where there is none."""
    return _first(store, iri, "relation")


def event_of(store: Store, iri: str) -> str:
    """Canonical IRI of the event of a claim, without a look at the rest of it; empty where there is none."""
    return _first(store, iri, "aboutEvent")


def _first(store: Store, iri: str, name: str) -> str:
    found = store.match(NamedNode(iri), NamedNode(term(name)), None, _EVIDENCE + document_of(iri))
    return next((quad.object.value for quad in found), "")  # type: ignore[union-attr]


def sureness(store: Store, *, document: str = "") -> Iterator[tuple[str, float]]:
    """IRI and confidence of all claims, or those of one document, in no order: one look at an index, no more."""
    graph = _EVIDENCE + document if document else None
    for quad in store.match(None, NamedNode(term("confidence")), None, graph):
        iri = quad.subject.value  # type: ignore[union-attr]
        if iri.startswith(_CLAIM):
            yield iri, float(quad.object.value)  # type: ignore[union-attr]


def doubted(store: Store) -> Iterator[str]:
    """IRIs of the claims that a second opinion doubts, each once."""
    found = {quad.subject.value for quad in store.match(None, NamedNode(term("doubtText")))}  # type: ignore[union-attr]
    return iter(sorted(found))


def decided(store: Store) -> set[str]:
    """IRIs of the claims that people decided on."""
    return {quad.subject.value for quad in store.match(None, NamedNode(term("reviewOutcome")))}  # type: ignore[union-attr]


def holds(store: Store, subject: str, predicate: str, *, text: str) -> bool:
    """Whether the graph says, as fact or inferred, that ``subject`` has ``predicate`` with a literal of this text."""
    found = store.union(NamedNode(subject), NamedNode(predicate))
    return any(isinstance(triple.object, Literal) and triple.object.value == text for triple in found)


def _subjects(store: Store, predicate: NamedNode, thing: NamedNode | Literal, graph: str | None) -> Iterator[str]:
    for quad in store.match(None, predicate, thing, graph):
        iri = quad.subject.value  # type: ignore[union-attr]
        if iri.startswith(_CLAIM):
            yield iri
