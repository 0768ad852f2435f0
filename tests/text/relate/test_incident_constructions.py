"""Constructions in which agencies, police, courts and ministries tell of attacks, arrests, appointments and texts."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Entity, Source, Statement
from ctkg.text import extract


def facts(text: str) -> tuple[Statement, ...]:
    """What a short text states."""
    return extract.extract(
        Document(id="d", text=text, source=Source(title=text.splitlines()[0], published="2024-05-10"))
    )


def labels(text: str, predicate: str) -> set[str]:
    """The labels of all objects of one relation."""
    return {
        one.object.label if isinstance(one.object, Entity) else str(one.object)
        for one in facts(text)
        if one.predicate == predicate
    }


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Security sources blamed fighters linked to JNIM.", "JNIM"),
        ("The attack was attributed to a faction of the Red Dune Brigade.", "Red Dune Brigade"),
        ("Red Dune Brigade, who bear responsibility for this crime, are still at large.", "Red Dune Brigade"),
        ("Islamic State's Lake affiliate said its fighters had planted the device.", "Islamic State's Lake affiliate"),
    ],
)
def test_perpetrators(sentence: str, who: str) -> None:
    assert who in labels(
        f"Attack kills five in Kabul\nFive people were killed in an attack in Kabul.\n{sentence}", "perpetrator"
    )


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("The Minister mourned the 14 people who lost their lives in the attack.", "14"),
        ("The attack resulted in the martyrdom of seven citizens.", "7"),
        ("Four guards were martyred in the attack.", "4"),
        ("He paid tribute to the three soldiers who paid the ultimate price in the attack.", "3"),
        ("Gunmen shot dead a village head in the attack.", "1"),
        ("Two soldiers of the lake force died and four were wounded in the attack.", "4"),
    ],
)
def test_victims(sentence: str, number: str) -> None:
    assert number in labels(f"Attack in Kabul\n{sentence}", "victim.count")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Attack in Kabul condemned\nThe Secretary-General strongly condemned the attack in Kabul. "
            "The United Nations stands with the families.",
            "UN Secretary-General",
        ),
        (
            "Seafarers hurt\nIMO Secretary-General Ricardo Dominguero strongly condemned the attack in Kabul.",
            "International Maritime Organization",
        ),
        (
            "New envoy for Riga\nThe Federal Council appointed Martina Zurfluh as Ambassador for Counter-Terrorism.",
            "Federal Council",
        ),
        (
            "Three arrested\nThe Joint Counter Terrorism Team disrupted a cell and arrested three men in Riga.",
            "Joint Counter Terrorism Team",
        ),
        (
            "54 arrested in operation\nAn INTERPOL-coordinated operation has led to the arrest of 54 suspects in Riga.",
            "International Criminal Police Organization",
        ),
    ],
)
def test_who_does_it(text: str, who: str) -> None:
    assert who in labels(text, "organizer")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Parliament names new co-ordinator\nThe coordinator will begin in May.", "other"),
        ("Council adds two persons to terrorist list\nThe two persons are subject to an asset freeze.", "other"),
        ("Three charged over plot to attack Riga station\nThe men were held in Riga.", "arrest"),
        ("Protocol opens for signature\nThe Protocol on Harbour Safety opens for signature in Riga.", "signing"),
        ("Hostages freed in Niger\nSpecial forces freed eleven hostages on Saturday.", "other"),
        (
            "Two States exchange instruments\nThey exchanged instruments of ratification of the Treaty on Extradition.",
            "ratification",
        ),
        ("Law signed in Riga\nThe President promulgated the law ratifying the Convention on Harbours.", "ratification"),
        ("Brothers in court over bomb plot\nProsecutors charged two brothers in Riga.", "arrest"),
        ("Court in Riga jails man\nThe man had joined an armed group.", "other"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert kind in labels(text, "event.type")


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        (
            "The two signed a Memorandum of Understanding on co-operation in combating terrorism.",
            "Memorandum of Understanding on co-operation in combating terrorism",
        ),
        (
            "They signed the Joint Declaration on Co-operation in the Fight against Terrorism in Riga.",
            "Joint Declaration on Co-operation in the Fight against Terrorism",
        ),
    ],
)
def test_titles_go_on_behind_in(sentence: str, title: str) -> None:
    assert title in labels(f"Latvia and Chile sign agreement\n{sentence}", "instrument")


def test_a_text_adopted_under_another_is_not_that_other() -> None:
    text = (
        "Council adopts resolution\nThe Security Council adopted resolution 2396 (2017) "
        "under the Charter of the United Nations."
    )
    roles = {(one.subject.label, one.object) for one in facts(text) if one.predicate == "instrument.role"}
    assert ("Charter of the United Nations", "adopted") not in roles


def test_the_day_on_which_a_mandate_ends_is_not_that_of_the_act() -> None:
    text = (
        "Council adopts resolution\nThe Security Council today adopted resolution 2396 (2017), "
        "valid until 31 December 2029."
    )
    assert "2029-12-31" not in labels(text, "event.start")


def test_a_day_is_no_part_of_a_name() -> None:
    text = "Man sentenced in Riga\nThe Riga District Court on Friday sentenced a man to four years."
    assert "Riga District Court" in labels(text, "organizer")


def test_who_suffers_is_not_who_kills() -> None:
    text = "Four sentenced in Riga\nThe four men helped the gunman who killed five people in an attack in Riga in 2018."
    assert "4" not in labels(text, "victim.count")


def test_shots_of_the_police_are_not_the_weapon() -> None:
    text = (
        "Knife attack in Riga\nA man with a knife injured three people in an attack in Riga "
        "before he was shot dead by police."
    )
    assert labels(text, "weapon") == {"bladed weapon"}


def test_a_mission_in_a_state_is_not_that_state() -> None:
    text = "Attack in Somalia\nSix died in an attack. The Harbour Mission in Somalia deplored the killings."
    assert "Somalia" not in labels(text, "organizer")
