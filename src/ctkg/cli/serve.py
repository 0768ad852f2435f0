"""``ctkg serve``."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Annotated

import typer

from ctkg.cli import options

TITLE = "Counter-terrorism co-operation"


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(
        epilog="Examples: ctkg serve | ctkg serve --write --by 'A. Analyst' | ctkg serve --port 8080 --deadline 10",
    )(serve)


def serve(
    store: options.Store = options.DEFAULT_STORE,
    host: Annotated[
        str,
        typer.Option(help="Address to serve at; 127.0.0.1 is this machine alone.", metavar="ADDRESS"),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.", min=0, max=65535)] = 7341,
    write: Annotated[
        bool, typer.Option("--write", help="Let whoever has the token write: add, review, update.")
    ] = False,
    token: Annotated[
        str,
        typer.Option(
            help="The token; else a new one is made and printed. Better given by CTKG_TOKEN than here.",
            envvar="CTKG_TOKEN",
            metavar="TOKEN",
            show_default=False,
        ),
    ] = "",
    by: options.By = "",
    decisions: options.Decisions = None,
    title: Annotated[str, typer.Option(help="Name on every page.", metavar="TEXT")] = TITLE,
    deadline: Annotated[float, typer.Option(help="Seconds that a query may take.", min=0.1)] = 30.0,
    memory: Annotated[int, typer.Option(help="Megabytes that a query may use beside the store.", min=50)] = 2_000,
    rows: Annotated[int, typer.Option(help="Rows of one answer at most.", min=1)] = 10_000,
    workers: Annotated[int, typer.Option(help="Processes that answer queries.", min=1)] = 2,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Let writers add documents by their address in the web.")
    ] = False,
    hosts: Annotated[
        list[str] | None,
        typer.Option("--name", help="A further name by which the server may be called.", metavar="HOST"),
    ] = None,
    origins: Annotated[
        list[str] | None,
        typer.Option(
            "--origin", help="A site whose pages may read from here; '*' is every one. Default: none.", metavar="ORIGIN"
        ),
    ] = None,
    proxies: Annotated[
        list[str] | None,
        typer.Option(
            "--proxy", help="Address of a reverse proxy whose X-Forwarded-* headers are believed.", metavar="ADDRESS"
        ),
    ] = None,
    audit: Annotated[
        Path | None,
        typer.Option(help="File that tells of every write; default: STORE.audit.jsonl.", metavar="FILE"),
    ] = None,
    metrics: Annotated[bool, typer.Option("--metrics", help="Let other machines read /metrics, too.")] = False,
) -> int:
    """Serve the store to browsers and programs: a workbench, SPARQL, JSON; read-only unless told."""
    from ctkg.errors import UsageError
    from ctkg.serve import SHORTEST_TOKEN, Settings, run

    if write and token and len(token) < SHORTEST_TOKEN:
        raise UsageError(f"a token has {SHORTEST_TOKEN} letters at least; leave it out, and one is made")
    settings = Settings(
        store=options.existing(store),
        write=write,
        token=(token or secrets.token_urlsafe(24)) if write else "",
        by=(by or options.login()) if write else "",
        decisions=decisions,
        deadline=deadline,
        memory=memory,
        rows=rows,
        workers=workers,
        fetch=fetch,
        hosts=tuple(hosts or ()),
        origins=tuple(origins or ()),
        proxies=tuple(proxies or ()),
        audit=audit,
        metrics=metrics,
        title=title,
    )
    run(settings, host=host, port=port)
    return 0
