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


def grounded(statements: Sequence[Statement], claims: Iterable[Claim]) -> tuple[list[Statement], list[Claim]]:
    """``statements`` with the asserted ones of ``claims`` that say so, and the claims that stand behind none."""
    by_predicate: dict[str, list[int]] = defaultdict(list)
    for index, statement in enumerate(statements):
        by_predicate[statement.predicate].append(index)
    words = [
        index
        for index, statement in enumerate(statements)
        if not statement.object.iri
        and statement.predicate.startswith(ONTOLOGY)
        and statement.predicate.endswith("Text")
    ]
    found: dict[int, list[Claim]] = defaultdict(list)
    rest: list[Claim] = []
    for claim in claims:
        behind: list[int] = []
        if claim.is_asserted:
            own = [index for index in by_predicate.get(claim.predicate, ()) if _is_about(claim, statements[index])]
            behind = [index for index in own if _says(claim, statements[index])]
            # A phrase that no concept covers stands under a property of its own (ct:threatText for ct:addresses).
            behind = behind or [
                index
                for index in words
                if statements[index].object.text == claim.value and statements[index].subject.iri == claim.subject
            ]
        for index in behind:
            found[index].append(claim)
        if not behind:
            rest.append(claim)
    return [replace(each, claims=tuple(found[index])) for index, each in enumerate(statements)], rest


def _is_about(claim: Claim, statement: Statement) -> bool:
    """True where the claim speaks of the subject; that of a role of an instrument names the event as its own."""
    return statement.subject.iri in (claim.subject, claim.about)


def _says(claim: Claim, statement: Statement) -> bool:
    value = statement.object
    if claim.predicate == TYPE:
        return not statement.is_inferred and value.iri != ONTOLOGY + "Event"
    if claim.object:
        # Nodes that the bridge mints for what a claim names (the post of a body) are known by the name.
        return claim.object == value.iri or (
            bool(value.iri) and claim.subject == statement.subject.iri and value.text in (claim.value, *claim.names)
        )
    if claim.subject != statement.subject.iri:
        return claim.subject == value.iri and claim.about == statement.subject.iri
    if not value.iri:
        return claim.value == value.text
    tail = value.iri.rpartition("/")[2]
    return claim.value in (tail, value.text) or _counts(claim, value.text)


def _counts(claim: Claim, label: str) -> bool:
    """True for a group of people that is told with the claim's words and what they count."""
    words = label.casefold()
    return claim.relation.endswith((".count", ".group")) and all(
        each.casefold() in words for each in (claim.value, claim.of) if each
    )
