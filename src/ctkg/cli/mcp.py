"""``ctkg mcp``."""

from __future__ import annotations

from typing import Annotated

import typer

from ctkg.cli import options


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(epilog="Examples: ctkg mcp --store ctkg.store | ctkg mcp --by 'the assistant of the desk'")(mcp)


def mcp(
    store: options.Store = options.DEFAULT_STORE,
    by: Annotated[str, typer.Option(help="Who proposes, in the proposals.", metavar="NAME")] = "an assistant",
    deadline: Annotated[float, typer.Option(help="Seconds that a query may take.", min=0.1)] = 30.0,
    memory: Annotated[int, typer.Option(help="Megabytes that a query may use beside the store.", min=50)] = 2_000,
) -> int:
    """Serve an assistant over standard input and output until it ends; proposals wait for `ctkg proposals`."""
    from ctkg.assistants import run

    run(options.existing(store), deadline=deadline, memory=memory, by=by)
    return 0
