"""YAML forms: the safe part of YAML, every scalar as it was written.

Anchors, aliases, tags and merge keys are refused; no type is guessed, so that ``NO`` stays Norway's code and ``2019``
what its field makes of it. Several entries in one file are parted by ``---``.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from ctkg.errors import UnreadableInput
from ctkg.forms import yaml_faults
from ctkg.forms.written import Fields, Items, Text, Written

#: Largest form, bytes.
LIMIT = 8 * 1024 * 1024
#: Levels of lists and mappings in each other, at most; no form has more than five.
_DEEPEST = 16
#: Characters that no text holds; the last of them are half characters, which YAML can write as \ud800.
_CONTROL = frozenset(
    chr(code) for code in (*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000))
)


def entries(data: bytes, name: str) -> Iterator[Fields]:
    """The mappings of ``data``, one for each entry.

    Raises:
        UnreadableInput: too large, not UTF-8, not YAML or more of it than a form needs; with line and column.
    """
    if len(data) > LIMIT:
        raise UnreadableInput(f"the form is larger than {LIMIT // 1024 // 1024} MB; give large files as CSV", path=name)
    found = False
    for root in _roots(decoded(data, name), name):
        if isinstance(root, Text) and root.empty:
            continue  # nothing between two lines ---
        if not isinstance(root, Fields):
            wanted = "an entry is lines of name: value; write a form with: ctkg new KIND"
            raise UnreadableInput(wanted, path=name, line=root.line, column=root.column)
        found = True
        yield root
    if not found:
        raise UnreadableInput("nothing in here; write a form with: ctkg new KIND", path=name)


def decoded(data: bytes, name: str) -> str:
    """UTF-8 text, without a byte order mark and with LF.

    Raises:
        UnreadableInput: not UTF-8, or with a control character; with line and column.
    """
    if b"\0" in data[:4]:  # every second byte of UTF-16, where no mark tells it
        raise UnreadableInput("this is not UTF-8; save the file as UTF-8", path=name, line=1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        raise UnreadableInput("this is not UTF-8; save the file as UTF-8", path=name, line=line) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not _CONTROL.isdisjoint(text):
        at = next(index for index, character in enumerate(text) if character in _CONTROL)
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        raise UnreadableInput(
            f"a control character, U+{ord(text[at]):04X}; take it out", path=name, line=line, column=column
        )
    return text


def _roots(text: str, name: str) -> Iterator[Written]:
    """The root of each YAML document, put together from events without recursion."""
    root: Written | None = None
    open_: list[Items | Fields] = []
    waiting: list[Text | None] = []  # the name whose value comes next, for each open mapping
    try:
        for event in yaml.parse(text, Loader=yaml.BaseLoader):
            if isinstance(event, yaml.DocumentStartEvent):
                root = None
            elif isinstance(event, yaml.DocumentEndEvent):
                yield root if root is not None else Text("", 1, 1)
            elif isinstance(event, yaml.NodeEvent):
                _check(event, len(open_), name)
                node = _node(event, name)
                if not open_:
                    root = node
                elif waiting[-1] is None and isinstance(open_[-1], Fields):
                    waiting[-1] = _key(node, name)
                    continue
                else:
                    _put(open_[-1], waiting[-1], node)
                    waiting[-1] = None
                if not isinstance(node, Text):
                    open_.append(node)
                    waiting.append(None)
            elif isinstance(event, yaml.CollectionEndEvent):
                open_.pop()
                waiting.pop()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        said = yaml_faults.said(error)
        if error.context_mark and error.context_mark.line + 1 != line:
            said += f"; look at what begins in line {error.context_mark.line + 1}"
        raise UnreadableInput(said, path=name, line=line, column=column) from None
    except (ValueError, OverflowError):
        raise UnreadableInput(r"this is not YAML: \U with a number that no character has", path=name) from None
    except yaml.YAMLError as error:
        raise UnreadableInput(f"this is not YAML: {error}", path=name) from None


def _check(event: yaml.NodeEvent, depth: int, name: str) -> None:
    line, column = _place(event)
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        said = "anchors and aliases (& and *) are not taken; write the value out, or put it in quotation marks"
    elif getattr(event, "tag", None) not in (None, "!"):
        said = "tags (!) are not taken; write the value alone, or put it in quotation marks"
    elif depth >= _DEEPEST:
        said = "nested too deeply for a form"
    else:
        return
    raise UnreadableInput(said, path=name, line=line, column=column)


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _node(event: yaml.NodeEvent, name: str) -> Written:
    line, column = _place(event)
    if isinstance(event, yaml.ScalarEvent):
        if found := _CONTROL.intersection(event.value):
            said = f"a control character, U+{ord(min(found)):04X}; take it out"
            raise UnreadableInput(said, path=name, line=line, column=column)
        return Text(event.value, line, column, plain=not event.style)
    return Items(line, column) if isinstance(event, yaml.SequenceStartEvent) else Fields(line, column)


def _key(node: Written, name: str) -> Text:
    if isinstance(node, Text) and not (node.plain and node.value == "<<"):
        return node
    said = "a name is expected before the colon; put text with a colon, a brace or a bracket in quotation marks"
    raise UnreadableInput(said, path=name, line=node.line, column=node.column)


def _put(into: Items | Fields, key: Text | None, node: Written) -> None:
    if isinstance(into, Items):
        into.items.append(node)
    elif key is not None:
        if key.value in into.values:
            into.repeated.append(key)
        else:
            into.values[key.value] = node
            into.keys[key.value] = key
