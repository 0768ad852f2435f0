"""Named people who take part, on sentences written for the purpose."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text.extract import extract


def told(text: str) -> set[str]:
    said = extract(Document(id="d", source=Source(), text=text))
    objects = [one.object for one in said if one.predicate == "participant"]
    return {one.label for one in objects if getattr(one, "kind", "") == "person"}


SEMINAR = "A seminar was held in Riga on 3 May 2021. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ms. Ana Roe, Director of Frontex, attended the seminar.", {"Ana Roe"}),
        ("Justice Minister Ana Roe and Ambassador Jan Doe took part in the seminar.", {"Ana Roe", "Jan Doe"}),
        ("The seminar was opened by Justice Minister Ana Roe and Ambassador Jan Doe.", {"Ana Roe", "Jan Doe"}),
        ("Mr. Jan Doe, Head of the Training Unit, will on Tuesday, 3 May, open the seminar.", {"Jan Doe"}),
        ("Prosecutor General Ana Roe headed the delegation of Malta.", {"Ana Roe"}),
        ("The seminar was held in the presence of Justice Minister Ana Roe.", {"Ana Roe"}),
        ("Speakers included Ambassador Jan Doe and Judge Ana Roe.", {"Ana Roe", "Jan Doe"}),
        ("Justice Minister Ana Roe did not attend the seminar.", set()),
        ("The seminar was named after President Jan Doe.", set()),
        ("Participants quoted Ambassador Jan Doe.", set()),
    ],
)  # fmt: skip
def test_people_at_an_event(text: str, expected: set[str]) -> None:
    assert told(SEMINAR + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Foreign Minister Ana Roe met with Ambassador Jan Doe in Riga on 3 May 2021.", {"Ana Roe", "Jan Doe"}),
        ("Prime Minister Ana Roe visited Riga on 3 May 2021.", {"Ana Roe"}),
    ],
)  # fmt: skip
def test_people_who_meet_and_travel(text: str, expected: set[str]) -> None:
    assert told(text) == expected
