"""National laws by their titles, on sentences written for the purpose."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text import reading


def laws(text: str) -> dict[str, tuple[str, ...]]:
    seen = reading.read(Document(id="d", source=Source(), text=text))
    return {one.mention.text: one.thing.names for one in seen.links if one.mention.kind == "instrument"}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("They were held under the Prevention of Terrorism Act.", "Prevention of Terrorism Act"),
        ("He was charged under section 5 of the Harbour Safety Act 2001.", "Harbour Safety Act 2001"),
        ("It follows the Transfer of Offenders Act No. 5 of 1995.", "Transfer of Offenders Act No. 5 of 1995"),
        ("The Ports (Amendment) Act, 2015 was read.", "Ports (Amendment) Act, 2015"),
        ("Assets were frozen under the United Nations Regulations No. 1 of 2012.",
            "United Nations Regulations No. 1 of 2012"),
        ("Judges studied the Immigration and Nationality Act.", "Immigration and Nationality Act"),
        ("The Money Laundering Prevention Act 2012 entered into force.", "Money Laundering Prevention Act 2012"),
    ],
)  # fmt: skip
def test_titles_are_whole(text: str, title: str) -> None:
    assert title in laws(text)


def test_the_title_without_its_year_is_another_name() -> None:
    assert "Harbour Safety Act" in laws("It follows the Harbour Safety Act 2001.")["Harbour Safety Act 2001"]


@pytest.mark.parametrize(
    "text",
    ["World Leaders Act against Terror in Ports.", "Harbour Guards Act to Stop Smugglers.", "They act in good faith.",
     "Every State Must Act as One."],
)  # fmt: skip
def test_verbs_in_headlines_are_none(text: str) -> None:
    assert laws(text) == {}
