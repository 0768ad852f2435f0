"""Requests whose answers are compared with what the description says of them."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from ctkg.serve.api.description import description


def ask(client: TestClient, method: str, path: str, **options: Any) -> Any:
    """The JSON that comes, after a look at whether it is as described; ``status`` is that which must come."""
    wanted = options.pop("status", 200)
    answer = client.request(method, path, **options)
    assert answer.status_code == wanted, f"{method} {path}: {answer.status_code} {answer.text[:300]}"
    found = answer.json()
    # Items of a list are of one making: the first ones stand for all.
    told = {**found, "items": found["items"][:20]} if isinstance(found, dict) and "items" in found else found
    faults = [f"{error.json_path}: {error.message}" for error in judge(method, path, answer).iter_errors(told)]
    assert faults == [], f"{method} {path}"
    return found


def judge(method: str, path: str, answer: Any) -> Draft202012Validator:
    """What judges an answer, by its operation, status and type."""
    responses = operation(method, path)["responses"]
    told = responses.get(str(answer.status_code)) or responses["default"]
    if "$ref" in told:
        told = description()["components"]["responses"][told["$ref"].rpartition("/")[2]]
    kind = answer.headers["content-type"].partition(";")[0]
    assert kind in told["content"], f"{method} {path}: {kind} is not described"
    schema = told["content"][kind]["schema"]
    return Draft202012Validator({**schema, "components": description()["components"]})


def operation(method: str, path: str) -> dict[str, Any]:
    """The operation that answers to a path."""
    plain = path.partition("?")[0]
    for pattern, template in _patterns():
        if pattern.fullmatch(plain) and method.lower() in description()["paths"][template]:
            found: dict[str, Any] = description()["paths"][template][method.lower()]
            return found
    raise AssertionError(f"{method} {path} is not described")


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    templates = sorted(description()["paths"], key=lambda path: path.count("{"))
    return [(re.compile(re.sub(r"\{\w+\}", "[^/]+", template)), template) for template in templates]
