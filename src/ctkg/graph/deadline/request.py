"""What is asked of a worker."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A query that was checked; the first fields are those of :meth:`ctkg.graph.store.port.Store.query`.

    Attributes:
        form: format of the answer (:mod:`ctkg.graph.deadline.serving`), which is handed on as it is; empty for an
            answer that :meth:`ctkg.graph.deadline.reply.Reply.answer` reads.
        is_select: True for SELECT, whose rows can be bounded.
        rows: rows or triples at most, where there is a ``form``; None sets no bound.
        size: bytes at most, in the same way.
        update: True for an update, which is worked out and not written; the answer is read by
            :meth:`ctkg.graph.deadline.reply.Reply.change`.
        default: for an update, see :func:`ctkg.graph.updating.run`.
    """

    text: str
    inference: bool = True
    graphs: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    prefixes: Mapping[str, str] = field(default_factory=dict)
    form: str = ""
    is_select: bool = False
    rows: int | None = None
    size: int | None = None
    update: bool = False
    default: str | None = None

    def packed(self) -> bytes:
        """For the pipe."""
        return json.dumps(asdict(self)).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphRequest:
    """One graph is to be read, or one node, or what others send for a graph; nothing is written.

    Attributes:
        graph: IRI of the graph; empty for the default graph, which can only be read.
        node: IRI of a node of which everything is to be told, instead of a graph.
        form: format of the answer; empty where ``parts`` are read, whose answer is a change.
        size: bytes of the answer at most.
        rows: of a node, statements at most; more are left out, and that is told.
        parts: format and file of each piece of RDF that is sent.
        keep: what the graph holds stays beside that.
        base: what relative IRIs in the parts are relative to.
    """

    graph: str = ""
    node: str = ""
    form: str = ""
    size: int | None = None
    rows: int | None = None
    parts: tuple[tuple[str, str], ...] = ()
    keep: bool = False
    base: str = ""

    def packed(self) -> bytes:
        """For the pipe."""
        return json.dumps({"graph_request": asdict(self)}).encode()


#: Whatever may be asked.
AnyRequest = Request | GraphRequest


def unpacked(data: bytes) -> AnyRequest:
    """The request that was packed."""
    values = json.loads(data)
    if "graph_request" in values:
        given = values["graph_request"]
        given["parts"] = tuple(map(tuple, given["parts"]))
        return GraphRequest(**given)
    for name in ("graphs", "named"):
        values[name] = None if values[name] is None else tuple(values[name])
    return Request(**values)
