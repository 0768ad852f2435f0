"""Persons and their posts, in sentences with invented persons."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.growth import ratio

from ctkg.model import Document, Source
from ctkg.text.find import alternation, persons
from ctkg.text.reading import Reading, read


def reading(text: str) -> Reading:
    return read(Document(id="d", source=Source(), text=text))


def people(text: str) -> dict[str, list[tuple[str, str]]]:
    """Name -> posts with their bodies."""
    seen = reading(text)
    found: dict[str, list[tuple[str, str]]] = {}
    for mention in persons.find(seen):
        posts = found.setdefault(mention.person.label, [])
        posts += [(seen.words(post.core), post.body.label if post.body else "") for post in mention.posts]
    return found


@pytest.mark.parametrize(
    ("text", "name", "posts"),
    [
        ("Mr. Tomas Brenvik welcomed the delegates.", "Tomas Brenvik", []),
        ("Dr. Ilse van der Moor chaired the panel.", "Ilse van der Moor", []),
        ("The course was opened by H.E. Kofi Adjeman-Oware.", "Kofi Adjeman-Oware", []),
        ("Colonel Adil bin Rashdan took part.", "Adil bin Rashdan", [("Colonel", "")]),
        (
            "Major General of Militia Adil Rashdan, head of the Centre, spoke.",
            "Adil Rashdan",
            [("Major General of Militia", ""), ("head", "Centre")],
        ),
        (
            "Ada Roe-Hall, who chairs the Fuel Committee and is Deputy Head of INTERPOL, spoke.",
            "Ada Roe-Hall",
            [("chairs", "Fuel Committee"), ("Deputy Head", "International Criminal Police Organization")],
        ),
        (
            "The Council appointed Mr Ivo Roe as EU Counter-Terrorism Coordinator.",
            "Ivo Roe",
            [("Counter-Terrorism Coordinator", "European Union")],
        ),
        (
            "The Council appointed Ada Roe-Hall, 49, as Delegate for Ports.",
            "Ada Roe-Hall",
            [("Delegate for Ports", "")],
        ),
        ("Mr. Ivo Roe joined the office on 1 May as Head of Secretariat.", "Ivo Roe", [("Head of Secretariat", "")]),
        ("The Minister of Fisheries, Sen. the Hon. Ivo Roe, spoke.", "Ivo Roe", [("Minister of Fisheries", "")]),
        ("Ivo Roe, who works in the harbour department, said the blast was heard.", "Ivo Roe", []),
        ("The two nurses, Ada Hall and Ivo Roe, were thanked.", "Ada Hall", []),
        ("Mr Ivo Roe was elected Chair of the Committee.", "Ivo Roe", [("Chair of the Committee", "")]),
        (
            "The head of the negotiating team, Ada Roe-Hall, left.",
            "Ada Roe-Hall",
            [("head of the negotiating team", "")],
        ),
        ("A lawyer for two of the men, Ada Roe-Hall, said so.", "Ada Roe-Hall", [("lawyer", "")]),
        ("It met under the presidency of Dr. Ada Roe of Italy.", "Ada Roe", [("presidency", "")]),
        ("They asked Ada Roe, a primary school teacher, to speak.", "Ada Roe", [("primary school teacher", "")]),
        ("Lt. General H.H. Sheikh Ada bin Roe spoke.", "Ada bin Roe", [("Lt. General", "")]),
        (
            "Deputy British High Commissioner Ada Roe spoke.",
            "Ada Roe",
            [("Deputy British High Commissioner", "United Kingdom of Great Britain and Northern Ireland")],
        ),
        (
            "Commander Central Command Major General Ada Roe spoke.",
            "Ada Roe",
            [("Commander Central Command", ""), ("Major General", "")],
        ),
        ("Under-Secretary of State Ada Roe spoke.", "Ada Roe", [("Under-Secretary of State", "")]),
        ("Assistant Security Officer (ASO) Ada Roe spoke.", "Ada Roe", [("Assistant Security Officer", "")]),
        (
            "It ends.\n\nAda Roe\nSpokesperson\nINTERPOL\n",
            "Ada Roe",
            [("Spokesperson", "International Criminal Police Organization")],
        ),
        (
            "Ada Roe, INTERPOL's border operations spokesman, spoke.",
            "Ada Roe",
            [("border operations spokesman", "International Criminal Police Organization")],
        ),
        ("Ada Roe, a commander for the Pakistani Taliban, said so.", "Ada Roe", [("commander", "Pakistani Taliban")]),
        (
            "Ada Roe, Deputy to the Under-Secretary-General and Director at INTERPOL, spoke.",
            "Ada Roe",
            [("Deputy to the Under-Secretary-General", ""), ("Director", "International Criminal Police Organization")],
        ),
        ("Home Minister, Datuk Seri Ada Roe Faro, spoke.", "Ada Roe Faro", [("Home Minister", "")]),
        ("Police chief General Ada Roe Jr., spoke.", "Ada Roe Jr", [("Police chief", ""), ("General", "")]),
        ("Kyrgyz Security Council Secretary Ada Roe spoke.", "Ada Roe", [("Secretary", "Kyrgyz Security Council")]),
        ("He met his Tajik counterpart Ada Roe.", "Ada Roe", []),
        ("Ada Roe, another police official, said so.", "Ada Roe", [("police official", "")]),
        ("The Hon. Ada Roe, M.P., Attorney General, spoke.", "Ada Roe", [("Attorney General", "")]),
        ("Executive Secretary H.E. Amb. (Eng.) Ada Roe spoke.", "Ada Roe", [("Executive Secretary", "")]),
        ("Ada Roe, UN Under-Secretary General, spoke.", "Ada Roe", [("Under-Secretary General", "United Nations")]),
        (
            "Chairperson of the commission Ada Roe Faro condemned it.",
            "Ada Roe Faro",
            [("Chairperson of the commission", "")],
        ),
        ("President Ada sheikh Roe said so.", "Ada sheikh Roe", [("President", "")]),
        ("Ambassador Roe Attended the Graduation Ceremony", "Roe", [("Ambassador", "")]),
        ("Special Agent in Charge Ada Roe of the FBI spoke.", "Ada Roe", [("Special Agent in Charge", "")]),
        (
            "Ada Roe, joint secretary (counter-terrorism) in the Ministry of Finance, spoke.",
            "Ada Roe",
            [("joint secretary (counter-terrorism)", "Ministry of Finance")],
        ),
        ("Ms Ada Roe, Executive Director ad interim, spoke.", "Ada Roe", [("Executive Director ad interim", "")]),
        ("Christian Roe, Director of Novum, spoke.", "Christian Roe", [("Director of Novum", "")]),
        (
            "Deputy Director of the Bureau of Public Security Ivo Zelenko-Roe thanked them.",
            "Ivo Zelenko-Roe",
            [("Deputy Director", "Bureau of Public Security")],
        ),
        (
            "General Ada Roe (rtd), Chairman of INTERPOL, spoke.",
            "Ada Roe",
            [("General", ""), ("Chairman", "International Criminal Police Organization")],
        ),
        ("Anja K. Szczur, Legal Adviser, took the floor.", "Anja K. Szczur", [("Legal Adviser", "")]),
        ("Ms. Ruta VALDMANE, Border Management Officer, spoke.", "Ruta Valdmane", [("Border Management Officer", "")]),
        ("Police Chief Dario Lunetti said the street was closed.", "Dario Lunetti", [("Police Chief", "")]),
        ("Prosecutor General Łucja Żabińska-Kor met them.", "Łucja Żabińska-Kor", [("Prosecutor General", "")]),
        (
            "Maro Petrosh, Deputy Head of the OSCE Mission to Skopje, opened the event.",
            "Maro Petrosh",
            [("Deputy Head", "OSCE Mission to Skopje")],
        ),
        (
            "Maro Petrosh (Deputy Head, OSCE Mission to Skopje) opened the event.",
            "Maro Petrosh",
            [("Deputy Head", "OSCE Mission to Skopje")],
        ),
        (
            "OSCE Secretary General Henrik Vastby said so.",
            "Henrik Vastby",
            [("Secretary General", "Organization for Security and Co-operation in Europe")],
        ),
        (
            "The Secretary General of INTERPOL, Ms. Carla Montrave, said so.",
            "Carla Montrave",
            [("Secretary General", "International Criminal Police Organization")],
        ),
        (
            "Spain's Ambassador to Kazakhstan, Iker Sandoval Rey, said so.",
            "Iker Sandoval Rey",
            [("Ambassador", "Spain")],
        ),
        (
            "Kazakh Foreign Minister Yerlan Tastybek said so.",
            "Yerlan Tastybek",
            [("Foreign Minister", "Kazakhstan")],
        ),
        (
            "Ambassador Jana Kolarik, Head of the OSCE Mission to Skopje, said so.",
            "Jana Kolarik",
            [("Ambassador", ""), ("Head", "OSCE Mission to Skopje")],
        ),
        (
            "Omar Leclair, Director of INTERPOL and Chair of the Working Group, said so.",
            "Omar Leclair",
            [("Director", "International Criminal Police Organization"), ("Chair", "Working Group")],
        ),
        (
            "Petra Halvard, Head of International Co-operation of INTERPOL, said so.",
            "Petra Halvard",
            [("Head of International Co-operation", "International Criminal Police Organization")],
        ),
        (
            "Joris Aalto, Deputy Minister for Counter-Terrorism, said so.",
            "Joris Aalto",
            [("Deputy Minister for Counter-Terrorism", "")],
        ),
        (
            "The Minister of Interior Goran Velik said so.",
            "Goran Velik",
            [("Minister of Interior", "")],
        ),
        (
            "Amina Haddour, a legal officer at INTERPOL, said so.",
            "Amina Haddour",
            [("legal officer", "International Criminal Police Organization")],
        ),
    ],
)
def test_names_and_posts(text: str, name: str, posts: list[tuple[str, str]]) -> None:
    assert people(text).get(name) == posts


@pytest.mark.parametrize(
    "text",
    [
        "The Action against Terrorism Unit organized a Regional Workshop in Skopje.",
        "North Macedonia and Bosnia and Herzegovina took part, the Ministry of Interior said.",
        "The Global Counter-Terrorism Strategy was adopted in New York.",
        "Ministers and Heads of State met at the Summit in Astana on Monday.",
        "The Prosecutor's Office and the Chief of Staff's department were represented.",
        "Security Council resolution 2341 (2017) was discussed by Member States.",
    ],
)
def test_names_of_other_things_are_no_persons(text: str) -> None:
    assert people(text) == {}


def test_later_mentions_by_surname_are_the_same_person() -> None:
    seen = reading("Ms. Ruta Valdmane opened the day. Later Valdmane thanked the hosts, and Ms. Valdmane left.")
    mentions = persons.find(seen)
    assert [seen.words(m.span) for m in mentions] == ["Ruta Valdmane", "Valdmane", "Valdmane"]
    assert len({m.person for m in mentions}) == 1


def test_two_persons_of_one_surname_are_not_mixed() -> None:
    text = "Mr. Jan Korbel and Ms. Eva Korbel spoke. Korbel was thanked."
    assert set(people(text)) == {"Jan Korbel", "Eva Korbel"}
    assert len(persons.find(reading(text))) == 2


def test_one_person_written_in_two_ways() -> None:
    seen = reading("Ms. Ana Lucia Ferraz spoke. Ana FERRAZ, Legal Adviser, stayed.")
    assert {m.person.label for m in persons.find(seen)} == {"Ana Lucia Ferraz"}


def test_an_accent_keeps_the_offsets() -> None:
    seen = reading("“Żółć” – Ms. Zoë D’Arcangelo-Núñez spoke.")
    mention = persons.find(seen)[0]
    assert seen.words(mention.span) == "Zoë D’Arcangelo-Núñez"


def test_a_head_of_a_unit_belongs_to_the_body_around_it() -> None:
    text = "Piet Marsum, Head of the Fuel Analysis Unit at INTERPOL, said so."
    assert people(text) == {
        "Piet Marsum": [("Head of the Fuel Analysis Unit", "International Criminal Police Organization")]
    }


def test_alternation_takes_the_longest_word() -> None:
    import re

    pattern = re.compile(alternation.of(["Head", "Head of Mission", "He.d", "Heads"]))
    assert [m.group() for m in pattern.finditer("Head of Mission, Heads, He.d, Head")] == [
        "Head of Mission",
        "Heads",
        "He.d",
        "Head",
    ]


_PIECES = ["Mr. ", "Ambassador ", "Ana ", "Ferraz", ", ", "Head of ", "the ", "OSCE", " said ", "“", "”", "'", "(", ")"]
_PIECES += [". ", "\n", "é", "İ", "ß", "van der ", "Minister of Interior ", "and ", "UN ", "/", "-", "2014 ", "ﬁ"]
_PIECES += ["\u0301", "Ю"]


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
def test_any_text_gives_verbatim_spans(text: str) -> None:
    seen = reading(text)
    for mention in persons.find(seen):
        assert 0 <= mention.outer.start <= mention.span.start < mention.span.end <= mention.outer.end <= len(text)
        for post in mention.posts:
            assert (
                post.span.start <= post.core.start <= post.head.start < post.head.end <= post.core.end <= post.span.end
            )
            assert all(post.head.end <= cut <= post.span.end for cut in post.cuts)


def test_time_grows_with_the_length_and_not_faster() -> None:
    sentence = (
        "Ambassador Jana Kolarik, Head of the Mission, said that Minister of Interior Goran Velik and others had come. "
    )

    def seconds(copies: int) -> float:
        seen = reading(sentence * copies)
        start = time.process_time()
        persons.find(seen)
        return time.process_time() - start

    assert ratio(seconds, 100, 800) < 40


def test_posts_with_an_article_each_are_several_people() -> None:
    text = "Minister Tomas Brenvik, the Director of the Agency for Ports and the Envoy of Ruritania attended."
    assert people(text)["Tomas Brenvik"] == [("Minister", "")]


def test_a_post_of_a_named_president_is_not_his() -> None:
    found = people("Special Envoy of President Tomas Brenvik arrived.")
    assert found["Tomas Brenvik"] == [("President", "")]


@pytest.mark.parametrize(
    "text",
    [
        "The EU Commissioner for Neighbourhood Policy and Enlargement Negotiations, the Director of Europol, spoke.",
        "It took place at the IGAD Head Quarter.",
        "The Kosovo Specialist Chambers took part.",
        "Thowheed Gharan (TG), the Attorney General was told, is banned.",
    ],
)
def test_matters_buildings_and_groups_are_no_persons(text: str) -> None:
    assert people(text) == {}


def test_a_verb_of_a_headline_ends_a_post() -> None:
    assert people("Fleet Commander Meets President Tomas Brenvik")["Tomas Brenvik"] == [("President", "")]


def test_the_last_matters_of_a_post_are_no_person() -> None:
    text = (
        "Mr Ben Roe-Poe, Director for Oceans, Environment and Climate Change of the Ministry of Ports of Malta, spoke."
    )
    assert list(people(text)) == ["Ben Roe-Poe"]
