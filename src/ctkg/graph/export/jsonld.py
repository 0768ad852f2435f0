"""JSON-LD to be read by people: short keys by the context of the ontology, one line a property, everything sorted."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ctkg import resources
from ctkg.iris import PREFIXES

_TYPE = PREFIXES["rdf"] + "type"
_XSD = PREFIXES["xsd"]
_BASES = sorted(PREFIXES.items(), key=lambda pair: -len(pair[1]))
#: Whole numbers that every reader of JSON keeps as they are, in their canonical form.
_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,14}")

#: Key and the kind of its values: a datatype with prefix, ``@id`` for nodes, ``@language`` for texts, or empty.
Key = tuple[str, str]


def context() -> dict[str, Any]:
    """The published context: ``ontology/context.jsonld`` without the object around it."""
    found: dict[str, Any] = json.loads(resources.path("ontology", "context.jsonld").read_text(encoding="utf-8"))
    return found["@context"]  # type: ignore[no-any-return]


@cache
def _keys() -> tuple[dict[str, Key], dict[str, str]]:
    """Keys of properties and of classes, by IRI."""
    keys: dict[str, Key] = {}
    names: dict[str, str] = {}
    for key, meaning in context().items():
        if key in PREFIXES or key.startswith("@"):
            continue
        name = meaning if isinstance(meaning, str) else meaning["@id"]
        prefix, _, local = name.partition(":")
        names[PREFIXES[prefix] + local] = key
        parts = {} if isinstance(meaning, str) else meaning
        keys[PREFIXES[prefix] + local] = (key, parts.get("@type", parts.get("@container", "")))
    return keys, names


def document(graphs: Iterable[tuple[str | None, Callable[[], Iterable[Triple]]]], address: str = "") -> Iterator[bytes]:
    """The document in pieces.

    Args:
        graphs: name of each graph (None: the default graph) and what gives its triples; one is held in memory at a
            time.
        address: where the context is published, to refer to it; empty writes the context into the document.
    """
    told = json.dumps(address) if address else _lines(context(), "  ")
    yield f'{{\n  "@context": {told},\n  "@graph": ['.encode()
    first = True
    for name, triples in graphs:
        if name is not None:
            yield f'{"" if first else ","}\n    {{\n    "@id": {_json(_node(name))},\n    "@graph": ['.encode()
            first = True
        for node in nodes(triples()):
            yield f"{'' if first else ','}\n    {_lines(node, '    ')}".encode()
            first = False
        if name is not None:
            yield b"\n    ]}"
            first = False
    yield b"\n  ]\n}\n"


def nodes(triples: Iterable[Triple]) -> Iterator[dict[str, Any]]:
    """One object for each subject; duplicates are dropped."""
    ordered = sorted({(_order(t.subject), t.predicate.value, _order(t.object)): t for t in triples}.items())
    for _, about in groupby(ordered, key=lambda item: item[0][0]):
        yield _object([triple for _, triple in about])


def _object(triples: list[Triple]) -> dict[str, Any]:
    types: list[str] = []
    texts: dict[str, dict[str, list[str]]] = {}
    values: dict[str, list[Any]] = {}
    keys, names = _keys()
    for triple in triples:
        iri, target = triple.predicate.value, triple.object
        if iri == _TYPE and isinstance(target, NamedNode):
            types.append(names.get(target.value) or _node(target.value))
            continue
        key, kind = keys.get(iri, ("", ""))
        if kind == "@language" and isinstance(target, Literal) and (target.language or _kind(target) == "string"):
            texts.setdefault(key, {}).setdefault(target.language or "@none", []).append(target.value)
            continue
        if not key or kind == "@language":
            key, kind = _node(iri), ""
        values.setdefault(key, []).append(_value(target, kind))
    found: dict[str, Any] = {"@id": _identifier(triples[0].subject)}
    if types:
        found["@type"] = _one(types)
    rest: dict[str, Any] = {key: {tag: _one(words) for tag, words in by.items()} for key, by in texts.items()}
    rest |= {key: _one(each) for key, each in values.items()}
    return found | dict(sorted(rest.items()))


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _value(term: object, kind: str) -> Any:
    """A value under a key of a kind: a datatype with prefix, ``@id`` or empty."""
    if not isinstance(term, Literal):
        return _identifier(term) if kind == "@id" else {"@id": _identifier(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    own = _kind(term)
    if own == "string":
        return term.value if not kind else {"@value": term.value}
    if own == "integer" and kind in ("", "xsd:integer") and _NUMBER.fullmatch(term.value):
        return int(term.value)
    if own == "boolean" and kind in ("", "xsd:boolean") and term.value in ("true", "false"):
        return term.value == "true"
    if kind == f"xsd:{own}" and own:
        return term.value
    return {"@value": term.value, "@type": _node(term.datatype.value)}


def _kind(term: Literal) -> str:
    """Local name of a datatype of XML Schema; empty for others."""
    iri = term.datatype.value
    return iri[len(_XSD) :] if iri.startswith(_XSD) else ""


def _identifier(term: object) -> str:
    assert isinstance(term, NamedNode | BlankNode), f"not RDF 1.1: {term}"
    return str(term) if isinstance(term, BlankNode) else _node(term.value)


def _node(iri: str) -> str:
    """An IRI with a prefix where one fits; two slashes behind it would make another IRI of it."""
    for prefix, base in _BASES:
        if iri.startswith(base) and not iri.startswith("//", len(base)):
            return f"{prefix}:{iri[len(base) :]}"
    return iri


def _order(term: object) -> tuple[int, str, str]:
    if isinstance(term, NamedNode):
        return 0, term.value, ""
    if isinstance(term, BlankNode):
        return 1, term.value, ""
    assert isinstance(term, Literal), f"not RDF 1.1: {term}"
    return 2, term.value, str(term)


def _lines(value: dict[str, Any], indent: str) -> str:
    inner = ",\n".join(f"{indent}  {_json(key)}: {_json(each)}" for key, each in value.items())
    return f"{{\n{inner}\n{indent}}}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
