"""Places that no table knows: "in Wazir Akbar Khan", "in the town of Okha, India"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ctkg.model import Document, Entity, Link, Passage, Span
from ctkg.text import folding
from ctkg.text.find import gazetteer, screening
from ctkg.text.find.linking import link

_NAME = r"[A-Z][\w'’-]+(?:\s+(?:[A-Z][\w'’-]+|(?:al|de|del|la|el|bin|es)\b(?=[\s-][A-Z]))){0,3}"
_IN = screening.compile(
    rf"\b(?:in|at|near|outside)\s+(?:the\s+)?(?:(?:cit(?:y|ies)|towns?|villages?|municipality|capital|"
    rf"district|province|region|port|city centre)\s+of\s+)?(?P<name>{_NAME})"
    rf"(?P<kind>\s+(?:area|district|province|region|city|town|village|county|neighbou?rhood|governorate|oblast|"
    r"prefecture|department|commune|locality|cercle|sub-district|suburb|settlement|valley|island))?"
)
_OF = screening.compile(
    rf"\b(?:city|town|village|municipality|capital|district|province|neighbou?rhood|port|prefecture|commune|locality|"
    rf"hamlet|suburb|settlement|island|oasis|department|governorate|canton)\s+(?:of\s+|city,?\s+)?(?P<name>{_NAME})"
)
_EVENTS = ("Summit", "Conference", "Convention", "Declaration", "Congress", "Forum", "Meeting", "Session", "Programme")
_NO_PLACE = (
    "Affairs", "Investigations", "Terrorism", "Rights", "Justice", "Security", "Action", "Law", "Sahel", "Maghreb",
    "Union", "Crime", "Defence", "Defense", "Development", "Intelligence", "Coast", "Region", "Group",
    "Framework", "Plan", "Sea", "Ocean", "Area", "Islamic State", "Peninsula", "Gulf", "Horn",
    "Fight", "Struggle", "Service", "Language", "-style", "-type", "-based", "-led", "-inspired", "-linked", "-backed",
    "-like",
)  # fmt: skip
_NOT = re.compile(
    r"(?:[A-Z][a-z]+ing|Islamic State|Customs|Programme|Program|Project|Operation|Particular|Part|Addition|Accordance|"
    r"Line|Cooperation|Co-operation|Collaboration|Partnership|Order|View|Light|Support|Response|Terms|Parallel|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|"
    r"Thursday|Friday|Saturday|Sunday|The|This|That|His|Her|Its|Our|Mr|Ms|Dr|Part|Annex|Article|Resolution|English|French|"
    r"Russian|Spanish|Arabic|Session|Phase|Chapter|Parliament|Congress|Government|Ramadan|Easter|Christmas|Islam|States|Member|Participating|Europe|Asia|Africa|America|Central|South|North|West|East|South-East|Western|Eastern|Southern|Northern|South-Eastern|Balkans|Security|Council|International|National|Internet|Chairmanship|European|African|Asian|American|Arab|Allied|Internet)\b"
)


#: "in the Yazidi town of Khanasor": whose town it is, no place; the place comes behind.
_ADJECTIVE = re.compile(
    r"\s(?:[a-z]+\s)?(?:city|town|village|port|district|province|settlement|camp|community|enclave)\sof\s"
)


def find(document: Document, plain: str, sentences: Sequence[Passage]) -> Iterator[Link]:
    """Capitalised names after a word of place; the weakest links, which any other name overrides."""
    for sentence in sentences:
        span = sentence.span
        for pattern in (_IN, _OF):
            for match in pattern.finditer(plain, span.start, span.end):
                name = match["name"]
                if (
                    _ADJECTIVE.match(plain, match.end("name"))
                    or _NOT.match(name)
                    or name.isupper()
                    or name.endswith((*_EVENTS, *_NO_PLACE))
                ):
                    continue
                label = " ".join(document.text[match.start("name") : match.end("name")].split())
                thing = Entity(kind="place", label=label, type="place", state=_state_of_part(label))
                where = Span(match.start("name"), match.end("name"))
                yield link(document, where, "place", thing, "places.after-preposition", 0.4)


def _state_of_part(name: str) -> str:
    """The State of the town whose quarter or neighbour ``name`` is ("Rabat-Agdal"); empty where no table knows it."""
    town, hyphen, _ = name.partition("-")
    if not hyphen or len(town) < _SHORTEST:
        return ""
    known = [one for one in gazetteer.load().exact_by_form.get(folding.bare(town), ()) if one.kind == "place"]
    return max(known, key=lambda one: one.rank).thing.state or "" if known else ""


_SHORTEST = 4  # letters of a town's name before a hyphen
