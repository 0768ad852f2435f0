"""Facts from Turtle, for tests."""

from __future__ import annotations

from pyoxigraph import RdfFormat, parse

from ctkg.graph.infer.terms import Fact, fact

PREFIXES = """
@prefix : <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def facts(turtle: str) -> set[Fact]:
    return {fact(quad) for quad in parse(PREFIXES + turtle, RdfFormat.TURTLE)}
