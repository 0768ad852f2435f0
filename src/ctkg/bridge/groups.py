"""Groups of people and States, as they are named and counted; victims; votes."""

from __future__ import annotations

import re

from ctkg.bridge.quads import GraphBag
from ctkg.bridge.scope import EventScope
from ctkg.iris import concept, slug
from ctkg.model import Statement

#: ``approx`` of a count -> qualifier in the graph.
QUALIFIERS: dict[bool | str | None, str] = {
    False: "exact",
    True: "about",
    "over": "over",
    "at least": "at least",
    None: "exact",
}
_WORDS = {"exact": "", "about": "about ", "over": "more than ", "at least": "at least "}
_VOTE = re.compile(r"(\d+)\D+(\d+)\D+(\d+)")


def group(scope: EventScope, words: str) -> str:
    """The group of participants called ``words``; called as it is counted where it is ("more than 40 experts")."""
    node = scope.own("group", slug(words))
    scope.bag.kind(node, "ParticipantGroup")
    if not any(_counted_as(scope, s) == (words, "") for s in _counts(scope)):
        scope.bag.label(node, words)
    scope.bag.link(scope.node, "hasParticipantGroup", node)
    return node


def count(scope: EventScope, statement: Statement) -> None:
    """A counted group of participants or victims; rival counts of the same are groups side by side."""
    bag, number, qualifier = scope.bag, int(str(statement.object)), QUALIFIERS[statement.approx]
    words, suffix = _counted_as(scope, statement)
    if statement.predicate == "victim.count":
        node = scope.own("victims", slug(words) + suffix)
        bag.kind(node, "VictimGroup")
        bag.say(node, "harm", words)
        bag.link(scope.node, "hasVictimGroup", node)
    else:
        node = scope.own("group", slug(words) + suffix)
        bag.kind(node, "ParticipantGroup")
        bag.link(
            node, "groupKind", concept("group-kind", "states" if statement.predicate == "state.count" else "people")
        )
        bag.link(scope.node, "hasParticipantGroup", node)
    bag.label(node, f"{_WORDS[qualifier]}{number} {words}")
    bag.say(node, "countedAs", words)
    _bounds(node, number, qualifier, bag)


def _bounds(node: str, number: int, qualifier: str, bag: GraphBag) -> None:
    bag.say(node, "statedCount", number)
    bag.say(node, "countQualifier", qualifier)
    if qualifier == "about":
        bag.say(node, "approxCount", number)
    else:
        bag.say(node, "minCount", number + (qualifier == "over"))
    if qualifier == "exact":
        bag.say(node, "maxCount", number)


def _counts(scope: EventScope) -> list[Statement]:
    return [*scope.values("participant.count"), *scope.values("state.count")]


def _counted_as(scope: EventScope, statement: Statement) -> tuple[str, str]:
    """What is counted, and what tells rival counts of the same apart (empty where there is one count)."""
    words = statement.counted or "participants"
    rivals = {s.object for s in scope.values(statement.predicate) if (s.counted or "participants") == words}
    return words, f"-{statement.object}" if len(rivals) > 1 else ""


def vote(scope: EventScope, words: str) -> None:
    """A vote in the words of the text, with its numbers where three are given (for, against, abstaining)."""
    bag, node = scope.bag, scope.own("vote")
    bag.kind(node, "Vote")
    bag.link(scope.node, "hasVote", node)
    bag.say(node, "voteText", words)
    if match := _VOTE.search(words):
        for name, number in zip(("votesFor", "votesAgainst", "abstentions"), match.groups(), strict=True):
            bag.say(node, name, int(number))
