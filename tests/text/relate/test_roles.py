"""Roles, participants, counts, instruments and outcomes, on sentences written for the purpose."""

from __future__ import annotations

from typing import Any

import pytest

from ctkg.model import Document, Source, Statement
from ctkg.text import patterns
from ctkg.text.extract import by_rules
from ctkg.text.relate import scope


def statements(text: str) -> list[Statement]:
    return by_rules(Document(id="d", source=Source(), text=text)).statements


def values(text: str, relation: str) -> set[Any]:
    return {getattr(one.object, "label", one.object) for one in statements(text) if one.predicate == relation}


def of_main(text: str, relation: str) -> set[Any]:
    """What is said of the main event alone."""
    told = [one for one in statements(text) if one.predicate == relation and one.event == "e1"]
    return {getattr(one.object, "label", one.object) for one in told}


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        ("The workshop was organized by Europol, Eurojust and Frontex.", "organizer", 3),
        ("Europol and Eurojust co-organized the workshop.", "organizer", 2),
        ("Europol and Eurojust joined forces to organize a workshop for judges.", "organizer", 2),
        ("The workshop, jointly organised by Europol and Eurojust, ended today.", "organizer", 2),
        ("Europol, with the support of Spain, held a workshop for judges.", "organizer", 1),
        ("The workshop was held in Riga on 4 May 2017 by Europol.", "organizer", 1),
        ("A workshop was co-organized by Europol with the Institute for Port Studies in Riga.", "organizer", 2),
        ("Europol hosted a workshop for judges.", "organizer", 1),
        ("Latvia hosted a workshop for judges.", "host", 1),
        ("The workshop was hosted by the Ministry of Justice of Latvia.", "host", 1),
        ("A workshop was held in co-operation with INTERPOL and the UN Office on Drugs "
            "and Crime.", "coorganizer_or_partner", 2),
        ("A workshop was held in close partnership with INTERPOL.", "coorganizer_or_partner", 1),
        ("The workshop was held with the support of the governments of Spain and Norway.", "supporter", 2),
        ("An OSCE-supported workshop was held in Riga.", "supporter", 1),
        ("The workshop was funded by Canada and Norway.", "funder", 2),
        ("The workshop was held with the financial support of Canada.", "funder", 1),
        ("The workshop was attended by experts from Estonia, Latvia and the European Commission.", "participant", 3),
        ("Estonia, Latvia and Lithuania took part in the workshop.", "participant", 3),
        ("A workshop for Serbian border officers was held in Riga.", "participant", 1),
        ("The agreement was signed by Europol and Frontex.", "adopter", 2),
        ("Latvia ratified the Convention on Harbour Safety.", "adopter", 1),
    ],
)  # fmt: skip
def test_how_many_hold_a_role(text: str, relation: str, expected: int) -> None:
    assert len(values(text, relation)) == expected, values(text, relation)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The workshop was held with the support of Spain.", "funder"),
        ("The workshop was held under a project funded by Norway.", "funder"),
        ("Europol's director said the workshop on Frontex was held well.", "organizer"),
        ("The workshop was held in Riga. Officers of Latvia's police were praised by Europol.", "organizer"),
        ('The workshop was held in Riga. "It was organized by Frontex and nobody else at all," he joked.', "organizer"),
    ],
)
def test_roles_that_nobody_holds(text: str, relation: str) -> None:
    assert of_main(text, relation) == set()


@pytest.mark.parametrize(
    ("text", "relation", "number", "approx"),
    [
        ("The workshop brought together more than 40 experts.", "participant.count", 40, "over"),
        ("Some 25 officers attended the workshop.", "participant.count", 25, True),
        ("At least 30 judges attended the workshop.", "participant.count", 30, "at least"),
        ("The workshop gathered officers from eight participating States.", "state.count", 8, False),
    ],
)
def test_counts(text: str, relation: str, number: int, approx: bool | str) -> None:
    found = [(one.object, one.approx) for one in statements(text) if one.predicate == relation]
    assert found == [(number, approx)]


def test_numbers_of_other_things_are_no_participants() -> None:
    text = "The workshop had 12 sessions on the 19 instruments. Since 2010 the Institute trained 5,000 officers."
    assert values(text, "participant.count") == set()


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("A workshop on implementing resolution 2341 (2017) was held in Riga.", "implemented"),
        ("A workshop to raise awareness of resolution 2341 (2017) was held in Riga.", "promoted"),
        ("A workshop was held in Riga. Speakers recalled resolution 2341 (2017).", "referred"),
        ("The Security Council unanimously adopted resolution 2341 (2017) today.", "adopted"),
        ("Europol and Frontex signed the Agreement on Harbour Safety.", "signed"),
        ("Latvia ratified the Convention on Harbour Safety.", "ratified"),
        (
            "A workshop was held in Riga. It recalled resolution 2341 (2017), adopted by the Security Council in 2017.",
            "referred",
        ),
    ],
)
def test_role_of_an_instrument(text: str, role: str) -> None:
    assert values(text, "instrument.role") == {role}


def test_texts_that_are_named_together_are_carried_out() -> None:
    text = "A course was held in Riga. It helps States in implementing relevant Security Council resolutions."
    assert values(text, "instrument") == {"relevant UN Security Council resolutions"}
    assert values("The attack in Riga must be met as relevant Security Council resolutions ask.", "instrument") == set()


def test_instruments_belong_to_the_main_event_or_to_their_own_act() -> None:
    text = (
        "A workshop was held in Riga on 3 May 2031. It was opened after a visit to Tallinn on 1 May 2031, where experts"
        " recalled the Convention on Harbour Safety."
    )
    found = [s for s in statements(text) if s.predicate == "instrument"]
    assert [s.event for s in found] == ["e1"]


def test_guidance_is_told_apart() -> None:
    text = "A workshop was held in Riga. Officers used the Handbook on Harbour Policing."
    assert values(text, "guidance") == {"Handbook on Harbour Policing"}
    assert values(text, "instrument") == set()


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        ("A workshop was held in Riga. Participants will prepare a set of guidelines.", "output", "set of guidelines"),
        (
            "A workshop was held in Riga. It was part of a regional project on ports.",
            "part_of",
            "regional project on ports",
        ),
        ("A workshop entitled “Safer Ports for All” was held in Riga.", "event.title", "Safer Ports for All"),
        ("The Security Council unanimously adopted resolution 2341 (2017) today.", "vote", "unanimously"),
        (
            "The twelfth meeting of the Council of Kite Makers was held in Riga.",
            "event.title",
            "twelfth meeting of the Council of Kite Makers",
        ),
        ("An exercise was held in Riga. The exercise is called Kite-Gate 2031.", "event.title", "Kite-Gate 2031"),
        (
            "A seminar was held in Riga. The seminar was the second of five regional seminars on ports.",
            "part_of",
            "five regional seminars on ports",
        ),
        ("A seminar was held in Riga under Project North Gate.", "part_of", "Project North Gate"),
        ("A seminar was held in Riga. The next seminar will be convened in Oslo.", "follow_up", "next seminar"),
        ("A seminar was held in Riga. It was agreed to hold a table-top exercise.", "follow_up", "table-top exercise"),
    ],
)
def test_outcomes(text: str, relation: str, expected: str) -> None:
    assert values(text, relation) == {expected}


def test_both_halves_of_an_output() -> None:
    text = "A meeting was held in Riga. Participants drafted a set of rules and a list of contact points."
    assert values(text, "output") == {"set of rules", "list of contact points"}


def test_a_counted_gathering_without_a_body_has_no_title() -> None:
    assert values("The first regional workshop was held in Riga.", "event.title") == set()


@pytest.mark.parametrize("role", ["implemented", "promoted", "adopted", "ratified", "signed"])
def test_examples_of_the_lexicon(role: str) -> None:
    lists = patterns.load("instruments")["roles"][role]
    cues = scope.any_of((*lists["before"], *lists["after"]))
    assert all(cues.search(phrase) for phrase in lists["yes"])
    assert not any(cues.search(phrase) for phrase in lists["no"])


@pytest.mark.parametrize("role", sorted(patterns.load("roles")["examples"]))
def test_examples_of_roles(role: str) -> None:
    examples = patterns.load("roles")["examples"][role]
    assert [text for text in examples["yes"] if not values(text, role)] == []
    assert [text for text in examples["no"] if of_main(text, role)] == []


@pytest.mark.parametrize("kind", sorted(patterns.load("events")["examples"]))
def test_examples_of_events(kind: str) -> None:
    examples = patterns.load("events")["examples"][kind]
    assert [text for text in examples["yes"] if kind not in values(text, "event.type")] == []
    assert [text for text in examples["no"] if kind in values(text, "event.type")] == []


def test_agreeing_rules_are_surer_than_one() -> None:
    twice = "Europol organized a workshop. The workshop was organized by Europol."
    (one,) = [s for s in statements("Europol organized a workshop.") if s.predicate == "organizer"]
    (two,) = [s for s in statements(twice) if s.predicate == "organizer"]
    assert two.confidence > one.confidence
    assert len(two.evidence) > len(one.evidence)


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        ("Europol organized the workshop together with Frontex.", "organizer", {"Europol", "Frontex"}),
        ("A workshop was held. Latvia covered the costs.", "funder", {"Latvia"}),
        ("A workshop was held. Financial support was provided by Latvia and Norway.", "funder", {"Latvia", "Norway"}),
        ("The workshop was held with the kind technical and logistical support of Latvia.", "supporter", {"Latvia"}),
        ("Latvia hosted and funded the workshop.", "funder", {"Latvia"}),
        ("Two States organized the workshop jointly: Latvia and Norway.", "organizer", {"Latvia", "Norway"}),
        (
            "The Interior and Justice Ministries of Latvia and Norway took part in the workshop.",
            "participant",
            {
                "Interior Ministry of Latvia", "Justice Ministry of Latvia", "Interior Ministry of Norway",
                "Justice Ministry of Norway",
            },
        ),
        (
            "The meeting was attended by delegations of the competent authorities of Latvia, Norway and Spain.",
            "participant",
            {"Latvia", "Norway", "Spain"},
        ),
        (
            "Officials from many agencies, including the Port Guard Agency and the Harbour Police Service, attended "
            "the workshop.",
            "participant",
            {"Port Guard Agency", "Harbour Police Service"},
        ),
    ],
)  # fmt: skip
def test_more_ways_to_tell_a_role(text: str, relation: str, expected: set[str]) -> None:
    assert {label.split(" (")[0] for label in of_main(text, relation)} >= expected or _known(text, relation) >= expected


def _known(text: str, relation: str) -> set[str]:
    """Labels and other names of what holds the relation to the main event."""
    told = [one.object for one in statements(text) if one.predicate == relation and one.event == "e1"]
    return {name for thing in told for name in (thing.label, *thing.names)}  # type: ignore[union-attr]


def test_experts_who_lead_are_told_apart() -> None:
    text = (
        "A workshop was held in Riga. Experts from Spain and Norway led the sessions. Officers from Latvia attended it."
    )
    details = {one.object.label: one.detail for one in statements(text) if one.predicate == "participant"}  # type: ignore[union-attr]
    assert details == {"Spain": "expert-lead", "Norway": "expert-lead", "Latvia": ""}


@pytest.mark.parametrize(
    ("text", "relation", "stance"),
    [
        ("A workshop was held. By the end, participants are to draw up a list of priorities.", "output", "intended"),
        ("A workshop was held. A road map with nine steps was agreed upon.", "output", "asserted"),
        (
            "A workshop was held in Riga. The OSCE plans additional national workshops next year.",
            "follow_up",
            "intended",
        ),
    ],
)
def test_stance_of_what_comes_of_an_event(text: str, relation: str, stance: str) -> None:
    assert [one.stance for one in statements(text) if one.predicate == relation] == [stance]


def test_a_text_signed_without_a_title() -> None:
    text = "Latvia and Norway signed a protocol on the exchange of harbour data in Riga on 4 May 2019."
    assert values(text, "instrument") == {"protocol on the exchange of harbour data"}
    assert values(text, "instrument.role") == {"signed"}
    assert values(text, "adopter") == {"Latvia", "Norway"}


def test_a_vote_is_what_the_text_counts() -> None:
    text = "By twelve votes in favour to one against, the Security Council adopted resolution 2396 (2017)."
    assert values(text, "vote") == {"twelve votes in favour to one against"}


@pytest.mark.parametrize(
    "text",
    [
        "A workshop was held. The agency will hold two courses for around 60 officers next year.",
        "A workshop was held. In all, 170 judges attended the three workshops.",
        "A workshop was held. Two foreign ministers spoke by telephone.",
    ],
)
def test_numbers_that_are_not_of_the_event(text: str) -> None:
    assert of_main(text, "participant.count") == set()


def test_a_body_whose_own_meeting_adopts_a_text_is_its_adopter() -> None:
    text = (
        "The twelfth meeting of the Council of Europe was held in Riga on 3 May 2031. The meeting adopted the "
        "Declaration on Harbour Safety."
    )
    assert "Council of Europe" in values(text, "adopter")
