"""What readers decide, and what is refused kindly."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from tests.review.conftest import dump

from ctkg.decisions import log_of
from ctkg.errors import UsageError
from ctkg.graph import claims, resolutions
from ctkg.iris import ID
from ctkg.model import Entity
from ctkg.review.desk import Desk
from ctkg.review.values import New

Find = Callable[..., str]
ALIEV = ID + "person/n-aliev/state-border-service-of-kyrgyzstan"
NURLAN = ID + "person/nurlan-aliyev/state-border-service-of-kyrgyzstan"
AIGUL = ID + "person/aigul-norbekova/state-border-service-of-kyrgyzstan"


def document(desk: Desk, name: str) -> str:
    return "\n".join(line for line in dump(desk.store) if f"graph/document/{name}>" in line)


def test_a_rejected_claim_is_no_fact_and_its_effect_is_told(desk: Desk, find: Find) -> None:
    before = dump(desk.store)
    effect = desk.reject(find("post-one", "event.place"), reason="only the dateline says so")
    came, went = effect.counts()["document"]
    assert went > 0 and "heldAt" not in document(desk, "post-one")
    assert f"document {came} new and {went} gone" in effect.words() or f"document {went} gone" in effect.words()
    assert set(effect.lost) == set(before) - set(dump(desk.store))
    assert set(effect.gained) == set(dump(desk.store)) - set(before)
    (act,) = effect.acts
    assert (act.by, act.reason, act.claims[0].document) == ("A. Reader", "only the dateline says so", "post-one")


def test_a_dry_run_tells_the_same_and_writes_nothing(desk: Desk, find: Find) -> None:
    before = dump(desk.store)
    tried = desk.reject(find("post-one", "event.place"), dry_run=True)
    assert dump(desk.store) == before and log_of(desk.store).names() == []
    done = desk.reject(find("post-one", "event.place"))
    assert done.counts() == tried.counts()


def test_several_items_are_decided_in_one_step(desk: Desk, find: Find) -> None:
    names = [find("post-one", "event.place"), find("post-two", "event.place")]
    effect = desk.accept(*names)
    assert [act.kind for act in effect.acts] == ["accept", "accept"]
    assert len(log_of(desk.store).names()) == 2
    # One that cannot be leaves all undone.
    with pytest.raises(UsageError):
        desk.reject(find("post-three", "event.place"), "ffff0000")
    assert len(log_of(desk.store).names()) == 2


@pytest.mark.parametrize(
    ("where", "relation", "text", "expected"),
    [
        ("post-one", "event.start", "2031-06-09", '"2031-06-09"'),
        ("post-one", "event.type", "RoundTable", "#RoundTable>"),
        ("post-one", "participant.count", "045", '"45"'),
        ("post-one", "event.place", "Astana", "city/1526273>"),
        ("post-one", "event.country", "Kyrgyzstan", "territory/KG>"),
        ("post-one", "organizer", "OSCE", "organization/osce>"),
        ("post-one", "person.post", "Chief", '"Chief"'),
        ("norland-report", "instrument", "UNSCR 2341", "instrument/unscr-2341>"),
        ("post-two", "threat", "kidnapping", "concept/threat/act-kidnapping>"),
    ],
)
def test_what_is_corrected_stands_with_the_value_that_was_meant(
    desk: Desk, find: Find, where: str, relation: str, text: str, expected: str
) -> None:
    name = find(where, relation)
    desk.correct(name, text)
    assert expected in document(desk, where)
    old = claims.one(desk.store, f"{ID}claim/{where}/{name}")
    assert old is not None and old.outcome == "corrected"
    desk.undo()
    assert expected not in document(desk, where)


def test_the_match_of_a_name_is_shown(desk: Desk, find: Find) -> None:
    desk.correct(find("post-one", "organizer"), "osce")
    assert desk.notices == ["'osce' is Organization for Security and Co-operation in Europe <id:organization/osce>"]


def test_a_body_that_another_document_describes_is_that_body(desk: Desk, find: Find) -> None:
    desk.correct(find("post-one", "organizer"), "State Border Service of Kyrgyzstan")
    assert "organization/kg/state-border-service-of-kyrgyzstan>" in document(desk, "post-one")


def test_a_new_body_is_described(desk: Desk, find: Find) -> None:
    new = New(kind="academy", state="Kyrgyzstan")
    desk.correct(find("post-one", "organizer"), "Border Academy of Examplia", new=new)
    assert desk.notices == ["'Border Academy of Examplia' is new: academy, KG"]
    assert '"Border Academy of Examplia"' in document(desk, "post-one")
    act = log_of(desk.store).read(log_of(desk.store).names()[0])
    assert act.value == Entity(kind="organization", label="Border Academy of Examplia", state="KG", type="academy")


@pytest.mark.parametrize(
    ("where", "relation", "text", "message"),
    [
        ("post-one", "event.start", "10 June", "is no date; write 2019-11-19, 2019-11 or 2019"),
        ("post-one", "event.start", "2031-02-30", "is no date"),
        ("post-one", "event.type", "workshp", "no type of event; choose from: .*did you mean workshop"),
        ("post-one", "participant.count", "many", "is no number"),
        ("post-one", "organizer", "Nobody at All", "is called 'Nobody at All'.*--new describes"),
        ("post-one", "organizer", "Astana", "nothing that can stand here is called 'Astana'"),
        ("post-one", "event.place", "San Fernando", "names .* things; say which by its IRI: id:city/"),
        ("post-one", "event.start", "2031-06-10", "that is what the claim says already"),
        ("post-one", "event.start", " ", "a value is a line"),
        ("post-one", "event.start", "2031\x0006", "a value is a line"),
    ],
)
def test_a_value_that_means_nothing_is_refused(
    desk: Desk, find: Find, where: str, relation: str, text: str, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        desk.correct(find(where, relation), text)
    assert log_of(desk.store).names() == []


def test_new_things_need_what_tells_them_apart(desk: Desk, find: Find) -> None:
    with pytest.raises(UsageError, match="--body"):
        desk.correct(find("post-one", "speaker"), "Ana Roe", new=New(kind="person"))
    with pytest.raises(UsageError, match=r"event\.start has none"):
        desk.correct(find("post-one", "event.start"), "2031", new=New())
    with pytest.raises(UsageError, match="is no State"):
        desk.correct(find("post-one", "organizer"), "Border Academy", new=New(state="Examplia"))


def test_who_decides_after_somebody_else_is_shown_what_that_was(desk: Desk, find: Find) -> None:
    name = find("post-one", "event.place")
    desk.reject(name, reason="only the dateline")
    other = Desk(desk.store, by="B. Reader")
    with pytest.raises(
        UsageError, match=r"A\. Reader rejected event\.place Almaty in post-one: “only the dateline”; .*--again"
    ):
        other.accept(name)
    other.accept(name, again=True)
    assert "heldAt" in document(desk, "post-one")


def test_a_correction_is_corrected_again_from_what_was_claimed_first(desk: Desk, find: Find) -> None:
    desk.correct(find("post-one", "participant.count"), "45")
    new = find("post-one", "participant.count", "45")
    with pytest.raises(UsageError, match=r"corrected participant\.count 40"):
        desk.correct(new, "46")
    desk.correct(new, "46", again=True)
    assert '"46"' in document(desk, "post-one") and '"45"' not in document(desk, "post-one")


def test_a_conflict_is_decided_by_naming_what_stands(desk: Desk) -> None:
    item = next(item for item in desk.waiting().items if item.relation == "participant.count")
    with pytest.raises(UsageError, match="about 2 claims; reject one of them"):
        desk.reject(item.id)
    with pytest.raises(UsageError, match=r"names no claim of this conflict; .*norland-report: 25; .*service-news: 28"):
        desk.prefer(item.id, "post-one")
    claim = item.claims[1]
    effect = desk.prefer(item.id, claim)
    assert effect.acts[0].claims[0].claim == claims.name_of(claim)
    with pytest.raises(UsageError, match="is no conflict"):
        desk.prefer(claim, "post-one")


# Nodes


def test_two_nodes_are_merged_and_split_again(desk: Desk) -> None:
    before = dump(desk.store)
    events = (ID + "event/norland-report/1", ID + "event/other-course/1")
    desk.merge(*events)
    assert resolutions.canonical(desk.store, events[1]) == events[0]
    with pytest.raises(UsageError, match="are one node already"):
        desk.merge(*events)
    with pytest.raises(UsageError, match=r"somebody decided on these already: .*merged"):
        desk.split(*events)
    desk.undo()
    assert dump(desk.store) == before
    desk.split(ALIEV, NURLAN)
    assert resolutions.canonical(desk.store, ALIEV) == ALIEV


def test_a_possible_duplicate_is_accepted_or_rejected(desk: Desk) -> None:
    item = next(item for item in desk.waiting().items if item.kind == "duplicate")
    assert len(desk.show(item.id).sides) >= 2
    desk.accept(item.id)
    assert len({resolutions.canonical(desk.store, node) for node in item.nodes}) == 1
    desk.undo()
    desk.reject(item.id)
    assert "duplicate" not in desk.waiting().counts
    assert len({resolutions.canonical(desk.store, node) for node in item.nodes}) == 2


def test_one_member_goes_apart_from_all_others_of_its_node(desk: Desk) -> None:
    events = [f"{ID}event/{name}/1" for name in ("norland-report", "service-news", "zz-copy")]
    effect = desk.split(events[1], events[0], events[2])
    assert [act.kind for act in effect.acts] == ["split", "split"]
    assert resolutions.canonical(desk.store, events[1]) == events[1]
    assert resolutions.canonical(desk.store, events[2]) == events[0]


def test_what_contradicts_other_decisions_on_nodes_is_refused(desk: Desk) -> None:
    one, two, three = (f"{ID}event/{name}/1" for name in ("post-one", "post-two", "post-three"))
    desk.merge(one, two)
    desk.split(two, three)
    before = dump(desk.store)
    with pytest.raises(UsageError, match=r"would be apart, but .*A\. Reader merged .* split .*: undo one"):
        desk.merge(one, three)
    assert dump(desk.store) == before
    desk.undo()
    desk.merge(one, three)
    with pytest.raises(UsageError, match=r"would be apart, but .*A\. Reader merged"):
        desk.split(two, three)
    assert len(log_of(desk.store).names()) == 4


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        (
            AIGUL,
            "id:organization/kg/state-border-service-of-kyrgyzstan",
            "is a person, .* a body; only nodes of one kind",
        ),
        (AIGUL, AIGUL, "are one node already"),
        (AIGUL, "id:person/nobody/at-all", "the store says nothing about"),
        (AIGUL, "id:state/KG", "not of a kind that documents tell of"),
        ("id:organization/osce", "id:organization/unodc", "two rows of the reference tables"),
    ],
)
def test_nonsense_is_refused(desk: Desk, one: str, other: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        desk.merge(one, other)
    assert log_of(desk.store).names() == []


def test_a_split_of_one_member_names_what_went_into_the_node(desk: Desk) -> None:
    with pytest.raises(UsageError, match=r"n-aliev.*, id:person/nurlan-aliyev"):
        desk.split(NURLAN, NURLAN)


# Undo


def test_undo_takes_back_the_last_act_of_ones_own(desk: Desk, find: Find) -> None:
    before = dump(desk.store)
    mine = desk.reject(find("post-one", "event.place")).acts[0]
    other = Desk(desk.store, by="B. Reader")
    other.reject(find("post-two", "event.place"))
    desk.undo()
    assert "heldAt" in document(desk, "post-one") and "heldAt" not in document(desk, "post-two")
    with pytest.raises(UsageError, match=r"nothing that A\. Reader did is in force"):
        desk.undo()
    with pytest.raises(UsageError, match="was undone already"):
        desk.undo(mine.id)
    undoing = next(entry.act for entry in desk.acts() if entry.act.kind == "undo")
    desk.undo(undoing.id[-8:])
    assert "heldAt" not in document(desk, "post-one")
    assert [entry.act.kind for entry in desk.acts()] == ["undo", "undo", "reject", "reject"]
    desk.undo()
    other.undo()
    assert dump(desk.store) == before


@pytest.mark.parametrize(
    ("name", "message"), [("abc", "too short"), ("ffff0000", "no act is called"), ("2026", "in the ids of 2")]
)
def test_an_act_that_is_not_clear_is_not_undone(
    desk: Desk, find: Find, name: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "SOURCE_DATE_EPOCH", "1790000000")
    desk.accept(find("post-one", "event.place"), find("post-two", "event.place"))
    with pytest.raises(UsageError, match=message):
        desk.undo(name)
