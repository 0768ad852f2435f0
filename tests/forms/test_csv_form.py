"""A table says the same as YAML, is read row by row, and tells the place of what is wrong."""

from __future__ import annotations

import csv
import io
import sys
from importlib.util import module_from_spec, spec_from_file_location
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest

from ctkg import forms
from ctkg.errors import UnreadableInput

HERE = Path(__file__).resolve().parent
_SPEC = spec_from_file_location("form_trees", HERE / "trees.py")
assert _SPEC and _SPEC.loader
trees = module_from_spec(_SPEC)
sys.modules["form_trees"] = trees
_SPEC.loader.exec_module(trees)

KINDS = [form.kind for form in forms.kinds()]
HEADER = "id,kind,title,start,organizers,source.title"


def flat(node: Any, path: str = "") -> dict[str, str]:
    """A tree as cells by column: lists of words in one cell, anything else by numbers."""
    if isinstance(node, dict):
        return {
            key: cell
            for name, each in node.items()
            for key, cell in flat(each, f"{path}.{name}" if path else name).items()
        }
    if isinstance(node, list):
        if all(isinstance(each, str) for each in node):
            return {path: "; ".join(each.replace(";", "\\;") for each in node)}
        return {key: cell for at, each in enumerate(node, 1) for key, cell in flat(each, f"{path}.{at}").items()}
    return {path: "" if node is None else str(node).lower() if isinstance(node, bool) else str(node)}


def table(*trees_: Any) -> bytes:
    rows = [flat(tree) for tree in trees_]
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_says_what_yaml_says(kind: str) -> None:
    for text in ((HERE / "examples" / kind / "good.yaml").read_text(encoding="utf-8"), forms.example(kind)):
        (whole,) = forms.read(text.encode(), name="form", form="yaml")
        (row,) = forms.read(table(*trees.documents(text)), name="form", form="csv")
        assert (row.problems, row.quads, row.id, row.kind) == ((), whole.quads, whole.id, whole.kind)


def test_a_byte_order_mark_and_other_line_ends_change_nothing() -> None:
    plain = table(*trees.documents(forms.example("workshop")))
    (one,) = forms.read(plain, name="form", form="csv")
    (other,) = forms.read(b"\xef\xbb\xbf" + plain.replace(b"\r\n", b"\n"), name="form", form="csv")
    assert one.quads == other.quads


def test_the_place_of_a_cell_is_that_in_the_file() -> None:
    text = f'{HEADER}\nfirst,workshop,"A ""fictional"", long\ntitle",2019-02-30,"OSCE; UNOCD",Fictional\n'
    (entry,) = forms.read(text.encode(), name="form.csv", form="csv")
    lines = text.splitlines()
    found = [(each.field, lines[each.line - 1][each.column - 1 :][:10]) for each in entry.problems]
    assert found == [("start", "2019-02-30"), ("organizers", 'UNOCD",Fic')]
    assert (entry.spot.line, entry.problems[0].file) == (2, "form.csv")


def test_rows_are_read_one_by_one() -> None:
    class Endless(io.RawIOBase):
        sent = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            line = HEADER if not self.sent else f"entry-{self.sent},workshop,Fictional,2019,OSCE,Fictional report"
            self.sent += 1
            data = f"{line}\n".encode()
            buffer[: len(data)] = data
            return len(data)

    stream = Endless()
    found = list(islice(forms.rows(cast(BinaryIO, stream), name="rows"), 30))
    assert [entry.id for entry in found] == [f"entry-{number}" for number in range(1, 31)]
    assert not any(entry.problems for entry in found)
    assert stream.sent < 500


def test_an_empty_row_is_passed_over_and_an_id_stands_once() -> None:
    row = "one,workshop,Fictional,2019,OSCE,Fictional report"
    first, second = forms.read(f"{HEADER}\n{row}\n,,,,,\n{row}\n".encode(), name="form", form="csv")
    assert (first.problems, first.spot.line, second.spot.line) == ((), 2, 4)
    assert [each.message for each in second.problems] == [
        "the id one is that of the entry in line 2; give each its own"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "form: nothing in here; write a table with: ctkg new KIND -f csv"),
        ("id,kind\n,\n", "form:1: no row stands below the names of the columns"),
        ("first,workshop\n", "form:1:1: no column is called id; the first line names the columns"),
        ("Id|kind\n", "form:1:1: no column is called id; the first line names the columns"),
        ("ID,kind\n", "form:1:1: no column is called id; did you mean ID or kind?; the first line names the columns"),
        ("id,kind,,title\n", "form:1:9: a column has no name"),
        ("id,kind,kind\n", "form:1:9: there are two columns 'kind'; number several values: kind.1 ..."),
        (
            "id,source,source.title\n",
            "form:1:11: the columns 'source' and 'source.title' cannot stand together; "
            "number several values: source.1 ...",
        ),
        (
            "id,kind\na,workshop,x\n",
            "form:2:12: 3 cells, the header has 2; put a value with a comma in quotation marks",
        ),
        (
            "id;kind\na;workshop;x\n",
            "form:2:12: 3 cells, the header has 2; put a value with a semicolon in quotation marks",
        ),
        ('id,kind\na,"workshop\n', "form:2: a quotation mark in this row is not closed"),
        (
            'id,kind\na,"work" shop\n',
            "form:2: a quotation mark within a cell; write it twice, and put the cell in quotation marks",
        ),
        (
            f"id,kind\na,{'x' * 200_000}\n",
            "form:2: a cell of this row is too long; is a quotation mark not closed?",
        ),
    ],
    ids=lambda text: text[:40],
)
def test_what_is_no_table_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(UnreadableInput) as error:
        forms.read(text.encode(), name="form", form="csv")
    assert str(error.value) == message


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-16-le", "utf-16-be"])
def test_what_is_not_utf8_is_refused(encoding: str) -> None:
    with pytest.raises(UnreadableInput, match="this is not UTF-8; save the table as UTF-8"):
        forms.read(f"{HEADER}\nfirst,workshop,é\n".encode(encoding), name="form", form="csv")


@pytest.mark.parametrize("mark", [";", "\t"])
def test_columns_may_be_parted_as_spreadsheets_do(mark: str) -> None:
    text = f'{HEADER}\nfirst,workshop,"Fictional{mark} title",2019-02-30,"OSCE; UNOCD",Fictional report\n'
    table_ = text.replace(",", mark)
    for before in ("", f"sep={mark}\n", "\n ,,\n"):
        (entry,) = forms.read((before.replace(",", mark) + table_).encode(), name="form", form="csv")
        lines = (before + table_).splitlines()
        found = [(each.field, lines[each.line - 1][each.column - 1 :][:10]) for each in entry.problems]
        assert found == [("start", "2019-02-30"), ("organizers", f'UNOCD"{mark}Fic')]


def test_empty_columns_of_a_spreadsheet_and_a_space_before_a_quotation_mark_change_nothing() -> None:
    row = "first,workshop,Fictional,2019,OSCE,Fictional report"
    (plain,) = forms.read(f"{HEADER}\n{row}\n".encode(), name="form", form="csv")
    (wide,) = forms.read(f"{HEADER},,\n{row},,\n,,,,,,,\n".encode(), name="form", form="csv")
    (spaced,) = forms.read(
        f'{HEADER}\n{row.replace("OSCE", """ "OSCE" """.rstrip())}\n'.encode(), name="form", form="csv"
    )
    assert plain.problems == () and plain.quads == wide.quads == spaced.quads


def test_a_long_cell_is_refused_whatever_another_package_lets_the_csv_module_take() -> None:
    before = csv.field_size_limit(10_000_000)
    try:
        with pytest.raises(UnreadableInput, match="form:2: a cell of this row is too long"):
            forms.read(f"id,kind\na,{'x' * 200_000}\n".encode(), name="form", form="csv")
    finally:
        csv.field_size_limit(before)
