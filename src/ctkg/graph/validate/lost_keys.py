"""Keys of JSON-LD that say nothing: a parser passes over them without a word, and over all that stands below them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from ctkg.graph.validate.entry_finding import CHECKS
from ctkg.model import Finding

CHECK = "key without a meaning"
_MAPS = frozenset({"@id", "@index", "@language", "@type"})


def lost_keys(text: str) -> list[Finding]:
    """A violation for every key that no context of the text defines, and for every relative ``@id`` without a base.

    The place is given where the key stands in the text once.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return []  # the parser says so
    contexts = list(_contexts(document))
    if not all(isinstance(context, dict) for context in contexts):
        return []  # a remote one, which is refused
    defined = {key for context in contexts for key in context}
    has_vocabulary, has_base = "@vocab" in defined, "@base" in defined
    found: dict[str, tuple[str, str]] = {}
    for focus, key, value in _members(document, _mapped(contexts)):
        if not (key.startswith("@") or key in defined or ":" in key or has_vocabulary):
            said = f"The key {key} means nothing, and what it says would be lost; the @context has no such term."
            found.setdefault(key, (focus, said))
        if key in ("@id", *_ids(contexts)) and isinstance(value, str) and not has_base and ":" not in value:
            said = f"The {key} {value} is relative, and would be lost; write it in full, or @base in the @context."
            found.setdefault(value, (focus, said))
    return [_finding(text, name, focus, said) for name, (focus, said) in found.items()]


def _finding(text: str, name: str, focus: str, said: str) -> Finding:
    places = [each.start() for each in re.finditer(re.escape(json.dumps(name, ensure_ascii=False)), text)]
    line = text.count("\n", 0, places[0]) + 1 if len(places) == 1 else 0
    column = places[0] - text.rfind("\n", 0, places[0]) if line else 0
    severity = CHECKS[CHECK].severity
    return Finding(check=CHECK, severity=severity, focus=focus, value=name, message=said, line=line, column=column)


def _contexts(node: Any) -> Iterator[Any]:
    if isinstance(node, list):
        for each in node:
            yield from _contexts(each)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "@context":
                yield from value if isinstance(value, list) else [value]
            yield from _contexts(value)


def _ids(contexts: list[dict[str, Any]]) -> set[str]:
    """Other words for ``@id``."""
    return {key for context in contexts for key, value in context.items() if value == "@id"}


def _mapped(contexts: list[dict[str, Any]]) -> set[str]:
    """Terms whose values are maps by language, index, id or type, or JSON as it is: the keys in there are no terms."""
    return {
        key
        for context in contexts
        for key, value in context.items()
        if isinstance(value, dict) and (value.get("@type") == "@json" or _MAPS & set(_several(value.get("@container"))))
    }


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _members(node: Any, mapped: set[str], focus: str = "[]") -> Iterator[tuple[str, str, Any]]:
    """Node, key and value of everything that is said outside of contexts."""
    if isinstance(node, list):
        for each in node:
            yield from _members(each, mapped, focus)
    elif isinstance(node, dict):
        inner = str(node.get("@id") or node.get("id") or focus)
        for key, value in node.items():
            if key == "@context":
                continue
            yield inner, key, value
            if key not in mapped:
                yield from _members(value, mapped, inner)
            elif isinstance(value, dict):
                yield from _members(list(value.values()), mapped, inner)
