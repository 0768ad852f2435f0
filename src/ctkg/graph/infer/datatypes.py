"""What literals may and may not be under an axiom."""

from __future__ import annotations

from pyoxigraph import Literal

from ctkg.graph.infer.rule import Bindings, Guard
from ctkg.graph.infer.terms import RDFS, XSD

#: Derived types, each with the type it is derived from (XML Schema 1.1 Part 2, section 3).
_BASE = {
    "integer": "decimal",
    "nonNegativeInteger": "integer",
    "nonPositiveInteger": "integer",
    "positiveInteger": "nonNegativeInteger",
    "negativeInteger": "nonPositiveInteger",
    "long": "integer",
    "int": "long",
    "short": "int",
    "byte": "short",
    "unsignedLong": "nonNegativeInteger",
    "unsignedInt": "unsignedLong",
    "unsignedShort": "unsignedInt",
    "unsignedByte": "unsignedShort",
    "normalizedString": "string",
    "token": "normalizedString",
    "language": "token",
    "Name": "token",
    "NMTOKEN": "token",
    "NCName": "Name",
    "dateTimeStamp": "dateTime",
    "dayTimeDuration": "duration",
    "yearMonthDuration": "duration",
}
#: Stores write derived integers as xsd:integer, so any integer may stand for them; SHACL checks their bounds.
_INTEGERS = frozenset(name for name in _BASE if name not in ("integer",) and "nteger" in name) | {
    "long", "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte",
}  # fmt: skip


def literals(*variables: str) -> Guard:
    """A guard: all variables hold literals."""
    expression = " && ".join(f"isLiteral({name})" for name in variables)
    return Guard(lambda values: all(isinstance(values[name], Literal) for name in variables), expression)


def not_of_type(variable: str, datatype: str) -> Guard:
    """A guard: the variable holds something that is no literal of ``datatype``."""

    def holds(values: Bindings) -> bool:
        value = values[variable]
        return not (isinstance(value, Literal) and is_of_type(value.datatype.value, datatype))

    return Guard(holds, f"!isLiteral({variable}) || datatype({variable}) != <{datatype}>")


def is_of_type(actual: str, wanted: str) -> bool:
    """True where every literal of datatype ``actual`` is one of ``wanted``; unknown datatypes are let through."""
    if actual == wanted or wanted == RDFS + "Literal" or not wanted.startswith(XSD):
        return True
    if actual == XSD + "integer" and wanted.removeprefix(XSD) in _INTEGERS:
        return True
    name: str | None = actual.removeprefix(XSD)
    while name is not None:
        if XSD + name == wanted:
            return True
        name = _BASE.get(name)
    return False
