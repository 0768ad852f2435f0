"""Several events told together: "concluded with A in 2009 and with B in 2015", "one in May, another in July"."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from ctkg.model import Link, Span
from ctkg.text.find import screening
from ctkg.text.reading import Reading
from ctkg.text.relate.naming import Mention

_REACH = 220  # characters after the noun within which the dates of each stand
_BEFORE_DATE = re.compile(r"(?:\b(?:in|on|from|for|of)\s+(?:the\s+|early\s+|late\s+|mid-)?|\(|,\s)$")
_ELSE = re.compile(
    r"[.;:]|\b(?:was|were|is|are|will|would|has|have|had|which|who|that|said|when|after|before|since|until|between|"
    r"following|follows?|during)\b"
)
_JOINT = re.compile(r"(?:,\s+)?\band\b|,")
_ONE_OF = screening.compile(
    r"\b(?P<which>[Oo]ne|[Aa]nother|[Aa] (?:second|third|fourth)|[Tt]he (?:other|second|third|last|latter)|those)"
    r"(?= (?:(?:held |organi[sz]ed |conducted )?(?:in|on|at)|for [^,.;]{3,40} in) )"
)
_SPLIT_ACTS = frozenset({"signing", "ratification", "adoption", "attack", "arrest", "training", "visit"})


def find(reading: Reading, told: Sequence[Mention]) -> list[Mention]:
    """The mentions ``told``, those of several events among them followed by one for each further event."""
    pointed = [*told, *_one_of(reading, told)]
    of_sentence = _by_sentence(pointed)
    more: list[Mention] = []
    kept: list[Mention] = []
    for one in pointed:
        dates = _dates_of(reading, one, of_sentence[one.sentence]) if _may_split(reading, one) else []
        if len(dates) < 2:
            kept.append(one)
            continue
        kept.append(dataclasses.replace(one, plural=False, determiner="a", told=True))
        more += _further(reading, one, dates)
    return sorted([*kept, *more], key=lambda one: (one.span, one.type))


def _by_sentence(told: Iterable[Mention]) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = {}
    for one in told:
        found.setdefault(one.sentence, []).append(one)
    return found


def _one_of(reading: Reading, told: Sequence[Mention]) -> Iterator[Mention]:
    """ "two workshops, one in A in May and another in B in July": each by the word that points at it."""
    named = _by_sentence(one for one in told if not one.act)
    for index in {one.sentence for one in told if not one.act and not one.generic and not one.title}:
        span = reading.sentences[index].span
        for match in _ONE_OF.finditer(reading.plain, span.start, span.end):
            before = [one for one in named[index] if one.span.end <= match.start()]
            if not before or before[-1].quoted or before[-1].generic or before[-1].type == "project":
                continue
            noun = before[-1]
            those = match["which"] == "those"
            if match["which"].lower() in {"one", "the other"} and not noun.plural:
                continue
            determiner = "" if those else "a"
            where = Span(*match.span("which"))
            yield dataclasses.replace(noun, span=where, determiner=determiner, plural=those, told=True, title=False)


def _may_split(reading: Reading, one: Mention) -> bool:
    if one.quoted or one.generic or one.title or one.type in {"project", "statement", "condemnation"}:
        return False
    if not one.act:
        return one.plural
    if one.type == "meeting" and one.span.end - one.span.start >= 3:
        return True
    before = reading.plain[max(0, one.span.start - 14) : one.span.end]
    return one.type in _SPLIT_ACTS and re.search(r"\b(?:were|have been)\b", before) is not None


def _dates_of(reading: Reading, one: Mention, beside: Sequence[Mention]) -> list[Link]:
    """Dates after the mention that are told one after the other, each of another event; empty for other dates. The
    next of the mentions ``beside`` it ends them."""
    sentence = reading.sentences[one.sentence].span
    stop = min(sentence.end, one.span.end + _REACH)
    stop = min([stop, *(m.span.start for m in beside if m.span.start > one.span.end)])
    found: list[Link] = []
    at = one.span.end
    for link in reading.inside(Span(one.span.end, stop), "date"):
        between = reading.plain[at : link.mention.span.start]
        if (
            link.thing.type == "range"
            and link.thing.label[:4].isdigit()
            and len(link.thing.label.partition("/")[0]) < 10
        ):
            return []
        if found and (_ELSE.search(between) is not None or _JOINT.search(between) is None):
            break
        if not found and re.search(r"[.;:]|\b(?:which|who|that|when|since|until)\b", between) is not None:
            return []
        if _BEFORE_DATE.search(between) is None and not (found and _JOINT.fullmatch(between.strip())):
            return []
        found.append(link)
        at = link.mention.span.end
    return found if len({link.thing.label for link in found}) == len(found) else []


def _further(reading: Reading, one: Mention, dates: Sequence[Link]) -> Iterator[Mention]:
    for last, link in itertools.pairwise(dates):
        joint = _JOINT.search(reading.plain, last.mention.span.end, link.mention.span.start)
        if joint is not None:
            where = Span(joint.start() if joint.group() == "," else joint.end() - 3, joint.end())
            yield dataclasses.replace(one, span=where, determiner="a", plural=False, told=True, further=True)
