"""One atomic step that deletes and inserts quads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import pyoxigraph as ox
from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from ctkg.graph.store.port import Term

_BLANK = NamedNode("urn:ctkg:store:blank")
#: From here on bulk loading is faster than a transaction: it sorts into files of its own, past the log.
_BULK = 5_000


def apply(engine: ox.Store, inserts: list[Quad], deletes: list[Quad], emptied: Sequence[str] = ()) -> None:
    """Deletes, then inserts, all or nothing; the names of ``emptied`` graphs are forgotten."""
    if not deletes:
        if len(inserts) >= _BULK:
            engine.bulk_extend(inserts)
        elif inserts:
            engine.extend(inserts)
        return
    # pyoxigraph has no transaction of several calls; one update request is one transaction.
    drops = [f"DROP SILENT GRAPH {NamedNode(name)}" for name in emptied]
    steps = [*_steps("DELETE", deletes), *drops, *_steps("INSERT", inserts)]
    engine.update(" ;\n".join(steps), custom_functions={_BLANK: _as_blank})


def _steps(verb: str, quads: Iterable[Quad]) -> list[str]:
    ground: dict[str, list[Triple]] = defaultdict(list)
    steps = []
    for quad in quads:
        subject, _, object_, name = quad
        graph = str(name) if type(name) is NamedNode else ""
        if type(subject) is BlankNode or type(object_) is BlankNode:
            steps.append(_blank_step(verb, quad, graph))
        else:
            ground[graph].append(quad.triple)
    for graph, triples in ground.items():
        lines = "".join(f"{triple} .\n" for triple in triples)
        steps.append(f"{verb} DATA {{ {_in_graph(graph, lines)} }}")
    return steps


def _blank_step(verb: str, quad: Quad, graph: str) -> str:
    # Blank nodes in the text of an update are variables (DELETE) or new nodes (INSERT): name them by a function.
    subject, object_ = _expression(quad.subject), _expression(quad.object)
    template = _in_graph(graph, f"?s {quad.predicate} ?o")
    return f"{verb} {{ {template} }} WHERE {{ BIND({subject} AS ?s) BIND({object_} AS ?o) }}"


def _expression(term: Term) -> str:
    return f'{_BLANK}("{term.value}")' if isinstance(term, BlankNode) else str(term)


def _in_graph(graph: str, triples: str) -> str:
    return f"GRAPH {graph} {{ {triples} }}" if graph else triples


def _as_blank(label: ox.Literal) -> BlankNode:
    return BlankNode(label.value)
