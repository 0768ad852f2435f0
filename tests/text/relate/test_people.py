"""Posts and affiliations as statements."""

from __future__ import annotations

from ctkg.model import Document, Entity, Source, Statement
from ctkg.text.reading import read
from ctkg.text.relate import events, people


def statements(text: str) -> list[Statement]:
    seen = read(Document(id="d", source=Source(), text=text))
    return list(people.relate(seen, events.find(seen)))


def facts(text: str) -> set[tuple[str, str, str]]:
    return {
        (s.subject.label, s.predicate.removeprefix("person."), s.object.label)
        for s in statements(text)
        if isinstance(s.object, Entity)
    }


def test_a_post_and_its_body() -> None:
    text = "A seminar was held in Skopje. Maro Petrosh, Deputy Head of the OSCE Mission to Skopje, opened it."
    assert facts(text) == {
        ("Maro Petrosh", "post", "Deputy Head"),
        ("Maro Petrosh", "affiliation", "OSCE Mission to Skopje"),
    }
    post = next(s for s in statements(text) if s.predicate == "person.post")
    assert isinstance(post.object, Entity)
    assert post.object.kind == "post"
    assert post.object.names == ("Deputy Head of the OSCE Mission to Skopje",)
    assert post.representing is not None
    assert post.representing.label == "OSCE Mission to Skopje"


def test_bodies_that_common_nouns_take_up_and_brackets_name() -> None:
    text = "The OSCE Secretariat told reporters that the secretariat's head, Ada Roe, had left."
    assert ("Ada Roe", "affiliation", "OSCE Secretariat") in facts(text)
    text = "The meeting was attended by Mr. Ada Roe (Blue Strategy Network) and Ms. Ivo Faro (INTERPOL \u2013 ICPO)."
    assert {
        ("Ada Roe", "affiliation", "Blue Strategy Network"),
        ("Ivo Faro", "affiliation", "International Criminal Police Organization"),
    } <= facts(text)


def test_rank_and_post_are_two_posts() -> None:
    text = "The Head of the OSCE Mission to Skopje, Ambassador Jana Kolarik, opened the workshop."
    assert ("Jana Kolarik", "post", "Ambassador") in facts(text)
    assert ("Jana Kolarik", "post", "Head") in facts(text)


def test_a_title_before_a_name_that_a_post_follows_is_no_post() -> None:
    text = (
        "Ambassador Jana Kolarik, Head of the OSCE Mission to Skopje, opened the workshop. "
        "The Minister of Health, Ivo Roe, spoke. Minister Roe left."
    )
    assert {value for _, kind, value in facts(text) if kind == "post"} == {"Head", "Minister of Health"}


def test_holders_of_one_post_share_it() -> None:
    text = (
        "The workshop opened. The Ministers of Justice of Kenya and Norway, Ada Roe and Ivo Poe, spoke. "
        "Ambassadors Una Doe and Ben Loe listened."
    )
    assert facts(text) >= {
        ("Ada Roe", "post", "Minister of Justice"),
        ("Ada Roe", "affiliation", "Kenya"),
        ("Ivo Poe", "affiliation", "Norway"),
        ("Una Doe", "post", "Ambassador"),
        ("Ben Loe", "post", "Ambassador"),
    }


def test_what_a_clause_gives_is_named_as_a_post() -> None:
    text = "The workshop opened. Ada Roe-Hall, who heads the INTERPOL unit, spoke."
    assert facts(text) >= {
        ("Ada Roe-Hall", "post", "head"),
        ("Ada Roe-Hall", "affiliation", "International Criminal Police Organization"),
    }


def test_a_minister_belongs_to_the_state_and_an_ambassador_to_who_sends_him() -> None:
    text = (
        "The workshop opened. Kazakh Foreign Minister Yerlan Tastybek spoke. "
        "Spain's Ambassador to Kazakhstan, Iker Sandoval Rey, spoke."
    )
    assert {f for f in facts(text) if f[1] == "affiliation"} == {
        ("Yerlan Tastybek", "affiliation", "Kazakhstan"),
        ("Iker Sandoval Rey", "affiliation", "Spain"),
    }


def test_the_same_fact_is_said_once() -> None:
    text = "The workshop opened. Legal Adviser Anja Szczur spoke. Anja Szczur, Legal Adviser, left."
    assert len([s for s in statements(text) if s.predicate == "person.post"]) == 1


def test_evidence_is_verbatim() -> None:
    text = "The workshop opened. “Welcome,” said Zoë D’Arcangelo, Legal Officer at INTERPOL."
    for statement in statements(text):
        for evidence in statement.evidence:
            assert evidence.span is not None
            assert text[evidence.span.start : evidence.span.end] == evidence.quote
            assert 0 < evidence.score <= 1


def test_a_body_with_its_letters_before_a_post() -> None:
    text = "The plan failed, said the National Police (PN) spokesperson Maro Petrosh."
    assert ("Maro Petrosh", "affiliation", "National Police") in facts(text)


def test_a_surname_with_a_post_of_its_own() -> None:
    text = "Maro Petrosh opened the seminar. Petrosh, Director of the Harbour Institute, spoke of ferries."
    assert ("Maro Petrosh", "affiliation", "Harbour Institute") in facts(text)


def test_a_counterpart_holds_the_same_post_elsewhere() -> None:
    text = "Interior Minister Maro Petrosh of Malta met his Peruvian counterpart, Juan Roe-Poe, at a meeting."
    assert {("Juan Roe-Poe", "post", "Interior Minister"), ("Juan Roe-Poe", "affiliation", "Peru")} <= facts(text)


def test_an_office_of_a_state_or_body_that_tables_hold_as_a_body() -> None:
    text = "Mr Maro Petrosh, Federal Prosecutor of Malta, spoke at the seminar."
    assert ("Maro Petrosh", "affiliation", "Malta") in facts(text)


def test_a_later_surname_implies_no_second_body() -> None:
    text = (
        "Malta and Peru met in Lima. Undersecretary Maro Petrosh of the Harbour Institute opened the meeting in Peru.\n"
        "Undersecretary Petrosh thanked Peru."
    )
    assert {value for who, what, value in facts(text) if what == "affiliation"} == {"Harbour Institute"}


def test_a_post_of_the_state_that_the_text_speaks_for() -> None:
    text = (
        "Malta condemns the attack in Peru\nMalta mourns with Peru. Malta offers its help.\n"
        "The attack in Lima shook Peru. Foreign Minister Maro Petrosh wrote a letter."
    )
    assert ("Maro Petrosh", "affiliation", "Malta") in facts(text)


def test_bodies_told_by_capitals_alone() -> None:
    assert ("Maro Petrosh", "affiliation", "Gendarmerie") in facts(
        "Remarks were made by Col. Maro Petrosh of the Gendarmerie."
    )
    assert ("Maro Petrosh", "affiliation", "Federal Bureau of Investigation") in facts(
        "FBI Special Agent in Charge Maro Petrosh said it was prevented."
    )


def test_a_unit_between_a_post_and_its_body() -> None:
    text = "Maro Petrosh, Head, Investigations Unit, Central Bank of Malta, spoke of it."
    assert ("Maro Petrosh", "affiliation", "Central Bank of Malta") in facts(text)


def test_letters_in_brackets_behind_a_name() -> None:
    assert ("Maro Petrosh", "affiliation", "NHA") in facts("Remarks were made by Mr. Maro Petrosh (NHA).")
    assert {what for _, what, _ in facts("Remarks were made by Col. Maro Petrosh (RTD).")} == {"post"}
