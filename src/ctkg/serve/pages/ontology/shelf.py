"""What the pages of the ontology are made from: its glossary, the rules, and the fields of forms."""

from __future__ import annotations

from functools import cache

from ctkg.forms import Field, Form, kinds
from ctkg.graph import glossary
from ctkg.graph.glossary import Glossary, Rule
from ctkg.iris import graph
from ctkg.serve.access import View

_ONTOLOGY = graph("ontology")


def glossary_of(view: View) -> Glossary:
    """Its terms; read again only where a write touched the ontology."""
    return view.lasting("glossary", _ONTOLOGY, glossary.read)


def rules_of(view: View) -> dict[str, tuple[Rule, ...]]:
    """Axioms and rules by the IRI of each term that they name."""
    return view.lasting("rules by term", _ONTOLOGY, glossary.rules)


@cache
def fields() -> dict[str, tuple[tuple[Form, Field], ...]]:
    """Fields of the entry forms by the IRI of the property that takes their values."""
    found: dict[str, list[tuple[Form, Field]]] = {}
    for form in kinds():
        for field in form.fields:
            found.setdefault(field.path, []).append((form, field))
    return {iri: tuple(each) for iri, each in found.items()}


@cache
def forms() -> dict[str, tuple[Form, ...]]:
    """Entry forms by the IRI of the class that they describe."""
    found: dict[str, list[Form]] = {}
    for form in kinds():
        found.setdefault(form.cls, []).append(form)
    return {iri: tuple(each) for iri, each in found.items()}
