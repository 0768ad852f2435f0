"""Relations that have a node of their own in the graph and are one edge here: with a role and dates, not in between.

Where a rule adds a plain statement beside such a node (who organised, who holds a post, who is bound by a treaty), the
edge is that statement and the node only tells role and dates; where none does (memberships, mandates), the edge is the
node itself. A designation and an attribution stay nodes: they are somebody's statement, and an edge would hide whose.
"""

from __future__ import annotations

from dataclasses import dataclass

from ctkg.iris import term

#: Nodes of these classes are no things of their own, beside the carriers: they say something of one other node only.
ATTRIBUTES = ("NameUse", "TreatyAction", "TimeSpan", "ParticipantGroup", "VictimGroup", "TextPassage", "Vote")


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """A class whose nodes carry a relation; all names are IRIs.

    Attributes:
        source, target: properties of the carrier that lead to the two ends.
        leads: property by which the source leads to the carrier, where that is the way round; no ``source`` then.
        role: property of the carrier whose value says how.
        label, inverse: how the edge is called, read from the source and from the target; empty where it has another.
        shortcuts: properties of the plain statements beside it; empty where there is none.
    """

    iri: str
    target: str
    source: str = ""
    leads: str = ""
    role: str = ""
    shortcuts: tuple[str, ...] = ()
    label: str = ""
    inverse: str = ""


#: Those without a plain statement beside them: they are edges.
EDGES = (
    Carrier(
        iri=term("OrganizationMembership"),
        source=term("memberState"),
        target=term("membershipIn"),
        role=term("membershipKind"),
        label="member of",
        inverse="members",
    ),
    Carrier(
        iri=term("Mandate"),
        source=term("mandatedBy"),
        target=term("mandateOf"),
        label="gives a mandate to",
        inverse="mandate from",
    ),
)
#: Those that tell more of a plain statement.
BESIDE = (
    Carrier(iri=term("Tenure"), source=term("holder"), target=term("postHeld"), shortcuts=(term("holdsPost"),)),
    Carrier(
        iri=term("ConsentToBeBound"),
        source=term("treatyActionBy"),
        target=term("treatyActionOn"),
        role=term("actionKind"),
        shortcuts=(term("consentedTo"),),
    ),
    Carrier(
        iri=term("Signature"),
        source=term("treatyActionBy"),
        target=term("treatyActionOn"),
        role=term("actionKind"),
        shortcuts=(term("signedTreaty"),),
    ),
    Carrier(
        iri=term("Participation"),
        leads=term("hasParticipation"),
        target=term("participant"),
        role=term("representing"),
    ),
)
#: Properties of a carrier that say when, by what they say: from, until, both.
FROM, UNTIL, ON = term("validFrom"), term("validUntil"), (term("validOn"), term("actionDate"))
