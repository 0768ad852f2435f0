"""What an editor makes of a YAML form: the core schema of YAML 1.2, where ``NO`` is a text and so is a date."""

from __future__ import annotations

import re
from typing import Any

from ctkg.forms.written import Fields, Items, Text, Written
from ctkg.forms.yaml_form import entries

_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


def documents(text: str) -> list[Any]:
    """The entries of a form as JSON values."""
    return [value(each) for each in entries(text.encode(), "form")]


def value(node: Written) -> Any:
    if isinstance(node, Fields):
        return {name: value(each) for name, each in node.values.items()}
    if isinstance(node, Items):
        return [value(each) for each in node.items]
    assert isinstance(node, Text)
    if not node.plain:
        return node.value
    if node.value in _WORDS:
        return _WORDS[node.value]
    return int(node.value) if re.fullmatch(r"[-+]?\d+", node.value) else node.value
