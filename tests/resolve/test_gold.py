"""Pairs that were judged by hand: what is merged must be the same, and most of what is the same must be found."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from ctkg.iris import instance
from ctkg.resolve import bodies, events, people, personal
from ctkg.resolve.model import Body, Event, Judgement, Said
from ctkg.resolve.told import Told
from ctkg.resolve.world import reference_bodies

GOLD = Path(__file__).resolve().parent / "gold"
#: At least this share of the pairs that are the same is merged; the rest must at least not be lost in silence.
ENOUGH = 0.9

Row = tuple[str, ...]


def rows(name: str) -> list[Row]:
    lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
    found = [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
    assert all(len(row) == 7 for row in found), name
    return found


def node(text: str) -> str:
    """``state/KG``, ``person/...`` and ``organization/...`` as IRIs; anything else is an organisation."""
    return instance(text) if text.startswith(("state/", "person/", "organization/")) else instance("organization", text)


def person(iri: str, name: str, body: str, post: str) -> people.Member:
    served = frozenset({node(body)} if body else ())
    return people.Member(instance("person", iri), personal.parts(name), served, frozenset({post} if post else ()))


def body(iri: str, name: str, state: str, kind: str) -> bodies.Member:
    if name.startswith("id:"):
        known = instance("organization", name.removeprefix("id:"))
        return bodies.member(next(b for b in reference_bodies() if b.iri == known))
    return bodies.member(Body(iri=instance("organization", iri), names=(name,), state=state, type=kind))


LISTS = {
    "organizer": node,
    "coorganizer_or_partner": node,
    "participant": node,
    "speaker": node,
    "adopter": node,
    "threat": str,
    "instrument": str,
    "act": str,
    "target": str,
    "perpetrator": str,
}


def event(document: str, told: dict[str, Any]) -> Told:
    said = [("event.type", told["type"], "")]
    said += [(f"event.{name}", told[name], "") for name in ("start", "end") if name in told]
    said += [("event.place", instance("city", told["city"]), "")] if "city" in told else []
    for name, make in LISTS.items():
        said += [(name, make(value), "") for value in told.get(name, ())]
    said += [("victim.count", text.split()[1], text.split()[0]) for text in told.get("victims", ())]
    said += [("participant.count", *text.split(" ", 1)) for text in told.get("counts", ())]
    return Told.of(
        Event(
            iri=instance("event", document, 1),
            document=document,
            title=told.get("title", ""),
            countries=frozenset({told["country"]} if "country" in told else ()),
            said=tuple(Said(relation=r, value=v, text=v, claim=f"urn:{document}:{r}:{v}", of=of) for r, v, of in said),
        )
    )


def judged() -> list[tuple[str, bool, str, Judgement]]:
    """Kind, whether the pair is the same, what it is, and the judgement."""
    found: list[tuple[str, bool, str, Judgement]] = []
    for verdict, *cells in rows("people.tsv"):
        one, other = person("a", *cells[:3]), person("b", *cells[3:])
        found.append(("person", verdict == "same", " / ".join(cells), people.judge(one, other)))
    for verdict, *cells in rows("bodies.tsv"):
        one_body, other_body = body("a", *cells[:3]), body("b", *cells[3:])
        found.append(("body", verdict == "same", " / ".join(cells), bodies.judge(one_body, other_body)))
    for pair in tomllib.loads((GOLD / "events.toml").read_text(encoding="utf-8"))["pair"]:
        told = event("a", pair["one"]), event("b", pair["other"])
        found.append(("event", pair["same"], pair["why"], events.judge(*told)))
    return found


@pytest.fixture(scope="module")
def pairs() -> list[tuple[str, bool, str, Judgement]]:
    return judged()


def test_there_are_enough_pairs_and_half_of_them_are_not_the_same(pairs: list[Any]) -> None:
    kinds: dict[str, list[bool]] = defaultdict(list)
    for kind, same, _, _ in pairs:
        kinds[kind].append(same)
    assert len(pairs) >= 120
    assert all(0.35 <= sum(found) / len(found) <= 0.5 for found in kinds.values()), kinds


def test_nothing_is_merged_that_is_not_the_same(pairs: list[Any]) -> None:
    assert [what for _, same, what, judgement in pairs if judgement.merges and not same] == []


def test_most_of_what_is_the_same_is_merged(pairs: list[Any]) -> None:
    for kind in ("person", "body", "event"):
        same = [(what, judgement) for k, same, what, judgement in pairs if k == kind and same]
        missed = [(what, judgement.score, judgement.reasons) for what, judgement in same if not judgement.merges]
        assert len(missed) <= (1 - ENOUGH) * len(same), missed


def test_a_judgement_says_why(pairs: list[Any]) -> None:
    for _, _, what, judgement in pairs:
        if judgement.merges or judgement.doubtful:
            assert judgement.reasons, what
            assert judgement.score == round(min(1.0, max(0.0, sum(r.points for r in judgement.reasons))), 2)
        assert not (judgement.merges and judgement.doubtful)


def test_judging_is_the_same_both_ways(pairs: list[Any]) -> None:
    for verdict, *cells in rows("people.tsv"):
        one, other = person("a", *cells[:3]), person("b", *cells[3:])
        there, back = people.judge(one, other), people.judge(other, one)
        assert (there.score, there.merges, there.doubtful) == (back.score, back.merges, back.doubtful), (verdict, cells)
    for _, *cells in rows("bodies.tsv"):
        one_body, other_body = body("a", *cells[:3]), body("b", *cells[3:])
        there, back = bodies.judge(one_body, other_body), bodies.judge(other_body, one_body)
        assert (there.score, there.merges, there.doubtful) == (back.score, back.merges, back.doubtful), cells
