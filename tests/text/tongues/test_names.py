"""Names of the tables and new names of bodies in texts of other languages."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text import extract


def named(tag: str, text: str) -> set[tuple[str, str]]:
    """Words and ids of the linked names of ``text``."""
    document = Document(id="d", source=Source(language=tag), text=text)
    return {(one.mention.text, one.thing.reference or one.thing.label) for one in extract.names(document)}


@pytest.mark.parametrize(
    ("tag", "text", "words", "reference"),
    [
        ("fr", "Un atelier de l'ONUDC s'est tenu au Caire.", "ONUDC", "unodc"),
        ("fr", "Il a été reçu à l'Union africaine.", "Union africaine", "au"),
        ("fr", "La conférence s'est tenue à Londres hier.", "Londres", "2643743"),
        ("fr", "Les experts du Kirghizistan ont parlé.", "Kirghizistan", "state-KG"),
        ("fr", "La population sénégalaise a parlé.", "sénégalaise", "state-SN"),
        (
            "fr",
            "La Convention internationale contre la prise d'otages",
            "Convention internationale contre la prise d'otages",
            "ilo-hostages-1979",
        ),
        ("fr", "la résolution 2341 (2017) du Conseil de sécurité", "résolution 2341 (2017)", "unscr-2341"),
        ("fr", "la résolution 60/288 de l'Assemblée générale des Nations Unies", "résolution 60/288", "unga-60-288"),
        ("ru", "Семинар прошел в Ташкенте.", "Ташкенте", "1512569"),
        ("ru", "Участники прибыли из Российской Федерации.", "Российской Федерации", "state-RU"),
        ("ru", "Семинар организован Антитеррористическим центром СНГ.", "Антитеррористическим центром СНГ", "cis-atc"),
        ("ru", "при поддержке УНП ООН", "УНП ООН", "unodc"),
        ("ru", "Он обратился к Совету Безопасности.", "Совету Безопасности", "unsc"),
        ("ru", "казахстанские эксперты", "казахстанские", "state-KZ"),
        ("ru", "резолюции 2341 (2017) Совета Безопасности", "резолюции 2341 (2017)", "unscr-2341"),
        (
            "ru",
            "в соответствии с Международной конвенцией о борьбе с захватом заложников",
            "Международной конвенцией о борьбе с захватом заложников",
            "ilo-hostages-1979",
        ),
        ("es", "Los expertos de Kazajstán llegaron a Madrid.", "Kazajstán", "state-KZ"),
    ],
)
def test_a_name_is_linked(tag: str, text: str, words: str, reference: str) -> None:
    assert (words, reference) in named(tag, text)


@pytest.mark.parametrize(
    ("tag", "text", "words"),
    [
        ("fr", "Le lac Tchad se vide.", "Tchad"),
        ("fr", "M. Laval a pris la parole.", "Laval"),
        ("fr", "Monsieur Brest est venu.", "Brest"),
        ("ru", "Господин Гомель пришел.", "Гомель"),
        ("ru", "Мали кто об этом знал, малийцам это известно.", "малийцам"),
    ],
)
def test_a_word_that_is_no_name_here(tag: str, text: str, words: str) -> None:
    assert words not in {word for word, _ in named(tag, text)}


def test_lists_of_resolutions() -> None:
    found = named("fr", "les résolutions 1373 (2001), 2178 (2014) et 2396 (2017) du Conseil de sécurité")
    assert {"unscr-1373", "unscr-2178", "unscr-2396"} <= {reference for _, reference in found}


@pytest.mark.parametrize(
    ("tag", "text", "label", "state"),
    [
        (
            "fr",
            "avec l'appui du ministère de la Justice du Burkina Faso",
            "Ministère de la Justice du Burkina Faso",
            "BF",
        ),
        (
            "ru",
            "при поддержке Министерства внутренних дел Таджикистана",
            "Министерство внутренних дел Таджикистана",
            "TJ",
        ),
        (
            "ru",
            "совместно с Государственным комитетом национальной безопасности Таджикистана",
            "Государственный комитет национальной безопасности Таджикистана",
            "TJ",
        ),
    ],
)
def test_new_bodies_by_grammar(tag: str, text: str, label: str, state: str) -> None:
    document = Document(id="d", source=Source(language=tag), text=text)
    things = [one.thing for one in extract.names(document) if one.mention.kind == "organization"]
    assert [(thing.label, thing.state) for thing in things] == [(label, state)]


def test_an_acronym_in_brackets_is_a_name_from_then_on() -> None:
    text = "La Cellule nationale de traitement des informations financières du Mali (CENTIF) a parlé. La CENTIF agit."
    document = Document(id="d", source=Source(language="fr"), text=text)
    bodies = [one.thing.label for one in extract.names(document) if one.mention.kind == "organization"]
    assert len(bodies) == 2 and len(set(bodies)) == 1
