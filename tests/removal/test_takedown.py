"""After a takedown the name is nowhere: not in the store's files, its notes, its log, its search; all else stays."""

from __future__ import annotations

import base64
import contextlib
import re
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

import ctkg
from ctkg import pipeline, proposals
from ctkg.api import KnowledgeGraph
from ctkg.decisions import Act, log_of, next_time
from ctkg.decisions.claims import claim_of
from ctkg.decisions.log import Folder, beside, digest_of_graphs
from ctkg.entries import keeping
from ctkg.errors import UsageError
from ctkg.graph import search
from ctkg.iris import PREFIXES, graph, instance, term
from ctkg.making import texts
from ctkg.making.statements import NOTE, loads
from ctkg.proposals import Proposal
from ctkg.removal.taking import take

#: Persons are fictional; the words of the first name are found nowhere else.
PERSON, OTHER = "Xaveria Quillfeather", "Bendix Quillfeather"
TOKENS = ("xaveria", "quillfeather")
RELEASES = {
    "one": "SKOPJE, 5 May 2022 - The OSCE Mission to Skopje organized a training on travel document security in Ohrid. "
    "Xaveria Quillfeather, Head of the Border Unit of the Ministry of Interior, opened it. "
    '"We must work together to secure our borders and protect our people," said Ms Quillfeather. '
    "Quillfeather added that more trainings would follow. Some 40 experts took part.",
    "two": "VIENNA, 4 March 2021 - The OSCE and UNODC organized a two-day workshop on border security in Tashkent. "
    "Mara Lindqvist, Head of the Training Unit of UNODC, opened it. Some 30 experts took part.",
}
OPTIONS = pipeline.Options(reference=False, validation=False)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("releases")
    for name, text in RELEASES.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return sorted(folder.iterdir())


def dump(kg: KnowledgeGraph) -> list[str]:
    return sorted(str(quad) for quad in kg.store.quads())


def everything_in(folder: Path) -> bytes:
    """The bytes of all files, and what is packed in them."""
    content = b"\n".join(file.read_bytes() + str(file).encode() for file in folder.rglob("*") if file.is_file())
    for packed in re.findall(rb"eJ[A-Za-z0-9+/=]{16,}", content):
        with contextlib.suppress(ValueError, zlib.error):
            content += b"\n" + zlib.decompress(base64.b64decode(packed + b"=" * (-len(packed) % 4)))
    return content


def entered(kg: KnowledgeGraph, name: str, person: str, *, event: bool, source: str = "") -> None:
    held, who = instance("event", name, 1), instance("person", person.lower().replace(" ", "-"), "ministry-of-interior")
    kind, label = PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label"
    triples: list[tuple[str, str, NamedNode | Literal]] = [
        (who, kind, NamedNode(term("Person"))),
        (who, label, Literal(person)),
    ]
    if event:
        triples += [
            (held, kind, NamedNode(term("Meeting"))),
            (held, label, Literal(f"fictional meeting that {person} opened", language="en")),
            (held, term("hasSpeaker"), NamedNode(who)),
        ]
    quads = [Quad(NamedNode(s), NamedNode(p), o, NamedNode(graph("document", name))) for s, p, o in triples]
    content, log = keeping.dumps({name: quads}), log_of(kg.store)
    act = Act(kind="add", by="A. Reader", on=next_time(log), documents=(name,), graphs=digest_of_graphs(content))
    log.write(act, content)


def decided(kg: KnowledgeGraph, document: str, predicate: str, **values: object) -> None:
    statement = next(s for s in loads(kg.store.note(NOTE, document) or "")[1] if s.predicate == predicate)
    log = log_of(kg.store)
    claims = (claim_of(document, statement),)
    log.write(Act(kind="reject", by="A. Reader", on=next_time(log), claims=claims, **values))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def taken(files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A store with entries, decisions and a search index, of which a person was taken down; and its dump before."""
    folder = tmp_path_factory.mktemp("taken") / "x.store"
    with ctkg.open(folder) as kg:
        kg.build(files, options=OPTIONS)
        entered(kg, "note-1", PERSON, event=True)
        entered(kg, "note-2", PERSON, event=False)
        entered(kg, "note-3", OTHER, event=True)
        decided(kg, "one", "follow_up", reason=f"{PERSON} did not say so.")
        decided(kg, "one", "speaker")
        decided(kg, "two", "event.place")
        pipeline.catch_up(kg.store, options=OPTIONS)
        search.refresh(kg.store)
        before = dump(kg)
        assert len(kg.search("Quillfeather").hits) > 1
        proposed(folder, "one", f"A letter of {PERSON}.")
        proposed(folder, "two", "A letter of Mara Lindqvist.")
        trace = kg.trace(PERSON)
        kg.takedown(trace, by="A. Reader", reason="asked for in a letter")
    return folder, before


def proposed(store: Path, name: str, source: str) -> None:
    made = Proposal(id=name, by="A program", on="2031-01-01T00:00:00Z", source=source, format="yaml", text="id: x")
    folder = proposals.beside(store)
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.yaml").write_text(made.dumps(), "utf-8")


def test_proposals_that_have_the_name_go(taken: tuple[Path, list[str]]) -> None:
    assert [each.id for each in proposals.Proposals(proposals.beside(taken[0])).waiting()] == ["two"]


def test_the_files_of_store_and_log_have_nothing_of_the_name(taken: tuple[Path, list[str]]) -> None:
    for folder in (taken[0], beside(taken[0])):
        content = everything_in(folder).decode("utf-8", "replace").casefold()
        assert "lindqvist" in content or folder.suffix == ".decisions"
        assert "xaveria" not in content
        others = content.replace("bendix quillfeather", "").replace("bendix-quillfeather", "")
        # The index of the search has words apart from each other.
        if folder.suffix == ".decisions":
            assert "quillfeather" not in others


def test_the_graph_and_the_search_have_nothing_of_the_name_and_all_else_stays(taken: tuple[Path, list[str]]) -> None:
    folder, before = taken
    with ctkg.open(folder) as kg:
        after = dump(kg)
        text = "\n".join(after).casefold().replace("bendix quillfeather", "").replace("bendix-quillfeather", "")
        assert not any(token in text for token in TOKENS)
        assert not kg.search("Xaveria").hits
        assert {hit.name for hit in kg.search("Quillfeather").hits if "Bendix" not in str(hit)} == set()
        assert kg.search("Lindqvist").hits
        assert [line for line in after if "/two>" in line] == [line for line in before if "/two>" in line]
        assert [line for line in after if "/note-3>" in line] == [line for line in before if "/note-3>" in line]
        assert any("fictional meeting that ███████ ████████████ opened" in line for line in after)
        assert not kg.store.contains_graph(graph("document", "note-2"))
        assert not any("We must work together" in line for line in after)


def test_the_kept_text_is_marked_where_the_name_stands_and_where_only_what_went_rests(
    taken: tuple[Path, list[str]], files: list[Path]
) -> None:
    with ctkg.open(taken[0], read_only=True) as kg:
        text = texts.text(kg.store, "one")
        assert len(text) == len(RELEASES["one"].rstrip()) and "We must work" not in text
        assert "████████████ added that more trainings would follow. Some 40 experts took part." in text
        for quad in kg.store.match(None, NamedNode(term("quotationText")), None, graph("evidence", "one")):
            assert str(quad.object.value) in text  # type: ignore[union-attr]
        assert texts.text(kg.store, "two") == RELEASES["two"]


def test_a_name_of_which_nothing_is_stated_is_marked_in_the_text_alone(tmp_path: Path) -> None:
    file = tmp_path / "four.txt"
    file.write_text(RELEASES["two"] + " The weather pleased Xaveria Quillfeather.", "utf-8")
    with ctkg.open(None) as kg:
        kg.build([file], options=OPTIONS)
        before, trace = dump(kg), kg.trace(PERSON)
        assert [(each.id, each.claims, each.marked) for each in trace.documents] == [("four", 0, 1)]
        kg.takedown(trace, by="A. Reader")
        marked = RELEASES["two"] + " The weather pleased ███████ ████████████."
        assert texts.text(kg.store, "four") == marked and dump(kg) == before
        kg.build([file], options=OPTIONS)
        assert texts.text(kg.store, "four") == marked


def test_a_rebuild_from_the_documents_and_the_log_is_the_same(
    taken: tuple[Path, list[str]], files: list[Path], tmp_path: Path
) -> None:
    folder, _ = taken
    log = Folder(beside(folder))
    options = replace(OPTIONS, decisions=log.path)
    with ctkg.open(folder) as kg, ctkg.open(None) as again:
        again.build(files, options=options)
        assert dump(again) == dump(kg)
        assert again.store.notes(texts.NOTE) == kg.store.notes(texts.NOTE)
        # Nor does a build of the store that lost it bring it back.
        kg.build(files, options=options)
        assert dump(again) == dump(kg)


def test_the_act_has_hashes_and_every_act_of_the_log_is_whole(taken: tuple[Path, list[str]]) -> None:
    log = Folder(beside(taken[0]))
    acts = [log.read(name) for name in log.names()]
    (act,) = (act for act in acts if act.kind == "takedown")
    assert len(act.names) == 1 and re.fullmatch(r"2-[0-9a-f]{64}", act.names[0])
    assert act.reason == "asked for in a letter" and len(act.redacted) == 4
    for each in acts:
        if each.kind == "add":
            log.graphs(each)
    assert sorted(file.name for file in log.path.iterdir() if file.suffix == ".nq") == sorted(
        f"{each.id}{f'-{each.graphs[:8]}' if each.was else ''}.nq" for each in acts if each.kind == "add"
    )


def test_what_would_go_is_shown_and_nothing_is_written(files: list[Path]) -> None:
    with ctkg.open(None) as kg:
        kg.build(files, options=OPTIONS)
        before = dump(kg)
        trace = kg.trace(PERSON)
        assert dump(kg) == before
        (one,) = trace.documents
        assert (one.id, one.quotations, one.posts) == ("one", 1, 1) and one.claims > 2 and one.marked > 0
        assert trace.persons[0].iri.startswith("id:person/xaveria-quillfeather/")
        assert kg.trace(trace.persons[0].iri).names == trace.names
        with pytest.raises(UsageError, match="has the name of the person"):
            take(kg.store, log_of(kg.store), trace, by="A. Reader", reason="quillfeather asked for it")
        assert dump(kg) == before and not log_of(kg.store).names()


def test_several_persons_of_one_name_are_asked_about(files: list[Path], tmp_path: Path) -> None:
    other = tmp_path / "three.txt"
    other.write_text(
        "DUSHANBE, 3 June 2023 - UNODC organized a seminar on forensic evidence in Dushanbe. Xaveria Quillfeather, "
        "Director of the Forensic Academy of Tajikistan, closed it.",
        "utf-8",
    )
    with ctkg.open(None) as kg:
        kg.build([*files, other], options=OPTIONS)
        with pytest.raises(UsageError, match=r"2 nodes are called so: .*--all-of-that-name"):
            kg.trace(PERSON)
        kg.takedown(kg.trace(PERSON, everyone=True), by="A. Reader")
        assert not any("xaveria" in line.casefold() for line in dump(kg))


def test_who_is_unknown_is_kept_out_of_what_comes(files: list[Path]) -> None:
    with ctkg.open(None) as kg:
        kg.build(files[1:], options=OPTIONS)
        trace = kg.trace(PERSON)
        assert not (trace.persons or trace.documents or trace.acts)
        kg.takedown(trace, by="A. Reader")
        kg.build(files, options=OPTIONS)
        assert not any("xaveria" in line.casefold() for line in dump(kg))
        with pytest.raises(UsageError, match="no person id:person/nobody/x"):
            kg.trace("id:person/nobody/x")
