"""What is taken down is nowhere: not in graphs and notes, not after rebuilds, not in the log; all else stays."""

from __future__ import annotations

import base64
import contextlib
import shutil
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from ctkg import pipeline
from ctkg.decisions import Act, applying, log_of, next_time
from ctkg.decisions.claims import claim_of
from ctkg.decisions.log import Folder, Log, digest_of_graphs
from ctkg.decisions.names import digest, normal
from ctkg.decisions.redacting import digest as listed
from ctkg.decisions.redacting import redacted
from ctkg.decisions.withdrawing import withheld
from ctkg.decisions.withholding import Withheld
from ctkg.entries import keeping
from ctkg.errors import UnreadableInput
from ctkg.graph import open_store
from ctkg.graph.store import Store
from ctkg.iris import PREFIXES, graph, instance, term
from ctkg.making.statements import NOTE, loads
from ctkg.model import Statement

#: Persons are fictional; the words of the first name are found nowhere else.
PERSON, OTHER = "Xaveria Quillfeather", "Ben Quillfeather"
RELEASES = {
    "one": "SKOPJE, 5 May 2022 - The OSCE Mission to Skopje organized a training on travel document security in Ohrid. "
    "Xaveria Quillfeather, Head of the Border Unit of the Ministry of Interior, opened it. "
    '"We must work together to secure our borders and protect our people," said Ms Quillfeather. '
    "Quillfeather added that more trainings would follow. "
    "The Xaveria Quillfeather Foundation supported the event. Some 40 experts took part.",
    "two": "VIENNA, 4 March 2021 - The OSCE and UNODC organized a two-day workshop on border security in Tashkent. "
    "Ben Quillfeather, Head of the Training Unit of UNODC, opened it. Some 30 experts took part.",
    "three": "VIENNA, 5 March 2021 - The OSCE held a workshop on border security in Tashkent on 4 and 5 March 2021. "
    "QUILLFEATHER, Xaveria, was there as well as 20 experts of UNODC.",
}
OPTIONS = pipeline.Options(reference=False, validation=False)
NAMES = (digest(normal(PERSON)),)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("releases")
    for name, text in RELEASES.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return sorted(folder.iterdir())


def built(files: list[Path], log: Log | None = None) -> Store:
    store = open_store(None)
    for name in log.names() if log else ():
        assert log is not None
        act = log.read(name)
        log_of(store).write(act, log.graphs(act) if act.kind == "add" else b"")
    pipeline.build(files, store, options=OPTIONS)
    return store


def dump(store: Store) -> list[str]:
    return sorted(str(quad) for quad in store.quads())


def hidden(store: Store, *, log: bool = True) -> str:
    """All notes but those of the history, unpacked; with or without those that are the log of a store in memory."""
    found = []
    for kind in store.note_kinds(""):
        if kind.startswith("history") or (not log and kind in ("act", "act-graphs")):
            continue
        for name, text in store.notes(kind).items():
            with contextlib.suppress(ValueError, zlib.error):
                text = zlib.decompress(base64.b64decode(text, validate=True)).decode()
            found.append(f"{kind} {name} {text}")
    return "\n".join(found)


def act(store: Store, kind: str, beside: bytes = b"", **values: object) -> Act:
    log = log_of(store)
    done = Act(kind=kind, by="A. Reader", on=next_time(log), **values)  # type: ignore[arg-type]
    log.write(done, beside)
    pipeline.catch_up(store, options=OPTIONS)
    return done


def said(store: Store, document: str) -> tuple[Statement, ...]:
    return loads(store.note(NOTE, document) or "")[1]


def test_statements_on_the_person_go_and_all_others_stay(files: list[Path]) -> None:
    store = built(files)
    before = said(store, "one")
    assert any(PERSON in str(statement) for statement in before)
    act(store, "takedown", names=NAMES)
    everything = "\n".join(dump(store)).casefold()
    assert "xaveria" not in everything and "xaveria" not in hidden(store).casefold()
    others = everything.replace("ben quillfeather", "").replace("ben-quillfeather", "")
    assert "quillfeather" in everything and "quillfeather" not in others
    assert not any("We must work together" in line for line in dump(store))
    # Facts about others, and their sentences with a mark of the same length.
    kept = {(s.predicate, str(getattr(s.object, "label", s.object))) for s in said(store, "one")}
    assert {("event.type", "training"), ("organizer", "OSCE Mission to Skopje"), ("participant.count", "40")} <= kept
    assert ("supporter", "Xaveria Quillfeather Foundation") not in kept
    assert any('"████████████ added that more trainings would follow."' in line for line in dump(store))
    assert dump(store) != (alone := dump(built(files)))
    assert {line for line in alone if "/two>" in line} == {line for line in dump(store) if "/two>" in line}


def test_a_rebuild_with_the_log_is_the_same_and_a_new_document_brings_nothing_back(
    files: list[Path], tmp_path: Path
) -> None:
    store = built(files)
    act(store, "takedown", names=NAMES)
    assert dump(built(files, log_of(store))) == dump(store)
    new = tmp_path / "four.txt"
    new.write_text(RELEASES["one"].replace("Skopje", "Bishkek"), "utf-8")
    pipeline.build([*files, new], store, options=OPTIONS)
    assert not any("xaveria" in line.casefold() for line in dump(store))
    assert any("/document/four>" in line for line in dump(store))


def test_a_document_whose_id_spells_the_name_is_left_out(files: list[Path], tmp_path: Path) -> None:
    file = tmp_path / "xaveria-quillfeather-speaks.txt"
    file.write_text(RELEASES["two"], "utf-8")
    store = built([*files, file])
    act(store, "takedown", names=NAMES)
    assert not any("xaveria" in name for name in store.graphs())
    summary = pipeline.build([*files, file], store, options=OPTIONS)
    assert any("left out, since its id holds a name" in notice for notice in summary.notices)
    assert not any("xaveria" in line for line in dump(store))


def test_undone_it_comes_back_with_the_next_build(files: list[Path]) -> None:
    store = built(files)
    before = dump(store)
    taken = act(store, "takedown", names=NAMES)
    act(store, "undo", undoes=taken.id)
    pipeline.build(files, store, options=OPTIONS)
    assert dump(store) == before and not withheld(store)


def test_decisions_on_sentences_with_a_mark_stay_in_force(files: list[Path]) -> None:
    store = built(files)
    follow_up = next(s for s in said(store, "one") if s.predicate == "follow_up")
    speaker = next(s for s in said(store, "one") if s.predicate == "speaker")
    log = log_of(store)
    claims = [claim_of("one", follow_up), claim_of("one", speaker)]
    rejected = [act(store, "reject", claims=(claim,), reason=f"{PERSON} says otherwise.") for claim in claims]
    left = Withheld([NAMES]).left(*loads(store.note(NOTE, "one") or ""))
    assert left is not None
    changed = [redacted(each, Withheld([NAMES]), {"one": left.masks}) for each in rejected]
    assert [each.id for each in changed] == [each.id for each in rejected]
    assert changed[0].reason == "███████ ████████████ says otherwise." and changed[1].claims == ()
    act(store, "takedown", names=NAMES, redacted=tuple(map(listed, changed)))
    for each in changed:
        log.redact(each)
    pipeline.build(files, store, options=OPTIONS)
    assert applying.returned(store) == []
    evidence = [str(quad) for quad in store.quads(graph("evidence", "one"))]
    assert sum("review-outcome/rejected" in line for line in evidence) == 1
    assert "xaveria" not in (hidden(store) + "\n".join(dump(store))).casefold()
    assert dump(built(files, log)) == dump(store)


def test_an_act_is_known_without_the_name_where_its_log_still_has_it(files: list[Path], tmp_path: Path) -> None:
    store, log = built(files), Folder(tmp_path / "log")
    options = replace(OPTIONS, decisions=log.path)
    log.write(Act(kind="takedown", by="A. Reader", on=next_time(log), names=NAMES))
    node = instance("person", "xaveria-quillfeather", "ministry-of-interior")
    log.write(Act(kind="merge", by=PERSON, on=next_time(log), nodes=(node, instance("person", "x", "y"))))
    pipeline.catch_up(store, options=options)
    assert "xaveria" not in (hidden(store) + "\n".join(dump(store))).casefold()


def test_a_log_takes_a_changed_act_only_as_a_takedown_lists_it(tmp_path: Path) -> None:
    log = Folder(tmp_path / "log")
    done = Act(kind="reject", by=PERSON, on=next_time(log))
    log.write(done)
    changed, later = redacted(done, Withheld([NAMES])), next_time(log)
    file = log.path / f"{done.id}.yaml"
    file.write_text(changed.dumps(), "utf-8")
    with pytest.raises(UnreadableInput, match="none of the log lists it"):
        log.read(done.id)
    log.write(Act(kind="takedown", by="A. Reader", on=later, names=NAMES, redacted=(listed(changed),)))
    assert log.read(done.id).by == "███████ ████████████"
    file.write_text(changed.dumps().replace("by: ", "by: Mr "), "utf-8")
    with pytest.raises(UnreadableInput, match="none of the log lists it"):
        log.read(done.id)


def entry(name: str, person: str, *, event: bool) -> list[Quad]:
    held, who = instance("event", name, 1), instance("person", person.lower().replace(" ", "-"), "unodc")
    tenure = instance("tenure", name, person.lower().replace(" ", "-"), "expert", "unodc")
    label = PREFIXES["rdfs"] + "label"
    triples = [
        (who, PREFIXES["rdf"] + "type", NamedNode(term("Person"))),
        (who, label, Literal(person)),
        (tenure, PREFIXES["rdf"] + "type", NamedNode(term("Tenure"))),
        (tenure, term("holder"), NamedNode(who)),
        (tenure, term("postHeld"), NamedNode(instance("post", "unodc", "expert"))),
        (instance("post", "unodc", "expert"), label, Literal("expert", language="en")),
    ]
    if event:
        triples += [
            (held, PREFIXES["rdf"] + "type", NamedNode(term("Meeting"))),
            (held, label, Literal(f"meeting that {person} opened", language="en")),
            (held, term("hasSpeaker"), NamedNode(who)),
        ]
    name_of_graph = NamedNode(graph("document", name))
    return [Quad(NamedNode(s), NamedNode(p), o, name_of_graph) for s, p, o in triples]


def test_entries_lose_what_they_say_of_the_person_and_one_about_the_person_goes(files: list[Path]) -> None:
    store = built(files[:1])
    quads = {
        "note-1": entry("note-1", PERSON, event=True),
        "note-2": entry("note-2", PERSON, event=False),
        "note-3": entry("note-3", OTHER, event=True),
    }
    content = keeping.dumps(quads)
    act(store, "add", content, documents=tuple(quads), graphs=digest_of_graphs(content), source=f"letter of {PERSON}")
    others = [line for line in dump(store) if "/note-3>" in line and "/graph/document/" in line]
    act(store, "takedown", names=NAMES)
    assert "xaveria" not in "\n".join(dump(store)).casefold()
    left = {str(quad.object) for quad in store.quads(graph("document", "note-1")) if isinstance(quad.object, Literal)}
    assert left == {'"meeting that ███████ ████████████ opened"@en', '"expert"@en'}
    assert not store.contains_graph(graph("document", "note-2"))
    assert [line for line in dump(store) if "/note-3>" in line and "/graph/document/" in line] == others
    # The log of a store in memory stands in its notes; of what else the store knows nothing is left.
    assert "xaveria" not in hidden(store, log=False).casefold()


def test_a_log_that_is_lost_is_written_again_without_the_name(files: list[Path], tmp_path: Path) -> None:
    store, log = built(files[:1]), Folder(tmp_path / "log")
    options = replace(OPTIONS, decisions=log.path)
    log.write(Act(kind="takedown", by="A. Reader", on=next_time(log), names=NAMES))
    # From a branch that did not know of the takedown.
    log.write(Act(kind="reject", by=PERSON, on=next_time(log), claims=(claim_of("one", said(store, "one")[0]),)))
    pipeline.catch_up(store, options=options)
    before = dump(store)
    shutil.rmtree(log.path)
    pipeline.catch_up(store, options=options)
    assert dump(store) == before and [log.read(name).kind for name in log.names()] == ["takedown", "reject", "takedown"]
    assert not any("Xaveria" in file.read_text("utf-8") for file in log.path.iterdir())


def test_two_takedowns_one_after_the_other_are_a_rebuild_with_both(files: list[Path], tmp_path: Path) -> None:
    file = tmp_path / "five.txt"
    file.write_text(RELEASES["one"] + f" {OTHER}, an expert of UNODC, spoke as well. Quillfeather agreed.", "utf-8")
    store = built([file])
    act(store, "takedown", names=NAMES)
    assert any(OTHER in line for line in dump(store))
    act(store, "takedown", names=(digest(normal(OTHER)),))
    text = "\n".join(dump(store)).casefold()
    assert "quillfeather" not in text and "quillfeather" not in hidden(store).casefold() and "unodc" in text
    assert dump(built([file], log_of(store))) == dump(store)
