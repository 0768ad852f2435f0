"""All names of a document, linked: gazetteer and grammars, overlaps resolved, acronyms and short names of the text."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate

from ctkg.model import Document, Entity, Link, Passage, Span
from ctkg.text import patterns
from ctkg.text.find import (
    aliases,
    apposed,
    dates,
    foreign,
    gazetteer,
    instruments,
    labels,
    lettered,
    listed,
    national,
    numbers,
    organisations,
    owners,
    places,
    positioned,
)
from ctkg.text.find.dateline import Dateline
from ctkg.text.find.gazetteer import Entry
from ctkg.text.find.linking import choose, free

_FOLLOWED = re.compile(r" [A-Z][a-z]")
_HEADED = re.compile(r"\b(?:Treaty|Convention|Charter|Agreement|Act|Strategy|Digest|Protocol)\b")
_REGIONS = ("Central", "Latin", "South", "North", "West", "East", "Inter", "Pan", "Southern", "Northern")


def find(
    document: Document, plain: str, sentences: tuple[Passage, ...], head: Dateline
) -> tuple[tuple[Link, ...], dict[str, Entity]]:
    """Links sorted by span, none overlapping, and the names that the text gives to its organisations."""
    known = _known(document, plain, head)
    bodies = [
        one.mention.span for one in known if one.mention.kind == "organization" and _HEADED.search(one.mention.text)
    ]
    own = [*instruments.find(document, plain, sentences), *dates.find(document, plain, head.anchor)]
    own = [one for one in own if not any(one.mention.span.overlaps(span) for span in bodies)]
    own += numbers.find(document, plain)
    grown = organisations.find(document, plain, sentences, choose(known))
    weak = list(places.find(document, plain, sentences))
    told = list(lettered.find(document, plain))
    whole = [one for one in told if " " in one.mention.text]
    links = choose([*known, *own, *_recognised(_trusted(grown, own), known), *whole])
    links = choose([*links, *free(weak, links)])
    links = choose([*links, *free(foreign.find(document, plain, sentences), links)])
    links = choose([*links, *free(told, links)])
    links = choose([*links, *free(apposed.find(document, plain, sentences, links), links)])
    links = choose([*links, *national.find(document, plain, links)])
    links = choose([*links, *positioned.find(document, plain, sentences, links)])
    links = choose([*links, *free(listed.find(document, plain, links), links)])
    links = owners.merged(document, plain, links)
    links, names = aliases.defined(document, plain, links)
    links = owners.merged(document, plain, links)
    links = aliases.second_mentions(document, plain, links)
    links = owners.carried(plain, links)
    return tuple(labels.named(links)), names


def _trusted(grown: Iterable[Link], own: Sequence[Link]) -> list[Link]:
    """Grammar names that do not cut through an instrument or a date."""
    spans = sorted(one.mention.span for one in own if one.mention.kind in {"instrument", "date"})
    starts = [span.start for span in spans]
    ends = [0, *accumulate((span.end for span in spans), max)]  # the farthest end of those so far
    return [one for one in grown if ends[bisect_left(starts, one.mention.span.end)] <= one.mention.span.start]


def _recognised(grown: Iterable[Link], known: Sequence[Link]) -> list[Link]:
    """A body named without its owner ("the Centre in Ashgabat") is the owner's, where the text names the owner."""
    owners = [one.thing for one in known if one.mention.kind == "organization" and one.thing.reference]
    short = dict.fromkeys(
        name for thing in owners for name in (thing.label, *thing.names) if name.isupper() and " " not in name
    )
    found = []
    for one in grown:
        if one.thing.reference is None and not one.thing.body:
            things = (gazetteer.load().organisation(f"{name} {one.mention.text}") for name in short)
            thing = next((thing for thing in things if thing is not None), None)
            one = one if thing is None else dataclasses.replace(one, thing=thing)
        found.append(one)
    return found


def _known(document: Document, plain: str, head: Dateline) -> list[Link]:
    """The gazetteer's links whose context allows them."""
    found = list(gazetteer.load().find(document))
    said = Counter(
        one.thing.state
        for one, entry in found
        if entry.kind in {"state", "nationality"} or (entry.kind == "place" and entry.rank >= gazetteer.CAPITAL)
    )
    bodies = {one.thing.reference for one, entry in found if entry.kind == "organization" and not entry.needs}
    peoples = {one.mention.span.end for one, entry in found if entry.kind == "nationality"}
    best: dict[Span, tuple[Link, Entry]] = {}
    for one, entry in found:
        if not _allowed(plain, one, entry, said, bodies, head) or _national_council(plain, one, entry, peoples):
            continue
        span = one.mention.span
        if span not in best or _preference(one, entry, said) > _preference(*best[span], said):
            best[span] = (one, entry)
    return [one for one, _ in best.values()]


def _preference(one: Link, entry: Entry, said: Counter[str]) -> tuple[bool, int, str]:
    return entry.kind != "place" or said[one.thing.state] > 0, entry.rank, one.thing.reference or ""


@cache
def _cues() -> tuple[frozenset[str], frozenset[str]]:
    lists = patterns.load("names")
    return frozenset(lists["places"]["cues"]), frozenset(lists["states"]["personal"])


_LOCAL = re.compile(r"\b(?:Local|Regional|Provincial|Municipal|Self)[ -]$")
#: Words before a "Security Council" that make it another body than that of the United Nations.
_OTHER_COUNCIL = re.compile(
    r"(?:\b(?:National|Homeland|Supreme|Higher|State|Federal|Internal|Human|Presidential|Food|Energy)|"
    r"\b[A-Z]\w+ (?:and|&)) $"
)

#: The same behind it: "the Security Council of Kazakhstan".
_COUNCIL_OF = re.compile(r" of (?:the )?(?!United Nations|UN\b|U\.N\.)[A-Z]")


def _national_council(plain: str, one: Link, entry: Entry, peoples: set[int]) -> bool:
    """True for a Security Council that is not that of the United Nations; ``peoples`` are ends of nationalities."""
    span = one.mention.span
    if entry.kind != "organization" or one.mention.text != "Security Council":
        return False
    before = plain[max(0, span.start - 24) : span.start]
    owned = _OTHER_COUNCIL.search(before) is not None or _COUNCIL_OF.match(plain, span.end) is not None
    return owned or (before.endswith(" ") and span.start - 1 in peoples)


def _allowed(plain: str, one: Link, entry: Entry, said: Counter[str], bodies: set[str | None], head: Dateline) -> bool:
    cues, personal = _cues()
    span = one.mention.span
    before, after = plain[max(0, span.start - 24) : span.start], plain[span.end : span.end + 16]
    word_before = before.split()[-1] if before.split() else ""
    followed = _FOLLOWED.match(after) is not None
    if entry.kind == "place":
        if head.span.covers(span):
            return True
        if (
            before.endswith(" ")
            and word_before[:1].isupper()
            and word_before.lower() not in cues
            and not before.rstrip().endswith((".", ","))
        ):
            return False
        if re.match(
            r"(?:-[A-Z]| [A-Z][a-z]+ (?:Convention|Protocol|Declaration)| (?:Convention|Protocol|Treaty|"
            r"Declaration|Principles))",
            after,
        ):
            return False
        near = said[one.thing.state] > 0
        if entry.needs == "state":
            return near and word_before.lower() in cues
        if entry.needs == "cue":
            return word_before.lower() in cues and (not followed or near)
        return not followed or word_before.lower() in cues
    if entry.kind == "nationality" and before.rstrip(" -").endswith(_REGIONS):
        return False
    if entry.kind == "state" and one.mention.text.startswith("Government") and _LOCAL.search(before):
        return False
    if entry.kind in {"state", "nationality"}:
        return not (one.mention.text in personal and followed and not after.startswith((" and", " Border")))
    if followed and " of " in one.mention.text and after.split()[0].strip(".,;'") in patterns.load("names")["heads"]:
        return False  # the name's own last word belongs to the next one ("... of the OSCE Secretariat")
    if entry.needs == "owner":
        return _owner_said(one, said, bodies)
    return True


def _owner_said(one: Link, said: Counter[str], bodies: set[str | None]) -> bool:
    """True where the text names the State of a national body, or the parent (or the body itself) of another."""
    parents = gazetteer.load().parents
    reference = one.thing.reference or ""
    if one.thing.state and reference in parents and not reference.startswith(("osce", "un")):
        top = said.most_common(1)
        return bool(top) and said[one.thing.state] >= max(1, top[0][1] - 1)
    for _ in range(6):
        if reference in bodies:
            return True
        reference = parents.get(reference, "")
        if not reference:
            return False
    return False
