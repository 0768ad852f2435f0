"""What is read of a SPARQL constraint: its patterns, and the filters that tell where they matter."""

from __future__ import annotations

import pytest

from ctkg.graph.validate.patterns import Comparison, NotFollowed, patterns

EX = {"ex": "https://example.org/"}


def test_a_scope_has_the_patterns_and_filters_of_the_groups_around_it() -> None:
    outer, inner = patterns(
        "SELECT $this WHERE { $this ex:p ?v . FILTER (?v != ex:a) "
        "FILTER NOT EXISTS { ?o ex:q ?v FILTER (?o = <u:b>) } }",
        EX,
    )
    assert outer.patterns == (("?this", "https://example.org/p", "?v"),)
    assert outer.comparisons == (Comparison("?v", "https://example.org/a", False),)
    assert inner.patterns == (*outer.patterns, ("?o", "https://example.org/q", "?v"))
    assert inner.comparisons == (*outer.comparisons, Comparison("?o", "u:b", True))


@pytest.mark.parametrize(
    "condition",
    [
        "?v != ex:a || ?v = ex:b",
        "!(?v != ex:a)",
        '?v != "a"',
        "?v < ex:a",
        "ex:a != ?v",
        "STR(?v) != ex:a",
        "(?v != ex:a)",
        "?v",
    ],
)
def test_other_filters_tell_nothing(condition: str) -> None:
    assert [
        scope.comparisons for scope in patterns(f"SELECT $this WHERE {{ $this ex:p ?v FILTER ({condition}) }}", EX)
    ] == [()]


def test_a_filter_of_one_branch_is_not_one_of_the_other() -> None:
    found = patterns("SELECT $this WHERE { { $this ex:p ?v FILTER (?v = ex:a) } UNION { $this ex:q ?v } }", EX)
    assert [len(scope.comparisons) for scope in found] == [1, 0]


def test_what_is_not_followed() -> None:
    with pytest.raises(NotFollowed):
        patterns("SELECT $this WHERE { $this ex:p/ex:q ?v }", EX)
