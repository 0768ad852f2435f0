"""Quotations in every style, and who speaks without being quoted."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.growth import ratio

from ctkg.model import Document, Entity, Source, Statement
from ctkg.text.find import quotations
from ctkg.text.reading import read
from ctkg.text.relate import events, quotes

LEAD = "A regional workshop on border security was held in Skopje on 3 March 2020.\n"


def statements(text: str) -> list[Statement]:
    seen = read(Document(id="d", source=Source(), text=text))
    return list(quotes.relate(seen, events.find(seen)))


def quoted(text: str) -> list[tuple[str, str]]:
    return [
        (s.object.label, s.quote) for s in statements(text) if s.predicate == "quote" and isinstance(s.object, Entity)
    ]


def speakers(text: str) -> set[str]:
    return {s.object.label for s in statements(text) if s.predicate == "speaker" and isinstance(s.object, Entity)}


@pytest.mark.parametrize(
    "sentence",
    [
        "“Borders need patient work every day,” said Ruta Valdmane, Legal Adviser.",
        '"Borders need patient work every day," said Ruta Valdmane, Legal Adviser.',
        "«Borders need patient work every day», said Ruta Valdmane, Legal Adviser.",
        "„Borders need patient work every day,“ said Ruta Valdmane, Legal Adviser.",
        "‘Borders need patient work every day,’ said Ruta Valdmane, Legal Adviser.",
        "'Borders need patient work every day,' said Ruta Valdmane, Legal Adviser.",
        "''Borders need patient work every day,'' said Ruta Valdmane, Legal Adviser.",
        "â€œBorders need patient work every day,â€\x9d said Ruta Valdmane, Legal Adviser.",
        "“Borders need patient work every day,” Ruta Valdmane, Legal Adviser, added.",
        "“Borders need patient work every day,” Legal Adviser Ruta Valdmane told reporters.",
        "“Borders need patient work every day” said Ms. Ruta Valdmane, Legal Adviser.",
        "Ruta Valdmane, Legal Adviser, said: “Borders need patient work every day.”",
        "Ruta Valdmane, Legal Adviser: “Borders need patient work every day.”",
        "According to Ms. Ruta Valdmane, “Borders need patient work every day.”",
        "Legal Adviser Ruta Valdmane noted that “Borders need patient work every day”.",
        "In her opening remarks, Ms. Ruta Valdmane stressed: “Borders need patient work every day.”",
        "Ms. Ruta Valdmane opened the workshop.\n“Borders need patient work every day,” she said.",
        "Ms. Ruta Valdmane opened the workshop. “Borders need patient work every day,” Valdmane added.",
        "Ms. Ruta Valdmane stressed patience. “Borders need patient work every day.”",
    ],
)
def test_styles_of_marks_and_places_of_speakers(sentence: str) -> None:
    found = quoted(LEAD + sentence)
    assert [speaker for speaker, _ in found] == ["Ruta Valdmane"]
    assert found[0][1].rstrip(".,") == "Borders need patient work every day"
    assert speakers(LEAD + sentence) == {"Ruta Valdmane"}


WORDS = "Borders need patient work every day"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"Ms. Ruta Valdmane issued a statement on Monday.\n“{WORDS},” the statement said.", "Ruta Valdmane"),
        (f"In a press statement, Ms. Ruta Valdmane thanked all.\n“{WORDS},” read the statement.", "Ruta Valdmane"),
        (f"Ms. Ruta Valdmane spoke. Her statement reads as follows:\n“{WORDS}.”", "Ruta Valdmane"),
        (f"The statement by Legal Adviser Ruta Valdmane reads:\n“{WORDS}.”", "Ruta Valdmane"),
        (f"Ms. Ruta Valdmane opened the day. Trust grows slowly, she told the hall. “{WORDS}.”", "Ruta Valdmane"),
        (f"The agency quoted Ms. Ruta Valdmane as saying that “{WORDS}”.", "Ruta Valdmane"),
        (f"“{WORDS},” Ms. Ruta Valdmane was quoted as saying.", "Ruta Valdmane"),
        (f"The Ministry of External Affairs hosted it. “{WORDS},” the MEA said.", "Ministry of External Affairs"),
        (f"“{WORDS},” said Ruta Valdmane, deputy spokesman for UN Secretary-General Ivo Roe.", "Ruta Valdmane"),
        (f"The OSCE Secretariat was there. “{WORDS},” the secretariat said.", "OSCE Secretariat"),
        (f"The Chair of INTERPOL, Ruta Valdmane, came. “{WORDS},” the INTERPOL chair said.", "Ruta Valdmane"),
    ],
)
def test_statements_blocks_and_offices_lead_to_who_speaks(text: str, speaker: str) -> None:
    assert [who for who, _ in quoted(LEAD + text)] == [speaker]


def test_he_said_after_somebody_without_a_name_is_nobodys() -> None:
    text = LEAD + f"Ms. Ruta Valdmane spoke. A colleague had come from far. It was hard, she said. “{WORDS}.”"
    assert quoted(text) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Ms. Ruta Valdmane is scheduled to speak at the opening ceremony.",
        "Joining the Mayor in opening the workshop were Ms. Ruta Valdmane and others.",
        "Ms. Ruta Valdmane condemned the bombing in a televised statement.",
        "Ms. Ruta Valdmane who was a keynote speaker at the launch left early.",
        "Ms. Ruta Valdmane appreciated the work done.",
        "Ms. Ruta Valdmane condemned the attack through her spokesman.",
        "Ms. Ruta Valdmane for the Southern District of Novum announced the charges.",
        "Ms. Ruta Valdmane, commander of the 1st Brigade Combat Team, said that it was quiet.",
        "Al Jazeera's Ruta Valdmane, reporting from Skopje, said that calm had returned.",
        "Ruta Valdmane, a commander of Boko Haram, claimed responsibility.",
    ],
)
def test_ways_of_speaking_without_quotation(sentence: str) -> None:
    assert "Ruta Valdmane" in speakers(LEAD + sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "In co-operation with the Director of Public Prosecution, the Unit, based in Vienna, has delivered a course.",
        "It happened at noon, according to Al Jazeera.",
        "A bomb went off near the Hotel Ambassador, police said.",
    ],
)
def test_partners_media_and_hotels_do_not_speak(sentence: str) -> None:
    assert speakers(LEAD + sentence) == set()


def test_quotations_inside_a_quotation() -> None:
    text = LEAD + "“Call them “soft” targets or not, they need our care,” said Ms. Ruta Valdmane."
    assert quoted(text) == [("Ruta Valdmane", "Call them “soft” targets or not, they need our care,")]


def test_apostrophes_are_no_marks() -> None:
    text = LEAD + "'The States' borders aren't walls and never were,' said Ms. Ruta Valdmane."
    assert quoted(text) == [("Ruta Valdmane", "The States' borders aren't walls and never were,")]


@pytest.mark.parametrize(
    "sentence",
    [
        "They spoke of so-called “soft” targets and “hard” borders, Ms. Ruta Valdmane said.",
        "The course “Preventing and Countering Violent Extremism in Practice” was praised by Ms. Ruta Valdmane.",
        "The motto was 'Patience'.",
    ],
)
def test_scare_quotes_and_titles_are_no_quotations(sentence: str) -> None:
    assert quoted(LEAD + sentence) == []


def test_a_quotation_interrupted_within_its_sentence_is_one() -> None:
    text = LEAD + "“Borders need patient work,” said Ms. Ruta Valdmane, “and they need it every single day.”"
    assert len(quoted(text)) == 1


def test_a_quotation_over_paragraphs_is_one() -> None:
    text = LEAD + "“Borders need patient work every day, said my father.\n“And so they do,” Ms. Ruta Valdmane said."
    assert len(quoted(text)) <= 1


def test_the_second_speaker_keeps_her_own_words() -> None:
    text = LEAD + (
        "“Borders need patient work every day,” said Ms. Ruta Valdmane. "
        "“Ports need it just as much as borders do,” said Mr. Goran Velik."
    )
    assert [speaker for speaker, _ in quoted(text)] == ["Ruta Valdmane", "Goran Velik"]


def test_an_office_without_a_name_speaks() -> None:
    text = LEAD + "“Borders need patient work every day,” an INTERPOL representative explained."
    assert [speaker for speaker, _ in quoted(text)] == ["INTERPOL representative"]
    affiliations = [s for s in statements(text) if s.predicate == "person.affiliation"]
    assert [s.object.label for s in affiliations if isinstance(s.object, Entity)] == [
        "International Criminal Police Organization"
    ]


def test_a_body_speaks() -> None:
    text = LEAD + "“Borders need patient work every day,” INTERPOL said in a statement."
    assert [speaker for speaker, _ in quoted(text)] == ["International Criminal Police Organization"]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Ms. Ruta Valdmane, Legal Adviser, emphasized patience in her opening statement.", {"Ruta Valdmane"}),
        ("Speaking at the workshop, Goran Velik, Head of the Port Police, urged them on.", {"Goran Velik"}),
        ("Opening remarks by Ms. Ruta Valdmane, Legal Adviser; Mr. Goran Velik; and Dr. Amina Haddour followed.",
         {"Ruta Valdmane", "Goran Velik", "Amina Haddour"}),
        ("The workshop was opened by Ms. Ruta Valdmane and Mr. Goran Velik.", {"Ruta Valdmane", "Goran Velik"}),
        ("Ms. Ruta Valdmane and Mr. Goran Velik addressed the participants.", {"Ruta Valdmane", "Goran Velik"}),
        ("The delegation met Ms. Ruta Valdmane, Legal Adviser.", set()),
        ("Mr. Goran Velik also attended.", set()),
        ("Ms. Ruta Valdmane and Mr. Goran Velik signed the letter.", set()),
    ],
)  # fmt: skip
def test_reported_speech(sentence: str, who: set[str]) -> None:
    assert speakers(LEAD + sentence) == who


def test_words_and_evidence_are_verbatim() -> None:
    text = LEAD + "“Żółć – borders need patient work,” said Zoë D’Arcangelo, Legal Officer."
    for statement in statements(text):
        if statement.predicate == "quote":
            span = statement.quote_span
            assert span is not None
            assert text[span.start : span.end] == statement.quote
        for evidence in statement.evidence:
            assert evidence.span is not None
            assert text[evidence.span.start : evidence.span.end] == evidence.quote


_PIECES = ["“", "”", '"', "'", "‘", "’", "«", "»", "said ", "Ms. Ruta Valdmane ", "He added ", ". ", ", ", "s ", "é"]
_PIECES += ["we must go on together now ", "\n", ": ", "â€œ", "''"]


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
def test_any_marks_give_spans_inside(text: str) -> None:
    seen = read(Document(id="d", source=Source(), text=text))
    last = 0
    for quote in quotations.find(seen):
        assert last <= quote.outer.start <= quote.span.start < quote.span.end <= quote.outer.end <= len(text)
        last = quote.outer.end
    for statement in quotes.relate(seen, events.find(seen)):
        assert statement.evidence[0].quote


def test_time_grows_with_the_length_and_not_faster() -> None:
    paragraph = "“Borders need the States' patient work every day,” said Ms. Ruta Valdmane. 'It is so,' he added. \n"

    def seconds(copies: int) -> float:
        seen = read(Document(id="d", source=Source(), text=paragraph * copies))
        found = events.find(seen)
        start = time.process_time()
        list(quotes.relate(seen, found[:1]))
        return time.process_time() - start

    assert ratio(seconds, 100, 800) < 40


def test_a_title_alone_takes_up_the_one_who_bears_it() -> None:
    text = LEAD + (
        "Foreign Minister Yerlan Tastybek opened the workshop.\n"
        "“Borders need patient work every day,” the Minister said."
    )
    assert [speaker for speaker, _ in quoted(text)] == ["Yerlan Tastybek"]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ('"We came here to learn from others," said one participant.', "participant"),
        ('"We came here to learn from others," according to Ruta Valdmane, Legal Adviser.', "Ruta Valdmane"),
        ('Ruta Valdmane (INTERPOL): "We came here to learn from others."', "Ruta Valdmane"),
        ('A hotel manager from Kenya had the last word. "We lock the doors at ten."', "hotel manager from Kenya"),
        ('For Ruta Valdmane, who heads the unit, "the greatest risk is a lack of trust".', "Ruta Valdmane"),
        ('An umpire from Kenya, who spoke last, was blunter: "On paper we saved forty people."', "umpire from Kenya"),
    ],
)
def test_speakers_beside_a_quotation(sentence: str, speaker: str) -> None:
    assert [who for who, _ in quoted(LEAD + sentence)] == [speaker]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Remarks were delivered by Ada Roe (INTERPOL), Ivo Poe (OSCE) and Una Doe.",
            {"Ada Roe", "Ivo Poe", "Una Doe"},
        ),
        ("Presenters included Ada Roe of INTERPOL and Ivo Poe of the OSCE.", {"Ada Roe", "Ivo Poe"}),
        ("The participants heard from Ada Roe, Legal Adviser.", {"Ada Roe"}),
        ("Legal Adviser Ada Roe complained that funds were short.", {"Ada Roe"}),
        ("The Attorney General has opened an investigation.", set()),
        ("They welcomed the inquiry by the Prosecutor General and encouraged others.", set()),
        ("Ada Roe, from the Embassy of Canada in Manila, said that it was good.", {"Ada Roe"}),
    ],
)
def test_speakers_without_quotation(sentence: str, expected: set[str]) -> None:
    assert speakers(LEAD + sentence) == expected


def test_a_title_behind_a_word_of_naming_is_no_quotation() -> None:
    text = LEAD + 'The Institute said it began a training dubbed: "National capacity building is what we do for ports".'
    assert quoted(text) == []


def test_a_body_behind_a_preposition_does_not_speak() -> None:
    text = LEAD + "Mr. Maro Petrosh, in a statement at UNODC, said that ports are safe."
    assert speakers(text) == {"Maro Petrosh"}


def test_those_who_took_part_in_the_discussion_speak() -> None:
    text = LEAD + "Mr. Maro Petrosh, Director of the Institute, participated in the discussions."
    assert speakers(text) == {"Maro Petrosh"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In a video message, Mr. Maro Petrosh congratulated the graduates.", {"Maro Petrosh"}),
        ("Addressing the workshop, Mr. Maro Petrosh listed what is left to do.", {"Maro Petrosh"}),
        ("The floor was then given to Mr. Maro Petrosh, who heads the Harbour Institute.", {"Maro Petrosh"}),
        ("Minister Ana Roe-Poe opened it together with Mr. Maro Petrosh.", {"Ana Roe-Poe", "Maro Petrosh"}),
        ("The Ministry of Interior of Malta reported that ports are safe.", {"Ministry of Interior of Malta"}),
        ("Mr. Maro Petrosh and Ms. Ana Roe-Poe left together with Mr. Juan Roe.", set()),
    ],
)
def test_who_speaks(text: str, expected: set[str]) -> None:
    assert speakers(LEAD + text) == expected


def test_any_verb_of_saying_behind_a_quotation() -> None:
    text = LEAD + '"We will not rest until they are all found," vowed Minister Maro Petrosh outside.'
    assert [who for who, _ in quoted(text)] == ["Maro Petrosh"]


def test_a_speaker_whose_post_is_another_office_s() -> None:
    text = LEAD + '"It is a message of hope to every family," the minister\'s spokesman Maro Petrosh told journalists.'
    assert [who for who, _ in quoted(text)] == ["Maro Petrosh"]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ('General Ivo Roe, who chairs the committee, called patience "paramount" for all.', "Ivo Roe"),
        ('The prosecutor, Ada Hall, found the sentence "neither long nor late".', "Ada Hall"),
        ("Ms. Ada Hall, Legal Adviser, asked the officers to weigh the costs.", "Ada Hall"),
        ("Deputy Director Ivo Roe, opening the meeting, credited the Working Group with much.", "Ivo Roe"),
    ],
)
def test_what_is_said_of_a_thing_in_words_of_ones_own(sentence: str, speaker: str) -> None:
    assert speaker in speakers(LEAD + sentence)


def test_who_is_told_does_not_speak() -> None:
    assert speakers(LEAD + '"We saw it all from the bridge," Ms Ada Hall told Radio Wimbe.') == {"Ada Hall"}


def test_who_speaks_in_a_paragraph_about_another_gathering_speaks_there() -> None:
    text = (
        "A workshop on border security was held in Skopje on 3 March 2020.\n\n"
        "In Riga, a conference on forged passports was held on 9 March 2020. "
        '"Borders need patient work every day," said Ruta Valdmane, Legal Adviser.\n'
    )
    assert {one.event for one in statements(text) if one.predicate in {"quote", "speaker"}} == {"e2"}
