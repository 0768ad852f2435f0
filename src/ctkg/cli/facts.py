"""``ctkg facts``."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ctkg.cli import options, terminal

if TYPE_CHECKING:
    from ctkg.model import OpinionTally
    from ctkg.text.opinions.settings import OpinionSettings

FORMATS = ("table", "csv", "sheet", "jsonl")
#: A sentence is not cut shorter than this, code points.
_SENTENCE = 30
_COLUMNS = ("document", "event", "relation", "value", "of", "confidence", "stance", "evidence")


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(
        epilog="Examples: ctkg facts release.pdf | ctkg facts reports/*.md -f jsonl > facts.jsonl | "
        "ctkg facts https://example.org/release",
    )(facts)


def facts(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files and folders of documents, and web addresses; those of a store where none is given.",
            metavar="[FILE...]",
        ),
    ] = None,
    form: Annotated[
        str, typer.Option("--format", "-f", help="table, csv, sheet (for spreadsheets) or jsonl.")
    ] = "table",
    minimum: Annotated[
        float, typer.Option("--min-confidence", help="Only facts at least this sure.", min=0.0, max=1.0)
    ] = 0.0,
    names: Annotated[
        bool,
        typer.Option("--names", help="The names that the reference tables hold instead of facts, in any language."),
    ] = False,
    store: options.Store = options.DEFAULT_STORE,
    endpoint: options.Endpoint = "",
    private: options.Private = False,
    llm: options.Llm = "",
    llm_model: options.LlmModel = "",
    llm_cache: options.LlmCache = None,
    model: options.Model = "",
) -> int:
    """Print the flat view of documents, for which no store is needed, or of a store."""
    from ctkg.errors import CtkgError, UsageError
    from ctkg.model import OpinionTally

    options.one_of(form, FORMATS, "--format")
    settings = options.opinions(llm, llm_model, llm_cache, model)
    failed: list[CtkgError] = []
    tallies: list[OpinionTally] = []
    if not files:
        if names or settings:
            raise UsageError("names and second opinions come from documents; give files")
        told = _stored(options.place(context, store, endpoint))
    elif names:
        told = _names(files, failed, private)
    else:
        told = _rows(files, failed, private, settings, tallies)
    rows = (row for row in told if row["confidence"] >= minimum)
    done = 0
    if form == "jsonl":
        done = _count(terminal.json_lines, rows)
    elif form == "csv":
        done = _count(_csv, rows)
    elif form == "sheet":
        done = _count(_sheet, rows)
    else:
        done = _count(_table, rows)
    for line in sum(tallies, OpinionTally()).lines():
        terminal.say(f"ctkg: {line}")
    for error in failed:
        terminal.fail(str(error), error.exit_code)
    if failed:
        return 5 if done or len(failed) < len(files or ()) else 3
    return 0


def _stored(place: str | Path) -> Iterator[dict[str, Any]]:
    import ctkg

    with ctkg.open(place, read_only=True) as kg:
        yield from kg.facts()


def _rows(
    files: list[str], failed: list[Any], private: bool, settings: OpinionSettings, tallies: list[OpinionTally]
) -> Iterator[dict[str, Any]]:
    from ctkg import pipeline
    from ctkg.errors import CtkgError
    from ctkg.text.facts import rows
    from ctkg.text.read import discover

    for file in discover(files, private=private):
        try:
            extracted = pipeline.extract(file)
        except CtkgError as error:
            failed.append(error)
            continue
        (document, statements), tally = pipeline.consult(extracted, settings)
        tallies.append(tally)
        for notice in document.notices:
            terminal.say(f"ctkg: {file}: {notice}")
        yield from rows(document, statements)


def _names(files: list[str], failed: list[Any], private: bool) -> Iterator[dict[str, Any]]:
    from ctkg import pipeline
    from ctkg.errors import CtkgError
    from ctkg.text.facts import named
    from ctkg.text.read import discover

    for file in discover(files, private=private):
        try:
            document, links = pipeline.names(file)
        except CtkgError as error:
            failed.append(error)
            continue
        for notice in document.notices:
            terminal.say(f"ctkg: {file}: {notice}")
        yield from named(document, links)


def _count(write: Any, rows: Iterator[dict[str, Any]]) -> int:
    seen = 0

    def counted() -> Iterator[dict[str, Any]]:
        nonlocal seen
        for row in rows:
            seen += 1
            yield row

    write(counted())
    return seen


def _cells(row: dict[str, Any]) -> list[str]:
    flat = {**row, "evidence": " … ".join(" ".join(e["text"].split()) for e in row["evidence"])}
    if row.get("quote"):
        flat["value"] = f"{row['value']}: {' '.join(row['quote'].split())}"
    return [str(flat.get(column, "") if flat.get(column) is not None else "") for column in _COLUMNS]


def _csv(rows: Iterator[dict[str, Any]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(map(_cells, rows))


def _sheet(rows: Iterator[dict[str, Any]]) -> None:
    from ctkg.graph.export.spreadsheet import sheet

    sys.stdout.buffer.write(sheet(_COLUMNS, map(_cells, rows)))
    sys.stdout.buffer.flush()


def _table(rows: Iterator[dict[str, Any]]) -> None:
    """A table for people: what is always so is left out, and the sentence is cut to what room there is."""
    shown = [{**dict(zip(_COLUMNS, _cells(row), strict=True)), "document": ""} for row in rows]
    for cells in shown:
        cells["stance"] = cells["stance"].removeprefix("asserted")
    columns = [column for column in _COLUMNS if any(cells[column] for cells in shown)]
    taken = sum(3 + max(len(column), *(len(cells[column]) for cells in shown)) for column in columns[:-1])
    room = max(_SENTENCE, terminal.console().width - taken - 2)
    for cells in shown:
        if len(cells["evidence"]) > room:
            cells["evidence"] = cells["evidence"][: room - 1] + "…"
    terminal.table(columns, ([cells[column] for column in columns] for cells in shown))
