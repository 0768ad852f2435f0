"""``ctkg site``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ctkg.cli import options, terminal


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(
        epilog='Examples: ctkg site public | ctkg site public --title "Border security in the region"',
    )(site)


def site(
    target: Annotated[
        Path, typer.Argument(help="Folder to write; of a former site the pages are replaced.", metavar="DIR")
    ],
    store: options.Store = options.DEFAULT_STORE,
    title: Annotated[str, typer.Option(help="Name of the site, on every page.", metavar="TEXT")] = "",
    all_places: Annotated[
        bool,
        typer.Option("--all-places", help="A page for every city of the gazetteer, even if nothing is said of it."),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Write into a folder that holds other files; they stay beside the pages.")
    ] = False,
    quiet: options.Quiet = False,
) -> int:
    """Write the site whole or not at all; open its index.html in a browser, no server is needed."""
    import ctkg
    from ctkg.site import Options

    asked = {"title": title} if title else {}
    how = Options(all_places=all_places, force=force, **asked)
    with (
        ctkg.open(options.existing(store), read_only=True) as kg,
        terminal.progress(quiet=quiet) as progress,
    ):
        done = kg.site(target, options=how, progress=progress)
    if not quiet:
        size = f"{terminal.counted(done.files, 'file')}, {done.size / 1e6:.1f} MB"
        terminal.say(f"{terminal.counted(done.nodes, 'thing')} in {size}: {target / 'index.html'}")
    return 0
