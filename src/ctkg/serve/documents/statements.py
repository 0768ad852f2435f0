"""The statements of a document as its page shows them: a row each, numbered in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from ctkg.graph.claims import name_of
from ctkg.graph.statements import Claim
from ctkg.iris import instance
from ctkg.making import statements as packed
from ctkg.model import Entity, Statement
from ctkg.review import showing
from ctkg.serve.documents.kinds import Kind, kind_of
from ctkg.serve.documents.segments import Mark
from ctkg.serve.links import href
from ctkg.serve.lookup import Lookup
from ctkg.site.evidence import level, remarks, spoken
from ctkg.site.view import Text

#: How a row stands: as a fact, as planned, denied or possible, or as what a reader decided against.
STATED, OPEN, DECIDED = "stated", "open", "decided"
#: Below this, or with a doubt, a row leads to the review.
_SURE = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A statement of a document.

    Attributes:
        number: from 1, in the order of the text.
        kind: of its relation; ``relation`` is the name of that in the flat vocabulary, ``title`` for people.
        subject: what it is said of, with a link to its page; ``place`` leads to the statement there.
        value: what is said.
        confidence: between 0 and 1 as text, or empty; ``level`` is ``high``, ``medium``, ``low`` or empty.
        notes: stance, derivation, decisions and doubts.
        standing: :data:`STATED`, :data:`OPEN` or :data:`DECIDED`.
        passages: offsets of what it rests on; none for what the metadata say.
        words: offsets of the words that count; all of a passage where none can be told.
        review: path of the review, where it is uncertain.
        claim: IRI.
    """

    number: int
    kind: Kind
    relation: str
    title: Text
    subject: Text
    value: Text
    place: str
    confidence: str
    level: str
    rule: str
    notes: tuple[str, ...]
    standing: str
    passages: tuple[tuple[int, int], ...]
    words: tuple[tuple[int, int], ...]
    review: str
    claim: str

    @property
    def is_soft(self) -> bool:
        """True where the words that count could not be told, so that all of its passages are marked."""
        return self.words == self.passages

    @property
    def marks(self) -> list[Mark]:
        """Where it stands in the text."""
        return [Mark(start, end, self.number) for start, end in self.words]


def rows(look: Lookup, document: str) -> list[Row]:
    """All statements of a document or entry, in the order of its text; what the metadata say comes first."""
    found = sorted(look.reader.claims_of(document), key=_order)
    note = look.reader.store.note(packed.NOTE, document)
    behind = {each.id: each for each in packed.loads(note)[1]} if note else {}
    return [_row(look, number, claim, behind) for number, claim in enumerate(found, start=1)]


def phrases(said: Statement) -> list[str]:
    """How a text may say a statement, the nearest to its words first."""
    thing = said.object
    value = [thing.label, *thing.names] if isinstance(thing, Entity) else [str(thing)]
    return [said.stated, said.quote, *value, said.counted]


def words_in(passages: Iterable[tuple[int, str]], phrases: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Offsets of the words that count: in each passage those of the first of ``phrases`` that stands in it.

    Args:
        passages: offset and text of each.
        phrases: the nearest to the words first.

    Returns:
        Sorted and half-open; all of a passage that has none of the phrases, so that there is a mark to lead to.
    """
    said = list(phrases)
    found: set[tuple[int, int]] = set()
    for start, text in passages:
        spans = showing.marks(text, said) or [(0, len(text))]
        found |= {(start + first, start + last) for first, last in spans}
    return tuple(sorted(found))


def _order(claim: Claim) -> tuple[int, int, str, str, str]:
    spans = [(each.start, each.end or 0) for each in claim.passages if each.start is not None]
    start, end = min(spans, default=(-1, 0))
    return (start, end, claim.relation, claim.value, claim.iri)


def _row(look: Lookup, number: int, claim: Claim, behind: Mapping[str, Statement]) -> Row:
    subject = _node(look, claim.subject or claim.about)
    anchor = f"#{name_of(claim.iri)}"
    uncertain = bool(claim.doubts) or (claim.confidence is not None and claim.confidence < _SURE)
    placed = [each for each in claim.passages if each.start is not None and each.end is not None]
    return Row(
        number=number,
        kind=kind_of(claim.relation),
        relation=claim.relation,
        title=Text(
            text=look.words.label(claim.predicate) if claim.predicate else claim.relation,
            href=href(claim.predicate) if claim.predicate else "",
            note=look.words.definition(claim.predicate) if claim.predicate else "",
        ),
        subject=subject,
        value=_value(look, claim, subject),
        place=f"{subject.href}{anchor}" if subject.href else "",
        confidence="" if claim.confidence is None else f"{claim.confidence:.2f}",
        level=level(claim.confidence),
        rule=claim.rule,
        notes=remarks(claim),
        standing=_standing(claim),
        passages=tuple(sorted({(each.start or 0, each.end or 0) for each in placed})),
        words=words_in(
            [(each.start or 0, each.text) for each in placed], _phrases(claim, behind.get(name_of(claim.iri)))
        ),
        review=f"/review/{quote(name_of(claim.iri), safe='')}" if uncertain and not claim.outcome else "",
        claim=claim.iri,
    )


def _standing(claim: Claim) -> str:
    if claim.is_asserted:
        return STATED
    return OPEN if claim.stance != "asserted" and claim.outcome in ("", "accepted", "preferred") else DECIDED


def _phrases(claim: Claim, behind: Statement | None) -> list[str]:
    """How the text may say a claim; of one that has no statement behind it, as a reader put it right, by the graph."""
    if behind is not None:
        return phrases(behind)
    return [claim.quoted, claim.value, *claim.names, *spoken(claim.value), claim.of]


def _value(look: Lookup, claim: Claim, subject: Text) -> Text:
    of = "" if claim.of == subject.text else claim.of
    # A country that follows from a place is told by its code alone.
    thing = claim.object or (instance("territory", claim.value) if claim.relation == "event.country" else "")
    if not thing:
        return Text(text=claim.value, note=of)
    node = _node(look, thing)
    named = node.text if look.catalogue.get(thing) else claim.value
    return Text(text=named or claim.value, language=node.language, href=node.href, note=of)


def _node(look: Lookup, iri: str) -> Text:
    entry = look.catalogue.get(iri) if iri else None
    if entry is not None:
        return Text(text=entry.label, language=entry.language, href=entry.path)
    label = look.reader.label(iri) if iri else None
    return Text(text=label.text if label else "", language=label.language if label else "")
