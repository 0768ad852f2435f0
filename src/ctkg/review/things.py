"""From a node of the graph to the thing that a statement can say: an entity that is mapped to the same node."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ctkg import tables
from ctkg.bridge import nodes
from ctkg.bridge.nodes import Nodes
from ctkg.graph import claims
from ctkg.iris import CONCEPT, ID
from ctkg.making import statements
from ctkg.model import Entity, Statement
from ctkg.text.find import gazetteer, instruments

if TYPE_CHECKING:
    from ctkg.graph.store import Store

#: Documents in which a thing that no table knows is looked for.
_LOOKED_AT = 20
_TYPES = {"threat": "threat", "measure": "measure"}


def entity(store: Store, document: str, iri: str, label: str) -> Entity:
    """The thing that ``iri`` is, as a statement of ``document`` says it.

    A row of the tables is itself. A thing that documents describe is told as they tell it; where its node belongs to
    another document, this document gets a node of its own, and resolution brings the two together if they are alike.
    """
    return _of_tables(iri, label) or _told(store, document, iri) or _described(iri, label)


def _of_tables(iri: str, label: str) -> Entity | None:
    if iri.startswith(CONCEPT):
        scheme, _, name = iri.removeprefix(CONCEPT).partition("/")
        return Entity(kind="concept", label=label, reference=name, type=_TYPES.get(scheme, ""))
    kind, _, name = iri.removeprefix(ID).partition("/")
    known = gazetteer.load()
    match kind:
        case "organization":
            return known.organisations.get(name)
        case "state":
            return known.states.get(name)
        case "territory" if name in known.states:
            state = known.states[name]
            return Entity(
                kind="territory",
                label=state.label,
                reference=f"territory-{name}",
                names=state.names,
                state=name,
                type="territory",
            )
        case "city":
            return _cities().get(name)
        case "instrument" if name in nodes.known():
            return _instruments().get(name) or Entity(kind=kind, label=label, reference=name)
    return None


@cache
def _cities() -> dict[str, Entity]:
    return {
        row["id"]: Entity(kind="place", label=row["name"], reference=row["id"], state=row["iso2"], type="city")
        for row in tables.rows("cities")
    }


@cache
def _instruments() -> dict[str, Entity]:
    named = (thing for _, thing in instruments.names())
    return {str(thing.reference): thing for thing in (*named, *instruments.resolutions().values()) if thing.reference}


def _told(store: Store, document: str, iri: str) -> Entity | None:
    """The thing as documents tell it, this one before all others."""
    others = {claims.document_of(claim) for claim in claims.naming(store, iri)} - {document}
    for each in (document, *sorted(others)[:_LOOKED_AT]):
        text = store.note(statements.NOTE, each)
        own = Nodes(each)
        for statement in statements.loads(text)[1] if text else ():
            for thing in _things(statement):
                if thing.kind != "event" and own.iri(thing) == iri:
                    return thing
    return None


def _things(statement: Statement) -> list[Entity]:
    every = (statement.subject, statement.object, statement.representing)
    return [thing for thing in every if isinstance(thing, Entity)]


def _described(iri: str, label: str) -> Entity:
    """A thing that only entries describe: by its kind and name, and the State or body in its IRI."""
    kind, *parts = iri.removeprefix(ID).split("/")
    owner = parts[0] if len(parts) > 1 else ""
    if kind == "person":
        return Entity(kind=kind, label=label, body=parts[-1] if len(parts) > 1 else "")
    return Entity(kind=kind, label=label, state=owner.upper() if len(owner) == 2 else "")
