"""The YAML front matter of a Markdown document: what its author states about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from ctkg.errors import UnreadableInput

_OPEN = re.compile(r"---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_LIMIT = 65_536
#: That of libyaml where PyYAML has it, which is ten times as fast.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Values by key, as written (no type is guessed: ``no`` stays ``no``), and the line each stands on."""

    values: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    def get(self, *keys: str) -> tuple[str, int]:
        """The first of ``keys`` that is stated and not empty, with its line; ``("", 0)`` where none is."""
        return next(((self.values[key], self.lines[key]) for key in keys if self.values.get(key)), ("", 0))


def split(text: str, *, name: str) -> tuple[FrontMatter, str]:
    """Front matter and body of ``text``; a text that does not begin with ``---`` has no front matter.

    Lists of plain values become one value, parted by ``"; "``; nested mappings are left out.

    Raises:
        UnreadableInput: it is not closed, not YAML, not a mapping, too long, or states a key twice; with its line.
    """
    opening = _OPEN.match(text)
    if opening is None:
        return FrontMatter(), text
    closing = _CLOSE.search(text, opening.end())
    if closing is None:
        raise UnreadableInput("the front matter is not closed; end it with a line ---", path=name, line=1)
    written = text[opening.end() : closing.start()]
    if len(written) > _LIMIT:
        raise UnreadableInput(f"the front matter is longer than {_LIMIT} characters", path=name, line=1)
    return _parse(written, name), text[closing.end() :].lstrip("\n")


def _parse(written: str, name: str) -> FrontMatter:
    try:
        root = yaml.compose(written, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 2, mark.column + 1) if mark else (2, 1)
        problem = error.problem or error.context
        raise UnreadableInput(f"front matter is not YAML: {problem}", path=name, line=line, column=column) from None
    except yaml.YAMLError as error:
        raise UnreadableInput(f"front matter is not YAML: {error}", path=name, line=2) from None
    except RecursionError:
        raise UnreadableInput("front matter is nested too deeply", path=name, line=2) from None
    if root is None:
        return FrontMatter()
    if not isinstance(root, yaml.MappingNode):
        raise UnreadableInput("front matter must be lines of key: value", path=name, line=root.start_mark.line + 2)
    return _mapping(root, name)


def _mapping(root: yaml.MappingNode, name: str) -> FrontMatter:
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    for key_node, value_node in root.value:
        if not isinstance(key_node, yaml.ScalarNode):
            continue
        key, line = str(key_node.value).strip(), key_node.start_mark.line + 2
        if key in lines:
            message = f"front matter states {key!r} twice (first in line {lines[key]})"
            raise UnreadableInput(message, path=name, line=line)
        lines[key] = line
        values[key] = _value(value_node)
    return FrontMatter(values, lines)


def _value(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        value = str(node.value).strip()
        return "" if value in ("~", "null") and node.style is None else value
    if isinstance(node, yaml.SequenceNode):
        return "; ".join(str(item.value).strip() for item in node.value if isinstance(item, yaml.ScalarNode))
    return ""
