"""The graphs of an entry: what it says, exactly as given, and who entered it when and from what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from ctkg import __version__
from ctkg.bridge.claims import PREDICATES
from ctkg.bridge.quads import GraphBag, decimal
from ctkg.entries.profiling import profile_of
from ctkg.iris import ONTOLOGY, PREFIXES, concept, graph, instance
from ctkg.resolve.model import Event, Said
from ctkg.resolve.told import ROLES

#: Relations on which reports of one event can differ: for them an entry has claims, so that the difference can be
#: shown and decided on as that of two documents.
CLAIMED = frozenset(
    {"event.type", "event.start", "event.end", "event.place", "event.country", "event.durationDays"}
    | {"participant.count", "state.count", "victim.count"}
    | set(ROLES)
)
#: What stands for the rule that found a claim.
ENTERED = "entered"


def graphs_of(
    entry: str, quads: Iterable[Quad], *, by: str, on: str, reason: str = "", source: str = ""
) -> dict[str, list[Quad]]:
    """The graphs of an entry as a store takes them in; deterministic.

    ``graph/document/<entry>`` holds exactly the triples that are given; ``graph/evidence/<entry>`` says who entered
    them, when, why and from what, and holds a claim for each point on which another report of the same event may
    differ. Of quads that are given in that graph, what they say of who entered it before, elsewhere, is kept.

    Args:
        entry: its id.
        quads: what it says, whatever graph it stands in but for that one.
        by: who entered it.
        on: when, as :func:`ctkg.decisions.now` gives it.
        reason: why.
        source: what it was entered from, in words.
    """
    said, own = NamedNode(graph("document", entry)), NamedNode(graph("evidence", entry))
    here, before = set[Quad](), dict[str, str]()
    for quad in quads:
        if quad.graph_name != own:
            here.add(Quad(quad.subject, quad.predicate, quad.object, said))
        elif quad.subject == NamedNode(instance("activity", entry)) and isinstance(quad.object, Literal):
            before[quad.predicate.value.removeprefix(ONTOLOGY)] = quad.object.value
    document = sorted(here, key=str)
    if {"actBy", "actOn"} <= before.keys():
        by, on = before["actBy"], before["actOn"]
        reason, source = before.get("actReason", ""), before.get("enteredFrom", "")
    bag = GraphBag(own.value)
    activity = _activity(bag, entry, {"actBy": by, "actReason": reason, "enteredFrom": source}, on)
    passage = ""
    for event in profile_of(entry, document).events:
        for each in event.said:
            if each.relation in CLAIMED:
                passage = passage or _passage(bag, entry, f"entered from {source}" if source else f"entered by {by}")
                _claim(bag, event, each, activity, passage)
    return {said.value: document, own.value: bag.sorted()}


def _activity(bag: GraphBag, entry: str, words: Mapping[str, str], on: str) -> str:
    node = instance("activity", entry)
    bag.kind(node, "EntryActivity")
    bag.say(node, "mapperVersion", __version__)
    bag.link(node, "used", instance("document", entry))
    bag.say(node, "actOn", Literal(on, datatype=NamedNode(PREFIXES["xsd"] + "dateTime")))
    for name, text in words.items():
        bag.say(node, name, text)
    return node


def _passage(bag: GraphBag, entry: str, words: str) -> str:
    """What the author says of the source stands where a document has its sentence."""
    node = instance("passage", entry, "metadata-source")
    bag.kind(node, "TextPassage")
    bag.link(node, "passageOf", instance("document", entry))
    bag.say(node, "passageKind", "metadata")
    bag.say(node, "quotationText", words)
    return node


def _claim(bag: GraphBag, event: Event, said: Said, activity: str, passage: str) -> None:
    node = said.claim
    bag.kind(node, "Claim")
    bag.say(node, "relation", said.relation)
    bag.link(node, "aboutEvent", event.iri)
    bag.link(node, "claimSubject", event.iri)
    bag.link(node, "claimPredicate", PREDICATES[said.relation])
    bag.say(node, "claimValue", said.text)
    if said.value.startswith(PREFIXES["id"]) and said.value != said.text:
        bag.link(node, "claimObject", said.value)
    bag.say(node, "ofText", said.of)
    bag.say(node, "confidence", decimal(1.0))
    bag.link(node, "stance", concept("stance", "asserted"))
    bag.link(node, "claimStatus", concept("claim-status", "stated"))
    bag.say(node, "firedRule", ENTERED)
    bag.link(node, "madeIn", activity)
    bag.link(node, "hasEvidence", passage)
