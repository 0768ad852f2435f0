"""Compiles the axioms of an ontology into rules: the OWL 2 RL rules about individuals that the ontology can trigger.

Names of the rules of the specification (OWL 2 Profiles, section 4.3) stand beside each. Rules about the terms
themselves (scm-*) are not needed: what they add for individuals follows from these rules alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import combinations

from pyoxigraph import BlankNode

from ctkg.graph.infer.datatypes import literals, not_of_type
from ctkg.graph.infer.expressions import NIL, Body, Consequent, Expressions
from ctkg.graph.infer.rule import Rule, different
from ctkg.graph.infer.schema import Schema
from ctkg.graph.infer.terms import OWL, RDFS, SAME_AS, TYPE, Fact, Node
from ctkg.iris import compact


def compile_axioms(statements: Iterable[Fact]) -> tuple[Rule, ...]:
    """All rules of the axioms among ``statements``, in a fixed order."""
    schema = Schema(statements)
    expressions = Expressions(schema)
    rules: dict[tuple[object, ...], Rule] = {}
    for part in (_classes, _properties, _characteristics, _keys, _exclusions):
        for rule in part(schema, expressions):
            rules.setdefault((rule.body, rule.head, rule.guards), rule)
    found = list(rules.values())
    if any(rule.head and SAME_AS in rule.head for rule in found):
        found += equality()
    return tuple(found)


def words(*parts: Node) -> str:
    """Terms in short form, for readable axioms."""
    return " ".join(
        compact(part) if isinstance(part, str) else "[...]" if isinstance(part, BlankNode) else str(part)
        for part in parts
    )


def _rules(
    name: str, axiom: str, bodies: Iterable[Body], consequents: Callable[[], Iterator[Consequent]]
) -> Iterator[Rule]:
    for body in bodies:
        for then in consequents():
            full = (*body, *then.body)
            if full and then.head not in full:
                yield Rule(name=name, axiom=axiom, body=full, head=then.head, guards=then.guards)


def _classes(schema: Schema, expressions: Expressions) -> Iterator[Rule]:
    """cax-sco, cax-eqc1/2, cls-int1/2, cls-uni, cls-svf1/2, cls-avf, cls-hv1/2, cls-maxc1/2, cls-maxqc1-4, cls-com."""
    pairs = [("rdfs:subClassOf", sub, sup) for sub, sup in schema.pairs(RDFS + "subClassOf")]
    for left, right in schema.pairs(OWL + "equivalentClass"):
        pairs += [("owl:equivalentClass", left, right), ("owl:equivalentClass", right, left)]
    for name, sub, sup in pairs:
        if sub != sup:
            axiom = words(sub) + f" {name} " + words(sup)
            yield from _rules(name, axiom, expressions.bodies("?x", sub), partial(expressions.consequents, "?x", sup))
    for name in ("intersectionOf", "unionOf", "complementOf"):
        for subject, object_ in schema.pairs(OWL + name):
            if not isinstance(subject, BlankNode):
                yield from _defined(schema, expressions, name, subject, object_)


def _defined(schema: Schema, expressions: Expressions, name: str, subject: Node, object_: Node) -> Iterator[Rule]:
    member = ("?x", TYPE, subject)
    label, axiom = "owl:" + name, f"{words(subject)} owl:{name} ..."
    if name == "complementOf":
        for body in expressions.bodies("?x", object_):
            yield Rule(name=label, axiom=axiom, body=(member, *body), head=None)
        return
    items = list(schema.items(object_))
    for item in items:
        if name == "unionOf":
            yield from _rules(label, axiom, expressions.bodies("?x", item), lambda: iter([Consequent(member)]))
        else:
            yield from _rules(label, axiom, [(member,)], partial(expressions.consequents, "?x", item))
    if name == "intersectionOf":
        bodies: list[Body] = [()]
        for item in items:
            bodies = [(*body, *more) for body in bodies for more in expressions.bodies("?x", item)]
        yield from _rules(label, axiom, bodies, lambda: iter([Consequent(member)]))


def _properties(schema: Schema, expressions: Expressions) -> Iterator[Rule]:
    """prp-spo1, prp-eqp1/2, prp-dom, prp-rng (dt-not-type for datatypes), prp-inv1/2, prp-spo2."""
    for name, both in (("rdfs:subPropertyOf", False), ("owl:equivalentProperty", True)):
        iri = (RDFS if name.startswith("rdfs") else OWL) + name.split(":")[1]
        for sub, sup in schema.pairs(iri):
            for left, right in ((sub, sup), (sup, sub)) if both else ((sub, sup),):
                if left != right:
                    yield _rule(
                        name, f"{words(left)} {name} {words(right)}", (("?x", left, "?y"),), ("?x", right, "?y")
                    )
    for name, variable in (("domain", "?x"), ("range", "?y")):
        for path, kind in schema.pairs(RDFS + name):
            axiom = f"{words(path)} rdfs:{name} {words(kind)}"
            body: Body = (("?x", path, "?y"),)
            yield from _rules("rdfs:" + name, axiom, [body], partial(expressions.consequents, variable, kind))
            if name == "range" and expressions.is_datatype(kind):
                yield Rule(name="rdfs:range", axiom=axiom, body=body, head=None, guards=(not_of_type("?y", str(kind)),))
    for left, right in schema.pairs(OWL + "inverseOf"):
        axiom = f"{words(left)} owl:inverseOf {words(right)}"
        yield _rule("owl:inverseOf", axiom, (("?x", left, "?y"),), ("?y", right, "?x"))
        yield _rule("owl:inverseOf", axiom, (("?x", right, "?y"),), ("?y", left, "?x"))
    for path, chain in schema.pairs(OWL + "propertyChainAxiom"):
        steps = list(schema.items(chain))
        body = tuple((f"?x{place}", step, f"?x{place + 1}") for place, step in enumerate(steps))
        axiom = f"{words(path)} owl:propertyChainAxiom ( {words(*steps)} )"
        yield _rule("owl:propertyChainAxiom", axiom, body, ("?x0", path, f"?x{len(steps)}"))


def _characteristics(schema: Schema, expressions: Expressions) -> Iterator[Rule]:
    """prp-symp, prp-trp, prp-fp, prp-ifp, prp-asyp, prp-irp."""

    def declared(kind: str) -> Iterator[tuple[Node, str, str]]:
        for path in schema.of_type(OWL + kind):
            yield path, "owl:" + kind, f"{words(path)} a owl:{kind}"

    for path, name, axiom in declared("SymmetricProperty"):
        yield _rule(name, axiom, (("?x", path, "?y"),), ("?y", path, "?x"))
    for path, name, axiom in declared("TransitiveProperty"):
        yield _rule(name, axiom, (("?x", path, "?y"), ("?y", path, "?z")), ("?x", path, "?z"))
    unequal = (different("?y", "?z"),)
    for path, name, axiom in declared("FunctionalProperty"):
        body = (("?x", path, "?y"), ("?x", path, "?z"))
        yield Rule(name=name, axiom=axiom, body=body, head=("?y", SAME_AS, "?z"), guards=unequal)
        # Two literals cannot be made equal by a statement: where they differ, the data are wrong.
        yield Rule(name=name, axiom=axiom, body=body, head=None, guards=(*unequal, literals("?y", "?z")))
    for path, name, axiom in declared("InverseFunctionalProperty"):
        body = (("?y", path, "?x"), ("?z", path, "?x"))
        yield Rule(name=name, axiom=axiom, body=body, head=("?y", SAME_AS, "?z"), guards=unequal)
    for path, name, axiom in declared("AsymmetricProperty"):
        yield Rule(name=name, axiom=axiom, body=(("?x", path, "?y"), ("?y", path, "?x")), head=None)
    for path, name, axiom in declared("IrreflexiveProperty"):
        yield Rule(name=name, axiom=axiom, body=(("?x", path, "?x"),), head=None)


def _keys(schema: Schema, expressions: Expressions) -> Iterator[Rule]:
    """prp-key."""
    for kind, listed in schema.pairs(OWL + "hasKey"):
        paths = list(schema.items(listed))
        shared = tuple(
            pattern for n, path in enumerate(paths) for pattern in (("?x", path, f"?k{n}"), ("?y", path, f"?k{n}"))
        )
        axiom = f"{words(kind)} owl:hasKey ( {words(*paths)} )"
        for one in expressions.bodies("?x", kind):
            for two in expressions.bodies("?y", kind):
                body = (*shared, *one, *two)
                head = ("?x", SAME_AS, "?y")
                yield Rule(name="owl:hasKey", axiom=axiom, body=body, head=head, guards=(different("?x", "?y"),))


def _exclusions(schema: Schema, expressions: Expressions) -> Iterator[Rule]:
    """cax-dw, cax-adc, prp-pdw, prp-adp, prp-npa1/2, eq-diff1-3."""
    classes = [("owl:disjointWith", pair) for pair in schema.pairs(OWL + "disjointWith")]
    paths = [("owl:propertyDisjointWith", pair) for pair in schema.pairs(OWL + "propertyDisjointWith")]
    for kind, into in (("AllDisjointClasses", classes), ("AllDisjointProperties", paths)):
        for node in schema.of_type(OWL + kind):
            members = list(schema.items(schema.value(node, OWL + "members") or NIL))
            into += [("owl:" + kind, pair) for pair in combinations(members, 2)]
    for name, (left, right) in classes:
        for one in expressions.bodies("?x", left):
            for two in expressions.bodies("?x", right):
                yield Rule(name=name, axiom=f"{words(left)} {name} {words(right)}", body=(*one, *two), head=None)
    for name, (left, right) in paths:
        axiom = f"{words(left)} {name} {words(right)}"
        yield Rule(name=name, axiom=axiom, body=(("?x", left, "?y"), ("?x", right, "?y")), head=None)
    for node, subject in schema.pairs(OWL + "sourceIndividual"):
        path = schema.value(node, OWL + "assertionProperty")
        target = schema.value(node, OWL + "targetIndividual") or schema.value(node, OWL + "targetValue")
        if path is not None and target is not None:
            axiom = f"not {words(subject, path, target)}"
            yield Rule(name="owl:NegativePropertyAssertion", axiom=axiom, body=((subject, path, target),), head=None)
    body = (("?x", SAME_AS, "?y"), ("?x", OWL + "differentFrom", "?y"))
    yield Rule(name="owl:differentFrom", axiom="owl:sameAs excludes owl:differentFrom", body=body, head=None)
    yield Rule(name="owl:Nothing", axiom="owl:Nothing has no members", body=(("?x", TYPE, OWL + "Nothing"),), head=None)


def equality() -> list[Rule]:
    """eq-sym, eq-trans, eq-rep-s, eq-rep-p and eq-rep-o."""
    same = ("?x", SAME_AS, "?y")
    name, axiom = "owl:sameAs", "owl:sameAs: equal things have the same statements"
    return [
        _rule(name, axiom, (same,), ("?y", SAME_AS, "?x")),
        _rule(name, axiom, (same, ("?y", SAME_AS, "?z")), ("?x", SAME_AS, "?z")),
        _rule(name, axiom, (same, ("?x", "?p", "?o")), ("?y", "?p", "?o")),
        _rule(name, axiom, (same, ("?s", "?p", "?x")), ("?s", "?p", "?y")),
        _rule(name, axiom, (same, ("?s", "?x", "?o")), ("?s", "?y", "?o")),
    ]


def _rule(name: str, axiom: str, body: Body, head: tuple[Node, Node, Node]) -> Rule:
    return Rule(name=name, axiom=axiom, body=body, head=head)
