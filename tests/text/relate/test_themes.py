"""Threats, topics and sectors of an event."""

from __future__ import annotations

from ctkg.model import Document, Entity, Source, Statement
from ctkg.text.reading import read
from ctkg.text.relate import events, themes

RELEASE = """Workshop in Ohrid looks at protecting energy infrastructure from terrorist attacks
OHRID, 4 May 2021 – A three-day workshop on the protection of critical energy infrastructure opened in Ohrid today.
The aim is to strengthen public-private partnerships and to share good practices.
Participants will discuss risk assessment and inter-agency co-operation.
The network is one of the oldest of its kind and works to promote biometrics and gender equality."""


def statements(text: str) -> list[Statement]:
    seen = read(Document(id="d", source=Source(), text=text))
    return list(themes.relate(seen, events.find(seen)))


def labels(text: str, relation: str) -> set[str]:
    return {s.object.label for s in statements(text) if s.predicate == relation and isinstance(s.object, Entity)}


def test_what_a_release_is_about() -> None:
    assert labels(RELEASE, "threat") == {"attack on critical energy infrastructure"}
    assert labels(RELEASE, "target.sector") == {"energy"}
    assert labels(RELEASE, "topic") == {
        "protection of critical energy infrastructure",
        "public-private partnership",
        "exchange of good practices",
        "risk assessment",
        "inter-agency co-operation",
    }


def test_what_only_describes_the_issuer_is_no_theme() -> None:
    assert not labels(RELEASE, "topic") & {"biometrics", "gender"}


def test_terrorism_alone_is_a_threat_only_where_no_other_is_named() -> None:
    assert "terrorism" not in labels(RELEASE, "threat")
    general = (
        "Workshop on terrorism opens in Ohrid\n"
        "A workshop on the prevention of terrorism opened in Ohrid. It deals with terrorism."
    )
    assert labels(general, "threat") == {"terrorism"}


def test_terrorism_in_a_list_of_threats_is_one_of_them() -> None:
    text = (
        "Letter on co-operation\n"
        "A letter was signed in Ohrid. It covers the areas of counter-terrorism, cybercrime and migrant smuggling."
    )
    assert labels(text, "threat") == {"terrorism", "cybercrime", "migrant smuggling"}


def test_words_of_the_text_are_names_of_the_theme() -> None:
    topic = next(
        s
        for s in statements(RELEASE)
        if isinstance(s.object, Entity) and s.object.label == "public-private partnership"
    )
    assert isinstance(topic.object, Entity)
    assert topic.object.reference == "rm-ppp"
    assert "public-private partnerships" in topic.object.names


def test_every_idea_is_said_once_and_not_too_many_are() -> None:
    found = [(s.predicate, s.object.label) for s in statements(RELEASE * 3) if isinstance(s.object, Entity)]
    assert len(found) == len(set(found)) <= 12


def test_evidence_is_the_sentence() -> None:
    for statement in statements(RELEASE):
        span = statement.evidence[0].span
        assert span is not None
        assert RELEASE[span.start : span.end] == statement.evidence[0].quote


def test_names_of_bodies_and_offices_tell_no_theme() -> None:
    text = (
        "Course on parcel bombs ends in Ohrid\n"
        "A course on parcel bombs ended in Ohrid. Border guards, staff of the financial intelligence unit and data "
        "protection officers took part."
    )
    assert labels(text, "topic") == set()


def test_sectors_that_are_protected_are_told() -> None:
    text = (
        "Workshop on the protection of soft targets opens in Ohrid\n"
        "A workshop on the protection of soft targets and of critical infrastructure opened in Ohrid."
    )
    assert labels(text, "target.sector") == {"soft targets", "critical infrastructure"}


def test_a_theme_belongs_to_the_event_that_its_sentence_names() -> None:
    text = (
        "Conference on biometrics opens in Ohrid\n"
        "A conference on biometrics opened in Ohrid on 4 May 2021.\n\n"
        "It was preceded on 3 May 2021 in Skopje by a workshop on drug trafficking."
    )
    found = {(s.object.label, s.event) for s in statements(text) if isinstance(s.object, Entity)}
    assert {("biometrics", "e1"), ("drug trafficking", "e2")} <= found
