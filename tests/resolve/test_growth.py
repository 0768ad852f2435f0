"""A store that grows is resolved as if all had been there at once."""

from __future__ import annotations

import collections
import functools
import itertools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.effort import examples

from ctkg.graph import open_store
from ctkg.graph.store import Store
from ctkg.iris import graph, instance
from ctkg.resolve import Links, Profile, applying, candidates, resolve
from ctkg.resolve.growth.ledger import Ledger

from .growing import DOCUMENTS, at_once, crowd, graphs, lines, notes, profiles

#: What happens to one document: it comes or changes, or goes.
Change = tuple[str, Profile | None]

changes = st.lists(
    st.sampled_from(DOCUMENTS).flatmap(
        lambda document: st.tuples(st.just(document), st.one_of(profiles(document), profiles(document), st.none()))
    ),
    min_size=1,
    max_size=4,
)
careful = settings(
    max_examples=examples(10),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.fixture(autouse=True, params=[3, 200], ids=["small crowds", "crowds"])
def size_of_crowds(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Few documents make no crowd of 200; the rule is the same for three."""
    monkeypatch.setattr(candidates, "CROWD", request.param)
    yield


def take(
    store: Store, step: Mapping[str, Profile | None], links: Links | None = None, ledger: Ledger | None = None
) -> applying.Applied:
    """Write the graphs of some documents, or remove them, and resolve."""
    for document, profile in step.items():
        if profile is None:
            store.remove_graphs([graph("document", document), graph("evidence", document)])
        else:
            store.replace_graphs(graphs(profile), notes=notes(profile))
    return applying.apply(store, step, links=links, ledger=ledger)


@careful
@given(st.lists(changes, min_size=1, max_size=5))
def test_step_by_step_is_as_all_at_once(steps: list[list[Change]]) -> None:
    store, known = open_store(None), dict[str, Profile]()
    for step in steps:
        last = dict(step)
        applied = take(store, last)
        known = {d: p for d, p in (known | last).items() if p is not None}
        assert lines(store) == lines(at_once(known))
        whole = resolve(list(known.values()))
        assert (applied.merged, applied.doubtful) == (whole.merged, whole.doubtful)


@careful
@given(st.lists(changes, min_size=1, max_size=2), st.lists(changes, min_size=1, max_size=2))
def test_undone_and_done_again(first: list[list[Change]], second: list[list[Change]]) -> None:
    store, known = open_store(None), dict[str, Profile]()
    for step in first:
        take(store, dict(step))
        known |= {d: p for d, p in dict(step).items() if p is not None}
        known = {d: p for d, p in known.items() if dict(step).get(d, p) is not None}
    applying.apply(store, (), wanted=False)
    plain = open_store(None)
    for profile in known.values():
        plain.replace_graphs(graphs(profile))
    assert lines(store) == lines(plain)
    assert store.note_kinds("resolve:") == ["resolve:state"] and store.notes("minted") == {}
    for step in second:
        take(store, dict(step))
        known = {d: p for d, p in (known | dict(step)).items() if p is not None}
    assert lines(store) == lines(at_once(known))


@careful
@given(st.lists(changes, min_size=1, max_size=3))
def test_documents_that_are_gone_leave_nothing(steps: list[list[Change]]) -> None:
    store = open_store(None)
    for step in steps:
        take(store, dict(step))
    take(store, dict.fromkeys(DOCUMENTS))
    assert lines(store) == []
    assert [kind for kind in store.note_kinds("") if not kind.startswith("history")] == ["resolve:state"]


@pytest.mark.parametrize("room", [0, 100_000])
@careful
@given(steps=st.lists(changes, min_size=2, max_size=5))
def test_what_is_kept_from_step_to_step_is_what_the_store_holds(steps: list[list[Change]], room: int) -> None:
    store, known = open_store(None), dict[str, Profile]()
    kept = Ledger(store, room)
    for step in steps:
        known = {d: p for d, p in (known | dict(step)).items() if p is not None}
        take(store, dict(step), ledger=kept)
        assert lines(store) == lines(at_once(known))


@careful
@given(st.lists(changes, min_size=1, max_size=4), st.data())
def test_decisions_of_people_come_and_go(steps: list[list[Change]], data: st.DataObject) -> None:
    store, known = open_store(None), dict[str, Profile]()
    for step in steps:
        known = {d: p for d, p in (known | dict(step)).items() if p is not None}
        nodes = sorted(
            {node.iri for p in known.values() for node in (*p.bodies, *p.people, *p.events)}
            | {instance("document", document) for document in known}
        )
        pairs = [(a, b) for a in nodes for b in nodes if a < b and a.split("/")[5] == b.split("/")[5]]
        some = st.frozensets(st.sampled_from(pairs), max_size=3) if pairs else st.just(frozenset[tuple[str, str]]())
        links = Links(same=data.draw(some), different=data.draw(some))
        take(store, dict(step), links)
        assert lines(store) == lines(at_once(known, links))


def test_a_call_that_ended_before_its_time_is_brought_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {profile.document: profile for profile in map(crowd, range(12))}
    monkeypatch.setattr(applying, "BATCH", 5)
    store = open_store(None)
    write, steps = store.change_graphs, itertools.count()

    def stopped(*given: Any, **more: Any) -> None:
        if next(steps) == 3:
            raise KeyboardInterrupt
        write(*given, **more)

    monkeypatch.setattr(store, "change_graphs", stopped)
    with pytest.raises(KeyboardInterrupt):
        take(store, known)
    assert 0 < int(store.note("resolve:state", "merged") or 0) < 11
    told: list[tuple[int, int]] = []
    applied = applying.apply(store, known, progress=lambda done, total: told.append((done, total)))
    assert applied.merged == 11 and lines(store) == lines(at_once(known))
    assert told == [(0, 12), (5, 12), (10, 12)]


def test_undoing_that_ended_before_its_time_is_brought_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {profile.document: profile for profile in map(crowd, range(6))}
    store, plain = open_store(None), open_store(None)
    take(store, known)
    write, steps = store.change_graphs, itertools.count()

    def stopped(*given: Any, **more: Any) -> None:
        if next(steps) == 3:
            raise KeyboardInterrupt
        write(*given, **more)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(store, "change_graphs", stopped)
        applying.apply(store, (), wanted=False)
    applying.apply(store, ())
    assert lines(store) == lines(at_once(known))
    applying.apply(store, (), wanted=False)
    for profile in known.values():
        plain.replace_graphs(graphs(profile))
    assert lines(store) == lines(plain)


def test_other_rules_make_all_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {profile.document: profile for profile in map(crowd, range(4))}
    store = open_store(None)
    take(store, known)
    monkeypatch.setattr(applying, "rules", lambda: "other rules")
    assert set(applying.apply(store, ()).rewritten) == set(known)
    assert store.note("resolve:state", "rules") == "other rules"
    assert lines(store) == lines(at_once(known))
    assert applying.apply(store, ()).rewritten == ()


def test_one_document_more_asks_the_same_of_a_small_and_of_a_large_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """All documents name one body and one person, so that all hang together."""
    asked = []
    for size in (300, 900):
        store = open_store(None)
        take(store, {profile.document: profile for profile in map(crowd, range(size))})
        counted = Asked(store)
        with monkeypatch.context() as patch:
            counted.count(patch)
            applied = take(store, {"d99999": crowd(99_999)})
        assert applied.rewritten == ("d99999",) and applied.merged == size
        asked.append(counted.numbers)
    assert asked[0] == asked[1]


class Asked:
    """What is read of a store: how often, and how much."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.numbers = collections.Counter[str]()

    def count(self, patch: pytest.MonkeyPatch) -> None:
        for name in ("note", "notes", "match", "quads"):
            patch.setattr(self._store, name, functools.partial(self._counted, name, getattr(self._store, name)))

    def _counted(self, name: str, ask: Callable[..., Any], *given: Any, **more: Any) -> Any:
        found = ask(*given, **more)
        self.numbers[name] += 1
        if isinstance(found, str | None):
            return found
        held = found if isinstance(found, dict) else list(found)
        self.numbers[f"{name}: entries"] += len(held)
        return held if isinstance(held, dict) else iter(held)
