"""Bodies and States that persons without any other belong to, by the words around their names and posts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctkg.model import Entity, Link, Span
from ctkg.text import patterns
from ctkg.text.find import gazetteer, screening, shade
from ctkg.text.find.persons import PersonMention
from ctkg.text.reading import Reading

_BODIES = ("organization", "state")
_REACH = 120  # characters behind a post
#: What may stand between a post and its body: the rest of the post ("Deputy Secretary Policy, of the ...").
_TAIL = re.compile(
    r"(?P<rest>(?:(?:,\s|\s)(?!said\b|told\b|who\b|which\b|was\b|is\b|has\b|and\b)[A-Za-z&][\w&/-]*){0,5}?"
    r"(?:\s\([^()]{2,40}\))?),\s(?:(?:of|at|in|with|from)\s)?(?:the\s)?$"
)
_VERB = re.compile(r"\b\w+ed\b|\b(?:spoke|led|met|took|gave|held|opens?|joins?|attends?|wrote|made|saw)\b")
#: A body in apposition ends its phrase.
_ENDS = re.compile(r"\s?(?:[.,;:)]|$|\band\b|\bsaid\b|\bspoke\b|\bstated\b|\bnoted\b|\badded\b)")
_OWNER = re.compile(r"(?:'s|')\s(?:own\s)?$")
_BEHALF = screening.compile(r"\b(?:on behalf of|in the name of|representing|representative of)\s(?:the\s)?")
_FROM_BEHALF = re.compile(r"[^.;:\"]{0,60}$")
_OTHERS = re.compile(r"(?<=\w),|\b(?:who|those|which|that|whom)\b")
_COUNTERPART = re.compile(r",\s(?:his|her|their)\s(?:\w+\s){0,2}?$")
_COUNTERPART_BEFORE = re.compile(r"\b(?:his|her|their)\s(?:\w+\s){0,2}?$")


def find(reading: Reading, mention: PersonMention) -> Iterator[tuple[Entity, Span]]:
    """Bodies of ``mention``, each with the words that say so; for persons that no other words place."""
    sentence = reading.sentence_at(mention.span.start).span
    yield from _behind(reading, mention, sentence)
    yield from _owners(reading, mention, sentence)
    yield from _spoken_for(reading, mention, sentence)
    yield from _counterpart(reading, mention, sentence)
    yield from _by_office(reading, mention)


def _behind(reading: Reading, mention: PersonMention, sentence: Span) -> Iterator[tuple[Entity, Span]]:
    """ "Jan Roe, Director of Risk, Port Council of Malta, said": the body after a post's last words."""
    if not mention.posts:
        return
    reach = Span(mention.outer.end, max(mention.outer.end, min(sentence.end, mention.outer.end + _REACH)))
    for link in reading.inside(reach, *_BODIES)[:2]:
        gap = reading.plain[mention.outer.end : link.mention.span.start]
        if _TAIL.fullmatch(gap) is not None and _VERB.search(gap) is None and _closed(reading, link, sentence):
            yield link.thing, link.mention.span
            return


def _closed(reading: Reading, link: Link, sentence: Span) -> bool:
    if link.mention.kind == "state":
        return False  # "Roe, Minister, Malta, Togo": a list of States
    return _ENDS.match(reading.plain, link.mention.span.end, sentence.end) is not None


def _owners(reading: Reading, mention: PersonMention, sentence: Span) -> Iterator[tuple[Entity, Span]]:
    """ "Europol's Jan Roe"."""
    before = Span(min(sentence.start, mention.outer.start), mention.outer.start)
    for link in reading.inside(before, "organization")[-1:]:
        if _OWNER.fullmatch(reading.plain, link.mention.span.end, mention.outer.start):
            yield link.thing, link.mention.span


def _spoken_for(reading: Reading, mention: PersonMention, sentence: Span) -> Iterator[tuple[Entity, Span]]:
    """ "Jan Roe attended on behalf of Europol", "On behalf of Europol, Senior Officer Jan Roe noted"."""
    for cue in _BEHALF.finditer(reading.plain, sentence.start, sentence.end):
        link = reading.link_at(cue.end())
        if link is None or link.mention.kind not in _BODIES or link.mention.span.start != cue.end():
            continue
        if cue.start() >= mention.outer.end:
            near = _FROM_BEHALF.fullmatch(reading.plain, mention.outer.end, cue.start()) is not None
            told = near and _OTHERS.search(reading.plain, mention.outer.end, cue.start()) is None
        else:
            between = reading.plain[link.mention.span.end : mention.outer.start]
            told = re.fullmatch(r",\s(?:the\s)?", between) is not None
        if told:
            yield link.thing, link.mention.span


def _counterpart(reading: Reading, mention: PersonMention, sentence: Span) -> Iterator[tuple[Entity, Span]]:
    """ "Jan Roe, her Maltese counterpart", "his Maltese counterpart, Jan Roe"."""
    for link in reading.inside(sentence, "nationality"):
        span = link.mention.span
        if not reading.plain.startswith(" counterpart", span.end):
            continue
        if span.start > mention.outer.end:
            told = _COUNTERPART.fullmatch(reading.plain, mention.outer.end, span.start) is not None
        else:
            told = _COUNTERPART_BEFORE.search(reading.plain, sentence.start, span.start) is not None and (
                re.fullmatch(r" counterpart,?\s", reading.plain[span.end : mention.outer.start]) is not None
            )
        if told:
            yield link.thing, span


def _by_office(reading: Reading, mention: PersonMention) -> Iterator[tuple[Entity, Span]]:
    """A post that one body alone gives, where the text names it or what it is part of: a Commissioner for a field."""
    for post in mention.posts:
        offices = [
            one for one in patterns.load("posts")["offices_of"] if re.match(one["post"], reading.words(post.span))
        ]
        for reference in _named(reading) if offices else ():
            for office in offices:
                if reference in office["named"]:
                    yield gazetteer.load().organisations[office["body"]], post.span
                    return


@shade.once
def _named(reading: Reading) -> tuple[str, ...]:
    """What the text names of the reference tables, each once, in text order."""
    return tuple(dict.fromkeys(link.thing.reference for link in reading.links if link.thing.reference))
