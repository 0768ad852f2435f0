"""Texts without a title of their own that are signed or adopted: "a protocol on the recognition of certificates"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Entity, Span
from ctkg.text import patterns
from ctkg.text.find import alternation, screening
from ctkg.text.reading import EventFrame, Reading

_REACH = 200
#: What a text is made for, which is no part of its name: "an agreement to strengthen".
_PURPOSE = (
    r"strengthen|enhance|improve|deepen|promote|formali[sz]e|step|boost|reinforce|intensify|expand|foster|further|bolster|"
    r"consolidate|facilitate|support|put"
)
_STOP = screening.compile(
    r"[.;:!?\"]|,\s(?:which|who|and (?:a|an|the|will|is|was)\b|in|with|while|where|but|as|said|valid|under|to|signed)|"
    r"\s(?:which|that|who|under which|was|were|is|are|has|have|bears?|at|during|today|yesterday|after|before|by|will|"
    rf"to (?:{_PURPOSE})|"
    r"aimed|aiming|in order|with the|here)\b|\s(?:in (?:the )?(?=[A-Z])|on (?=\d|Mon|Tue|Wed|Thu|Fri|Sat|Sun))"
)


@cache
def _heads() -> screening.Screened:
    data = patterns.load("instruments")["untitled"]
    adjectives = alternation.of(data["adjectives"])
    return screening.compile(
        rf"\b(?P<name>(?:(?:{adjectives}|(?!(?:This|That|The|An?|Under|Our|Its|Their|Both)\b)[A-Z][a-z]+)\s+){{0,2}}(?P<head>{alternation.of(data['heads'])}))\b"
        rf"(?:\s\((?P<short>[A-Z][\w-]{{1,9}})\))?(?P<more>\s(?:on(?!\sbehalf\b)|for|between|of|concerning|regarding|with|to(?!\s(?:{_PURPOSE})\b)|about)\b)?"
    )


def find(reading: Reading, event: EventFrame, sentence: Span) -> Iterator[tuple[Entity, Span]]:
    """Texts that the act of ``event`` in ``sentence`` brings about, with the words that name them."""
    seen = event.named_in(sentence)
    if not seen:
        return
    low, high = max(sentence.start, seen[0].start - _REACH), min(sentence.end, seen[-1].end + _REACH)
    for match in _heads().finditer(reading.plain, low, high):
        link = reading.link_at(match.start("head"))
        if (link is not None and link.mention.kind == "instrument") or not _indefinite(reading, sentence, match):
            continue
        more = match.start("more") if match["more"] else match.end()
        stop = _STOP.search(reading.plain, match.end(), sentence.end) if match["more"] else None
        end = (stop.start() if stop else sentence.end) if match["more"] else match.end("name")
        tail = " ".join(reading.document.text[more:end].split()[:28]).rstrip(" ,") if match["more"] else ""
        head = " ".join(match["name"].split()).replace(match["head"], _LONG.get(match["head"], match["head"]))
        kind = _KIND.search(reading.plain, max(sentence.start, match.start() - 40), match.start())
        if kind is not None and not tail:
            head = kind["kind"] + head
        label = f"{head} {tail}".strip()
        names = [name for name in (head, match["short"] or "") if name and name != label]
        yield Entity(kind="instrument", label=label, names=tuple(names), type="agreement"), Span(match.start(), end)


#: Heads told by their letters.
_LONG = {"MoU": "memorandum of understanding", "MOU": "memorandum of understanding"}
#: Heads that name a text without any complement.
_ALONE = frozenset({"memorandum of understanding", "memorandum", "letter of intent", "MoU", "MOU"})
#: What is still to be written, and is not yet signed: "will develop a joint plan of action".
TO_COME = re.compile(
    r"\b(?:will|would|to|should|shall)\s(?:[a-z]+ly\s|also\s|then\s)?(?:develop|draft|prepare|elaborate|negotiate|draw\sup|work\sout|"
    r"work\son|design|produce|formulate|implement|conclude)\s(?:[a-z-]+\s){0,4}$"
)


#: The act before its text, and behind it.
_SIGNS = re.compile(
    r"\b(?:sign(?:s|ed|ing)?|initial(?:s|led|ed|ling|ing)|ink(?:s|ed)|conclud(?:es?|ed|ing)|seal(?:s|ed)|"
    r"enter(?:s|ed|ing)?\sinto|signing\sof|signature\sof|conclusion\sof|by)\s(?:an?\s|new\s|two\s)(?:[a-z-]+\s){0,3}$"
)
_IS_SIGNED = re.compile(
    r"\s(?:was|were|has been|have been|is|are)\s(?:also\s|[a-z]+ly\s)?(?:signed|initialled|concluded)\b"
)
#: Before a head: of what kind the text is ("a lease agreement").
_KIND = re.compile(r"\b(?:[Aa]n?|new|[Tt]wo)\s(?P<kind>(?:[a-z-]+\s){1,2})$")


def _indefinite(reading: Reading, sentence: Span, match: re.Match[str]) -> bool:
    """True for "a protocol", "their agreement", "Joint declaration" in a headline; not for "the document"."""
    before = reading.plain[max(sentence.start, match.start() - 60) : match.start()]
    if TO_COME.search(before):
        return False
    if (
        match["more"] is None
        and match["head"] not in _ALONE
        and not (
            (_SIGNS.search(before) or _IS_SIGNED.match(reading.plain, match.end()))
            and reading.plain[match.end()] != "'"
        )
    ):
        return False
    return re.search(r"\bdraft\s+$", before) is None


def acts(events: Sequence[EventFrame], act: dict[str, str]) -> Iterator[tuple[EventFrame, str]]:
    """Events that bring a text about, with the role that the text plays."""
    roles = {kind: role for role, kind in act.items()}
    for event in events:
        if event.type in roles and event.type != "ratification":
            yield event, roles[event.type]
