"""The time of an act: the only clock of ctkg, and only people's acts are dated by it."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

from ctkg.errors import UsageError

_EPOCH = "SOURCE_DATE_EPOCH"


def now(after: str = "") -> str:
    """The present time in UTC, such as ``2026-11-28T07:05:12.345Z``; later than ``after`` by a millisecond at least.

    Where ``SOURCE_DATE_EPOCH`` is set (seconds since 1970), it is that time: https://reproducible-builds.org.

    Raises:
        UsageError: that variable is no number.
    """
    given = os.environ.get(_EPOCH, "")
    if given and not given.isdigit():
        raise UsageError(f"{_EPOCH} is {given!r}; it should be a number of seconds since 1970")
    found = datetime.fromtimestamp(int(given), UTC) if given else datetime.now(UTC)
    if after:
        # Acts are told apart and ordered by their time, so no two of one log have the same.
        found = max(found, datetime.fromisoformat(after) + timedelta(milliseconds=1))
    return found.isoformat(timespec="milliseconds").replace("+00:00", "Z")
