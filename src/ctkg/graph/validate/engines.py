"""The engines by name."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable

from pyoxigraph import Triple

from ctkg.graph.validate import fast, reference
from ctkg.graph.validate.results import Result
from ctkg.graph.validate.shapes import Files

#: Gives the results on some statements (bytes are N-Triples), in no order: all, or those about some IRIs and about
#: blank nodes.
Engine = Callable[[Iterable[Triple] | bytes, Files, Container[str] | None], list[Result]]

ENGINES: dict[str, Engine] = {"shacl": fast.results, "pyshacl": reference.results}
