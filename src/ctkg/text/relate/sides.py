"""Taking part told without a verb for it: delegations and sides, several States that act as one, presence as a noun."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctkg.model import Span
from ctkg.text.find import screening
from ctkg.text.reading import EventFrame, Reading
from ctkg.text.relate import preceding, roster
from ctkg.text.relate.lists import Item

#: "Togo's delegation", "the Maltese side": whose it is takes part.
_SIDE = re.compile(
    r"(?:'s|\u2019s|'|\u2019)?\s(?:(?!(?:and|of|in|for|to|by|with|from|the|or|at|on|"
    r"as)\s)[a-z-]+\s){0,2}(?:delegations?|sides?|contingents?|envoys?|negotiators|delegates?|"
    r"participants?|trainees|observers?|teams?)\b"
)
#: What several bodies do together at a meeting.
_ACT = screening.compile(
    r"\b(?:reviewed|discussed|debated|exchanged|examined|compared|agreed|considered|reaffirmed|assessed|undertook|"
    r"resolved|"
    r"pledged|deliberated|conferred|came|sat|listened|were (?:seated|welcomed|there|among the|at the table|connected|"
    r"consulted)|took the floor|took turns|followed|presented|voiced|expressed|underlined|underscored|decided)\b"
)
#: "the participation of A, B and C": their presence as a noun.
_PRESENCE = screening.compile(
    r"\b(?i:participation|presence|attendance|involvement|contributions?|interventions?|statements?|remarks|reports|"
    r"addresses|comments|delegations?|delegates)(?:\s(?:were|was|are|is|of|from|by|made|given|delivered|heard|also|"
    r"read|"
    r"offered|the|both|officials|representatives|experts)\b){1,4}\s(?:the\s)?(?=[A-Z])"
)
_SEEN = re.compile(
    r"\b(?:saw|sees|with|in|counted on|enjoyed|featured|thanks to|noted|through|made|given|delivered|heard|by|"
    r"welcomed)\b",
    re.IGNORECASE,
)
_HAILED = screening.compile(
    r"\b(?:was|were|is|are) (?:\w+ly )?(?:welcomed|appreciated|acknowledged|hailed|noted|valued)\b"
)
#: "With A, B and C in attendance".
_WITH = screening.compile(
    r"\b[Ww]ith\s(?P<who>[^.;:]{2,200}?)\s(?:in attendance|present|at the table|participating|attending|taking part|"
    r"on board|watching|looking on|as (?:observers|guests))\b"
)


def lists_in(reading: Reading, event: EventFrame, span: Span) -> Iterator[tuple[int, list[Item]]]:
    """Offsets of the words that say it, with those who take part."""
    plain = reading.plain
    for link in reading.inside(span, "state", "nationality", "organization"):
        at = link.mention.span
        if link.mention.kind == "nationality" and link.thing.kind not in {"state", "territory"}:
            continue
        side = _SIDE.match(plain, at.end, span.end)
        if side is None or (link.mention.kind == "organization" and side.group()[0] == " "):
            continue
        if ABSENT.match(plain, side.end(), span.end):
            continue
        if not _ELSEWHERE.search(plain, max(span.start, at.start - 30), at.start):
            yield at.start, [Item(at, link)]
    if event.type in {"meeting", "visit"}:
        yield from _met(reading, span)
    for match in _WITH.finditer(plain, span.start, span.end):
        yield match.start(), roster.after(reading, match.start("who"), match.end("who"))
    for match in _PRESENCE.finditer(plain, span.start, span.end):
        words = plain[max(span.start, match.start() - 30) : match.end()]
        if _SEEN.search(words) or _HAILED.search(plain, match.end(), span.end):
            yield match.start(), roster.after(reading, match.end(), span.end)
    if event.type in _MEETINGS:
        for match in _ACT.finditer(plain, span.start, span.end):
            items = preceding.before(reading, span.start, match.start())
            if len(items) > 1 and not _ELSEWHERE.search(
                plain, max(span.start, items[0].span.start - 30), items[0].span.start
            ):
                yield match.start(), items


#: "The Director of A, Jane Roe, met with the head of B": the body of who meets somebody.
_OFFICER = re.compile(
    r"(?:(?:On|In|At)\s[^,;]{2,60},\s)?(?:[Tt]he\s|[Aa]n?\s)?"
    r"[A-Z][\w-]+\s(?:[A-Z][\w-]+\s|(?:of|for|the|and|deputy|acting|first|executive|permanent)\s){0,10}?"
    r"(?:of|for|at)\s(?:the\s)?"
)
_MET = screening.compile(
    r"\b(?:met|meets|meet|held (?:talks|a meeting|meetings|consultations|discussions)|conferred|received|visited|"
    r"visits|"
    r"paid (?:an?\s)?(?:[a-z]+\s){0,2}visits?)\s(?:(?:with|to|by)\s)?(?=[A-Za-z])"
)
_BETWEEN = re.compile(
    r"(?:\s\([^()]{1,20}\))?(?:,\s[^,;:]{3,60},(?:\saccompanied[^,;:]{3,60},)?)?\s(?:also\s|today\s|then\s)?$"
)
_VISITED = re.compile(r"(?:visit(?:ed|s)|paid)\b")


def _met(reading: Reading, span: Span) -> Iterator[tuple[int, list[Item]]]:
    """Whose officer meets somebody, and the bodies that are visited."""
    for match in _MET.finditer(reading.plain, span.start, span.end):
        for link in reading.inside(Span(span.start, match.start()), "organization", "state"):
            at = link.mention.span
            if _OFFICER.fullmatch(reading.plain, span.start, at.start) and _BETWEEN.fullmatch(
                reading.plain, at.end, match.start()
            ):
                yield at.start, [Item(at, link)]
        if _VISITED.match(match.group()):
            items = roster.after(reading, match.end(), span.end)
            yield match.start(), [one for one in items if one.link and one.link.mention.kind == "organization"]


#: What is said of those who did not come.
ABSENT = re.compile(
    r"[^.;]{0,12}\s(?:(?:had|has|have) (?:to cancel|cancelled|withdrawn|declined|stayed away|been (?:not|absent|"
    r"unable))|"
    r"(?:was|were|is|are|had been) (?:not|absent|unable)|did not|could not|cancel\w*|declined|withdrew|stayed away|"
    r"failed to|sent (?:its|their|his|her) (?:regrets|apologies|excuses)|apologi[sz]ed|"
    r"had been invited|(?:was|were|will be) invited)\b"
)
_MEETINGS = frozenset({"meeting", "conference", "workshop", "seminar", "roundtable", "training", "exercise", "visit"})
_ELSEWHERE = re.compile(
    r"\b(?:in|at|near|against|by|to|under|on|visiting|thanked|former|for|from|about|with|its|their|all)\s(?:the\s|"
    r"an?\s)?$"
)
