"""Further documents from the templates: other names, States, towns and days. Nothing in them happened."""

from __future__ import annotations

import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from templates import Template, templates

from ctkg import tables
from ctkg.iris import graph, slug

sys.path.append(str(Path(__file__).parents[1] / "speed"))
from corpus import SENTENCES, Choice  # a folder of scripts beside this one

#: Years by which a document's days are moved.
YEARS = range(-9, 1)
#: Towns that a State must have in the tables, to be put in another's place.
TOWNS = 2


@dataclass(frozen=True, slots=True)
class Minted:
    """A document's two graphs as N-Quads.

    Attributes:
        id: id of the document.
        asserted: its document graph.
        evidence: its evidence graph.
        size: quads in both.
    """

    id: str
    asserted: str
    evidence: str
    size: int

    @property
    def graphs(self) -> tuple[str, str]:
        """IRIs of the two graphs."""
        return graph("document", self.id), graph("evidence", self.id)


class Mint:
    """Makes documents by number; the same number gives the same document, on every machine and in any order."""

    def __init__(self, models: list[Template] | None = None) -> None:
        self.models = models or templates()
        self._slots = [sorted(model.slots) for model in self.models]
        towns: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._state_of: dict[str, str] = {}
        for row in tables.rows("cities"):
            towns[row["iso2"]].append((-int(row["population"] or 0), row["id"]))
            self._state_of[row["id"]] = row["iso2"]
        self._towns = {state: [town for _, town in sorted(found)] for state, found in towns.items()}
        states = [row["iso2"] for row in tables.rows("states") if row["kind"] == "state"]
        self._states = sorted(state for state in states if len(self._towns.get(state, ())) >= TOWNS)
        self._place = {state: at for at, state in enumerate(self._states)}

    @classmethod
    def of_size(cls, quads: int) -> Mint:
        """For a graph of ``quads`` quads: no more templates than it can have documents."""
        return cls(templates(quads // 500 + 10))

    def __len__(self) -> int:
        return len(self.models)

    def documents(self, start: int = 0) -> Iterator[Minted]:
        """Document ``start`` and those after it, without an end."""
        number = start
        while True:
            yield self.document(number)
            number += 1

    def document(self, number: int, *, variant: int = 0) -> Minted:
        """Document ``number``; another ``variant`` is a changed document of the same id."""
        at = number % len(self.models)
        model = self.models[at]
        identifier = f"scale-{number:07d}"
        choice = Choice(number * 7919 + variant * 104_729 + 1)
        fill = self._filling(at, identifier, choice)
        asserted, evidence = (
            "".join([piece if isinstance(piece, str) else fill[piece] for piece in pieces])
            for pieces in (model.asserted, model.evidence)
        )
        return Minted(identifier, asserted, evidence, sum(model.sizes))

    def _filling(self, at: int, identifier: str, choice: Choice) -> dict[tuple[str, str], str]:
        years = YEARS[choice.below(len(YEARS))]
        turn = choice.below(len(self._states))
        town = choice.below(1000)
        name = choice.below(1000)
        persons: dict[str, str] = {}
        filled = {}
        for kind, value in self._slots[at]:
            if kind == "document":
                text = identifier
            elif kind == "hash":
                text = hashlib.sha256(f"{identifier} {value}".encode()).hexdigest()
            elif kind in ("date", "told"):
                text = _moved(value, years)
            elif kind == "state":
                text = self._state(value, turn)
            elif kind == "nation":
                text = self._state(value.upper(), turn).lower()
            elif kind == "city":
                text = self._town(value, turn, town)
            else:
                if value not in persons:
                    persons[value] = _person(name + len(persons))
                text = persons[value] if kind == "name" else slug(persons[value])
            filled[kind, value] = text
        return filled

    def _state(self, state: str, turn: int) -> str:
        # All States move on by the same number of places, so that no two become one.
        place = self._place.get(state)
        return state if place is None else self._states[(place + turn) % len(self._states)]

    def _town(self, town: str, turn: int, step: int) -> str:
        state = self._state_of.get(town, "")
        there = self._towns.get(self._state(state, turn), ()) if state in self._place else ()
        return there[(self._towns[state].index(town) + step) % len(there)] if there else town


def _moved(date: str, years: int) -> str:
    moved = f"{int(date[:4]) + years:04d}{date[4:]}"
    return moved[:-2] + "28" if moved.endswith("-02-29") else moved


def _person(number: int) -> str:
    given, family = SENTENCES["given"], SENTENCES["family"]
    rest, first = divmod(number, len(given))
    other, last = divmod(rest, len(family))
    return f"{given[first]} {family[last]}-{family[(last + 1 + other) % len(family)]}"
