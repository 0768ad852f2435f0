"""Titles of events: in quotation marks, or by their capital letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ctkg.model import Span, Statement
from ctkg.text.find import screening
from ctkg.text.find.tokens import Token, tokens
from ctkg.text.reading import EventFrame, Reading, say
from ctkg.text.relate import scope

_ENTITLED = screening.compile(
    r"\b(?:[Ee]ntitled|[Tt]itled|[Cc]alled|[Tt]hemed|[Dd]ubbed|[Nn]amed|[Ll]abelled|[Hh]eadlined|[Cc]ode-?named|"
    r"(?:title|banner|heading|theme|motto|name|topic|heading|"
    r"slogan)(?: of)?:?)\s*,?\s*[\"'](?P<title>[^\"\n]{8,200}?)[\"']"
)


_QUOTED = re.compile(r"[\"'](?P<title>[A-Z][^\"'\n]{2,160}?)[\"']")


_GENERIC = frozenset({"programme", "program", "event", "activity", "initiative", "session", "ceremony", "proceedings"})
_JOINING = frozenset({"of", "on", "for", "the", "and", "against", "in", "to"})


def of(reading: Reading, event: EventFrame) -> Iterator[Statement]:
    """Statements of event.title, the quoted title first."""
    for mention in event.mentions:
        sentence = reading.sentence_at(mention.start).span
        match = _ENTITLED.search(reading.plain, sentence.start, sentence.end)
        if match is None:
            match = (
                _opening(reading.plain, mention, sentence.end)
                or _QUOTED.match(
                    reading.plain, _quote_before(reading.plain, sentence.start, mention.start), mention.start
                )
                or _QUOTED.match(reading.plain, _quote_after(reading.plain, mention.end, sentence.end), sentence.end)
            )
        if match is not None and (len(match["title"].split()) >= 2 or match.end() < mention.start):
            words = " ".join(reading.document.text[match.start("title") : match.end("title")].split()).rstrip(".,")
            yield say(
                reading,
                event.entity,
                "event.title",
                words,
                event=event.key,
                span=sentence,
                rule="outcomes.title-quoted",
                stance=event.stance,
            )
            break
    if event.type == "launch" and (launched := _launched(reading, event)) is not None:
        yield say(
            reading, event.entity, "event.title", reading.words(launched), event=event.key,
            span=reading.sentence_at(launched.start).span, rule="outcomes.title-named", stance=event.stance,
        )  # fmt: skip
        return
    named = _counted(reading, event) or _called(reading, event) or _headline(reading, event)
    if named is not None:
        yield say(
            reading, event.entity, "event.title", reading.words(named), event=event.key,
            span=reading.sentence_at(named.start).span, rule="outcomes.title-named", stance=event.stance,
        )  # fmt: skip
        return
    for mention in event.mentions:
        sentence = reading.sentence_at(mention.start).span
        if any(head.covers(mention) for head in scope.titles(reading)):
            continue
        if reading.words(mention).lower() in _GENERIC:
            continue
        named = _capitalised(reading, sentence, mention)
        if named is not None:
            yield say(
                reading, event.entity, "event.title", reading.words(named), event=event.key, span=sentence,
                rule="outcomes.title-named", stance=event.stance,
            )  # fmt: skip
            return


_ORDINAL = (
    r"(?:\d{1,4}(?:st|nd|rd|th)|(?:[Tt]wenty|[Tt]hirty|[Ff]orty|[Ff]ifty|[Ss]ixty|[Ss]eventy|[Ee]ighty|"
    r"[Nn]inety)(?:-[a-z]+)?|"
    r"[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Ss]eventh|[Ee]ighth|[Nn]inth|[Tt]enth|[Ee]leventh|"
    r"[Tt]welfth|"
    r"[Tt]hirteenth|[Ff]ourteenth|[Ff]ifteenth|[Ss]ixteenth|[Ss]eventeenth|[Ee]ighteenth|[Nn]ineteenth)"
)
_NTH = screening.compile(
    rf"\b{_ORDINAL}\s(?:and\sfinal\s)?(?P<more>(?:[\w/'-]+\s){{0,5}}?)(?P<noun>"
    r"(?:[Pp]lenary|[Ss]ession|[Mm]eetings?|[Ss]ummit|[Cc]onference|[Cc]ongress|[Ff]orum|"
    r"[Ww]orkshop|[Ss]eminar|[Dd]ialogue|[Cc]onsultations?|[Aa]ssembly|[Rr]ound|[Cc]ouncil|[Ss]ymposium|[Cc]ourse|"
    r"[Tt]raining)"
    r"(?:\s[Mm]eeting|\s[Ss]ession|\s[Ww]eek)?)"
    r"(?P<of>\s(?:of|on|for)\s(?:the\s)?(?=[A-Z\d]))?"
)
#: Words that make a counted gathering one of a body's own: "the 10th plenary meeting".
_FORMAL = re.compile(
    r"(?i)\b(?:plenary|ordinary|regular|annual|extraordinary|inter-?sessional|ministerial|"
    r"general assembly|statutory|biennial|formal)\b"
)
_BEFORE_NAME = re.compile(
    r"(?:\s(?:is|was|are|has been)\s(?:called|titled(?: as)?|named|known as|code-?named|dubbed)|"
    r"\s(?:called|titled(?: as)?|named|code-?named|dubbed))\s"
    r"[\"']?(?P<name>[A-Z][\w-]+(?:\s-\s\d{4}|\s(?:[A-Z][\w-]+|\d{1,4}))*)"
)
_SHORT_NAME = re.compile(r"\s[\"'](?P<name>[A-Z][\w-]+(?:\s-\s\d{2,4}|\s[A-Z\d][\w-]*){0,3})[\"']")


def _counted(reading: Reading, event: EventFrame) -> Span | None:
    """ "the thirty-second meeting of the Council of X", "the 10th plenary meeting"."""
    for mention in event.mentions[:3]:
        sentence = reading.sentence_at(mention.start).span
        for match in _NTH.finditer(reading.plain, sentence.start, sentence.end):
            noun = Span(*match.span("noun"))
            if not noun.overlaps(mention) or "'" in match["more"]:
                continue
            end = noun.end
            if match["of"]:
                words = tokens(reading.plain, match.end(), sentence.end)
                last = step = -1
                while step + 1 < len(words) and step + 1 - last <= 3:
                    step += 1
                    if words[step].capitalised or words[step].text[0].isdigit():
                        last = step
                    elif words[step].text not in _JOINING:
                        break
                end = words[last].end if last >= 0 else end
            elif not match["noun"][0].isupper() and _FORMAL.search(f"{match['more']}{match['noun']}") is None:
                continue
            return Span(match.start(), end)
    return None


def _called(reading: Reading, event: EventFrame) -> Span | None:
    """A name of one word or with a number: "the exercise is called North Gate 2018", "the exercise 'Gate-2018'"."""
    if event.type not in {"exercise", "project", "other", "training", "launch"}:
        return None
    for mention in event.mentions[:3]:
        sentence = reading.sentence_at(mention.start).span
        for pattern in (_BEFORE_NAME, _SHORT_NAME):
            match = pattern.match(reading.plain, mention.end, sentence.end)
            if match is not None and match["name"]:
                return Span(*match.span("name"))
    return None


_TITLE_CASE = re.compile(
    rf"^(?:(?:{_ORDINAL}|[A-Z\d][\w/&'.-]*|of|on|for|and|the)\s){{1,8}}"
    r"(?P<noun>[Ww]orkshop|[Ss]eminar|[Cc]ourse|[Tt]raining|[Mm]eeting|[Cc]onference|[Cc]ongress|"
    r"[Ss]ymposium|[Ff]orum|[Pp]lenary|[Dd]ialogue|[Rr]oundtable)\s(?:on|of|for)\s(?:the\s)?[A-Z][^.:;\n]{8,140}"
)
#: A headline in lower case that names the event and does not tell what it did.
_PLAIN_NAME = re.compile(
    rf"^(?:(?:Regional|Sub-?regional|National|International|Inter-?regional|Joint|High-[Ll]evel|Expert|Technical|"
    rf"Advanced|Global|"
    rf"{_ORDINAL})\s)(?:(?!(?:in|at|for|of)\s)[A-Za-z][\w/-]*\s){{0,3}}(?P<noun>workshop|seminar|course|training|"
    rf"meeting|conference|"
    r"symposium|forum|roundtable|webinar)\s(?:on|for)\s(?:the\s)?[a-z][^.:;\n]{12,140}"
)
_OPERATION = re.compile(
    r"^(?P<name>(?:Operation|Exercise|Project|Programme)\s(?:[A-Z][\w-]+\s?){1,3}?\d*)(?=:|\s-\s|$|\s[a-z])"
)
_VERB = re.compile(
    r"\s(?:is|are|was|were|held|holds?|hosts?|opens?|begins?|takes?|ends?|concludes?|trains?|brings?|in)\s"
)


def _headline(reading: Reading, event: EventFrame) -> Span | None:
    """A headline that is nothing but the name of the event."""
    if event.key != "e1" or not reading.passages:
        return None
    head = reading.passages[0].span
    name = _OPERATION.match(reading.plain[head.start : head.end])
    if name is not None and event.type in {"exercise", "project", "other", "arrest", "launch"}:
        return Span(head.start, head.start + len(name["name"].rstrip()))
    line = reading.plain[head.start : head.end]
    match = _TITLE_CASE.match(line) or _PLAIN_NAME.match(line)
    if match is None or not any(
        Span(head.start + match.start("noun"), head.start + match.end("noun")).overlaps(m) for m in event.mentions
    ):
        return None
    words = match.group()
    stop = re.search(r"\s(?:in|at|held|Held|from|-)\s(?=[A-Z\d])", words)
    words = words[: stop.start()] if stop else words
    return None if _VERB.search(f"{words} ") else Span(head.start, head.start + len(words.rstrip()))


def _launched(reading: Reading, event: EventFrame) -> Span | None:
    """The capitalised name right after "launched (the)"."""
    for mention in event.mentions:
        sentence = reading.sentence_at(mention.start).span
        if any(head.covers(mention) for head in scope.titles(reading)):
            continue
        words = tokens(reading.plain, mention.end, sentence.end)
        at = 1 if words and words[0].text in {"the", "its", "a", "an", "of"} else 0
        at += at == 1 and len(words) > 1 and words[1].text == "the"
        last, step = at - 1, at
        while step < len(words) and step - last <= 3 and (words[step].capitalised or words[step].text in _JOINING):
            last = step if words[step].capitalised else last
            step += 1
        if last - at >= 2:
            return Span(words[at].start, words[last].end)
    return None


#: What a quotation has and a title has not.
_CLAUSE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|must|should|we|our|I)\b|,$")


_MARK = re.compile(r"(?<!\w)[\"']")


def _opening(plain: str, mention: Span, end: int) -> re.Match[str] | None:
    """The quotation that begins with the noun of an event: "held 'Training to protect ports'"."""
    mark = _MARK.search(plain[max(0, mention.start - 1) : mention.end])
    start = max(0, mention.start - 1) + mark.start() if mark else -1
    match = _QUOTED.match(plain, start, end) if start >= 0 and plain[start] in "\"'" else None
    return match if match is not None and _CLAUSE.search(match["title"]) is None else None


def _quote_before(plain: str, floor: int, noun: int) -> int:
    """Offset of the mark that opens a quotation ending right before ``noun``, an acronym in brackets aside; ``noun``
    where there is none."""
    if (short := _SHORT.search(plain, floor, noun)) is not None:
        noun = short.start() + 1
    if noun < 2 or plain[noun - 2 : noun] not in {'" ', "' "}:
        return noun
    start = plain.rfind(plain[noun - 2], floor, noun - 2)
    return start if start >= 0 else noun


_SHORT = re.compile(r"(?<=[\"'])\s\([A-Z][\w-]{1,9}\)\s$")


def _quote_after(plain: str, noun: int, end: int) -> int:
    match = re.match(r"\s+(?:(?:on|about|of)\s+)?(?=[\"'])", plain[noun : min(end, noun + 12)])
    return noun + match.end() if match else end


def _capitalised(reading: Reading, sentence: Span, mention: Span) -> Span | None:
    """A name such as "Third Regional Conference on Border Security" around an event noun that is capitalised."""
    words = tokens(reading.plain, sentence.start, sentence.end)
    at = next((i for i, word in enumerate(words) if word.end >= mention.end), None)
    head = next((i for i, word in enumerate(words) if word.end > mention.start), None)
    if at is None or head is None:
        return None
    if not reading.plain[mention.start].isupper():
        return _after(words, at + 1, at)
    first = head
    while (
        first > 0
        and words[first - 1].capitalised
        and words[first - 1].text not in {"The", "This", "A", "An"}
        and not words[first - 1].text.endswith("'s")
    ):
        first -= 1
    if at + 1 < len(words) and words[at + 1].capitalised:
        return _after(words, head, at)  # else the noun only modifies the next word ("Training Team")
    last, step = at, at + 1
    while step < len(words) and step - last <= 3 and (words[step].capitalised or words[step].text in _JOINING):
        if words[step].capitalised:
            last = step
        step += 1
    if last - first < 2 or sum(word.capitalised for word in words[first : last + 1]) < 3:
        return None
    return Span(words[first].start, words[last].end)


_NAMED = frozenset({"exercise", "exercises", "operation", "drill", "project", "programme", "program"})


def _after(words: Sequence[Token], first: int, noun: int) -> Span | None:
    """A name right after its noun: "Exercise Calm Sea", "the exercise Calm Sea 2018"; from the word ``first`` on."""
    if words[noun].text.lower() not in _NAMED:
        return None
    last = noun
    while last + 1 < len(words) and (words[last + 1].capitalised or words[last + 1].text.isdigit()):
        last += 1
    return Span(words[first].start, words[last].end) if last - noun >= 2 else None
