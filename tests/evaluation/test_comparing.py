"""When two wordings are the same."""

from __future__ import annotations

import pytest

from ctkg.evaluation.comparing import fold, quote_key, same_counted, same_name, same_person, same_phrase


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Centre for Counter-Terrorism", "center for counterterrorism"),
        ("United Nations Office", "UN offices"),
        ("Kazakhstan's Anti-Terrorist Centre", "Kazakhstan anti terrorist centers"),
        ("Security Council resolution 1373 (2001)", "UNSCR 1373"),
        ("resolution 2178 (2014)", "S/RES/2178 (2014)"),
        ("Łódź & Kraków", "Lodz and Krakow"),
        ("an organisation", "Organization"),
    ],
)
def test_spellings_fold_into_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_what_differs_stays_apart() -> None:
    assert fold("UNSCR 1373") != fold("UNSCR 1377")
    assert fold("crisis") == "crisis" and fold("studies") == "study"


def test_a_long_name_may_have_more_around_it_but_not_other_numbers() -> None:
    long = fold("International Convention for the Suppression of Terrorist Bombings of 1997")
    assert same_name(fold("Convention for the Suppression of Terrorist Bombings"), long) is False
    assert same_name(fold("Convention for the Suppression of Terrorist Bombings of 1997"), long)
    assert not same_name("", "")
    assert not same_name("ministry of interior", "ministry of interior of spain")


def test_phrases_share_most_content_words() -> None:
    assert same_phrase(fold("protection of critical infrastructure"), fold("critical infrastructure protection"))
    assert same_phrase(fold("border security"), fold("border security and management"))
    assert not same_phrase(fold("security of borders"), fold("security of aviation"))
    assert not same_phrase(fold("terrorism"), fold("financing of terrorism"))


def test_people_go_by_their_surname() -> None:
    assert same_person(fold("Ambassador Maria Lindqvist"), fold("Lindqvist"))
    assert same_person(fold("Dr. Maria Elena Lindqvist"), fold("Maria Lindqvist"))
    assert not same_person(fold("Maria Lindqvist"), fold("Maria"))
    assert not same_person(fold("Maria Lindqvist"), fold("Anna Lindqvist"))


def test_what_is_counted_may_go_by_another_word() -> None:
    assert same_counted(fold("participants"), fold("police officers"))
    assert same_counted("", fold("anything"))
    assert not same_counted(fold("killed"), fold("injured"))


def test_a_quotation_is_known_by_its_first_four_words() -> None:
    assert quote_key("We stand, together; with them all") == quote_key("we stand together with you")
    assert quote_key("We stand together") != quote_key("We stand apart")
