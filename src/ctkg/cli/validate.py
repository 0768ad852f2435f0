"""``ctkg validate``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ctkg.cli import options
from ctkg.cli.findings import FORMATS, show

if TYPE_CHECKING:
    from ctkg.entries.checking import Checker
    from ctkg.model import Finding


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(
        epilog="Examples: ctkg validate entry.yaml | ctkg validate entries/*.ttl -f sarif > report.sarif | "
        "ctkg validate - --from yaml < entry.yaml | ctkg validate",
    )(validate)


def validate(
    where: typer.Context,
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Entries, - for stdin; the whole store where none is given.", metavar="[FILE...]", readable=False
        ),
    ] = None,
    form: Annotated[
        str, typer.Option("--format", "-f", help="human, json, turtle (W3C report), sarif, junit or github.")
    ] = "human",
    given: Annotated[
        str,
        typer.Option(
            "--from", help="Format of the entries: yaml, csv, ttl, trig, nt, nq, jsonld, rdf; by default by suffix."
        ),
    ] = "",
    shapes: Annotated[
        Path | None,
        typer.Option(help="Judge by these shapes as well: a Turtle file or a folder of them.", metavar="PATH"),
    ] = None,
    engine: Annotated[str, typer.Option(help="shacl (fast) or pyshacl (reference).")] = "shacl",
    severity: Annotated[
        str, typer.Option(help="Show findings of this severity and worse: info, warning, violation.")
    ] = "info",
    fail_on: Annotated[
        str, typer.Option("--fail-on", help="Exit with 1 at this severity and worse: info, warning, violation.")
    ] = "violation",
    store: options.Store = options.DEFAULT_STORE,
    endpoint: options.Endpoint = "",
) -> int:
    """Print what is wrong, where, and what to do."""
    import ctkg
    from ctkg.entries.checking import Checker
    from ctkg.model import SEVERITIES, Report

    for value, name in ((severity, "--severity"), (fail_on, "--fail-on")):
        options.one_of(value, SEVERITIES, name)
    options.one_of(form, FORMATS, "--format")
    options.one_of(engine, ("shacl", "pyshacl"), "--engine")
    # Entries are judged in the context of the store where there is one, else of the ontology and reference alone.
    asked = not files or endpoint or store.exists()
    context = options.place(where, store, endpoint) if asked else None
    code = 0
    with ctkg.open(context, read_only=context is not None) as kg:
        if files:
            checker = Checker(kg.store if asked else None, engine=engine, also=shapes)
            found: list[Finding] = []
            for file in files:
                more, failed = _checked(checker, file, given, tell=form == "human")
                found += more
                code = max(code, failed)
            report = Report(findings=tuple(found))
        else:
            report = kg.validate(engine=engine, shapes=shapes)
    shown = Report(findings=report.at_least(severity))
    show(shown, form, files=[str(file) for file in files or ()], fail_on=fail_on)
    return max(code, int(bool(report.at_least(fail_on))))


def _checked(checker: Checker, file: Path, given: str, *, tell: bool) -> tuple[list[Finding], int]:
    """The findings about a file, and 3 or another code where it cannot be read; that is told on stderr if ``tell``."""
    from ctkg.entries.checking import unreadable
    from ctkg.errors import CtkgError, UsageError

    name = str(file)
    try:
        source = sys.stdin.buffer.read() if name == "-" else file
        return list(checker.check(source, name=name, format=given).findings), 0
    except CtkgError as error:
        if isinstance(error, UsageError) and error.path is None:
            raise  # about the call, and no file
        finding = unreadable(error, name)
        if tell:
            place = ":".join(str(part) for part in (name, finding.line, finding.column) if part)
            print(f"{place}: error: {error.message}", file=sys.stderr)
        return [finding], error.exit_code
