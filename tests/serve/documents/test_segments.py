"""Evidence that overlaps is cut so that the text stays whole and every claim has just its span."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.effort import examples

from ctkg.serve.documents.segments import Mark, Segment, segments, united

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, int, list[Mark], list[int]]:
    """A text, where it begins in a longer one, marks of which some lie partly outside, and cuts."""
    text, start = draw(TEXT), draw(st.integers(0, 5))
    place = st.integers(0, len(text) + 10)
    marks = st.builds(lambda a, b, key: Mark(min(a, b), max(a, b), key), place, place, st.integers(0, 4))
    return text, start, draw(st.lists(marks, max_size=8)), draw(st.lists(place, max_size=3))


@settings(max_examples=examples(80), suppress_health_check=[HealthCheck.too_slow])
@given(marked())
def test_the_text_is_whole_and_every_claim_covers_just_its_span(given: tuple[str, int, list[Mark], list[int]]) -> None:
    text, start, marks, cuts = given
    end = start + len(text)
    found = segments(start, end, marks, cuts=cuts)
    assert "".join(text[each.start - start : each.end - start] for each in found) == text
    assert all(each.start < each.end for each in found)
    wanted = {(key, offset) for first, last, key in marks for offset in range(max(first, start), min(last, end))}
    covered = {(key, offset) for each in found for key in each.keys for offset in range(each.start, each.end)}
    assert covered == wanted
    assert {each.start for each in found} >= {cut for cut in cuts if start < cut < end}


def test_what_overlaps_has_the_claims_of_both() -> None:
    found = segments(0, 10, [Mark(1, 6, 1), Mark(4, 8, 2), Mark(4, 6, 1)])
    assert found == [
        Segment(0, 1, ()),
        Segment(1, 4, (1,)),
        Segment(4, 6, (1, 2)),
        Segment(6, 8, (2,)),
        Segment(8, 10, ()),
    ]
    assert segments(3, 3, [Mark(0, 9, 1)]) == []


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda pair: (pair[0], sum(pair))), max_size=8))
def test_united_spans_hold_the_same_and_overlap_no_more(spans: list[tuple[int, int]]) -> None:
    found = united(spans)
    assert {n for a, b in found for n in range(a, b)} == {n for a, b in spans for n in range(a, b)}
    assert all(one[1] <= other[0] for one, other in pairwise(found))
