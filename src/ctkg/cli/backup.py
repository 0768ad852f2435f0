"""``ctkg backup`` and ``ctkg restore``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ctkg.cli import options, terminal


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command(epilog="Examples: ctkg backup monday.tar | ctkg backup /mnt/safe/reports.tar --store reports.store")(
        backup
    )
    app.command(epilog="Examples: ctkg restore monday.tar | ctkg restore monday.tar --store old.store --replace")(
        restore
    )


def backup(
    target: Annotated[Path, typer.Argument(help="New file to write; it must not exist.", metavar="FILE")],
    store: options.Store = options.DEFAULT_STORE,
    quiet: options.Quiet = False,
) -> int:
    """Write the store to a file, and say what is in it."""
    from ctkg.graph.store.backup import backup as write

    done = write(options.existing(store), target)
    if not quiet:
        typer.echo(f"{terminal.counted(done.quads, 'quad')} at revision {done.revision} in {target}")
    return 0


def restore(
    source: Annotated[Path, typer.Argument(help="File that `ctkg backup` wrote.", metavar="FILE")],
    store: options.Store = options.DEFAULT_STORE,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace the store that stands there, once the new one is checked.")
    ] = False,
    quiet: options.Quiet = False,
) -> int:
    """Make a store from a backup, and say what is in it."""
    from ctkg.graph.store.backup import restore as read

    done = read(source, store, replace=replace)
    if not quiet:
        typer.echo(f"{terminal.counted(done.quads, 'quad')} at revision {done.revision}; store: {store}")
    return 0
