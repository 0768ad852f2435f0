"""The sentence behind a statement, with the words that count marked, and where it was published."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from ctkg.graph.reader import Reader
from ctkg.graph.statements import Claim, Passage
from ctkg.iris import ID, PREFIXES, term
from ctkg.site import addresses
from ctkg.site.rendering import tag
from ctkg.site.view import Quote, Text

#: Documents whose passages are kept in memory at a time.
_KEPT = 64
#: Letters of a passage that are shown at most, about; the rest is left out around the words that count.
_SHOWN = 600
_MARGIN = 240
#: What is said of a claim that is not simply asserted.
_STANCES = {"intended": "planned, not yet done", "denied": "denied", "possible": "possible, not certain"}
_HIGH, _MEDIUM = 0.85, 0.7
_DATE = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d{2}))?")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a page says of a document or an entry: its title, its language, and where it was published."""

    iri: str
    title: str
    language: str
    address: str


def document_iri(document: str) -> str:
    """IRI of a document or entry by its id."""
    return f"{ID}document/{document}"


def anchor(passage: Passage) -> str:
    """Fragment of a passage on the page of its document; empty for a line of the metadata."""
    return "" if passage.start is None else f"p{passage.start}-{passage.end}"


class Evidence:
    """Makes quotes; keeps the passages of the documents that were met last.

    Args:
        place: fragment of a passage on the page of its document, of the whole that is shown and the passage in it.
    """

    def __init__(self, reader: Reader, place: Callable[[Passage, Passage], str] | None = None) -> None:
        self._reader = reader
        self._place = place or (lambda whole, passage: anchor(whole))
        self.origin = lru_cache(maxsize=4096)(self._origin)
        self.passages = lru_cache(maxsize=_KEPT)(self._passages)
        self._wholes = lru_cache(maxsize=_KEPT)(self._enclosing)

    def _origin(self, document: str) -> Origin:
        iri = document_iri(document)
        label = self._reader.label(iri)
        return Origin(
            iri=iri,
            title=label.text if ":" not in label.text or " " in label.text else document,
            language=self._reader.text(iri, PREFIXES["dcterms"] + "language"),
            address=addresses.outside(self._reader.text(iri, term("sourceAddress"))),
        )

    def _passages(self, document: str) -> tuple[Passage, ...]:
        """Passages of a document that have a place in its text; of two that begin together the longer first."""
        placed = self._reader.passages(document)
        return tuple(sorted(placed, key=lambda each: (each.start or 0, -(each.end or 0), each.iri)))

    def wholes(self, document: str) -> tuple[Passage, ...]:
        """Passages that stand in no other, in order."""
        return tuple(dict.fromkeys(self._wholes(document).values()))

    def _enclosing(self, document: str) -> dict[str, Passage]:
        """IRI of each passage -> the longest that holds it."""
        found: dict[str, Passage] = {}
        last: Passage | None = None
        for each in self.passages(document):
            if last is None or (each.end or 0) > (last.end or 0):
                last = each
            found[each.iri] = last
        return found

    def whole(self, document: str, passage: Passage) -> Passage:
        """The longest passage that holds ``passage``; itself for a line of the metadata."""
        return self._wholes(document).get(passage.iri, passage)

    def quotes(self, claim: Claim, href: str, *, notes: tuple[str, ...] = ()) -> list[Quote]:
        """A quote for every sentence of a claim; ``href`` leads to the page of its document, or is empty."""
        origin = self.origin(claim.document)
        said = (*notes, *remarks(claim))
        by_whole: dict[Passage, list[Passage]] = {}
        for passage in claim.passages:
            by_whole.setdefault(self.whole(claim.document, passage), []).append(passage)
        found = []
        for whole, passages in by_whole.items():
            spans = {span for each in passages for span in spans_of(claim, whole, each)}
            place = self._place(whole, passages[0])
            found.append(
                Quote(
                    parts=tuple(shortened(parts(whole.text, spans))),
                    language=tag(origin.language),
                    document=Text(text=origin.title, href=f"{href}#{place}" if href and place else href),
                    address=origin.address,
                    confidence="" if claim.confidence is None else f"{claim.confidence:.2f}",
                    level=level(claim.confidence),
                    rule=claim.rule,
                    notes=said if place else (*said, "from the metadata of the document"),
                    claim=claim.iri.rpartition("/")[2],
                )
            )
        return found


def level(confidence: float | None) -> str:
    """``high``, ``medium`` or ``low``; nothing where none is told."""
    if confidence is None:
        return ""
    return "high" if confidence >= _HIGH else "medium" if confidence >= _MEDIUM else "low"


def remarks(claim: Claim) -> tuple[str, ...]:
    """What must be known of a claim beside its words: stance, derivation, decisions, doubts."""
    found = [_STANCES.get(claim.stance, "")]
    found.append("derived, not stated" if claim.status == "derived" else "")
    found += [
        f"{claim.outcome} by {each.by or 'a reader'}{each.on[:10] and ' on ' + each.on[:10]}"
        f"{each.reason and ': ' + each.reason}"
        for each in claim.decisions
    ]
    found.append(claim.outcome if not claim.decisions else "")
    return (*(each for each in found if each), *claim.doubts)


def spans_of(claim: Claim, whole: Passage, passage: Passage) -> list[tuple[int, int]]:
    """Which words of ``whole`` count for a claim: ``passage`` where it is a part, else the first that say the value."""
    length = len(whole.text)
    if whole.iri != passage.iri and whole.start is not None and passage.start is not None and passage.end is not None:
        start, end = passage.start - whole.start, passage.end - whole.start
        if 0 <= start < end <= length and (start, end) != (0, length):
            return [(start, end)]
    for words in ((claim.quoted,), (claim.value, *claim.names, *spoken(claim.value)), (claim.of,)):
        found = _found(whole.text, words)
        if found:
            return [found]
    return []


def spoken(value: str) -> list[str]:
    """How an English text may write a date of the graph."""
    match = _DATE.fullmatch(value)
    if not match:
        return []
    month, day, year = _MONTHS[int(match[2]) - 1], str(int(match[3] or "0")), match[1]
    if day == "0":
        return [f"{month} {year}", month]
    return [f"{day} {month} {year}", f"{month} {day}, {year}", f"{day} {month}", f"{month} {day}"]


def parts(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[str, bool]]:
    """``text`` cut where marked spans (start, end) begin and end; spans that touch or overlap become one."""
    united: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(united[-1][1], end))
        else:
            united.append((start, end))
    found: list[tuple[str, bool]] = []
    done = 0
    for start, end in united:
        found += [(text[done:start], False)] if start > done else []
        found.append((text[start:end], True))
        done = end
    return found + ([(text[done:], False)] if done < len(text) else [])


def shortened(pieces: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Pieces of a long text with only what stands near to the marked ones."""
    if sum(len(text) for text, _ in pieces) <= _SHOWN:
        return pieces
    found = []
    for place, (text, is_marked) in enumerate(pieces):
        if not is_marked and len(text) > 2 * _MARGIN:
            head = "" if place == 0 and len(pieces) > 1 else text[:_MARGIN].rpartition(" ")[0] + " "
            tail = "" if place == len(pieces) - 1 else " " + text[-_MARGIN:].partition(" ")[2]
            text = f"{head}…{tail}"
        found.append((text, is_marked))
    return found


def _found(text: str, words: Iterable[str]) -> tuple[int, int] | None:
    """Where the longest of ``words`` that stands in ``text`` as whole words stands first."""
    folded = text.lower()
    if len(folded) != len(text):
        return None
    for word in sorted({each.lower() for each in words if len(each) > 1}, key=lambda each: (-len(each), each)):
        at = folded.find(word)
        while at >= 0:
            if not (folded[at - 1 : at].isalnum() or folded[at + len(word) : at + len(word) + 1].isalnum()):
                return at, at + len(word)
            at = folded.find(word, at + 1)
    return None
