"""The same release on two sites: texts that are one, or nearly so.

A text is known by its runs of four words. Of their hashes the smallest are kept, which are the same for the same text
and estimate how much two texts share (A. Broder, On the resemblance and containment of documents, 1997). A release of a
series that only changes day, place and numbers is no copy: numbers and days must agree as well.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable

from ctkg.iris import instance
from ctkg.resolve import lexicon, periods
from ctkg.resolve.candidates import Index
from ctkg.resolve.clusters import Clusters, Rules, cluster
from ctkg.resolve.model import Event, Judgement, Links, Profile, Reason
from ctkg.resolve.scoring import SAID

_RUN = 4
#: How many hashes are kept of a text, how many of these are keys, and how many runs a text must have to be compared.
_KEPT, _KEYS, _ENOUGH = 128, 8, 20
_MOST_NUMBERS = 500
_WORD = re.compile(r"\w+")
#: Of two texts that share too little.
FAR = Judgement(score=0.0, impossible="other words")


def sketch(text: str) -> tuple[tuple[int, ...], int, tuple[str, ...]]:
    """The smallest hashes of the runs of words, sorted; the number of different runs; the numbers, sorted.

    Linear in the text; the hash is CRC-32, the same everywhere.
    """
    words = _WORD.findall(text.casefold())
    runs = {zlib.crc32(" ".join(words[i : i + _RUN]).encode()) for i in range(len(words) - _RUN + 1)}
    numbers = sorted({word for word in words if word.isdigit()})[:_MOST_NUMBERS]
    return tuple(sorted(runs)[:_KEPT]), len(runs), tuple(numbers)


def likeness(one: Profile, other: Profile) -> float:
    """Share of the runs of both texts that each has, 0 to 1; estimated for long texts."""
    a, b = set(one.sketch), set(other.sketch)
    smallest = sorted(a | b)[:_KEPT]
    return round(len((a & b).intersection(smallest)) / len(smallest), 2) if smallest else 0.0


def are_far(one: frozenset[int], other: frozenset[int]) -> bool:
    """True where two sketches share too little for a doubt: most pairs that share a key are told apart by this."""
    least: float = lexicon.load("weights")["sources"]["doubt"]
    # The share of the runs that both have among the smallest of both cannot be more than this.
    return len(one & other) < least * min(_KEPT, max(len(one), len(other))) - 1


def judge(one: Profile, other: Profile) -> Judgement:
    """Whether one of two documents repeats the other."""
    if are_far(frozenset(one.sketch), frozenset(other.sketch)):
        return FAR
    weights = lexicon.load("weights")["sources"]
    alike = likeness(one, other)
    if alike < weights["doubt"]:
        return Judgement(score=alike, impossible="other words")
    numbers = _share(frozenset(one.numbers), frozenset(other.numbers))
    if numbers < weights["numbers"]:
        return Judgement(score=alike, impossible="other numbers in the same words")
    if _other_days(one, other):
        return Judgement(score=alike, impossible="other days in the same words")
    reasons = (
        Reason(alike, f"{alike:.0%} of the runs of words are the same"),
        Reason(0.0, f"{numbers:.0%} of the numbers are the same"),
    )
    merges = alike >= weights["merge"]
    return Judgement(score=alike, reasons=reasons, merges=merges, doubtful=not merges)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 1.0


def _other_days(one: Profile, other: Profile) -> bool:
    days = [periods.period(e.values("event.start"), e.values("event.end")) for e in (main(one), main(other)) if e]
    if len(days) < 2 or days[0] is None or days[1] is None:
        return False
    return periods.compare(days[0], days[1]) != periods.SAME


def main(profile: Profile) -> Event | None:
    """The main event of a document."""
    return next((event for event in profile.events if event.iri.endswith("/1")), None)


def resolve(profiles: Iterable[Profile], links: Links | None = None) -> Clusters:
    """Which documents repeat which; members are the IRIs of documents."""
    known = {instance("document", profile.document): profile for profile in profiles}
    index = Index()
    for iri, profile in known.items():
        index.add(iri, keys(profile))
    judged = {(a, b): judge(known[a], known[b]) for a, b in index.pairs()}
    judged.update(dict.fromkeys((links or Links()).said(known.__contains__), SAID))
    return cluster("source", ((*pair, judgement) for pair, judgement in judged.items()), Rules(), links=links)


def keys(profile: Profile) -> list[str]:
    """Keys of a text; none where it is too short to be compared."""
    return [f"text|{run}" for run in profile.sketch[:_KEYS]] if profile.runs >= _ENOUGH else []


def counterparts(copy: Profile, original: Profile) -> list[tuple[str, str]]:
    """Pairs of nodes, one of each document, that are the same because the text is: sorted pairs, sorted."""
    found = [
        *_named_alike((b.iri for b in copy.bodies), (b.iri for b in original.bodies), copy, original),
        *_named_alike((p.iri for p in copy.people), (p.iri for p in original.people), copy, original),
    ]
    theirs = _by_signature(original)
    for signature, events in _by_signature(copy).items():
        if len(events) == len(theirs.get(signature, ())) == 1:
            found.append((events[0], theirs[signature][0]))
    return sorted((a, b) if a < b else (b, a) for a, b in found)


def _named_alike(ours: Iterable[str], theirs: Iterable[str], copy: Profile, original: Profile) -> list[tuple[str, str]]:
    known = set(theirs)
    found = []
    for iri in ours:
        parts = iri.split("/")
        for mine, other in ((copy.document, original.document), (copy.document.lower(), original.document.lower())):
            twin = "/".join(other if part == mine else part for part in parts)
            if twin != iri and twin in known:
                found.append((iri, twin))
    return list(dict.fromkeys(found))


def _by_signature(profile: Profile) -> dict[tuple[frozenset[str], ...], list[str]]:
    found: dict[tuple[frozenset[str], ...], list[str]] = {}
    for event in profile.events:
        signature = tuple(event.values(name) for name in ("event.type", "event.start", "event.place", "event.country"))
        found.setdefault(signature, []).append(event.iri)
    return found
