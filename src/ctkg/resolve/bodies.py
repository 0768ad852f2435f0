"""Whether two bodies are the same: names after spelling, and the State."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, reduce

from ctkg.resolve import bodynames
from ctkg.resolve.bodynames import BodyName
from ctkg.resolve.candidates import Index, Pair
from ctkg.resolve.clusters import Clusters, Rules, cluster
from ctkg.resolve.model import Body, Judgement, Links
from ctkg.resolve.scoring import REPEATED, SAID, Grounds, in_doubt
from ctkg.resolve.world import is_reference, reference_bodies

#: Groups with a name of their own: each word of it tells which is meant.
_NAMED = "armed-group"
_NO_MATCH = Judgement(score=0.0, impossible="their names differ")


@dataclass(frozen=True, slots=True)
class Member:
    """A body with its names taken apart; all documents' mentions of one node together."""

    iri: str
    state: str
    type: str
    names: tuple[BodyName, ...]

    @property
    def keys(self) -> frozenset[str]:
        """Keys of candidates: a name with its State, and a proper name alone.

        A name that many bodies have, without a State, has no key: nothing could be said of it.
        """
        found = set()
        for name in self.names:
            for key in bodynames.keys(name.words):
                found |= {f"body|{self.state}|{key}"} if self.state else set()
                found |= {f"body|*|{key}"} if name.distinctive else set()
        return frozenset(found)


def member(body: Body) -> Member:
    """``body`` with its names taken apart; where only its name tells its State, the State is taken from there."""
    state = body.state
    if not state:
        named = bodynames.states_in(body.names[0])
        state = next(iter(named)) if len(named) == 1 else ""
    names = {bodynames.take_apart(name, state) for name in body.names if " " in name.strip() or len(body.names) == 1}
    if body.type == _NAMED:
        names = {replace(name, distinctive=True) for name in names}
    return Member(body.iri, state, body.type, _ordered(name for name in names if name.words))


def _ordered(names: Iterable[BodyName]) -> tuple[BodyName, ...]:
    return tuple(sorted(names, key=lambda name: (sorted(name.words), name.distinctive, name.acronym)))


def together(bodies: Iterable[Body]) -> Member:
    """All that documents say of one node, in any order; at least one."""
    return reduce(joined, map(member, bodies))


def joined(one: Member, other: Member) -> Member:
    """What two documents say of one node."""
    return Member(one.iri, max(one.state, other.state), max(one.type, other.type), _ordered({*one.names, *other.names}))


def judge(one: Member, other: Member) -> Judgement:
    """How likely two bodies are the same."""
    if one.state and other.state and one.state != other.state:
        return Judgement(score=0.0, impossible="they belong to different States")
    if is_reference(one.iri) and is_reference(other.iri):
        return Judgement(score=0.0, impossible="the tables know them as two")
    best = max((_pair(one, other, a, b) for a in one.names for b in other.names), key=_better, default=_NO_MATCH)
    return best


def _better(judgement: Judgement) -> tuple[bool, bool, float]:
    return not judgement.impossible, judgement.merges, judgement.score


def _pair(one: Member, other: Member, a: BodyName, b: BodyName) -> Judgement:
    level = bodynames.compare(a.words, b.words)
    if level is None:
        return _NO_MATCH
    grounds = Grounds("bodies")
    grounds.add(level, f"{bodynames.in_words(level)}: {_shown(a)}" + ("" if a.words == b.words else f" / {_shown(b)}"))
    distinctive = a.distinctive and b.distinctive
    if any(bodynames.is_national(each.type) for each in (one, other)) and not (one.state and other.state):
        distinctive = a.acronym and b.acronym
    if one.state and other.state:
        grounds.add("same_state", f"both of {one.state}")
    elif distinctive:
        grounds.add("distinctive", "the name is a proper one")
        if one.state or other.state:
            grounds.add("state_unknown", f"one of {one.state or other.state}, the other of no State that is told")
    reference = is_reference(one.iri) or is_reference(other.iri)
    if one.type and other.type and not reference:
        same = one.type == other.type
        grounds.add("same_type" if same else "other_type", f"{'both' if same else 'not both'} a {one.type}")
    told = (one.state and other.state) or distinctive
    hold = "" if level == bodynames.SAME else "the names are not the same"
    return grounds.judge(hold=hold if told else "many bodies are called so")


def _shown(name: BodyName) -> str:
    return " ".join(sorted(name.words))


def resolve(bodies: Iterable[Body], told: Iterable[Pair] = (), links: Links | None = None) -> Clusters:
    """Bring the bodies of all documents together, and under the IRI of a table where one knows them.

    Args:
        bodies: one entry for each document and node.
        told: pairs that are the same for another reason (a repeated document).
        links: decisions made beforehand.
    """
    members: dict[str, Member] = {}
    for body in bodies:
        found = member(body)
        members[body.iri] = joined(members[body.iri], found) if body.iri in members else found
    judged: dict[Pair, Judgement] = {}
    index = Index()
    for alike in _alike(members.values()):
        first, rest = alike[0], alike[1:]
        for other in rest:
            judged[first.iri, other.iri] = judge(first, other)
        index.add(first.iri, first.keys)
    for known in reference().values():
        members[known.iri] = known
        index.add(known.iri, (), against=known.keys)
    for pair in index.pairs():
        judged[pair] = judge(members[pair[0]], members[pair[1]])
    for pair in told:
        judged[pair] = REPEATED
    for pair in (links or Links()).said(members.__contains__):
        judged[pair] = SAID
    return cluster(
        "body",
        ((*pair, judgement) for pair, judgement in _unambiguous(judged, members).items()),
        rules(members.__getitem__),
        links=links,
    )


def _alike(members: Iterable[Member]) -> list[list[Member]]:
    """Members in groups of those that are told in the same words, where these words are enough; each sorted by IRI.

    Thousands of documents may name one body alike: comparing each with the first keeps that linear.
    """
    groups: dict[object, list[Member]] = {}
    for one in sorted(members, key=lambda m: m.iri):
        groups.setdefault(words(one), []).append(one)
    return list(groups.values())


def words(one: Member) -> tuple[object, ...]:
    """What a body shares with all that are told in the same words; its own IRI where these are not enough."""
    return one.state, one.type, one.names, "" if judge(one, one).merges else one.iri


@cache
def reference() -> Mapping[str, Member]:
    """The bodies of the tables, by IRI."""
    return {body.iri: member(body) for body in reference_bodies()}


def rules(members: Callable[[str], Member]) -> Rules:
    """What must hold in a cluster of bodies."""
    return Rules(sole=lambda iri: members(iri).state, wins=is_reference)


def _unambiguous(judged: dict[Pair, Judgement], members: dict[str, Member]) -> dict[Pair, Judgement]:
    """``judged``, where a body of no State that is told fits bodies of several States: those pairs are in doubt."""
    states: dict[str, set[str]] = defaultdict(set)
    for (one, other), judgement in judged.items():
        if judgement.merges:
            for here, there in ((one, other), (other, one)):
                if not members[here].state and members[there].state:
                    states[here].add(members[there].state)
    torn = {iri for iri, found in states.items() if len(found) > 1}
    return {
        pair: told_of_several(judgement)
        if judgement.merges and not torn.isdisjoint(pair) and any(members[iri].state for iri in pair)
        else judgement
        for pair, judgement in judged.items()
    }


def told_of_several(judgement: Judgement) -> Judgement:
    """``judgement`` of a body of a State and one of none that is told, where bodies of other States fit the latter."""
    return in_doubt(judgement, "bodies of several States are called so")
