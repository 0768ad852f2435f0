"""Events: asserted statements about an event as triples of the document's graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ctkg.bridge import groups, periods, roles
from ctkg.bridge.nodes import Nodes
from ctkg.bridge.quads import GraphBag
from ctkg.bridge.scope import EventScope, label_of
from ctkg.iris import PREFIXES, instance
from ctkg.model import COUNTS, Entity, Statement

#: Flat event type -> class of the ontology.
EVENT_CLASSES = {
    "workshop": "Workshop",
    "roundtable": "RoundTable",
    "seminar": "Seminar",
    "conference": "Conference",
    "meeting": "Meeting",
    "training": "TrainingActivity",
    "exercise": "Exercise",
    "visit": "AssessmentVisit",
    "launch": "LaunchEvent",
    "signing": "SigningEvent",
    "adoption": "Adoption",
    "ratification": "RatificationEvent",
    "attack": "Attack",
    "arrest": "ArrestEvent",
    "condemnation": "Condemnation",
    "statement": "StatementEvent",
    "project": "Project",
    "other": "Event",
}

#: Flat relation -> (property where the object is a node, property where it is words).
LINKS = {
    "instrument": ("concernsInstrument", "concernsInstrumentText"),
    "guidance": ("usesGuidance", "usesGuidanceText"),
    "threat": ("addresses", "threatText"),
    "target.sector": ("concernsSector", "sectorText"),
    "topic": ("promotesMeasure", "topicText"),
    "follow_up": ("hasFollowUp", "followUpText"),
    "output": ("hasOutput", "outputText"),
    "part_of": ("partOf", "partOfText"),
    "weapon": ("usedMeans", "meansText"),
    "target": ("hasTarget", "targetText"),
}
INSTRUMENT_ROLES = {
    "implemented": "implementsInstrument",
    "promoted": "promotesInstrument",
    "referred": "refersToInstrument",
    "adopted": "adoptsInstrument",
    "ratified": "ratifiesInstrument",
    "signed": "signsInstrument",
}


def describe(nodes: Nodes, statements: Iterable[Statement], bag: GraphBag) -> None:
    """Add all that the asserted event statements of one document say to ``bag``."""
    by_event: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.subject.kind == "event" and statement.holds:
            by_event[statement.subject.key].append(statement)
    for key, said in sorted(by_event.items()):
        _event(EventScope(nodes=nodes, key=key, said=tuple(said), bag=bag))


def _event(scope: EventScope) -> None:
    bag = scope.bag
    bag.kind(scope.node, "Event", *(EVENT_CLASSES.get(kind, "Event") for kind in scope.types))
    bag.link(scope.node, "reportedIn", instance("document", scope.nodes.document))
    bag.label(scope.node, _label(scope))
    periods.describe(scope)
    for statement in scope.said:
        _one(scope, statement)


def _label(scope: EventScope) -> str:
    places = [label_of(s.object) for s in (*scope.values("event.place"), *scope.values("event.country"))][:1]
    starts = sorted(str(s.object) for s in scope.values("event.start"))[:1]
    return ", ".join((" and ".join(scope.types) or "event", *places, *starts))


def _one(scope: EventScope, statement: Statement) -> None:
    bag, thing, relation = scope.bag, statement.object, statement.predicate
    if relation in roles.ROLES or relation == "adopter":
        roles.participation(scope, statement)
    elif relation in LINKS:
        _link(scope, relation, thing)
    elif relation == "event.title":
        bag.say(scope.node, PREFIXES["dcterms"] + "title", label_of(thing))
    elif relation == "event.place":
        _place(scope, thing)
    elif relation == "event.country":
        bag.link(scope.node, "heldIn", instance("territory", label_of(thing)))
    elif relation == "event.durationDays":
        bag.say(scope.node, "durationDays", int(str(thing)))
    elif relation in COUNTS:
        groups.count(scope, statement)
    elif relation == "participant.group":
        groups.group(scope, label_of(thing))
    elif relation == "perpetrator":
        roles.attribution(scope, statement)
    elif relation == "vote":
        groups.vote(scope, str(thing))


def _link(scope: EventScope, relation: str, thing: Entity | str | int) -> None:
    linked, words = LINKS[relation]
    if isinstance(thing, Entity) and (thing.kind != "concept" or thing.reference):
        target = scope.nodes.describe(thing, scope.bag)
        scope.bag.link(scope.node, _theme(relation, thing) or linked, target)
    else:
        scope.bag.say(scope.node, words, label_of(thing))


def _place(scope: EventScope, thing: Entity | str | int) -> None:
    if not isinstance(thing, Entity) or thing.kind == "organization":
        # "online", or the seat of a body: where that is, the words do not say.
        scope.bag.say(scope.node, "placeText", label_of(thing))
    elif thing.kind == "state":
        # A State named as the venue stands for its territory: the State itself is a legal person, not a place.
        scope.bag.link(scope.node, "heldAt", instance("territory", (thing.reference or "").partition("-")[2]))
    else:
        scope.bag.link(scope.node, "heldAt", scope.nodes.describe(thing, scope.bag))


def _theme(relation: str, thing: Entity) -> str | None:
    """A threat named as a topic is addressed, a measure named as a threat is promoted: the concept decides."""
    if relation not in ("threat", "topic") or thing.kind != "concept" or not thing.reference:
        return None
    return "promotesMeasure" if thing.reference.startswith("rm") else "addresses"
