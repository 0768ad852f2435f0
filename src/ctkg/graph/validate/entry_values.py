"""Values of an entry: nodes where nodes belong, and literals whose form their datatype has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from ctkg.graph import names
from ctkg.graph.infer.terms import OWL, RDF, RDFS, TYPE, XSD
from ctkg.graph.store import Store
from ctkg.graph.store.union import ONTOLOGY_GRAPH
from ctkg.graph.validate.entry_finding import finding
from ctkg.iris import ONTOLOGY, PREFIXES, compact
from ctkg.model import Finding

_TYPE = NamedNode(TYPE)
#: Properties of other vocabularies that the graph uses without a declaration in the ontology.
_USED = frozenset(
    {TYPE, *(RDFS + name for name in ("comment", "label", "seeAlso"))}
    | {PREFIXES["dcterms"] + "format", PREFIXES["skos"] + "hiddenLabel"}
)
#: Vocabularies whose names are misspelt rather than meant.
_COMMON = tuple(PREFIXES[name] for name in ("dcterms", "rdf", "rdfs", "skos"))


def values(quads: Iterable[Quad], store: Store) -> Iterator[Finding]:
    """Findings about the objects of statements, and about properties that the graph does not use."""
    kinds: dict[str, set[str]] = {}
    for quad in quads:
        predicate = quad.predicate.value
        if predicate not in kinds:
            known = store.match(quad.predicate, _TYPE, None, ONTOLOGY_GRAPH)
            kinds[predicate] = {each.object.value for each in known if isinstance(each.object, NamedNode)}
            if not kinds[predicate] and predicate not in _USED and not predicate.startswith(ONTOLOGY):
                yield _unused(quad, predicate, store)
        yield from _value(quad, kinds[predicate])


def _unused(quad: Quad, predicate: str, store: Store) -> Finding:
    if predicate.startswith(_COMMON):
        meant = names.suggestion(compact(predicate), map(compact, {*_declared(store), *_USED}))
        if meant:
            said = f"There is no property {compact(predicate)}{meant}"
            return finding("unknown property", quad, said, value=predicate, severity="violation")
    said = f"The graph makes no use of {compact(predicate)}; look for the property that says it in ontology/TERMS.md."
    return finding("unknown property", quad, said, value=predicate)


def _declared(store: Store) -> set[str]:
    found = (
        quad.subject.value
        for kind in ("AnnotationProperty", "DatatypeProperty", "ObjectProperty")
        for quad in store.match(None, _TYPE, NamedNode(OWL + kind), ONTOLOGY_GRAPH)
        if isinstance(quad.subject, NamedNode)
    )
    return {name for name in found if not name.startswith(ONTOLOGY)}


def _value(quad: Quad, kinds: set[str]) -> Iterator[Finding]:
    value, name = quad.object, compact(quad.predicate.value)
    if isinstance(value, Literal):
        if OWL + "ObjectProperty" in kinds or quad.predicate == _TYPE:
            said = f"{name} leads to a node: write its IRI, such as <id/organization/osce>, and not a text."
            yield finding("text for a node", quad, said)
        else:
            yield from _literal(quad, value)
    elif OWL + "DatatypeProperty" in kinds and isinstance(value, NamedNode):
        yield finding("node for a text", quad, f"{name} has a text, a number or a date, in quotes, and not a node.")


def _literal(quad: Quad, value: Literal) -> Iterator[Finding]:
    datatype = value.datatype.value
    form = _forms().get(datatype)
    if form is None:
        known = ", ".join(sorted(compact(each) for each in _forms()))
        said = f"The graph has no values of the datatype {compact(datatype)}; there are {known}."
        yield finding("datatype", quad, said)
    elif not form(value.value):
        said = f"This is no {compact(datatype)}; {_HOW.get(datatype.removeprefix(XSD), 'correct the value')}."
        yield finding("datatype", quad, said)


_HOW = {
    "boolean": "write true or false",
    "date": "write a day that exists as 2019-11-19",
    "dateTime": "write a time that exists as 2019-11-19T09:30:00Z",
    "decimal": "write a number such as 48.5",
    "gMonthDay": "write a day of the year as --11-19",
    "gYear": "write a year as 2019",
    "gYearMonth": "write a month as 2019-11",
    "integer": "write a whole number such as 40",
}


@cache
def _forms() -> dict[str, Callable[[str], bool]]:
    """What a value of each datatype must look like (XML Schema 1.1, part 2)."""
    zone = r"(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?"
    patterns = {
        "boolean": "true|false|0|1",
        "dateTime": rf"\d{{4}}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?{zone}",
        "decimal": r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)",
        "gYear": rf"-?\d{{4,}}{zone}",
        "gYearMonth": rf"-?\d{{4,}}-(?:0[1-9]|1[0-2]){zone}",
        "integer": r"[+-]?\d+",
        "anyURI": r"[^\s<>\"{}|\\^`]+",
    }
    forms: dict[str, Callable[[str], bool]] = {XSD + name: _like(pattern) for name, pattern in patterns.items()}
    moment = forms[XSD + "dateTime"]
    return {
        **forms,
        XSD + "date": _is_day,
        XSD + "dateTime": lambda text: moment(text) and _is_day(text[:10]),
        XSD + "gMonthDay": lambda text: text.startswith("--") and _is_day("2000-" + text[2:]),
        XSD + "string": lambda text: True,
        RDF + "langString": lambda text: True,
    }


def _like(pattern: str) -> Callable[[str], bool]:
    form = re.compile(pattern)
    return lambda text: form.fullmatch(text) is not None


def _is_day(text: str) -> bool:
    try:
        return re.fullmatch(r"\d{4}-\d\d-\d\d", text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False
