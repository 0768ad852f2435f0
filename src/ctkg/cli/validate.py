"""``ctkg validate``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ctkg.cli import options, terminal
from ctkg.cli.findings import FORMATS, show


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(
        epilog="Examples: ctkg validate entry.ttl | ctkg validate entry.jsonld -f json | ctkg validate",
    )(validate)


def validate(
    where: typer.Context,
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Entries; the whole store where none is given.", metavar="[FILE...]", readable=False),
    ] = None,
    form: Annotated[str, typer.Option("--format", "-f", help="human, json or turtle.")] = "human",
    engine: Annotated[str, typer.Option(help="shacl (fast) or pyshacl (reference).")] = "shacl",
    severity: Annotated[
        str, typer.Option(help="Show findings of this severity and worse: info, warning, violation.")
    ] = "info",
    fail_on: Annotated[
        str, typer.Option("--fail-on", help="Exit with 1 at this severity: info, warning, violation.")
    ] = "violation",
    store: options.Store = options.DEFAULT_STORE,
    endpoint: options.Endpoint = "",
) -> int:
    """Print what is wrong, where, and what to do."""
    import ctkg
    from ctkg.errors import CtkgError
    from ctkg.model import SEVERITIES, Report

    for value, name in ((severity, "--severity"), (fail_on, "--fail-on")):
        options.one_of(value, SEVERITIES, name)
    options.one_of(form, FORMATS, "--format")
    options.one_of(engine, ("shacl", "pyshacl"), "--engine")
    code = 0
    # Entries are judged in the context of the store where there is one, else of the ontology and reference alone.
    asked = not files or endpoint or store.exists()
    context = options.place(where, store, endpoint) if asked else None
    with ctkg.open(context, read_only=context is not None) as kg:
        entries: list[Path | None] = [*files] if files else [None]
        for file in entries:
            try:
                report = kg.validate(file, engine=engine)
            except CtkgError as error:
                if file is None:
                    raise
                code = max(code, terminal.fail(str(error), error.exit_code))
                continue
            if len(files or ()) > 1 and form == "human":
                typer.echo(f"{file}:")
            show(Report(findings=report.at_least(severity)), form)
            code = max(code, int(bool(report.at_least(fail_on))))
    return code
