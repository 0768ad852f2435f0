"""Finds who speaks: the speakers of quotations, and those whose speech is only reported."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctkg.model import Span
from ctkg.text.find import shade, speechwords
from ctkg.text.find.attribution import Attribution, Speech
from ctkg.text.find.shade import ORGANIZATION, STATE
from ctkg.text.find.voices import Voice, Voices
from ctkg.text.reading import Reading

__all__ = ["Speech", "find"]

_NEXT = re.compile(
    rf"(?:\s\([^)\n]{{1,40}}\)|\s(?:of|from)\s(?:the\s)?[{ORGANIZATION}{STATE}]+)?(?:[,;]\s(?:and\s|as\swell\sas\s)?|\sand\s|\sas\swell\sas\s)"
    r"(?:by\s|from\s|the\s|of\s){0,2}"
)
# Those who pass on what others say.
_MEDIA = re.compile(
    r"\b(?:TV|Television|Radio|News|Times|Daily|Press|Reuters|AFP|AP|BBC|TASS|Xinhua|Agency\sof\sNews|Newspaper)\b"
)
_SHOWS = re.compile(r"\b(?:showed\show|demonstrated\show|through)$")
_AND = re.compile(r",?\sand\s")
_AGENT = re.compile(r"\b(?:by|of|with|to|from|for)\s(?:the\s|an?\s)?$")
_BESIDE = re.compile(r"\b(?:with|by|alongside|together\swith|to)\s(?:the\s|an?\s)?$")
# "X, who was the keynote speaker at the launch, ..."
_KEYNOTE = re.compile(r"\b(?:keynote|guest|main|principal|lead|opening)\sspeakers?\b", re.IGNORECASE)
# Those who come to listen.
_ANYBODY = re.compile(r"(?:^|\s)(?:participant|attendee|trainee|student|cadet)$", re.IGNORECASE)
_OBJECT = re.compile(r"\b(?:in|at|during|of|with|from|for|by|on|to|into|under|within)\s(?:the\s|an?\s)?$")
_NEAR = 48


@shade.once
def find(reading: Reading) -> tuple[Speech, ...]:
    """Speeches in text order: quotations with their speakers first found, then reported ones."""
    voices = Voices(reading)
    speeches = [*Attribution(reading, voices).speeches(), *_Floor(reading, voices).reported()]
    return tuple(sorted(speeches, key=lambda s: (s.span, s.rule)))


class _Floor:
    """Reported speech in one reading."""

    def __init__(self, reading: Reading, voices: Voices) -> None:
        self.reading, self.voices, self.text = reading, voices, voices.text

    def reported(self) -> Iterator[Speech]:
        """Speech without quotation marks."""
        yield from self._pronouns()
        listed_until = -1
        together = self._together() | self._at_the_floor()
        for voice in self.voices.all:
            if voice.kind == "body":
                yield from self._bodies(voice)
                continue
            sentence = self.reading.sentence_at(voice.start).span
            head = self.text[max(sentence.start, voice.start - 60) : voice.start]
            rule = ""
            if speechwords.listed().search(head) or voice.start == listed_until:
                rule = "listed"
                following = _NEXT.match(self.text, voice.end)
                listed_until = following.end() if following else -1
            elif (
                speechwords.inverted().search(head)
                or self._reports(voice, sentence)
                or (voice.kind == "person" and voice.start in together)
            ):
                rule = "reported"
            if rule:
                rule = "office" if voice.kind == "office" else rule
                yield Speech(speaker=voice.thing, span=sentence, rule=rule, body=voice.body)

    def _pronouns(self) -> Iterator[Speech]:
        """ "She recalled that ...": the last person that the sentence before names, where it names one alone."""
        for match in speechwords.pronoun_subject().finditer(self.text):
            sentence = self.reading.sentence_at(match.start()).span
            if match.start() - sentence.start > _NEAR or not sentence.start:
                continue
            before = self.reading.sentence_at(sentence.start - 1).span
            people = {v.thing.label: v for v in self.voices.between(before.start, before.end) if v.kind == "person"}
            if len(people) == 1:
                (voice,) = people.values()
                yield Speech(speaker=voice.thing, span=Span(before.start, sentence.end), rule="taken-up")

    def _bodies(self, voice: Voice) -> Iterator[Speech]:
        """A body that says something in so many words: "the Ministry said that ..."."""
        if _OBJECT.search(self.text, max(0, voice.start - 14), voice.start):
            return  # "X, in a statement at the Forum, said"
        if speechwords.body_says().match(self.text, voice.end) and not _MEDIA.search(voice.thing.label):
            yield Speech(speaker=voice.thing, span=self.reading.sentence_at(voice.start).span, rule="body")

    def _together(self) -> set[int]:
        """Starts of persons who share the verb of the person named after them ("X and Y said")."""
        found: set[int] = set()
        people = [voice for voice in self.voices.all if voice.kind == "person"]
        for left, right in zip(reversed(people[:-1]), reversed(people[1:]), strict=True):
            gap = _NEXT.match(self.text, left.end)
            sentence = self.reading.sentence_at(right.start).span
            if gap and gap.end() == right.start and (right.start in found or self._reports(right, sentence)):
                found.add(left.start)
        return found

    def _at_the_floor(self) -> set[int]:
        """Starts of persons behind words that say that somebody speaks ("In her remarks, X congratulated ...") and of
        those who open an event together with others ("X opened it together with Y")."""
        found: set[int] = set()
        for match in speechwords.floor().finditer(self.text):
            voice = self.voices.at(match.end())
            if voice is not None and voice.kind == "person":
                found.add(voice.start)
        for match in speechwords.ALONG.finditer(self.text):
            voice = self.voices.at(match.end())
            sentence = self.reading.sentence_at(match.start()).span
            if (
                voice is not None
                and voice.kind == "person"
                and any(
                    one.kind == "person" and self._reports(one, sentence)
                    for one in self.voices.between(sentence.start, match.start())
                )
            ):
                found.add(voice.start)
        return found

    def _reports(self, voice: Voice, sentence: Span) -> bool:
        if voice.kind == "person" and _KEYNOTE.search(self.reading.plain, voice.start, voice.end):
            return True
        found = speechwords.reporting().match(self.text, voice.end)
        if found is None or found.end() > sentence.end:
            return False
        if voice.kind == "office" and _ANYBODY.search(voice.thing.label):
            return False
        if voice.kind == "office" and speechwords.planned().search(found.group()):
            return False
        if voice.kind == "office" and _SHOWS.search(found.group()):
            return False  # who trains others is no speaker
        if voice.kind == "office" and _BESIDE.search(self.text, max(0, voice.start - 32), voice.start):
            return False  # "in co-operation with the Director of X, has delivered ..."
        # "welcomes the inquiry by the prosecutor and encourages ...": another's verb
        return not (_AND.match(found.group()) and _AGENT.search(self.text, max(0, voice.start - 12), voice.start))
