"""Answers to queries as the local engine gives them."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox

from ctkg.graph.store.port import Answer
from ctkg.graph.store.remote.client import Reply
from ctkg.graph.store.remote.failures import Refused
from ctkg.graph.store.remote.terms import GENID, parsed
from ctkg.iris import PREFIXES

ROWS = "application/sparql-results+json"
TRIPLES = "application/n-triples"
_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
#: How Virtuoso 7.2.5 says literal; it writes true and false as numbers here, and here only.
_TYPED = b'"typed-literal"'
_BOOLEAN = PREFIXES["xsd"] + "boolean"
#: The column in which Virtuoso 7.2.5 answers ASK.
_YES_OR_NO = "__ASK_RETVAL"
#: Headers by which a server says that it left rows out.
_CUT = ("x-sparql-maxrows", "x-sql-state")


def answer(reply: Reply, *, graph: bool, where: str) -> Answer:
    """What a server said.

    Args:
        reply: its reply, N-Triples for ``graph``, else SPARQL results in JSON.
        graph: the query was CONSTRUCT or DESCRIBE.
        where: name of the server.

    Raises:
        Refused: the reply is cut off, or something else, such as a web page.
    """
    whole(reply, where)
    try:
        if graph:
            held = ox.Store()
            held.extend(ox.Quad(t.subject, t.predicate, t.object) for t in parsed(reply.body))
            return held.query(_ALL)
        body = reply.body
        # Read to its end here: the engine reads rows when they are asked for, and would find the fault too late.
        hook = _node if GENID.encode() in body or _TYPED in body else None
        read = json.loads(body, object_hook=hook)
        if read.get("head", {}).get("vars") == [_YES_OR_NO]:
            said = [int(row[_YES_OR_NO]["value"]) for row in read["results"]["bindings"]]
            hook, read = _node, {"head": {}, "boolean": any(said)}
        if hook:
            body = json.dumps(read).encode()
        return ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    except (SyntaxError, ValueError, KeyError, AttributeError):
        raise strange(reply, where) from None


def whole(reply: Reply, where: str) -> None:
    """Makes sure that a server left nothing out.

    Raises:
        Refused: it says that it did.
    """
    limit = reply.headers.get("x-sparql-maxrows")
    if limit or any(name in reply.headers for name in _CUT):
        told = f" after {limit} rows" if limit else f" ({reply.headers.get('x-sql-message', '')[:200]})"
        raise Refused(f"the server cut its answer off{told}; ask for less, or raise its limit", path=where)


def strange(reply: Reply, where: str) -> Refused:
    """The error for a reply that is not what was asked for."""
    if "html" in reply.content_type:
        said = "the server answered with a web page; this is not the address of its SPARQL service"
    else:
        said = f"the server's answer is cut off or damaged ({reply.content_type or 'no type'})"
    return Refused(said, path=where)


def _node(found: dict[str, Any]) -> dict[str, Any]:
    value = found.get("value")
    if found.get("datatype") == _BOOLEAN and value in ("0", "1"):
        return {**found, "value": "true" if value == "1" else "false"}
    if found.get("type") == "uri" and isinstance(value, str) and value.startswith(GENID):
        return {"type": "bnode", "value": value.removeprefix(GENID)}
    return found
