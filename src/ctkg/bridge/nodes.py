"""Which node of the graph a thing of the text is: its IRI, and what must be said of it."""

from __future__ import annotations

from functools import cache

from ctkg import tables
from ctkg.bridge.quads import GraphBag
from ctkg.iris import concept, instance, slug
from ctkg.model import Entity

#: Tables whose ids are nodes of the reference graph already.
_REFERENCE_TABLES = (
    "organisations",
    "instruments_universal",
    "unsc_resolutions",
    "unga_resolutions",
    "osce_documents",
    "eu_instruments",
    "regional_instruments",
    "guidance",
)

#: Class of a thing that no table knows, by the finer kind that its words give; "" where they give none of these.
CLASSES = {
    "organization": {
        "": "Organization",
        "ministry": "Ministry",
        "government": "Government",
        "diplomatic-mission": "DiplomaticMission",
        "field-operation": "FieldOperation",
        "company": "PrivateSectorEntity",
        "university": "ResearchInstitution",
        "academy": "ResearchInstitution",
        "research-institute": "ResearchInstitution",
        "association": "NonGovernmentalOrganization",
        "foundation": "NonGovernmentalOrganization",
        "ngo": "NonGovernmentalOrganization",
        "armed-group": "NamedGroup",
    },
    "instrument": {
        "": "Instrument",
        "treaty": "Treaty",
        "security-council-resolution": "SecurityCouncilResolution",
        "general-assembly-resolution": "GeneralAssemblyResolution",
        "act": "EUAct",
        "decision": "PoliticalCommitment",
        "declaration": "Declaration",
        "strategy": "PlanOrStrategy",
        "plan": "PlanOrStrategy",
        "agreement": "CooperationArrangement",
        "guidance": "GuidanceDocument",
        "law": "NationalLaw",
    },
    "project": {"": "Project"},
    "group": {"": "ParticipantGroup"},
}
#: Kinds of body that belong to a State where one is named, so that its code says whose it is and not where it stands.
_NATIONAL = frozenset(
    {
        "ministry",
        "government",
        "department",
        "directorate",
        "agency",
        "service",
        "police",
        "military",
        "commission",
        "diplomatic-mission",
        "emergency-service",
        "security-agency",
        "national-coordination-body",
        "parliament",
        "court",
        "prosecution",
    }
)
_SCHEMES = {"rm": "measure"}


@cache
def known() -> frozenset[str]:
    """Ids of all organisations and instruments that the reference graph describes."""
    return frozenset(row["id"] for table in _REFERENCE_TABLES for row in tables.rows(table))


class Nodes:
    """The nodes of one document."""

    def __init__(self, document: str) -> None:
        self.document = document

    def event(self, key: str) -> str:
        """``e1`` -> ``id/event/<document>/1``."""
        return instance("event", self.document, key.removeprefix("e"))

    def iri(self, thing: Entity) -> str:
        """The IRI of ``thing``; reference ids are final, new things are named by what tells them apart."""
        match thing.kind:
            case "event":
                return self.event(thing.key)
            case "person":
                return instance("person", slug(thing.label), slug(thing.body) if thing.body else self.document)
            case "concept" if thing.reference:
                scheme = _SCHEMES.get(thing.reference.partition("-")[0], "threat")
                return concept(scheme, thing.reference)
            case "state" | "territory" if thing.reference:
                kind, _, code = thing.reference.partition("-")
                return instance(kind, code)
            case "place" if thing.reference:
                return instance("city", thing.reference)
            case "place":
                return instance("place", self.document, slug(thing.label))
            case "organization" | "instrument" if thing.reference:
                return instance(thing.kind, thing.reference)
            case "organization" | "instrument":
                # Two bodies of one short name are told apart by their State, else by the document that names them.
                return instance(thing.kind, (thing.state or self.document).lower(), slug(thing.label))
            case _:
                return instance(thing.kind, self.document, slug(thing.label))

    def describe(self, thing: Entity, bag: GraphBag) -> str:
        """Say what ``thing`` is, where no reference table does; returns its IRI."""
        node = self.iri(thing)
        if thing.kind == "person":
            bag.kind(node, "Person")
            bag.label(node, thing.label, "")
        elif thing.kind in CLASSES and thing.reference not in known():
            self._describe_new(thing, node, bag)
        elif thing.kind == "place" and not thing.reference:
            bag.kind(node, "Place")
            bag.label(node, thing.label)
            if thing.state:
                bag.link(node, "locatedWithin", instance("territory", thing.state))
        return node

    @staticmethod
    def _describe_new(thing: Entity, node: str, bag: GraphBag) -> None:
        classes = CLASSES[thing.kind]
        bag.label(node, thing.label)
        if thing.kind == "organization" and thing.state and thing.type in _NATIONAL:
            # A department of a State is a public body of it; a department of nobody's is just an organisation.
            bag.kind(node, classes.get(thing.type, "NationalAuthority"))
            bag.link(node, "authorityOf", instance("state", thing.state))
        else:
            bag.kind(node, classes.get(thing.type, classes[""]))
        for name in thing.names:
            if name.isupper() and " " not in name and name != thing.label:
                bag.say(node, "acronym", name)
