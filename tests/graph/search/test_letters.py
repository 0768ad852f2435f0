"""Letters made equal, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctkg.graph.search.letters import key, origins, plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Čačić", "cacic"),
        ("Şanlıurfa", "SANLIURFA"),
        ("Łódź", "Lodz"),
        ("Đorđević", "Djordjevic".replace("j", "", 1).replace("dj", "d")),
        ("Straße", "STRASSE"),
        ("Cafe\u0301", "café"),
        ("Ёлкин", "елкин"),
        ("Αθήνα", "αθηνα"),
        ("U.S.  Department of State", "u s department of state"),
    ],
)
def test_labels_that_differ_in_accents_case_and_signs_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_labels_without_letters_are_told_apart() -> None:
    assert len({key("–"), key("***"), key("!?")}) == 3


@given(text=st.text(max_size=60))
def test_every_letter_of_the_plain_form_leads_back(text: str) -> None:
    back = origins(text)
    assert len(back) == len(plain(text)) + 1
    assert back == sorted(back) and back[-1] == len(text)
    assert all(letter in plain(text[offset]) for letter, offset in zip(plain(text), back, strict=False))
