"""Events: asserted statements about an event as triples of the document's graph."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from ctkg.bridge.nodes import Nodes
from ctkg.bridge.periods import bounds, precision
from ctkg.bridge.quads import GraphBag, date
from ctkg.iris import concept, instance, slug
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
_ADOPTERS = {
    "adopted": "adopter",
    "adoption": "adopter",
    "signed": "signatory",
    "signing": "signatory",
    "ratified": "ratifier",
    "ratification": "ratifier",
}

#: Flat relation -> (property where the object is a node, property where it is words).
_LINKS = {
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
QUALIFIERS: dict[bool | str | None, str] = {
    False: "exact",
    True: "about",
    "over": "over",
    "at least": "at least",
    None: "exact",
}
_QUANTITIES = {"exact": "", "about": "about ", "over": "more than ", "at least": "at least "}
INSTRUMENT_ROLES = {
    "implemented": "implementsInstrument",
    "promoted": "promotesInstrument",
    "referred": "refersToInstrument",
    "adopted": "adoptsInstrument",
    "ratified": "ratifiesInstrument",
    "signed": "signsInstrument",
}
_VOTE = re.compile(r"(\d+)\D+(\d+)\D+(\d+)")


def describe(nodes: Nodes, statements: Iterable[Statement], bag: GraphBag) -> None:
    """Add all that the asserted event statements of one document say to ``bag``."""
    by_event: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.subject.kind == "event" and statement.stance == "asserted":
            by_event[statement.subject.key].append(statement)
    for key, said in sorted(by_event.items()):
        _Event(nodes, key, said, bag).write()


class _Event:
    """Writes one event."""

    def __init__(self, nodes: Nodes, key: str, said: list[Statement], bag: GraphBag) -> None:
        self.nodes, self.key, self.said, self.bag = nodes, key, said, bag
        self.node = nodes.event(key)
        self.number = key.removeprefix("e")
        self.types = sorted({str(s.object) for s in said if s.predicate == "event.type"})
        self.counted: dict[str, str] = {}  # name of a counted group -> its label, "more than 40 experts"
        for statement in said:
            if statement.predicate in ("participant.count", "state.count"):
                words, suffix = self._counted_as(statement)
                label = f"{_QUANTITIES[QUALIFIERS[statement.approx]]}{statement.object} {words}"
                self.counted[slug(words) + suffix] = label

    def write(self) -> None:
        bag = self.bag
        bag.kind(self.node, "Event", *(EVENT_CLASSES.get(kind, "Event") for kind in self.types))
        bag.link(self.node, "reportedIn", instance("document", self.nodes.document))
        bag.label(self.node, self._label())
        self._period()
        for statement in self.said:
            self._one(statement)

    def _values(self, predicate: str) -> list[Statement]:
        return [s for s in self.said if s.predicate == predicate]

    def _label(self) -> str:
        places = [_label_of(s.object) for s in (*self._values("event.place"), *self._values("event.country"))][:1]
        starts = sorted(str(s.object) for s in self._values("event.start"))[:1]
        return ", ".join((" and ".join(self.types) or "event", *places, *starts))

    def _period(self) -> None:
        starts = self._values("event.start")
        ends = self._values("event.end")
        if not starts and not ends:
            return
        bag, span = self.bag, instance("timespan", self.nodes.document, self.number)
        bag.kind(span, "TimeSpan")
        bag.link(self.node, "hasTimeSpan", span)
        for statements, shortcut, first, last in (
            (starts, "startDate", "earliestStart", "latestStart"),
            (ends or starts, "endDate", "earliestEnd", "latestEnd"),
        ):
            values = sorted({str(s.object) for s in statements})
            for value in values if statements is starts or ends else ():
                bag.say(self.node, shortcut, date(value))
            known = [found for value in values if (found := bounds(value))]
            if known and (ends or shortcut == "startDate"):
                bag.say(span, first, date(min(early for early, _ in known)))
                bag.say(span, last, date(max(late for _, late in known)))
        for statement in starts:
            bag.say(span, "datePrecision", precision(str(statement.object)))
        for statement in (*starts, *ends):
            bag.say(span, "dateText", statement.stated)
        if any(s.derived for s in starts):
            bag.say(span, "startDerived", True)
        if any(s.derived for s in ends):
            bag.say(span, "endDerived", True)

    def _one(self, statement: Statement) -> None:
        bag, node, thing = self.bag, self.node, statement.object
        relation = statement.predicate
        if relation in ROLES:
            self.participation(statement.detail if statement.detail == "expert-lead" else ROLES[relation], statement)
        elif relation == "adopter":
            keys = (statement.detail, *self.types)
            self.participation(next((_ADOPTERS[k] for k in keys if k in _ADOPTERS), "adopter"), statement)
        elif relation in _LINKS:
            linked, words = _LINKS[relation]
            if isinstance(thing, Entity) and (thing.kind != "concept" or thing.reference):
                target = self.nodes.describe(thing, bag)
                bag.link(node, _theme(relation, thing) or linked, target)
            else:
                bag.say(node, words, _label_of(thing))
        elif relation == "event.title":
            bag.say(node, "http://purl.org/dc/terms/title", _label_of(thing))
        elif relation == "event.place":
            self._place(thing)
        elif relation == "event.country":
            bag.link(node, "heldIn", instance("territory", _label_of(thing)))
        elif relation == "event.durationDays":
            bag.say(node, "durationDays", int(str(thing)))
        elif relation in COUNTS:
            self._count(statement)
        elif relation == "participant.group":
            group = self._group(_label_of(thing))
            bag.link(node, "hasParticipantGroup", group)
        elif relation == "perpetrator":
            self._attribution(statement)
        elif relation == "vote":
            self._vote(str(thing))

    def participation(self, role: str, statement: Statement) -> None:
        bag = self.bag
        agent = (
            statement.object
            if isinstance(statement.object, Entity)
            else Entity(kind="group", label=str(statement.object))
        )
        if agent.kind in ("place", "group"):
            bag.link(self.node, "hasParticipantGroup", self._group(agent.label))
            return
        node = self.nodes.describe(agent, bag)
        name = node.removeprefix(instance("")).replace("/", ".") if not agent.reference else agent.reference
        own = instance("participation", self.nodes.document, self.number, role, name)
        bag.kind(own, "Participation")
        bag.link(self.node, "hasParticipation", own)
        bag.link(own, "participant", node)
        bag.link(own, "participationRole", concept("role", role))
        if statement.representing is not None:
            bag.link(own, "representing", self.nodes.describe(statement.representing, bag))

    def _place(self, thing: Entity | str | int) -> None:
        if not isinstance(thing, Entity) or thing.kind == "organization":
            # "online", or the seat of a body: where that is, the words do not say.
            self.bag.say(self.node, "placeText", _label_of(thing))
        elif thing.kind == "state":
            # A State named as the venue stands for its territory: the State itself is a legal person, not a place.
            code = (thing.reference or "").partition("-")[2]
            self.bag.link(self.node, "heldAt", instance("territory", code))
        else:
            self.bag.link(self.node, "heldAt", self.nodes.describe(thing, self.bag))

    def _group(self, words: str, suffix: str = "") -> str:
        group = instance("group", self.nodes.document, self.number, slug(words) + suffix)
        self.bag.kind(group, "ParticipantGroup")
        self.bag.label(group, self.counted.get(slug(words) + suffix, words))
        return group

    def _count(self, statement: Statement) -> None:
        bag, number = self.bag, int(str(statement.object))
        words, suffix = self._counted_as(statement)
        victims = statement.predicate == "victim.count"
        if victims:
            group = instance("victims", self.nodes.document, self.number, slug(words) + suffix)
            bag.kind(group, "VictimGroup")
            bag.label(group, words)
            bag.link(self.node, "hasVictimGroup", group)
            bag.say(group, "harm", words)
        else:
            group = self._group(words, suffix)
            bag.link(self.node, "hasParticipantGroup", group)
            bag.link(
                group,
                "groupKind",
                concept("group-kind", "states" if statement.predicate == "state.count" else "people"),
            )
        qualifier = QUALIFIERS[statement.approx]
        bag.say(group, "statedCount", number)
        bag.say(group, "countedAs", words)
        bag.say(group, "countQualifier", qualifier)
        if qualifier == "about":
            bag.say(group, "approxCount", number)
        else:
            bag.say(group, "minCount", number + (qualifier == "over"))
        if qualifier == "exact":
            bag.say(group, "maxCount", number)

    def _counted_as(self, statement: Statement) -> tuple[str, str]:
        """What is counted, and what tells rival counts of the same apart (empty where there is one count)."""
        words = statement.counted or "participants"
        rivals = {s.object for s in self._values(statement.predicate) if (s.counted or "participants") == words}
        return words, f"-{statement.object}" if len(rivals) > 1 else ""

    def _attribution(self, statement: Statement) -> None:
        bag = self.bag
        party = (
            statement.object
            if isinstance(statement.object, Entity)
            else Entity(kind="group", label=str(statement.object))
        )
        accused = self._group(party.label) if party.kind == "group" else self.nodes.describe(party, bag)
        node = instance("attribution", self.nodes.document, self.number, slug(party.label))
        bag.kind(node, "Attribution")
        bag.link(node, "attributedEvent", self.node)
        bag.link(node, "attributedTo", accused)
        kind = statement.detail if statement.detail in ("claimed", "attributed") else "attributed"
        bag.link(node, "attributionKind", concept("attribution", kind))
        if statement.representing is not None:
            bag.link(node, "attributedBy", self.nodes.describe(statement.representing, bag))
        else:
            bag.link(node, "reportedIn", instance("document", self.nodes.document))

    def _vote(self, words: str) -> None:
        bag, node = self.bag, instance("vote", self.nodes.document, self.number)
        bag.kind(node, "Vote")
        bag.link(self.node, "hasVote", node)
        bag.say(node, "voteText", words)
        match = _VOTE.search(words)
        if match:
            for name, number in zip(("votesFor", "votesAgainst", "abstentions"), match.groups(), strict=True):
                bag.say(node, name, int(number))


def _theme(relation: str, thing: Entity) -> str | None:
    """A threat named as a topic is addressed, a measure named as a threat is promoted: the concept decides."""
    if relation not in ("threat", "topic") or thing.kind != "concept" or not thing.reference:
        return None
    return "promotesMeasure" if thing.reference.startswith("rm") else "addresses"


def _label_of(thing: Entity | str | int) -> str:
    return thing.label if isinstance(thing, Entity) else str(thing)
