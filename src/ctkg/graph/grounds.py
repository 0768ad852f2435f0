"""Which claims of documents stand behind which statements of the graph.

A claim repeats what its fact says in the words of the flat view, a statement says it with the nodes that the bridge
chose for it; so a value that is words is matched by the words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ctkg.graph.statements import TYPE, Claim, Statement
from ctkg.iris import ONTOLOGY

#: How properties begin by which an event has an agent in a role.
_ROLE = ONTOLOGY + "has"


def grounded(statements: Sequence[Statement], claims: Iterable[Claim]) -> tuple[list[Statement], list[Claim]]:
    """``statements`` with the asserted ones of ``claims`` that say so, and the claims that stand behind none.

    Every claim is looked up, so that the cost follows the number of both also where a node has very many.
    """
    places = _Places(statements)
    found: dict[int, list[Claim]] = defaultdict(list)
    rest: list[Claim] = []
    for claim in claims:
        behind = places.of(claim) if claim.is_asserted else []
        for index in behind:
            found[index].append(claim)
        if not behind:
            rest.append(claim)
    return [replace(each, claims=tuple(found[index])) for index, each in enumerate(statements)], rest


class _Places:
    """Where statements stand in a list, by what is known of them."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = statements
        self._by_subject: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._by_object: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        self._by_pair: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._by_words: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, each in enumerate(statements):
            subject, predicate, value = each.subject.iri, each.predicate, each.object
            self._by_subject[subject, predicate].append(index)
            if value.iri:
                self._by_object[subject, predicate, value.iri].append(index)
                if predicate.startswith(_ROLE):
                    self._by_pair[subject, value.iri].append(index)
            elif predicate.startswith(ONTOLOGY) and predicate.endswith("Text"):
                self._by_words[subject, value.text].append(index)

    def of(self, claim: Claim) -> list[int]:
        """Places of the statements that ``claim`` stands behind."""
        subject, predicate = claim.subject, claim.predicate
        if claim.object:
            exact = self._by_object.get((subject, predicate, claim.object))
        else:
            # The role of an instrument is a claim about the instrument, and a statement of the event.
            exact = self._by_object.get((claim.about, predicate, subject))
        found = exact or [
            index for index in self._by_subject.get((subject, predicate), ()) if _says(claim, self._statements[index])
        ]
        if not found and claim.object and predicate.startswith(_ROLE):
            # The flat view has wider names for some roles: experts who lead a session are participants there.
            found = self._by_pair.get((subject, claim.object), [])
        # A phrase that no concept covers stands under a property of its own (ct:threatText for ct:addresses).
        return found or self._by_words.get((subject, claim.value), [])


def _says(claim: Claim, statement: Statement) -> bool:
    """True where the value of ``statement``, of the claim's subject and property, is what the claim says in words."""
    value = statement.object
    if claim.predicate == TYPE:
        return not statement.is_inferred and value.iri != ONTOLOGY + "Event"
    if claim.object:
        # Nodes that the bridge mints for what a claim names (the post of a body) are known by the name.
        return bool(value.iri) and value.text in (claim.value, *claim.names)
    if not value.iri:
        return claim.value == value.text
    return claim.value in (value.iri.rpartition("/")[2], value.text) or _counts(claim, value.text)


def _counts(claim: Claim, label: str) -> bool:
    """True for a group of people that is told with the claim's words and what they count."""
    words = label.casefold()
    return claim.relation.endswith((".count", ".group")) and all(
        each.casefold() in words for each in (claim.value, claim.of) if each
    )
