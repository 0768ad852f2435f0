"""The description of the API: as OpenAPI for programs, as a page for people."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import yaml
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ctkg.serve.pages.rendering import page

_FILE = Path(__file__).with_name("openapi.yaml")
_HEADERS = {"cache-control": "max-age=3600"}


@cache
def description() -> dict[str, Any]:
    """The description, as it stands in ``openapi.yaml``."""
    found: dict[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    return found


@cache
def _packed() -> bytes:
    return json.dumps(description(), ensure_ascii=False).encode()


def for_programs(request: Request) -> Response:
    """OpenAPI 3.1."""
    return Response(_packed(), media_type="application/json", headers=_HEADERS)


def for_people(request: Request) -> Response:
    """A page with every operation."""
    return page(request, "api.html", about=description()["info"], operations=operations())


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A parameter, or a field of a body, in words."""

    name: str
    needed: bool
    values: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What can be asked, in words; ``example`` is an address to try, ``fields`` are those of the body."""

    path: str
    method: str
    id: str
    summary: str
    about: str
    writes: bool
    parameters: tuple[Row, ...]
    fields: tuple[Row, ...]
    answers: tuple[tuple[str, str], ...]
    example: str


@cache
def operations() -> tuple[Operation, ...]:
    """All operations in the order of the file."""
    return tuple(
        _operation(path, method, told)
        for path, methods in description()["paths"].items()
        for method, told in methods.items()
    )


def _operation(path: str, method: str, told: dict[str, Any]) -> Operation:
    parameters = [_resolved(each) for each in told.get("parameters", ())]
    body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    fields = {name: _resolved(each) for name, each in _resolved(body).get("properties", {}).items()}
    needed = _resolved(body).get("required", ())
    return Operation(
        path=path,
        method=method.upper(),
        id=told["operationId"],
        summary=told["summary"],
        about=told.get("description", ""),
        writes=bool(told.get("security")),
        parameters=tuple(
            Row(
                name=each["name"],
                needed=each.get("required", False),
                values=_values(_resolved(each["schema"])),
                about=each.get("description", ""),
            )
            for each in parameters
        ),
        fields=tuple(
            Row(name=name, needed=name in needed, values=_values(each), about=each.get("description", ""))
            for name, each in fields.items()
        ),
        answers=tuple(
            (status, _resolved(each)["description"])
            for status, each in told["responses"].items()
            if status != "default"
        ),
        example=_example(path, parameters) if method == "get" else "",
    )


def _values(schema: dict[str, Any]) -> str:
    """Which values a schema takes, in some words."""
    if "enum" in schema:
        return ", ".join(str(each) for each in schema["enum"] if each != "")
    kinds = schema.get("type", "")
    parts = [kinds if isinstance(kinds, str) else " or ".join(kinds)]
    if "maximum" in schema:
        parts.append(f"at most {schema['maximum']:,}")
    if "maxLength" in schema:
        parts.append(f"at most {schema['maxLength']:,} letters")
    if "default" in schema:
        parts.append(f"else {str(schema['default']).lower()}")
    return ", ".join(filter(None, parts))


def _example(path: str, parameters: list[dict[str, Any]]) -> str:
    """An address to try, with what is needed and what is marked by ``x-try``."""
    asked: dict[str, str] = {}
    for each in parameters:
        if each["in"] == "path":
            path = path.replace("{" + each["name"] + "}", quote(str(each.get("example", "")), safe=""))
        elif "example" in each and (each.get("required") or each.get("x-try")):
            asked[each["name"]] = str(each["example"])
    return path + ("?" + urlencode(asked) if asked else "")


def _resolved(found: dict[str, Any]) -> dict[str, Any]:
    """What a reference stands for."""
    whole: Any = description()
    if "$ref" not in found:
        return found
    for name in found["$ref"].removeprefix("#/").split("/"):
        whole = whole[name]
    resolved: dict[str, Any] = whole
    return resolved


ROUTES = (
    Route("/api/openapi.json", for_programs, methods=["GET"]),
    Route("/api", for_people, methods=["GET"], name="api"),
)
