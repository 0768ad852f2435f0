"""The ontology as rdflib graphs, parsed once."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"


def parsed(*patterns: str) -> Graph:
    graph = Graph()
    for pattern in patterns:
        for file in sorted(ONTOLOGY.glob(pattern)):
            graph.parse(file, format="turtle")
    return graph


@pytest.fixture(scope="session")
def ontology_folder() -> Path:
    return ONTOLOGY


@pytest.fixture(scope="session")
def modules() -> Graph:
    """The modules alone: what reasoning rests on."""
    return parsed("*.ttl")


@pytest.fixture(scope="session")
def schemes() -> Graph:
    return parsed("schemes/*.ttl")


@pytest.fixture(scope="session")
def everything() -> Graph:
    """Modules, schemes, shapes and alignments."""
    return parsed("**/*.ttl")
