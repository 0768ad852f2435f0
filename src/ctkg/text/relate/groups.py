"""Groups of people and sectors that take part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Passage, Span, Statement
from ctkg.text import patterns
from ctkg.text.find import screening
from ctkg.text.find.screening import Screened
from ctkg.text.reading import EventFrame, Reading, say
from ctkg.text.relate import crowd, gaps, lists, occupations, presence, roster, scope, subjects
from ctkg.text.relate import cues as role_cues

_GENERIC = frozenset(
    [
        "participants",
        "members",
        "speakers",
        "people",
        "persons",
        "individuals",
        "attendees",
        "guests",
        "staff",
        "candidates",
        "leaders",
        "victims",
        "men",
        "women",
        "representatives",
        "ministers",
        "authorities",
        "delegations",
    ]
)


CONTEXT = screening.compile(
    r"\b(?:participants?|participat\w+|attend\w*|brought together|brings together|gather\w*|took part|"
    r"takes? part|taking part|trained|trains|trainees|"
    r"joined|engages?|completed|graduated|met|meets?|learned|involved|representatives|"
    r"for (?:some |around |about |over |more than )?\d+|experts? from|"
    r"delegates|together|involv\w+|for (?:\w+ ){0,3}(?:officers|officials|prosecutors|judges|representatives))\b",
    re.IGNORECASE,
)


_ADJECTIVES = frozenset({"military", "police", "law enforcement", "youth", "staff", "women", "men", "expert"})


@cache
def _dropped() -> frozenset[str]:
    return frozenset(patterns.load("roles")["groups"]["before"])


_FROM_PEOPLE = re.compile(
    r"(?:experts|officials|representatives|participants|delegates|specialists|practitioners|professionals|"
    r"stakeholders|speakers) (?:from|of)$",
    re.IGNORECASE,
)


def listed(reading: Reading, cue: re.Match[str], end: int) -> list[str]:
    """Groups in lower case right after "experts from", "representatives of" ..."""
    if _FROM_PEOPLE.search(cue.group()) is None:
        return []
    names = reading.inside(Span(cue.end(), end), *lists.HOLDERS)
    stop = re.search(
        r"[.;:(]|\b(?:took|take|takes|attended|participated|gathered|met|discussed|shared|to|who|which|in|at|on|are|"
        r"were|is|was|will|joined|during|for|came|have|had|has|focus\w*|deals?|dealt|aims?|aimed|covers?)\b",
        reading.plain[cue.end() : end],
    )
    last = min([end, *(name.mention.span.start for name in names[:1]), *([cue.end() + stop.start()] if stop else [])])
    return [words for words in gaps.groups(reading.plain[cue.end() : last]) if _NO_LISTED.search(words) is None][:10]


def _plain(words: str, adjectives: set[str]) -> str:
    """The group without the State whose it is: "border guards" of "Uzbek border guards"."""
    first, _, rest = words.partition(" ")
    return rest if rest and first.lower() in adjectives else words


def _senders(reading: Reading, sentence: Passage, quoted: Sequence[Span]) -> Iterator[str]:
    """Kinds of bodies that sent people: "officials of prison services"."""
    plain, span = reading.plain, sentence.span
    if CONTEXT.search(plain, span.start, span.end) is None or _HISTORY.search(plain, span.start, span.end):
        return
    for match in role_cues.sent().finditer(plain, span.start, span.end):
        if not scope.within(quoted, match.start()) and _SAID.search(plain, span.start, match.start()) is None:
            yield from occupations.bodies(reading, match.end(), span.end)


def _crowds(reading: Reading, span: Span, quoted: Sequence[Span]) -> Iterator[str]:
    """Groups in lists of those who take part, and in the subjects of verbs that say so."""
    plain = reading.plain
    if _HISTORY.search(plain, span.start, span.end):
        return
    before, verbs, _, _ = cues()
    for pattern in (before, role_cues.sent(), presence.INVERTED, presence.STOOD_FOR, presence.AMONG):
        for match in pattern.finditer(plain, span.start, span.end):
            if scope.within(quoted, match.start()) or _SAID.search(plain, span.start, match.start()):
                continue
            if pattern is role_cues.sent() and CONTEXT.search(plain, span.start, span.end) is None:
                continue
            if WHERE.match(plain, match.end(), span.end) is None:
                yield from crowd.groups(reading, roster.region(reading, match.end(), span.end))
    for match in verbs.finditer(plain, span.start, span.end):
        if scope.within(quoted, match.start()) or _GOES.match(match.group()) is None:
            continue
        subject = subjects.region(reading, span.start, match.start())
        if subject is not None:
            yield from crowd.groups(reading, subject, sure=_SURE.match(match.group()) is not None)


#: "gathered at", "met in": a place or a purpose follows, nobody who takes part.
WHERE = re.compile(r"\s(?:at|in|on|for|under|during|here|today|yesterday|last|this)\b")
_GOES = re.compile(
    r"(?:have |are |will |also )?(?:sent (?:their |its )?(?:delegates|representatives|experts|officers|observers)|"
    r"attend|participat|took part|takes? part|taking part|joined|gather|came together|"
    r"were "
    r"(?:represented|present|trained|involved)|completed|graduated|met|meet|received training|trained|exercised|"
    r"shared)",
    re.IGNORECASE,
)
#: Verbs with whose subject kinds of bodies come as well as people.
_SURE = re.compile(
    r"(?:also |have |are |will )*(?:sent|attend|t(?:a|oo)k(?:es?|ing)? part|participat|were represented)"
)
_SAID = screening.compile(r"\b(?:said|stressed|noted|told|emphasi[sz]ed|explained|called|thank\w*)\b[^;]*$")
_NO_LISTED = re.compile(
    r"^related\b|\bentities\b|^(?:interior|region|"
    r"\w+)$(?<!s)(?<!academia)(?<!media)(?<!military)(?<!police)(?<!judiciary)"
    r"(?<!industry)(?<!government)(?<!clergy)|\b(?:countries|regions?|jurisdictions|provinces|cities)$|"
    r"\b(?:sought|aim\w*|seeks?|will|stress\w*)\b|'$"
)


def told(
    reading: Reading, event: EventFrame, sentence: Passage, quoted: Sequence[Span], *, title: bool = False
) -> Iterator[Statement]:
    """Groups of people and sectors in a sentence that tells of taking part; of a ``title`` its subject alone."""
    plain, span = reading.plain, sentence.span
    if not event.speaks(span):
        return
    sure = occupations.told(reading, event, sentence, quoted, title)[:12]
    if not title:
        sure += [words for words in _senders(reading, sentence, quoted) if words not in sure]
        for words in _crowds(reading, span, quoted):
            if not any(words in known or known in words for known in sure):
                sure.append(words)
    adjectives = {link.mention.text.lower() for link in reading.inside(span, "nationality")}
    sure = list(dict.fromkeys(_plain(words, adjectives) for words in sure))
    for words in sure:
        yield say(
            reading, event.entity, "participant.group", words, event=event.key, span=span, rule="roles.group-told",
            stance=event.stance,
        )  # fmt: skip
    if title or _HISTORY.search(plain, span.start, span.end):
        return
    if CONTEXT.search(plain, span.start, span.end) is None and not _counted(reading, span):
        return
    _, _, people, sectors = cues()
    found: dict[str, Span] = dict.fromkeys(sure, span)
    for match in sectors.finditer(plain, span.start, span.end):
        if scope.within(quoted, match.start()) or not _takes_part(plain, span, match.start()):
            continue
        if plain[match.end() : match.end() + 1] == "'":
            continue
        if any(f" {match.group().lower()}" in known for known in sure):
            continue  # the end of a longer phrase
        for words in _distributed(match.group()):
            found.setdefault(words.removeprefix("the "), Span(*match.span()))
    for match in people.finditer(plain, span.start, span.end):
        if scope.within(quoted, match.start()) or not _takes_part(plain, span, match.start()):
            continue
        link = reading.link_at(match.start())
        if link is not None and link.mention.kind in {"organization", "instrument"}:
            continue
        words = _noun_phrase(reading, span.start, match)
        words += (
            _of_body(reading, match.end(), span.end) if words in {"officials", "officers", "staff", "members"} else ""
        )
        if match.group() in _ADJECTIVES and re.match(
            r"\s+(?!and\b|from\b|of\b|in\b|who\b|were\b|to\b|at\b|on\b|with\b|for\b|as\b|or\b)[a-z]",
            reading.plain[match.end() : match.end() + 9],
        ):
            continue
        if words in _BARE and (
            _sent(reading, match.end(), span.end) or _SENT_BY.match(plain, match.end(), span.end) is not None
        ):
            continue
        if occupations.NO_GROUP.search(words) or words.endswith("members"):
            continue
        if words == "media" and plain[: match.start()].endswith("social "):
            continue
        if (
            words
            and words.lower() not in _GENERIC
            and not words.endswith("participants")
            and not any(words in known or known in words for known in found)
        ):
            found.setdefault(words, Span(*match.span()))
            if twin := _twin(reading, span.start, match, words):
                found.setdefault(twin, Span(*match.span()))
    for words in [words for words in found if words not in sure][:12]:
        yield say(
            reading, event.entity, "participant.group", words, event=event.key, span=span, rule="roles.group-cue",
            stance=event.stance,
        )  # fmt: skip


#: Words for people that say little where the bodies that sent them are named.
_BARE = frozenset({"experts", "officials", "officers", "specialists", "staff", "employees", "personnel", "delegates"})
_SENT_BY = re.compile(r"\s(?:from|representing)\s")
_FROM_SOMEBODY = re.compile(r"\s(?:from|of)\s(?:the\s)?")
_HISTORY = screening.compile(
    r"\b(?:[Ss]ince (?:19|20)\d\d|[Ss]ince (?:it|its|the)|to date|so far|over the past|will (?:conduct|train|hold)|"
    r"commended|praised|call(?:ed)? on|recommended that)\b"
)


def _sent(reading: Reading, at: int, end: int) -> bool:
    """True where the bodies or States that sent the people follow at once: "experts from Latvia"."""
    named = reading.inside(Span(at, min(end, at + 80)), *lists.HOLDERS)
    return bool(named) and _FROM_SOMEBODY.fullmatch(reading.plain[at : named[0].mention.span.start]) is not None


def _counted(reading: Reading, span: Span) -> bool:
    """True where the sentence begins with a number of people: "Around 40 judges, lawyers and teachers ..."."""
    people = cues()[2]
    for link in reading.inside(Span(span.start, min(span.end, span.start + 60)), "number")[:1]:
        head = people.search(reading.plain, link.mention.span.end, min(span.end, link.mention.span.end + 50))
        if head is None or re.search(r"[,.;:]", reading.plain[link.mention.span.end : head.start()]):
            return False
        return _HARM.search(reading.plain, span.start, span.end) is None
    return False


_HARM = screening.compile(
    r"\b(?:killed|injured|wounded|dead|died|arrested|detained|hostages?|searched|raid\w*|charged)\b"
)
_SERVICES = (
    r"(?P<twin>customs|police|border|prison|immigration|intelligence|security|military|judicial|public|private|"
    r"probation|"
    r"airport|port|finance|financial|tax|migration|[Pp]olice|[Cc]ustoms|[Bb]order)"
)
_TWIN = screening.compile(rf"\b{_SERVICES} and (?:[a-z-]+ )$", re.IGNORECASE)


def _twin(reading: Reading, floor: int, head: re.Match[str], words: str) -> str:
    """ "customs officers" for "police officers" in "customs and police officers"; empty elsewhere."""
    noun = words.split()[-1]
    at = head.end() - len(noun)
    found = _TWIN.search(reading.plain, max(floor, at - 60), at)
    return f"{found['twin'].lower()} {noun}" if found is not None and len(words.split()) > 1 else ""


_TOLD = re.compile(
    r"\b(?:for|from|of|together|gathered|attended by|engages?|trained|trains|include[sd]?|including|"
    r"representatives|representing|and|by|joined by|with|participants?|more than|over|some|around|about|"
    r"nearly|almost|where|among|between)\b[^.;]{0,160}$|\d[^.;]{0,60}$|^[^.;]{0,40}$",
    re.IGNORECASE,
)


_TOPICAL = re.compile(
    r"\b(?:helps?\s+(?!of)|to help|assist|support|enable|allow|need for|importance of|role of|abuse|"
    r"capacit\w+ of|skills of|protect\w*|use of|rights of|against|recruit\w*|"
    r"said|noted|stressed|emphasi[sz]ed|highlighted|foreign|between|among|knowledge of|focused on|topics|"
    r"how)\b[^.;]{0,70}$",
    re.IGNORECASE,
)


def _takes_part(plain: str, sentence: Span, offset: int) -> bool:
    before = plain[max(sentence.start, offset - 200) : offset]
    return _TOLD.search(before) is not None and _TOPICAL.search(before[-90:]) is None


_TWO = re.compile(r"(\w+) and (\w+) (organi[sz]ations|sectors)")
_OF = re.compile(r" (?:of|from) (?:the )?(?:\w+'s )?")
_WORD_BEFORE = re.compile(r"([A-Za-z][\w/'-]*)\s$")


def _distributed(words: str) -> list[str]:
    """ "international and regional organizations" is two groups."""
    flat = " ".join(words.lower().split())
    match = _TWO.fullmatch(flat)
    if match is None:
        return [flat]
    head = "sector" if match[3] == "sectors" else match[3]
    return [f"{match[1]} {head}", f"{match[2]} {head}"]


def _of_body(reading: Reading, start: int, end: int) -> str:
    """ " of the Security Service" after "officials"; empty where no body follows."""
    for link in reading.inside(Span(start, min(end, start + 90)), "organization")[:1]:
        gap = reading.plain[start : link.mention.span.start]
        if _OF.fullmatch(gap):
            return f"{gap.rstrip()} {' '.join(link.mention.text.split())}"
    return ""


def _noun_phrase(reading: Reading, floor: int, match: re.Match[str]) -> str:
    """The head with up to five modifiers before it, without names, numbers and function words."""
    start = match.start()
    for _ in range(5):
        back = _WORD_BEFORE.search(reading.plain[max(floor, start - 30) : start])
        if back is None or back.group(1).lower() in _dropped() or back.group(1).endswith("ly"):
            break
        position = start - len(back.group())
        link = reading.link_at(position)
        if link is not None and link.mention.kind != "nationality":
            break
        if link is not None:
            break
        start = position
    return " ".join(reading.plain[start : match.end()].split())


@cache
def cues() -> tuple[Screened, Screened, Screened, Screened]:
    """Cues of taking part: before a list, verbs after a subject; heads of groups of people; names of sectors."""
    lexicon = patterns.load("roles")
    people = scope.any_of(tuple(lexicon["groups"]["people"]), 0)
    sectors = scope.any_of(tuple(lexicon["groups"]["sectors"]))
    return (
        scope.any_of(tuple(lexicon["after"]["participant"])),
        scope.any_of(tuple(lexicon["active"]["participant"])),
        people,
        sectors,
    )
