"""What is wrong and what is missed, each with the sentence to look at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from ctkg.evaluation.gold import Fact
from ctkg.evaluation.lexicon import relations
from ctkg.evaluation.predictions import Prediction
from ctkg.evaluation.scoring import WRONG, Judgement
from ctkg.model import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One error.

    Attributes:
        document: its id.
        kind: ``wrong``, ``other event`` (right, but gold says it of another event), ``missed`` or ``trap``.
        relation, value, of: as said, or as gold has it where it is missed.
        event: its event, in the numbering of whoever says it.
        sentence: the sentence of the evidence; for what is missed, the first one with a name of the value; or empty.
    """

    document: str
    kind: str
    relation: str
    value: str
    of: str
    event: str
    sentence: str


class Sentences:
    """The sentences of one document, by offset and by word."""

    def __init__(self, document: Document) -> None:
        from ctkg.text import segment

        self._text = document.text
        self._spans = [part.span for part in segment.sentences(document, segment.passages(document))]

    def at(self, offset: int) -> str:
        """The sentence at ``offset``, on one line; empty where there is none."""
        number = bisect_right(self._spans, offset, key=lambda span: span.start) - 1
        return self._words(number) if number >= 0 else ""

    def naming(self, *words: str) -> str:
        """The first sentence with one of ``words`` in any case, earlier words first; empty where there is none."""
        low = self._text.casefold() if len(self._text.casefold()) == len(self._text) else self._text.lower()
        for word in words:
            found = low.find(word.casefold()) if word else -1
            if 0 <= found < len(self._text):
                return self.at(found)
        return ""

    def _words(self, number: int) -> str:
        span = self._spans[number]
        return " ".join(self._text[span.start : span.end].split())


def mistakes(judged: Judgement, document: Document | None = None) -> Iterator[Mistake]:
    """The errors in one document: wrong ones in the order of the predictions, then missed ones in that of the gold,
    then traps. What gold may lack (see ``data/evaluation/relations.toml``) is not called wrong."""
    sentences = Sentences(document) if document is not None else None
    for verdict in judged.verdicts:
        if verdict.word == WRONG and verdict.said.relation in relations().complete:
            yield _wrong(judged.document, verdict.said, verdict.elsewhere, sentences)
    for fact in judged.missed:
        yield _missed(judged.document, fact, sentences)
    for trap in judged.trapped:
        place = sentences.naming(trap.value) if sentences else ""
        yield Mistake(
            document=judged.document, kind="trap", relation=trap.relation, value=trap.value, of=trap.of, event="",
            sentence=place,
        )  # fmt: skip


def _wrong(document: str, said: Prediction, elsewhere: bool, sentences: Sentences | None) -> Mistake:
    evidence = said.row.get("evidence") or ()
    sentence = " ".join(str(evidence[0].get("text", "")).split()) if evidence else ""
    if sentences and evidence and isinstance(evidence[0].get("start"), int):
        sentence = sentences.at(evidence[0]["start"])
    return Mistake(
        document=document, kind="other event" if elsewhere else "wrong", relation=said.relation, value=said.value,
        of=said.of, event=said.event, sentence=sentence,
    )  # fmt: skip


def _missed(document: str, fact: Fact, sentences: Sentences | None) -> Mistake:
    return Mistake(
        document=document, kind="missed", relation=fact.relation, value=fact.value,
        of="" if fact.of == fact.event else fact.of, event=fact.event,
        sentence=sentences.naming(*fact.written, fact.of if fact.of != fact.event else "") if sentences else "",
    )  # fmt: skip
