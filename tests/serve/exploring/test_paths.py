"""Ways between nodes: as networkx finds them, and within their bounds."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from ctkg.serve.exploring.paths import Budget, shortest

PAIRS = st.sets(st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] != pair[1]), max_size=24)


def graph_of(pairs: Iterable[tuple[int, int]]) -> nx.Graph:
    made = nx.Graph((str(one), str(other)) for one, other in pairs)
    made.add_nodes_from(map(str, range(12)))
    return made


@given(PAIRS, st.integers(1, 11), st.integers(1, 7), st.sets(st.integers(0, 11), max_size=3))
def test_all_shortest_ways_are_found_and_no_others(
    pairs: set[tuple[int, int]], goal: int, longest: int, avoided: set[int]
) -> None:
    graph, start, end = graph_of(pairs), "0", str(goal)
    shut = {str(each) for each in avoided} - {start, end}
    left = graph.subgraph(set(graph) - shut)
    found = shortest(start, end, graph.neighbors, longest=longest, avoided=shut)
    expected = (
        {tuple(way) for way in nx.all_shortest_paths(left, start, end)} if nx.has_path(left, start, end) else set()
    )
    assert found.complete
    if expected and len(next(iter(expected))) - 1 <= longest:
        assert set(found.ways) == expected and len(found.ways) == len(expected)
        assert found.steps == len(next(iter(expected))) - 1
    else:
        assert found.ways == ()
        assert found.searched <= longest


@given(PAIRS, st.integers(1, 11), st.integers(0, 6))
def test_a_search_that_ends_early_says_so_and_is_right_about_what_it_searched(
    pairs: set[tuple[int, int]], goal: int, room: int
) -> None:
    graph = graph_of(pairs)
    found = shortest("0", str(goal), graph.neighbors, budget=Budget(nodes=room, seconds=60))
    assert found.looked <= room
    true = nx.shortest_path_length(graph, "0", str(goal)) if nx.has_path(graph, "0", str(goal)) else None
    if found.ways:
        assert found.steps == true
    elif true is not None:
        assert true > found.searched or not found.complete
        assert true > found.searched


def test_the_deadline_ends_a_search() -> None:
    ticks = iter(range(1_000))
    budget = Budget(seconds=5, clock=lambda: float(next(ticks)))
    found = shortest("0", "goal", lambda node: [node + "0", node + "1"], longest=50, budget=budget)
    assert not found.complete and found.ways == () and 0 < found.looked < 10


def test_a_node_is_no_way_from_itself() -> None:
    found = shortest("a", "a", lambda node: [])
    assert (found.ways, found.steps, found.complete) == ((("a",),), 0, True)
