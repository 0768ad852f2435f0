"""``/api/v1/stats``: how much the store holds."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.routing import Route

import ctkg
from ctkg.serve.access import View
from ctkg.serve.api.answering import read
from ctkg.serve.lookup import lookup


def stats(view: View, request: Request) -> Any:
    """The state of the store, and how many things of each kind there are."""
    kinds = view.kept("api.numbers", lambda store: lookup(view).catalogue.numbers())
    return {"version": ctkg.__version__, "revision": view.revision, "kinds": kinds}


ROUTES = (Route("/api/v1/stats", read(stats), methods=["GET"]),)
