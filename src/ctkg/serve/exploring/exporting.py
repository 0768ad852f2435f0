"""A part of the graph as a file: Turtle of what the graph says of it, GraphML of the picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from ctkg.errors import UsageError
from ctkg.iris import PREFIXES
from ctkg.serve.exploring.explorer import NODES_MOST, Explorer
from ctkg.serve.exploring.model import Edge, Node

#: Media types by name of the format, and the ends of file names.
FORMATS = {"turtle": ("text/turtle", "ttl"), "graphml": ("application/graphml+xml", "graphml")}
#: Pairs of nodes whose statements are written at most.
PAIRS_MOST = 10_000
#: Statements that a node which carries a relation is written with at most.
_CARRIED = 100
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
#: Keys of GraphML by what they belong to: id, name, type.
_KEYS = {
    "node": (
        ("n0", "label", "string"), ("n1", "kind", "string"), ("n2", "class", "string"), ("n3", "date", "string"),
    ),
    "edge": (
        ("e0", "label", "string"), ("e1", "relation", "string"), ("e2", "inferred", "boolean"),
        ("e3", "confidence", "double"), ("e4", "documents", "int"), ("e5", "role", "string"), ("e6", "from", "string"),
        ("e7", "until", "string"),
    ),
}  # fmt: skip
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMES = (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel", PREFIXES["dcterms"] + "title")


def file(
    explorer: Explorer, nodes: Sequence[str], pairs: Iterable[tuple[str, str]], relations: frozenset[str], name: str
) -> bytes:
    """What is shown as a file.

    Args:
        explorer: the graph.
        nodes: IRIs of the nodes.
        pairs: which of them are joined by a line; none is added.
        relations: relations that are shown; every one where empty.
        name: one of :data:`FORMATS`.

    Raises:
        UsageError: an unknown format, or too much at once.
    """
    if name not in FORMATS:
        raise UsageError(f"there is no format {name!r}; choose among: {', '.join(FORMATS)}")
    wanted = {frozenset(pair) for pair in islice(pairs, PAIRS_MOST + 1)}
    if len(wanted) > PAIRS_MOST:
        raise UsageError(f"more than {PAIRS_MOST} lines are too many for one file")
    if len(nodes) > NODES_MOST:
        raise UsageError(f"{len(nodes)} nodes are too many for one file; {NODES_MOST} at most")
    part = explorer.part(nodes)
    edges = [
        Edge(source=edge.source, target=edge.target, statements=statements)
        for edge in part.edges
        if frozenset((edge.source, edge.target)) in wanted
        and (statements := tuple(each for each in edge.statements if not relations or each.relation in relations))
    ]
    return _turtle(explorer, part.nodes, edges) if name == "turtle" else _graphml(part.nodes, edges)


def _turtle(explorer: Explorer, nodes: Iterable[Node], edges: Iterable[Edge]) -> bytes:
    """Names and classes of the nodes, the statements of the edges, and all that is said of nodes that carry one."""
    store = explorer.store
    triples: dict[Triple, None] = {}
    for node in nodes:
        iri = NamedNode(node.id)
        for name in _NAMES:
            triples |= dict.fromkeys(store.union(iri, NamedNode(name)))
        triples |= dict.fromkeys(store.union(iri, NamedNode(PREFIXES["rdf"] + "type")))
    for edge in edges:
        for each in edge.statements:
            if each.via:
                triples |= dict.fromkeys(islice(store.union(NamedNode(each.via)), _CARRIED))
            else:
                triples[Triple(NamedNode(each.subject), NamedNode(each.relation), NamedNode(each.object))] = None
    ordered = sorted((triple for triple in triples if isinstance(triple.object, NamedNode | Literal)), key=str)
    return serialize(ordered, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""


def _graphml(nodes: Iterable[Node], edges: Iterable[Edge]) -> bytes:
    lines = [_HEAD]
    for kind, keys in _KEYS.items():
        lines += [
            f'  <key id="{identifier}" for="{kind}" attr.name="{name}" attr.type="{type_}"/>\n'
            for identifier, name, type_ in keys
        ]
    lines.append('  <graph id="shown" edgedefault="directed">\n')
    for node in nodes:
        values = (node.label, node.kind_name, node.type, node.date)
        lines.append(_element("node", f"id={quoteattr(node.id)}", zip(_KEYS["node"], values, strict=True)))
    for edge in edges:
        for each in edge.statements:
            said = (
                each.label, each.relation, str(each.inferred).lower(),
                "" if each.confidence is None else str(each.confidence), str(each.documents), each.role, each.start,
                each.end,
            )  # fmt: skip
            ends = f"source={quoteattr(each.subject)} target={quoteattr(each.object)}"
            lines.append(_element("edge", ends, zip(_KEYS["edge"], said, strict=True)))
    lines.append("  </graph>\n</graphml>\n")
    return "".join(lines).encode()


def _element(kind: str, attributes: str, data: Iterable[tuple[tuple[str, str, str], str]]) -> str:
    inner = "".join(f'<data key="{key}">{escape(_NOT_XML.sub("", text))}</data>' for (key, _, _), text in data if text)
    return f"    <{kind} {attributes}>{inner}</{kind}>\n"
