"""Logistic regression with shrinkage: few lines, no library, the same answer on every machine.

Minimises the log-loss of weighed rows plus ``penalty / 2 * effect ** 2`` for each effect, one effect after the other by
Newton steps (Genkin, Lewis and Madigan, "Large-Scale Bayesian Logistic Regression", 2007, without the trust region).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: A row's features with their values.
Features = Mapping[str, float]
_SWEEPS = 40
_STILL = 1e-3
_STEP = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One statement: its features, how far it is right (0 to 1), and how much it counts."""

    features: Features
    right: float
    weight: float = 1.0


def fit(
    rows: Sequence[Row],
    penalties: Mapping[str, float],
    signs: Mapping[str, int],
    start: Mapping[str, float] | None = None,
) -> dict[str, float]:
    """Effect of each feature of ``rows``.

    Args:
        rows: what to learn from.
        penalties: how strongly the effect of a feature is held at 0; 1 where it is not named.
        signs: features whose effect may only be positive (1) or negative (-1).
        start: effects to begin with.
    """
    effects = dict.fromkeys(sorted({name for row in rows for name in row.features}), 0.0)
    effects |= {name: value for name, value in (start or {}).items() if name in effects}
    columns: dict[str, list[tuple[int, float]]] = {name: [] for name in effects}
    for number, row in enumerate(rows):
        for name, value in row.features.items():
            columns[name].append((number, value))
    margins = [odds(row.features, effects) for row in rows]
    for _ in range(_SWEEPS):
        largest = 0.0
        for name, column in columns.items():
            old = effects[name]
            penalty = penalties.get(name, 1.0)
            slope, bend = penalty * old, penalty + 1e-9
            for number, value in column:
                row = rows[number]
                chance = probability(margins[number])
                slope += row.weight * value * (chance - row.right)
                bend += row.weight * value * value * chance * (1.0 - chance)
            new = old - max(-_STEP, min(_STEP, slope / bend))
            if new * signs.get(name, 0) < 0:
                new = 0.0
            if new != old:
                effects[name] = new
                for number, value in column:
                    margins[number] += (new - old) * value
                largest = max(largest, abs(new - old))
        if largest < _STILL:
            break
    return effects


def odds(features: Features, effects: Mapping[str, float]) -> float:
    """Log-odds of a row; features without an effect count nothing."""
    return sum(effects.get(name, 0.0) * value for name, value in features.items())


def probability(log_odds: float) -> float:
    """The probability of ``log_odds``."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))


def loss(rows: Sequence[Row], chances: Sequence[float]) -> float:
    """Mean log-loss of ``chances``, by weight."""
    total = sum(row.weight for row in rows)
    summed = 0.0
    for row, chance in zip(rows, chances, strict=True):
        held = min(1 - 1e-6, max(1e-6, chance))
        summed -= row.weight * (row.right * math.log(held) + (1 - row.right) * math.log(1 - held))
    return summed / total if total else 0.0
