"""A claim stands behind what it says, and behind nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctkg.graph.grounds import grounded
from ctkg.graph.statements import TYPE, Claim, Statement, Value
from ctkg.iris import ID, term

EVENT = ID + "event/d/1"
CLAIM = Claim(
    iri=ID + "claim/d/1", document="d", relation="", about=EVENT, subject=EVENT, predicate="", object="", value="",
    names=(), of="", stance="asserted", status="stated", outcome="", decisions=(), confidence=0.8, rule="", doubts=(),
    quoted="", passages=(),
)  # fmt: skip


def says(predicate: str, text: str, iri: str = "", *, subject: str = EVENT, graph: str = "document/d") -> Statement:
    return Statement(
        subject=Value("", subject), predicate=predicate, object=Value(text, iri and ID + iri), graphs=(graph,)
    )


def claims(predicate: str, value: str, iri: str = "", **more: str) -> Claim:
    return replace(CLAIM, predicate=term(predicate), value=value, object=iri and ID + iri, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claim", "statement"),
    [
        (claims("hasPartner", "OSCE", "organization/osce"), says(term("hasPartner"), "OSCE", "organization/osce")),
        (claims("hasParticipant", "Belgium", "state/BE"), says(term("hasExpertLead"), "Belgium", "state/BE")),
        (claims("holdsPost", "Head", "post/d/head"), says(term("holdsPost"), "Head", "post/body/head")),
        (claims("heldIn", "KZ"), says(term("heldIn"), "Kazakhstan", "territory/KZ")),
        (claims("startDate", "2024-05-02"), says(term("startDate"), "2024-05-02")),
        (claims("addresses", "smuggling"), says(term("threatText"), "smuggling")),
        (
            claims("hasParticipantGroup", "30", relation="participant.count", of="officers"),
            says(term("hasParticipantGroup"), "more than 30 Officers", "group/d/1/officers"),
        ),
        (
            claims("adoptsInstrument", "adopted", subject=ID + "instrument/i"),
            says(term("adoptsInstrument"), "Convention", "instrument/i"),
        ),
        (replace(CLAIM, predicate=TYPE, value="workshop"), says(TYPE, "workshop", "../ontology#Workshop")),
    ],
)
def test_a_claim_stands_behind_what_it_says(claim: Claim, statement: Statement) -> None:
    [found], rest = grounded([statement], [claim])
    assert found.claims == (claim,) and rest == []
    for other in (replace(claim, stance="intended"), replace(claim, outcome="rejected")):
        assert grounded([statement], [other]) == ([statement], [other])


@pytest.mark.parametrize(
    ("claim", "statement"),
    [
        (claims("hasPartner", "OSCE", "organization/osce"), says(term("hasPartner"), "UN", "organization/un")),
        (claims("hasPartner", "OSCE", "organization/osce"), says(term("involvesAgent"), "O", "organization/osce")),
        (claims("hasHost", "OSCE", "organization/osce"), says(term("hasHost"), "O", "organization/osce", subject=ID)),
        (claims("startDate", "2024-05-02"), says(term("endDate"), "2024-05-02")),
        (claims("addresses", "smuggling"), says(term("topicText"), "borders")),
        (replace(CLAIM, predicate=TYPE, value="workshop"), says(TYPE, "meeting", "meeting", graph="inferred/d")),
    ],
)  # fmt: skip
def test_and_behind_nothing_else(claim: Claim, statement: Statement) -> None:
    assert grounded([statement], [claim]) == ([statement], [claim])
