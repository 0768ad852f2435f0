"""Texts and guides told in lower case, and the role that an instrument plays, in sentences written for the purpose."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text import reading
from ctkg.text.relate import events, instruments

_MEETING = "The ministers met in Suva on 5 May 2031. "


def _said(text: str) -> list[tuple[str, str, object]]:
    read = reading.read(Document(id="d", source=Source(), text=text))
    found = instruments.relate(read, events.find(read))
    return [(one.predicate, one.subject.label, getattr(one.object, "label", one.object)) for one in found]


def roles(text: str) -> dict[str, object]:
    return {subject: value for predicate, subject, value in _said(text) if predicate == "instrument.role"}


def guidance(text: str) -> list[object]:
    return [value for predicate, _, value in _said(text) if predicate == "guidance"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Plenary approved the evaluation report of Tonga and adopted a report on the misuse of ferries.",
            {"evaluation report of Tonga": "adopted", "report on the misuse of ferries": "adopted"},
        ),
        (
            "They spoke of the agreement with Fiji on harbour patrols.",
            {"agreement with Fiji on harbour patrols": "referred"},
        ),
        (
            "The committee read a draft protocol on the return of boats.",
            {"draft protocol on the return of boats": "referred"},
        ),
        (
            "Six documents were signed, among them an agreement between the Government of Fiji and the Government of "
            "Tonga on harbour patrols.",
            {"agreement between the Government of Fiji and the Government of Tonga on harbour patrols": "signed"},
        ),
        ("They discussed the new Fijian counter-terrorism law.", {"new Fijian counter-terrorism law": "referred"}),
        ("They spoke of the National Action Plan.", {"National Action Plan": "referred"}),
        ("They spoke of the Annual Work Plan.", {}),
        ("They spoke of the Nairobi Statement.", {"Nairobi Statement": "referred"}),
        ("They spoke of the Opening Statement.", {}),
        ("They spoke of the Nairobi Declaration of October 2022.", {"Nairobi Declaration": "referred"}),
        (
            "They read the Protocol on the designation of harbour wardens pursuant to old law.",
            {"Protocol on the designation of harbour wardens": "referred"},
        ),
        (
            "They praised the Treaty on Fighting Piracy, Smuggling and Illicit Trade.",
            {"Treaty on Fighting Piracy, Smuggling and Illicit Trade": "referred"},
        ),
        ("They called on the States of the region to ratify the Treaty on Crews.", {"Treaty on Crews": "promoted"}),
        ("They urged Tonga to fully implement the Treaty on Crews.", {"Treaty on Crews": "promoted"}),
        ("A Treaty on Crews is to be adopted.", {"Treaty on Crews": "adopted"}),
        (
            "The following two agreements were signed:\n\n* Treaty on Crews,\n\n* Treaty on Ferries.",
            {"Treaty on Crews": "signed", "Treaty on Ferries": "signed"},
        ),
        ("They reached an agreement on the date.", {}),
        ("With the agreement of the host it may be published.", {}),
        ("The report on ferries was read.", {}),
        ("The Member States carried out the Harbour Safety Strategy.", {"Harbour Safety Strategy": "referred"}),
        ("They spoke of International Law.", {}),
        ("Tonga deposited its instrument of accession to the Treaty on Crews.", {"Treaty on Crews": "ratified"}),
        ("The bill on the ratification of the Treaty on Crews was approved.", {"Treaty on Crews": "ratified"}),
        ("The Treaty on Crews entered into force for Tonga.", {"Treaty on Crews": "ratified"}),
        ("The Assembly adopted by consensus the Treaty on Crews.", {"Treaty on Crews": "adopted"}),
        ("Tonga and Fiji inked the Treaty on Crews.", {"Treaty on Crews": "signed"}),
        ("They exchanged instruments of ratification of the extradition treaty.", {"extradition treaty": "ratified"}),
        ("It translates the Treaty on Crews into law.", {"Treaty on Crews": "implemented"}),
        ("They recalled Executive Order 12345.", {"Executive Order 12345": "referred"}),
        (
            "It was done in the framework of the Agreement on Co-operation in the Field of Ferry Rescue.",
            {"Agreement on Co-operation in the Field of Ferry Rescue": "implemented"},
        ),
        (
            "Ministers adopted the Suva Declaration on Peace, Security and Stability.",
            {"Suva Declaration on Peace, Security and Stability": "adopted"},
        ),
    ],
)
def test_texts_told_by_what_they_are_about(text: str, expected: dict[str, str]) -> None:
    assert roles(_MEETING + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They used a handbook on the protection of ferries.", ["handbook on the protection of ferries"]),
        ('The course is based on the "Rights at Sea" manual.', ["Rights at Sea"]),
        ("It is based on ODIHR's manual Human Rights at Sea.", ["Human Rights at Sea"]),
        ("The new handbook will help.", []),
        ("The agency has issued guidelines on ferry safety.", ["guidelines on ferry safety"]),
        ("A practitioners' guide on ferry safety was handed out.", ["practitioners' guide on ferry safety"]),
        ("Police found a terrorist manual on explosives.", []),
    ],
)
def test_guides(text: str, expected: list[str]) -> None:
    assert guidance(_MEETING + text) == expected


def test_the_verb_behind_a_list_governs_all_of_it() -> None:
    text = _MEETING + "The Convention on Harbour Safety and the Treaty on Ferry Crews were adopted by the Council."
    assert roles(text) == {"Convention on Harbour Safety": "adopted", "Treaty on Ferry Crews": "adopted"}


def test_a_plan_in_a_list_is_cut_from_the_declaration_before() -> None:
    text = _MEETING + "They adopted the Suva Declaration to Counter Piracy and the Pacific Plan of Action on Ferries."
    assert set(roles(text)) == {"Suva Declaration to Counter Piracy", "Pacific Plan of Action on Ferries"}
