"""Names in the cases of Russian, adjectives in the genders of French."""

from __future__ import annotations

import pytest

from ctkg.text.tongues import inflection


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Москва", ["Москвы", "Москве", "Москву", "Москвой"]),
        ("Рига", ["Риги", "Риге", "Ригу", "Ригой"]),
        ("Ташкент", ["Ташкента", "Ташкенту", "Ташкентом", "Ташкенте"]),
        ("Казань", ["Казани", "Казанью"]),
        ("Брюссель", ["Брюсселя", "Брюсселе", "Брюсселем"]),
        ("Россия", ["России", "Россию", "Россией"]),
        ("Российская Федерация", ["Российской Федерации", "Российскую Федерацию", "Российской Федерацией"]),
        ("Республика Таджикистан", ["Республики Таджикистан", "Республикой Таджикистан"]),
        ("Объединенные Арабские Эмираты", ["Объединенных Арабских Эмиратов", "Объединенными Арабскими Эмиратами"]),
        ("Контртеррористическое управление ООН", ["Контртеррористического управления ООН"]),
        ("Совет Безопасности", ["Совета Безопасности", "Советом Безопасности", "Совете Безопасности"]),
        ("Антитеррористический центр СНГ", ["Антитеррористическим центром СНГ", "Антитеррористического центра СНГ"]),
        ("Босния и Герцеговина", ["Боснии и Герцеговины", "Боснии и Герцеговине"]),
        (
            "Международная конвенция о борьбе с захватом заложников",
            ["Международную конвенцию о борьбе с захватом заложников"],
        ),
    ],
)
def test_a_name_in_its_cases(name: str, forms: list[str]) -> None:
    found = inflection.forms("ru", name)
    assert found[0] == name
    assert set(forms) <= set(found)


def test_adjective_and_noun_stand_in_the_same_case() -> None:
    assert "Российской Федерацию" not in inflection.forms("ru", "Российская Федерация")


@pytest.mark.parametrize("name", ["Баку", "Тбилиси", "Мали", "Чикаго", "Душанбе"])
def test_foreign_names_of_places_stay(name: str) -> None:
    assert inflection.forms("ru", name, place=True) == (name,)


@pytest.mark.parametrize("name", ["ОБСЕ", "УНП ООН", "ЮНЕСКО"])
def test_acronyms_stay(name: str) -> None:
    assert inflection.forms("ru", name) == (name,)


def test_french_names_stay_and_adjectives_have_genders() -> None:
    assert inflection.forms("fr", "Union africaine") == ("Union africaine",)
    assert inflection.demonym_forms("fr", "malien") == ("malien", "malienne", "maliens", "maliennes")
    assert "sénégalaise" in inflection.demonym_forms("fr", "sénégalais")
    assert {"российской", "российские"} <= set(inflection.demonym_forms("ru", "российский"))


def test_the_base_form_of_an_adjective() -> None:
    assert inflection.agreeing("ru", "Государственного", "комитет") == "Государственный"
    assert inflection.agreeing("ru", "Антитеррористического", "центр") == "Антитеррористический"
    assert inflection.agreeing("ru", "Генеральной", "прокуратура") == "Генеральная"
    assert not inflection.agrees("ru", "Следующее", "Совет")
