"""Taking part told by the grammar of the genre: who sent people, who spoke, who stands in a list of those present."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Passage, Span, Statement
from ctkg.text import patterns
from ctkg.text.find import alternation, screening
from ctkg.text.reading import EventFrame, Reading
from ctkg.text.relate import cues, lists, preceding, roster, scope, sides, subjects
from ctkg.text.relate.holding import hold
from ctkg.text.relate.lists import Item


def relate(reading: Reading, event: EventFrame, sentence: Passage, quoted: Sequence[Span]) -> Iterator[Statement]:
    """Statements of participant that one sentence gives; ``event`` is the event that it speaks of."""
    span = sentence.span
    if not reading.inside(span, *lists.HOLDERS) or _ASIDE.search(reading.plain, span.start, span.end):
        return
    for match, items in _after(reading, span):
        if not items or scope.within(quoted, match.start()):
            continue
        if sides.ABSENT.match(reading.plain, items[-1].span.end, span.end) is None:
            yield from hold(reading, event, "participant", items, span, "roles.participant-sent")
    if event.type == "arrest":
        return
    for start, items in sides.lists_in(reading, event, span):
        if scope.within(quoted, start) or _NOT_PRESENT.search(reading.plain, span.start, start) is not None:
            continue
        if not items or sides.ABSENT.match(reading.plain, items[-1].span.end, span.end) is None:
            yield from hold(reading, event, "participant", items, span, "roles.participant-speaks")
    for match, items in _before(reading, span):
        if not scope.within(quoted, match.start()):
            yield from hold(reading, event, "participant", items, span, "roles.participant-speaks")


def _after(reading: Reading, span: Span) -> Iterator[tuple[re.Match[str], list[Item]]]:
    """Cues with the lists that follow them."""
    plain, end = reading.plain, span.end
    for match in cues.senders().finditer(plain, span.start, end):
        if _NOT_PRESENT.search(plain, span.start, match.start()) is None and not _one_person(plain, span, match):
            yield match, roster.after(reading, match.end(), end)
    for match in _CAME.finditer(plain, span.start, end):
        if _people().search(plain, span.start, match.start()) is not None:
            yield match, roster.after(reading, match.end(), end)
    for match in _IN_BRACKETS.finditer(plain, span.start, end):
        inside = Span(match.end(), match.start("end"))
        yield match, [Item(one.mention.span, one) for one in reading.inside(inside, "organization", "state")]
    for match in LABEL.finditer(plain, span.start, end):
        yield match, roster.after(reading, match.end(), end)
    for match in AMONG.finditer(plain, span.start, end):
        yield match, roster.after(reading, match.end(), end)
    for match in _HEARD.finditer(plain, span.start, end):
        yield match, roster.after(reading, match.end(), end)
    for match in _SOME_FROM.finditer(plain, span.start, end):
        if _people().search(plain, span.start, match.start()) or _BODIES.search(plain, span.start, match.start()):
            yield match, roster.after(reading, match.end(), end)
    for match in _SENT_SOME.finditer(plain, span.start, end):
        yield match, list(_shares(reading, match.end(), end))
    for match in INVERTED.finditer(plain, span.start, end):
        yield match, roster.after(reading, match.end(), end)
    for match in STOOD_FOR.finditer(plain, span.start, end):
        yield match, roster.after(reading, match.end(), end)
    for match in BESIDE.finditer(plain, span.start, end):
        if ATTENDED.search(plain, span.start, match.start()) is not None:
            yield match, roster.after(reading, match.end(), end)
    for match in _AS_DID.finditer(plain, span.start, end):
        yield match, lists.after(reading, match.end(), end)
    for match in _KINDS_THERE.finditer(plain, span.start, end):
        yield match, roster.after(reading, match.end(), end)
    if _THERE.search(plain, span.start, end) is not None:
        for match in _NAMES_BRACKET.finditer(plain, span.start, end):
            inside = Span(match.start(), match.end())
            names = [Item(one.mention.span, one) for one in reading.inside(inside, "organization", "state")]
            told = _OF_KIND.search(plain, max(span.start, match.start() - 70), match.start()) is not None
            if told and len(names) > 2 and len(names) >= match.group().count(","):
                yield match, names


def _before(reading: Reading, span: Span) -> Iterator[tuple[re.Match[str], list[Item]]]:
    """Verbs and nouns with the lists that come before them."""
    plain = reading.plain
    for match in _speaks().finditer(plain, span.start, span.end):
        items = preceding.before(reading, span.start, match.start())
        if _WENT.match(match.group()):
            whole = subjects.members(reading, span.start, match.start())
            items = whole if len(whole) > len(items) else items
        items = [one for one in items if one.link is None or not roster.belongs(plain, one.link, match.start())]
        if items and not _elsewhere(plain, span.start, items[0]):
            yield match, items
    for match in _AMONG_THEM.finditer(plain, span.start, span.end):
        yield match, preceding.before(reading, span.start, match.start())
    for match in _ENVOYS.finditer(plain, span.start, span.end):
        inside = Span(match.start("list"), match.end("list"))
        yield match, [Item(one.mention.span, one) for one in reading.inside(inside, "organization", "state")]


#: Verbs whose whole subject is there, however it is told.
_WENT = re.compile(
    r"(?:sent|dispatched|deployed|attend|practi[sc]ed|rehearsed|exercised|were|was|took the floor|joined)\b"
)


def _elsewhere(plain: str, floor: int, item: Item) -> bool:
    """True for the body of one person ("the Director of A described") and for what only places the subject."""
    before = plain[max(floor, item.span.start - 60) : item.span.start]
    return _POST_OF.search(before) is not None or _PLACED.search(before) is not None


def _one_person(plain: str, span: Span, match: re.Match[str]) -> bool:
    """True for "Jane Roe, a representative of A": the post of somebody who is named."""
    if any(word.endswith("s") for word in match.group().split()):
        return False
    return _NAMED_ONE.search(plain, max(span.start, match.start() - 60), match.start()) is not None


_NAMED_ONE = screening.compile(r"[A-Z][\w.-]+,\s(?:an?\s|the\s)?(?:[a-z][\w-]*\s){0,3}$")
_POST_OF = re.compile(
    r"\b(?:[A-Z][\w-]*\s|head\s|director\s|chief\s|minister\s|secretary\s)(?:of|for|at|to)\s(?:the\s)?$"
)
_PLACED = re.compile(r"\b(?:in|at|near|on|against|by|to|under|with)\s(?:the\s)?$")
#: What happens beside the event.
_ASIDE = screening.compile(r"\b(?:[Oo]n the (?:sidelines|margins)|[Nn]egotiations with)\b")


#: What is said of people who are not at the event.
_NOT_PRESENT = screening.compile(
    r"\b(?:thank\w*|prais\w*|commend\w*|congratulat\w*|condolences\w*|gratitude|grateful|call(?:ed|s)? (?:up)?on|"
    r"said|told|noted|recalled|attack\w* (?:on|against)|recommend\w*|tribute|assist(?:s|ed)?|equip(?:s|ped)?|"
    r"develop(?:ed|s)?|adopted|drafted|regrets?|cancel\w*|enable[sd]?|visited)\b[^.;]{0,90}$"
)
_CAME = screening.compile(
    r"\b(?:came|comes?|coming|arrived|hail(?:s|ed)?|travell?ed|flew in|were|was|are|is|attend(?:s|ed|ing)?|"
    r"participat(?:e|es|ed|ing)|t(?:ake|akes|ook|aking) part|gather(?:ed)?|join(?:ed)?|conven(?:e|ed))\s"
    r"(?:all\s|also\s|mainly\s|mostly\s|each\s)?(?:drawn |sent |invited |selected |nominated |seconded |on loan )?"
    r"from\s(?:as far (?:away|afield) as\s)?(?:the\s)?"
)
#: Envoys of several told at once: "The Ambassadors of A, of B and of C also took the floor".
_ENVOYS = screening.compile(
    r"\b(?:[Aa]mbassadors|[Rr]epresentatives|[Mm]inisters|[Dd]elegates|[Ee]nvoys|[Dd]elegations|[Cc]hiefs|[Hh]eads|"
    r"[Oo]fficials|[Ee]xperts)\s(?:(?:accredited\s)?to\s(?:the\s)?[A-Z]\w+\s)?(?P<list>(?:of|"
    r"from)\s(?:the\s)?[A-Z][^.;:]{2,200}?,?\sand\s(?:of|from)\s(?:the\s)?[A-Z][^.;:,]{2,60}?)\s"
    r"(?:also\s|each\s|all\s|then\s|both\s)?(?:took|take|spoke|addressed|made|delivered|gave|attended|participated|"
    r"joined|were\spresent|intervened|were\salso|were\sin)\b"
)
#: "representatives of eight countries (A, B and C)".
_IN_BRACKETS = screening.compile(
    r"\b(?:representatives|participants|delegates|delegations|experts|officials|officers|practitioners|trainees|"
    r"specialists|judges|prosecutors|"
    r"investigators|analysts|people|members|troops)\s(?:[a-z]+\s){0,3}?(?:of|from|representing)\s(?:[\w-]+\s){0,5}?"
    r"(?:countries|States|states|nations|organi[sz]ations|agencies|institutions|jurisdictions|bodies|partners|"
    r"ministries|services|economies)\s"
    r"\((?=[^()]{0,300}(?P<end>\)))"
)
_WHO = (
    r"(?:countries|States|states|nations|Member States|economies|jurisdictions|organi[sz]ations|agencies|authorities|"
    r"bodies|institutions|delegations|services|members|partners)"
)
LABEL = screening.compile(
    rf"\b(?:[Pp]articipating|[Pp]articipant|[Aa]ttending|[Rr]epresented|"
    rf"[Ii]nvolved)\s{_WHO}\b[^:.;]{{0,40}}:\s(?:the\s)?|"
    rf"\b[Tt]he following\s(?:\w+\s){{0,3}}{_WHO}\b[^:.;]{{0,60}}(?:took part|participat\w+|attended|represented|"
    rf"involved|present|sent)[^:.;]{{0,60}}:\s(?:the\s)?|"
    r"\bcarried out (?:on the ground |jointly )?by:\s(?:the\s)?|"
    r"(?:^|(?<=[\n.*] )|(?<=\n))\**(?:[Pp]articipants|[Aa]ttendees|[Ff]aculty|[Ss]peakers|[Pp]anell?ists|[Pp]resent|"
    r"[Oo]bservers|[Dd]elegations|[Gg]uests|[Tt]rainers|[Ff]acilitators|[Ii]n attendance|[Aa]ttendance):\**\s(?:the\s)?"
)
AMONG = screening.compile(
    r"\b(?:delegat\w+|representatives|experts|officials|officers|participants?|guests|people|observers|delegations|"
    r"speakers|"
    r"attend\w+|(?:from|of|by|representing)\s(?:[\w-]+\s){0,3}(?:States|nations|countries|organi[sz]ations|agencies|"
    r"bodies|partners|services|units|teams))"
    r"(?:\s(?:of|from)\s(?:\w+\s){1,4}(?:countries|nations|[Ss]tates|organi[sz]ations|agencies|bodies|institutions|"
    r"services))?(?:\s\([^()]{2,40}\))?,\s(?:among (?:them|whom|others)|notably|of them)\s(?:were\s)?(?:the\s)?"
)
_HEARD = screening.compile(
    r"\b(?:[Hh]eard|[Ll]istened to|[Bb]riefed by|[Aa]ddressed by|[Ff]acilitated by|[Mm]oderated by|[Mm]entored by|"
    r"[Ii]nstructed by|[Tt]aught by|[Oo]bserved by|[Aa]ssessed by|"
    r"(?:[Pp]resentations?|[Bb]riefings?|[Ii]nterventions|[Ll]ectures?|[Dd]emonstrations?|[Tt]alks|[Ii]nputs?|"
    r"[Ss]peeches|[Kk]eynotes?)(?: (?:was|were))?(?: (?:given|made|delivered|held|offered|provided))? (?:by|from))\s"
    r"(?:(?:also|the|a|an|its|two|three)\s)*"
)
#: "participants (ten from Malta, ", "two groups, one from Malta".
_SOME_FROM = screening.compile(
    r"(?:[(,\u2013\u2014-]\s?|\band\s)(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|"
    r"twenty|thirty|"
    r"\d{1,3}|half|most|some|others|several)\s(?:(?:each|of them|of whom|people|officers|participants|others)\s)?"
    r"(?:came\s)?from\s(?:the\s)?(?=[A-Z])"
)
_BODIES = re.compile(r"\b(?:teams?|groups?|units?|crews?|delegations?|contingents?)\b")
#: "Malta sent ten officers, ": how many the others sent follows.
_SENT_SOME = screening.compile(
    r"\b(?:sent|sends|contributed|provided|fielded|deployed|brought|nominated|"
    r"seconded)\s(?:[\w-]+\s){1,4}(?=[\w-]+,\s(?:and\s)?[A-Z])"
)
_SHARE = re.compile(
    r"(?:,|\sand|, and)\s(?:the\s)?(?P<who>[A-Z][\w' -]{1,40}?)\s(?:\d{1,3}|one|two|three|four|five|six|seven|eight|"
    r"nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|none)(?=[,.;]|\sand\b)"
)


def _shares(reading: Reading, start: int, end: int) -> Iterator[Item]:
    """The others of "Malta sent ten officers, Peru eight and Togo six"."""
    for match in _SHARE.finditer(reading.plain, start, end):
        link = reading.link_at(match.start("who"))
        if link is not None and link.mention.kind in {"organization", "state"} and not match.group().endswith("none"):
            yield Item(link.mention.span, link)


#: "Joining the workshop were A and B", "In attendance were A and B".
INVERTED = screening.compile(
    r"\b(?:(?:[Aa]lso\s)?(?:[Jj]oining|[Aa]ttending|[Pp]articipating|[Tt]aking part|[Pp]resent|[Rr]epresented|"
    r"[Gg]athered|[Ss]eated|[Aa]ssembled|[Cc]onnected|"
    r"[Ii]n attendance|[Oo]n hand|[Aa]t the table|[Oo]bserving)|[Aa]mong (?:those|"
    r"the (?:[a-z-]+\s){0,2}(?:participants|"
    r"attendees|delegates|guests|speakers|panell?ists|presenters|lecturers|observers|trainees|countries|states|"
    r"agencies|organi[sz]ations|institutions|delegations|bodies))|[Tt]he (?:other )?(?:participants|attendees|speakers|"
    r"panell?ists|"
    r"observers|delegations|delegates|guests|presenters|lecturers|trainees|beneficiaries|target audience|audience|"
    r"target group|recipients)|[Bb]eneficiaries|[Tt]rainees|[Ss]peakers|[Pp]anell?ists|[Oo]bservers|[Gg]uests)"
    r"(?:\s(?!were\b|was\b|included?\b)[\w'-]+){0,8}\s(?:were|was|included?|are)(?:,\s(?:besides|among others|"
    r"inter alia|as well|too),)?\s(?:also\s)?(?!(?:not|to|in|at|on|"
    r"of|by|from|that|able|asked|told|[a-z]+ed|[a-z]+ing|also)\b)(?=\S)"
)
#: "The Latvian side was represented by A and B".
STOOD_FOR = screening.compile(
    r"\b(?:(?:[Ss]ides?|[Dd]elegations?|[Pp]arty|[Tt]eam|[Gg]overnment|[Aa]uthorities|[Cc]ountry|[Ss]tate)\s(?:was|"
    r"were|is|are|had been)\s(?:also\s)?(?:represented|formed|made up)\sby|"
    r"(?:[Dd]elegations?|[Tt]eams?|[Gg]roup|[Aa]udience)\s(?:from\s[A-Z]\w+\s|of\s[A-Z]\w+\s)?(?:comprised|comprises|"
    r"included|includes|consisted of|consists of|was composed of|was made up of))\s(?=[A-Za-z])"
)
#: Who came beside others: "Norway took part as well, along with A and B".
BESIDE = screening.compile(
    r",?\s(?:along with|together with|alongside|as well as|joined by|accompanied by|in addition to|besides|"
    r"with (?:the )?(?:participation|presence|involvement|attendance) of|with (?:observers|guests|"
    r"experts) from)\s(?=[A-Za-z])"
)
ATTENDED = screening.compile(
    r"\b(?:took part|t(?:ake|akes|aking) part|attend\w*|participat\w+|joined|gathered|came together|were present|"
    r"was present|were represented|brought together|brings together|bringing together)\b[^.;:]{0,400}$"
)
_AS_DID = screening.compile(
    r",\s(?:and\s)?as\s(?:was|were|did|do|does|will|had|has|have)\s(?:the\s)?|"
    r"[,;.]\s(?:and\s)?[Ss]o\s(?:was|were|did|do|does|will|had|has|have)\s(?:the\s)?"
)
#: "International organizations included A and B".
_KINDS_THERE = screening.compile(
    r"\b(?:[Ii]nternational|[Rr]egional|[Oo]ther|[Pp]artner|[Nn]ational|[Ii]nvited|[Oo]bserver)\s(?:and\s\w+\s)?"
    r"(?:organi[sz]ations|agencies|institutions|bodies|partners|countries|[Ss]tates|ministries|delegations|services)\s"
    r"(?:(?:that|which)\s(?:attended|took part|participated|were (?:present|represented))\s|"
    r"(?:present|represented|attending|in attendance|there|at the \w+)\s)?(?:included|were|include)\s"
    r"(?!(?:also|not|invited|asked|called|able|to|in|of|from|that|[a-z]+ed|[a-z]+ing)\b)(?=\S)"
)
#: Words that say of a sentence that it tells who was there, and brackets that hold names alone.
_THERE = screening.compile(
    r"\b(?:took part|t(?:ake|aking) part|attend(?:ed|ing|ees)?|participat(?:ed|ing|e|ion|ants?)|present|represented|"
    r"came (?:together|from)|gathered|due from|expected|delegations?|delegates|joined|met)\b"
)
_OF_KIND = re.compile(
    r"\b(?:countries|[Ss]tates|nations|delegations?|delegates|economies|jurisdictions|organi[sz]ations|agencies|"
    r"partners|"
    r"members|participants|representatives|bodies|institutions|governments|services|region|experts|officials|teams)"
    r"(?:\s[\w-]+){0,6}\s$"
)
_NAMES_BRACKET = screening.compile(r"\([A-Z][^()]{8,700}\)")
_AMONG_THEM = screening.compile(r",?\samong them\b(?!\s(?:were|was|are|the|a|an|[A-Z]))")


@cache
def _people() -> screening.Screened:
    people = patterns.load("roles")["groups"]["people"]
    more = ("half", "third", "those", "they", "others", "most", "lecturers", "observers", "colleagues")
    return screening.compile(rf"\b(?:{alternation.of([*people, *more])})\b", re.IGNORECASE)


@cache
def _speaks() -> screening.Screened:
    verbs = patterns.load("roles")["speaks"]["participant"]
    return screening.compile(
        rf"\b(?:{alternation.of(verbs)})\b(?!\sby\b|\s(?:its|their)\s(?:regrets|apologies|excuses)\b)|"
        r"\b(?:was|were)\s(?:also\s|both\s|likewise\s)?(?:the\s|its\s|among the\s)?"
        r"(?:[Cc]o-?[Cc]hairs?|guests?|observers?|moderators?|facilitators?|panell?ists|present|represented|"
        r"in attendance|on hand|at the table)\b"
    )
