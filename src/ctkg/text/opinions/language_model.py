"""The opinion of a language model behind an endpoint."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence

from ctkg.model import Statement
from ctkg.text.opinions import endpoint, lexicon, prompt, reply
from ctkg.text.opinions.answers import Answers
from ctkg.text.opinions.endpoint import Failed
from ctkg.text.opinions.port import Answer
from ctkg.text.opinions.prompt import Question
from ctkg.text.opinions.settings import OpinionSettings
from ctkg.text.reading import Reading

_log = logging.getLogger(__name__)
_IN_A_ROW = 3


class LanguageModelOpinion:
    """Asks once a document; an endpoint that keeps failing is left alone for a while."""

    def __init__(self, settings: OpinionSettings) -> None:
        self.name = f"llm.{settings.llm_model}@{lexicon.load()['version']}"
        self._settings = settings
        self._answers = Answers(settings.llm_cache) if settings.llm_cache is not None else None
        self._failures = 0
        self._until = 0.0

    def ask(self, reading: Reading, statements: Sequence[Statement]) -> Answer:
        """What the model says, from the folder of answers where it was asked the same before."""
        asked = prompt.question(reading, statements, self._settings)
        key = Answers.key(self._settings.llm, asked.body)
        if (kept := self._kept(key, asked)) is not None:
            kept.outcomes["from the cache"] += 1
            return _told(kept, asked)
        if time.monotonic() < self._until:
            return _nothing("not asked: the endpoint failed before")
        try:
            raw = endpoint.complete(asked.body, self._settings)
        except Failed as failure:
            self._failures += 1
            if failure.lasting or self._failures >= _IN_A_ROW:
                self._until = time.monotonic() + self._settings.pause
            return self._failed(failure)
        self._failures = 0
        try:
            written = reply.content(raw)
            answer = reply.parse(written, asked.facts)
        except Failed as failure:
            return self._failed(failure)
        if self._answers is not None and not self._answers.put(key, written):
            answer.outcomes["failed: answer not kept"] += 1
        return _told(answer, asked)

    def _kept(self, key: str, asked: Question) -> Answer | None:
        written = self._answers.get(key) if self._answers is not None else None
        if written is None:
            return None
        try:
            return reply.parse(written, asked.facts)
        except Failed:
            return None  # somebody changed the file: ask again

    def _failed(self, failure: Failed) -> Answer:
        _log.info("%s: %s", self.name, failure)
        return _nothing("asked", f"failed: {failure}")


def _told(answer: Answer, asked: Question) -> Answer:
    answer.outcomes["asked"] += 1
    if not asked.whole:
        answer.outcomes["not asked: about the end of a long text"] += 1
    return answer


def _nothing(*outcomes: str) -> Answer:
    answer = Answer()
    answer.outcomes.update(outcomes)
    return answer
