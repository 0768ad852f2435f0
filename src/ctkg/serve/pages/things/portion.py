"""How much of a node is read for its page: all of it, or of one with thousands of lines some of each property."""

from __future__ import annotations

from collections.abc import Iterable

from ctkg.graph.grounds import grounded
from ctkg.graph.portions import Said, Tally
from ctkg.graph.statements import TYPE, Statement
from ctkg.serve.lookup import Lookup

#: Statements and claims up to which all of them are read, and how many of a property are shown of larger nodes.
_WHOLE, _CLAIMS, _SHOWN = 80, 100, 5
#: Statements of which the node itself is the subject.
_OWN = 250


def read(look: Lookup, iri: str, tallies: Iterable[Tally], told: frozenset[tuple[str, bool]] = frozenset()) -> Said:
    """What the page of a node shows.

    Args:
        look: the view.
        iri: of the node.
        tallies: how much there is.
        told: properties, with direction, that a part of the page made for its kind tells.
    """
    hidden = {*look.words.hidden, TYPE}
    wanted = [
        each
        for each in tallies
        if (each.predicate, each.inverse) not in told and not (each.inverse and each.predicate in hidden)
    ]
    into, own = (sum(each.number for each in wanted if each.inverse is way) for way in (True, False))
    claims = look.portions.claims(iri, _CLAIMS) if into <= _WHOLE and own <= _OWN else None
    if claims is None:
        return _some(look, iri, wanted)
    out, left = grounded(_kept(look.reader.outgoing(iri), told), claims)
    # What is told elsewhere may be hundreds of lines, which are not even looked at.
    is_all = not any(inverse for _, inverse in told)
    given = look.reader.incoming(iri) if is_all and into else _all_of(look, iri, wanted)
    found, rest = grounded(given, left)
    return Said(
        out=out, into=found, rest=[each for each in rest if (each.predicate, each.subject != iri) not in told], parts={}
    )


def _kept(found: Iterable[Statement], told: frozenset[tuple[str, bool]]) -> list[Statement]:
    return [each for each in found if (each.predicate, False) not in told]


def _all_of(look: Lookup, iri: str, wanted: Iterable[Tally]) -> list[Statement]:
    return [each for tally in wanted if tally.inverse for each in look.portions.some(iri, tally, tally.number)]


def _some(look: Lookup, iri: str, wanted: Iterable[Tally]) -> Said:
    """Some statements of each property; relations that only repeat others are left out."""
    repeated = {name for names in look.words.repeated.values() for name in names}
    found: dict[bool, list[Statement]] = {False: [], True: []}
    parts: dict[tuple[str, bool], int] = {}
    for tally in wanted:
        if tally.inverse and tally.predicate in repeated:
            continue
        most = tally.number if tally.number <= _SHOWN + 2 else _SHOWN
        found[tally.inverse] += look.portions.some(iri, tally, most)
        if most < tally.number:
            parts[tally.predicate, tally.inverse] = tally.number
    both = look.portions.behind(iri, [*found[False], *found[True]])
    cut = len(found[False])
    return Said(out=both[:cut], into=both[cut:], rest=(), parts=parts)
