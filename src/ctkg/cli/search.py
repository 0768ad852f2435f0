"""``ctkg search``."""

from __future__ import annotations

import csv
import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ctkg.cli import options, terminal

if TYPE_CHECKING:
    from ctkg.graph.search import Hit

FORMATS = ("table", "csv", "json")
_COLUMNS = ("kind", "label", "found", "document", "iri")
_CSV = ("kind", "label", "iri", "text", "language", "document", "start", "end")


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(
        epilog="Examples: ctkg search border security | ctkg search 'explosiv* -\"plastic explosives\"' | "
        "ctkg search workshop --kind event --kind passage | ctkg search Sanliurfa -f json",
    )(search)


def search(
    context: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(help="What to look for; in quotes for the shell where it has -excluded words.", metavar="WORDS"),
    ],
    kind: Annotated[
        list[str] | None,
        typer.Option(help="Only this kind: event, person, organization, instrument, place, document, passage ..."),
    ] = None,
    document: Annotated[str, typer.Option(help="Only what this document says.", metavar="ID")] = "",
    language: Annotated[str, typer.Option(help="Only names and passages in this language.", metavar="TAG")] = "",
    limit: Annotated[int, typer.Option(help="Hits at most.", min=1)] = 20,
    form: Annotated[str, typer.Option("--format", "-f", help="table, csv or json.")] = "table",
    store: options.Store = options.DEFAULT_STORE,
    endpoint: options.Endpoint = "",
) -> int:
    """Print what the index finds."""
    import ctkg
    from ctkg.iris import compact

    options.one_of(form, FORMATS, "--format")
    with ctkg.open(options.place(context, store, endpoint), read_only=True) as kg:
        found = kg.search(" ".join(words), kinds=kind or (), document=document, language=language, limit=limit)
    for notice in found.notices:
        terminal.say(f"ctkg: {notice}")
    if form == "json":
        lines = ",\n ".join(json.dumps(hit.row(), ensure_ascii=False) for hit in found)
        sys.stdout.write(f"[{lines}]\n")
    elif form == "csv":
        _csv(found.hits)
    else:
        rows = (
            (hit.kind, terminal.short(hit.label, 60), hit.snippet(100), hit.document, compact(hit.iri)) for hit in found
        )
        terminal.table(_COLUMNS, rows)
    return 0


def _csv(hits: tuple[Hit, ...]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(_CSV)
    for hit in hits:
        row = hit.row()
        writer.writerow([row.get(column, "") for column in _CSV])
