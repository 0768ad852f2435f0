"""In which language a text is read: what its source states, else what letters and words show; notices."""

from __future__ import annotations

import pytest

from ctkg.text.read import languages, read_bytes

FRENCH = "Les représentants des États ont adopté une déclaration sur la sécurité dans les ports et sur les routes."
ENGLISH = "The representatives of the States adopted a declaration on the security of the ports and of the roads."
RUSSIAN = "Представители государств приняли заявление о безопасности в портах и на дорогах, как и было обещано."
SPANISH = (
    "Los representantes de los Estados y las organizaciones adoptaron una declaración para la seguridad del puerto."
)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (FRENCH, "fr"),
        (RUSSIAN, "ru"),
        (SPANISH, "es"),
        ("ممثلو الدول اعتمدوا إعلانا بشأن الأمن", "und-Arab"),
        ("اعتمد ممثلو الدول في الاجتماع إعلانا عن الأمن في الموانئ التي على البحر مع ممثلين من المنظمات", "ar"),
        ("各国代表通过了关于港口安全的宣言", "zh"),
        ("各国の代表は港の安全に関する宣言を採択した", "ja"),
        ("Οι εκπρόσωποι των κρατών υιοθέτησαν δήλωση", "el"),
        ("OSCE UNODC 2019", ""),
    ],
)
def test_a_language_is_told_by_letters_or_words(text: str, tag: str) -> None:
    assert languages.guess(text) == tag


def test_the_main_language_of_a_mixed_text_counts() -> None:
    assert languages.guess(f"{ENGLISH} {ENGLISH} {FRENCH}") == "en"
    assert languages.guess(f"{FRENCH} {FRENCH} {ENGLISH}") == "fr"


def test_what_the_source_states_holds() -> None:
    assert languages.settle("fr-CA", FRENCH) == ("fr-CA", "")
    assert languages.settle("fr", "UNODC OSCE Dakar 2019") == ("fr", "")


def test_a_statement_that_the_text_belies_does_not_hold() -> None:
    tag, notice = languages.settle("en", RUSSIAN)
    assert tag == "ru" and "states the language en" in notice and "Russian" in notice
    assert languages.settle("en", ENGLISH) == ("en", "")


@pytest.mark.parametrize(("stated", "text", "named"), [("", SPANISH, "Spanish (es)"), ("tlh", "Qapla", "'tlh'")])
def test_a_language_that_is_not_read_gives_a_notice(stated: str, text: str, named: str) -> None:
    _, notice = languages.settle(stated, text)
    assert named in notice and "no facts" in notice and "--names" in notice


def test_a_document_carries_the_notice() -> None:
    document = read_bytes(SPANISH.encode(), name="nota.txt")
    assert document.source.language == "es" and "Spanish" in document.notices[0]
    assert read_bytes(FRENCH.encode(), name="note.txt").notices == ()


def test_languages_that_are_read_have_a_name() -> None:
    assert languages.known() == ("en", "fr", "ru")
