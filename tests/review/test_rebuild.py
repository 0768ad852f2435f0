"""Random decisions in small steps give what the documents and the whole log give from the start."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.review.conftest import FILES, OPTIONS, copy_of, dump

from ctkg import pipeline
from ctkg.bridge.events import EVENT_CLASSES
from ctkg.decisions import Act, next_time
from ctkg.decisions.log import Folder, live
from ctkg.errors import UsageError
from ctkg.graph import claims, open_store
from ctkg.graph.store import Store
from ctkg.iris import ID
from ctkg.review import deciding, nodes, undoing
from ctkg.review.deciding import Who
from ctkg.review.desk import Desk
from ctkg.review.items import Item, Wanted

_EVENTS = [f"{ID}event/{file.stem}/1" for file in FILES]
_PEOPLE = [
    f"{ID}person/{name}/state-border-service-of-kyrgyzstan" for name in ("n-aliev", "nurlan-aliyev", "aigul-norbekova")
]

#: Relations for whose values names are looked up that nothing is called by in these reports; that is tested elsewhere.
_NAMED = {"event.place", "event.country", "instrument", "guidance", "threat", "topic", "target.sector", "weapon"} | {
    "instrument.role",
    "speaker",
    "quote",
}


def draw(chance: random.Random, desk: Desk, everything: list[Item], log: Folder) -> Act | None:
    """Something that a reader could decide now; None where it would be refused."""
    who = Who(by=chance.choice(["A. Reader", "B. Reader"]), reason=chance.choice(["", "read in full"]), again=True)
    kind = chance.choice(["accept", "reject", "reject", "correct", "correct", "prefer", "merge", "split", "undo"])
    item = chance.choice(everything)
    try:
        if kind == "undo":
            names = log.names()
            return undoing.undo(log, chance.choice(names), who) if names else None
        if kind in ("merge", "split"):
            one, other = chance.sample(chance.choice([_EVENTS, _PEOPLE]), 2)
            return (
                nodes.merge(desk.store, one, other, who=who)
                if kind == "merge"
                else nodes.split(desk.store, one, other, who=who)
            )
        if kind == "prefer":
            conflicts = [each for each in everything if each.kind == "conflict"]
            if not conflicts:
                return None
            item = chance.choice(conflicts)
            return deciding.prefer(desk.store, item, chance.choice(item.claims), who)
        if kind == "correct" and item.relation not in _NAMED:
            return deciding.correct(desk.store, item, value(chance, item), who)[0]
        return (deciding.accept if kind != "reject" else deciding.reject)(desk.store, item, who)
    except UsageError:
        return None


def value(chance: random.Random, item: Item) -> str:
    if item.relation == "event.type":
        return chance.choice(sorted(EVENT_CLASSES))
    if item.relation.endswith(("count", "Days")):
        return str(chance.randint(1, 99))
    if item.relation in ("event.start", "event.end"):
        return f"2031-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return "OSCE" if item.relation in ("organizer", "host", "participant", "person.affiliation") else "words"


def decide(chance: random.Random, store: Store, folder: Path, *, number: int, together: int) -> Folder:
    """Carry out ``number`` random acts, bringing the store up to date after ``together`` of them each."""
    log, options = Folder(folder), replace(OPTIONS, decisions=folder)
    desk = Desk(store, decisions=folder)
    done = 0
    while done < number:
        pipeline.catch_up(store, options=options)
        everything = list(desk.waiting(Wanted(everything=True)).items)
        for _ in range(together):
            act = draw(chance, desk, everything, log)
            if act is not None and done < number:
                log.write(replace(act, on=next_time(log)))
                done += 1
    pipeline.catch_up(store, options=options)
    return log


def rebuilt(folder: Path) -> list[str]:
    store = open_store(None)
    pipeline.build(FILES[::-1], store, options=replace(OPTIONS, decisions=folder))
    return dump(store)


def test_500_decisions_and_a_rebuild_give_the_same_graph(built: Path, tmp_path: Path) -> None:
    number = int(os.environ.get("CTKG_TEST_ACTS", 500))
    store = copy_of(built)
    before = dump(store)
    log = decide(random.Random(5), store, tmp_path / "log", number=number, together=100)
    assert len(log.names()) == number
    kinds = {act.kind for act in map(log.read, log.names())}
    assert kinds == {"accept", "reject", "correct", "prefer", "merge", "split", "undo"}
    assert dump(store) != before
    assert dump(store) == rebuilt(tmp_path / "log")
    # All of it taken back, the graph is that of the documents alone.
    for act in live(map(log.read, log.names())):
        log.write(Act(kind="undo", by="A. Reader", on=next_time(log), undoes=act.id))
    pipeline.catch_up(store, options=replace(OPTIONS, decisions=log.path))
    assert dump(store) == before


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), together=st.sampled_from([1, 3, 7]))
def test_the_steps_in_which_acts_come_make_no_difference(
    built: Path, tmp_path_factory: pytest.TempPathFactory, seed: int, together: int
) -> None:
    folder = tmp_path_factory.mktemp("log")
    store = copy_of(built)
    decide(random.Random(seed), store, folder, number=12, together=together)
    at_once = copy_of(built)
    pipeline.catch_up(at_once, options=replace(OPTIONS, decisions=folder))
    assert dump(store) == dump(at_once)


def test_what_was_decided_is_what_the_graph_tells_of(built: Path, tmp_path: Path) -> None:
    store = copy_of(built)
    log = decide(random.Random(7), store, tmp_path / "log", number=30, together=10)
    last: dict[str, str] = {}
    for act in live(map(log.read, log.names())):
        for rank, claim in enumerate(act.claims):
            outcome = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}.get(act.kind)
            last[f"{ID}claim/{claim.document}/{claim.claim}"] = outcome or ("overruled" if rank else "preferred")
    told = {iri: said.outcome for iri in claims.decided(store) if (said := claims.one(store, iri))}
    assert {iri: outcome for iri, outcome in told.items() if iri in last} == last
    assert set(told.values()) <= {"accepted", "rejected", "corrected", "preferred", "overruled"}
