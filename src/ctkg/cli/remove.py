"""``ctkg remove``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from ctkg.cli import options, terminal
from ctkg.errors import UsageError

if TYPE_CHECKING:
    from ctkg.api import KnowledgeGraph
    from ctkg.review.carrying import Effect

#: Ids that are named before somebody is asked.
_FEW = 10


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(
        epilog="Examples: ctkg remove skopje-2019 --reason 'withdrawn by its publisher' | "
        "ctkg remove entry-1a2b3c4d5e6f --dry-run | ctkg remove 'draft-*' --yes. To correct instead of removing: "
        "ctkg add --replace for an entry, ctkg review correct for what a document states. To take back: ctkg undo."
    )(remove)


def remove(
    names: Annotated[
        list[str],
        typer.Argument(help="Ids of documents and entries, or patterns in quotes.", metavar="DOCUMENT|ENTRY..."),
    ],
    reason: options.Reason = "",
    by: options.By = "",
    dry_run: options.DryRun = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Remove what a pattern means without asking.")] = False,
    store: options.Store = options.DEFAULT_STORE,
    decisions: options.Decisions = None,
    quiet: options.Quiet = False,
) -> int:
    """Take documents or entries out of the store, with all that was inferred from them."""
    import ctkg
    from ctkg.removal import is_pattern

    with ctkg.open(options.existing(store), read_only=dry_run) as kg:
        if any(map(is_pattern, names)) and not (yes or dry_run):
            names = _confirmed(kg, names, decisions)
        effect = kg.remove(*names, by=by or options.login(), reason=reason, dry_run=dry_run, decisions=decisions)
    if not quiet or dry_run:
        _tell(effect, dry_run)
    return 0


def _confirmed(kg: KnowledgeGraph, names: Sequence[str], decisions: object) -> list[str]:
    """The ids that patterns mean, if whoever sits at the terminal wants them gone.

    Raises:
        UsageError: nobody sits there.
        Abort: they do not.
    """
    from pathlib import Path

    from ctkg.decisions import log_of
    from ctkg.removal import choose

    folder = decisions if isinstance(decisions, Path) else None
    ids = choose(kg.store, log_of(kg.store, folder), names)
    what = terminal.counted(len(ids), "id")
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(f"this means {what}; say --yes if all of them are to go, or --dry-run to see what would")
    more = f" and {len(ids) - _FEW} more" if len(ids) > _FEW else ""
    terminal.say(", ".join(ids[:_FEW]) + more)
    typer.confirm(f"Remove {what}?", abort=True, err=True)
    return ids


def _tell(effect: Effect, dry_run: bool) -> None:
    from ctkg.review.carrying import lines

    (act,) = effect.acts
    what = ", ".join(act.documents)
    typer.echo(f"would remove {what}" if dry_run else f"removed {what}; to take that back: ctkg undo {act.id}")
    typer.echo(effect.words())
    if dry_run:
        for line in lines(effect):
            typer.echo(line)
    for finding in effect.new:
        typer.echo(f"new finding, {finding.severity}: {finding.focus}: {finding.message}")
