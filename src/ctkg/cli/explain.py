"""``ctkg explain``: why a statement holds."""

from __future__ import annotations

from typing import Annotated

import typer

from ctkg.cli import options


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(
        epilog="Examples: ctkg explain id:event/release/1 hasOrganizer osce-atu | ctkg explain osce-atu a ct:Actor",
    )(explain)


def explain(
    subject: Annotated[str, typer.Argument(help="IRI, prefixed name, id of a table, or label.", metavar="SUBJECT")],
    predicate: Annotated[str, typer.Argument(help="Property: hasOrganizer, ct:hasOrganizer, a.", metavar="PROPERTY")],
    object: Annotated[str, typer.Argument(help="As the subject, or the words of a value.", metavar="VALUE")],
    store: options.Store = options.DEFAULT_STORE,
) -> int:
    """Print the proof of a statement, premises below what they prove, down to the sentences."""
    import ctkg

    with ctkg.open(options.existing(store), read_only=True) as kg:
        proof = kg.explain(subject, predicate, object)
    for line in proof.lines():
        typer.echo(line)
    return 0
