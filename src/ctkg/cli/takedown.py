"""``ctkg takedown``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ctkg.cli import options, terminal
from ctkg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctkg.removal.tracing import Share, Trace

#: What no program on this machine can reach; the guide has the steps.
_BEYOND = """What ctkg cannot reach, and you have to see to (docs/guide/removal.md has the steps):
  - the documents themselves: take the name out of the files, or move them away
  - backups, dumps, exports and sites that were written before: delete or make them again
  - copies on servers: ctkg push again, and have the server's files written anew
  - the history of version control in the log's folder: rewrite it, and have others clone again
  - other people's stores: they have the act when they fetch the log and build, and must then do as you did"""


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(
        epilog="Examples: ctkg takedown 'Ana Roe' --dry-run | ctkg takedown id:person/ana-roe/moi --also 'Анна Роу' | "
        "ctkg takedown - --reason 'request 12 of 3 May' --yes < name.txt. "
        "To correct instead: ctkg review correct, ctkg add --replace."
    )(takedown)


def takedown(
    person: Annotated[
        str,
        typer.Argument(
            help="Name of the person, or the IRI; - reads it from stdin, so that it stands in no history of the shell."
        ),
    ],
    also: Annotated[
        list[str] | None, typer.Option("--also", help="Another spelling of the name.", metavar="NAME")
    ] = None,
    reason: options.Reason = "",
    by: options.By = "",
    everyone: Annotated[
        bool, typer.Option("--all-of-that-name", help="Several persons are called so, and the data of all are to go.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would go.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    store: options.Store = options.DEFAULT_STORE,
    decisions: options.Decisions = None,
    quiet: options.Quiet = False,
) -> int:
    """Take a person's data out of the store and its log for good; the decision is kept, not the data."""
    import ctkg

    can_ask = person != "-" and sys.stdin.isatty() and sys.stderr.isatty()
    if person == "-":
        person = sys.stdin.read().strip()
    with (
        ctkg.open(options.existing(store), read_only=dry_run) as kg,
        terminal.progress(quiet=quiet) as progress,
    ):
        trace = kg.trace(person, also=also or (), everyone=everyone, decisions=decisions)
        _show(trace)
        if dry_run:
            return 0
        if not yes:
            if not can_ask:
                raise UsageError("look at what would go with --dry-run, and say --yes")
            typer.confirm("Take all of this down for good?", abort=True, err=True)
        act = kg.takedown(trace, by=by or options.login(), reason=reason, decisions=decisions, progress=progress)
    typer.echo(f"taken down: {act.id}")
    if not quiet:
        terminal.say(_BEYOND)
    return 0


def _show(trace: Trace) -> None:
    """What would go, on stdout."""
    typer.echo(f"name: {', '.join(trace.spellings)}")
    for person in trace.persons:
        typer.echo(f"person: {person.iri}  {person.words}".rstrip())
    columns = ("document", "statements", "quotations", "posts", "marked")
    if trace.documents:
        terminal.table(columns, _rows(trace.documents))
    if trace.entries:
        terminal.table(("entry", "triples", "", "", "marked"), _rows(trace.entries))
    if trace.acts:
        typer.echo(f"acts of the log that name the person: {len(trace.acts)}")
    if not (trace.persons or trace.documents or trace.entries or trace.acts):
        typer.echo("nothing in the store or its log has this name; it would be kept out of what comes")


def _rows(shares: Sequence[Share]) -> list[tuple[str, ...]]:
    return [
        (
            each.id + (" (whole)" if each.whole else ""),
            str(each.claims),
            *(str(number) if number else "" for number in (each.quotations, each.posts, each.marked)),
        )
        for each in shares
    ]
