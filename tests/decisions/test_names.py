"""A name is found by its hash in whatever form it is written, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctkg.decisions.masking import MARK, Mask
from ctkg.decisions.names import Names, digest, normal, words


def names(*given: str) -> Names:
    return Names(digest(normal(name)) for name in given)


@pytest.mark.parametrize(
    "written",
    ["Ana Roë", "ROE, Ana", "ana-roe", "Ana  Roe", "Roe Ana", "Áñá Røe"],
)
def test_case_accents_order_and_what_stands_between_make_no_odds(written: str) -> None:
    assert names("Ana Roe").has(written)


@pytest.mark.parametrize("other", ["Ana", "Roe", "Ben Roe", "Ana Maria Roe", "Anaroe", "Ana Roes", ""])
def test_another_name_is_another_name(other: str) -> None:
    assert not names("Ana Roe").has(other)


def test_a_name_stands_in_a_text_with_possessive_title_and_bracket() -> None:
    text = "Ms Ana Roe's deputy (ANA ROE) wrote to roe-ana@example.org."
    assert ["".join(text[w.start : w.end] for w in part) for part in names("Ana Roe").within(text)] == [
        "AnaRoe",
        "ANAROE",
        "roeana",
    ]


def test_the_form_never_changes_or_names_would_come_back() -> None:
    assert normal("Jean-Łukasz O'Brien") == ("brien", "jean", "lukasz", "o")
    assert digest(("brien", "jean", "lukasz", "o")) == (
        "4-cbdfbe60cd31dff22915e3ddcaa958086fbb229db44b9f0b45c797787ce649c6"
    )


def test_a_mark_for_each_letter_and_others_of_that_surname_stay() -> None:
    text = "Ana Roe and Ben Roe met. Ms Roe spoke; the roe deer fled. The Roe Institute agreed."
    mask = Mask(names("Ana Roe"), [text], (), ["Ben Roe", "Roe Institute"])
    assert mask(text) == "███ ███ and Ben Roe met. Ms ███ spoke; the roe deer fled. The Roe Institute agreed."


def test_a_text_without_the_name_is_as_it_was() -> None:
    mask = Mask(names("Ana Roe"), ["Ms Roe spoke."], (), ())
    assert not mask and mask("Ms Roe spoke.") == "Ms Roe spoke."


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_offsets_stay_and_no_word_of_the_name_is_left(before: str, after: str) -> None:
    text = f"{before} Xaveria Quillfeather {after}"
    found = Mask(names("Xaveria Quillfeather"), [text], (), ())(text)
    assert len(found) == len(text)
    assert not {"xaveria", "quillfeather"} & {word.plain for word in words(found)}
    assert [c for c, was in zip(found, text, strict=True) if c != was] == [MARK] * len("XaveriaQuillfeather")
