"""Names of bodies, States, towns and instruments in sentences written for the purpose."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text import reading
from ctkg.text.reading import Reading


def read(text: str) -> Reading:
    return reading.read(Document(id="d", source=Source(), text=text))


def names(text: str, kind: str = "organization") -> list[str]:
    return [link.mention.text for link in read(text).links if link.mention.kind == kind]


def labels(text: str, kind: str = "organization") -> list[str]:
    return [link.thing.label for link in read(text).links if link.mention.kind == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Staff of the Ministry of Justice and Human Rights came.", ["Ministry of Justice and Human Rights"]),
        (
            "The Ministry of Justice and the Border Guard Service spoke.",
            ["Ministry of Justice", "Border Guard Service"],
        ),
        (
            "It was run by the Agency for Identity Papers, Population Registers and Data Exchange of Ruland.",
            ["Agency for Identity Papers, Population Registers and Data Exchange of Ruland"],
        ),
        ("Officers of the Port Security and Control Unit met.", ["Port Security and Control Unit"]),
        ("The head of the Institute for Peace Studies spoke.", ["Institute for Peace Studies"]),
        (
            "The Ministry of Defence, the State Police and INTERPOL met.",
            ["Ministry of Defence", "State Police", "INTERPOL"],
        ),
        ("The OSCE Mission to Serbia helped.", ["OSCE Mission to Serbia"]),
        ("An officer of the group spoke in the office.", []),
    ],
)
def test_bodies_by_grammar(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_state_of_a_possessive_is_carried_over() -> None:
    text = "Officers of Moldova's Border Police, Customs Service and Interior Ministry attended."
    assert [link.thing.state for link in read(text).links if link.mention.kind == "organization"] == ["MD", "MD", "MD"]


def test_nationality_gives_the_state() -> None:
    (link,) = [
        link for link in read("The Estonian Ministry of Justice spoke.").links if link.mention.kind == "organization"
    ]
    assert (link.thing.label, link.thing.state) == ("Ministry of Justice of Estonia", "EE")


def test_unit_and_owner_are_one_name() -> None:
    text = "It was run by the OSCE Transnational Threats Department's Action against Terrorism Unit."
    (link,) = [link for link in read(text).links if link.mention.kind == "organization"]
    assert link.thing.reference == "osce-atu"


def test_acronym_of_the_text_is_known_afterwards() -> None:
    text = "The Coastal Crime Research Institute (CCRI) opened. Later the CCRI closed, and the Institute moved."
    found = [link.thing.label for link in read(text).links if link.mention.kind == "organization"]
    assert found == ["Coastal Crime Research Institute"] * 3


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("UN Counter Terrorism Committee Executive Directorate", "un-cted"),
        ("United Nations Office of Counter-Terrorism", "un-unoct"),
        ("UN Office on Drugs and Crime", "unodc"),
        ("Organisation for Security and Cooperation in Europe", "osce"),
        ("Europol", "europol"),
        ("Interpol", "interpol"),
    ],
)
def test_spellings_of_known_bodies(name: str, reference: str) -> None:
    (link,) = [link for link in read(f"A paper of the {name} was read.").links if link.mention.kind == "organization"]
    assert link.thing.reference == reference


def test_short_name_needs_its_owner() -> None:
    assert names("The ATC has opened its doors.") == []


def test_two_like_named_bodies_stay_apart() -> None:
    text = "Experts of the CIS Anti-Terrorism Center and of the Anti-Terrorism Centre of Kazakhstan met."
    found = [link.thing.reference for link in read(text).links if link.mention.kind == "organization"]
    assert found == ["cis-atc", "kz-atc"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nice people taught the course.", []),
        ("A course in Split, Croatia, ended.", ["Split"]),
        ("A course in Tashkent ended.", ["Tashkent"]),
        ("The Montreal Convention was read.", []),
    ],
)
def test_towns(text: str, expected: list[str]) -> None:
    assert names(text, "place") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "UN Security Council resolutions 1373 (2001), 2178 (2014) and 2396 (2017)",
            ["UNSCR 1373 (2001)", "UNSCR 2178 (2014)", "UNSCR 2396 (2017)"],
        ),
        ("resolution 2341", ["UNSCR 2341 (2017)"]),
        ("S/RES/1540 (2004)", ["UNSCR 1540 (2004)"]),
        ("the Convention on Harbour Safety", ["Convention on Harbour Safety"]),
        (
            "the Protocol against Arms Smuggling and the Treaty of Lumport",
            ["Protocol against Arms Smuggling", "Treaty of Lumport"],
        ),
        ("a convention on safety", []),
    ],
)
def test_instruments(text: str, expected: list[str]) -> None:
    assert labels(f"They read {text} aloud.", "instrument") == expected


def test_links_never_overlap_and_quote_the_text() -> None:
    text = "The OSCE Mission to Serbia and Serbia's Ministry of Interior met on 4 May 2017 in Belgrade with 20 guests."
    seen = read(text)
    for left, right in zip(seen.links, seen.links[1:], strict=False):
        assert left.mention.span.end <= right.mention.span.start
    assert all(seen.words(link.mention.span) == link.mention.text for link in seen.links)
