"""The opinion of a spaCy pipeline: whether names are of persons or bodies, and whether one was cut or missed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctkg.errors import UsageError
from ctkg.model import Entity, Span, Statement
from ctkg.text.find import speechwords
from ctkg.text.opinions.port import Answer, Doubt, Proposal
from ctkg.text.reading import Reading

if TYPE_CHECKING:
    from spacy.language import Language

#: Parts of a pipeline that give names.
_GIVERS = ("ner", "entity_ruler", "span_ruler", "entity_linker")
#: Parts that names do not need; they take most of the time.
_IDLE = ("parser", "senter", "tagger", "morphologizer", "lemmatizer", "attribute_ruler", "textcat")
_PERSON = frozenset({"PERSON", "PER"})
_BODY = frozenset({"ORG", "GPE", "LOC", "FAC", "NORP"})
_WORDS = {"ORG": "an organisation", "GPE": "a place", "LOC": "a place", "FAC": "a building", "NORP": "a group"}
_SPOKEN = ("quote", "speaker")


@dataclass(frozen=True, slots=True)
class _Name:
    span: Span
    kind: str


class NamesOpinion:
    """Asks a pipeline for names; it changes no label, and fills at most who speaks."""

    def __init__(self, model: str) -> None:
        self._pipeline = _load(model)
        meta = self._pipeline.meta
        self.name = f"model.{meta['lang']}_{meta['name']}@{meta['version']}"

    def ask(self, reading: Reading, statements: Sequence[Statement]) -> Answer:
        """Doubts about persons and bodies, and persons beside a verb of saying that the rules passed over."""
        answer = Answer()
        text, language = reading.document.text, reading.document.source.language.partition("-")[0].lower()
        if language and language != self._pipeline.lang:
            answer.outcomes["not asked: the pipeline is for another language"] += 1
            return answer
        if len(text) > self._pipeline.max_length:
            answer.outcomes["not asked: the text is too long for the pipeline"] += 1
            return answer
        names = [_Name(Span(e.start_char, e.end_char), e.label_) for e in self._pipeline(text).ents if e.text.strip()]
        answer.outcomes["asked"] += 1
        answer.doubts.extend(_doubts(reading, statements, names))
        answer.proposals.extend(_speakers(reading, statements, names))
        return answer


def _load(model: str) -> Language:
    """The pipeline called ``model``, or in the folder ``model``.

    Raises:
        UsageError: there is none, it was made for another version of spaCy, or it gives no names.
    """
    import spacy
    from spacy.about import __version__ as installed
    from spacy.util import is_compatible_version

    try:
        pipeline = spacy.load(model, exclude=_IDLE)
    except (OSError, ImportError, ValueError, KeyError) as error:
        how = "" if isinstance(error, OSError) else f" ({type(error).__name__})"
        raise UsageError(
            f"no spaCy pipeline is called {model!r} or lies there{how}; for a named one: "
            f"python -m spacy download en_core_web_sm, then --model en_core_web_sm"
        ) from error
    wanted = pipeline.meta.get("spacy_version", "")
    if wanted and is_compatible_version(installed, wanted) is False:
        raise UsageError(f"the pipeline {model!r} was made for spaCy {wanted}, and this is {installed}")
    if not set(pipeline.pipe_names) & set(_GIVERS):
        raise UsageError(
            f"the pipeline {model!r} gives no names; it has: {', '.join(pipeline.pipe_names) or 'nothing'}"
        )
    return pipeline


def _doubts(reading: Reading, statements: Sequence[Statement], names: Sequence[_Name]) -> Iterator[Doubt]:
    reasons: dict[tuple[str, str], str] = {}
    people = {thing.label for one in statements for thing in _things(one) if thing.kind == "person"}
    for one in statements:
        for thing in _things(one):
            key = (thing.kind, thing.label)
            if key not in reasons:
                reasons[key] = _reason(reading, thing, names, people)
            if reasons[key]:
                yield Doubt(statement=one.id, reason=reasons[key])


def _things(statement: Statement) -> Iterator[Entity]:
    """The persons, and the bodies that no table knows, that a statement names."""
    for thing in (statement.subject, statement.object):
        if isinstance(thing, Entity) and thing.reference is None and thing.kind in ("person", "organization"):
            yield thing


def _reason(reading: Reading, thing: Entity, names: Sequence[_Name], people: set[str]) -> str:
    """Why the name of ``thing`` is in doubt; empty where the pipeline agrees or does not see it."""
    places = [Span(*m.span()) for m in re.finditer(rf"(?<!\w){re.escape(thing.label)}(?!\w)", reading.document.text)]
    over = [name for name in names if any(name.span.covers(place) for place in places)]
    same = {name.kind for name in over if name.span in places}
    if thing.kind == "person":
        if same and same <= _BODY:
            return f"takes {thing.label} for {_WORDS[min(same)]}"
        longer = sorted({" ".join(reading.words(n.span).split()) for n in over if n.kind in _PERSON} - {thing.label})
        if longer and not same & _PERSON and not set(longer) & people and not longer[0].endswith(("'s", "’s")):
            return f"reads a longer name: {longer[0]}"
    elif same and same <= _PERSON:
        return f"takes {thing.label} for a person"
    return ""


def _speakers(reading: Reading, statements: Sequence[Statement], names: Sequence[_Name]) -> Iterator[Proposal]:
    """Persons right beside a verb of saying, in sentences where the rules found nobody who speaks."""
    heard = [e.span for one in statements if one.predicate in _SPOKEN for e in one.evidence if e.span is not None]
    for name in names:
        if name.kind not in _PERSON:
            continue
        sentence = reading.sentence_at(name.span.start).span
        if any(span.overlaps(sentence) for span in heard) or not sentence.covers(name.span):
            continue
        after = speechwords.said_after().match(reading.plain, name.span.end)
        before = speechwords.inverted().search(
            reading.plain, max(sentence.start, name.span.start - 40), name.span.start
        )
        if after or before:
            value = reading.words(name.span)
            yield Proposal(about="e1", relation="speaker", value=value, quote=reading.words(sentence))
