"""What is found, in which order, and how it is shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple
from tests.effort import examples

from ctkg.errors import UsageError
from ctkg.graph.search import Hit, search
from ctkg.graph.store import MemoryStore, Store
from ctkg.iris import CONCEPT, ID, PREFIXES, graph, term

LABEL = NamedNode(PREFIXES["rdfs"] + "label")
TITLE, LANGUAGE = (NamedNode(PREFIXES["dcterms"] + name) for name in ("title", "language"))


def label(node: str, text: str, language: str = "en", name: NamedNode = LABEL) -> Triple:
    return Triple(NamedNode(node), name, Literal(text, language=language) if language else Literal(text))


def passage(document: str, start: int, text: str, kind: str = "text") -> list[Triple]:
    node = NamedNode(f"{ID}passage/{document}/{start}-{start + len(text)}")
    values: dict[str, str | int] = {"quotationText": text, "passageKind": kind}
    if kind == "text":
        values |= {"startOffset": start, "endOffset": start + len(text)}
    return [Triple(node, NamedNode(term(name)), Literal(value)) for name, value in values.items()]


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with MemoryStore() as made:
        use = NamedNode(ID + "name/osce-fo-astana/centre")
        member = NamedNode(ID + "organization/gb/united-kingdom-passport-service")
        first, second = "One workshop on explosives was held.", "held. The training workshops in Łódź end."
        made.replace_graphs(
            {
                graph("reference", "states"): [
                    label(ID + "state/KZ", "Kazakhstan"),
                    label(ID + "state/KZ", "Казахстан", "ru"),
                    label(ID + "territory/KZ", "Kazakhstan"),
                    label(ID + "city/298333", "Şanlıurfa", ""),
                    label(ID + "organization/kz-gov", "Government of Kazakhstan"),
                    label(ID + "treaty-action/x/KZ/bound", "accession of Kazakhstan to a convention on explosives"),
                    label(
                        CONCEPT + "threat/means-explosives",
                        "Explosives",
                        name=NamedNode(PREFIXES["skos"] + "prefLabel"),
                    ),
                    label(ID + "organization/osce-fo-astana", "OSCE Programme Office in Astana"),
                    Triple(use, NamedNode(term("nameOf")), NamedNode(ID + "organization/osce-fo-astana")),
                    label(use.value, "OSCE Centre in Astana", name=NamedNode(term("nameText"))),
                ],
                graph("resolution"): [
                    label(member.value, "United Kingdom Passport Service", ""),
                    Triple(
                        member, NamedNode(term("resolvedTo")), NamedNode(ID + "organization/gb/uk-passport-service")
                    ),
                ],
                graph("document", "a"): [
                    label(ID + "document/a", "Explosives and Kazakhstan", "", TITLE),
                    label(ID + "document/a", "en", "", LANGUAGE),
                    label(ID + "organization/gb/uk-passport-service", "UK Passport Service", ""),
                    label(ID + "event/a/1", "workshop, Astana"),
                ],
                graph("evidence", "a"): [
                    *passage("a", 100, first),
                    *passage("a", 100 + len(first) - 5, second),
                    *passage("a", 0, "OSCE press release", "metadata"),
                ],
                graph("inferred", "a"): [label(ID + "event/a/1", "only inferred")],
                graph("report"): [label(ID + "finding/1", "only reported")],
            }
        )
        yield made


def found(store: Store, text: str, **limits: object) -> list[str]:
    return [hit.iri.removeprefix(ID).removeprefix(CONCEPT) for hit in search(store, text, **limits)]  # type: ignore[arg-type]


def test_the_exact_name_comes_first_and_names_come_before_passages(store: Store) -> None:
    assert found(store, "kazakhstan") == [
        "state/KZ",
        "territory/KZ",
        "organization/kz-gov",
        "document/a",
        "treaty-action/x/KZ/bound",
    ]
    assert found(store, "explosives")[:2] == ["threat/means-explosives", "document/a"]
    assert [hit.kind for hit in search(store, "explosives")] == ["concept", "document", "passage", "other"]


def test_other_forms_of_a_word_count_but_come_behind_and_not_where_it_is_quoted(store: Store) -> None:
    assert found(store, "workshops") == ["event/a/1", "passage/a/131-172"]
    assert found(store, '"workshops"') == ["passage/a/131-172"]
    assert found(store, "workshops trainings", kinds=["passage"]) == ["passage/a/131-172"]


def test_phrases_prefixes_and_what_must_not_stand_there(store: Store) -> None:
    assert found(store, '"training workshops"') == ["passage/a/131-172"]
    assert found(store, '"workshops training"') == []
    assert found(store, "expl*", kinds=["passage", "concept"]) == ["threat/means-explosives", "passage/a/100-136"]
    assert found(store, "kazakhstan -government -accession", kinds=["organization", "document"]) == ["document/a"]


@pytest.mark.parametrize("text", ["Sanliurfa", "ŞANLIURFA", "şanlıurfa", "sanliu*"])
def test_accents_and_letters_of_their_own_do_not_stand_in_the_way(store: Store, text: str) -> None:
    (hit,) = search(store, text)
    assert hit.label == hit.text == "Şanlıurfa" and hit.marks == ((0, 9),)


def test_marks_are_offsets_of_the_text_as_it_stands(store: Store) -> None:
    (hit,) = search(store, "lodz")
    assert [hit.text[start:end] for start, end in hit.marks] == ["Łódź"]
    assert hit.snippet() == "held. The training workshops in [Łódź] end."


def test_a_passage_tells_its_document_and_its_place(store: Store) -> None:
    (hit,) = search(store, "held explosives", kinds=["passage"])
    assert (hit.document, hit.start, hit.end, hit.language) == ("a", 100, 136, "en")
    assert hit.label == "Explosives and Kazakhstan"
    assert hit.row()["marks"] == [[16, 26], [31, 35]]


def test_of_passages_that_overlap_the_better_one_is_shown(store: Store) -> None:
    assert len(search(store, "held")) == 1


def test_former_names_and_merged_nodes_lead_to_what_they_are_names_of(store: Store) -> None:
    (hit,) = search(store, "osce centre astana")
    assert (hit.iri, hit.label) == (ID + "organization/osce-fo-astana", "OSCE Programme Office in Astana")
    (hit,) = search(store, "United Kingdom Passport Service")
    assert (hit.iri, hit.label) == (ID + "organization/gb/uk-passport-service", "UK Passport Service")


def test_front_matter_findings_and_what_is_only_inferred_are_not_searched(store: Store) -> None:
    assert found(store, "press release") == found(store, "reported") == found(store, "inferred") == []


def test_limits(store: Store) -> None:
    assert found(store, "kazakhstan", document="a") == ["document/a"]
    assert found(store, "Казахстан", language="ru") == ["state/KZ"]
    assert found(store, "Kazakhstan", language="ru") == []
    assert found(store, "kazakhstan", limit=2) == ["state/KZ", "territory/KZ"]
    assert found(store, "kazakhstan", kinds=["place"]) == ["territory/KZ"]


def test_what_is_not_there_is_said(store: Store) -> None:
    with pytest.raises(UsageError, match="no kind 'persn'; choose among:"):
        search(store, "x", kinds=["persn"])
    with pytest.raises(UsageError, match="no document 'b'"):
        search(store, "x", document="b")
    with pytest.raises(UsageError, match="at least 1"):
        search(store, "x", limit=0)
    assert search(store, "w " * 300).notices == ("only the first 200 words were looked for",)


def test_a_long_text_is_cut_between_words() -> None:
    text = "word " * 50 + "needle " + "word " * 50
    hit = Hit(
        iri="", kind="passage", label="", text=text, marks=((250, 256),), language="", document="", start=None, end=None
    )
    shown = hit.snippet(60)
    assert "[needle]" in shown and len(shown) < 70
    assert shown.startswith("…word ") and shown.endswith("word…")
    assert hit.snippet(60, ("<b>", "</b>")).count("<b>needle</b>") == 1


written = st.text(
    st.one_of(st.sampled_from("\"*-'()ıłßÆ–. \0\x02\x03\nabc"), st.characters(exclude_categories=["Cs"])),
    min_size=1,
    max_size=30,
)


@settings(max_examples=examples(30), deadline=None)
@given(texts=st.lists(written, min_size=1, max_size=8, unique=True))
def test_every_label_is_found_by_itself(texts: list[str]) -> None:
    with MemoryStore() as made:
        nodes = {f"{ID}place/{number}": text for number, text in enumerate(texts)}
        made.replace_graph(graph("reference", "r"), [label(node, text, "") for node, text in nodes.items()])
        for node, text in nodes.items():
            hits = search(made, text, limit=len(texts))
            assert node in {hit.iri for hit in hits}
            assert all(0 <= start < end <= len(hit.text) for hit in hits for start, end in hit.marks)
            for hit in hits:
                hit.snippet(12)


@settings(max_examples=examples(30), deadline=None)
@given(text=st.text(max_size=50))
def test_any_text_is_a_valid_search(store: Store, text: str) -> None:
    assert search(store, text).hits == search(store, text).hits
