"""GraphML: what documents speak of as nodes, and what joins them as edges.

What reference tables say is there as far as it joins two such nodes. A participation or a tenure is no node: the
shortcut that follows from it is an edge. A statement on who is responsible stays a node, because somebody made it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import NamedNode

from ctkg.interchange.view import View
from ctkg.iris import CONCEPT, ID, ONTOLOGY, PREFIXES, compact, graph, term

#: Keys by what they belong to: id, name.
_KEYS = {
    "node": (("n0", "label"), ("n1", "class"), ("n2", "date"), ("n3", "iri")),
    "edge": (("e0", "label"), ("e1", "property")),
}
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
#: Classes whose instances only carry a relation, a time or words.
_CARRIERS = {term(name) for name in ("QualifiedRelation", "TimeSpan", "TextPassage")}
#: Classes under those whose instances are somebody's statements.
_STATEMENTS = {term(name) for name in ("Attribution", "Designation")}
#: Shortcuts past a carrier, beside those of the roles.
_SHORTCUTS = ("holdsPost", "consentedTo", "signedTreaty")
_DATES = ("startDate", "adoptionDate", PREFIXES["dcterms"] + "issued")
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def pieces(view: View) -> Iterator[bytes]:
    """The document in pieces; IRIs of the nodes are held in memory."""
    nodes = _nodes(view)
    yield _HEAD.encode()
    for kind, keys in _KEYS.items():
        for identifier, name in keys:
            yield f'  <key id="{identifier}" for="{kind}" attr.name="{name}" attr.type="string"/>\n'.encode()
    yield b'  <graph id="ctkg" edgedefault="directed">\n'
    for node in nodes:
        yield _node(view, node)
    known = set(nodes)
    shortcuts = {term(name) for name in _SHORTCUTS}
    shortcuts |= {each.value for each in _roles(view)}
    for node in nodes:
        for name, target in _edges(view, node, known, shortcuts):
            attributes = f"source={quoteattr(node)} target={quoteattr(target)}"
            yield _element("edge", attributes, (("e0", view.label(name)), ("e1", name.removeprefix(ONTOLOGY))))
    yield b"  </graph>\n</graphml>\n"


def _nodes(view: View) -> list[str]:
    found: set[str] = set()
    for name in view.store.graphs():
        if name.startswith(graph("document", "")):
            for quad in view.store.quads(name):
                found |= {each.value for each in (quad.subject, quad.object) if isinstance(each, NamedNode)}
    return sorted(node for node in found if node.startswith((ID, CONCEPT)) and _is_node(view, node))


def _is_node(view: View, node: str) -> bool:
    types = view.types(node)
    return bool(view.kinds(node)) and (not types & _CARRIERS or bool(types & _STATEMENTS))


def _node(view: View, node: str) -> bytes:
    kinds = "; ".join(view.label(kind) for kind in view.kinds(node))
    name = view.label(node)
    if name == compact(node):  # a statement has no name of its own
        said = [view.label(kind) for kind in view.objects(node, "attributionKind")]
        name = " ".join([kinds, *(f"({word})" for word in said)])
    date = next((text for key in _DATES if (text := view.text(node, key))), "")
    return _element("node", f"id={quoteattr(node)}", (("n0", name), ("n1", kinds), ("n2", date), ("n3", node)))


def _roles(view: View) -> Iterator[NamedNode]:
    for triple in view.store.union(None, NamedNode(term("shortcutProperty"))):
        if isinstance(triple.object, NamedNode):
            yield triple.object


def _edges(view: View, node: str, known: set[str], shortcuts: set[str]) -> list[tuple[str, str]]:
    found = set()
    for inference in (False, True):
        for triple in view.store.union(NamedNode(node), inference=inference):
            name, target = triple.predicate.value, triple.object
            if inference and name not in shortcuts:
                continue
            if name.startswith(ONTOLOGY) and isinstance(target, NamedNode) and target.value in known:
                found.add((name, target.value))
    return sorted(found)


def _element(kind: str, attributes: str, data: Iterable[tuple[str, str]]) -> bytes:
    inner = "".join(f'<data key="{key}">{escape(_NOT_XML.sub("", text))}</data>' for key, text in data if text)
    return f"    <{kind} {attributes}>{inner}</{kind}>\n".encode()
