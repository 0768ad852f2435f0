"""Literals as the engine gives them back: it keeps numbers and dates by value, so ``"1.0"`` comes back as ``"1"``.

Whoever compares what is to be written with what is there must compare it in that form: else a triple would be taken
for one that goes and another that comes.
"""

from __future__ import annotations

import re
from functools import lru_cache

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad, Triple

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NODE = NamedNode("urn:ctkg:store:literal")
#: Datatypes that are kept as written.
_AS_WRITTEN = frozenset({_XSD + "string", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"})
#: Forms that are known to come back as they are.
_PLAIN = {
    _XSD + "integer": re.compile(r"0|-?[1-9]\d{0,17}"),
    _XSD + "decimal": re.compile(r"0|-?[1-9]\d{0,11}|-?0\.\d{0,9}[1-9]|-?[1-9]\d{0,8}\.\d{0,6}[1-9]"),
    _XSD + "boolean": re.compile("true|false"),
    _XSD + "date": re.compile(r"[1-9]\d{3}-\d\d-\d\d"),
    _XSD + "gYear": re.compile(r"[1-9]\d{3}"),
    _XSD + "gYearMonth": re.compile(r"[1-9]\d{3}-\d\d"),
    _XSD + "gMonthDay": re.compile(r"--\d\d-\d\d"),
}


def as_kept(triple: Triple) -> Triple:
    """``triple`` in the form in which a store gives it back."""
    value = triple.object
    if type(value) is not Literal:
        return triple
    datatype = value.datatype.value
    if datatype in _AS_WRITTEN:
        return triple
    plain = _PLAIN.get(datatype)
    if plain is not None and plain.fullmatch(value.value):
        return triple
    kept = _kept(value.value, datatype)
    return triple if kept == value else Triple(triple.subject, triple.predicate, kept)


@lru_cache(maxsize=10_000)
def _kept(value: str, datatype: str) -> Literal:
    store = ox.Store()
    store.add(Quad(_NODE, _NODE, Literal(value, datatype=NamedNode(datatype))))
    kept = next(iter(store)).object
    assert isinstance(kept, Literal), "a literal went in"
    return kept
