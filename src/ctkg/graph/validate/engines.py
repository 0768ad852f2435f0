"""The engines by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pyoxigraph import Triple

from ctkg.graph.validate import fast, reference
from ctkg.graph.validate.results import Result
from ctkg.graph.validate.shapes import Files

#: Gives all results on some statements, in no order.
Engine = Callable[[Iterable[Triple], Files], list[Result]]

ENGINES: dict[str, Engine] = {"shacl": fast.results, "pyshacl": reference.results}
