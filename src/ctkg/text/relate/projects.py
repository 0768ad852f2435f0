"""Projects and programmes told with a name, dates or donors of their own: events of type project."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ctkg.model import Span
from ctkg.text.find import screening
from ctkg.text.reading import Reading
from ctkg.text.relate import scope
from ctkg.text.relate.naming import Mention, noun_phrase

_NOUN = screening.compile(r"(?<![\w-])(?P<noun>[Pp]rojects?|[Pp]rogrammes?|[Pp]rograms?)(?![\w-])")
_MONEY = re.compile(
    r"\b(?:(?:co-?)?(?:fund|financ|sponsor)(?:ed|es|ing|s)\b|donors?\b|contribut\w+ of\b|budget of\b|"
    r"financial (?:support|contribution|assistance)|(?:EUR|USD|CHF|GBP|€|\$|£)\s?\d)"
)
_RUNS = re.compile(
    r"\b(?:since|from|until|(?:runs?|ran|running) (?:from|until|to)|(?:began|begun|started|launched|begins?|starts?|"
    r"begin|start|ends?|ended) (?:in|on)|extended (?:until|to))\s+(?:early\s+|late\s+|mid-)?$"
)
_ELSE = re.compile(r"\b(?:held|took place|met|gathered|organi[sz]ed|hosted|attended)\b|[;:]")
_KIND = r"(?:projects?|programmes?|programs?|initiative|scheme)"
_PAID = r"(?:(?:co-?)?(?:fund|financ|sponsor|bankroll|underwrit)(?:ed|ten)|paid for)"
_PAYS = r"(?:(?:co-?)?(?:fund|financ|sponsor|bankroll|underwrit)(?:e?s|e)?|pays? for|contributes?)"
_HAS = r"(?:has|have)"
#: What is told of a project itself, right after its name: who pays for it, what it costs, when it runs, and whom
#: it reached.
_OF_IT = re.compile(
    rf"(?:,? (?:(?:which|that) )?(?:(?:is|was|are|{_HAS} been) )?(?:(?:jointly|fully|largely|partly|also) )?{_PAID}\b|"
    rf",? (?:to )?(?:which|that) (?:the )?[^.;:]{{2,80}}? (?:{_PAYS}|{_HAS} (?:{_PAID}|contributed))\b|"
    r",? (?:which|that) (?:started|began|runs?|ran|was launched|has (?:run|been running)) "
    r"(?:in|on|from|until|since|for)\b|"
    rf",? {_HAS} (?:so far |already |to date |since \d{{4}} )?(?:reached|trained|equipped|served|helped|supported) "
    r"(?:(?:some|more than|over|about|almost|nearly) )?\d|"
    r",? (?:worth|with a budget of|at a cost of|of) "
    r"(?:EUR|USD|CHF|GBP|AUD|CAD|[^\w\s]?\s?\d[\d.,]* (?:million|billion))|"
    r",? now in its \w+ (?:year|phase)\b)"
)
#: "STRIVE Classroom, an initiative financed by ...", "under Safe Screens, which Switzerland funds".
_NAMED_FIRST = screening.compile(
    rf"\b(?:[Uu]nder|part of|[Tt]hrough|[Ww]ithin|framework of|belongs to) (?:the )?"
    rf"(?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+){{0,4}})(?=,)(?P<kind>, an? (?:[\w-]+ ){{0,4}}{_KIND}\b)?"
)
#: Who pays, before the noun: "Norway finances the project", "has contributed EUR 5 million to the project".
_PAID_BEFORE = re.compile(
    r"(?:\b(?:(?:co-)?(?:financ|fund|sponsor)(?:es|ed|ing|s)|bankrolls?|pays? for|paid for|underwrites)|"
    r"\b(?:contribut|provid|pledg|allocat|donat|grant|earmark)(?:es|ed|s|ing)\b[^.;:]{3,50}\b(?:to|for|towards)|"
    r"\b[Ww]ith (?:a budget|funds|financing|money) (?:of|from|worth) [^.;:]{3,40},)\s$"
)
#: Who carries it out, and for how long: told of a project itself.
_CARRIED = re.compile(
    r",? (?:which |that )?(?:(?:is|was|has been|are) (?:being )?)?(?:jointly )?(?:carried out|implemented|"
    r"executed|run|led|"
    r"managed|delivered|developed|supported)(?: jointly)? (?:by (?:the )?[A-Z]|[^.;,]{0,40}since \d{4})|"
    r",? (?:will (?:run|last|end|continue|be implemented)|runs|lasts|ends|ended) (?:for|in|until|from|over|"
    r"this year|\d)|"
    r",? a joint (?:undertaking|initiative|project|effort) of [^.;]{3,80}?, is (?:fund|financ)"
)
_NAME = re.compile(r",?\s+(?:(?:on|called|entitled|titled),?\s+)?[\"'](?P<name>[A-Z][^\"\n]{3,120}?)[\"']")
_AFTER = re.compile(r"\s+(?P<name>[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)+)")
_CALLED = re.compile(r"\s+(?P<name>[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)*)")
_OWNED = re.compile(r"\b(?:[Ii]ts|[Tt]heir|'s) (?:[\w-]+ ){0,3}[\w-]+$")
_OPENING = re.compile(
    r"(?:Under |Through |So far,? |To date,? |Since \w+(?: \d{4})?, |Within |As part of )?", re.IGNORECASE
)
_OF_ANOTHER = re.compile(r",?\s+and\s+(?:is|was|are|were|has been)\b")  # "part of the Programme and was funded by"
_PURPOSE = re.compile(r"\s(?:for|on|to|against|in)\s[^,;.:]{3,80}(?=,| (?:funded|financed|which|has|have) )")
_MODIFIED = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|'s) (?:[A-Z][\w'-]*[ -](?:(?:and|of|for|on|in|the|to|against) )?){1,8}[\w-]+$"
)
_OTHER_THINGS = frozenset({"instrument", "place", "state", "date", "person"})
_MOST, _MOST_AGAIN = 3, 12  # names looked for, and mentions by name


_RUNNING = re.compile(r"\"?\s(?:began|started|ended|runs|ran|has|is|was|will)\b")
#: A project named before, of which a later sentence tells what is its own.
_LATER = screening.compile(
    rf"\b(?:[Tt]he|[Tt]his|same) (?:project|programme|program|initiative)"
    rf"(?:{_OF_IT.pattern}| (?:is|was|has been|will)\b)"
)


def find(reading: Reading, index: int, span: Span, quoted: Sequence[Span]) -> Iterator[Mention]:
    """Mentions of projects in the sentence at ``span``."""
    plain = reading.plain
    yield from _named_first(reading, index, span, quoted)
    for match in _NOUN.finditer(plain, span.start, span.end):
        if scope.within(quoted, match.start()) or match["noun"].lower().endswith(("cts", "mes", "ams")):
            continue
        link = reading.link_at(match.start())
        if link is not None and link.mention.kind in {"organization", "instrument"}:
            continue
        determiner, start = noun_phrase(plain, span.start, match.start())
        clause = _clause(plain, span, match)
        dates = reading.inside(Span(match.end(), span.end), "date")
        dated = any(dates_it(plain, match.end(), link.mention.span.start) for link in dates)
        paid = _MONEY.search(clause) is not None and _OF_ANOTHER.match(clause) is None
        after = _AFTER.match(plain, match.end(), span.end) is not None
        of_it = _told_of(plain, span, match) or _borne(plain, span, start, match, determiner)
        quoted_name = _NAME.match(plain, match.end(), span.end) is not None or (after and match["noun"].islower())
        named = after or _proper(plain[start : match.end()])
        opens = start - span.start < 3 and determiner in {"the", "this"} and paid
        opens = opens or _taken_up(plain, span, start, match)
        quoted_name = quoted_name and (dated or paid or _told_later(plain, span, match))
        if _COMPOUND.match(plain, match.end(), span.end) is None and _by_name(plain, span, start, match):
            quoted_name = True
        if quoted_name or opens or of_it or ((dated or paid) and (named or determiner in {"a", "an"})):
            where = Span(*match.span())
            yield Mention(
                where, Span(start, match.end()), "project", "project", index, determiner, False, True, "asserted",
                False, False,
            )  # fmt: skip


#: Offices and papers of a project, and what is a programme of an event alone.
_COMPOUND = re.compile(
    r"\s(?:Offices?|Officers?|[Mm]anagers?|[Dd]irectors?|[Cc]o-?ordinators?|[Ss]teering|[Bb]oard|[Cc]ommittee|[Tt]eam|"
    r"[Uu]nit|[Ss]ection|staff|[Aa]ssistants?|[Aa]dvis[eo]rs?|[Ll]eaders?|[Ss]pecialists?|[Mm]anagement|documents?|"
    r"of (?:work|action|events|the (?:event|meeting|workshop|course|conference)))\b"
)
_CAPITALS = re.compile(
    r"(?:[\"']?[A-Z][\w/'&-]*\"?\s)(?:(?:[A-Z][\w/'&-]*|on|of|for|and|the|in|against|to|with|\([A-Z/-]+\))\s){0,11}"
)
#: "under the Programme", "in the framework of the project": what another event is a part of is told as its frame.
_OF_FRAME = re.compile(
    r"\b(?:part of|[Ww]ithin|(?:framework|context|scope|auspices|umbrella) of|[Uu]nder|[Tt]hrough|[Bb]y|belongs? to|"
    r"component of|of)\s$"
)


#: "INTERPOL's Project Harbour": whose project it is.
_OWNER = re.compile(r"^(?:[A-Z][\w-]*\s){1,2}?[\w-]*'s?\s(?=\w+\s*$)")


def name(plain: str, one: Mention) -> str:
    """The name of the project that ``one`` names, without its determiner and owner; empty where it has none."""
    quoted = _NAME.match(plain, one.span.end)
    if quoted is not None:
        return quoted["name"]
    words = [word for word in plain[one.phrase.start : one.span.start].split() if word[:1].isupper()]
    words = [word for word in words if not word.endswith(("'s", "'")) and word not in {"The", "A", "This", "Its"}]
    after = _CALLED.match(plain, one.span.end)
    return " ".join([*words, *([after["name"]] if after is not None else [])])


def _by_name(plain: str, span: Span, start: int, match: re.Match[str]) -> bool:
    """True for a project or programme named by words with capitals ("the Border Security Programme", "Project Harbour",
    "the project 'Safe Ports'"), or told as what an event is a part of ("part of a project by which ...")."""
    if _OF_FRAME.search(plain, max(span.start, start - 40), start) is not None:
        return False
    noun = match["noun"]
    if _NAME.match(plain, match.end(), span.end) is not None:
        return True
    if not noun[0].isupper() or _LISTED.match(plain, match.end(), span.end) is not None:
        return False
    called = _CALLED.match(plain, match.end(), span.end)
    if called is not None:
        return called["name"].split()[0] not in _NOT_NAMES
    words = re.sub(r"^(?:[Tt]he|[Ii]ts|[Tt]heir|[Aa]n?|[Tt]his|[Oo]ur)\s", "", plain[start : match.start()])
    words = _OWNER.sub("", words)
    return (
        noun == "Project" and len(words.split()) >= 2 and _CAPITALS.fullmatch(words) is not None and "'s " not in words
    )


#: A programme named among bodies acts as one.
_LISTED = re.compile(r"(?: \([A-Z][\w /-]*\))?(?:,? and (?:the )?[A-Z]|, (?:the )?[A-Z])")
_NOT_NAMES = frozenset({"Office", "Officer", "Manager", "Director", "Coordinator", "Co-ordinator", "Steering", "Board"})


def _told_later(plain: str, span: Span, match: re.Match[str]) -> bool:
    """True where a later sentence tells what is the project's own: by its noun, or by its name."""
    if _LATER.search(plain, span.end) is not None:
        return True
    name = _NAME.match(plain, match.end(), span.end) or _AFTER.match(plain, match.end(), span.end)
    start = plain.find(name["name"], span.end) if name is not None else -1
    end = start + len(name["name"]) if name is not None else 0
    return start >= 0 and (_RUNNING.match(plain, end) is not None or _OF_IT.match(plain, end) is not None)


def _told_of(plain: str, span: Span, match: re.Match[str]) -> bool:
    """True for a project with a name, of which the words at once after tell what is its own."""
    name = _CALLED.match(plain, match.end(), span.end)
    before = plain[max(span.start, match.start() - 60) : match.end()]
    if name is None and _MODIFIED.search(before) is None:
        purpose = _PURPOSE.match(plain, match.end(), span.end) if _OWNED.search(before) is not None else None
        return purpose is not None and _OF_IT.match(plain, purpose.end(), span.end) is not None
    return _OF_IT.match(plain, name.end() if name is not None else match.end(), span.end) is not None


def _borne(plain: str, span: Span, start: int, match: re.Match[str], determiner: str) -> bool:
    """True where the clause says who pays for the project or carries it out, and it is not told as a mere frame."""
    if determiner not in {"the", "this", "a", "an"} or _FRAMED.search(plain, max(span.start, start - 40), start):
        return False
    if _PAID_BEFORE.search(plain, max(span.start, start - 110), start) is not None:
        return True
    if not match["noun"].lower().startswith("project"):
        return False  # "the programme was run by" may be told of the course itself
    purpose = _ABOUT.match(plain, match.end(), span.end)
    return _CARRIED.match(plain, purpose.end() if purpose is not None else match.end(), span.end) is not None


#: "part of a project to strengthen", "within the programme".
_FRAMED = re.compile(r"\b(?:part of|within|framework of|under|through|by|in|of)\s$")
_ABOUT = re.compile(
    r"\s(?:for|on|to|against|of)\s[^,;.:]{3,80}?(?=,? (?:is|was|will|which|now|runs|ends|has|carried|run) )"
)


def _taken_up(plain: str, span: Span, start: int, match: re.Match[str]) -> bool:
    """ "Under the same project, which started in 2020, ...", "So far, the project has reached 500 guards"."""
    opened = _OPENING.fullmatch(plain, span.start, start) is not None
    phrase = plain[start : match.end()].lower()
    return opened and phrase.startswith(("the ", "this ")) and _OF_IT.match(plain, match.end(), span.end) is not None


def _named_first(reading: Reading, index: int, span: Span, quoted: Sequence[Span]) -> Iterator[Mention]:
    """Projects by their names alone, where an apposition or a relative clause says what they are."""
    for match in _NAMED_FIRST.finditer(reading.plain, span.start, span.end):
        where = Span(*match.span("name"))
        link = reading.link_at(where.start)
        if (
            _NOUN.search(match["name"]) is not None
            or scope.within(quoted, where.start)
            or (link is not None and link.mention.kind in _OTHER_THINGS)
        ):
            continue
        if _OF_IT.match(reading.plain, match.end(), span.end) is None:
            continue
        yield Mention(where, where, "project", "project", index, "", False, True, "asserted", False, False)


def again(reading: Reading, told: Sequence[Mention]) -> list[Mention]:
    """Later mentions of projects by their names alone ("Safe Ports trained ...")."""
    found: list[Mention] = []
    seen: set[str] = set()
    for one in told[:_MOST]:
        match = _NAME.match(reading.plain, one.span.end) or _AFTER.match(reading.plain, one.span.end)
        name = (match["name"] if match is not None else "").strip()
        if not name or name in seen:
            continue
        seen.add(name)
        for later in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", reading.plain[match.end() :] if match else ""):
            start = (match.end() if match else 0) + later.start()
            sentence = bisect_right([s.span.start for s in reading.sentences], start) - 1
            where = Span(start, start + len(name))
            found.append(
                Mention(where, where, "project", "project", sentence, "the", False, True, "asserted", False, False)
            )
            if len(found) >= _MOST_AGAIN:
                return found
    return found


def dates_it(plain: str, noun: int, date: int) -> bool:
    """True where the words from the end of the noun to the date say that the project began, runs or ends then."""
    between = plain[noun:date] if noun <= date <= noun + 240 else ""
    return _RUNS.search(between) is not None and _ELSE.search(between) is None


def _clause(plain: str, span: Span, match: re.Match[str]) -> str:
    """The words after the noun that may tell of the project."""
    return plain[match.end() : min(span.end, match.end() + 220)]


def _proper(phrase: str) -> bool:
    """True for a noun phrase that is a name ("the Maritime Security Program")."""
    small = {"the", "a", "an", "its", "and", "of"}
    words = [word for word in re.findall(r"[\w'-]+", phrase) if word.lower() not in small]
    return len(words) >= 3 and all(word[0].isupper() for word in words)
