"""Bytes in pieces read like one file."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ctkg.graph.store.pieces import Pieces, opened


@given(st.lists(st.binary(max_size=40)), st.lists(st.integers(1, 30), min_size=1))
def test_what_is_read_is_what_the_pieces_hold_whatever_is_asked_for_at_once(
    pieces: list[bytes], sizes: list[int]
) -> None:
    file, found, number = Pieces(pieces), b"", 0
    while part := file.read(sizes[number % len(sizes)]):
        found += part
        number += 1
    assert found == b"".join(pieces) == opened(pieces).read()


def test_pieces_are_taken_as_they_are_needed() -> None:
    taken = []
    file = Pieces(taken.append(number) or b"%d" % number for number in range(5))  # type: ignore[func-returns-value]
    assert file.read(1) == b"0"
    assert taken == [0]
