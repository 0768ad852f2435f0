"""``ctkg query``."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import typer

from ctkg.cli import options, terminal

FORMATS = ("table", "csv", "sheet", "tsv", "json", "xml", "ttl")

#: Seconds that a query is given unless told otherwise.
TIMEOUT = 300.0
#: Megabytes that a query may use unless told otherwise: damaged files can make the engine ask for all there are.
MEMORY = 4_000


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(
        epilog="Examples: ctkg query --list | ctkg query CQ01 | ctkg query CQ46 --param state=id:state/KZ | "
        'ctkg query -e "SELECT ?e WHERE { ?e a ct:Workshop }" -f csv | '
        "ctkg query mine.rq --timeout 10 | ctkg query CQ10 --known-on 2026-11-20 | "
        "ctkg query CQ10 --valid-on 2019-11-20",
    )(query)


def query(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(help="Id or name of a query, or a file; - for stdin.", metavar="[NAME|FILE]")
    ] = None,
    expression: Annotated[str | None, typer.Option("-e", "--expression", help="SPARQL.")] = None,
    listing: Annotated[bool, typer.Option("--list", help="List the queries that ctkg brings.")] = False,
    param: Annotated[list[str] | None, typer.Option("--param", "-p", help="A parameter, NAME=VALUE.")] = None,
    form: Annotated[
        str,
        typer.Option("--format", "-f", help="table, csv, sheet (for spreadsheets), tsv, json, xml; ttl for CONSTRUCT."),
    ] = "table",
    store: options.Store = options.DEFAULT_STORE,
    endpoint: options.Endpoint = "",
    no_inference: options.NoInference = False,
    known_on: Annotated[
        str,
        typer.Option(
            help="Ask the graph as it was known at the end of this day, or after this moment (`ctkg history`).",
            metavar="DAY|@MOMENT",
        ),
    ] = "",
    valid_on: Annotated[
        str, typer.Option(help="Leave out what was not valid on this day: begun later, or ended.", metavar="DAY")
    ] = "",
    timeout: Annotated[
        float | None,
        typer.Option(
            help="Seconds after which the query is ended (exit code 124), 300 by default; 0: no limit.", min=0
        ),
    ] = None,
    memory: Annotated[
        int | None,
        typer.Option(help="Megabytes that the query may use beside the store, 4000 by default; 0: no limit.", min=0),
    ] = None,
) -> int:
    """Print the answer to a query."""
    from ctkg.errors import UsageError
    from ctkg.graph import library

    options.one_of(form, FORMATS, "--format")
    if listing:
        rows = [(q.id, q.title, " ".join(p.name for p in q.params)) for q in library.load()]
        terminal.table(("name", "what it answers", "parameters"), rows)
        return 0
    given = options.parameters(param or [])
    if (name is None) == (expression is None):
        raise UsageError("give a query by name or file, or SPARQL with -e; `ctkg query --list` names those there are")
    title, params = "", dict[str, Any](given)
    text = expression or ""
    if name is not None:
        is_file = name == "-" or "/" in name or Path(name).suffix in (".rq", ".sparql")
        text = terminal.text_of(name) if is_file else ""
        # A file need not be of the library's making: without its header it is SPARQL like any other.
        if not is_file or library.has_header(text):
            found = library.parse(text, path=name) if is_file else library.find(name)
            text, params = found.text, dict(found.bind(given))
            title = _title(found.title, params)

    import ctkg
    from ctkg.graph.deadline.pool import is_bounded

    with ExitStack() as stack:
        kg = stack.enter_context(ctkg.open(options.place(context, store, endpoint), read_only=True))
        if known_on:
            kg = stack.enter_context(kg.known_on(known_on))
        if valid_on:
            kg = stack.enter_context(kg.valid_on(valid_on))
        bounded = is_bounded(kg.store)
        limit = (TIMEOUT if bounded else 0) if timeout is None else timeout
        room = (MEMORY if bounded and find_spec("resource") else 0) if memory is None else memory
        result = kg.query(text, params=params, inference=not no_inference, timeout=limit or None, memory=room or None)
        for notice in result.notices:
            terminal.say(f"ctkg: {notice}")
        if form == "table":
            if result.columns:
                terminal.table(result.columns, result.texts(), title=title)
            else:
                typer.echo(result.serialize("ttl" if result.is_graph else "table").decode(), nl=False)
        else:
            sys.stdout.buffer.write(result.serialize(form))
            sys.stdout.buffer.flush()
    return 0


def _title(title: str, params: dict[str, Any]) -> str:
    """The title of a query and the values it is asked with, as they can be given with ``--param``."""
    from ctkg.iris import compact

    given = ", ".join(f"{name}={compact(term.value)}" for name, term in params.items())
    return f"{title}\n{given}" if given else title
