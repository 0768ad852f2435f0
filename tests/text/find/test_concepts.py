"""What texts are about: phrases, composed themes, morphology."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.growth import ratio

from ctkg import tables
from ctkg.model import Document, Source, Span
from ctkg.text import patterns
from ctkg.text.find import concepts
from ctkg.text.reading import Reading, read


def reading(text: str) -> Reading:
    return read(Document(id="d", source=Source(), text=text))


def ideas(text: str) -> set[tuple[str, str]]:
    return {
        (hit.idea.relation, hit.idea.label) for hit in concepts.find(reading(text)) if hit.idea.relation != "target"
    }


@pytest.mark.parametrize(
    ("text", "idea"),
    [
        ("They discussed protecting critical infrastructure.", ("topic", "critical infrastructure protection")),
        ("They discussed the protection of critical infrastructures.", ("topic", "critical infrastructure protection")),
        ("Critical infrastructure protection was discussed.", ("topic", "critical infrastructure protection")),
        ("Attacks against critical infrastructure are rare.", ("threat", "attack on critical infrastructure")),
        (
            "They protect critical infrastructure from terrorist attacks.",
            ("threat", "attack on critical infrastructure"),
        ),
        ("An attack on a hospital was simulated.", ("threat", "attack on health facilities")),
        ("Terrorist attacks on places of worship shocked them.", ("threat", "attack on religious sites")),
        (
            "The use of the Internet for terrorist purposes was raised.",
            ("threat", "use of the Internet for terrorist purposes"),
        ),
        ("Terrorist use of the internet was raised.", ("threat", "use of the Internet for terrorist purposes")),
        ("Terrorists’ use of explosives was raised.", ("threat", "terrorist use of explosives")),
        ("The financing of terrorism was the subject.", ("threat", "terrorist financing")),
        ("Counter-terrorist financing was the subject.", ("threat", "terrorist financing")),
        ("Foreign terrorist fighters (FTFs) return.", ("threat", "foreign terrorist fighters")),
        ("Cyber-attacks and cyberattacks are one.", ("threat", "cyberattack")),
        ("Fertilisers can be misused.", ("threat", "misuse of fertilizers and chemicals")),
        ("Inter-agency co-operation was praised.", ("topic", "inter-agency co-operation")),
        ("Multi-agency cooperation was praised.", ("topic", "inter-agency co-operation")),
        ("International cooperation was praised.", ("topic", "international cooperation")),
        ("They countered violent extremism by preventing violent extremism.", ("threat", "violent extremism")),
        ("Countering terrorist incitement was the subject.", ("topic", "countering incitement to terrorism")),
        ("Terrorism and its financing were the subject.", ("threat", "terrorist financing")),
        ("Kidnapping against ransom was the subject.", ("threat", "kidnapping for ransom")),
        ("Railway security was praised.", ("topic", "transport security")),
        ("Explosives handling was practised.", ("topic", "explosive ordnance disposal")),
        ("Sharing intelligence helps.", ("topic", "information sharing")),
        ("Rehabilitation and reintegration took time.", ("topic", "rehabilitation")),
        ("Rehabilitation and reintegration took time.", ("topic", "reintegration")),
        ("The town helps them reintegrate.", ("topic", "reintegration")),
        ("They build resilience to recruiters.", ("topic", "resilience")),
        ("It stops trafficking in drugs, weapons and people.", ("threat", "arms trafficking")),
        ("It stops trafficking in drugs, weapons and people.", ("threat", "trafficking in human beings")),
        ("It stops drug, arms and human trafficking.", ("threat", "arms trafficking")),
        ("They cut terrorist travel, financing and recruitment.", ("threat", "terrorist recruitment")),
    ],
)
def test_one_idea_in_many_wordings(text: str, idea: tuple[str, str]) -> None:
    assert idea in ideas(text)


def test_coordinated_ideas_are_two() -> None:
    found = ideas("Measures against incitement and recruitment were compared.")
    assert {("threat", "incitement to terrorism"), ("threat", "terrorist recruitment")} <= found


def test_physical_and_cyber_threats_are_two() -> None:
    assert {("threat", "physical attack"), ("threat", "cyberattack")} <= ideas("Both physical and cyber threats grow.")


@pytest.mark.parametrize(
    "text",
    [
        "The International Convention for the Suppression of Terrorist Bombings was opened for signature.",
        "The UN Office of Counter-Terrorism hosted the group.",
        "Ms. Ruta Valdmane, Head of Human Rights, came.",
        "The hospital has a large car park.",
        "Security and civil aviation agencies came.",
    ],
)
def test_names_and_bare_things_are_no_themes(text: str) -> None:
    special = {idea for idea in ideas(text) if idea != ("threat", "terrorism")}
    assert special == set()


def test_a_theme_never_crosses_a_sentence() -> None:
    assert ("topic", "critical infrastructure protection") not in ideas(
        "It offers protection. Of critical infrastructure none spoke."
    )


def test_targets_are_found_by_their_words() -> None:
    seen = reading("A blast hit a police station near the market.")
    found = {idea.label for idea, _ in concepts.targets(seen, Span(0, len(seen.document.text)))}
    assert found == {"police", "markets"}


def test_every_concept_of_the_lexicon_is_in_the_tables() -> None:
    known = {row["id"] for table in ("threats", "measures") for row in tables.rows(table)}
    lexicon = patterns.load("themes")
    named = {
        entry[key]
        for relation in ("threat", "topic", "target")
        for entry in lexicon[relation]
        for key in ("concept", "measure", "sector")
        if entry.get(key)
    }
    means = {entry["concept"] for entry in patterns.load("incidents")["means"] if "concept" in entry}
    assert named | means | set(lexicon["tables"]["skipped"]) <= known


def test_labels_of_the_lexicon_are_told_once() -> None:
    for relation in ("threat", "topic", "target"):
        labels = [entry["label"] for entry in patterns.load("themes")[relation]]
        assert len(labels) == len(set(labels))


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="attack onprevitcf.,-'()\n’éßİ“”0 co-", max_size=200))
def test_any_text_gives_spans_inside(text: str) -> None:
    seen = reading(text)
    for hit in concepts.find(seen):
        assert 0 <= hit.span.start < hit.span.end <= len(text)


def test_time_grows_with_the_length_and_not_faster() -> None:
    sentence = (
        "The protection of critical infrastructure against terrorist attacks needs information sharing and training. "
    )

    def seconds(copies: int) -> float:
        seen = reading(sentence * copies)
        start = time.process_time()
        concepts.find(seen)
        return time.process_time() - start

    assert ratio(seconds, 100, 800) < 40
