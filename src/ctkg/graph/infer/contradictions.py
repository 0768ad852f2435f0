"""Finds what the axioms forbid: disjoint classes that share a member, unequal values of a functional property ..."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from ctkg.collection import paused
from ctkg.graph.infer import bulk, ruleset
from ctkg.graph.infer.background import CROSS, DOCUMENT, REFERENCE, is_data
from ctkg.graph.infer.engine import RuleSet
from ctkg.graph.infer.facts import UnionFacts
from ctkg.graph.infer.plans import Derivation
from ctkg.graph.infer.terms import Fact, Node, order, term, triple
from ctkg.graph.store import Store
from ctkg.graph.store.near import content
from ctkg.graph.store.union import is_inferred
from ctkg.iris import compact, graph
from ctkg.model import Finding


def contradictions(
    store: Store,
    *,
    documents: Iterable[str] | None = None,
    statements: Iterable[Fact] | None = None,
    rules: RuleSet | None = None,
) -> list[Finding]:
    """Contradictions in the union of a closed store, sorted; severity ``violation``.

    Args:
        store: asserted and inferred graphs; call :func:`ctkg.graph.infer.close` first.
        documents: look only at what these documents say or imply, together with everything else; None: at all.
        statements: look only at these statements of the union, and at those of ``documents`` where some are given.
        rules: what may never hold; by default what the ontology of the store forbids.
    """
    with paused():
        found = _found(store, documents, statements, rules or ruleset.forbidding(store))
    findings = {finding(store, derivation) for derivation in found.values()}
    return sorted(findings, key=lambda f: (f.focus, f.path, f.check, f.message))


def _found(
    store: Store, documents: Iterable[str] | None, statements: Iterable[Fact] | None, rules: RuleSet
) -> dict[tuple[str, frozenset[Fact]], Derivation]:
    matches: Iterable[Derivation]
    if documents is None and statements is None:
        matches = (each for rule in rules.rules for each in bulk.matches(store, rule))
    else:
        known = UnionFacts(store)
        names = [name for each in documents or () for name in (DOCUMENT + each, graph("inferred", each))]
        looked = {each for each in statements or () if each in known}.union(*(content(store, name) for name in names))
        matches = (found for each in looked for found in rules.consequences(each, known))
    found: dict[tuple[str, frozenset[Fact]], Derivation] = {}
    # Two values of a functional property match in either order: the message must not hang on which came first.
    for derivation in sorted(matches, key=lambda d: [order(premise) for premise in d.premises]):
        found.setdefault((derivation.rule.axiom, frozenset(derivation.premises)), derivation)
    return found


def finding(store: Store, derivation: Derivation) -> Finding:
    """A contradiction in words: the axiom, the node, the statements and the graphs that hold them."""
    premises = sorted(set(derivation.premises), key=order)
    first = derivation.premises[0]
    graphs = {premise: graphs_of(store, premise) for premise in premises}
    said = "; ".join(f"{readable(premise)} ({', '.join(map(compact, graphs[premise]))})" for premise in premises)
    behind = (name for names in graphs.values() for name in names if _of_document(name))
    documents = sorted({name.split("/graph/")[1].split("/", 1)[1] for name in behind})
    return Finding(
        check=derivation.rule.axiom,
        severity="violation",
        focus=plain(first[0]),
        path=first[1],
        value=plain(first[2]),
        message=f"contradicts the axiom {derivation.rule.axiom}: {said}. Correct or remove one of these statements.",
        document=documents[0] if documents else "",
        statements=tuple(sorted(str(triple(premise)) for premise in premises)),
    )


def graphs_of(store: Store, statement: Fact) -> list[str]:
    """IRIs of the graphs that hold ``statement``, sorted, asserting ones first."""
    subject, predicate, object_ = map(term, statement)
    quads = store.match(subject, predicate, object_)  # type: ignore[arg-type]
    names = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode)}
    return sorted(filter(is_data, names), key=lambda name: (is_inferred(name), name))


def readable(statement: Fact) -> str:
    """A fact in short words."""
    return " ".join(compact(part) if isinstance(part, str) else str(part) for part in statement)


def plain(value: Node) -> str:
    """An IRI, a label of a blank node, or the lexical form of a literal."""
    return value if isinstance(value, str) else value.value


def _of_document(name: str) -> bool:
    return name.startswith(DOCUMENT) or (is_inferred(name) and name not in (REFERENCE, CROSS))
