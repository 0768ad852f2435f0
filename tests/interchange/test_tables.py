"""CSV: a file a class that a spreadsheet can open without harm, and a description of the columns."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from csvw import CSVW
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from ctkg import interchange
from ctkg.errors import StoreError, UsageError
from ctkg.graph.store import MemoryStore
from ctkg.interchange import tables
from ctkg.interchange.view import View
from ctkg.iris import PREFIXES, graph


@pytest.fixture(scope="session")
def folder(fictional: MemoryStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("csv") / "tables"
    interchange.export(fictional, target, "csv")
    return target


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


@pytest.mark.parametrize("name", ["Event.csv", "Attack.csv", "City.csv", "Ministry.csv", "Tenure.csv"])
def test_the_tables_are_as_they_were(folder: Path, golden: Callable[[str, str], None], name: str) -> None:
    golden(name, (folder / name).read_bytes().decode())


def test_a_class_holds_those_under_it_and_says_which(folder: Path) -> None:
    kinds = {row["iri"].rpartition("/id/")[2]: row["class"] for row in rows(folder, "Event.csv")}
    assert kinds == {
        "event/release/1": "workshop",
        "event/release/2": "meeting",
        "event/wire/1": "attack",
        "event/wire/2": "condemnation",
    }
    assert [row["label"] for row in rows(folder, "Workshop.csv")] == ["workshop, Port Example, 2021-03-04"]


def test_values_sources_and_confidence(folder: Path) -> None:
    workshop = rows(folder, "Workshop.csv")[0]
    assert workshop["hasOrganizer"] == "Fictional Counter-Terrorism Unit"
    assert workshop["hasOrganizer_iri"] == "https://w3id.org/ctkg/id/organization/fict-unit"
    assert workshop["heldAt"] == "Examplia (fictional) | Port Example (fictional)"
    assert workshop["hasParticipation_iri"].count(" | ") == 2 and "hasParticipation" not in workshop
    assert (workshop["sources"], workshop["confidence"]) == ("document/release", "0.91")
    planned = next(row for row in rows(folder, "Event.csv") if row["iri"].endswith("release/2"))
    assert planned["startDate"] == "2021-06" and planned["confidence"] == ""
    assert rows(folder, "Person.csv")[0]["confidence"] == "0.8"
    assert rows(folder, "State.csv")[0]["label@fr"] == "Exemplie (fictive)"


def test_formulas_are_disarmed_and_numbers_are_not(folder: Path) -> None:
    assert rows(folder, "Workshop.csv")[0]["title"] == "'=SUM(1;2), a title like a formula (fictional)"
    assert rows(folder, "City.csv")[0]["latitude"] == "-12.5"
    assert rows(folder, "Attack.csv")[0]["targetText"] == "market \u00a6 square"  # one value


def test_every_column_is_described(folder: Path) -> None:
    described = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    assert {table["url"] for table in described["tables"]} == {file.name for file in folder.glob("*.csv")}
    for table in described["tables"]:
        columns = table["tableSchema"]["columns"]
        with (folder / table["url"]).open(encoding="utf-8", newline="") as stream:
            header = next(csv.reader(stream))
        assert [column.get("titles", column["name"]) for column in columns] == header
        assert len({column["name"] for column in columns}) == len(columns)
    events = next(table for table in described["tables"] if table["url"] == "Event.csv")
    by_name = {column["name"]: column for column in events["tableSchema"]["columns"]}
    assert by_name["hasOrganizer_iri"]["datatype"] == "anyURI"
    assert by_name["startDate"]["datatype"] == "string"  # a day in one row, a month in another
    assert by_name["endDate"]["datatype"] == "date"


def test_the_package_csvw_reads_it_and_finds_nothing(folder: Path) -> None:
    found = CSVW(str(folder / "csv-metadata.json"), validate=True)
    assert found.is_valid and not found.warnings
    cities = next(table for table in found.t.tables if table.local_name == "City.csv")
    (city,) = cities.iterdicts(strict=True)
    assert (city["latitude"], city["population"]) == ([Decimal("-12.5")], [1000])


def test_an_archive_holds_the_same_and_is_the_same_every_time(
    fictional: MemoryStore, folder: Path, tmp_path: Path
) -> None:
    for name in ("one.zip", "two.zip"):
        interchange.export(fictional, tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            file.name: file.read_bytes() for file in folder.iterdir()
        }


def test_a_folder_of_others_is_left_alone(fictional: MemoryStore, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "notes.txt").write_text("mine")
    with pytest.raises(StoreError, match="not empty"):
        interchange.export(fictional, mine, "csv")
    with pytest.raises(StoreError, match="make it first"):
        interchange.export(fictional, tmp_path / "no" / "tables", "csv")
    assert [file.name for file in tmp_path.rglob("*")] == ["mine", "notes.txt"]


def test_one_file_cannot_hold_them(fictional: MemoryStore, tmp_path: Path) -> None:
    for target in (io.BytesIO(), tmp_path / "x.csv"):
        with pytest.raises(UsageError, match="-o FOLDER"):
            interchange.export(fictional, target, "csv")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="csv has no named graphs"):
        interchange.export(fictional, tmp_path / "x", "csv", graph=graph("ontology"))
    with pytest.raises(UsageError, match=r"unknown format 'xls'; there are ttl, .*csv"):
        interchange.export(fictional, tmp_path / "x", "xls")
    with pytest.raises(UsageError, match="no suffix tells the format"):
        interchange.export(fictional, tmp_path / "x")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), min_size=1, max_size=3))
def test_any_text_is_one_cell_and_no_formula(texts: list[str]) -> None:
    store = MemoryStore()
    node, name = NamedNode(PREFIXES["id"] + "x/1"), NamedNode(graph("document", "x"))
    store.load(
        [
            Quad(node, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(PREFIXES["ct"] + "Event"), name),
            *(Quad(node, NamedNode(PREFIXES["ct"] + "placeText"), Literal(text), name) for text in texts),
        ]
    )
    files = {name: b"".join(pieces) for name, pieces in tables.files(View(store))}
    found = list(csv.DictReader(io.StringIO(files["Event.csv"].decode(), newline=""), strict=True))
    assert len(found) == 1
    cell = found[0]["placeText"]
    assert not cell.startswith(("=", "@", "\t", "\r")) and (cell[:1] not in "+-" or not cell or float(cell) is not None)
    assert len(cell.split(" | ")) == len(set(texts))
