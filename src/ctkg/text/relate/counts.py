"""How many people and States take part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Link, Span, Statement
from ctkg.text import patterns
from ctkg.text.find import alternation, numbers, screening
from ctkg.text.find.screening import Screened
from ctkg.text.reading import EventFrame, Reading, event_at, say
from ctkg.text.relate import counts_apart, scope
from ctkg.text.relate.gatherings import GATHERINGS

_APPROX: dict[str, bool | str] = {"exact": False, "about": True, "over": "over", "at least": "at least"}
_CONTEXT = screening.compile(
    r"\b(?:participants?|participat\w+|attend\w+|brought together|brings together|gather\w*|took part|"
    r"train(?:ed|ees?|ing)|workshop|"
    r"seminar|course|conference|meeting|met|officials of|learned|sent|signed|present|completed|commented|"
    r"exercise|joined|registered|enrolled|took place|for|engages?|experts|representatives|hosted|involv\w+|event|"
    r"roundtable|told(?! (?:of|about|how)\b)|addressed|addressing|had the (?:chance|opportunity)|represented|"
    r"tak(?:e|es|ing) part|came|graduat\w+|delegat\w+|ministers|heads)\b",
    re.IGNORECASE,
)
_HARM = screening.compile(
    r"\b(?:killed|killing|dead|injured|injuring|wounded|wounding|died|deaths|injuries|arrested|detained|casualties|"
    r"lives|hostage|victims were|hurt|abducted|kidnapped|missing|perished|slain|murdered|massacred|slaughtered|shot|"
    r"executed|convicted|sentenced|displaced|evacuated)\b",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:from|of|representing|represent(?:ed|s)?|by|across|for|in|between|among|and|involving|all|gathered|"
    r"with)\s+(?:\w+\s+){0,2}$|^\W*$|\bfrom\b[^.;]{0,50}$",
    re.IGNORECASE,
)
_PRESENT = screening.compile(
    r"\b(?:attend\w*|participat\w+|took part|were represented|gathered|sent|tak(?:e|es|ing) part|joined|represented|"
    r"present|in attendance|came|met|regist\w+|enrol\w+|took place (?:simultaneously )?in)\b",
    re.IGNORECASE,
)
_GATHERED = GATHERINGS | {"adoption", "project"}


_PLANNED = screening.compile(r"\b(?:will|is to|are to|plans? to|intends? to|to be)\b[^.;]{0,90}$")
_PLANNED_AFTER = re.compile(r"[^.;,]{0,40}\b(?:are to|will be|should|are expected to)\b")
#: What is said of people who are told of at an event and are not there: fighters, suspects, people on lists.
_ELSEWHERE = re.compile(
    r"(?:[^.;,]{0,60}?\s|\s)(?:(?:who|that|which)\s)?(?:(?:have|had|has|are|were|is|was|now|currently|already)\s){0,3}"
    r"(?:travell?ed (?:from|to)|went to|gone to|left for|fled|joined (?:ISIS|ISIL|Da'esh|the (?:Islamic|group|ranks))|"
    r"fighting|fought|serv(?:e|es|ed|ing) (?:a )?(?:sentence|time|prison)|serving|suspected|accused|wanted|charged|"
    r"convicted|under (?:a |an )?(?:travel|asset|arrest|investigation)|on trial|awaiting|imprisoned|jailed|blacklisted|"
    r"sanctioned|designated|listed|radicali[sz]ed|deported|extradited|repatriated|returned (?:from|to))\b"
)
#: Few people count only where the words say that they attend.
_ATTENDS = screening.compile(
    r"\b(?:attend\w*|participat\w+|took part|takes? part|taking part|trained|joined|gathered|brought together|"
    r"graduat\w+|participants?|trainees?|delegates)\b"
)
#: Before people who are studied, listed or charged, not met.
_NOT_THERE = re.compile(
    r"\b(?:survey(?:ed)?|poll(?:ed)?|investigations?|stud(?:y|ies)|interview(?:s|ed)?|spoke (?:with|to)|"
    r"spoken (?:to|with)|lists?|listed|now number|numbered|took|renewed|sanction(?:s|ed)|contributions|prosecut\w+|"
    r"arrests? of|captur(?:e|ed)|releas(?:e|ed)|dispatch(?:ed)?|expel(?:led)?|deploy(?:ed|s|ing)?|designated|"
    r"convictions?|databases?|records|files|cases?|trials?|attack(?:ed|s)? on|help(?:ed|s)?|support(?:s|ed)? to|"
    r"li(?:fe|ves) of)(?:\s(?:of|with|from|on|for|against|the|a|total|his|her|their|some|other)){0,4}\s*$",
    re.IGNORECASE,
)
#: Those whom aid reaches rather than events.
_AT_HOME = frozenset({"families", "households"})
#: A total over several events: "attended the three seminars".
_TOTAL = screening.compile(
    r"\b(?:the|all) (?:two|three|four|five|six|seven|eight|nine|ten|\d+) (?:\w+ )?"
    r"(?:seminars|workshops|courses|events|meetings|trainings|sessions|exercises)\b"
)


@cache
def _nouns() -> tuple[Screened, Screened, frozenset[str], Screened]:
    lexicon = patterns.load("roles")
    people = [word for word in lexicon["groups"]["people"] if word not in {"authorities", "delegations"}]
    more = [
        "delegations",
        "trainee",
        "journalists",
        "border guards",
        "member administrations",
        "companies",
        "associations",
        "institutions",
        "airlines",
        "servicemen",
        "volunteers",
        "guests",
        "magistrates",
        "women",
        "lecturers",
        "co-ordinators",
        "coordinators",
        "survivors",
        "relatives",
        "entrepreneurs",
        "scholars",
        "cadets",
        "ombudspersons",
    ]
    return (
        scope.any_of((*people, *more, *lexicon["counted"]["attending"])),
        scope.any_of(tuple(lexicon["counted"]["states"])),
        frozenset(lexicon["counted"]["not_people"]),
        scope.any_of(tuple(lexicon["counted"]["background"])),
    )


#: People whom no list knows, where the verb says that they are there: "ninety carabinieri took part".
_SOMEBODY = re.compile(
    r"(?P<who>(?:\s(?!(?:of|and|or|in|on|at|per|to|for|from|by|the|with|after|before)\b)[a-z][\w'-]*){1,3}"
    r"(?<=[a-z](?:men|ers|ors|ees|ans|ini|eri))|(?:\s[a-z]+)?\s(?:[a-z]+(?:women|ists|ents|ants|aires)|youths|boys|"
    r"girls))(?:,?\s(?:and|together with|along with|from|of|including)\s[^.;:]{2,50}?,?)?"
    r"\s(?:(?:also|have|had|will|are|were|who|all)\s){0,2}"
    r"(?:took part|taken part|take part|taking part|attend(?:ed|ing)?|participat(?:e|ed|ing)|were trained|"
    r"received training|exercised|turned out)\b"
)


@cache
def _sent_by() -> Screened:
    """People who come from the States that are counted: "investigators from eleven Member States"."""
    people = patterns.load("roles")["groups"]["people"]
    words = alternation.of([*people, *(word.capitalize() for word in people), "alumni", "guests", "troops", "crews"])
    return screening.compile(rf"\b(?:{words})\s(?:from|of|representing|across)\s(?:the\s|all\s)?$")


#: A body of people that is as large as told: "an eleven-member delegation".
_STRONG = screening.compile(
    r"\b(?P<n>\d{1,3}|[a-z]+(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)-(?:member|person|man|strong|people|"
    r"officer|expert)\s(?:[\w-]+\s){0,3}?(?:delegation|team|mission|group|contingent|party|crew|unit)\b",
    re.IGNORECASE,
)
#: "with a team of twelve.": nobody is named behind the number.
_TEAM_OF = re.compile(
    r"\b(?:delegation|team|mission|contingent|party|group|audience|crowd|class|squad)\s(?:of|numbering)\s(?:some\s|"
    r"about\s|around\s)?$"
)
_STOPS = re.compile(r"\s*(?:[.,;)]|$|\b(?:led|headed|from|and|under|who|which|that|to|in|on|at)\b)")


def _sized(reading: Reading, events: Sequence[EventFrame], quoted: Sequence[Span]) -> Iterator[Statement]:
    """ "an eleven-member delegation": how many people a body that came has."""
    for sentence in reading.sentences:
        for match in _STRONG.finditer(reading.plain, sentence.span.start, sentence.span.end):
            number, span = numbers.value(match["n"]), Span(*match.span())
            event = event_at(events, span)
            if number is None or number < 2 or event is None or scope.within(quoted, match.start()):
                continue
            if event.type in GATHERINGS and event.speaks(sentence.span) and not reading.head.holds(span):
                yield say(
                    reading, event.entity, "participant.count", number, event=event.key, span=sentence.span,
                    rule="roles.count-context", stance=event.stance, counted="members", approx=False,
                    stated=match["n"],
                )  # fmt: skip


def relate(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    """Statements of participant.count and state.count."""
    quoted = scope.quotations(reading)
    yield from _sized(reading, events, quoted)
    for link in reading.links:
        if link.mention.kind != "number" or int(link.thing.label) < 2 or scope.within(quoted, link.mention.span.start):
            continue
        span = link.mention.span
        sentence = reading.sentence_at(span.start).span
        event = event_at(events, span)
        if event is None or event.type not in _GATHERED or reading.head.holds(span):
            continue
        yield from _count(reading, event, link, sentence)


#: A number that stands for people alone: "900 watched the live stream", "about 20 of them online".
_ALONE = re.compile(
    r"\s+(?:(?:of\s+(?:them|whom|these)\s+)(?:online|remotely|virtually|in\s+person)\b"
    r"|(?:(?:of\s+(?:them|whom)\s+)?(?:also\s+|more\s+|others\s+)?(?:attended|took\s+part|participated|joined|"
    r"registered|watched|followed|graduated|enrolled|were\s+present|in\s+attendance|present))\b(?!\s+by\b))"
)
#: "twelve of the 15 members": how many there are, not how many came.
_OF_TOTAL = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|half|most|many|some|"
    r"all|none) of (?:the|its|their|our)\s+$",
    re.IGNORECASE,
)
#: What States do at a meeting, right behind their number.
_STATES_ACT = re.compile(
    r"\s(?:have\s|had\s|also\s)?(?:endors|adopt|approv|agree|pledg|attend|join|took part|participat|met\b|"
    r"were represented|sent\b|commit|exchang|discuss|gather|reviewed)"
)
#: "Participants numbered 48", "the number of trainees reached 60".
_NUMBERED = re.compile(
    r"\b(?:(?:[Pp]articipants|[Aa]ttendees|[Tt]rainees|[Dd]elegates|[Gg]uests|[Oo]fficers|[Oo]fficials|[Gg]raduates) "
    r"(?:numbered|totall?ed)|(?:[Nn]umber of|[Tt]otal) (?:participants|attendees|trainees|delegates|graduates|guests)"
    r"(?: (?:was|reached|came to|rose to|stood at|is|totall?ed))|"
    r"(?P<who>[Pp]layers|[Oo]bservers|[Tt]rainees|[Dd]elegates|[Gg]raduates):|(?:[Pp]articipants|[Aa]ttendees|"
    r"[Aa]ttendance):|"
    r"[Aa]ttendance (?:was|reached|stood at))\s+$"
)
#: "the two countries": those told of before.
_THE_TWO = re.compile(r"\b(?:the|both|these|our|all)\s+$", re.IGNORECASE)
#: "28 ASEAN members", "21 ARF participants": bodies of States have States as members.
_OF_STATES = re.compile(r"\s+(?:[A-Z][A-Z-]{1,9}|Group|Commonwealth)\s+(?:members|participants|partners)\b(?!\s+of\b)")


def _count(reading: Reading, event: EventFrame, link: Link, sentence: Span) -> Iterator[Statement]:
    people, states, others, background = _nouns()
    plain, span = reading.plain, link.mention.span
    if _OF_TOTAL.search(plain, max(sentence.start, span.start - 40), span.start):
        return
    listed = _NUMBERED.search(plain, max(sentence.start, span.start - 60), span.start)
    if listed is not None and event.type in GATHERINGS:
        counted = listed["who"].lower() if listed["who"] else "participants"
        yield _tell(reading, event, link, "participant.count", counted, sentence, "roles.count-alone")
        return
    sized = event.type in GATHERINGS and _STOPS.match(plain, span.end, sentence.end) and event.speaks(span)
    if sized and _TEAM_OF.search(plain, max(sentence.start, span.start - 40), span.start):
        yield _tell(reading, event, link, "participant.count", "members", sentence, "roles.count-context")
        return
    reach = re.match(r"(?:[\s,]+(?:(?:U\.[SKN]\.|[\w'/-]+))){1,8}", plain[span.end : min(sentence.end, span.end + 110)])
    if reach is None:
        return
    if _ALONE.match(plain, span.end, sentence.end) and event.type in GATHERINGS:
        harmed = _HARM.search(plain, max(sentence.start, span.start - 30), min(sentence.end, span.end + 60))
        if not harmed and not counts_apart.edition_year(plain, span):
            yield _tell(reading, event, link, "participant.count", "participants", sentence, "roles.count-alone")
        return
    members = _OF_STATES.match(plain, span.end, sentence.end)
    if members is not None:
        counted = " ".join(members.group().split())
        yield _tell(reading, event, link, "state.count", counted, sentence, "roles.state-count")
        return
    words = reach.group()
    state = states.search(words)
    person = people.search(words)
    head = words.split()[0].lower().strip(",")
    if head in others or _HARM.search(plain, max(sentence.start, span.start - 30), min(sentence.end, span.end + 60)):
        return
    where = sentence
    if state is not None and (person is None or state.start() <= person.start()) and _near(words, state):
        before = plain[max(sentence.start, span.start - 60) : span.start]
        if int(link.thing.label) == 2 and _THE_TWO.search(before):
            return
        acts = _STATES_ACT.match(plain, span.end + state.end(), sentence.end) is not None
        sent = _sent_by().search(plain, max(sentence.start, span.start - 80), span.start) is not None
        acts = acts or (sent and not _ELSEWHERE.match(plain, span.end + state.end(), sentence.end))
        if (acts or _FROM.search(before) or _PRESENT.search(plain, sentence.start, sentence.end)) and (
            acts or _CONTEXT.search(plain, sentence.start, sentence.end)
        ):
            yield _tell(reading, event, link, "state.count", _counted(reading, span, state), where, "roles.state-count")
        return
    if person is None or not _near(words, person):
        somebody = _SOMEBODY.match(plain, span.end, sentence.end)
        counted = " ".join(somebody["who"].split()) if somebody is not None else ""
        known = counted and counted.split()[-1] not in others and event.type in GATHERINGS
        if known and int(link.thing.label) > 4:
            yield _tell(reading, event, link, "participant.count", counted, sentence, "roles.count-context")
        return
    if event.type != "project" and background.search(plain, sentence.start, sentence.end):
        return
    if event.modality != "intended" and _PLANNED.search(plain, sentence.start, span.start):
        return
    if _ELSEWHERE.match(plain, span.end + person.end(), sentence.end):
        return
    if _PLANNED_AFTER.match(plain, span.end + person.end(), sentence.end) and event.modality != "intended":
        return
    if _NOT_THERE.search(plain, max(sentence.start, span.start - 60), span.start):
        return
    few = int(link.thing.label) < 5 or person.group().lower() in _AT_HOME
    if few and not _ATTENDS.search(plain, max(sentence.start, span.start - 70), min(sentence.end, span.end + 110)):
        return
    if event.leads and event.modality == "asserted" and counts_apart.earlier(reading, event, link, sentence):
        return
    if _TOTAL.search(plain, span.end, min(sentence.end, span.end + 120)):
        return
    while (longer := people.match(words, person.end() + 1)) is not None and words[person.end()] == " ":
        person = longer  # "police officers": the last noun is what is counted
    rule = "roles.count" if _CONTEXT.search(plain, sentence.start, sentence.end) else "roles.count-context"
    opens = counts_apart.opens(plain, sentence, span)
    if rule == "roles.count-context" and not opens and not event.named_in(sentence):
        return  # nobody is said to attend, and nothing is named that they could
    yield _tell(reading, event, link, "participant.count", _counted(reading, span, person), where, rule)


def _near(words: str, noun: re.Match[str]) -> bool:
    """True where only adjectives and joined nouns stand between the number and what it counts."""
    between = words[: noun.start()]
    if re.search(r",\s*and\b", between):
        return False
    return (
        re.search(
            r"\b(?:of|from|in|for|to|at|with|by|on|who|which|that|were|are|was|is|during|after|before)\b|\d", between
        )
        is None
        or re.fullmatch(r"\s+of (?:the |its )?(?:\w+ )?", between) is not None
    )


def _counted(reading: Reading, number: Span, noun: re.Match[str]) -> str:
    words = reading.document.text[number.end : number.end + noun.end()]
    return " ".join(words.split()).strip(" ,")


def _tell(
    reading: Reading, event: EventFrame, link: Link, relation: str, counted: str, span: Span, rule: str
) -> Statement:
    return say(
        reading, event.entity, relation, int(link.thing.label), event=event.key, span=span, rule=rule,
        stance=event.stance, counted=counted, approx=_APPROX[link.thing.type], stated=reading.words(link.mention.span),
    )  # fmt: skip
