"""Known names: States, nationalities, organisations, instruments and towns of the reference tables.

Two automata over the text, built once per process: one for names told by their case (acronyms, States, towns), one over
the text in one spelling (:func:`ctkg.text.folding.canonical`) for longer names of organisations and instruments.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import ahocorasick_rs

from ctkg import tables
from ctkg.model import Document, Entity, Link, Span
from ctkg.text import folding, patterns
from ctkg.text.find.linking import link

_MOST_NAMES = 6
#: Rank of a capital among places; below the rank of any other kind of name.
CAPITAL = 200_000_000 - 10**9


@dataclass(frozen=True, slots=True)
class Entry:
    """What a surface form stands for.

    Attributes:
        kind: kind of the mention.
        thing: the entity.
        needs: why the form is not enough: ``owner`` (its State or parent must be named in the text), ``cue`` (a place
            word before it), or empty.
        rank: the higher wins among entries of one form.
    """

    kind: str
    thing: Entity
    needs: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The automata and what their patterns mean.

    ``parents`` gives the parent body's id of an organisation's id; ``stations`` the State in which a field operation
    works, by its id.
    """

    exact: ahocorasick_rs.AhoCorasick
    exact_entries: list[list[Entry]]
    loose: ahocorasick_rs.AhoCorasick
    loose_entries: list[list[Entry]]
    states: dict[str, Entity]
    parents: dict[str, str]
    loose_by_form: dict[str, list[Entry]]
    exact_by_form: dict[str, list[Entry]]
    organisations: dict[str, Entity]
    stations: dict[str, str]

    def organisation(self, name: str) -> Entity | None:
        """The organisation of the tables that bears ``name`` in any of its spellings, where just one does."""
        entries = self.loose_by_form.get(_form(name), [])
        things = {entry.thing.reference: entry.thing for entry in entries if entry.kind == "organization"}
        return next(iter(things.values())) if len(things) == 1 else None

    def town(self, name: str) -> Entity | None:
        """The town that bears the name of its State ("Singapore"); None for other names."""
        forms = self.exact_by_form.get(folding.bare(name), [])
        states = {entry.thing.state for entry in forms if entry.kind == "state"}
        return next((e.thing for e in forms if e.kind == "place" and e.thing.state in states), None)

    def find(self, document: Document) -> Iterator[tuple[Link, Entry]]:
        """Every occurrence of a known name between word boundaries, with its entry; they may overlap."""
        bare = folding.bare(document.text)
        for index, start, end in self.exact.find_matches_as_indexes(bare, overlapping=True):
            if _stands_alone(bare, start, end):
                for entry in self.exact_entries[index]:
                    yield link(document, Span(start, end), entry.kind, entry.thing, "gazetteer.exact"), entry
        flat = folding.canonical(document.text)
        for index, start, end in self.loose.find_matches_as_indexes(flat.text, overlapping=True):
            if _stands_alone(flat.text, start, end):
                first, last = flat.span(start, end)
                if bare[first].isupper() or bare[first].isdigit():
                    for entry in self.loose_entries[index]:
                        yield link(document, Span(first, last), entry.kind, entry.thing, "gazetteer.name"), entry


@lru_cache(maxsize=8192)
def _form(name: str) -> str:
    """The one spelling of ``name``, which a text asks for again and again."""
    return str(folding.canonical(name).text)


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = start == 0 or not (text[start - 1].isalnum() or text[start - 1] in "_@")
    after = end == len(text) or not (text[end].isalnum() or text[end] in "_@")
    if after and end + 1 < len(text) and text[end] == "-" and text[end + 1].isalnum():
        after = text[start:end].isupper() and text[end + 1].islower()  # "OSCE-led", not "Guinea-Bissau"
    if before and start > 1 and text[start - 1] == "-" and text[start - 2].isalnum():
        before = text[start].isupper() and text[start - 2].islower()
    return before and after


@cache
def load() -> Gazetteer:
    """The gazetteer of the reference tables."""
    exact: dict[str, list[Entry]] = {}
    loose: dict[str, list[Entry]] = {}
    states = dict(_states())
    organisations, parents = _organisations()
    for form, entry in (*_state_forms(states), *_town_forms()):
        exact.setdefault(folding.bare(form), []).append(entry)
        if form != form.upper():
            exact.setdefault(folding.bare(form).upper(), []).append(entry)
    for form, entry in (*_organisation_forms(organisations, states), *_instrument_forms()):
        if " " in form.strip():
            loose.setdefault(folding.canonical(form).text, []).append(entry)
            if form.split()[0].isupper() and any(len(word) > 2 for word in form.split()):
                continue
        else:
            exact.setdefault(folding.bare(form), []).append(entry)
    return compiled(exact, loose, states, parents, organisations)


def compiled(
    exact: dict[str, list[Entry]],
    loose: dict[str, list[Entry]],
    states: dict[str, Entity],
    parents: dict[str, str],
    organisations: dict[str, Entity],
) -> Gazetteer:
    """A gazetteer of forms: those told by their case (``folding.bare``) and those in one spelling."""
    return Gazetteer(
        exact=ahocorasick_rs.AhoCorasick(list(exact), matchkind=ahocorasick_rs.MatchKind.Standard),
        exact_entries=list(exact.values()),
        loose=ahocorasick_rs.AhoCorasick(list(loose), matchkind=ahocorasick_rs.MatchKind.Standard),
        loose_entries=list(loose.values()),
        states=states,
        parents=parents,
        loose_by_form=loose,
        exact_by_form=exact,
        organisations=organisations,
        stations={
            row["id"]: row["seat_iso2"] for row in tables.rows("organisations") if row["type"] == "field-operation"
        },
    )


def _states() -> Iterator[tuple[str, Entity]]:
    usual: dict[str, list[str]] = {}
    former: dict[str, list[str]] = {}
    for row in tables.rows("demonyms"):
        if row["kind"] in {"name", "former", "official"} and row["lang"] == "en":
            (usual if row["kind"] == "name" else former).setdefault(row["iso2"], []).append(row["text"])
    for row in tables.rows("states"):
        formal = row["formal_en"].removeprefix("the ")
        common = sorted(usual.get(row["iso2"], ()), key=len, reverse=True)  # "United Kingdom" before "UK"
        names = dict.fromkeys([*common[:2], formal, row["iso2"], *common[2:], *former.get(row["iso2"], [])])
        names.pop(row["name_en"], None)
        names.pop("", None)
        kind = "state" if row["kind"] == "state" else "territory"
        yield (
            row["iso2"],
            Entity(
                kind=kind,
                label=row["name_en"],
                reference=f"{kind}-{row['iso2']}",
                names=tuple(names)[:_MOST_NAMES],
                state=row["iso2"],
                type=kind,
            ),
        )


def _state_forms(states: dict[str, Entity]) -> Iterator[tuple[str, Entry]]:
    for row in tables.rows("states"):
        entry = Entry("state", states[row["iso2"]], rank=3)
        formal = row["formal_en"].removeprefix("the ")
        for form in {row["name_en"], row["name_fr"], row["name_ru"], formal, row["formal_fr"], row["formal_ru"]}:
            if len(form) > 2:
                yield form.removeprefix("the "), entry
    for row in tables.rows("demonyms"):
        thing = states[row["iso2"]]
        people = row["kind"] in {"adjective", "people"}
        yield (
            row["text"].removeprefix("the "),
            Entry("nationality" if people else "state", thing, rank=1 if people else 2),
        )


def _organisations() -> tuple[dict[str, Entity], dict[str, str]]:
    names: dict[str, list[str]] = {}
    order = {"official": 0, "acronym": 1, "other": 2, "former": 3}
    rows = [row for row in tables.rows("organisation_names") if row["lang"] == "en"]
    for row in sorted(rows, key=lambda row: order.get(row["kind"], 4)):
        names.setdefault(row["organisation"], []).append(row["name"])
    parents = {row["id"]: row["parent"] for row in tables.rows("organisations")}
    found = {}
    for row in tables.rows("organisations"):
        others = dict.fromkeys([row["acronym"], *names.get(row["id"], [])])
        others.pop(row["name"], None)
        others.pop("", None)
        found[row["id"]] = Entity(
            kind="organization",
            label=row["name"],
            reference=row["id"],
            names=tuple(others)[:_MOST_NAMES],
            state=row["state"] or _state_above(row["id"], parents),
            type=row["type"],
        )
    return found, parents


def _state_above(identifier: str, parents: dict[str, str]) -> str:
    for _ in range(8):
        identifier = parents.get(identifier, "")
        if identifier.startswith("state-"):
            return identifier.removeprefix("state-")
    return ""


def _organisation_forms(organisations: dict[str, Entity], states: dict[str, Entity]) -> Iterator[tuple[str, Entry]]:
    ambiguous = set(patterns.load("names")["acronyms"]["ambiguous"])
    for thing in organisations.values():
        form = thing.label
        if thing.type == "government" and thing.state in states:  # a government acts as its State
            yield form, Entry("state", states[thing.state], rank=4)
            continue
        vague = " " not in form and form.isupper() and form in ambiguous
        yield form, Entry("organization", thing, "owner" if vague else "", 4)
    for row in tables.rows("organisation_names"):
        form, thing = row["name"], organisations[row["organisation"]]
        if thing.type == "government" and thing.state in states:
            yield form, Entry("state", states[thing.state], rank=4)
            continue
        vague = (
            row["needs_context"] == "yes"
            or form in ambiguous
            or (len(form) < 3 and form not in {"UN", "EU", "AU", "G7", "G8"})
        )
        yield form, Entry("organization", thing, "owner" if vague else "", 4 if row["kind"] == "official" else 3)


def _instrument_forms() -> Iterator[tuple[str, Entry]]:
    from ctkg.text.find import instruments

    for form, thing in instruments.names():
        yield form, Entry("instrument", thing, rank=5)


def _town_forms() -> Iterator[tuple[str, Entry]]:
    words = patterns.load("names")["places"]
    common = set(words["common"]) - set(words["kept"])
    more: dict[str, list[str]] = {}
    for row in tables.rows("city_names"):
        more.setdefault(row["city"], []).append(row["name"])
    for row in tables.rows("cities"):
        name = row["name"]
        others = [*tables.split(row["names"]), *more.get(row["id"], ())] if row["names"] or row["id"] in more else []
        names = tuple(dict.fromkeys(other for other in others if other != name))[:_MOST_NAMES] if others else ()
        thing = Entity(kind="place", label=name, reference=row["id"], names=names, state=row["iso2"], type="city")
        capital = row["capital"] == "yes"
        rank = CAPITAL if capital else min(int(row["population"] or 0), 99_999_999) - 10**9
        for form in (name, *dict.fromkeys(others)):
            if len(form) > 2:
                yield form, Entry("place", thing, "state" if form in common else "" if capital else "cue", rank)
    yield from _locality_forms()


#: Rank of provinces and small towns: below every town of the table.
_LOCAL = -(10**9) - 1


def _locality_forms() -> Iterator[tuple[str, Entry]]:
    """Provinces and small towns: a name and a State, without an entry of the tables."""
    for kind, names in patterns.load("localities").items():
        for state, listed in names.items():
            for name in listed.split(", "):
                thing = Entity(kind="place", label=name, state=state, type=kind.removesuffix("s"))
                yield name, Entry("place", thing, "cue", _LOCAL)
