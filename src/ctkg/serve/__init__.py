"""``ctkg serve``: a standard endpoint and a workbench for one store, on one machine (docs/guide/serve.md).

This module is its port: :class:`Settings`, :func:`application` (ASGI) and :func:`run`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctkg.serve.settings import SHORTEST_TOKEN, Settings

if TYPE_CHECKING:
    from starlette.applications import Starlette

__all__ = ["SHORTEST_TOKEN", "Settings", "application", "run"]


def application(settings: Settings) -> Starlette:
    """The ASGI application; it opens the store when it starts (lifespan) and lets go of it when it stops."""
    from ctkg.serve.composition import make

    return make(settings)


def run(settings: Settings, *, host: str = "127.0.0.1", port: int = 0, told: bool = True) -> None:
    """Serves until it is interrupted; ``told`` prints the address on stdout, the rest on stderr.

    Raises:
        StoreError: there is no store, or the address is taken.
    """
    from ctkg.serve.running import run

    run(settings, host=host, port=port, told=told)
