"""Texts told by number, by title or by what they belong to, in sentences written for the purpose."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text import reading


def labels(text: str) -> list[str]:
    read = reading.read(Document(id="d", source=Source(), text=text))
    return [link.thing.label for link in read.links if link.mention.kind == "instrument"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They studied FATF Recommendations 6 and 8.", ["FATF Recommendation 6", "FATF Recommendation 8"]),
        ("It rests on Recommendation CM/Rec(2031)4.", ["Recommendation CM/Rec(2031)4"]),
        ("It rests on Federal Law No. 99-FZ of 2031.", ["Federal Law No. 99-FZ of 2031"]),
        ("They read the Ports (Hoax Calls) (Amendment) Act 2031.", ["Ports (Hoax Calls) (Amendment) Act 2031"]),
        ("It follows chapter XI-2 of SOLAS.", ["SOLAS chapter XI-2"]),
        ("Experts cited Implementing Regulation (EU) 2031/77.", ["Implementing Regulation (EU) 2031/77"]),
        (
            "It takes place under the Harbour Assistance pact between Peru and Chile.",
            ["Harbour Assistance pact between Peru and Chile"],
        ),
        (
            "Peru handed the Treaty on Legal Assistance in Criminal Matters to Chile.",
            ["Treaty on Legal Assistance in Criminal Matters"],
        ),
        (
            "They recalled the Convention on Harbour Safety and its Protocol.",
            ["Convention on Harbour Safety", "Protocol to the Convention on Harbour Safety"],
        ),
        (
            "The Cooperation Programme of the member states in the fight against piracy for 2030-2032 was read.",
            ["Cooperation Programme of the member states in the fight against piracy for 2030-2032"],
        ),
        ("The Technical Cooperation Programme paid for it.", []),
        ("They met the Security Council Resolutions 1267 and 1988 Monitoring Team.", []),
        ("Recommendation 3 of the report was dropped.", []),
    ],
)
def test_texts_and_their_names(text: str, expected: list[str]) -> None:
    assert labels(text) == expected
