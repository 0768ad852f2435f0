"""The parts of resolution: letters, names, periods, titles, keys, clusters, texts."""

from __future__ import annotations

import pytest

from ctkg.bridge.events import EVENT_CLASSES
from ctkg.iris import instance
from ctkg.resolve import bodies, bodynames, lexicon, mirrors, periods, personal, titles
from ctkg.resolve.candidates import CROWD, Index
from ctkg.resolve.clusters import Rules, cluster
from ctkg.resolve.letters import one_apart, plain, sound
from ctkg.resolve.model import Body, Judgement, Links, Reason
from ctkg.resolve.scoring import Grounds
from ctkg.resolve.world import reference_bodies, related, state_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Щербаков", "Scherbakov"),
        ("Yevgeny", "Evgeniy"),
        ("Aliyev", "Aliev"),
        ("Petroff", "Petrov"),
        ("Đorđević", "Djordjevic"),
        ("Jürgen", "Juergen"),
        ("Mohammed", "Muhammad"),
        ("Bakhyt", "Bahyt"),
    ],
)
def test_spellings_of_one_name_sound_alike(one: str, other: str) -> None:
    assert sound(plain(one)) == sound(plain(other))


@pytest.mark.parametrize(("one", "other"), [("Ivanov", "Ivanova"), ("Petrov", "Pavlov"), ("Hasan", "Hassani")])
def test_other_names_sound_otherwise(one: str, other: str) -> None:
    assert sound(plain(one)) != sound(plain(other))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("centre", "center", True),
        ("benard", "bernard", True),
        ("same", "same", False),
        ("abc", "abcde", False),
        ("roe", "row", True),
        ("abcd", "badc", False),
    ],
)
def test_one_letter_apart(one: str, other: str, expected: bool) -> None:
    assert one_apart(one, other) is expected is one_apart(other, one)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Major General Rakesh Palsani", ("rakesh", "palsani")),
        ("H.E. Ms. Alya Al-Mansouri", ("alya", "mansouri")),
        ("Abd al-Rahman Saleh", ("abdulrahman", "saleh")),
        ("UN Secretary-General", ()),
        ("Representative of Jordan", ()),
    ],
)
def test_parts_of_a_name(name: str, expected: tuple[str, ...]) -> None:
    assert personal.parts(name) == expected


def test_a_state_in_the_name_of_a_body_is_known_and_left_out() -> None:
    assert bodynames.states_in("Inter-American Committee") == frozenset()
    assert bodynames.states_in("Kyrgyz Interior Ministry") == {"KG"}
    named = bodynames.take_apart("Interior Ministry of the Kyrgyz Republic", "KG")
    assert named.words == {"interior", "ministry"} and not named.distinctive


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((["2031-05-12"], ["2031-05-14"]), (["2031-05-12"], []), "same_days"),
        ((["2031-05-12"], ["2031-05-14"]), (["2031-05-13"], ["2031-05-15"]), "overlapping_days"),
        ((["2031-05"], []), (["2031-05-13"], []), "within_period"),
        ((["2031-05-12"], []), (["2031-05-13"], []), "near_days"),
        ((["2031-05-12"], []), (["2031-05-20"], []), "apart"),
        ((["2030"], []), (["2031-05-20"], []), "apart"),
    ],
)
def test_periods(one: tuple[list[str], list[str]], other: tuple[list[str], list[str]], expected: str) -> None:
    a, b = periods.period(*one), periods.period(*other)
    assert a and b
    assert periods.compare(a, b) == periods.compare(b, a) == expected
    keys = [(set(broad), set(broad) | set(rough)) for broad, rough in map(periods.keys, (a, b))]
    meet = bool(keys[0][0] & keys[1][1] or keys[1][0] & keys[0][1])
    assert meet or expected == "apart", "events that may be one must share a key"


def test_titles() -> None:
    assert titles.likeness("Workshop on Border Security", "border security workshop") == 1.0
    assert titles.other_edition("Third Conference on X", "Fourth Conference on X")
    assert titles.other_edition("Security Days 2030", "Security Days 2031")
    assert not titles.other_edition("Security Days", "Security Days 2031")


def test_every_type_of_event_is_in_one_family() -> None:
    families = [kind for kinds in lexicon.load("events")["families"].values() for kind in kinds]
    assert sorted(families) == sorted(EVENT_CLASSES)


def test_what_the_tables_say_of_bodies() -> None:
    unoct, un = instance("organization", "un-unoct"), instance("organization", "un")
    assert related(unoct, un) and related(un, unoct)
    assert not related(unoct, instance("organization", "osce"))
    assert related(instance("organization", "in", "coast-guard"), instance("state", "IN"))
    assert state_of(instance("organization", "kz-atc")) == "KZ" and state_of(unoct) == ""


def test_the_tables_do_not_merge_with_themselves() -> None:
    known = [bodies.member(body) for body in reference_bodies()]
    index = Index()
    for one in known:
        index.add(one.iri, one.keys)
    by_iri = {one.iri: one for one in known}
    merged = [pair for pair in index.pairs() if bodies.judge(by_iri[pair[0]], by_iri[pair[1]]).merges]
    assert merged == []


def test_a_body_of_no_state_that_fits_two_states_is_in_doubt() -> None:
    named = "Zelmar Centre"
    found = bodies.resolve(
        Body(iri=instance("organization", where, "zelmar-centre"), names=(named,), state=state)
        for where, state in (("doc", ""), ("kz", "KZ"), ("kg", "KG"))
    )
    assert found.canonical == {}
    assert {decision.outcome for decision in found.decisions} == {"doubtful"}


def test_thousands_of_documents_that_name_one_body_cost_no_pairs_of_all() -> None:
    many = [
        Body(iri=instance("organization", f"doc-{n:04}", "zelmar-institute"), names=("Zelmar Institute",))
        for n in range(CROWD * 3)
    ]
    found = bodies.resolve(many)
    assert len(found.canonical) == len(many) - 1
    assert len(found.decisions) == len(many) - 1
    assert set(found.canonical.values()) == {min(body.iri for body in many)}


def test_one_more_member_meets_only_those_that_share_a_key() -> None:
    def pairs(size: int) -> int:
        index = Index()
        for n in range(size):
            index.add(f"m{n:05}", (f"key-{n // 4}",))
        return len(list(index.pairs()))

    assert pairs(4000) == 10 * pairs(400)


def test_exact_members_meet_rough_ones_and_not_each_other() -> None:
    index = Index()
    index.add("rough", ("2031-05",))
    index.add("a", ("2031-05-01",), against=("2031-05",))
    index.add("b", ("2031-05-20",), against=("2031-05",))
    assert list(index.pairs()) == [("a", "rough"), ("b", "rough")]


def judgement(score: float, *, merges: bool = True) -> Judgement:
    return Judgement(score=score, reasons=(Reason(score, "test"),), merges=merges, doubtful=not merges)


def test_a_cluster_never_holds_what_is_apart() -> None:
    apart = {frozenset(("a", "c"))}
    rules = Rules(apart=lambda x, y: "apart" if frozenset((x, y)) in apart else "")
    for order in ((0, 1), (1, 0)):
        pairs = [("a", "b", judgement(0.9)), ("b", "c", judgement(0.95))]
        found = cluster("event", [pairs[i] for i in order], rules)
        assert found.canonical == {"c": "b"}
        assert [(d.one, d.other, d.outcome) for d in found.decisions] == [("b", "c", "merged"), ("a", "b", "doubtful")]
        assert found.decisions[1].reasons[-1].words == "held back: apart"


def test_the_tables_win_over_the_smallest() -> None:
    found = cluster("body", [("a", "z", judgement(0.9))], Rules(wins=lambda iri: iri == "z"))
    assert found.canonical == {"a": "z"}


def test_links_decide_before_scores() -> None:
    pairs = [("a", "b", judgement(0.95)), ("b", "c", judgement(0.7, merges=False))]
    links = Links(same=frozenset({("b", "c")}), different=frozenset({("a", "b")}))
    assert cluster("person", pairs, Rules(), links=links).canonical == {"c": "b"}


def test_a_series_that_changes_only_day_and_numbers_is_no_copy() -> None:
    from ctkg.resolve.model import Profile

    text = " ".join(f"word{n}" for n in range(200))
    one, other = f"{text} on 5 May for 20 officers", f"{text} on 9 June for 31 officers"

    def of(document: str, words: str) -> Profile:
        sketch, runs, numbers = mirrors.sketch(words)
        return Profile(document=document, sketch=sketch, runs=runs, numbers=numbers)

    assert mirrors.judge(of("a", one), of("b", one + " more")).merges
    assert not mirrors.judge(of("a", one), of("b", other)).merges
    assert not mirrors.judge(of("a", one), of("b", "quite other words " * 50)).merges


def test_a_score_stays_between_nothing_and_one() -> None:
    grounds = Grounds("events")
    for weight in ("same_act", "same_days", "same_title", "same_organisers"):
        grounds.add(weight, "test")
    assert grounds.judge().score == 1.0
    assert grounds.judge(impossible="no").score == 0.0


def test_the_first_and_the_last_day_of_the_calendar_have_keys() -> None:
    for day, other in (("0001-01-01", "0001-01-02"), ("9999-12-31", "9999-12-30")):
        days, _ = periods.keys(periods.period([day], []))
        assert set(days) == {day, other}
