"""Finds what ctkg brings with it: ``ontology/``, ``data/`` and ``queries/``.

In a checkout these stand at the top of the repository; in an installed wheel they stand inside the package under
``ctkg/resources/``. Callers never need to know which.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ctkg.errors import ResourceError

_PACKAGE = Path(__file__).resolve().parent


@cache
def root() -> Path:
    """The folder that holds ``ontology``, ``data`` and ``queries``.

    Raises:
        ResourceError: neither the checkout nor the installed package holds them.
    """
    for candidate in (_PACKAGE / "resources", _PACKAGE.parent.parent):
        if (candidate / "ontology").is_dir() and (candidate / "data").is_dir():
            return candidate
    raise ResourceError("ontology/ and data/ are missing from this installation; install ctkg again", path=_PACKAGE)


def path(*parts: str) -> Path:
    """Path of a file or folder that ctkg brings, such as ``path("data", "reference", "states.csv")``.

    Raises:
        ResourceError: it is not there.
    """
    found = root().joinpath(*parts)
    if not found.exists():
        raise ResourceError("this part of ctkg is missing; install ctkg again", path=found)
    return found
