"""Claims: why each statement is believed, in the document's evidence graph."""

from __future__ import annotations

from collections.abc import Iterable

from ctkg import __version__
from ctkg.bridge.events import INSTRUMENT_ROLES
from ctkg.bridge.groups import QUALIFIERS
from ctkg.bridge.nodes import Nodes
from ctkg.bridge.people import quotation
from ctkg.bridge.quads import GraphBag, decimal, moment
from ctkg.iris import PREFIXES, concept, instance, slug, term
from ctkg.model import COUNTS, Entity, Evidence, Statement, Verdict

#: Flat relation -> property that its claim is about, where the graph says it by one property.
PREDICATES = {
    "event.type": PREFIXES["rdf"] + "type",
    "event.title": PREFIXES["dcterms"] + "title",
    "event.start": term("startDate"),
    "event.end": term("endDate"),
    "event.place": term("heldAt"),
    "event.country": term("heldIn"),
    "event.durationDays": term("durationDays"),
    "organizer": term("hasOrganizer"),
    "coorganizer_or_partner": term("hasPartner"),
    "supporter": term("hasSupporter"),
    "funder": term("hasFunder"),
    "host": term("hasHost"),
    "participant": term("hasParticipant"),
    "participant.group": term("hasParticipantGroup"),
    "participant.count": term("hasParticipantGroup"),
    "state.count": term("hasParticipantGroup"),
    "victim.count": term("hasVictimGroup"),
    "speaker": term("hasSpeaker"),
    "quote": term("quotedSpeaker"),
    "instrument": term("concernsInstrument"),
    "guidance": term("usesGuidance"),
    "threat": term("addresses"),
    "target.sector": term("concernsSector"),
    "topic": term("promotesMeasure"),
    "follow_up": term("hasFollowUp"),
    "output": term("hasOutput"),
    "part_of": term("partOf"),
    "perpetrator": term("attributedTo"),
    "weapon": term("usedMeans"),
    "target": term("hasTarget"),
    "adopter": term("hasAdopter"),
    "vote": term("hasVote"),
    "person.post": term("holdsPost"),
    "person.affiliation": term("affiliatedWith"),
    "instrument.role": term("concernsInstrument"),
}


def describe(nodes: Nodes, statements: Iterable[Statement], bag: GraphBag) -> None:
    """Add one claim for every statement, asserted or not, to the evidence graph."""
    activity = instance("activity", nodes.document)
    bag.kind(activity, "MappingActivity")
    bag.say(activity, "mapperVersion", __version__)
    bag.link(activity, "used", instance("document", nodes.document))
    for statement in statements:
        _claim(nodes, statement, activity, bag)


def _claim(nodes: Nodes, statement: Statement, activity: str, bag: GraphBag) -> None:
    claim = instance("claim", nodes.document, statement.id)
    about, subject, thing = statement.event, statement.subject, statement.object
    bag.kind(claim, "Claim")
    bag.say(claim, "relation", statement.predicate)
    bag.link(claim, "aboutEvent", nodes.event(about))
    bag.link(claim, "claimSubject", nodes.iri(subject))
    bag.link(claim, "claimPredicate", _predicate(statement))
    if isinstance(thing, Entity):
        bag.say(claim, "claimValue", thing.label)
        for name in thing.names[:6]:
            bag.say(claim, "valueLabel", name)
        if thing.kind != "concept" or thing.reference:
            target = quotation(nodes, statement) if statement.predicate == "quote" else nodes.iri(thing)
            bag.link(claim, "claimObject", target)
        if not statement.holds:
            # Nothing else describes what a plan, a denial or a rejected claim speaks of.
            nodes.describe(thing, bag)
    else:
        bag.say(claim, "claimValue", str(thing))
    if statement.predicate == "quote" and isinstance(thing, Entity):
        bag.say(claim, "quotedWords", statement.quote)
    bag.say(claim, "ofText", completed_by(statement))
    if statement.predicate in COUNTS:
        bag.say(claim, "countQualifier", QUALIFIERS[statement.approx])
    bag.say(claim, "confidence", decimal(statement.confidence))
    for doubt in statement.doubts:
        bag.say(claim, "doubtText", doubt)
    bag.link(claim, "stance", concept("stance", statement.stance))
    bag.link(claim, "claimStatus", concept("claim-status", "derived" if statement.derived else "stated"))
    bag.say(claim, "firedRule", statement.evidence[0].extractor)
    bag.link(claim, "madeIn", activity)
    if statement.verdict:
        _verdict(claim, statement.verdict, bag)
    for evidence in statement.evidence:
        bag.link(claim, "hasEvidence", _passage(nodes, evidence, bag))


def _verdict(claim: str, verdict: Verdict, bag: GraphBag) -> None:
    act = instance("act", verdict.act)
    bag.link(claim, "reviewOutcome", concept("review-outcome", verdict.outcome))
    bag.link(claim, "reviewedIn", act)
    bag.kind(act, "ReviewAct")
    bag.say(act, "actKind", verdict.kind)
    bag.say(act, "actBy", verdict.by)
    bag.say(act, "actOn", moment(verdict.on))
    bag.say(act, "actReason", verdict.reason)


def _passage(nodes: Nodes, evidence: Evidence, bag: GraphBag) -> str:
    span = evidence.span
    name = f"{span.start}-{span.end}" if span else f"metadata-{slug(evidence.quote)}"
    node = instance("passage", nodes.document, name)
    bag.kind(node, "TextPassage")
    bag.link(node, "passageOf", instance("document", nodes.document))
    bag.say(node, "quotationText", evidence.quote)
    bag.say(node, "passageKind", evidence.kind)
    if span:
        bag.say(node, "startOffset", span.start)
        bag.say(node, "endOffset", span.end)
    return node


def _predicate(statement: Statement) -> str:
    if statement.predicate == "instrument.role":
        return term(INSTRUMENT_ROLES.get(str(statement.object), "concernsInstrument"))
    return PREDICATES[statement.predicate]


def completed_by(statement: Statement) -> str:
    """The column ``of`` of the flat view: what is counted, or whose post or role it is; empty for an event's facts."""
    if statement.predicate in COUNTS:
        return statement.counted
    return "" if statement.subject.kind == "event" else statement.subject.label


__all__ = ["PREDICATES", "describe"]
