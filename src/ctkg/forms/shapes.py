"""The form shapes of ``ontology/forms/``, read as forms.

A node shape with ``form:kindName`` is a kind of entry. It takes over the property shapes of the node shapes that it
names with ``sh:node``; of two property shapes of one ``sh:name`` the nearer adds to, or stands in for, the further.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from ctkg import resources
from ctkg.errors import ResourceError, UsageError
from ctkg.forms.model import Field, Form
from ctkg.graph import names
from ctkg.iris import BASE, PREFIXES, term

_FORM, _SH, _RDF, _RDFS = BASE + "form/", PREFIXES["sh"], PREFIXES["rdf"], PREFIXES["rdfs"]
_XSD, _DEFINITION = PREFIXES["xsd"], PREFIXES["skos"] + "definition"
_DATE = _FORM + "date"
_DOCUMENT, _SHORTCUT = term("SourceDocument"), term("shortcutProperty")
_TYPES = {
    _XSD + "string": "text",
    _RDF + "langString": "name",
    _XSD + "integer": "integer",
    _XSD + "boolean": "boolean",
}
Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal


def form(kind: str) -> Form:
    """The form of ``kind``.

    Raises:
        UsageError: there is none; the message names the nearest ones.
    """
    found = forms().get(kind)
    if found is None:
        near = names.suggestion(kind, forms())
        raise UsageError(f"there is no kind of entry {kind!r}{near or '; list all: ctkg new'}")
    return found


@cache
def forms() -> dict[str, Form]:
    """All forms by kind, sorted.

    Raises:
        ResourceError: a file cannot be read, or a shape says what no form has.
    """
    reader = _Reader()
    found = {reader.text(shape, _FORM + "kindName"): shape for shape in reader.subjects(_FORM + "kindName")}
    return {kind: reader.form(found[kind]) for kind in sorted(found)}


@cache
def definitions() -> dict[str, str]:
    """What the ontology says that each of its terms means, by IRI."""
    return {
        quad.subject.value: quad.object.value  # type: ignore[union-attr]
        for file in sorted(resources.path("ontology").glob("*.ttl"))
        for quad in _parsed(file)
        if quad.predicate.value == _DEFINITION
    }


def _parsed(file: Path) -> list[Quad]:
    try:
        return list(parse(path=str(file), format=RdfFormat.TURTLE, rename_blank_nodes=True))
    except (SyntaxError, ValueError, OSError) as error:
        raise ResourceError(f"this form cannot be read: {error}", path=file) from None


class _Reader:
    def __init__(self) -> None:
        self._said: dict[Node, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        self._made: dict[Node, Form] = {}
        for file in sorted(resources.path("ontology", "forms").glob("*.ttl")):
            for quad in _parsed(file):
                self._said[quad.subject][quad.predicate.value].append(quad.object)  # type: ignore[index, arg-type]
        roles = _parsed(resources.path("ontology", "schemes", "role.ttl"))
        #: Property by which an event has an agent in a role -> the role.
        self._roles = {q.object.value: q.subject.value for q in roles if q.predicate.value == _SHORTCUT}  # type: ignore[union-attr]

    def subjects(self, predicate: str) -> list[Node]:
        return [node for node, said in self._said.items() if predicate in said]

    def text(self, node: Node, predicate: str) -> str:
        values = self._values(node, predicate)
        return str(getattr(values[0], "value", "")) if values else ""

    def form(self, shape: Node) -> Form:
        if shape not in self._made:
            shapes: dict[str, list[Node]] = defaultdict(list)
            self._gather(shape, shapes)
            fields = [self._field(name, found) for name, found in shapes.items()]
            self._made[shape] = Form(
                kind=self.text(shape, _FORM + "kindName"),
                label=self.text(shape, _RDFS + "label"),
                description=definitions().get(self.text(shape, _SH + "class"), ""),
                cls=self.text(shape, _SH + "class"),
                iri_kind=self.text(shape, _FORM + "iriKind"),
                written_as=self.text(shape, _FORM + "writtenAs"),
                shorthand=self.text(shape, _FORM + "shorthand"),
                fields=tuple(sorted(fields, key=lambda field: (field.order, field.name))),
            )
        return self._made[shape]

    def _gather(self, shape: Node, into: dict[str, list[Node]]) -> None:
        """Property shapes by name, the nearest first."""
        for each in self._nodes(shape, _SH + "property"):
            into[self.text(each, _SH + "name")].append(each)
        for above in self._nodes(shape, _SH + "node"):
            self._gather(above, into)

    def _field(self, name: str, shapes: list[Node]) -> Field:
        def values(predicate: str) -> list[Term]:
            return next((found for each in shapes if (found := self._values(each, predicate))), [])

        def text(predicate: str) -> str:
            found = values(predicate)
            return str(getattr(found[0], "value", "")) if found else ""

        path, against = self._path(values(_SH + "path"), name)
        nested = [node for node in values(_SH + "node") if isinstance(node, NamedNode) and node.value != _DATE]
        in_place = sorted(values(_FORM + "inPlace"), key=str)
        least = text(_SH + "minInclusive")
        kind = self._type(values, nested, name)
        forms = nested or in_place
        return Field(
            name=name,
            description=text(_SH + "description"),
            examples=tuple(str(getattr(one, "value", "")) for one in values(PREFIXES["skos"] + "example")),
            path=path,
            against=against,
            order=int(text(_SH + "order") or 0),
            required=int(max((self.text(each, _SH + "minCount") or "0" for each in shapes), key=int)) > 0,
            several=not text(_SH + "maxCount"),
            type=kind,
            classes=tuple(sorted(str(getattr(one, "value", "")) for one in values(_SH + "class"))),
            scheme=text(_FORM + "scheme"),
            choices=tuple(self._list(values(_SH + "in"))),
            pattern=text(_SH + "pattern"),
            shortest=int(text(_SH + "minLength") or 1),
            longest=int(text(_SH + "maxLength") or 2000),
            least=int(least) if least else None,
            words=text(_FORM + "words"),
            forms=tuple(self.form(node) for node in forms if isinstance(node, NamedNode)),
            role=self._roles[path] if text(_FORM + "writtenAs") == "participation" else "",
            not_after=text(_SH + "lessThanOrEquals"),
        )

    def _type(self, values, nested: list[NamedNode], name: str) -> str:  # type: ignore[no-untyped-def]
        datatypes = [node.value for node in values(_SH + "datatype")]
        classes = [node.value for node in values(_SH + "class")]
        if datatypes:
            return _TYPES[datatypes[0]]
        if any(node.value == _DATE for node in values(_SH + "node")):
            return "date"
        if values(_SH + "in"):
            return "choice"
        if values(_FORM + "scheme"):
            return "concept"
        if nested:
            return "form"
        if classes:
            return "document" if classes == [_DOCUMENT] else "thing"
        raise ResourceError(f"the form shapes do not say what the field {name!r} takes")

    def _path(self, values: list[Term], name: str) -> tuple[str, bool]:
        if not values:
            raise ResourceError(f"the form shapes do not say which property the field {name!r} is written to")
        node = values[0]
        if isinstance(node, NamedNode):
            return node.value, False
        if isinstance(node, BlankNode) and (inverse := self.text(node, _SH + "inversePath")):
            return inverse, True
        return [step.value for step in self._items(node) if isinstance(step, NamedNode)][-1], False

    def _list(self, values: list[Term]) -> list[str]:
        return [str(getattr(item, "value", "")) for first in values for item in self._items(first)]

    def _items(self, node: Term) -> list[Term]:
        found: list[Term] = []
        while isinstance(node, BlankNode):
            said = self._said[node]
            found.append(said[_RDF + "first"][0])
            node = said[_RDF + "rest"][0]
        return found

    def _values(self, node: Node, predicate: str) -> list[Term]:
        return self._said[node][predicate] if predicate in self._said.get(node, {}) else []

    def _nodes(self, node: Node, predicate: str) -> list[Node]:
        return [value for value in self._values(node, predicate) if isinstance(value, NamedNode | BlankNode)]
