"""Types of events that people come together for; each relater says what it adds or leaves out."""

from __future__ import annotations

GATHERINGS = frozenset(
    {
        "conference",
        "exercise",
        "launch",
        "meeting",
        "other",
        "roundtable",
        "seminar",
        "signing",
        "training",
        "visit",
        "workshop",
    }
)
