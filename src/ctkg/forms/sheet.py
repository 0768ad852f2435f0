"""The triples of one entry while they are written, each with the place of the form that it comes from."""

from __future__ import annotations

from pyoxigraph import Literal, Quad

from ctkg.bridge.quads import GraphBag, Value, date
from ctkg.forms.filling import Value as Written
from ctkg.forms.model import Spot
from ctkg.iris import ID, PREFIXES, graph, instance, slug, term


class Sheet:
    """The graph of one entry.

    Args:
        entry: its id.
    """

    def __init__(self, entry: str) -> None:
        self.entry = entry
        self.document = instance("document", entry)
        self._bag = GraphBag(graph("document", entry))
        self._taken: dict[str, int] = {}
        self.places: dict[tuple[str, str, str], Spot] = {}

    def quads(self) -> tuple[Quad, ...]:
        """All quads, sorted."""
        return tuple(self._bag.sorted())

    def kind(self, node: str, cls: str, spot: Spot) -> None:
        """Say of which class (IRI) a node is."""
        self.link(node, PREFIXES["rdf"] + "type", cls, spot)

    def link(self, node: str, path: str, target: str, spot: Spot) -> None:
        """Say a triple whose object is a node; ``path`` is a term of the ontology or a full IRI."""
        self._bag.link(node, path, target)
        self.place(node, path, target, spot)

    def say(self, node: str, path: str, value: Value, spot: Spot) -> None:
        """Say a triple whose object is a literal."""
        self._bag.say(node, path, value)
        self.place(node, path, value.value if isinstance(value, Literal) else str(value), spot)

    def name(self, node: str, text: str, spot: Spot, language: str = "en") -> None:
        """Give a node its readable name; without a language where ``language`` is empty."""
        self.say(node, PREFIXES["rdfs"] + "label", Literal(text, language=language) if language else text, spot)

    def literal(self, node: str, path: str, value: Written) -> None:
        """Say the literal of a field, with the datatype that the field asks for."""
        text = value.literal
        if value.field.type == "date":
            self.say(node, path, date(str(text)), value.spot)
        elif value.language:
            self.say(node, path, Literal(value.text, language=value.language), value.spot)
        elif text is not None:
            self.say(node, path, text, value.spot)

    def place(self, node: str, path: str, value: str, spot: Spot) -> None:
        """Remember where something was written; what is said first stays."""
        full = path if ":" in path else term(path)
        for key in ((node, full, value), (node, full, ""), (node, "", "")):
            self.places.setdefault(key, spot)

    def own(self, kind: str, *parts: str) -> str:
        """IRI of a node of this entry that has no other name: ``id/<kind>/<entry>/1/<part>...``, each once."""
        iri = instance(kind, self.entry, "1", *(slug(part) for part in parts if part))
        self._taken[iri] = number = self._taken.get(iri, 0) + 1
        return iri if number == 1 else f"{iri}-{number}"


def tail(iri: str) -> str:
    """What tells a node apart within its kind, as one step of an IRI: ``osce-atu``, ``state.KZ``."""
    inner = iri.removeprefix(ID)
    return inner.removeprefix("organization/").replace("/", ".")
