"""Texts named in lower case by what they are about: "a draft protocol on extradition", "the agreement with Chile on
patrols", "adopted a report on the misuse of wallets"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from ctkg.model import Entity, Span
from ctkg.text import patterns
from ctkg.text.find import alternation, screening
from ctkg.text.reading import Reading
from ctkg.text.relate import agreed, scope

_WORDS = 26
_STOP = screening.compile(
    r"[.;:!?\"()]|,\s(?!(?:illicit|organi[sz]ed|trafficking|extremism|separatism|drugs?|money|crime|weapons?)\b)|"
    r"\s(?:which|that|who|was|were|is|are|has|have|had|will|would|bears?|at|during|today|yesterday|after|before|by|"
    r"when|"
    r"where|while|as|signed|adopted|ratified|concluded|approved|endorsed|prepared|drafted|drawn|expected|lay|"
    r"aimed|aiming|in order|here|but|whose|into|and (?:to|the|an?|its|their|agreed|adopted|approved|took|decided|"
    r"called|expressed|welcomed|stressed|discussed|encouraged|urged)\b|"
    r"took|takes?|enter(?:s|ed)?|came|comes|to (?=[a-z]+\s(?:the|its|their|an?)\b))\b|"
    r"\s(?:in (?:the )?(?=[A-Z])|on (?=\d|Mon|Tue|Wed|Thu|Fri|Sat|Sun))"
)
#: Before such a noun: what makes it no text ("reached an agreement on", "in agreement with").
_NO_TEXT = re.compile(
    r"\b(?:reach\w*|find\w*|found|no|any|seek\w*|in|broad|general|much|some|full|wide|mutual|achiev\w*|com\w+ to|"
    r"without|negotiat\w+|towards?|each|every|other|such)\s(?:an?\s|the\s)?(?:[a-z]+\s)?$",
    re.IGNORECASE,
)
#: A title that is not a whole one: "the agreement on the need to".
_EMPTY = re.compile(
    r"\s(?:on|of|for)\s(?:the\s)?(?:need|importance|necessity|way|ways|how|what|whether|this|these|it|all|both)\b"
)


@dataclass(frozen=True, slots=True)
class Described:
    """A text named in lower case.

    Attributes:
        thing: the text.
        span: its whole name.
        acted: True for a noun that names an instrument only where it is adopted or signed ("report", "statement").
    """

    thing: Entity
    span: Span
    acted: bool


@cache
def _named() -> screening.Screened:
    data = patterns.load("instruments")["described"]
    texts, acted = alternation.of(data["heads"]), alternation.of(data["acted"])
    about = alternation.of(data["about"])
    return screening.compile(
        rf"\b(?P<before>(?:an?|the|its|their|this|two|new|draft|[A-Z][\w-]+'s)\s(?:(?!(?:of|on|and|in|to|for|by|"
        rf"with|from)\b)[A-Za-z][\w-]*\s){{0,4}})?"
        rf"(?<![\w-])(?P<head>(?P<text>{texts})|(?P<acted>{acted}))(?![\w-])(?:\sof\s(?:19|"
        rf"20)\d\d)?(?P<more>\s(?P<about>{about})\s(?!\d))"
    )


def find(reading: Reading, sentence: Span) -> Iterator[Described]:
    """Such texts in a sentence, in text order; those that a link already names are left out."""
    plain = reading.plain
    for match in _named().finditer(plain, sentence.start, sentence.end):
        before = match["before"] or ""
        start = match.start() + len(_DETERMINER.match(before).group())  # type: ignore[union-attr]
        link = reading.link_at(match.start("head"))
        if link is not None and link.mention.kind != "theme":
            continue
        if _NO_TEXT.search(plain[max(sentence.start, start - 24) : start] + before[: start - match.start()]) or not (
            before or match["acted"] or match.start() - sentence.start < 2
        ):
            continue
        if agreed.TO_COME.search(plain[max(sentence.start, start - 60) : start]):
            continue
        if match["about"] == "on" and plain.startswith("behalf", match.end("more")):
            continue  # "signed the MoU on behalf of": no matter
        if match["head"] in _LAWS and match["about"] not in _MATTER:
            continue  # "the law of the sea", "in contact with the law for years"
        if match["about"] == "of" and match["text"] and " of" not in match["head"] and match["head"] not in _OF:
            continue  # "with the agreement of the Government"
        aim = reading.link_at(match.end("more") + 4)
        if match["head"] in _LAWS and aim is not None and aim.mention.kind == "instrument":
            continue  # "the law on the Convention" ratifies it
        if _EMPTY.match(plain, match.end("head")) or scope.within(scope.quotations(reading), start):
            continue
        both = _AND.match(plain, match.end("more"), sentence.end) if match["about"] in {"between", "among"} else None
        stop = _STOP.search(plain, both.end() if both else match.end("more"), sentence.end)
        end = stop.start() if stop else sentence.end
        words = reading.document.text[start:end].split()
        if len(words) > _WORDS or end - match.end("more") < 4:
            continue
        label = " ".join(words).rstrip(" ,")
        head = " ".join(reading.document.text[start : match.end("head")].split())
        names = [name for name in dict.fromkeys([label.removeprefix("draft "), head]) if name != label]
        yield Described(
            Entity(kind="instrument", label=label, names=tuple(names), type="agreement"),
            Span(start, end),
            match["acted"] is not None,
        )
    for match in chain(
        _A_LAW.finditer(plain, sentence.start, sentence.end), _A_TREATY.finditer(plain, sentence.start, sentence.end)
    ):
        if reading.link_at(match.start("law")) is None and not scope.within(scope.quotations(reading), match.start()):
            named = " ".join(reading.document.text[match.start("name") : match.end("name")].split())
            kind = "act" if match["law"] in {"law", "bill", "act", "legislation"} else "agreement"
            yield Described(Entity(kind="instrument", label=named, type=kind), Span(*match.span("name")), False)


#: "the new Iraqi counter-terrorism law": a law told by its matter, of some State or not yet in force.
_A_LAW = screening.compile(
    r"\b(?:the|its|a|their|[A-Z][a-z]+'s)\s(?P<name>"
    r"(?:(?:new|draft|revised|amended|proposed|first|recent|federal|comprehensive|[A-Z][a-z]+(?:n|ese|i|ish))\s){1,3}"
    r"(?:(?:counter|anti)-?terror(?:is[mt])?|(?:anti-)?money[- ]laundering|extradition|cyber-?(?:crime|security)|"
    r"border[- ]security|asylum|surveillance)\s(?P<law>law|bill|act|legislation))\b(?! enforcement)"
)
#: "the extradition treaty": a treaty told by its matter.
_A_TREATY = screening.compile(
    r"\b(?:the|an?|their|its|[A-Z][a-z]+'s)\s(?P<name>"
    r"(?:(?:new|bilateral|draft|existing|[A-Z][a-z]+-[A-Z][a-z]+)\s)?"
    r"(?:extradition|readmission|mutual legal assistance|legal assistance|"
    r"police cooperation|police co-operation|"
    r"customs cooperation|"
    r"status[- ]of[- ]forces|visa facilitation|prisoner transfer|information[- ]sharing|data[- ]sharing|"
    r"intelligence[- ]sharing|"
    r"border(?: security)?(?: cooperation)?|security cooperation|peace|ceasefire)\s"
    r"(?P<law>treaty|agreement|convention|protocol|pact|accord))(?!\s(?:on|between|with|for|of)\b)\b"
)
_OF = frozenset({"exchange of letters", "exchange of notes", "action plan", "roadmap", "road map"})
_MATTER = frozenset({"on", "against", "concerning", "regarding", "to combat", "to counter", "to prevent"})
_LAWS = frozenset({"law", "laws", "bill"})
#: The "and" of "between A and B".
_AND = re.compile(r"[^.;:()]{2,90}?\sand\s")
_DETERMINER = re.compile(r"(?:(?:an?|the|its|their|this|two)\s)?")
