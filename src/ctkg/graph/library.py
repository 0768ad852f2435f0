"""The query library: ``.rq`` files with a header (docs/decisions/graph-query-headers.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ctkg import resources
from ctkg.errors import QueryError, ResourceError, UsageError
from ctkg.graph import names
from ctkg.graph.parameters import TYPES, Value, typed
from ctkg.graph.tokens import tokens
from ctkg.model import SEVERITIES

KEYS = ("title", "id", "question", "params", "severity", "source", "description")
_LINE = re.compile(r"#\+(?P<more>\s{3,}|\t+)?\s*(?:(?P<key>[A-Za-z]+)\s*:)?(?P<rest>.*)")
_PARAM = re.compile(r"\s*(?P<name>[A-Za-z_]\w*)\s+(?P<type>\w+)\s*(?:=\s*(?P<default>.*?)\s*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter: its name, its type (one of :data:`ctkg.graph.parameters.TYPES`) and its default, if any."""

    name: str
    type: str
    default: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query of the library.

    Attributes:
        id: its short name; the stem of the file where the header gives none.
        text: the whole file, header included (it is a comment), so that error lines are those of the file.
        stem: name of the file without suffix.
        severity: for hygiene queries how bad a row is, else empty.
    """

    id: str
    title: str
    text: str
    stem: str = ""
    path: str = ""
    question: str = ""
    description: str = ""
    source: str = ""
    severity: str = ""
    params: tuple[Parameter, ...] = ()

    def bind(self, given: Mapping[str, str | Value]) -> dict[str, Value]:
        """Values for all parameters: those given, else the defaults.

        Raises:
            QueryError: a name that the query does not have, a value of the wrong type, or one that is missing.
        """
        known = {param.name: param for param in self.params}
        for name in given:
            if name not in known:
                hint = names.suggestion(name, known) or (f"; it has {', '.join(known)}" if known else "; it has none")
                raise QueryError(f"query {self.id} has no parameter {name}{hint}", path=self.path or None)
        values: dict[str, Value] = {}
        for param in self.params:
            value = given.get(param.name, param.default)
            if value is None:
                raise QueryError(
                    f"query {self.id} needs a value: --param {param.name}=... ({param.type})", path=self.path or None
                )
            values[param.name] = typed(value, param.type) if isinstance(value, str) else value
        return values


def has_header(text: str) -> bool:
    """True where ``text`` begins with a header line (``#+``), as queries of a library do."""
    return text.lstrip().startswith("#+")


def parse(text: str, *, path: str | None = None) -> Query:
    """The query in ``text``.

    Raises:
        ResourceError: the header is wrong; file and line are given.
    """
    header, lines = _header(text, path)
    if not header.get("title"):
        raise ResourceError("a query needs a title: write `#+ title: ...` on its first line", path=path, line=1)
    if "severity" in header and header["severity"] not in SEVERITIES:
        message = f"unknown severity {header['severity']!r}; there are {', '.join(SEVERITIES)}"
        raise ResourceError(message, path=path, line=lines["severity"])
    stem = Path(path).stem if path else ""
    params = tuple(_param(each, path, lines["params"]) for each in _split(header.get("params", "")))
    used = {token.text[1:] for token in tokens(text) if token.kind == "variable"}
    for param in params:
        if param.name not in used:
            raise ResourceError(f"the query never uses ?{param.name}", path=path, line=lines["params"])
    given = {key: value for key, value in header.items() if key not in ("params", "id")}
    return Query(id=header.get("id") or stem, text=text, stem=stem, path=path or "", params=params, **given)


def load(folder: Path | None = None) -> tuple[Query, ...]:
    """All queries below ``folder`` (default: those that ctkg brings), sorted by path.

    Raises:
        ResourceError: a broken header, or an id used twice.
    """
    return _load(folder or resources.path("queries"))


def find(name: str, folder: Path | None = None) -> Query:
    """The query with this id or file name, in any case.

    Raises:
        UsageError: there is none; the nearest names are given.
    """
    wanted = name.casefold()
    for query in load(folder):
        if wanted in (query.id.casefold(), query.stem.casefold()):
            return query
    known = [known for query in load(folder) for known in (query.id, query.stem)]
    raise UsageError(f"no query is called {name!r}{names.suggestion(name, known)}; `ctkg query --list` names all")


@cache
def _load(folder: Path) -> tuple[Query, ...]:
    found = tuple(parse(file.read_text("utf-8"), path=str(file)) for file in sorted(folder.rglob("*.rq")))
    seen: dict[str, Query] = {}
    for query in found:
        other = seen.setdefault(query.id.casefold(), query)
        if other is not query:
            raise ResourceError(f"the id {query.id} is used by {other.path} too", path=query.path, line=1)
    return found


def _header(text: str, path: str | None) -> tuple[dict[str, str], dict[str, int]]:
    header: dict[str, str] = {}
    lines: dict[str, int] = {}
    key = ""
    for number, line in enumerate(text.splitlines(), 1):
        found = _LINE.match(line)
        if not found:
            if line.strip():
                break
            continue
        if found["more"] and key:
            header[key] += " " + line.lstrip("#+").strip()
            continue
        key = (found["key"] or "").casefold()
        if key not in KEYS:
            hint = names.suggestion(key, KEYS) or f"; there are {', '.join(KEYS)}"
            raise ResourceError(f"unknown key {key!r} in the header{hint}", path=path, line=number)
        if key in header:
            raise ResourceError(f"the header gives {key} twice", path=path, line=number)
        header[key], lines[key] = found["rest"].strip(), number
    return header, lines


def _split(params: str) -> list[str]:
    """Parts between commas that stand in no double quotes."""
    return [part for part in re.findall(r'(?:[^,"]|"(?:[^"\\]|\\.)*")+', params) if part.strip()]


def _param(text: str, path: str | None, line: int) -> Parameter:
    found = _PARAM.fullmatch(text)
    if not found or found["type"] not in TYPES:
        message = f"{text.strip()!r} is not `name type = default` with a type of {', '.join(TYPES)}"
        raise ResourceError(message, path=path, line=line)
    default = found["default"]
    if default is not None and len(default) > 1 and default[0] == default[-1] == '"':
        default = re.sub(r"\\(.)", r"\1", default[1:-1])
    if default is not None:
        try:
            typed(default, found["type"])
        except QueryError as error:
            raise ResourceError(f"default of {found['name']}: {error.message}", path=path, line=line) from None
    return Parameter(name=found["name"], type=found["type"], default=default)
