"""What differs between two versions of the ontology, and what of it breaks what relied on the older one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ctkg.history import strictness
from ctkg.history.strictness import LOOSER, OTHERWISE, STRICTER
from ctkg.history.vocabularies import TYPE, Said, Vocabulary, named, read
from ctkg.iris import PREFIXES

_RDFS, _OWL, _SKOS, _SH = (PREFIXES[each] for each in ("rdfs", "owl", "skos", "sh"))


@dataclass(frozen=True, slots=True)
class _Aspect:
    """In words, and whether it breaks something where a value comes or goes."""

    words: str
    came: bool = False
    went: bool = False


_LABEL, _DEFINITION, _OTHER = _Aspect("label"), _Aspect("definition"), _Aspect("")
#: What follows from data changes with these, or what is found by them.
_ASPECTS = {
    TYPE: _Aspect("kind", came=True, went=True),
    _RDFS + "label": _LABEL,
    _SKOS + "prefLabel": _LABEL,
    _SKOS + "altLabel": _LABEL,
    _RDFS + "comment": _DEFINITION,
    _SKOS + "definition": _DEFINITION,
    _SKOS + "scopeNote": _DEFINITION,
    _RDFS + "domain": _Aspect("domain", came=True, went=True),
    _RDFS + "range": _Aspect("range", came=True, went=True),
    _RDFS + "subClassOf": _Aspect("hierarchy", went=True),
    _RDFS + "subPropertyOf": _Aspect("hierarchy", went=True),
    _SKOS + "broader": _Aspect("hierarchy", went=True),
    _SKOS + "inScheme": _Aspect("scheme", went=True),
    _SKOS + "notation": _Aspect("code", went=True),
    _OWL + "disjointWith": _Aspect("disjoint", came=True),
    _OWL + "propertyDisjointWith": _Aspect("disjoint", came=True),
    _OWL + "inverseOf": _Aspect("inverse", went=True),
    _OWL + "equivalentClass": _Aspect("equivalent", went=True),
    _OWL + "equivalentProperty": _Aspect("equivalent", went=True),
    _OWL + "propertyChainAxiom": _Aspect("chain", went=True),
    _OWL + "deprecated": _Aspect("deprecation"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Alteration:
    """One difference.

    Attributes:
        part: ``term``, ``axiom``, ``shape`` or ``rule``.
        kind: ``added``, ``removed`` or ``changed``.
        name: prefixed name, or the axiom itself.
        aspect: what changed: ``definition``, ``range``, ``sh:minCount``; empty where the whole came or went.
        before, after: values that went and that came, sorted.
        direction: of a shape: ``stricter``, ``looser``, or ``otherwise`` where neither is sure.
        breaking: data that conformed may not conform, or what was inferred or found may not be, from now on.
    """

    part: str
    kind: str
    name: str
    aspect: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    direction: str = ""
    breaking: bool = False


def compare(a: Path, b: Path) -> list[Alteration]:
    """Everything that differs between the ontologies in two folders or files, sorted.

    Raises:
        UnreadableInput: one holds no ontology, or a file cannot be parsed.
    """
    old, new = read(a), read(b)
    found = [*_terms(old, new), *_axioms(old, new), *_shapes(old, new), *_rules(old.rules, new.rules)]
    return sorted(found, key=lambda each: (_PARTS.index(each.part), each.name, _KINDS.index(each.kind), each.aspect))


_PARTS, _KINDS = ("term", "axiom", "shape", "rule"), ("added", "removed", "changed")


def text(found: Iterable[Alteration], a: str, b: str) -> Iterator[str]:
    """Lines for people."""
    found = list(found)
    yield f"from {a} to {b}"
    if not found:
        yield "no difference"
        return
    for part in _PARTS:
        some = [each for each in found if each.part == part]
        if not some:
            continue
        yield f"\n{part}s"
        last = ""
        for each in some:
            mark = {"added": "+", "removed": "-", "changed": "~"}[each.kind]
            heading = f"  {mark} {each.name}"
            breaks = "  BREAKING" if each.breaking else ""
            if each.kind != "changed":
                way = f"  ({each.direction})" if each.direction else ""
                yield f"{heading}{way}{breaks}"
                continue
            if heading != last:
                yield heading
                last = heading
            yield f"      {_change(each)}{breaks}"
    counts = ", ".join(f"{sum(each.kind == kind for each in found)} {kind}" for kind in _KINDS)
    yield f"\n{counts}; breaking: {sum(each.breaking for each in found)}"


def as_json(found: Iterable[Alteration], a: str, b: str) -> dict[str, Any]:
    """The same as values of JSON."""
    found = list(found)
    return {
        "a": a,
        "b": b,
        "changes": [asdict(each) for each in found],
        "breaking": sum(each.breaking for each in found),
    }


def _change(each: Alteration) -> str:
    way = f"  ({each.direction})" if each.direction else ""
    if len(each.before) == len(each.after) == 1:
        return f"{each.aspect}: {each.before[0]} → {each.after[0]}{way}"
    if not each.before and not each.after:
        return each.aspect
    values = [*(f"- {value}" for value in each.before), *(f"+ {value}" for value in each.after)]
    return f"{each.aspect}: {', '.join(values)}{way}"


def _terms(old: Vocabulary, new: Vocabulary) -> Iterator[Alteration]:
    for iri in old.terms.keys() | new.terms.keys():
        before, after = old.terms.get(iri), new.terms.get(iri)
        if before is None or after is None:
            kind = "added" if before is None else "removed"
            yield Alteration(part="term", kind=kind, name=named(iri), breaking=after is None)
            continue
        for property, went, came in _moves(before, after):
            aspect = _ASPECTS.get(property, _OTHER)
            yield Alteration(
                part="term",
                kind="changed",
                name=named(iri),
                aspect=aspect.words or named(property),
                before=went,
                after=came,
                breaking=bool((aspect.came and came) or (aspect.went and went)),
            )


def _axioms(old: Vocabulary, new: Vocabulary) -> Iterator[Alteration]:
    # An axiom that comes may contradict what was well; one that goes may take away what followed.
    for axioms, kind in ((new.axioms - old.axioms, "added"), (old.axioms - new.axioms, "removed")):
        yield from (Alteration(part="axiom", kind=kind, name=each, breaking=True) for each in axioms)


def _shapes(old: Vocabulary, new: Vocabulary) -> Iterator[Alteration]:
    for iri in old.shapes.keys() | new.shapes.keys():
        before, after = old.shapes.get(iri), new.shapes.get(iri)
        if before is None or after is None:
            said = after if before is None else before
            assert said is not None, "it is in one of the two"
            refuses = any(map(strictness.is_constraint, said))
            yield Alteration(
                part="shape",
                kind="added" if before is None else "removed",
                name=_called(iri, said),
                direction=(STRICTER if before is None else LOOSER) if refuses else "",
                breaking=before is None and refuses and strictness.is_violation(said),
            )
            continue
        for property, went, came in _moves(before, after):
            if property == _SH + "property":
                # Shapes that came or went altogether are told for themselves.
                went = tuple(each for each in went if each in map(named, new.shapes))
                came = tuple(each for each in came if each in map(named, old.shapes))
                if not went and not came:
                    continue
            kept = before[property] & after[property] if property in before and property in after else set()
            way = strictness.direction(property, kept | set(went), kept | set(came))
            yield Alteration(
                part="shape",
                kind="changed",
                name=_called(iri, after),
                aspect=named(property),
                before=went,
                after=came,
                direction=way,
                breaking=way in (STRICTER, OTHERWISE) and strictness.is_violation(after),
            )


def _rules(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Alteration]:
    for name in old.keys() | new.keys():
        if old.get(name) != new.get(name):
            kind = "added" if name not in old else "removed" if name not in new else "changed"
            aspect = "what it infers may be otherwise" if kind == "changed" else ""
            yield Alteration(part="rule", kind=kind, name=name, aspect=aspect, breaking=kind != "added")


def _moves(before: Said, after: Said) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Properties with the values that went and those that came."""
    for property in sorted(before.keys() | after.keys()):
        old, new = before.get(property, set()), after.get(property, set())
        if old != new:
            yield property, tuple(sorted(old - new)), tuple(sorted(new - old))


def _called(iri: str, shape: Said) -> str:
    """The name of a shape, and what it is about."""
    about = [
        value
        for name in ("path", "targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode")
        for value in sorted(shape.get(_SH + name, ()))
    ]
    return f"{named(iri)} ({', '.join(about)})" if about else named(iri)
