"""``ctkg add``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ctkg.cli import options, terminal


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(
        epilog="Examples: ctkg add workshop.yaml | ctkg add note.ttl --from 'a letter of 3 May' --dry-run | "
        "ctkg add list.csv --report list.report.csv --keep-going",
    )(add)


def add(
    files: Annotated[
        list[Path],
        typer.Argument(help="Forms (YAML, CSV) and RDF in any format; - for stdin.", metavar="FILE..."),
    ],
    by: Annotated[
        str,
        typer.Option("--by", help="Who adds this; else your login name.", envvar="CTKG_BY", metavar="NAME"),
    ] = "",
    said: Annotated[
        str, typer.Option("--from", help="Where it comes from, in your words: a letter, a call.", metavar="TEXT")
    ] = "",
    reason: Annotated[str, typer.Option("--reason", help="Why it is added.", metavar="TEXT")] = "",
    id: Annotated[
        str, typer.Option("--id", help="Id of the entry; else that of its form, or of its events.", metavar="ID")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change; write nothing.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of an entry of the same id.")] = False,
    same: Annotated[
        bool, typer.Option("--same-event", help="It is what the store seems to have: another report of it.")
    ] = False,
    distinct: Annotated[
        bool, typer.Option("--distinct", help="It is not what the store seems to have: keep them apart.")
    ] = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Add the good entries and leave out the others; else all or none.")
    ] = False,
    report: Annotated[
        Path | None,
        typer.Option("--report", help="Write what came of each entry to this file (csv or json).", metavar="FILE"),
    ] = None,
    form: Annotated[str, typer.Option("--format", "-f", help="text, patch (of a dry run) or json.")] = "text",
    written: Annotated[
        str,
        typer.Option(
            "--input-format", help="yaml, csv, ttl, trig, nt, nq, jsonld, rdfxml; else by suffix.", metavar="FORMAT"
        ),
    ] = "",
    fail_on: Annotated[
        str, typer.Option("--fail-on", help="Refuse at findings of this severity: info, warning, violation.")
    ] = "violation",
    store: options.Store = options.DEFAULT_STORE,
    decisions: options.Decisions = None,
    quiet: options.Quiet = False,
) -> int:
    """Check entries, compare them with the store, and add them: whole, or not at all."""
    import ctkg
    from ctkg.adding import ASK, DISTINCT, SAME, showing
    from ctkg.errors import UsageError

    options.one_of(form, showing.FORMATS, "--format")
    if same and distinct:
        raise UsageError("an entry is either another report of what the store has or not; leave out one of the two")
    if form == "patch" and not dry_run:
        raise UsageError("-f patch shows what --dry-run would change; add that")
    if report is not None:
        options.one_of(report.suffix.lstrip("."), showing.REPORTS, "--report FILE with the suffix")
        if not report.parent.is_dir():
            raise UsageError("the folder of this file does not exist; make it first", path=report)
    sources = [sys.stdin.buffer.read() if str(file) == "-" else file for file in files]
    if dry_run:
        options.existing(store)
    elif not store.exists() and not quiet:
        terminal.say(f"ctkg: {store} is new: it holds the ontology and the reference data")
    with (
        ctkg.open(store, read_only=dry_run) as kg,
        terminal.progress(quiet=quiet) as progress,
    ):
        entered = kg.enter(
            *sources,
            by=by or _login(),
            source=said,
            reason=reason,
            id=id,
            format=written,
            replace=replace,
            likely=SAME if same else DISTINCT if distinct else ASK,
            fail_on=fail_on,
            keep_going=keep_going,
            dry_run=dry_run,
            decisions=decisions,
            progress=progress,
        )
    if report is not None:
        report.write_text(showing.report(entered.outcomes, report.suffix.lstrip(".")), encoding="utf-8")
    if form == "json":
        sys.stdout.write(showing.as_json(entered))
    elif form == "patch" and entered.difference is not None:
        sys.stdout.writelines(showing.as_patch(entered.difference))
    elif not quiet or entered.exit_code:
        sys.stdout.write(showing.as_text(entered))
    return entered.exit_code


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""  # nobody: a container without a name for its user
