"""``ctkg resolve``."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ctkg.cli import options, terminal

if TYPE_CHECKING:
    from ctkg.graph.resolutions import Difference, Explanation, Match

FORMATS = ("table", "jsonl")


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(
        epilog="Examples: ctkg resolve | ctkg resolve --doubtful -f jsonl | ctkg resolve id:event/release/1",
    )(resolve)


def resolve(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(help="IRI, prefixed name, id or label of one node.", metavar="[NAME]")
    ] = None,
    doubtful: Annotated[bool, typer.Option("--doubtful", help="Only pairs that wait for a reader.")] = False,
    form: Annotated[str, typer.Option("--format", "-f", help="table or jsonl.")] = "table",
    store: options.Store = options.DEFAULT_STORE,
    endpoint: options.Endpoint = "",
) -> int:
    """Show decisions on sameness; changes nothing."""
    import ctkg
    from ctkg.iris import compact

    options.one_of(form, FORMATS, "--format")
    with ctkg.open(options.place(context, store, endpoint), read_only=True) as kg:
        if name is None:
            found = kg.matches(outcome="doubtful" if doubtful else "")
            if form == "jsonl":
                terminal.json_lines(map(_flat, found))
            else:
                columns = ("outcome", "kind", "score", "one", "other", "why")
                terminal.table(columns, ([*_row(m, compact), "; ".join(m.reasons)] for m in found))
            return 0
        explained = kg.identity(name)
    if form == "jsonl":
        terminal.json_lines([_whole(explained)])
    else:
        _print(explained, compact, doubtful=doubtful)
    return 0


def _row(match: Match, compact: Any) -> list[str]:
    nodes = [f"{label} <{compact(iri)}>" for label, iri in zip(match.labels, (match.one, match.other), strict=True)]
    return [match.outcome, match.kind, f"{match.score:g}", *nodes]


def _flat(match: Match) -> dict[str, Any]:
    values = asdict(match)
    return {**values, "labels": list(match.labels), "reasons": list(match.reasons)}


def _whole(explained: Explanation) -> dict[str, Any]:
    return {
        "iri": explained.iri,
        "label": explained.label,
        "members": [{"iri": iri, "label": label} for iri, label in explained.members],
        "matches": [_flat(match) for match in explained.matches],
        "differences": [asdict(difference) for difference in explained.differences],
    }


def _print(explained: Explanation, compact: Any, *, doubtful: bool) -> None:
    typer.echo(f"{explained.label}\n<{explained.iri}>")
    for iri, label in explained.members:
        typer.echo(f"  {label}  {compact(iri)}")
    for match in explained.matches:
        if doubtful and match.outcome != "doubtful":
            continue
        typer.echo(f"\n{match.outcome}, {match.score:g}: {compact(match.one)} and {compact(match.other)}")
        for reason in match.reasons:
            typer.echo(f"  {reason}")
    for difference in explained.differences:
        _differ(difference)


def _differ(difference: Difference) -> None:
    typer.echo(f"\nreports differ on {difference.relation}" + (f" ({difference.of})" if difference.of else ""))
    for told in difference.told:
        typer.echo(f"  {told.document}: {told.value}")
        typer.echo(f"      “{terminal.short(told.sentence)}”")
