"""The tests of each family of events: gatherings, incidents, statements, acts on instruments."""

from __future__ import annotations

from ctkg.iris import instance
from ctkg.resolve import periods, titles
from ctkg.resolve.model import Judgement
from ctkg.resolve.scoring import Grounds
from ctkg.resolve.told import Told
from ctkg.resolve.world import related

_ACTS = frozenset({"adoption", "signing", "ratification"})
#: Likeness of titles from which on they are the same, alike, or (below) of different things.
_SAME_TITLE, _LIKE_TITLE, _OTHER_TITLE = 0.8, 0.5, 0.2
_HALF = 0.5


def judge(one: Told, other: Told) -> Judgement:
    """How likely two events of two documents are the same."""
    grounds = Grounds("events")
    shared = one.families & other.families
    if not shared:
        return grounds.judge(impossible="events of different kinds")
    types = sorted(one.types & other.types)
    grounds.add(*(("same_type", f"both a {types[0]}") if types else ("like_type", "types that are told apart loosely")))
    if titles.other_edition(one.event.title, other.event.title) or (
        titles.other_edition(one.event.headline, other.event.headline) and not _dated_alike(one, other)
    ):
        return grounds.judge(impossible="another edition")
    when = periods.compare(one.period, other.period) if one.period and other.period else ""
    if when == periods.APART:
        return grounds.judge(impossible="at different times")
    if when:
        grounds.add(when, periods.in_words(when))
    where = _where(one, other, grounds)
    if where == "countries":
        return grounds.judge(impossible="in different countries")
    if shared & _ACTS:
        return _act(one, other, when, grounds)
    if "incident" in shared:
        return _incident(one, other, when, where, grounds)
    if "statement" in shared:
        return _statement(one, other, when, grounds)
    return _gathering(one, other, when, where, grounds)


def _dated_alike(one: Told, other: Told) -> bool:
    """True where the days are known and the same: then a number of the headline counts something else."""
    return bool(one.period and other.period and periods.compare(one.period, other.period) == periods.SAME)


def _where(one: Told, other: Told, grounds: Grounds) -> str:
    """``city``, ``country``, ``other`` (two cities of one country), ``countries`` (two), or empty where not known."""
    if one.cities & other.cities or one.places & other.places:
        grounds.add("same_place", "the same place")
        return "city"
    if one.countries and other.countries and not one.countries & other.countries:
        return "countries"
    if one.cities and other.cities:
        grounds.add("other_place", "different cities")
        return "other"
    if one.countries & other.countries:
        grounds.add("same_country", f"both in {sorted(one.countries & other.countries)[0]}")
        return "country"
    return ""


def _title(one: Told, other: Told, grounds: Grounds) -> str:
    """``same``, ``like``, ``other`` or empty where not both have a title."""
    alike = titles.likeness(one.event.title, other.event.title)
    if alike >= _SAME_TITLE:
        grounds.add("same_title", "the same title")
        return "same"
    if max(alike, titles.likeness(one.event.headline, other.event.headline)) >= _LIKE_TITLE:
        grounds.add("like_title", "titles alike")
        return "like"
    if one.event.title and other.event.title and alike < _OTHER_TITLE:
        grounds.add("other_title", "titles of different things")
        return "other"
    return ""


def _organisers(one: Told, other: Told, grounds: Grounds) -> str:
    """``shared``, ``related``, ``role`` (organiser here, partner there), ``others``, or empty where not both tell."""
    a, b = one.organisers, other.organisers
    if a & b:
        grounds.add("same_organisers" if a == b else "shared_organiser", f"organised by {_names(a & b)}")
        return "shared"
    if a & other.involved or b & one.involved:
        grounds.add("other_role", f"{_names((a & other.involved) | (b & one.involved))} organised it or took part")
        return "role"
    if any(related(x, y) for x in a for y in b):
        grounds.add("related_organiser", "the organiser of one is a part of the other's")
        return "related"
    return "others" if a and b else ""


def _content(one: Told, other: Told, grounds: Grounds) -> bool:
    """Adds what else the two share; True where something of it says what the event was about or who was there."""
    found = []
    if guests := (one.involved & other.involved) - (one.organisers & other.organisers):
        found.append(("shared_participants", f"{_names(guests)} took part"))
    if people := one.people & other.people:
        found.append(("shared_people", f"{_names(people)} was there"))
    if papers := one.event.values("instrument", "guidance") & other.event.values("instrument", "guidance"):
        found.append(("shared_instrument", f"about {_names(papers)}"))
    a, b = (each.event.values("threat", "topic", "target.sector") for each in (one, other))
    if a & b and len(a & b) >= _HALF * min(len(a), len(b)):
        found.append(("shared_theme", f"about {_names(a & b)}"))
    if counts := _counts(one) & _counts(other):
        found.append(("same_count", f"the same number: {sorted(counts)[0][2]}"))
    for weight, why in found:
        grounds.add(weight, why)
    return bool(found)


def _gathering(one: Told, other: Told, when: str, where: str, grounds: Grounds) -> Judgement:
    title = _title(one, other, grounds)
    who = _organisers(one, other, grounds)
    content = _content(one, other, grounds) or title in ("same", "like")
    if who == "others" and title != "same":
        return grounds.judge(impossible="different organisers")
    known = when in (periods.SAME, periods.OVERLAPPING)
    hold = ""
    if not known and not (when == periods.WITHIN and title == "same"):
        hold = "the days are not known to be the same"
    elif where == "other" or (where != "city" and title != "same"):
        hold = "the place is not known to be the same"
    elif who == "others" or title == "other":
        hold = "organisers differ" if who == "others" else "titles differ"
    elif not content or not (who or title == "same" or one.involved & other.involved):
        hold = "nothing of what it was about is known to be the same"
    return grounds.judge(hold=hold)


def _incident(one: Told, other: Told, when: str, where: str, grounds: Grounds) -> Judgement:
    hold = ""
    a, b = (
        frozenset(w for s in each.event.said if s.relation == "target" for w in titles.content(s.text))
        for each in (one, other)
    )
    if a & b:
        grounds.add("same_object", f"the target: {' '.join(sorted(a & b))}")
    elif a and b:
        hold = "the targets differ"
    if one.event.values("weapon") & other.event.values("weapon"):
        grounds.add("same_means", "the same means")
    if toll := _counts(one) & _counts(other):
        grounds.add("same_toll", f"the same number: {sorted(toll)[0][2]} {sorted(toll)[0][1]}".rstrip())
    accused, others = one.event.values("perpetrator"), other.event.values("perpetrator")
    if accused & others:
        grounds.add("same_accused", "the same is named as perpetrator")
    elif accused and others:
        hold = "others are named as perpetrators"
    if when != periods.SAME:
        hold = "the days are not known to be the same"
    elif where != "city":
        hold = "the place is not known to be the same"
    return grounds.judge(hold=hold)


def _statement(one: Told, other: Told, when: str, grounds: Grounds) -> Judgement:
    if one.types != other.types:
        return grounds.judge(impossible="a condemnation and another statement")
    authors = one.authors & other.authors
    if one.authors and other.authors and not authors:
        return grounds.judge(impossible="said by others")
    if authors:
        grounds.add("same_organisers", f"said by {_names(authors)}")
    title = _title(one, other, grounds)
    content = _content(one, other, grounds)
    hold = ""
    if when != periods.SAME or not authors:
        hold = "the day is not known to be the same" if authors else "not both tell who said it"
    elif not (one.countries & other.countries or title in ("same", "like") or content):
        hold = "what it was about is not known to be the same"
    return grounds.judge(hold=hold)


def _act(one: Told, other: Told, when: str, grounds: Grounds) -> Judgement:
    objects = one.acted_on & other.acted_on
    if one.acted_on and other.acted_on and not objects:
        return grounds.judge(impossible="of different instruments")
    a, b = (each.event.values("adopter") for each in (one, other))
    if a and b and not a & b:
        return grounds.judge(impossible="by others")
    if objects:
        grounds.add("same_act", f"of {_names(objects)}")
    if a & b:
        grounds.add("shared_organiser", f"by {_names(a & b)}")
    hold = ""
    if not objects:
        hold = "the instrument is not known to be the same"
    elif "adoption" not in one.types and not a & b:
        hold = "not both tell whose act it was"
    elif when not in (periods.SAME, "") or (not when and "adoption" not in one.types):
        hold = "the day is not known to be the same"
    return grounds.judge(hold=hold)


def _counts(told: Told) -> frozenset[tuple[str, str, str]]:
    return frozenset((s.relation, s.of, s.value) for s in told.event.said if s.relation.endswith(".count"))


def _names(iris: frozenset[str]) -> str:
    """The last parts of some IRIs, of persons the name; three at most."""
    person = instance("person", "")
    shown = [
        iri.removeprefix(person).partition("/")[0] if iri.startswith(person) else iri.rpartition("/")[2]
        for iri in sorted(iris)[:3]
    ]
    return ", ".join(shown)
