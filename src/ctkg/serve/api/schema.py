"""``/api/v1/schema``: the words of the ontology, and the kinds of entry with their JSON Schema."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from ctkg import forms
from ctkg.errors import UsageError
from ctkg.graph.store import Store
from ctkg.iris import PREFIXES, graph
from ctkg.serve.access import View
from ctkg.serve.api.answering import read
from ctkg.serve.api.asked import missing
from ctkg.serve.asking.vocabulary import words


def schema(view: View, request: Request) -> Any:
    """Prefixes, classes, properties and schemes of the ontology, and the kinds of entry."""
    return view.lasting("api.schema", graph("ontology"), _schema)


def kind(view: View, request: Request) -> Any:
    """The JSON Schema of the form of one kind of entry."""
    try:
        return forms.schema(request.path_params["kind"])
    except UsageError as error:
        raise missing(error) from None


def _schema(store: Store) -> dict[str, Any]:
    found: dict[str, list[dict[str, Any]]] = {"class": [], "property": [], "scheme": []}
    for word in words(store):
        if word.kind in found:
            told = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(word).items()}
            found[word.kind].append(
                {name: value for name, value in told.items() if (value or name == "label") and name != "kind"}
            )
    return {
        "prefixes": PREFIXES,
        "classes": found["class"],
        "properties": found["property"],
        "schemes": found["scheme"],
        "kinds": [
            {"kind": form.kind, "label": form.label, "about": form.description, "schema": f"/api/v1/schema/{form.kind}"}
            for form in forms.kinds()
        ],
    }


ROUTES = (
    Route("/api/v1/schema", read(schema), methods=["GET"]),
    Route("/api/v1/schema/{kind}", read(kind), methods=["GET"]),
)
