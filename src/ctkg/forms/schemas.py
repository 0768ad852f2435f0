"""JSON Schema (2020-12) of forms, for editors that know YAML: names, types, allowed values, descriptions."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import yaml

from ctkg.forms.model import Field, Form
from ctkg.forms.schemes import concepts
from ctkg.forms.shapes import form as form_of
from ctkg.forms.shapes import forms

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_OTHER = r"[^\x00-\x7F]"  # letters of any script; JSON Schema has no word for them that all editors know
_ID = rf"^(?:[A-Za-z0-9]|{_OTHER})(?:(?:[A-Za-z0-9_.-]|{_OTHER}){{0,118}}(?:[A-Za-z0-9_]|{_OTHER}))?$"
#: A date as YAML gives it: a text, or a number where it is a year alone.
_DATE = {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$", "minimum": 1000, "maximum": 9999}
_PLAIN = ["string", "number"]
_WORDS = {
    "title": "words of the source, where nothing has a node",
    "type": "object",
    "required": ["words"],
    "properties": {"words": {"type": "string", "minLength": 1}},
    "additionalProperties": False,
}

Schema = dict[str, Any]


def schema(kind: str = "") -> Schema:
    """The schema of the forms of one kind, or of all kinds where ``kind`` is empty.

    It accepts what :func:`ctkg.forms.read` can read (but no number in quotation marks) and refuses wrong types, unknown
    fields and missing ones; names are left to the reader.

    Raises:
        UsageError: an unknown kind.
    """
    parts = _Parts()
    if kind:
        found = parts.entry(form_of(kind))
        return {"$schema": _DIALECT, **found, "$defs": parts.definitions()}
    every = [form_of(each) for each in forms()]
    branches = [
        {"if": {"properties": {"kind": {"const": form.kind}}, "required": ["kind"]}, "then": parts.entry(form)}
        for form in every
    ]
    return {
        "$schema": _DIALECT,
        "title": "entry of any kind",
        "type": "object",
        "required": ["id", "kind"],
        "properties": {"kind": {"enum": [form.kind for form in every]}},
        "allOf": branches,
        "$defs": parts.definitions(),
    }


def dumps(found: Schema) -> str:
    """A schema as text; the same in every run."""
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


class _Parts:
    """Schemas of forms within forms, of concept schemes and of fields, each written once."""

    def __init__(self) -> None:
        self._defined: dict[str, Schema] = {}
        self._fields: dict[Field, str] = {}

    def definitions(self) -> Schema:
        return dict(sorted(self._defined.items()))

    def entry(self, form: Form) -> Schema:
        own: Schema = {
            "id": {
                "description": "Short name of the entry's own: letters, digits, hyphens.",
                "type": _PLAIN,
                "pattern": _ID,
                "examples": ["skopje-workshop-2019"],
            },
            "kind": {"const": form.kind},
        }
        return self._object(form, own)

    def _object(self, form: Form, own: Schema) -> Schema:
        return {
            "title": form.label,
            **({"description": form.description} if form.description else {}),
            "type": "object",
            "required": [*own, *(field.name for field in form.fields if field.required)],
            "properties": {**own, **{field.name: self._field(field) for field in form.fields}},
            "additionalProperties": False,
        }

    def _once(self, name: str, made: Callable[[], Schema]) -> Schema:
        if name not in self._defined:
            self._defined[name] = {}  # its place, so that a form within itself ends
            self._defined[name] = made()
        return {"$ref": f"#/$defs/{name}"}

    def _form(self, form: Form) -> Schema:
        return self._once(form.label.replace(" ", "-"), lambda: self._object(form, {}))

    def _field(self, field: Field) -> Schema:
        """A reference to the schema of a field; fields of one name that differ are numbered."""
        if field not in self._fields:
            number = sum(each.name == field.name for each in self._fields) + 1
            self._fields[field] = f"field-{field.name}" + (f"-{number}" if number > 1 else "")
        return self._once(self._fields[field], lambda: self._of(field))

    def _of(self, field: Field) -> Schema:
        one = self._value(field)
        found: Schema = {"description": field.description} if field.description else {}
        choices = [one]
        if field.several:
            least = {"minItems": 1} if field.required else {}
            choices.append({"type": "array", "items": {"anyOf": [one, {"type": "null"}]}, **least})
        if not field.required:
            choices.append({"type": "null"})
        found |= one if len(choices) == 1 else {"anyOf": choices}
        if field.examples:
            found["examples"] = [_example(field, example) for example in field.examples]
        return found

    def _value(self, field: Field) -> Schema:
        match field.type:
            case "integer":
                return {"type": "integer", **({} if field.least is None else {"minimum": field.least})}
            case "boolean":
                return {"enum": [True, False, "yes", "no"]}
            case "date":
                return self._once("date", lambda: _DATE)
            case "choice":
                return {"enum": list(field.choices)}
            case "text" | "name":
                limits: Schema = {"minLength": field.shortest, "maxLength": field.longest}
                return {"type": _PLAIN, **limits, **({"pattern": field.pattern} if field.pattern else {})}
            case "form":
                inner = self._form(field.forms[0])
                return {"anyOf": [inner, {"type": "string", "minLength": 1}]} if field.forms[0].shorthand else inner
        ways = [self._named(field), *(self._form(form) for form in field.forms)]
        if field.words:
            ways.append(self._once("words", lambda: _WORDS))
        return ways[0] if len(ways) == 1 else {"anyOf": ways}

    def _named(self, field: Field) -> Schema:
        """A name; of a concept, those that people see for completion, though any other spelling is taken as well."""
        named: Schema = {"type": _PLAIN, "minLength": 1}
        if not field.scheme:
            return named
        classes = (cls.rpartition("#")[2] for cls in field.classes)
        name = "-".join(("concept", field.scheme.rpartition("/")[2], *classes))
        return self._once(name, lambda: {"anyOf": [{"enum": [label for _, label in concepts(field)]}, named]})


def _example(field: Field, written: str) -> Any:
    if field.type in ("integer", "boolean") or written.startswith("{"):
        return yaml.safe_load(written)
    return written
