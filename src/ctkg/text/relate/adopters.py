"""Who adopts, signs or ratifies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctkg.model import Span, Statement
from ctkg.text.find import screening
from ctkg.text.reading import EventFrame, Reading, say
from ctkg.text.relate import lists, preceding, signatories
from ctkg.text.relate.holding import hold, holder

_ACTS = {"signing": "signed", "adoption": "adopted", "ratification": "ratified"}


_BY = screening.compile(r"\b(?:signed|adopted|ratified|endorsed|approved|concluded)\b[^.;,]{0,40}?\bby\b")


#: An organ before the body that it is of: "by the Board of Directors of the Agency".
_ORGAN = re.compile(
    r"\s(?:the\s|its\s)?(?:[Bb]oard of [Dd]irectors|[Gg]overning [Bb]o(?:ard|dy)|[Ee]xecutive [Bb]oard|[Pp]lenary|"
    r"[Hh]eads of [Ss]tate(?: and [Gg]overnment)?|[Pp]residents|[Ll]eaders|[Mm]embers|[Mm]inisters(?: of [a-z]+)?|"
    r"[Pp]articipants|[Aa]ssembly|[Bb]ureau|[Ss]teering [Cc]ommittee|[a-z]+ ministers)\sof(?=\s)"
)
_BETWEEN = screening.compile(
    r"\b(?:agreements?|memorand(?:um|a)(?: of understanding)?|letters?(?: of \w+)?|notes|arrangements?|treaty|accord|"
    r"pact|protocol|declaration|deal|roadmap|action plan|contract|compact|"
    r"signed|mou)\b[^.;]{0,40}?\bbetween\b",
    re.IGNORECASE,
)


_FOR = screening.compile(
    r"\bsign(?:ed|s|ing)\b[^.;]{0,40}?\b(?:for|on behalf of)(?= (?:the )?[A-Z])|"
    r"\b(?:[Tt]he )?[Ss]ignator(?:ies|y parties) (?:(?:to|of) [^.;:]{2,60}? )?(?:are|were|include|included)\b"
)
#: Where those end who sign.
_AT_EVENT = re.compile(
    r"[;:]|\b(?:in the presence|on the (?:sidelines?|margins?|occasion)|during|at (?:the|a)|in (?=[A-Z])|within|under|"
    r"witnessed|attended|while|after|following|before)\b"
)
#: "Nineteen States signed on the first day, among them A, B and C".
_AMONG = screening.compile(
    r"\b(?:States?(?: parties)?|countries|governments|parties|delegations|ministers|organi[sz]ations|agencies|bodies)\s"
    r"(?:have\s|has\s|had\s)?(?:already\s|also\s)?(?:sign|ratif|acced|adopt|deposit|join)\w*\b[^.;]{0,60}?,\s"
    r"(?:among\s(?:them|which|others)|including|namely):?\s"
)
_PLACED = screening.compile(r"\b(?:in|at|near|to|from)\s+(?:the\s+)?(?:[A-Z]\w+,\s+)?$")


#: Those who sign for a State that its adjective names: "Maltese interior ministers".
_SIGNERS = re.compile(
    r"(?:,|\sand)?\s(?:(?:and\s)?[A-Z]\w+,?\s(?:and\s)?){0,2}(?:[a-z-]+\s){0,3}(?:ministers?|presidents?|heads?|"
    r"leaders?|"
    r"chiefs?|delegations?|sides?|governments?|authorities|counterparts?|ambassadors?|prosecutors?|officials|"
    r"representatives|commissioners?|parliaments?|directors?)\b"
)


def _signing(reading: Reading, span: Span) -> list[lists.Item]:
    """Bodies and States for which the persons named in ``span`` sign: those that their posts name."""
    found = []
    for link in reading.inside(span, "organization", "state", "nationality"):
        at = link.mention.span
        if reading.head.holds(at) or _PLACED.search(reading.plain, span.start, at.start):
            continue
        after = reading.plain[at.end : at.end + 60]
        if link.mention.kind == "nationality" and not (
            re.match(r"\s(?:\w+ ){0,3}[A-Z]", after) or _SIGNERS.match(after)
        ):
            continue
        if link.mention.kind == "organization" and link.thing.type in {"court", "military"}:
            continue
        found.append(lists.Item(at, link))
    return found


#: What may stand between a subject and its verb.
_GAP = re.compile(
    r"(?:\s\([^()]{1,40}\))?(?:,(?:[^,;.]|(?<=\d)[,.](?=\d)){1,110},)?"
    r"(?:\s(?:has become|have become|became|becomes|is|was) (?:the|an?) [^,.;]{0,40}?"
    r"(?:State|state|country|nation|member|party|Party)(?: [Pp]arty)? to)?"
    r"(?:\s(?:has|have|had|also|today|yesterday|on|this|last|week|month|unanimously|formally|finally|[a-z]+ly|"
    r"[A-Z][a-z]+day|\d{1,2}|[A-Z][a-z]+|then|jointly)){0,6}\s?"
)
#: Whose act it is, told by a noun: "the accession of A to", "A's ratification of".
_BY_NOUN = re.compile(
    r"\b(?:accession|ratification|adherence|signature|acceptance|approval|deposit)\s(?:of|by)\s(?:the\s)?$"
)
_OWN = re.compile(
    r"'s?\s(?:\w+\s){0,2}?(?:accession|ratification|adherence|signature|acceptance|instrument|parliament|"
    r"[Pp]ermanent [Rr]epresentative|[Aa]mbassador|[Mm]inister|[Pp]resident|[Gg]overnment|legislature|lawmakers)\b"
)


def _subject(reading: Reading, event: EventFrame, sentence: Span, mention: Span) -> Iterator[lists.Item]:
    """The body or State right before the verb, or in the noun phrase that tells the act."""
    links = reading.inside(sentence, "organization", "state")
    for link in links:
        at = link.mention.span
        if event.type == "ratification" and (
            _BY_NOUN.search(reading.plain, sentence.start, at.start)
            or _OWN.match(reading.plain, at.end, min(sentence.end, at.end + 60))
        ):
            yield lists.Item(at, link)
            return
    before = [link for link in links if link.mention.span.end <= mention.start]
    if before and _ENVOY_TO.search(reading.plain, sentence.start, before[-1].mention.span.start):
        return
    if before and _GAP.fullmatch(reading.plain, before[-1].mention.span.end, mention.start):
        yield lists.Item(before[-1].mention.span, before[-1])


_ENVOY_TO = re.compile(
    r"\b(?:[Rr]epresentative|[Aa]mbassador|[Oo]bserver|[Dd]elegate|[Ee]nvoy|"
    r"[Mm]ission)s?\s(?:of\s(?:the\s)?[A-Z][^,.;]{2,60}\s)?to\s(?:the\s)?$"
)
_MEETS = frozenset({"meeting", "conference"})
_ADOPTS = re.compile(
    r"\b(?:adopted|endorsed|approved|adopts|endorses|approves|adopting|endorsing|approving|agreeing on)\b"
    r"(?!\s(?:in|by|at)\b)"
)
#: What joins a gathering to the body that holds it: "plenary of representatives of the", "has concluded its two-day".
_HELD_BY = re.compile(r"(?:\s(?:of|by|the|[A-Z][a-z]+)){1,6}\s")
_ITS_OWN = re.compile(r"(?:\s\([^()]{1,40}\))?\s(?:has\s|have\s)?[a-z]+\s(?:its|their)\s(?:[\w-]+\s){0,4}")


def _meeting(reading: Reading, event: EventFrame) -> Iterator[Statement]:
    """A body whose own meeting adopts a text: "the 37th plenary of A was held; it adopted the Guide on ..."."""
    if event.type not in _MEETS or event.key != "e1":
        return
    told = next((sentence for sentence in event.sentences if _adopts(reading, sentence)), None)
    if told is None:
        return
    for mention in event.mentions[:4]:
        sentence = reading.sentence_at(mention.start).span
        for link in reading.inside(sentence, "organization"):
            at = link.mention.span
            if (at.start > mention.end and _HELD_BY.fullmatch(reading.plain, mention.end, at.start)) or (
                at.end < mention.start and _ITS_OWN.fullmatch(reading.plain, at.end, mention.start)
            ):
                yield say(
                    reading, event.entity, "adopter", holder(link), event=event.key, span=told,
                    rule="outcomes.adopter-subject", stance=event.stance, detail="adopted",
                )  # fmt: skip
                return


def _adopts(reading: Reading, sentence: Span) -> bool:
    verb = _ADOPTS.search(reading.plain, sentence.start, sentence.end)
    return verb is not None and bool(reading.inside(Span(verb.start(), sentence.end), "instrument"))


def of(reading: Reading, event: EventFrame) -> Iterator[Statement]:
    """Statements of adopter for a signing, an adoption or a ratification."""
    if event.type not in _ACTS:
        yield from _meeting(reading, event)
        return
    done = False
    for sentence in event.sentences:
        named = event.named_in(sentence)
        for mention in named:
            items = preceding.before(reading, sentence.start, mention.start)
            # "Permanent Representative of Tonga to the Council has signed": Tonga signs
            items = [one for one in items if not _ENVOY_TO.search(reading.plain, sentence.start, one.span.start)]
            if event.type == "signing" and reading.plain[mention.start : mention.end].lower().startswith("sign"):
                items = [*items, *_signing(reading, Span(sentence.start, mention.start))]
            rule = "outcomes.adopter-active"
            if not items and not done:
                items, rule = list(_subject(reading, event, sentence, mention)), "outcomes.adopter-subject"
            if event.type == "signing":
                if not items and (items := signatories.sides(reading, sentence, mention)):
                    rule = "outcomes.adopter-between"
                further = list(signatories.find(reading, event, sentence, mention))
                if items or done or len(further) > 1:
                    items = [*items, *further]
            for item in items:
                if item.link is not None:
                    done = True
                    yield _adopter(reading, event, item, sentence, rule)
                    yield from _holds(reading, event, item, sentence)
        if named and event.type == "adoption" and not done:
            for link in reading.inside(
                Span(sentence.start, min(named[0].start, sentence.start + 60)), "organization", "state"
            )[:1]:
                done = True
                item = lists.Item(link.mention.span, link)
                yield _adopter(reading, event, item, sentence, "outcomes.adopter-subject")
                yield from _holds(reading, event, item, sentence)
        if event.type == "signing" and not named and _FOR.search(reading.plain, sentence.start, sentence.end) is None:
            if event.key != "e1" or done:
                continue
        elif not named and (event.key != "e1" or done) and event.type != "signing":
            continue
        for pattern, rule in (
            (_BY, "outcomes.adopter-passive"),
            (_BETWEEN, "outcomes.adopter-between"),
            (_FOR, "outcomes.adopter-passive"),
            (_AMONG, "outcomes.adopter-passive"),
        ):
            if pattern is _BETWEEN and event.type == "adoption":
                continue
            for match in pattern.finditer(reading.plain, sentence.start, sentence.end):
                organ = _ORGAN.match(reading.plain, match.end(), sentence.end) if pattern is _BY else None
                items = lists.after(reading, organ.end() if organ else match.end(), sentence.end)
                if pattern is _BY and event.type == "signing" and items:
                    known = {item.span for item in items}
                    close = _AT_EVENT.search(reading.plain, match.end(), sentence.end)
                    rest = Span(match.end(), close.start() if close is not None else sentence.end)
                    items = [*items, *(item for item in _signing(reading, rest) if item.span not in known)]
                for item in items:
                    if item.link is not None:
                        done = True
                        yield _adopter(reading, event, item, sentence, rule)
                        yield from _holds(reading, event, item, sentence)
                if not items and pattern is _BY and event.type == "signing" and not done:
                    for item in _signing(reading, Span(match.end(), sentence.end)):
                        done = True
                        yield _adopter(reading, event, item, sentence, rule)


def _adopter(reading: Reading, event: EventFrame, item: lists.Item, span: Span, rule: str) -> Statement:
    assert item.link is not None
    return say(
        reading, event.entity, "adopter", holder(item.link), event=event.key, span=span, rule=rule, stance=event.stance,
        detail=_ACTS[event.type],
    )  # fmt: skip


def _holds(reading: Reading, event: EventFrame, item: lists.Item, span: Span) -> Iterator[Statement]:
    """A body that adopts a text in its own session holds that event."""
    if event.type == "adoption" and item.link is not None and item.link.thing.kind == "organization":
        yield from hold(reading, event, "organizer", [item], span, "roles.organizer-adopter")
