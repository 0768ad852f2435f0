"""``ctkg push``."""

from __future__ import annotations

from typing import Annotated

import typer

from ctkg.cli import options, terminal

#: The most graphs that a difference is told of.
_MOST = 20


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(
        epilog="Examples: ctkg push http://127.0.0.1:7878/ | "
        "CTKG_ENDPOINT_PASSWORD=... ctkg push https://example.org/sparql --user dba --verify",
    )(push)


def push(
    endpoint: Annotated[
        str,
        typer.Argument(
            help="Address of the server, of its query service, or of a data set there.",
            envvar="CTKG_ENDPOINT",
            metavar="URL",
        ),
    ],
    store: options.Store = options.DEFAULT_STORE,
    update: Annotated[
        str, typer.Option(help="Address of the update service, where it cannot be guessed.", metavar="URL")
    ] = "",
    graph_store: Annotated[
        str, typer.Option(help="Address of the Graph Store Protocol service, likewise.", metavar="URL")
    ] = "",
    user: Annotated[str, typer.Option(help="Name of the user; else CTKG_ENDPOINT_USER.", metavar="NAME")] = "",
    password_env: Annotated[
        str, typer.Option(help="Environment variable that holds the password.", metavar="NAME")
    ] = "CTKG_ENDPOINT_PASSWORD",
    token_env: Annotated[
        str, typer.Option(help="Environment variable that holds a bearer token.", metavar="NAME")
    ] = "CTKG_ENDPOINT_TOKEN",
    chunk: Annotated[int, typer.Option(help="Triples that one request carries, about.", min=100)] = 10_000,
    verify: Annotated[bool, typer.Option("--verify", help="Read everything back afterwards, and compare.")] = False,
    quiet: options.Quiet = False,
) -> int:
    """Copy what is missing, and say what was copied."""
    import ctkg
    from ctkg.graph.store import remote

    place = remote.address(
        endpoint,
        update=update,
        graph_store=graph_store,
        user=user,
        password_variable=password_env,
        token_variable=token_env,
    )
    with ctkg.open(options.existing(store), read_only=True) as kg, terminal.progress(quiet=quiet) as progress:
        done = kg.push(place, chunk=chunk, progress=progress)
        wrong = kg.compare(place, progress=progress) if verify else []
    if not quiet:
        verified = "; the same, graph by graph" if verify and not wrong else ""
        typer.echo(
            f"{terminal.counted(done.sent, 'graph')} sent with {terminal.counted(done.triples, 'triple')}, "
            f"{done.removed} removed, {done.kept} there already{verified}"
        )
    for each in wrong[:_MOST]:
        terminal.say(f"ctkg: differs: {each.graph}: {each.here} here, {each.there} there")
    if len(wrong) > _MOST:
        terminal.say(f"ctkg: and {len(wrong) - _MOST} more")
    return int(bool(wrong))
