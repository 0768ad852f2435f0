"""The description and the routes agree, and the page shows all of it."""

from __future__ import annotations

import re

from jsonschema import Draft202012Validator
from starlette.routing import Route
from starlette.testclient import TestClient
from tests.serve.api.described import ask

from ctkg.serve.api.description import description, operations


def test_routes_and_description_agree(client: TestClient) -> None:
    routed = {
        (method, re.sub(r"\{(\w+)(:\w+)?\}", r"{\1}", route.path))
        for route in client.app.routes  # type: ignore[attr-defined]
        if isinstance(route, Route) and route.path.startswith("/api/v1/")
        for method in (route.methods or ()) if method != "HEAD"
    }  # fmt: skip
    described = {(method.upper(), path) for path, methods in description()["paths"].items() for method in methods}
    assert routed == described


def test_every_operation_is_told_well() -> None:
    seen = set()
    for path, methods in description()["paths"].items():
        for method, told in methods.items():
            where = f"{method} {path}"
            assert told["operationId"] not in seen, where
            seen.add(told["operationId"])
            assert told["summary"] and told["tags"], where
            assert "default" in told["responses"], f"{where}: what comes where it fails?"
            in_path = {each["name"] for each in told.get("parameters", ()) if each.get("in") == "path"}
            assert in_path == set(re.findall(r"\{(\w+)\}", path)), where


def test_schemas_are_schemas() -> None:
    for schema in description()["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_the_description_is_served(client: TestClient) -> None:
    found = client.get("/api/openapi.json")
    assert found.json() == description()
    page = client.get("/api", headers={"accept": "text/html"}).text
    for each in operations():
        assert each.path in page and each.summary.replace("'", "&#39;") in page


def test_examples_on_the_page_can_be_tried(client: TestClient) -> None:
    for each in operations():
        if each.example:
            ask(client, "GET", each.example)
