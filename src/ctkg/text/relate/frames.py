"""Roles by the frame of a verb: passive, active and relative clauses.

- "The workshop was organised in Riga on 4 May by A and B", "organised jointly by A", "hosted by B, the course ..."
- "A, in co-operation with C, convened a workshop", "a workshop that A and B conducted", "A is hosting it"
- "A partnered with B to hold a workshop", "together with B, A held a workshop"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ctkg.model import Passage, Span
from ctkg.text.find import screening
from ctkg.text.reading import EventFrame, Reading, event_at, placed
from ctkg.text.relate import lists, preceding, scope, verbs
from ctkg.text.relate.holding import event_in
from ctkg.text.relate.lists import Item

#: A role, the event, those who hold it, and the clause that says so.
Told = tuple[str, EventFrame, list[Item], Span]

#: What may stand between a passive verb and its "by": adverbs, "jointly", and where and when; no other verb.
_TO_BY = re.compile(
    r"(?:,?\s(?:today|yesterday|here|there|earlier|annually|in|on|at|from|between|to|and|for|during|last|this|under|"
    r"within|since|through|online|virtually)\b[^;:()]{0,90}?"
    r"|(?:,?\s(?:both|jointly|together|mainly|in part|also|in turn|and|[a-z]+ly)){1,3}|,?\s\([^()]{0,40}\))?,?\sby\s"
)
#: "arranged by A with B": B is a partner, but for "with B as its host".
_WITH = re.compile(r"(?:\s\([^()]{1,30}\))?,?\swith\s(?=the\s[A-Z]|[A-Z])")
_AS = re.compile(
    r"(?:\s\([^()]{1,30}\))?\s(?:as|in|playing|providing|paying|hosting|lending|offering|supplying|seconding|sending|"
    r"contributing|giving|bringing|covering|meeting|bearing|footing|presiding|chairing|leading|attending|observing|"
    r"participating|taking)\b"
)
#: "backed financially by": support that is money.
_MONEY = re.compile(r"\b(?:financially|monetarily)\b")
#: A second participle that shares the "by": "hosted and funded by".
_AND_VERB = re.compile(
    r"(?:,\s(?:co-)?[a-z]+ed)*,?\sand\s(?:[a-z]+ly\s)?(?:co-)?(?:[a-z]+ed|led|held|run|given|paid for)(?=\s)"
)
_OTHER_VERB = re.compile(
    r"\b(?:was|were|is|are|has|have|had|will|said|who|which|that|to be|attended|brought|gathered|opened|followed|led|"
    r"inspired|adopted|used|posed|faced|committed|carried|claimed|perpetrated|caused|signed|issued|made|given|"
    r"established|prepared|addressed|affected|required|presented|moderated|chaired|facilitated|"
    r"organi[sz]ed|hosted|funded|financed|supported|sponsored|delivered|conducted)\b"
)
_BY = re.compile(r"\s+by\b")
_BE = screening.compile(
    r"\b(?:was|were|is|are|been|being|be)\s+(?:(?:also|jointly|being|kindly|generously|then|both|co-|again|previously|"
    r"successfully|fully|partly|partially|entirely|financially|technically|initially|originally|[a-z]+ly)\s+){0,3}$"
)
_TO = re.compile(
    r"\b(?:to|would|could|should|may|might|must|can|cannot|not|helps?|helped|asked|invited|let)\s+(?:\w+ly\s+)?$"
)
#: What is going to be done, though with "to": "is to host", "has offered to hold".
_SHALL = screening.compile(
    r"\b(?:(?:ha(?:s|ve|d) )?(?:offered|agreed|volunteered|undertaken|decided|promised)|offers|undertook|"
    r"(?:is|are|was|were) (?:\w+ly )?(?:due |set |scheduled |going |ready |about )?) ?to $"
)
#: Those who join forces to do a thing do it.
_JOINED_TO = screening.compile(
    r"\b(?:(?:have |has )?(?:join(?:ed)? (?:forces|hands)|team(?:ed)? up|came together|come together|"
    r"work(?:ed)? together|united?|combined (?:their )?efforts|partner(?:ed)?|joined up|co-?operated?))"
    r"(?: with (?P<who>[^.;:]{2,140}?))? to\s+(?:co-?)?$"
)
_TOGETHER = screening.compile(r"\b(?:[Tt]ogether|[Jj]ointly|[Aa]long|[Ii]n tandem) with\s|\b[Aa]longside\s")
_NOUN_BEFORE = re.compile(
    r"\b(?:the|its|their|his|her|of|for|an?|such|this|any|no|with|under|further|more)\s+"
    r"(?:(?!(?:municipality|ministry|university|police|authorities|embassy|city|foundation|association|government|"
    r"institute|"
    r"council|company|school|two|bodies|organi[sz]ations|agencies|sides|partners|ministries|institutions)\s)[a-z]+\s)?$"
)
_THAT = screening.compile(r"\b(?:that|which|whom)\s+(?:the\s+)?$")
#: What stands before an event that is not the next object: "prepared officers for the exercise".
_FURTHER = re.compile(r"\b(?:of|for|on|in|to|with|and|at|by|from|into|about|against)\b|[,(]")
_NAMES_IT = re.compile(r"call", re.IGNORECASE)
_KNOWN = re.compile(
    r"\s(?:the|this|that|these|it|them|its)\b[^.;:]{0,160}?\s"
    r"(?:an?|one|too|very|so|more|the (?:most|first|best|largest))\s"
)
#: "With A, B organised": what ends the phrase before the subject.
_COMMA = re.compile(r"(?:\s\([^()]{1,40}\))?,\s(?:the\s)?")
#: "which A funded and B ran": the second of two clauses about one thing.
_THAT_AND = screening.compile(r"\b(?:that|which|whom)\s[^,;.:]{3,90}\sand\s(?:the\s)?$")
_STOPS = re.compile(r"\s*(?:[.,;)]|$|\s(?:in|on|at|with|from|together|jointly|under)\b)")
#: People and undertakings that are led or run in their own right: what is told of them is not the event's.
_LED = (
    r"projects?|programmes?|programs?|initiatives?|delegations?|teams?|missions?|groups?|networks?|experts|officers|"
    r"officials|panels?|sessions?|units?|campaigns?|operations?|attacks?|crimes?|acts?|threats?|investigations?|"
    r"research|stud(?:y|ies)|platforms?|coalitions?|alliances?|efforts|negotiations"
)
#: Things that are paid for or supported in their own right.
_PAID = (
    r"manuals?|guides?|handbooks?|tools?|curricul\w+|reports?|equipment|cent(?:re|er)s?|institut\w+|"
    r"organi[sz]ations?|bodies|body|fund|strateg\w+|systems?|documents?|laborator\w+|films?|money|assets|persons|"
    r"people|guidelines|compendi\w+|principles|recommendations|standards|frameworks?|translations?|computers|vehicles|"
    r"scanners|buildings?|laws?|phases?"
)
_TO_CUE = r"(?!'s)\b[^,.;]{0,30}(?:,\s)?$"
_OTHER_LED = screening.compile(rf"\b(?:{_LED}){_TO_CUE}", re.IGNORECASE)
_OTHER_PAID = screening.compile(rf"\b(?:{_LED}|{_PAID}){_TO_CUE}", re.IGNORECASE)


#: What a relative clause may be told of instead of the event before it.
_INITIATIVE = screening.compile(
    r"\b(?:initiatives?|projects?|programmes?|programs?|centres?|centers?|networks?|platforms?|campaigns?|funds?|"
    r"mechanisms?|facility|guides?|handbooks?|manuals?|strateg\w+|plans?)\b[^.;]{0,20}$"
)


def passive(
    reading: Reading, events: Sequence[EventFrame], sentence: Passage, quoted: Sequence[Span]
) -> Iterator[Told]:
    """ "was organised ... by A", "hosted by B"."""
    plain = reading.plain
    for match in _occurrences(reading, sentence, quoted):
        roles = [role for role, how in verbs.told(match.group()).items() if how == "past"]
        second = _AND_VERB.match(plain, match.end(), sentence.span.end)
        by = _TO_BY.match(plain, second.end() if second is not None else match.end(), sentence.span.end)
        if not roles or by is None or _OTHER_VERB.search(by.group()):
            continue
        aux = _BE.search(plain, max(sentence.span.start, match.start() - 60), match.start())
        event = event_of(reading, events, sentence, Span(*match.span()))
        if event is None:
            continue
        if aux is None and all(of_other(reading, sentence.span.start, match.start(), event, role) for role in roles):
            continue
        if aux is None and match.start() - sentence.span.start < 4 and not _opens(reading, sentence, by.end(), event):
            continue
        if aux is not None and not _subject_is_event(reading, sentence.span.start, match.start(), event):
            continue
        shared = match.group().lower().startswith("co") or "joint" in plain[max(0, match.start() - 12) : by.end()]
        items = lists.after(reading, by.end() - 1, sentence.span.end, joint=shared)
        beside = _WITH.match(plain, items[-1].span.end, sentence.span.end) if items and not shared else None
        if beside is not None and "organizer" in roles:
            partners = lists.after(reading, beside.end() - 1, sentence.span.end)
            if partners and not _AS.match(plain, partners[-1].span.end, sentence.span.end):
                yield "coorganizer_or_partner", event, partners, Span(match.start(), sentence.span.end)
        for role in roles:
            paid = role == "supporter" and _MONEY.search(by.group()) is not None
            yield "funder" if paid else role, event, items, Span(match.start(), sentence.span.end)


def active(reading: Reading, events: Sequence[EventFrame], sentence: Passage, quoted: Sequence[Span]) -> Iterator[Told]:
    """ "A and B organised a workshop", "a workshop that A and B conducted"."""
    plain = reading.plain
    start = sentence.span.start
    for match in _occurrences(reading, sentence, quoted):
        roles = verbs.told(match.group())
        before = plain[max(start, match.start() - 60) : match.start()]
        if _BE.search(before) and not match.group().split()[0].lower().endswith("ing"):
            continue
        together = _JOINED_TO.search(plain, max(start, match.start() - 200), match.start())
        shall = _SHALL.search(plain, max(start, match.start() - 40), match.start()) if together is None else None
        if (
            (_TO.search(before) and together is None and shall is None)
            or _NOUN_BEFORE.search(before)
            or _BY.match(plain, match.end(), match.end() + 4)
        ):
            continue
        verb = together.start() if together is not None else shall.start() if shall is not None else match.start()
        items = preceding.before(reading, start, verb) or preceding.shared(reading, start, verb)
        if not items:
            continue
        event = event_in(plain, events, match.end(), sentence.span.end)
        if event is not None and " ".join(match.group().lower().split()) in verbs.direct():
            named = event.named_in(Span(match.end(), sentence.span.end))
            if _NAMES_IT.match(match.group()) and _KNOWN.match(plain, match.end()):
                continue  # "called the training a success"
            if not named or _FURTHER.search(plain, match.end(), named[0].start):
                continue
        if event is None and _THAT.search(plain, max(start, items[0].span.start - 14), items[0].span.start):
            event = _last_named(events, Span(start, items[0].span.start))
            relative = plain.rfind(" ", start, max(start + 1, items[0].span.start - 5))
            if event is not None and event.type != "project":
                named = event.named_in(Span(start, max(start, relative)))
                if named and _INITIATIVE.search(plain, named[-1].end, items[0].span.start):
                    continue  # "part of X, an initiative which A runs"
        if event is None and _STOPS.match(plain, match.end(), sentence.span.end):
            which = _THAT_AND.search(plain, max(start, items[0].span.start - 130), items[0].span.start)
            event = _last_named(events, Span(start, which.start())) if which is not None else None
        if event is None:
            continue
        named = event.named_in(Span(match.end(), sentence.span.end))
        clause = Span(items[0].span.start, named[-1].end if named else sentence.span.end)
        paid = _WITH_MONEY.match(plain, named[-1].end if named else match.end(), sentence.span.end)
        for role in roles:
            yield "funder" if paid is not None and role == "supporter" else role, event, items, clause
            if role == "organizer":
                for beside in _TOGETHER.finditer(plain, start, verb):
                    yield role, event, lists.after(reading, beside.end() - 1, verb), clause
                if plain.startswith("With ", start) and items[0].span.start > start + 8:
                    beside_ = [one for one in lists.after(reading, start + 4, verb) if one not in items]
                    if beside_ and _COMMA.fullmatch(plain, beside_[-1].span.end, items[0].span.start):
                        yield role, event, beside_, clause
        if "organizer" in roles and together is None:
            beside_ = _beside(reading, event, match.end(), named, sentence.span.end)
            if beside_:
                yield "coorganizer_or_partner", event, beside_, Span(items[0].span.start, beside_[-1].span.end)
        if together is not None and together["who"]:
            partners = lists.after(reading, together.start("who"), together.end("who"))
            yield "coorganizer_or_partner", event, partners, clause


#: "will convene, with A, a colloquium", "runs the course with B".
_RUN_WITH = re.compile(r",?\swith\s(?=(?:the\s)?[A-Z])")
_RUN_SOMEWHERE = re.compile(
    r"(?:\s(?:in|on|at|from|for|to)\s(?:(?!\b(?:which|that|who|"
    r"and)\b)[^.;:,]){2,60}?)?,?\s(?:jointly\s)?with\s(?=(?:the\s)?[A-Z])"
)
_DEALT = re.compile(
    r"\s(?:support|funding|participation|help|assistance|representatives|experts|officials|participants)\b"
)


def _beside(reading: Reading, event: EventFrame, verb: int, named: Sequence[Span], end: int) -> list[Item]:
    """Partners told by a bare "with", right behind the verb or behind the event that is its object."""
    if event.type not in _RUN:
        return []
    for pattern, at in ((_RUN_WITH, verb), (_RUN_SOMEWHERE, named[0].end if named else verb)):
        match = pattern.match(reading.plain, at, end)
        if match is None:
            continue
        items = lists.after(reading, match.end() - 1, end)
        bodies = [one for one in items if one.link is not None and one.link.mention.kind == "organization"]
        if not bodies or len(bodies) < len(items):
            return []
        last = bodies[-1].span.end
        if _AS.match(reading.plain, last, end) or _DEALT.match(reading.plain, last, end):
            return []
        return bodies
    return []


_RUN = frozenset({"training", "workshop", "seminar", "conference", "exercise", "project", "launch"})
#: "have supported it with 1.9 million dollars".
_WITH_MONEY = re.compile(
    r"[^.;:]{0,30}?\swith\s(?:some\s|about\s|over\s|more than\s|an?\s(?:grant|contribution) of\s)?"
    r"(?:(?:EUR|USD|CHF|GBP|NOK|SEK|DKK|JPY|CAD|AUD|US\$)\s?\d|[€$£¥]\s?\d|\d[\d.,]*\s(?:million|billion|thousand|"
    r"euros?|dollars|US))"
)
_TOOK = screening.compile(
    r"\b(?:took|takes|taking|taken|brought|brings|moved|moves|carried|carries) (?:its|their|"
    r"the) (?=[^.;:]{3,90}? to [A-Z])"
)


def taken(reading: Reading, events: Sequence[EventFrame], sentence: Passage, quoted: Sequence[Span]) -> Iterator[Told]:
    """ "A took its course to three cities"."""
    for match in _TOOK.finditer(reading.plain, sentence.span.start, sentence.span.end):
        items = preceding.before(reading, sentence.span.start, match.start())
        event = event_in(reading.plain, events, match.end() - 1, sentence.span.end)
        named = event.named_in(Span(match.start(), sentence.span.end)) if event is not None else ()
        near = bool(named) and _FURTHER.search(reading.plain, match.end(), named[0].start) is None
        if items and event is not None and near and not scope.within(quoted, match.start()):
            yield "organizer", event, items, Span(items[0].span.start, named[0].end)


def _occurrences(reading: Reading, sentence: Passage, quoted: Sequence[Span]) -> Iterator[re.Match[str]]:
    for match in verbs.pattern().finditer(reading.plain, sentence.span.start, sentence.span.end):
        if scope.within(quoted, match.start()):
            continue
        link = reading.link_at(match.start())
        if link is None or link.mention.kind not in {"organization", "instrument"}:
            yield match


def event_of(reading: Reading, events: Sequence[EventFrame], sentence: Passage, cue: Span) -> EventFrame | None:
    """The event whose role a cue gives: the last one named before it in its sentence, else the one told there."""
    near = _last_named(events, Span(sentence.span.start, max(sentence.span.start, cue.start)))
    return near or event_at(events, cue)


def _last_named(events: Sequence[EventFrame], span: Span) -> EventFrame | None:
    named = [(mention, event.key, event) for event in placed(events).naming(span) for mention in event.named_in(span)]
    return max(named, key=lambda one: one[:2])[2] if named else None


_MAIN_CLAUSE = screening.compile(r",\s(?:the|this|these|an?|it|some|over|more|two|three|\d+)\b", re.IGNORECASE)


def _opens(reading: Reading, sentence: Passage, start: int, event: EventFrame) -> bool:
    """True for a participle that opens the sentence and is told of the event behind it ("Hosted by A, the course")."""
    clause = _MAIN_CLAUSE.search(reading.plain, start, sentence.span.end)
    if clause is None:
        return False
    words = reading.plain[clause.start() + 2 : clause.start() + 90]
    return bool(event.named_in(Span(clause.start(), clause.start() + 160))) or _TAKES_UP.match(words) is not None


def of_other(reading: Reading, start: int, cue: int, event: EventFrame, role: str) -> bool:
    """True where the cue is told of another thing that stands between the event's name and the cue.

    Words inside names ("Programme Office") are no such things.
    """
    named = event.named_in(Span(start, cue))
    first = named[-1].end if named else start
    words = reading.plain[first:cue]
    for link in reading.inside(Span(first, cue), "organization", "instrument"):
        low, high = link.mention.span.start - first, link.mention.span.end - first
        words = f"{words[:low]}{'_' * (high - low)}{words[high:]}"
    if role == "coorganizer_or_partner":
        return False
    words = _COMPOUND.sub(" ", words) if named else words
    if event.type == "project" and named:
        words = _OWN_WORDS.sub(" ", words)
    words = re.split(r"\b(?:and|which|it|but|,) (?:was|were|is|are|has been|have been)\b", words)[-1]
    return (_OTHER_PAID if role in {"funder", "supporter"} else _OTHER_LED).search(words) is not None


#: The rest of a compound that an event's noun begins: "training programme".
_COMPOUND = re.compile(
    r"^\s(?:programmes?|programs?|projects?|initiatives?|missions?|sessions?|campaigns?|operations?)\b"
)
#: Nouns in apposition to a project's name: "STRIDE, an initiative financed by".
_OWN_WORDS = re.compile(r"\b(?:projects?|programmes?|programs?|initiatives?|campaigns?|schemes?|platforms?)\b")
#: Subjects that take up an event without naming it.
_TAKES_UP = re.compile(
    r"(?:[^,]{3,60}, )?(?:It|They|This|These|Both|it|they|which|(?:The|This|Both|These|the|this) (?:[\w-]+ ){0,3}?"
    r"(?:event|activity|activities|initiative|gathering|mission|assessment|action|operation|programme|program|"
    r"project|series|dialogue|visit|deployment|"
    r"sessions?|course|edition|ceremony|session|meetings?|round|cycle|scheme|effort|discussions?))\b"
)


def _subject_is_event(reading: Reading, start: int, verb: int, event: EventFrame) -> bool:
    """True where a finite passive verb may be told of ``event``: its subject names it or takes it up."""
    if event.named_in(Span(start, verb)) or any(mention.start <= verb < mention.end for mention in event.mentions):
        return True
    clause = max(start, reading.plain.rfind(";", start, verb) + 1)
    return _TAKES_UP.match(reading.plain[clause:verb].lstrip()) is not None
