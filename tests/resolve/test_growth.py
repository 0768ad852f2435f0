"""A store that grows is resolved as if all had been there at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ctkg.graph import open_store
from ctkg.graph.store import Store
from ctkg.iris import graph, instance
from ctkg.resolve import Links, Profile, applying, candidates, resolve

from .growing import DOCUMENTS, at_once, graphs, lines, notes, profiles

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
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@pytest.fixture(autouse=True, params=[3, 200], ids=["small crowds", "crowds"])
def crowd(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Few documents make no crowd of 200; the rule is the same for three."""
    monkeypatch.setattr(candidates, "CROWD", request.param)
    yield


def take(store: Store, step: Mapping[str, Profile | None], links: Links | None = None) -> applying.Applied:
    """Write the graphs of some documents, or remove them, and resolve."""
    for document, profile in step.items():
        if profile is None:
            store.remove_graphs([graph("document", document), graph("evidence", document)])
        else:
            store.replace_graphs(graphs(profile), notes=notes(profile))
    return applying.apply(store, step, links=links)


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
    assert store.note_kinds("") == ["resolve:state"]


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
