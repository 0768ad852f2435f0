"""Groups of people told by what they do: "19 prosecutors and financial investigators", "a seminar for teachers".

A list of noun phrases in lower case is read where the sentence says that they are at the event: after a verb or
preposition of taking part, after a number, or as the subject of what is done there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Passage, Span
from ctkg.text import patterns
from ctkg.text.find import alternation, screening
from ctkg.text.reading import EventFrame, Reading
from ctkg.text.relate import scope

_NUMBER = (
    r"(?:\d{1,3}(?:[ ,.]\d{3})*|\d+|(?:[Tt]wenty|[Tt]hirty|[Ff]orty|[Ff]ifty|[Ss]ixty|[Ss]eventy|[Ee]ighty|"
    r"[Nn]inety)(?:-\w+)?|"
    r"(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|\w+teen)"
    r"(?: hundred(?: and \w+(?:-\w+)?)?)?|[Aa] (?:score|dozen|hundred|group|team|total|class|number|selection) of|"
    r"[Dd]ozens of)"
)
_ABOUT = (
    r"(?:(?:[Ss]ome|[Aa]bout|[Aa]round|[Oo]ver|[Mm]ore than|[Nn]early|[Aa]lmost|[Uu]p to|[Aa]t least|"
    r"[Aa]pproximately|[Aa]n estimated|"
    r"[Aa]s many as|[Aa]nother|[Aa] further)\s)?"
)
_DETERMINER = r"(?:(?:the|its|their|selected|relevant|senior|other|various|several|many|both|all|more|few)\s)*"
#: Words that lead to people who are there.
_LEADS = screening.compile(
    r"\b(?:(?P<strong>brought together|brings? together|bringing together|gather(?:s|ed|ing)|regroup(?:s|ed)|"
    r"train(?:s|ed)|invit(?:es|ed)|"
    r"drew|draws|attract(?:s|ed)|brought in|welcom(?:es|ed)|target(?:s|ed)|attended by|attended in person by|joined by|"
    r"composed of|compris(?:es|ed|ing)|consist(?:s|ed|ing) of|made up of|audience of|spoke with|"
    r"cater(?:s|ed) to|geared to(?:wards)?|directed at|reach(?:es|ed)|reunited|united|mixed|taught|coached|"
    r"benefit(?:s|ed)|"
    r"open to|aimed at|designed for|intended for|tailored (?:to|for)|(?:delivered|offered|given|presented|taught) to)|"
    r"(?P<to>for|with|told|addressed|addressing|briefed|brief|instructed|mentored|including|included|among them|"
    r"in [A-Z][\w-]+ to))"
    rf"\s(?={_ABOUT}(?:{_NUMBER}\s)?{_DETERMINER}[a-z])"
)
_QUANTITY = screening.compile(rf"(?<![\w.,-]){_ABOUT}{_NUMBER}\s{_DETERMINER}(?=[a-z])")
#: What every number of people holds, and most sentences do not.
_ANY_NUMBER = screening.compile(
    r"\d|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|teen\b|dozens? of|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b|"
    r"\ba (?:score|dozen|hundred|group|team|total|class|number|selection) of",
    re.IGNORECASE,
)
#: The opening of a sentence before its subject.
_OPENING = re.compile(
    r"(?:[^.\n]{0,60}\s[\u2013\u2014-]\s)?(?:(?:On|In|At|From|During|For|Before|After|Over|This|Last|"
    r"Throughout)\s[^,;\n]{2,60},\s)?"
    rf"(?:{_ABOUT}{_NUMBER}\s)?"
)
_DOES = screening.compile(
    r"\b(?:attend\w*|participat\w+|t(?:a|oo)k(?:es?|ing)? part|joined|complet\w+|finish\w+|graduat\w+|learn\w*|"
    r"studi\w+|stud(?:y|ies)|"
    r"practi[sc]\w+|rehears\w+|train(?:ed|s)?|exchang\w+|discuss\w*|shared?|met|meet|gather\w*|conven\w+|assembl\w+|"
    r"debated?|argued|"
    r"examin\w+|look(?:ed)? (?:at|into)|worked|compared|review\w+|explor\w+|test(?:ed)?|commented|came together|"
    r"were (?:trained|present|in attendance|briefed|taught|represented|received)|trained together|received training|"
    r"came|sat|listened|heard|debated|asked|sent delegates|received certificates|took turns|spoke|spent|queued|watched|"
    r"were (?:told|shown|seated|introduced|acquainted|familiari[sz]ed|instructed|schooled|welcomed|invited to|walked)|"
    r"will attend)\b"
)
_STOP = re.compile(
    r"[.;:()\"\u2013\u2014]|\b(?:from|in|at|on|who|whom|which|that|to|with|by|for|were|was|are|is|have|has|had|will|"
    r"can|must|should|"
    r"during|about|under|over|across|drawn|representing|working|involved|responsible|responding|dealing|as part|"
    r"when|where|while|"
    r"before|after|through|throughout|against|into|than|not|also|out|as|if|because|so|until|since|ought)\b"
)
_PARTS = re.compile(r",\s*(?:and\s+|as well as\s+)?|\s+(?:and|as well as|or|along with)\s+")
_HARM = screening.compile(
    r"\b(?:killed|injured|wounded|dead|died|arrested|detained|hostages?|searched|raid\w*|charged|convicted|"
    r"sentenced|abuse|[Ss]ince (?:19|20)\d\d|so far|to date|every year|expected to|intend\w*|worldwide|will be trained|"
    r"have been trained)\b"
)
_BEFORE_FOR = re.compile(
    r"\b(?:need|important|importance|necessary|threats?|risks?|tools?|responsible|look\w*|call\w*|protection|aid)\s$"
)
#: Those who teach or belong to the event itself, and words that show that the phrase is a clause.
NO_GROUP = re.compile(
    r"\b(?:trainers|lecturers|speakers|facilitators|moderators|instructors|participants|attendees|trainees)$|"
    r"^(?:delegations of|the|participating|visiting|attending|same|first|last|on|in|at|from|by|during|after|before|"
    r"while|as|this|these|another)\b|"
    r"\b(?:brought|told|took|met|sent|held|made|gave|ran|drew|saw|said|would|could|may|ready)\b|"
    r"\b(?!select|special|retir|elect|experienc|train|qualifi|interest|arm|deploy|uniform|skill|affect|unit|need|"
    r"red\b|relat)[a-z]{2,}ed\b"
)


def told(reading: Reading, event: EventFrame, sentence: Passage, quoted: Sequence[Span], title: bool) -> list[str]:
    """Groups in a sentence that speaks of ``event``, in text order; of a ``title`` only its subject."""
    plain, span = reading.plain, sentence.span
    if _HARM.search(plain, span.start, span.end):
        return []
    found: list[str] = []
    for start, strict in _starts(plain, event, span, title):
        if scope.within(quoted, start):
            continue
        link = reading.link_at(start)
        if link is not None and link.mention.kind == "organization":
            continue
        found += [words for words in _groups(plain, start, span.end, strict) if words not in found]
    return found


def _starts(plain: str, event: EventFrame, span: Span, title: bool) -> Iterator[tuple[int, bool]]:
    """Offsets at which a list of people may begin; strict where each member must be a known word for people."""
    opening = _OPENING.match(plain, span.start, span.end)
    first = opening.end() if opening is not None else span.start
    if _DOES.search(plain, first, min(span.end, first + 260)):
        yield first, True
    if title:
        return
    for match in _LEADS.finditer(plain, span.start, span.end):
        if match["to"] == "for" and not _of_event(plain, event, span, match.start()):
            continue
        counted = _QUANTITY.match(plain, match.end(), span.end)
        if match["to"] == "with" and counted is None:
            continue
        yield (counted.end() if counted is not None else match.end()), match["strong"] is None
    if _DOES.search(plain, span.start, span.end) is None and not event.named_in(span):
        return
    if _ANY_NUMBER.search(plain, span.start, span.end) is None:
        return
    for match in _QUANTITY.finditer(plain, span.start, span.end):
        yield match.end(), True


def _of_event(plain: str, event: EventFrame, span: Span, at: int) -> bool:
    """True where "for" follows the words that name the event: "a seminar for", "a second workshop, for"."""
    named = event.named_in(Span(span.start, at))
    if not named or _BEFORE_FOR.search(plain, span.start, at):
        return False
    gap = plain[named[-1].end : at]
    return len(gap) < 90 and re.search(r"[;:]|\b(?:is|are|that|which|who|said)\b", gap) is None


_COUNTED = re.compile(rf"^(?:{_ABOUT}{_NUMBER}\s)?{_DETERMINER}(?:an?\s)?")
_PLURAL = re.compile(r"[a-z]{3}s$")
_NO_WORD = re.compile(r"\d|[A-Z](?!\w*[A-Z])")


def _groups(plain: str, start: int, end: int, strict: bool) -> list[str]:
    """The groups of the list that begins at ``start``."""
    stop = _STOP.search(plain, start, end)
    text = plain[start : stop.start() if stop is not None else end]
    if len(text) > 240:
        return []
    parts = [" ".join(part.split()) for part in _PARTS.split(text)]
    found: list[str] = []
    known = 0
    for number, part in enumerate(parts):
        words = _COUNTED.sub("", part)
        heads = list(_heads().finditer(words))
        if number + 1 < len(parts) and (head := _shared(words, parts[number + 1 :])):
            words = f"{words} {head}"
        elif heads:
            known += 1
            words = words[: heads[-1].end()] + _of_something(words[heads[-1].end() :])
        elif strict or not _PLURAL.search(words):
            if found and number + 1 < len(parts):
                continue
            break
        if not words or len(words.split()) > 6 or _NO_WORD.search(words[1:]):
            break
        if words[1:2].islower() and words[0].isupper():
            if number:
                break  # a name
            words = words[0].lower() + words[1:]
        if words not in _general()[0] and NO_GROUP.search(words) is None:
            found.append(words)
    return found if known else []


def _of_something(rest: str) -> str:
    """ " of parliament" after "members"; empty for other words."""
    match = re.match(r"\sof\s(?!the\b|its\b|their\b)[a-z][\w'-]+(?:\s[a-z][\w'-]+){0,2}", rest)
    return match.group() if match is not None else ""


#: Heads of bodies that are told by what they do: "counter-terrorism units", "private industry".
_BODIES = re.compile(
    r"(?:[Bb]odies|[Aa]gencies|[Ss]ervices|[Uu]nits|[Ii]nstitutions|[Mm]inistries|[Dd]epartments|[Aa]uthorities|"
    r"companies|clubs|"
    r"[Aa]ssociations|[Oo]rgani[sz]ations|navies|banks|operators|forces|[Bb]ureaus|[Bb]ureaux|schools|universities|"
    r"[Aa]dministrations|offices|industry|sector|academia|society|community|councils|governments|Governments|"
    r"parliaments|courts|"
    r"laboratories|airlines|carriers|platforms|providers|centres|centers|embassies|missions|judiciary|charities|"
    r"foundations|media|chambers|municipalities|directorates|inspectorates|commissions|committees|task forces)"
)


_DETERMINED = re.compile(rf"^(?:{_ABOUT}{_NUMBER}\s)?{_DETERMINER}(?:national and\s)?")


def bodies(reading: Reading, start: int, end: int) -> list[str]:
    """Kinds of bodies that sent people, from ``start`` on: "customs agencies, border police units and academia"."""
    plain = reading.plain
    stop = _STOP_BODIES.search(plain, start, end)
    last = stop.start() if stop is not None else end
    found: list[str] = []
    at = start
    for gap in [*_PARTS.finditer(plain, start, last), None]:
        until = gap.start() if gap is not None else last
        link = reading.link_at(at + len(plain[at:until]) - len(plain[at:until].lstrip()))
        part = _DETERMINED.sub("", " ".join(plain[at:until].split()))
        at = gap.end() if gap is not None else last
        if (
            link is not None
            and link.mention.kind in {"organization", "state", "place"}
            and link.mention.span.end >= until
        ):
            continue
        words = part.split()
        if not 1 <= len(words) <= 5 or _BODIES.fullmatch(words[-1]) is None or re.search(r"\d|'s\b", part):
            continue
        if part.lower() not in _general()[1] and re.search(r"\b(?:countries|states|States)\b", part) is None:
            found.append(part)
    return found


_STOP_BODIES = re.compile(
    _STOP.pattern + r"|\bof\b|\bmet\b|\battend\w*|\btook\b|\btake\b|\bparticipat\w+|\bdiscuss\w*|\bgather\w*"
)


_SHARED = re.compile(
    r"(?:[Cc]ustoms|[Pp]olice|[Bb]order|[Pp]rison|[Ii]mmigration|[Ii]ntelligence|[Ss]ecurity|[Mm]ilitary|"
    r"[Jj]udicial|[Pp]ublic|"
    r"[Pp]rivate|[Pp]robation|[Aa]irport|[Pp]ort|[Ff]inancial?|[Tt]ax|[Mm]igration|[Cc]oast guard|[Ll]aw enforcement|"
    r"[Cc]ounter-?[ ]?terrorism|[Ff]orensic|[Cc]yber|[Ff]irst-line|[Nn]ational|[Rr]egional|[Ll]ocal|[Ii]nternational|"
    r"[Cc]ivilian|[Ee]xplosives|[Ff]isheries|[Mm]aritime|[Nn]aval|[Cc]onsular|[Dd]iplomatic|[Rr]eligious|"
    r"[Cc]ommunity|[Yy]outh)"
)


def _shared(words: str, rest: Sequence[str]) -> str:
    """The head that a later member shares: "officers" for "immigration" in "immigration and coast guard officers"."""
    if _SHARED.fullmatch(words) is None:
        return ""
    for part in rest:
        if _SHARED.fullmatch(part):
            continue
        heads = list(_heads().finditer(part))
        return heads[-1].group().split()[-1] if heads and len(part.split()) > 1 else ""
    return ""


@cache
def _general() -> tuple[frozenset[str], frozenset[str]]:
    """Words that say too little by themselves: of people, of bodies."""
    lexicon = patterns.load("roles")["occupations"]
    return frozenset(lexicon["general"]), frozenset(lexicon["general_bodies"])


@cache
def _heads() -> screening.Screened:
    lexicon = patterns.load("roles")
    words = [*lexicon["groups"]["people"], *lexicon["occupations"]["people"]]
    plural = [word for word in words if word.endswith("s") or word in {"police", "personnel", "staff", "people"}]
    return screening.compile(rf"(?<![\w-])(?:{alternation.of([*plural, *(w.capitalize() for w in plural)])})(?![\w-])")
