"""Second opinions on one document, from the first question to the merged statements. Read this first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ctkg.model import Document, OpinionTally, Statement
from ctkg.text import extract, reading
from ctkg.text.opinions.merging import Merge
from ctkg.text.opinions.port import Opinion
from ctkg.text.opinions.settings import OpinionSettings


class Heard(NamedTuple):
    """Statements after second opinions, and what came of each opinion, counted."""

    statements: tuple[Statement, ...]
    tally: OpinionTally


def consult(document: Document, statements: Sequence[Statement], settings: OpinionSettings) -> Heard:
    """Ask every model of ``settings`` about ``document`` and merge what they say with ``statements``.

    No statement of the rules is lost or changed but for a lower confidence, whatever a model answers or does not.
    The same answers give the same statements, in the order of :func:`ctkg.text.extract.extract`.

    Raises:
        MissingExtra: a package is not installed that is needed for what is asked.
        UsageError: a spaCy pipeline cannot be loaded or gives no names.
    """
    if not settings or not document.text.strip():
        return Heard(tuple(statements), OpinionTally())
    seen = reading.read(document)
    merge = Merge(seen, statements)
    tally = OpinionTally()
    for opinion in opinions(settings):
        outcomes = merge.hear(opinion.name, opinion.ask(seen, statements))
        tally += OpinionTally.of(opinion.name, outcomes)
    return Heard(extract.in_order(merge.result()), tally)


def opinions(settings: OpinionSettings) -> tuple[Opinion, ...]:
    """The models that ``settings`` name, ready to be asked; made once in a process.

    Raises:
        MissingExtra: a package is not installed that is needed for what is asked.
        UsageError: a spaCy pipeline cannot be loaded or gives no names.
    """
    settings.check()
    return _made(settings)


@cache
def _made(settings: OpinionSettings) -> tuple[Opinion, ...]:
    # A pipeline takes a second to load, and an endpoint that fails is left alone for a while: both are kept.
    return tuple(_each(settings))


def _each(settings: OpinionSettings) -> Iterator[Opinion]:
    if settings.model:
        from ctkg.text.opinions.pipeline_names import NamesOpinion

        yield NamesOpinion(settings.model)
    if settings.llm:
        from ctkg.text.opinions.language_model import LanguageModelOpinion

        yield LanguageModelOpinion(settings)
