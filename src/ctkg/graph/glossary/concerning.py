"""What speaks of a term outside the ontology graph: the shapes that data are checked by, and the rules."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from ctkg import resources
from ctkg.graph.infer import ruleset
from ctkg.iris import PREFIXES, compact, term

if TYPE_CHECKING:
    from ctkg.graph.store import Store

_SH = PREFIXES["sh"]
#: What a constraint may say, in words; the value follows.
_WORDS = {
    "minCount": "at least", "maxCount": "at most", "datatype": "datatype", "class": "a", "nodeKind": "as",
    "pattern": "written as", "minLength": "at least so many letters", "maxLength": "at most so many letters",
    "minInclusive": "from", "maxInclusive": "to", "hasValue": "the value", "uniqueLang": "one for each language",
    "lessThanOrEquals": "not after", "lessThan": "before",
}  # fmt: skip
_NAME = re.compile(r"\bct:[A-Za-z]\w*")
_Node = NamedNode | BlankNode | Literal
_About = dict[str, list[_Node]]


@dataclass(frozen=True, slots=True, order=True)
class Constraint:
    """What a shape asks of a term.

    Attributes:
        shape: name of the shape.
        message: what whoever breaks it is told, or empty.
        says: the parts of it in words, such as ``at most 1``.
        severity: ``violation``, ``warning`` or ``info``.
    """

    shape: str
    message: str
    says: tuple[str, ...]
    severity: str


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """An axiom or a rule by which something follows; ``name`` is its kind or its file."""

    name: str
    words: str


@cache
def constraints() -> dict[str, tuple[Constraint, ...]]:
    """By IRI of a class or property: the shapes that target it, or ask something of its values; sorted."""
    from pyoxigraph import parse

    said: dict[str, _About] = defaultdict(lambda: defaultdict(list))
    for file in sorted(resources.path("ontology", "shapes").glob("*.ttl")):
        for quad in parse(path=str(file), rename_blank_nodes=True):
            if isinstance(quad.object, NamedNode | BlankNode | Literal):
                said[_iri(quad.subject)][quad.predicate.value.removeprefix(_SH)].append(quad.object)
    found: dict[str, set[Constraint]] = defaultdict(set)
    for shape, about in said.items():
        targets = [
            name for word in ("targetClass", "path", "targetSubjectsOf") for name in map(_iri, about.get(word, ()))
        ]
        made = _constraint(shape, about, said)
        for target in targets:
            if made and target.startswith(term("")):
                found[target].add(made)
    return {name: tuple(sorted(each)) for name, each in found.items()}


def rules(store: Store) -> dict[str, tuple[Rule, ...]]:
    """By IRI of a term: the axioms and rules of a store that name it; sorted."""
    found: dict[str, set[Rule]] = defaultdict(set)
    for each in (*ruleset.inferring(store).rules, *ruleset.forbidding(store).rules):
        for name in set(_NAME.findall(each.axiom)):
            found[term(name.removeprefix("ct:"))].add(Rule(each.name, each.axiom))
    for file in sorted(resources.path("ontology", "rules").glob("*.rq")):
        text = file.read_text(encoding="utf-8")
        title = next((line[8:].strip() for line in text.splitlines() if line.startswith("#+ title:")), file.stem)
        for name in set(_NAME.findall(text)):
            found[term(name.removeprefix("ct:"))].add(Rule(f"ontology/rules/{file.name}", title))
    return {name: tuple(sorted(each)) for name, each in found.items()}


def _constraint(
    shape: str, about: dict[str, list[_Node]], said: dict[str, dict[str, list[_Node]]]
) -> Constraint | None:
    says = []
    for word, phrase in _WORDS.items():
        for value in about.get(word, ()):
            shown = compact(_iri(value)) if isinstance(value, NamedNode) else str(getattr(value, "value", ""))
            says.append(f"{phrase} {shown.removeprefix('sh:')}")
    messages = [value.value for value in about.get("message", ()) if isinstance(value, Literal)]
    for inner in about.get("sparql", ()):
        inside = said.get(_iri(inner), {})
        messages += [value.value for value in inside.get("message", ()) if isinstance(value, Literal)]
    if not says and not messages:
        return None
    severity = next((_iri(each).removeprefix(_SH).lower() for each in about.get("severity", ())), "violation")
    name = "" if shape.startswith("_:") else shape.rpartition("/")[2]
    return Constraint(shape=name, message=" ".join(sorted(messages)), says=tuple(sorted(says)), severity=severity)


def _iri(node: object) -> str:
    return node.value if isinstance(node, NamedNode) else str(node)
