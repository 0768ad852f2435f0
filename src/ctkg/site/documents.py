"""What the page of a document adds: its passages with what was read from each; of an entry, who entered it."""

from __future__ import annotations

from ctkg.graph.statements import Claim, Passage
from ctkg.iris import ID
from ctkg.site.entry import Entry
from ctkg.site.evidence import anchor, level, parts, remarks, spans_of
from ctkg.site.lines import Lines
from ctkg.site.rendering import tag
from ctkg.site.view import Document, Reading, Sentence, Text

#: What is told of an entry's making, and how.
_ENTERED = {"by": "entered by", "on": "on", "source": "from", "reason": "because"}


def document(entry: Entry, lines: Lines) -> Document:
    """The passages of one document or entry."""
    name = entry.iri.removeprefix(f"{ID}document/")
    origin = lines.evidence.origin(name)
    by_whole: dict[str, list[tuple[Claim, Passage]]] = {}
    metadata: list[tuple[Claim, Passage]] = []
    for claim in sorted(
        lines.reader.claims_of(name), key=lambda each: (each.subject, each.predicate, each.value, each.iri)
    ):
        for passage in claim.passages:
            if passage.start is None:
                metadata.append((claim, passage))
            else:
                by_whole.setdefault(lines.evidence.whole(name, passage).iri, []).append((claim, passage))
    sentences = [_sentence(whole, by_whole.get(whole.iri, []), lines) for whole in lines.evidence.wholes(name)]
    if metadata:
        readings = tuple(dict.fromkeys(_reading(claim, lines) for claim, _ in metadata))
        sentences.append(
            Sentence(anchor="metadata", parts=(("From the metadata of the document", False),), readings=readings)
        )
    return Document(
        address=origin.address, language=tag(origin.language), entered=_entered(name, lines), sentences=tuple(sentences)
    )


def _entered(name: str, lines: Lines) -> tuple[Text, ...]:
    entering = lines.reader.entering(name)
    said = [(getattr(entering, each), words) for each, words in _ENTERED.items()] if entering else []
    return tuple(Text(text=value, note=words) for value, words in said if value)


def _sentence(whole: Passage, read: list[tuple[Claim, Passage]], lines: Lines) -> Sentence:
    spans = {span for claim, passage in read for span in spans_of(claim, whole, passage)}
    return Sentence(
        anchor=anchor(whole),
        parts=tuple(parts(whole.text, spans)),
        readings=tuple(dict.fromkeys(_reading(claim, lines) for claim, _ in read)),
    )


def _reading(claim: Claim, lines: Lines) -> Reading:
    return Reading(
        subject=lines.link(claim.subject),
        relation=lines.property(claim.predicate),
        value=lines.claimed_value(claim),
        confidence="" if claim.confidence is None else f"{claim.confidence:.2f}",
        level=level(claim.confidence),
        notes=remarks(claim),
    )
