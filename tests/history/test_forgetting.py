"""What must not be kept goes out of the history, and what stays is right."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ctkg import KnowledgeGraph
from ctkg.errors import UsageError
from ctkg.graph.store import Store, open_store
from ctkg.history import forget_before, moments, purge, timeline
from ctkg.iris import graph

P = NamedNode("https://example.org/p")
DOC, OF_PERSON = graph("document", "d"), graph("document", "jane-doe-entry")


def said(*words: str) -> list[Triple]:
    return [Triple(NamedNode("https://example.org/s"), P, Literal(word)) for word in words]


def content(store: Store) -> list[str]:
    return sorted(map(str, store.quads()))


def test_a_person_is_taken_out_of_every_state() -> None:
    with open_store(None) as store:
        kg = KnowledgeGraph(store)
        store.replace_graphs({DOC: said("Jane Doe spoke", "others spoke"), OF_PERSON: said("something")})
        store.replace_graph(DOC, said("JANE DOE resigned", "others left"))
        store.replace_graphs({DOC: said("others left"), OF_PERSON: ()})
        before = content(store)
        assert purge(store, ["jane doe", "jane-doe"]) == 4
        assert content(store) == before
        kept = "".join(str(step) for entry in moments(store) for step in timeline.steps(store, entry.number))
        assert "jane" not in kept.casefold() and "others" in kept
        for when, words in (("@1", ["others spoke"]), ("@2", ["others left"]), ("@3", ["others left"])):
            with kg.known_on(when) as then:
                assert [quad.object.value for quad in then.store.quads()] == words  # type: ignore[union-attr]
        assert purge(store, lambda text: "jane" in text.casefold()) == 0
        assert [entry.number for entry in moments(store)] == [1, 2, 3]


@pytest.mark.parametrize("words", [[], [" "], ["x", ""]])
def test_words_that_everything_contains_are_refused(words: list[str]) -> None:
    with open_store(None) as store, pytest.raises(UsageError, match="would take out everything"):
        purge(store, words)


def test_moments_before_a_day_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(None) as store:
        kg = KnowledgeGraph(store)
        for number, day in enumerate((20_000, 20_001, 20_010, 20_011)):
            monkeypatch.setenv("SOURCE_DATE_EPOCH", str(day * 86_400))
            store.replace_graph(DOC, said(str(number)))
        assert forget_before(store, "2024-10-14") == 2
        assert [entry.number for entry in moments(store)] == [3, 4]
        for when, word in (("@2", "1"), ("@3", "2"), ("2024-10-13", "1"), ("2024-10-14", "2"), ("now", "3")):
            with kg.known_on(when) as then:
                assert content(then.store) == sorted(f"{triple} <{DOC}>" for triple in said(word)), when
        with pytest.raises(
            UsageError, match="nothing leads back to 2024-10-12: what was before 2024-10-14 was forgotten"
        ):
            kg.known_on("2024-10-12")
        with pytest.raises(UsageError, match="there is no moment @1; there are: @3 to @4"):
            kg.known_on("@1")
        store.replace_graph(DOC, said("4"))
        assert [(entry.number, entry.moment.gap) for entry in moments(store)][-1] == (5, False)
        assert forget_before(store, "2024-10-14") == 0
        with pytest.raises(UsageError, match="the last one stays"):
            forget_before(store, "2030-01-01")
