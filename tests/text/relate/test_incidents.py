"""Attacks: victims, claims, means, targets; condemnations."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctkg.model import Document, Entity, Source, Statement
from ctkg.text.reading import read
from ctkg.text.relate import casualties, events, incidents

ATTACK = "Attack on police station in Kabul\nA bomb attack hit a police station in Kabul on Monday."


def statements(text: str) -> list[Statement]:
    seen = read(Document(id="d", source=Source(), text=text))
    return list(incidents.relate(seen, events.find(seen)))


def victims(sentence: str) -> set[tuple[int, str, bool | str]]:
    return {(v.number, v.counted, v.approx) for v in casualties.find(sentence.lower())}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Eight people were killed and 22 wounded.", {(8, "killed", False), (22, "injured", False)}),
        ("The blast killed at least 28 people and injured more than 300 others.",
         {(28, "killed", "at least"), (300, "injured", "over")}),
        ("The attack left 95 people dead and 158 others injured.", {(95, "killed", False), (158, "injured", False)}),
        ("It resulted in more than 80 deaths and some 350 injuries.", {(80, "killed", "over"), (350, "injured", True)}),
        ("Twenty-one people lost their lives.", {(21, "killed", False)}),
        ("Bomber kills 8, injures 1,022", {(8, "killed", False), (1022, "injured", False)}),
        ("It claimed the lives of a dozen civilians.", {(12, "killed", False)}),
        ("The death toll rose to nine.", {(9, "killed", False)}),
        ("Killing eight people, including four policemen.", {(8, "killed", False), (4, "killed (policemen)", False)}),
        ("Sixteen of the dead were police officers.", {(16, "killed (police officers)", False)}),
        ("In 2014 two resolutions were adopted by 15 States.", set()),
        ("The workshop brought together 40 participants.", set()),
    ],
)  # fmt: skip
def test_numbers_of_victims(sentence: str, expected: set[tuple[int, str, bool | str]]) -> None:
    assert victims(sentence) == expected


def of(text: str, relation: str) -> list[Statement]:
    return [s for s in statements(text) if s.predicate == relation]


def test_rival_numbers_are_both_kept() -> None:
    text = ATTACK + " Eight people were killed, the police said. Nine people were killed, a doctor said."
    assert {s.object for s in of(text, "victim.count")} == {8, 9}


def test_other_times_do_not_count() -> None:
    text = ATTACK + " Last month at least 40 people were killed in a series of attacks."
    assert of(text, "victim.count") == []


@pytest.mark.parametrize(
    ("sentence", "name", "detail"),
    [
        ("The Red Dune Front claimed responsibility for the attack.", "Red Dune Front", "claimed"),
        ("The attack was claimed by the Red Dune Front.", "Red Dune Front", "claimed"),
        ("The attack was blamed on the Red Dune Front.", "Red Dune Front", "attributed"),
        (
            "Red Dune Front, which has ties with other groups, later claimed responsibility.",
            "Red Dune Front",
            "claimed",
        ),
    ],
)
def test_a_perpetrator_is_what_somebody_says(sentence: str, name: str, detail: str) -> None:
    found = of(f"{ATTACK} {sentence}", "perpetrator")
    assert [(s.object.label, s.detail) for s in found if isinstance(s.object, Entity)] == [(name, detail)]
    assert all(s.confidence < 0.9 for s in found)


def test_nobody_is_named_where_nobody_claims() -> None:
    assert of(ATTACK + " Nobody has claimed responsibility. Police said gunmen fled.", "perpetrator") == []


def test_means_are_categories_and_targets_the_words_of_the_text() -> None:
    assert [s.object.label for s in of(ATTACK, "weapon") if isinstance(s.object, Entity)][:1] == ["explosive device"]
    assert {s.object for s in of(ATTACK, "target")} == {"police station"}


def test_a_simulated_attack_is_none() -> None:
    text = (
        "Police exercise in Ohrid\nThe police held a tabletop exercise in Ohrid. "
        "The exercise simulated an attack on a hospital in which 40 people were killed."
    )
    assert statements(text) == []


def test_who_condemns_is_the_organizer_of_the_condemnation() -> None:
    text = (
        "Security Council condemns attack in Kabul\nThe members of the UN Security Council condemned the terrorist "
        "attack in Kabul on Monday. The attack killed eight people."
    )
    condemners = {s.object.label for s in of(text, "organizer") if isinstance(s.object, Entity)}
    assert condemners == {"United Nations Security Council"}
    counts = of(text, "victim.count")
    assert [s.object for s in counts] == [8]
    assert {s.event for s in counts} != {s.event for s in of(text, "organizer")}


_PIECES = ["at least ", "8 ", "eight ", "people ", "were ", "killed ", "and ", "1,000 ", "injured ", "twenty-", ", "]
_PIECES += ["including ", "four ", "dead ", "of the ", ". ", "2019 ", "a dozen ", "é"]


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
def test_any_words_give_whole_numbers(sentence: str) -> None:
    for found in casualties.find(sentence):
        assert 0 <= found.start < found.end <= len(sentence)
        assert found.number >= 0
        assert found.counted.startswith(("killed", "injured"))


def test_a_sentence_that_tells_the_attack_in_other_words() -> None:
    text = (
        "Security Council condemns attack in Kabul\nThe UN Security Council condemned the terrorist attack in Kabul.\n"
        "Gunmen armed with assault rifles stormed a hospital on Monday."
    )
    assert {s.object for s in of(text, "target")} == {"hospital"}
    assert {s.object.label for s in of(text, "weapon") if isinstance(s.object, Entity)} == {"firearms"}


def test_any_noun_right_behind_an_unmistakable_cue_is_the_target() -> None:
    text = "Gunmen attack lighthouse in Riga\nGunmen stormed their weekly chess club in Riga on Monday."
    assert "weekly chess club" in {s.object for s in of(text, "target")}


def test_a_group_that_is_said_to_have_done_it() -> None:
    text = "Attack on barracks in Riga\nIn the attack in Riga on Monday, Al-Shabaab fighters stormed a barracks."
    (told,) = of(text, "perpetrator")
    assert isinstance(told.object, Entity)
    assert (told.object.label, told.detail) == ("Al-Shabaab", "attributed")


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("The Islamic State group on Monday claimed responsibility for the attack on the market.", {"Islamic State"}),
        ("Militants from al Shabaab quickly claimed responsibility for the attack on the market.", {"al Shabaab"}),
        ("Omar Example, a commander for the Pakistani Taliban, claimed responsibility for the attack.", 
            {"Pakistani Taliban"}),
        ("The attack was perpetrated on 3 May near the market by Boko Haram.", {"Boko Haram"}),
        ("The army is battling militants linked to Boko Haram since the attack.", set()),
    ],
)  # fmt: skip
def test_who_did_it_whatever_stands_between(sentence: str, who: set[str]) -> None:
    found = of(f"Bomb attack kills five people in Kabul\n{sentence}", "perpetrator")
    assert {s.object.label for s in found if isinstance(s.object, Entity)} == who


def test_the_finer_word_for_a_bomb_alone() -> None:
    text = "Suicide bomber attacks market in Kabul\nThe explosion damaged ten shops after the attack in Kabul."
    assert [s.object.label for s in of(text, "weapon") if isinstance(s.object, Entity)] == ["suicide bomb"]


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("A bomb attack targeting soldiers at a market killed five people.", "soldiers"),
        ("The attack that occurred outside a bakery in Kabul killed five people.", "bakery"),
        ("A bomb went off near a courthouse and killed five people.", "courthouse"),
        ("A lorry rammed the gate of a barracks after the attack.", "barracks"),
        ("In the attack bombs on four commuter trains killed five people.", "commuter trains"),
        ("They condemned the attack perpetrated against the UNIFIX camp in the north.", "UNIFIX camp"),
    ],
)
def test_targets_behind_what_leads_to_them(sentence: str, what: str) -> None:
    assert what in {s.object for s in of(f"Attack kills five in Kabul\n{sentence}", "target")}


def test_an_attack_told_beside_the_main_event_has_its_own_victims() -> None:
    text = (
        "Ministers meet in Riga\nMinisters met in Riga on 3 May 2021. They recalled the attack of 3 April 2021 on a "
        "bus in Kabul, in which fourteen people were killed."
    )
    assert [str(s.object) for s in of(text, "victim.count")] == ["14"]
    assert [str(s.object) for s in of(text, "target")] == ["bus"]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("On Monday a roadside bomb struck a bus in Kabul.", ["bomb", "roadside bomb"]),
        ("In a knife attack in Kabul on Monday two people died.", ["knife attack", "knife"]),
        ("The attackers, armed with rifles, stormed a school in Kabul on Monday.", ["rifles"]),
        ("Drones were used by the police after the attack in Kabul on Monday.", []),
        ("Police seized rifles after the attack in Kabul on Monday.", []),
        ("Gunmen attacked a school in Kabul on Monday and opened fire.", []),
    ],
)
def test_a_means_is_a_thing_that_somebody_acts_with(sentence: str, names: list[str]) -> None:
    found = [s.object.names for s in of("Attack in Kabul\n" + sentence, "weapon") if isinstance(s.object, Entity)]
    assert list(dict.fromkeys(name for one in found for name in one)) == names
