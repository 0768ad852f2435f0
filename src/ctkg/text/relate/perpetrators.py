"""Who claims an attack or is said to be behind it.

A perpetrator is always somebody's statement: ``detail`` is ``claimed`` or ``attributed``, ``representing`` who says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ctkg.model import Entity, Link, Span, Statement
from ctkg.text import patterns
from ctkg.text.find import alternation, screening
from ctkg.text.reading import Events, Reading, event_at, say

_NAME = r"(?:[Aa]l[ -][A-Z][\w'-]*|[A-Z][\w'-]*)(?:[ -](?:[A-Z][\w'-]*|e|al|ul|of|in|the|for))*"
_GROUP = re.compile(
    r"(?:[Tt]he\s|[Aa]n?\s)?(?:outlawed\s|banned\s|so-called\s|(?:militant|terrorist|extremist)\sgroup\s|group\s)?"
    r"(?:(?:[a-z-]+\s){0,2}(?:factions?|cells?|branch|wing|members?|militants|fighters|elements|affiliates?|remnants|"
    r"gunmen|insurgents|men|dissidents|supporters|offshoot|splinter\sgroup|column|units?|followers|militia|terrorists|"
    r"rebels)\s"
    r"(?:of|from|within|linked\sto|loyal\sto|allied\s(?:with|to)|affiliated\s(?:with|to)|aligned\swith|belonging\sto)\s"
    r"(?:the\s)?)?"
    rf"({_NAME}(?<!\sof)(?<!\sin)(?<!\sthe)(?<!\sfor))(?:\s\(([A-Z][\w'-]{{1,12}})\))?"
)


def relate(reading: Reading, attacks: Events, sentence: Span, reach: int) -> Iterator[Statement]:
    """Statements of perpetrator in the first ``reach`` characters of a sentence, each once."""
    told: set[tuple[str, object, str]] = set()
    for one in _all(reading, attacks, sentence, reach):
        key = (one.event, one.object, one.detail)
        if key not in told:
            told.add(key)
            yield one


def _all(reading: Reading, attacks: Events, sentence: Span, reach: int) -> Iterator[Statement]:
    words = reading.plain[sentence.start : sentence.start + reach]
    for detail, cue in (("claimed", "claimed_by"), ("attributed", "attributed_to")):
        for found in _cues(cue).finditer(words):
            named = _group_at(reading, sentence.start + found.end())
            if named and not (detail == "attributed" and _FOUGHT.search(words, 0, found.start())):
                yield _perpetrator(reading, attacks, sentence, named, detail)
    here = bool(attacks.naming(sentence))
    for found in _DONE_BY.finditer(words) if here else ():
        named = _group_at(reading, sentence.start + found.end())
        if named:
            yield _perpetrator(reading, attacks, sentence, named, "attributed")
    for found in _ATTRIBUTED.finditer(words) if here else ():
        named = _group_at(reading, sentence.start + found.end())
        if named:
            yield _perpetrator(reading, attacks, sentence, named, "attributed")
    for detail, told in (("claimed", _WHICH), ("attributed", _by_name()), ("attributed", _by_known())):
        for found in told.finditer(words) if here else ():
            which = next(part for part in ("name", "other", "third") if found.groupdict().get(part))
            span = Span(sentence.start + found.start(which), sentence.start + found.end(which))
            named = None if found[which].split()[0] in _never() else _group(reading, span)
            if named:
                yield _perpetrator(reading, attacks, sentence, named, detail)
    for detail, cue in (("claimed", "claims"), ("attributed", "attributed")):
        for found in _cues(cue).finditer(words):
            named = _group_before(reading, sentence, sentence.start + found.start())
            if named:
                yield _perpetrator(reading, attacks, sentence, named, detail)


def _perpetrator(
    reading: Reading, attacks: Events, sentence: Span, named: tuple[Entity, Span], detail: str
) -> Statement:
    thing, span = named
    attack = event_at(attacks, span) or attacks[0]
    return say(
        reading,
        attack.entity,
        "perpetrator",
        thing,
        event=attack.key,
        span=sentence,
        rule=f"incidents.{detail}",
        detail=detail,
        representing=thing if detail == "claimed" else None,
        stance="asserted",
    )


@cache
def _cues(key: str) -> screening.Screened:
    return screening.compile(rf"\b(?:{alternation.of(patterns.load('incidents')['claims'][key])})\b\s?", re.IGNORECASE)


#: Whom somebody fights, which is no word on who did it: "Niger is battling militants linked to A".
_FOUGHT = re.compile(
    r"\b(?:battl|fight(?!er)|combat|counter|confront|defeat|against|struggl|figure|threat|killed|arrest|detain|"
    r"group)\w*\s(?:[\w-]+\s){0,4}$"
)


#: When or where it was done may stand before the doer: "perpetrated on 3 May by".
_DONE_BY = re.compile(
    r"\b(?:perpetrated|carried out|committed|staged|mounted)\s(?:(?:on|in|at|near|against|late|early|last)\s|"
    r"yesterday|today)"
    r"[^.,;:\"]{0,40}?\s?by\s"
)


#: "has been attributed by the prosecutors to A", "blamed the blast on A".
_ATTRIBUTED = re.compile(
    r"\b(?:(?:attribut|ascrib|imput)(?:es?|ed|ing)\b[^.;:\"]{0,70}?\sto\s|(?:blam|pinn)(?:es?|ed|"
    r"ing)\b[^.;:\"]{0,50}?\son\s|"
    r"responsib\w+\b[^.;:\"]{0,60}?\s(?:lies|lay|rests|rested)\swith\s)"
)


#: "... which A claimed": whose claim it is stands before the verb.
_WHICH = re.compile(
    rf"\b(?:which|that)\s(?P<name>{_NAME})(?:,\s[^.;:,]{{3,70}},)?\s(?:(?:has|have|had|later|also|since)\s){{0,2}}"
    r"(?:claimed|acknowledged|boasted|owned up to|admitted)\b"
)


@cache
def _by_name() -> screening.Screened:
    """An armed group that a text says did it: "when A stormed their post"."""
    data = patterns.load("incidents")
    groups, verbs = alternation.of(data["claims"]["groups"]), alternation.of(data["targets"]["verbs"])
    people = (
        r"militants|fighters|gunmen|insurgents|terrorists|group|members|affiliates?|movement|rebels|men|forces|"
        r"extremists|jihadists|operatives|attackers|elements"
    )
    return screening.compile(
        rf"\b(?P<name>{groups})\"?(?:\s\([A-Z][\w/-]+\))?(?:\s(?:{people}))?(?:,\s[^.;:,]{{3,70}},)?"
        r"\s(?:(?:has|have|had|then|again|later|allegedly|reportedly|also)\s){0,2}"
        rf"(?:{verbs}|killed|kills|ambushed|kidnapped|abducted|seized|overran|carried out|carries out|launched|mounted|"
        r"staged|perpetrated|committed|murdered|massacred|shelled|broke into|crossed into|took [^.;:]{3,60}? hostage|"
        r"left \w+ (?:people |soldiers |civilians )?dead|blown up|fired (?:on|at)|beheaded|burned|"
        r"(?:stands?|stood|was|were|is|are) behind)\b"
    )


@cache
def _by_known() -> screening.Screened:
    """ "were killed in Diffa by A", "suspect A of having carried out": an armed group that the lexicon knows."""
    data = patterns.load("incidents")
    groups = alternation.of(data["claims"]["groups"])
    return screening.compile(
        r"\b(?:killed|wounded|injured|abducted|kidnapped|attacked|ambushed|stormed|seized|overrun|raided|bombed|"
        r"shelled|"
        r"executed|beheaded|massacred|murdered|captured|hijacked|downed|destroyed|broken into|blown up|taken hostage|"
        r"assassinated|held|detonated|planted|hit|struck|set off)\b[^.;:\"]{0,60}?\sby\s(?:[a-z-]+\s){0,4}?\"?"
        rf"(?P<name>{groups})\b|"
        r"\b(?:attackers?|bombers?|gunm[ae]n|militants|fighters|commandos?|terrorists|insurgents|members?|men|cell)\s"
        r"(?:from|of|belonging to|linked to|loyal to|affiliated with)\s(?:the\s)?"
        rf"(?P<third>{groups})(?:'s\s\"[^\"]{{3,30}}\")?[^.;:\"]{{0,50}}?\s(?:killed|took|attacked|stormed|detonated|"
        rf"blew|"
        r"struck|shot|opened fire|abducted|raided|bombed|seized|murdered|ambushed)\b|"
        r"\b(?:suspect|suspects|suspected|accuses?|accused|blames?|blamed)\s(?:the\s)?(?:[a-z]+\s){0,2}?"
        rf"(?P<other>{groups})\s(?:of|for)\b"
    )


@cache
def _never() -> frozenset[str]:
    return frozenset(patterns.load("incidents")["claims"]["never"])


def _group_at(reading: Reading, offset: int) -> tuple[Entity, Span] | None:
    """The group named at ``offset``: a body that is linked, or a capitalised name."""
    found = _GROUP.match(reading.plain, offset)
    if not found or found.group(1).split()[0] in _never():
        return None
    return _group(reading, Span(found.start(1), found.end(1)), found.group(2) or "")


def _group(reading: Reading, span: Span, acronym: str = "", *, own: bool = False) -> tuple[Entity, Span] | None:
    """A body that is linked there, or a new group; ``own`` where the words around say that it is a group's name."""
    link = reading.link_at(span.start)
    if link and link.mention.kind == "organization":
        return link.thing, link.mention.span
    if _DAY.fullmatch(reading.plain, span.start, span.end):
        return None
    if (link and not own and link.mention.span.end >= span.end) or (
        not any(c.islower() for c in reading.words(span)) and len(span) > 12
    ):
        return None
    label = " ".join(reading.words(span).split())
    names = (acronym,) if acronym else ()
    kind = _KIND.match(reading.plain, span.end)
    if kind is not None:
        names = (*names, f"{label}{kind.group()}")
    branch = _BRANCH.match(reading.plain, span.start)
    if branch is not None and branch.end("owner") < span.end < branch.end():
        names, span = (*names, branch["owner"]), Span(span.start, branch.end())
        label = " ".join(reading.words(span).split())
    return Entity(kind="organization", label=label, names=names, type="armed-group"), span


_KIND = re.compile(
    r"\s(?:movement|forces|rebels|group|militants|fighters|army|militia|insurgents|organi[sz]ation|network)\b"
)
#: "Islamic State's Mozambique affiliate": the group whose branch it is, and the whole.
_BRANCH = re.compile(
    rf"(?P<owner>{_NAME.replace(chr(39), '')})'s\s(?:[\w-]+\s){{0,4}}"
    r"(?:affiliate|branch|wing|franchise|offshoot|chapter|arm|faction|province)\b"
)


def _group_before(reading: Reading, sentence: Span, offset: int) -> tuple[Entity, Span] | None:
    """The group whose claim is told at ``offset``: the last body or capitalised name before it in the sentence."""
    spokesman = _speaks_for().search(reading.plain, max(sentence.start, offset - 160), offset)
    if spokesman and spokesman.group(1).split()[0] not in _never():
        named = _group(reading, Span(spokesman.start(1), spokesman.end(1)), spokesman.group(2) or "", own=True)
        if named:
            return named
    subject = _subject().search(reading.plain, max(sentence.start, offset - 160), offset)
    if subject and subject.group(1).split()[0] not in _never():
        named = _group(reading, Span(subject.start(1), subject.end(1)), subject.group(2) or "")
        if named:
            return named
    links: tuple[Link, ...] = reading.inside(Span(sentence.start, offset), "organization")
    if links and offset - links[-1].mention.span.end < 60:
        return links[-1].thing, links[-1].mention.span
    names = [
        m for m in _GROUP.finditer(reading.plain, max(sentence.start, offset - 80), offset) if m.end() >= offset - 12
    ]
    if not names or names[-1].group(1).split()[0] in _never():
        return None
    return _group(reading, Span(names[-1].start(1), names[-1].end(1)), names[-1].group(2) or "")


_DAY = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|"
    r"November|December|Twitter|Telegram|Facebook|Reuters"
)
#: When the claim came, between its subject and its verb.
_WHEN = (
    r"(?:\s(?:(?:late|early|later)\s)?(?:(?:on|in)\s)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"\d{1,2}\s[A-Z][a-z]+|[A-Z][a-z]+\s\d{1,2}|yesterday|today)"
    r"(?:\s(?:morning|afternoon|evening|night))?,?)?"
)


@cache
def _speaks_for() -> screening.Screened:
    """A group whose member claims it: "X, a commander of A," """
    who = r"(?:commander|spokes(?:man|person|woman)|leader|member|official|emir|chief|representative)"
    return screening.compile(
        rf",\s(?:(?:an?|the)\s)?(?:[a-z-]+\s){{0,3}}{who}\s(?:for|of|from|with)\s{_GROUP.pattern}"
        rf"(?:\s(?:group|movement|organi[sz]ation|network|faction))?,{_WHEN}\s(?:(?:has|have|had|later|also|"
        rf"[a-z]+ly)\s){{0,2}}$"
    )


@cache
def _subject() -> screening.Screened:
    """A name that is the subject of what follows, a clause between commas aside."""
    aside = r"(?:,\s[^,.;\n]{3,90},)?"
    kind = (
        r"(?:\s(?:(?:terrorist|militant|extremist|jihadist|armed|rebel|separatist|insurgent)\s)?"
        r"(?:group|organi[sz]ation|network|movement|militants|fighters|cell|insurgents|branch|affiliate|faction|forces|"
        r"rebels|gangs?|terrorists|army|wing|gunmen|spokes(?:man|person|woman)|media\s(?:wing|arm|outlet)))?"
        r"(?:,?\s(?:who|which|that))?"
    )
    return screening.compile(
        rf"{_GROUP.pattern}{kind}{aside}{_WHEN}\s(?:(?:has|have|had|later|also|since|[a-z]+ly)\s){{0,2}}$"
    )
