"""Who took part in which role, and to whom an incident is attributed by whom."""

from __future__ import annotations

from ctkg.bridge.groups import group
from ctkg.bridge.scope import EventScope
from ctkg.iris import concept, instance, slug
from ctkg.model import Entity, Statement

#: Flat role -> concept of the role scheme; the shortcut property follows by rule.
ROLES = {
    "organizer": "organizer",
    "coorganizer_or_partner": "partner",
    "supporter": "supporter",
    "funder": "funder",
    "host": "host",
    "participant": "participant",
    "speaker": "speaker",
}
#: What an adopter did, in the words of the statement or the type of the event -> concept of the role scheme.
ADOPTERS = {
    "adopted": "adopter",
    "adoption": "adopter",
    "signed": "signatory",
    "signing": "signatory",
    "ratified": "ratifier",
    "ratification": "ratifier",
}


def participation(scope: EventScope, statement: Statement) -> None:
    """One agent in one role; a group without a name is a group of participants."""
    bag, agent = scope.bag, _agent(statement)
    if agent.kind in ("place", "group"):
        group(scope, agent.label)
        return
    node, role = scope.nodes.describe(agent, bag), _role(scope, statement)
    name = agent.reference or node.removeprefix(instance("")).replace("/", ".")
    own = scope.own("participation", role, name)
    bag.kind(own, "Participation")
    bag.link(scope.node, "hasParticipation", own)
    bag.link(own, "participant", node)
    bag.link(own, "participationRole", concept("role", role))
    if statement.representing is not None:
        bag.link(own, "representing", scope.nodes.describe(statement.representing, bag))


def attribution(scope: EventScope, statement: Statement) -> None:
    """That somebody is named as perpetrator: never a fact of the event, always a node with who says so."""
    bag, party = scope.bag, _agent(statement)
    accused = group(scope, party.label) if party.kind == "group" else scope.nodes.describe(party, bag)
    node = scope.own("attribution", slug(party.label))
    bag.kind(node, "Attribution")
    bag.link(node, "attributedEvent", scope.node)
    bag.link(node, "attributedTo", accused)
    bag.link(node, "attributionKind", concept("attribution", statement.detail or "attributed"))
    if statement.representing is not None:
        bag.link(node, "attributedBy", scope.nodes.describe(statement.representing, bag))
    else:
        bag.link(node, "reportedIn", instance("document", scope.nodes.document))


def _role(scope: EventScope, statement: Statement) -> str:
    if statement.predicate == "adopter":
        done = (word for word in (statement.detail, *scope.types) if word in ADOPTERS)
        return ADOPTERS[next(done, "adopted")]
    return statement.detail if statement.detail == "expert-lead" else ROLES[statement.predicate]


def _agent(statement: Statement) -> Entity:
    thing = statement.object
    return thing if isinstance(thing, Entity) else Entity(kind="group", label=str(thing))
