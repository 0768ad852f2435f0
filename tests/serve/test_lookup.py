"""What a server looks up for one node at a time is what a static site finds by a walk over the whole store."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from tests.site.conftest import FICTIONAL

from ctkg.graph.assemble import ontology_quads
from ctkg.graph.portions import Portions, said
from ctkg.graph.reader import Reader
from ctkg.graph.store import Store, open_store
from ctkg.iris import graph, term
from ctkg.serve import Settings
from ctkg.serve.access import Access
from ctkg.serve.lookup import Lookup, lookup
from ctkg.site.catalogue import WholeCatalogue
from ctkg.site.kinds import KINDS
from ctkg.site.words import Learnt, Words


@pytest.fixture(scope="module")
def store() -> Store:
    made = open_store(None)
    made.load([*ontology_quads(), *parse(path=str(FICTIONAL), format=RdfFormat.TRIG)])
    return made


def test_one_by_one_is_the_same_as_all_at_once(store: Store) -> None:
    reader = Reader(store)
    whole = WholeCatalogue(reader, Words(reader), all_places=True)
    live = Lookup(store, Learnt()).catalogue
    assert len(whole) > 100 and whole.within
    for entry in whole:
        assert live.get(entry.iri) == replace(entry, path=entry.iri.removeprefix("https://w3id.org/ctkg"))
    assert all(iri in live.within and live.get(iri) is None for iri in whole.within)
    numbers = live.numbers()
    for kind in KINDS:
        if kind.classes:
            known = {each.iri for each in whole.of(kind.slug)}
            known |= {each.iri for each in whole.of("entries")} if kind.slug == "documents" else set()
            assert {each.iri for each in live.of(kind.slug, most=10_000)} == known
            assert numbers.get(kind.slug, 0) == len(known)


def test_the_order_is_by_date_or_by_name(store: Store) -> None:
    live = Lookup(store, Learnt()).catalogue
    dates = [each.date for each in live.of("events")]
    assert dates == sorted(dates, reverse=True) and dates[0]
    names = [each.label for each in live.of("places")]
    assert len(names) > 1 and names == sorted(names, key=str.casefold)
    assert live.of("events", start=1, most=1) == live.of("events")[1:2]


def test_a_node_of_which_nothing_is_said(store: Store) -> None:
    live = Lookup(store, Learnt()).catalogue
    assert live.get("https://w3id.org/ctkg/id/state/none") is None
    assert "https://w3id.org/ctkg/id/state/none" not in live.within and "" not in live.within


def test_words_outlive_a_write_unless_it_touches_the_ontology(own_store: Path) -> None:
    def label(access: Access) -> tuple[str, int]:
        with access.reading() as view:
            words = lookup(view).words
            return words.label(term("Workshop")), id(words._learnt)

    with Access(Settings(store=own_store, write=True, token="t", by="Tester")) as access:
        first = label(access)
        with access.writing() as kg:
            kg.store.remove_graph(graph("report"))
            kg.store.change_graphs({}, {graph("document", "x"): []})
            kg.store.set_notes("test", {"a": "b"})
        second = label(access)
        assert first == second
        with access.writing() as kg:
            new = [q for q in kg.store.quads(graph("ontology")) if term("Workshop") not in str(q.subject)]
            kg.store.replace_graph(graph("ontology"), new)
        third = label(access)
        assert third[1] != first[1]


def test_portions_together_are_the_whole(store: Store) -> None:
    reader = Reader(store)
    portions = Portions(reader)
    nodes = [entry.iri for entry in WholeCatalogue(reader, Words(reader), all_places=True)]
    checked = 0
    for iri in nodes:
        whole = said(reader, iri)
        tallies = portions.tallies(iri)
        for inverse, statements in ((False, whole.out), (True, whole.into)):
            numbers = Counter(each.predicate for each in statements)
            stated = Counter(each.predicate for each in statements if not each.is_inferred)
            assert {t.predicate: t.number for t in tallies if t.inverse is inverse} == numbers
            assert {t.predicate: t.stated for t in tallies if t.inverse is inverse and t.stated} == stated
            for tally in (each for each in tallies if each.inverse is inverse):
                wanted = {(s.subject.iri, s.object) for s in statements if s.predicate == tally.predicate}
                for found in (
                    portions.some(iri, tally, tally.number),
                    portions.page(iri, tally.predicate, inverse=inverse, start=0, most=10_000),
                ):
                    assert {(s.subject.iri, s.object) for s in found} == wanted and len(found) == tally.number
                assert len(portions.some(iri, tally, 1)) == 1
                checked += 1
        named = [claim for claim in reader.claims(iri) if iri in (claim.subject, claim.object)]
        assert set(portions.open_claims(iri)) == {claim.iri for claim in named if not claim.is_asserted}
    assert checked > 100


def test_claims_behind_a_portion_are_those_behind_the_whole(store: Store) -> None:
    reader = Reader(store)
    portions = Portions(reader)
    found = 0
    for entry in WholeCatalogue(reader, Words(reader)):
        for each in (*said(reader, entry.iri).out, *said(reader, entry.iri).into):
            [alone] = portions.behind(entry.iri, [replace(each, claims=())])
            assert {claim.iri for claim in each.claims} <= {claim.iri for claim in alone.claims}
            found += bool(each.claims)
    assert found >= 4
