"""Whether two persons are the same: their names, and that they serve the same body or hold the same post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ctkg.resolve import personal
from ctkg.resolve.candidates import Index, Pair
from ctkg.resolve.clusters import Clusters, Rules, cluster
from ctkg.resolve.letters import sound
from ctkg.resolve.model import Judgement, Links, Person
from ctkg.resolve.personal import INITIAL, PART, SAME, SPELLING, Parts
from ctkg.resolve.scoring import REPEATED, SAID, Grounds
from ctkg.resolve.world import related, state_of

#: Agreement of names that is enough where the body is the same.
_FULL = frozenset({SAME, SPELLING})
#: Agreement that is enough only with the same post at the same body.
_WITH_POST = frozenset({INITIAL, PART})
_LONG_NAME = 3


@dataclass(frozen=True, slots=True)
class Member:
    """A person; all documents' mentions of one node together. ``bodies`` are canonical IRIs."""

    iri: str
    name: Parts
    bodies: frozenset[str]
    posts: frozenset[str]

    @property
    def state(self) -> str:
        """The one State that the person serves, where that is clear; else empty."""
        found = {state for body in self.bodies if (state := state_of(body))}
        return next(iter(found)) if len(found) == 1 else ""

    @property
    def keys(self) -> frozenset[str]:
        """Two parts of the name, one by its first letter; or one part with a body."""
        heard = [sound(part) for part in self.name]
        found = {f"person|{a}|{b[0]}" for a in heard if len(a) > 1 for b in heard if a is not b}
        found |= {f"person|{a}@{body}" for a in heard if len(a) > 1 for body in self.bodies}
        return frozenset(found)


def judge(one: Member, other: Member) -> Judgement:
    """How likely two persons are the same."""
    level = personal.compare(one.name, other.name)
    if level is None:
        return Judgement(score=0.0, impossible="their names differ")
    if one.state and other.state and one.state != other.state:
        return Judgement(score=0.0, impossible="they serve different States")
    grounds = Grounds("people")
    shown = " ".join(one.name) + ("" if one.name == other.name else f" / {' '.join(other.name)}")
    grounds.add(level, f"{personal.in_words(level)}: {shown}")
    if level in _FULL and min(len(one.name), len(other.name)) >= _LONG_NAME:
        grounds.add("three_parts", "a name of three parts or more")
    together = _together(one, other, grounds)
    posts = sorted(one.posts & other.posts)
    if posts:
        grounds.add("same_post", f"the same post: {posts[0]}")
    if level in _FULL and together:
        return grounds.judge(hold="" if together != "state" or posts else "only the State is the same")
    if level in _WITH_POST and together in ("body", "related") and posts:
        return grounds.judge()
    return grounds.judge(hold="the names are not the same in full" if together else "nothing else is the same")


def _together(one: Member, other: Member, grounds: Grounds) -> str:
    """What the two serve together: ``body``, ``related`` bodies, ``state``, or nothing (empty)."""
    shared = sorted(one.bodies & other.bodies)
    if shared:
        grounds.add("same_body", f"the same body: {shared[0].rpartition('/id/')[2]}")
        return "body"
    if any(related(a, b) for a in one.bodies for b in other.bodies):
        grounds.add("related_body", "the body of one is a part of the other's")
        return "related"
    if one.state and one.state == other.state:
        grounds.add("same_state", f"both serve {one.state}")
        return "state"
    return ""


def resolve(
    people: Iterable[Person], bodies: Mapping[str, str], told: Iterable[Pair] = (), links: Links | None = None
) -> Clusters:
    """Bring the persons of all documents together.

    Args:
        people: one entry for each document and node.
        bodies: member -> canonical IRI, of bodies.
        told: pairs that are the same for another reason (a repeated document).
        links: decisions made beforehand.
    """
    told_of: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        told_of[person.iri].append(person)
    members = {iri: together(same, lambda body: bodies.get(body, body)) for iri, same in told_of.items()}
    index = Index()
    alone: set[Parts] = set()
    for _, one in sorted(members.items()):
        # Of persons with one name and no body nothing can be said but that they may be the same: ask once, not for
        # every document.
        if one.name and (one.bodies or one.name not in alone):
            index.add(one.iri, one.keys)
        if not one.bodies:
            alone.add(one.name)
    judged = {pair: judge(members[pair[0]], members[pair[1]]) for pair in index.pairs()}
    judged.update(dict.fromkeys(told, REPEATED))
    judged.update(dict.fromkeys((links or Links()).said(members.__contains__), SAID))
    return cluster(
        "person",
        ((*pair, judgement) for pair, judgement in judged.items()),
        rules(members.__getitem__),
        links=links,
    )


def together(people: Iterable[Person], canonical: Callable[[str], str]) -> Member:
    """All that documents say of one node, in any order; at least one. ``canonical`` gives the IRIs of bodies."""
    same = list(people)
    return Member(
        same[0].iri,
        min(personal.parts(person.name) for person in same),
        frozenset(canonical(body) for person in same for body in person.bodies),
        frozenset(post for person in same for post in person.posts),
    )


def rules(members: Callable[[str], Member]) -> Rules:
    """What must hold in a cluster of persons."""
    return Rules(sole=lambda iri: members(iri).state)
