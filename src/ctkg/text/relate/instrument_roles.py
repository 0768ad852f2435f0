"""The role that an instrument plays: by the words that govern its name, before it or after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ctkg.model import Span
from ctkg.text import patterns
from ctkg.text.find.screening import Screened
from ctkg.text.reading import EventFrame, Reading, event_at, placed
from ctkg.text.relate import scope

ROLES = ("adopted", "signed", "ratified", "implemented", "promoted")
#: Roles that are acts -> the type of the event that is the act.
ACT = {"adopted": "adoption", "signed": "signing", "ratified": "ratification"}
#: What joins two instruments of one list: "the Convention and of the Protocol".
ALSO = re.compile(
    r"(?:\s*\([^()]{0,40}\))?\s*(?:,|;|and|, and|as well as|, as well as|&)\s+(?:(?:of|to|with|by|the|its)\s+)*"
)


@cache
def _cues(role: str) -> tuple[Screened, Screened]:
    lists = patterns.load("instruments")["roles"][role]
    return scope.any_of(tuple(lists["before"])), scope.any_of(tuple(lists["after"]))


#: A sentence that begins with what it is done under.
_UNDER = re.compile(r"\W*(?:Under|As part of|Within)\s(?:the\s)?(?:[a-z]+\s){0,2}")


def role_of(reading: Reading, events: Sequence[EventFrame], span: Span, sentence: Span) -> str:
    """The role whose cue stands nearest before the name, or right after it; ``referred`` where none does."""
    if _in_title(reading, span):
        return "referred"
    before = reading.plain[max(sentence.start, span.start - 110) : span.start]
    end = _last_of_list(reading, span, sentence)
    after = reading.plain[end : min(sentence.end, end + 60)]
    near: list[tuple[int, str, str]] = []
    among = _AMONG.search(reading.plain, sentence.start, span.start) or _listed(reading, sentence)
    if among is not None:
        near.append((0, _DONE[among["act"].lower()], "among"))
    if _UNDER.fullmatch(reading.plain[sentence.start : span.start]):
        near.append((1, "implemented", "under"))
    for role in ROLES:
        cue, tail = _cues(role)
        for match in cue.finditer(before):
            gap = before[match.end() :]
            if match.group().lower() in _OWN_WORDS and _TEXT_SPEAKS.search(before[: match.start()]):
                continue  # "the Convention builds on": what one text owes another
            if role in ACT and _OF_ANOTHER.search(gap):
                continue  # "approved the bill amending the Act": another text
            if role == "ratified" and _NOT_YET.search(before[: match.start()]):
                continue  # "is studying accession to"
            if (
                role == "promoted"
                and before[: match.start()].endswith("'s ")
                and match.group().endswith((" of", " to"))
            ):
                continue  # "Ukraine's ratification of": told, not asked for
            if not re.search(r"[;:]|\b(?:which|who|that|said|adopted by)\b", gap) and _reaches(gap):
                asked = role in _DOABLE and _ASKED.search(before[: match.start()]) is not None
                near.append((len(gap), "promoted" if asked else role, match.group().lower()))
        following = tail.match(after.lstrip())
        if following is not None or _late(tail, after):
            near.append((-1, role, ""))
    ratifying = any(role == "ratified" and _RATIFYING.match(words) for _, role, words in near)
    for distance, role, cue_words in sorted(
        near, key=lambda one: (one[0], -len(one[2]), not _acts(reading, events, one[1], sentence), one[1])
    ):
        if ratifying and role == "adopted":
            role, cue_words, distance = "ratified", "law ratifying", 0  # "the bill on ratification of X was approved"
        active = (
            distance >= 0
            and not cue_words.endswith(" of")
            and role == "adopted"
            and event_at(events, span) is events[0]
            and not _past(reading, events, sentence)
        )
        if (
            role in ACT
            and not active
            and cue_words != "among"
            and not _acts(reading, events, role, sentence)
            and not _done(reading, span, sentence, cue_words if distance >= 0 else "", distance)
        ):
            continue
        return role
    return "referred"


#: Between an act and a name: what makes another text that which is adopted or signed.
_OF_ANOTHER = re.compile(
    r"\b(?:amending|amend|amendments?\s(?:to|of)|addend(?:um|a)\sto|annex(?:es)?\sto|protocols?\s(?:to|amending)|"
    r"supplementing|supplements?\sto|repealing|replacing|implementing|transposing)\b",
    re.IGNORECASE,
)
_RATIFYING = re.compile(r"(?:law|bill|act|decree|decision)\b")
#: "Three documents were signed, among them": a list of what an act brings about.
_AMONG = re.compile(
    r"\b(?:documents?|agreements|texts|instruments|acts|papers|decisions|memoranda|memorandums|treaties|protocols|"
    r"resolutions|declarations)\s(?:were|was|are|have been|had been|being)?\s?(?:also\s)?"
    r"(?P<act>signed|adopted|approved|endorsed|concluded|initialled|initialed|inked|sealed)"
    r"(?:\s[^.;:,]{1,60}?)?(?:,\s(?:among (?:them|which|others)|including|namely|such as|in particular)|:)"
)
#: The same at the end of what heads a list of lines, or comes before a sentence that begins with "Among them".
_HEADS_LIST = re.compile(
    r"\b(?:documents?|agreements|texts|instruments|acts|papers|decisions|memoranda|memorandums|treaties|protocols|"
    r"resolutions|declarations|MoUs|MOUs)\s(?:were|was|are|have been|had been|being|to be)?\s?(?:also\s)?"
    r"(?P<act>signed|adopted|approved|endorsed|concluded|initialled|initialed|inked|sealed)[^.;:]{0,80}[:.]\s*$",
    re.IGNORECASE,
)
_REACH = 240
_BULLET = re.compile(r"(?:[*\u2022\u00b7\u25aa\u2013\u2014-]|\(?[a-z\d]{1,2}[.)])\s")


def _listed(reading: Reading, sentence: Span) -> re.Match[str] | None:
    """What tells the act of which ``sentence`` is an item: the line that heads its list, or the sentence before it."""
    plain = reading.plain
    if plain.startswith("Among the", sentence.start):
        return _HEADS_LIST.search(plain, max(0, sentence.start - _REACH), sentence.start)
    head = reading.passage_at(sentence.start)
    while head.span.start > 0 and (head.kind == "item" or _BULLET.match(plain, head.span.start)):
        head = reading.passage_at(head.span.start - 1)
        if plain[head.span.start : head.span.end].rstrip().endswith(":"):
            break
    if head.span.covers(sentence) or not plain[head.span.start : head.span.end].rstrip().endswith(":"):
        return None
    return _HEADS_LIST.search(plain, max(head.span.start, head.span.end - _REACH), head.span.end)


_DONE = {
    "signed": "signed", "concluded": "signed", "initialled": "signed", "initialed": "signed", "inked": "signed",
    "sealed": "signed", "adopted": "adopted", "approved": "adopted", "endorsed": "adopted",
}  # fmt: skip


def _last_of_list(reading: Reading, span: Span, sentence: Span) -> int:
    """Where the list ends in which a name stands: "the Decision and the Regulation were adopted"."""
    end = span.end
    for link in reading.inside(Span(span.end, max(span.end, sentence.end)), "instrument"):
        if ALSO.fullmatch(reading.plain[end : link.mention.span.start]) is None:
            break
        end = link.mention.span.end
    comma = _WERE.match(reading.plain, end, sentence.end)
    return comma.end() if comma is not None else end


_WERE = re.compile(r",(?=\s(?:was|were|has been|have been|is|are|both of which|all of which|which)\b)")


#: Cues that tell what is carried out where people do it, and what a text rests on where a text does.
_OWN_WORDS = frozenset({"builds on", "build on", "building on", "provisions of", "based on", "consistent with"})
_TEXT_SPEAKS = re.compile(
    r"(?:Convention|Treaty|Protocol|Charter|Declaration|Agreement|Memorandum|MoU|Strategy|Plan|[Rr]esolution|Decision|"
    r"Law|Act|Directive|Regulation)(?:\s\([^()]{1,40}\))?\s(?:also\s|therefore\s|further\s|largely\s|itself\s|is\s|"
    r"was\s)*"
    r"(?:(?:builds?|draws?|rests?|relies|built|drew|rested|expands?|elaborates?)\son\s(?:the\s|many\s|several\s)?"
    r"|(?:supplements?|complements?|amends?|replaces?|repeats?|reproduces?|recalls?|echoes)\s(?:the\s)?)?$"
)


#: What people are asked to do about a text: "called upon States to give effect to".
_DOABLE = frozenset({"implemented", "ratified", "adopted", "signed"})
_ASKED = re.compile(
    r"\b(?:call(?:s|ed|ing)?\s(?:up)?on|call(?:s|ed|ing)?\sfor|urg(?:es?|ed|ing)|encourag(?:es?|ed|ing)|"
    r"invit(?:es?|ed|ing)|appeal(?:s|ed|ing)?\sto|exhort(?:s|ed|ing)?|request(?:s|ed|ing)?|press(?:es|ed|ing)?|"
    r"recommend(?:s|ed|ing)?(?:\sthat)?)\s(?:(?!and\b|which\b|that\b)[\w'-]+\s){0,8}?to\s(?:[a-z]+ly\s|also\s|"
    r"swiftly\sand\s)*(?:(?:become|becoming)\s)?$"
)


_NOT_YET = re.compile(
    r"\b(?:stud\w+|consider\w*|possible|towards?|future|prepar\w+|examin\w+|plann?\w*|encourag\w+|discuss\w*|"
    r"call\w* for|urg\w+|"
    r"speed\w* up|accelerat\w+|awaiting|favou?r of|importance of|need for|status of|benefits of)\s(?:(?:the|its|"
    r"their|early|swift|universal|full)\s)*$"
)


def _late(tail: Screened, after: str) -> bool:
    """True where the act follows the rest of the name: "on countering terrorism was signed"."""
    match = tail.search(after)
    return match is not None and (
        match.end() <= 30
        or re.fullmatch(r"\s(?:on|for|between|of|with)\b[^,;:()]*", after[: match.start()]) is not None
    )


def _past(reading: Reading, events: Sequence[EventFrame], sentence: Span) -> bool:
    """True where the sentence tells history: a year in it that the main event's sentences do not name."""
    dates = [one for one in reading.inside(sentence, "date") if not reading.head.holds(one.mention.span)]
    own = reading.sentence_at(events[0].trigger.start).span if events else sentence
    if sentence == own:
        return False
    return any(
        one.thing.type in {"year", "month"} or not one.thing.names for one in dates if one.thing.type != "relative"
    )


#: Verbs that tell an act as done, where no event of the text is that act.
_FINITE = re.compile(
    r"(?:(?:unanimously )?adopt(?:ed|s)|approve[sd]|endorse[sd]|passe[sd]|"
    r"enact(?:ed|s)|promulgate[sd]|sign(?:ed|s)|ratifie[sd]|law ratifying|"
    r"acceded to|accedes to|deposited .*|deposits .*|(?:signing|signature) of|inked|inks|"
    r"initialled|initialed|sealed|seals|"
    r"sign|joined the|becomes? .*|became .*|exchanged instruments of ratification of|(?:bill|act|decree) ratifying|"
    r"law on .*|bill on .*|approved .*|consent to .*|consented to .*)$"
)
#: Before such a verb: what makes it history, a plan or no act.
_UNDONE = re.compile(
    r"\b(?:had|not|never|to|will|would|should|shall|may|might|could|can|if|has|have|been|being|already|"
    r"previously|which|that|"
    r"recently|newly|States|countries|parties|who|for|before|until|towards|awaiting|following|since|after)\s(?:also\s|[a-z]+ly\s)?$"
)
_YEAR = re.compile(r"(?<![\w/.-])(?:19|20)\d\d\b")


def _done(reading: Reading, span: Span, sentence: Span, cue: str, distance: int) -> bool:
    """True where the sentence tells the act itself in so many words, at the time of the text, outside quotations."""
    if scope.within(scope.quotations(reading), span.start):
        return False
    begin = max(reading.plain.rfind(";", sentence.start, span.start), sentence.start)
    stop = reading.plain.find(";", span.end, sentence.end)
    outside = reading.plain[begin : span.start] + reading.plain[span.end : stop if stop >= 0 else sentence.end]
    if any(year.group() != reading.document.source.published[:4] for year in _YEAR.finditer(outside)):
        return False
    if not cue:
        return (
            re.match(
                r"[^.;:]{0,40}?\b(?:was|were|is|are|has been|enter(?:ed|s)|(?:took|takes) effect)\b",
                reading.plain[span.end : span.end + 60],
            )
            is not None
        )
    before = reading.plain[sentence.start : span.start - distance - len(cue)]
    return _FINITE.fullmatch(cue) is not None and _UNDONE.search(before) is None


#: Between a verb and what it governs: how or when the act is done.
_ADVERBIAL = re.compile(
    r"\b(?:by (?:consensus|acclamation|unanimity|an? (?:[a-z-]+ )?(?:majority|vote)(?: of [\d\w ]{1,20})?|"
    r"\d+ votes to \w+)|without (?:a vote|objection)|"
    r"with (?:\d+|[a-z-]+) votes(?: in favou?r)?|in (?:its|the|a) (?:[a-z]+ )?reading|into law|in principle|"
    r"at (?:its|their) (?:[a-z-]+ )?(?:session|meeting|plenary)|"
    r"on [A-Z][a-z]+day|today|yesterday|earlier today|this (?:week|morning))\b"
)


def _reaches(gap: str) -> bool:
    """True where the cue governs the name: articles, adjectives and other instruments between, no new clause."""
    words = re.findall(r"[a-z][\w-]*", _ADVERBIAL.sub(" ", gap))
    verbs = [
        word
        for word in words
        if word
        in {
            "to",
            "outlined",
            "is",
            "are",
            "was",
            "were",
            "has",
            "have",
            "while",
            "by",
            "with",
            "at",
            "through",
            "under",
            "pursuant",
        }
    ]
    return len(words) <= 12 and len(verbs) <= 0


def _acts(reading: Reading, events: Sequence[EventFrame], role: str, sentence: Span) -> bool:
    if role not in ACT:
        return False
    """True where the act is told here as an event of the text, not only as the instrument's history."""
    return any(event.type == ACT[role] for event in placed(events).speaking(sentence)) or any(
        event.type == ACT[role] for event in events[:1]
    )


def _in_title(reading: Reading, span: Span) -> bool:
    return any(head.covers(span) for head in scope.titles(reading)) and len(reading.sentences) > 3
