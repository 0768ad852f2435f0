"""From the triples of an entry to what resolution looks at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from pyoxigraph import NamedNode, Quad

from ctkg.bridge.nodes import CLASSES
from ctkg.entries import telling
from ctkg.entries.facts import Facts, kind_of
from ctkg.iris import PREFIXES, graph, instance
from ctkg.resolve import lexicon
from ctkg.resolve.letters import words
from ctkg.resolve.model import Body, Event, Person, Profile
from ctkg.resolve.world import is_reference

_ALSO = PREFIXES["skos"] + "altLabel"
_LABEL = PREFIXES["rdfs"] + "label"
_FINER = CLASSES["organization"]
#: Class of a body -> a finer kind of it, where there is one.
_KINDS = {name: kind for kind, name in reversed(_FINER.items()) if kind}
_WORD = re.compile(r"[^\W_]+")
_AFTER_HEAD = re.compile(r" (?:of|for|on|in|against) ")


def profile_of(entry: str, quads: Iterable[Quad]) -> Profile:
    """What resolution looks at of an entry; deterministic, whatever the order of ``quads``.

    Its events are those that it gives a class and an IRI of its own, ``id/event/<entry>/<n>``; what it says of the
    events of others needs no resolution.
    """
    evidence = NamedNode(graph("evidence", entry))
    told = Facts(quad for quad in quads if quad.graph_name != evidence)
    return Profile(
        document=entry,
        bodies=tuple(_bodies(told)),
        people=tuple(_people(told)),
        events=tuple(_events(told, entry)),
    )


def _events(told: Facts, entry: str) -> Iterator[Event]:
    stem = instance("event", entry, "")
    for node in told.subjects():
        if node.startswith(stem) and "/" not in node.removeprefix(stem) and telling.types(told, node):
            yield telling.event(told, entry, node)


def _bodies(told: Facts) -> Iterator[Body]:
    for node in told.subjects():
        if kind_of(node) != "organization" or is_reference(node) or not told.classes(node):
            continue
        names = {*told.texts(node, _LABEL), *told.texts(node, _ALSO), *told.texts(node, "acronym")}
        label = told.label(node)
        yield Body(
            iri=node,
            names=(label, *sorted(names - {label})),
            state=max(_states(told, node), default=""),
            type=_type(label, told.classes(node)),
        )


def _type(label: str, classes: list[str]) -> str:
    """The finer kind that a document would give a body: by the head word of its name, where its classes allow that."""
    heads = _heads()
    for part in (_AFTER_HEAD.split(label)[0], label):
        kind = next((heads[word] for word in reversed(_WORD.findall(part)) if word in heads), "")
        if kind and (kind not in _FINER or _FINER[kind] in classes):
            return kind
    return max((_KINDS[name] for name in classes if name in _KINDS), default="")


@cache
def _heads() -> dict[str, str]:
    return dict(lexicon.load("names", "patterns")["heads"])


def _states(told: Facts, body: str) -> Iterator[str]:
    """ISO codes of the States that a body belongs to: as the entry says, else as its IRI does."""
    for name in ("authorityOf", "actsFor"):
        yield from (state.rpartition("/")[2] for state in told.nodes(body, name) if kind_of(state) == "state")
    first = body.removeprefix(instance("organization", "")).partition("/")[0]
    if len(first) == 2:
        yield first.upper()


def _people(told: Facts) -> Iterator[Person]:
    for node in told.subjects():
        if kind_of(node) != "person" or "Person" not in told.classes(node):
            continue
        served = {*told.nodes(node, "affiliatedWith"), *told.nodes(node, "actsFor")}
        posts = set(told.nodes(node, "holdsPost"))
        for tenure in told.pointing("holder", node):
            posts.update(told.nodes(tenure, "postHeld"))
            served.update(told.nodes(tenure, "representing"))
        for post in posts:
            served.update(told.nodes(post, "postIn"))
        yield Person(
            iri=node,
            name=told.label(node),
            bodies=frozenset(body for body in served if kind_of(body) in ("organization", "state")),
            posts=frozenset(" ".join(words(told.label(post))) for post in posts),
        )
