"""Puts one folder into the place of another."""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path

_AT_FDCWD = -100
_EXCHANGE = 2


def put_in_place(new: Path, place: Path) -> None:
    """Moves the folder ``new`` to ``place``; what stood there stands at ``new`` afterwards.

    Where the system can exchange two names (Linux), one of the two stands at ``place`` at any moment. Elsewhere what
    stood there is moved aside first, so a process that is killed in between leaves it under the name of ``new`` with
    ``-replaced`` added.

    Raises:
        OSError: neither could be done; all stands where it stood.
    """
    if not place.exists() or not any(place.iterdir()):
        new.replace(place)  # onto nothing, or onto an empty folder
        return
    if _exchanged(new, place):
        return
    aside = new.with_name(new.name + "-replaced")
    place.replace(aside)
    try:
        new.replace(place)
    except OSError:
        aside.replace(place)
        raise
    aside.replace(new)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the two names were exchanged in one step."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    if call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), str(other))
