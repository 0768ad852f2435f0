"""The reference graphs: form, terms, and facts derived by hand from what the tables' sources say."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QueryResultsFormat, QuerySolutions, RdfFormat, Store, parse

from ctkg import tables
from ctkg.errors import ResourceError
from ctkg.graph import reference
from ctkg.graph.reference.sheet import Sheet
from ctkg.iris import CONCEPT, GRAPH, ID, ONTOLOGY, PREFIXES

ROOT = Path(__file__).resolve().parents[3]
DECLARATIONS = "\n".join(f"PREFIX {prefix}: <{base}>" for prefix, base in PREFIXES.items())
NO_GRAPH = {"instrument_relation_types", "instrument_types", "organisation_types", "themes"}


@cache
def graphs() -> dict[str, list[Quad]]:
    return dict(reference.quads())


@cache
def store() -> Store:
    found = Store()
    for quads in graphs().values():
        found.bulk_extend(quads)
    return found


def run(query: str) -> object:
    """Run ``query``; ``id:city/1526273`` is read as an IRI, although a local name may hold no slash."""
    spelt = re.sub(r"\b(id|concept):([\w/-]+)", lambda match: f"<{PREFIXES[match[1]]}{match[2]}>", query)
    return store().query(f"{DECLARATIONS}\n{spelt}", use_default_graph_as_union=True)


def ask(pattern: str) -> bool:
    return bool(run(f"ASK {{ {pattern} }}"))


def select(query: str) -> list[tuple[str, ...]]:
    found = run(query)
    assert isinstance(found, QuerySolutions)
    rows = found.serialize(format=QueryResultsFormat.TSV)
    assert rows is not None
    return [tuple(line.split("\t")) for line in rows.decode().splitlines()[1:]]


def count(pattern: str) -> int:
    ((number,),) = select(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}")
    return int(number)


@cache
def declared() -> frozenset[str]:
    """Every IRI that the ontology and its schemes describe."""
    files = [*(ROOT / "ontology").glob("*.ttl"), *(ROOT / "ontology" / "schemes").glob("*.ttl")]
    assert files
    return frozenset(
        quad.subject.value
        for file in files
        for quad in parse(path=str(file), format=RdfFormat.TURTLE)
        if isinstance(quad.subject, NamedNode)
    )


def test_every_table_of_the_world_has_a_graph_and_no_other() -> None:
    names = {iri.removeprefix(GRAPH + "reference/") for iri in graphs()}
    assert names == set(tables.names()) - NO_GRAPH
    assert list(graphs()) == sorted(graphs())


def test_quads_stand_in_the_graph_of_their_table_once() -> None:
    for iri, quads in graphs().items():
        assert quads
        assert len(set(quads)) == len(quads)
        assert {quad.graph_name for quad in quads} == {NamedNode(iri)}


def test_no_blank_nodes() -> None:
    for quads in graphs().values():
        assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))


def test_two_runs_give_the_same() -> None:
    assert dict(reference.quads()) == graphs()


def test_every_term_exists_in_the_ontology() -> None:
    used = {quad.predicate.value for quads in graphs().values() for quad in quads}
    used |= {
        quad.object.value
        for quads in graphs().values()
        for quad in quads
        if quad.predicate.value == PREFIXES["rdf"] + "type" and isinstance(quad.object, NamedNode)
    }
    assert {term for term in used if term.startswith(ONTOLOGY)} - declared() == set()


def test_every_concept_and_node_that_is_pointed_at_is_described() -> None:
    described = set(declared())
    for quads in graphs().values():
        described |= {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    for quads in graphs().values():
        for quad in quads:
            if isinstance(quad.object, NamedNode) and quad.object.value.startswith((ID, CONCEPT)):
                assert quad.object.value in described, str(quad)


def test_properties_have_the_kind_of_object_that_the_ontology_gives_them() -> None:
    kinds: dict[str, str] = {}
    for file in (ROOT / "ontology").glob("*.ttl"):
        for quad in parse(path=str(file), format=RdfFormat.TURTLE):
            if quad.predicate.value == PREFIXES["rdf"] + "type" and isinstance(quad.object, NamedNode):
                kind = quad.object.value.removeprefix(PREFIXES["owl"])
                if kind in {"ObjectProperty", "DatatypeProperty"}:
                    kinds[quad.subject.value] = kind
    assert len(kinds) > 100
    for quads in graphs().values():
        for quad in quads:
            kind = kinds.get(quad.predicate.value, "")
            assert not (kind == "ObjectProperty" and isinstance(quad.object, Literal)), str(quad)
            assert not (kind == "DatatypeProperty" and not isinstance(quad.object, Literal)), str(quad)


def test_every_record_says_its_source_and_how_sure_it_is() -> None:
    classes = (
        "State Territory Region City NameUse OrganizationMembership TreatyAction Signature ConsentToBeBound Treaty "
        "SecurityCouncilResolution GeneralAssemblyResolution EUAct AttackType ResponseMeasure Mandate Government"
    )
    values = " ".join(f"ct:{name}" for name in classes.split())
    nodes = f"VALUES ?class {{ {values} }} ?x a ?class ."
    assert count(nodes) > 10_000
    assert count(f"{nodes} FILTER NOT EXISTS {{ ?x ct:dataSource ?source }}") == 0
    assert count(f"{nodes} FILTER NOT EXISTS {{ ?x ct:dataConfidence ?confidence }}") == 0


def test_literals_have_plain_datatypes() -> None:
    allowed = {
        *(
            PREFIXES["xsd"] + name
            for name in ["boolean", "date", "decimal", "gYear", "gYearMonth", "integer", "string"]
        ),
        PREFIXES["rdf"] + "langString",
    }
    for quads in graphs().values():
        for quad in quads:
            if isinstance(quad.object, Literal):
                assert quad.object.datatype.value in allowed, str(quad)
                assert quad.object.value.strip(), str(quad)


def test_iris_are_well_formed() -> None:
    odd = re.compile(r"[\s<>\"{}|^`\\]")
    for quads in graphs().values():
        for quad in quads:
            for term in (quad.subject, quad.object):
                assert not (isinstance(term, NamedNode) and odd.search(term.value)), str(quad)


def test_states_and_territories() -> None:
    assert count("?x a ct:State") == 195
    assert count("?x a ct:Territory") == 197
    assert count("?x a ct:Territory FILTER NOT EXISTS { ?x ct:territoryOf ?state }") == 2
    assert not ask("id:state/XK ?p ?o")
    assert not ask("?s ?p id:state/TW")
    assert not ask("id:territory/TW ct:m49Code ?code")


def test_kazakhstan() -> None:
    assert ask('id:state/KZ rdfs:label "Казахстан"@ru ; ct:officialName "the Republic of Kazakhstan"@en')
    assert ask('id:state/KZ ct:iso3166Alpha3 "KAZ" ; ct:m49Code "398" ; ct:hasCapital id:city/1526273')
    assert ask("id:territory/KZ ct:territoryOf id:state/KZ ; ct:locatedWithin id:region/m49-central-asia")
    assert ask("id:region/m49-central-asia ct:locatedWithin id:region/m49-asia")
    assert ask(
        "id:membership/osce/KZ ct:memberState id:state/KZ ; ct:validFrom '1992-01-30'^^xsd:date ;"
        " ct:membershipKind concept:membership-kind/participating-state"
    )


def test_party_to_the_bombings_convention() -> None:
    act = "id:treaty-action/ilo-bombings-1997/KZ/bound"
    assert ask(
        f"{act} a ct:ConsentToBeBound ; ct:actionDate '2002-11-06'^^xsd:date ; ct:asAt '2015-03-14'^^xsd:date ;"
        " ct:actionKind concept:treaty-action/accession ; ct:treatyActionBy id:state/KZ ;"
        " ct:treatyActionOn id:instrument/ilo-bombings-1997"
    )
    # United Nations Treaty Collection, chapter XVIII-9: the three supporters and expert-giving States of 2014.
    for iso2, day in {"ES": "1999-04-30", "GB": "2001-03-07", "LI": "2002-11-26", "BE": "2005-05-20"}.items():
        assert ask(f"id:treaty-action/ilo-bombings-1997/{iso2}/bound ct:actionDate '{day}'^^xsd:date"), iso2


def test_the_holy_see_alone_of_the_osce_is_not_bound_by_it() -> None:
    not_bound = select(
        "SELECT ?state { ?m ct:membershipKind concept:membership-kind/participating-state ; ct:memberState ?state"
        " FILTER NOT EXISTS { ?act a ct:ConsentToBeBound ; ct:treatyActionBy ?state ;"
        " ct:treatyActionOn id:instrument/ilo-bombings-1997 } }"
    )
    assert not_bound == [(f"<{ID}state/VA>",)]


def test_every_act_of_the_snapshot_is_there_but_those_of_two_territories() -> None:
    rows = [row for row in tables.rows("treaty_participation") if row["iso2"] not in {"CK", "NU"}]
    assert count("?x a ct:ConsentToBeBound") == sum(bool(row["bound"]) for row in rows) == 792
    assert count("?x a ct:Signature") == sum(bool(row["signed"]) for row in rows) == 368
    assert ask(
        'id:instrument/ilo-bombings-1997 skos:editorialNote "Niue: accession on 2009-06-22, as at 2015-03-14"@en'
    )


def test_the_nineteen_and_the_bombings_convention() -> None:
    assert count("?x ct:memberOfCollection id:collection/universal-19") == 19
    assert ask(
        "id:instrument/ilo-bombings-1997 a ct:Treaty ; ct:adoptionDate '1997-12-15'^^xsd:date ;"
        " ct:openingDate '1998-01-12'^^xsd:date ; ct:entryIntoForceDate '2001-05-23'^^xsd:date ;"
        " ct:depositary id:organization/un-sg ; ct:addresses concept:threat/act-bombing ;"
        " ct:instrumentKind concept:instrument-kind/convention"
    )
    assert count("id:instrument/ilo-hague-1970 ct:depositary ?x") == 3


def test_resolution_2341() -> None:
    assert ask(
        'id:instrument/unscr-2341 a ct:SecurityCouncilResolution ; rdfs:label "UNSCR 2341 (2017)"@en ;'
        ' ct:documentSymbol "S/RES/2341 (2017)" ; ct:resolutionNumber 2341 ; ct:adoptedBy id:organization/unsc ;'
        " ct:adoptionDate '2017-02-13'^^xsd:date ; ct:chapterVII false ; ct:promotesMeasure concept:measure/rm-ppp ;"
        " ct:addresses concept:threat/tgt-critical-infrastructure"
    )
    assert ask("id:instrument/unscr-1373 ct:chapterVII true ; ct:establishes id:organization/un-ctc")


def test_mandate_of_cted() -> None:
    found = select("SELECT ?r { ?r ct:extendsMandateOf id:organization/un-cted } ORDER BY ?r")
    assert [name.rpartition("-")[2].rstrip(">") for (name,) in found] == [
        "1787",
        "1805",
        "1963",
        "2129",
        "2395",
        "2617",
        "2810",
    ]
    assert ask("?m a ct:Mandate ; ct:mandatedBy id:instrument/unscr-2810 ; ct:validUntil '2029-01-05'^^xsd:date")


def test_relations_between_instruments() -> None:
    assert ask("id:instrument/ilo-beijing-2010 ct:supersedes id:instrument/ilo-montreal-1971")
    assert ask("id:instrument/eu-reg-2019-1148 ct:repeals id:instrument/eu-reg-98-2013")
    assert ask("id:instrument/unga-52-164 ct:adoptsInstrument id:instrument/ilo-bombings-1997")
    assert ask('id:instrument/unscr-1530 ct:condemnsText "Madrid bombings"')
    assert ask("id:instrument/eu-reg-98-2013 ct:endOfForceDate '2021-02-01'^^xsd:date")


def test_chain_of_the_action_against_terrorism_unit() -> None:
    assert ask(
        "id:organization/osce-atu a ct:OrganizationalUnit ; ct:unitOf id:organization/osce-tntd ; ct:acronym 'ATU' ."
        " id:organization/osce-tntd ct:unitOf id:organization/osce-sec ."
        " id:organization/osce-sec ct:unitOf id:organization/osce"
    )


def test_names_of_the_office_in_kazakhstan() -> None:
    assert ask(
        'id:name/osce-fo-astana/osce-centre-in-astana ct:nameText "OSCE Centre in Astana"@en ;'
        " ct:nameOf id:organization/osce-fo-astana ; ct:validFrom '2007'^^xsd:gYear ; ct:validUntil '2014'^^xsd:gYear"
    )
    assert ask(
        "?name ct:nameOf id:city/1526273 ; ct:nameText 'Nur-Sultan'@en ; ct:validFrom '2019-03-23'^^xsd:date ;"
        " ct:validUntil '2022-09-16'^^xsd:date"
    )
    assert ask("?name ct:nameOf id:state/MK ; ct:nameText 'North Macedonia'@en ; ct:validFrom '2019-02-12'^^xsd:date")


def test_the_mission_in_kosovo_has_a_host_area_and_no_host_state() -> None:
    assert ask("id:organization/osce-fo-kosovo ct:hostTerritory id:territory/XK")
    assert not ask("id:organization/osce-fo-kosovo ct:hostState ?state")
    assert ask("id:organization/osce-fo-skopje ct:hostState id:state/MK ; ct:basedIn id:city/785842")


def test_bodies_of_a_state_say_so() -> None:
    assert ask("id:organization/kz-atc ct:authorityOf id:state/KZ ; ct:partOfOrganization id:organization/kz-knb")
    assert ask("id:organization/es-emb-kz a ct:DiplomaticMission ; ct:authorityOf id:state/ES")
    assert ask("id:organization/es-emb-kz ct:basedIn ?city . ?city ct:locatedWithin id:territory/KZ")


def test_adjectives_are_no_names_of_states() -> None:
    assert not ask("?name ct:nameText 'Kazakh'@en")
    assert ask("?name ct:nameText 'UK'@en ; ct:nameOf id:state/GB")


def test_concepts() -> None:
    assert ask(
        'concept:threat/act-bombing a ct:AttackType, skos:Concept ; skos:prefLabel "Bombing or explosion"@en ;'
        " skos:broader concept:threat/act ; skos:inScheme <https://w3id.org/ctkg/concept/threat> ;"
        ' skos:notation "AT3"'
    )
    assert count("?x skos:inScheme <https://w3id.org/ctkg/concept/threat>") == 123
    assert count("?x skos:inScheme <https://w3id.org/ctkg/concept/measure>") == 54
    assert ask('concept:threat/ph-lone-actor skos:hiddenLabel "lone wolf"@en')


def test_what_is_doubtful_says_so() -> None:
    assert ask("id:instrument/unscr-1333 skos:editorialNote ?note FILTER (CONTAINS(?note, 'medium confidence'))")
    assert ask("id:instrument/oau-1999 skos:note ?note FILTER (CONTAINS(?note, '1999-07-01'))")
    assert count("?x ct:dataConfidence concept:data-confidence/medium") > 100


def test_digest_follows_the_bytes_of_the_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = reference.digest()
    assert before == reference.digest()
    assert re.fullmatch(r"[0-9a-f]{64}", before)
    folder = tmp_path / "data" / "reference"
    folder.mkdir(parents=True)
    for file in (ROOT / "data" / "reference").glob("*.csv"):
        (folder / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr("ctkg.resources.root", lambda: tmp_path)
    assert reference.digest() == before
    (folder / "regions.csv").write_bytes((folder / "regions.csv").read_bytes() + b"\n")
    assert reference.digest() != before


@pytest.mark.parametrize("cell", ["2017-2-13", "13 February 2017", "2017-02-1", "17", "--02-13"])
def test_a_cell_that_is_no_date_is_an_error(cell: str) -> None:
    with pytest.raises(ResourceError, match="is no date"):
        Sheet("states").date(f"{ID}state/KZ", f"{ONTOLOGY}validFrom", cell)


def test_empty_cells_say_nothing() -> None:
    sheet = Sheet("states")
    sheet.text(f"{ID}state/KZ", f"{ONTOLOGY}acronym", "")
    sheet.date(f"{ID}state/KZ", f"{ONTOLOGY}validFrom", "")
    assert sheet.quads == []
