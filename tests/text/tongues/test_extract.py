"""Whole reports in French and Russian: facts, and what is not said; other languages give no facts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctkg.model import Document, Source, Statement
from ctkg.text.extract import extract, names
from ctkg.text.facts import rows


def facts(tag: str, text: str, published: str = "2019-03-15") -> dict[tuple[str, str], list[Any]]:
    """Values by event and relation."""
    document = Document(id="d", source=Source(language=tag, published=published), text=text)
    found: dict[tuple[str, str], list[Any]] = {}
    for row in rows(document, extract(document)):
        found.setdefault((row["event"], row["relation"]), []).append(row["value"])
    return found


FRENCH = """Atelier à Bamako sur l'entraide judiciaire

L'Office des Nations Unies contre la drogue et le crime (ONUDC), en partenariat avec l'Union africaine, a organisé du 12 au 14 mars à Bamako un atelier sur l'entraide judiciaire.

Financé par le Japon, l'atelier a réuni plus de 40 magistrats venus du Mali, de la Mauritanie et du Niger. Un prochain atelier aura lieu en juin 2019 à Niamey, au Niger.
"""  # noqa: E501
RUSSIAN = """В Душанбе прошел семинар

Антитеррористический центр СНГ при поддержке ОБСЕ провел 12-14 марта в Душанбе семинар по выполнению резолюции 2341 (2017) Совета Безопасности ООН.

В семинаре приняли участие более 40 экспертов из Казахстана и Киргизской Республики.
"""  # noqa: E501


def test_a_french_report() -> None:
    found = facts("fr", FRENCH)
    assert found["e1", "event.type"] == ["workshop"]
    assert found["e1", "event.start"] == ["2019-03-12"]
    assert found["e1", "event.end"] == ["2019-03-14"]
    assert found["e1", "event.place"] == ["Bamako"]
    assert found["e1", "event.country"] == ["ML"]
    assert found["e1", "organizer"] == ["United Nations Office on Drugs and Crime"]
    assert found["e1", "coorganizer_or_partner"] == ["African Union"]
    assert found["e1", "funder"] == ["Japan"]
    assert sorted(found["e1", "participant"]) == ["Mali", "Mauritania", "Niger"]
    assert found["e1", "participant.count"] == [40]
    assert (found["e2", "event.start"], found["e2", "event.place"]) == (["2019-06"], ["Niamey"])


def test_a_russian_report() -> None:
    found = facts("ru", RUSSIAN)
    assert found["e1", "event.type"] == ["seminar"]
    assert found["e1", "event.start"] == ["2019-03-12"]
    assert found["e1", "event.place"] == ["Dushanbe"]
    assert found["e1", "organizer"] == ["Anti-Terrorism Center of the CIS"]
    assert found["e1", "supporter"] == ["Organization for Security and Co-operation in Europe"]
    assert sorted(found["e1", "participant"]) == ["Kazakhstan", "Kyrgyzstan"]
    assert found["e1", "instrument"] == ["UNSCR 2341 (2017)"]
    assert found["e1", "instrument.role"] == ["implemented"]


def statements(tag: str, text: str, published: str = "") -> tuple[Statement, ...]:
    return extract(Document(id="d", source=Source(language=tag, published=published), text=text))


def test_a_plan_is_not_asserted() -> None:
    text = "La CEDEAO tiendra un atelier du 3 au 5 juin 2025 à Dakar."
    found = statements("fr", text, "2025-05-01")
    assert found and {one.stance for one in found} == {"intended"}


def test_a_year_from_the_metadata_is_marked_as_derived() -> None:
    found = statements("ru", "Семинар ОБСЕ прошел 12 марта в Душанбе.", "2019-03-15")
    start = next(one for one in found if one.predicate == "event.start")
    assert (start.object, start.derived, start.stated) == ("2019-03-12", True, "--03-12")
    found = statements("ru", "Семинар ОБСЕ прошел 12 марта в Душанбе.")
    assert next(one for one in found if one.predicate == "event.start").object == "--03-12"


def test_an_attack_behind_a_condemnation_is_an_event_of_its_own() -> None:
    text = "L'Union africaine condamne l'attentat perpétré le 9 janvier 2020 à Bamako."
    found = facts("fr", text)
    assert found["e1", "event.type"] == ["condemnation"] and found["e1", "organizer"] == ["African Union"]
    assert found["e2", "event.type"] == ["attack"] and found["e2", "event.start"] == ["2020-01-09"]
    assert ("e1", "event.start") not in found


def test_a_fight_against_attacks_is_no_attack() -> None:
    text = "Le séminaire sur la protection contre les attentats s'est tenu le 9 janvier 2020 à Bamako."
    assert [key for key in facts("fr", text) if key[1] == "event.type"] == [("e1", "event.type")]


def test_a_day_of_a_date_counts_nobody() -> None:
    text = "На семинар в Минске до 26 апреля 20 слушателей прибыли из Молдовы."
    assert facts("ru", text)["e1", "participant.count"] == [20]


@pytest.mark.parametrize("tag", ["es", "ar", "und-Arab", "uk"])
def test_other_languages_give_names_only(tag: str) -> None:
    text = "La OSCE organizó un taller en Madrid del 3 al 5 de mayo de 2019 sobre la resolución S/RES/2341 (2017)."
    document = Document(id="d", source=Source(language=tag), text=text)
    assert extract(document) == ()
    assert "osce" in {one.thing.reference for one in names(document)}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["fr", "ru", "es"]))
def test_no_text_is_too_strange(text: str, tag: str) -> None:
    document = Document(id="d", source=Source(language=tag), text=text)
    for statement in extract(document):
        assert all(e.span is None or document.slice(e.span) == e.quote for e in statement.evidence)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*FRENCH.split(), *RUSSIAN.split(), "\n\n", "(", '"']), max_size=80))
def test_evidence_is_verbatim_in_any_order_of_words(words: list[str]) -> None:
    for tag in ("fr", "ru"):
        document = Document(id="d", source=Source(language=tag, published="2019-03-15"), text=" ".join(words))
        for statement in extract(document):
            assert all(e.span is None or document.slice(e.span) == e.quote for e in statement.evidence)
