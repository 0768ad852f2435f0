"""How work grows with the length of a text: the shape alone, never the seconds."""

from __future__ import annotations

from collections.abc import Callable

from ctkg.collection import paused


def ratio(seconds: Callable[[int], float], small: int, large: int, *, least: float = 0.002) -> float:
    """How many times the processor's seconds of ``small`` those of ``large`` are, of the best of three runs each.

    A search for cycles in what other tests left would count as work, so there is none meanwhile. Less than ``least``
    seconds are not measured.
    """
    with paused():
        seconds(min(small, 10))
        best = [min(seconds(length) for _ in range(3)) for length in (small, large)]
    return best[1] / max(best[0], least)
