"""Where what a finding blames was said: the document, the claim, and the sentence."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode

from ctkg.graph.store import Store
from ctkg.graph.store.plain import Fact, Node, fact, term
from ctkg.graph.validate.context import Said
from ctkg.graph.validate.results import Result
from ctkg.iris import graph
from ctkg.iris import term as own

_KINDS = tuple(graph(kind, "") for kind in ("document", "evidence", "inferred"))
_SHARED = frozenset({"reference", "cross"})
_SUBJECT, _PREDICATE = NamedNode(own("claimSubject")), own("claimPredicate")
_VALUES = (own("claimObject"), own("claimValue"))
_EVIDENCE, _WORDS = own("hasEvidence"), own("quotationText")


def of(store: Store, result: Result, about: Said) -> tuple[str, str, str]:
    """Id of the document, IRI of the claim, and the words of the document; each is empty where there is none.

    The document is the first one that makes the offending statement, else the first that speaks of the focus node.

    Args:
        store: where the evidence is.
        result: what is to be traced.
        about: all statements about its focus node.
    """
    blamed = (names for each, names in about.items() if each[1] == result.path and shown(each[2]) == result.value)
    document = _first(blamed) or _first(about.values())
    if not document:
        return "", "", ""
    paths = {each[1] for each in about}
    if _WORDS in paths:  # a passage
        return document, "", min(shown(each[2]) for each in about if each[1] == _WORDS)
    if _EVIDENCE in paths:  # a claim
        return document, result.focus, _words(store, document, about)
    return document, *said(store, document, "" if result.label else result.focus, result.path, result.value)


def plain(value: object) -> str:
    """A term as it stands in a result: an IRI or a lexical form."""
    return value.value if isinstance(value, NamedNode | Literal) else ""


def shown(value: Node) -> str:
    """The same of a node of a plain statement."""
    return value if isinstance(value, str) else plain(value)


def _first(graphs: Iterable[Iterable[str]]) -> str:
    names = {name for each in graphs for name in each}
    for stem in _KINDS:
        found = {name.removeprefix(stem) for name in names if name.startswith(stem)} - _SHARED
        if found:
            return min(found)
    return ""


def said(store: Store, document: str, focus: str, path: str, value: str) -> tuple[str, str]:
    """The claim by which ``document`` says that ``focus`` has ``value``, and the words behind it; else empty."""
    if not document or not path or ":" not in focus:
        return "", ""
    evidence = graph("evidence", document)
    claims = {}
    for quad in store.match(None, _SUBJECT, NamedNode(focus), evidence):
        about = list(map(fact, store.match(quad.subject, None, None, evidence)))
        if isinstance(quad.subject, NamedNode) and any(_is(each, _PREDICATE, path) for each in about):
            claims[quad.subject.value] = about
    exact = {claim for claim, about in claims.items() if any(_is(e, name, value) for e in about for name in _VALUES)}
    claim = min(exact or claims, default="")
    return claim, _words(store, document, claims[claim]) if claim else ""


def _is(statement: Fact, predicate: str, value: str) -> bool:
    return statement[1] == predicate and shown(statement[2]) == value


def _words(store: Store, document: str, claim: Iterable[Fact]) -> str:
    """The first of the passages behind a claim, as this document has them."""
    passages = [term(each[2]) for each in claim if each[1] == _EVIDENCE]
    found = {
        plain(quad.object)
        for passage in passages
        if isinstance(passage, NamedNode | BlankNode)
        for kind in ("evidence", "document")
        for quad in store.match(passage, NamedNode(_WORDS), None, graph(kind, document))
    }
    return min(found, default="")
