"""Bodies told by letters or by a name without a head word."""

from __future__ import annotations

from ctkg.model import Document, Source
from ctkg.text.reading import read


def bodies(text: str) -> dict[str, str]:
    seen = read(Document(id="d", source=Source(), text=text))
    return {one.mention.text: one.thing.label for one in seen.links if one.mention.kind == "organization"}


def test_letters_and_names_without_a_head() -> None:
    found = bodies("The course in Suva was held with the FBI, the ICRC and Expertise France.")
    assert found["FBI"] == "Federal Bureau of Investigation"
    assert found["ICRC"] == "International Committee of the Red Cross"
    assert found["Expertise France"] == "Expertise France"


def test_what_a_text_means_by_letters_is_believed() -> None:
    found = bodies("The Fijian Boat Inspectorate (FBI) met in Suva. The FBI then left.")
    assert "Federal Bureau of Investigation" not in found.values()
