"""When two values contradict each other, and when two titles can be one post."""

from __future__ import annotations

import pytest

from ctkg.graph.claims import Claimed
from ctkg.review.points import apart, same_post


def claim(relation: str, value: str, approx: str = "") -> Claimed:
    texts = dict.fromkeys(("iri", "event", "about", "of", "rule", "quote", "subject", "predicate", "object"), "")
    return Claimed(
        **texts,
        relation=relation,
        value=value,
        labels=(),
        stance="asserted",
        confidence=1.0,
        doubts=(),
        approx=approx,
        passages=(),
        outcome="",
        act="",
    )


@pytest.mark.parametrize(
    ("relation", "one", "other", "expected"),
    [
        ("event.start", ("2031-05-12", ""), ("2031-05-13", ""), True),
        ("event.start", ("2031-05-12", ""), ("2031-05", ""), False),
        ("event.start", ("2031-05", ""), ("2032", ""), True),
        ("event.start", ("--05-12", ""), ("2031-05-13", ""), False),
        ("event.durationDays", ("2", ""), ("3", ""), True),
        ("participant.count", ("25", "exact"), ("28", "exact"), True),
        ("participant.count", ("25", "exact"), ("25", "exact"), False),
        ("participant.count", ("25", "about"), ("28", "exact"), False),
        ("participant.count", ("25", "about"), ("40", "exact"), True),
        ("participant.count", ("25", "over"), ("28", "exact"), False),
        ("participant.count", ("25", "over"), ("25", "exact"), True),
        ("participant.count", ("25", "at least"), ("25", "exact"), False),
        ("participant.count", ("25", "at least"), ("6", "exact"), True),
    ],
)
def test_what_is_only_less_precise_is_no_contradiction(
    relation: str, one: tuple[str, str], other: tuple[str, str], expected: bool
) -> None:
    first, second = claim(relation, *one), claim(relation, *other)
    assert apart(first, second) is expected
    assert apart(second, first) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Director", "director", True),
        ("Director-General", "Director General", True),
        ("Director", "Director of the Service", True),
        ("Director", "Deputy Director", False),
        ("Foreign Minister", "Minister of Foreign Affairs", True),
        ("Head", "Spokesperson", False),
    ],
)
def test_a_title_that_only_says_more_is_the_same_post_but_a_rank_is_not(one: str, other: str, expected: bool) -> None:
    assert same_post(one, other) is expected
    assert same_post(other, one) is expected
