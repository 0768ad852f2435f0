"""How much tests try: a little in every run, ten times as much in `make long`."""

from __future__ import annotations

import os

_EFFORT = int(os.environ.get("CTKG_TEST_EFFORT", "1"))


def examples(many: int) -> int:
    """Examples that a property is tried on, of ``many`` in an ordinary run."""
    return many * _EFFORT
