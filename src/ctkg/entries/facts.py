"""What an entry says, by node: the lookup that the rest of the package reads it through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from ctkg import tables
from ctkg.iris import ID, ONTOLOGY, PREFIXES, instance, term
from ctkg.resolve.letters import words
from ctkg.resolve.world import reference_names

_TYPE = PREFIXES["rdf"] + "type"
_NAMES = (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel", PREFIXES["dcterms"] + "title")
_CITY, _STATE, _TERRITORY = instance("city", ""), instance("state", ""), instance("territory", "")


class Facts:
    """The triples of one entry, by subject and by object."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._about: dict[str, dict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
        self._pointing: dict[tuple[str, str], list[str]] = defaultdict(list)
        for quad in quads:
            subject, value = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                self._about[subject.value][quad.predicate.value].append(value)
                if isinstance(value, NamedNode):
                    self._pointing[quad.predicate.value, value.value].append(subject.value)

    def subjects(self) -> list[str]:
        """IRIs of all nodes that the entry speaks of, sorted."""
        return sorted(self._about)

    def classes(self, node: str) -> list[str]:
        """Local names of the classes of the ontology that the entry gives a node, sorted."""
        found = {value.value for value in self._values(node, _TYPE) if isinstance(value, NamedNode)}
        return sorted(iri.removeprefix(ONTOLOGY) for iri in found if iri.startswith(ONTOLOGY))

    def nodes(self, node: str, name: str) -> list[str]:
        """IRIs that a property of the ontology (a local name) gives of a node, sorted."""
        return sorted({value.value for value in self._values(node, term(name)) if isinstance(value, NamedNode)})

    def texts(self, node: str, name: str) -> list[str]:
        """Lexical forms that a property gives of a node, sorted; ``name`` is a local name or a full IRI."""
        found = self._values(node, name if ":" in name else term(name))
        return sorted({value.value for value in found if isinstance(value, Literal)})

    def properties(self, node: str) -> Iterator[tuple[str, NamedNode | Literal]]:
        """Local name of a property of the ontology, and value, of all that is said of a node."""
        for predicate, values in self._about.get(node, {}).items():
            if predicate.startswith(ONTOLOGY):
                for value in values:
                    yield predicate.removeprefix(ONTOLOGY), value

    def pointing(self, name: str, node: str) -> list[str]:
        """IRIs of the nodes that point to ``node`` by a property of the ontology, sorted."""
        return sorted(set(self._pointing.get((term(name), node), ())))

    def label(self, node: str) -> str:
        """How the entry calls a node, English first; else as the tables do; else the last part of its IRI."""
        for predicate in _NAMES:
            found = [value for value in self._values(node, predicate) if isinstance(value, Literal)]
            if found:
                return min(found, key=lambda v: ((v.language or "en") != "en", v.value)).value
        return known_label(node) or " ".join(words(node.rpartition("/")[2]))

    def _values(self, node: str, predicate: str) -> list[NamedNode | Literal]:
        about = self._about.get(node)
        return about.get(predicate, []) if about is not None else []


@cache
def known_label(node: str) -> str:
    """The name that the reference tables have for a body, State, territory or city; empty for anything else."""
    if found := reference_names().get(node):
        return found
    for stem in (_STATE, _TERRITORY):
        if node.startswith(stem) and (row := _states().get(node.removeprefix(stem))):
            return row["name_en"]
    if node.startswith(_CITY) and (row := _cities().get(node.removeprefix(_CITY))):
        return row["name"]
    return ""


def is_state(code: str) -> bool:
    """True for the ISO code of a State; a territory alone (XK, TW) is none."""
    return _states().get(code, {}).get("kind") == "state"


def country_of_city(city: str) -> str:
    """ISO code of the country of a city of the tables, by its IRI; empty for others."""
    return _cities().get(city.removeprefix(_CITY), {}).get("iso2", "")


def kind_of(iri: str) -> str:
    """``organization`` of ``id/organization/osce`` ...; empty for what is no instance."""
    return iri.removeprefix(ID).partition("/")[0] if iri.startswith(ID) else ""


@cache
def _states() -> dict[str, tables.Row]:
    return {row["iso2"]: row for row in tables.rows("states")}


@cache
def _cities() -> dict[str, tables.Row]:
    return {row["id"]: row for row in tables.rows("cities")}
