"""``ctkg show``."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from ctkg.cli import options, terminal

if TYPE_CHECKING:
    from ctkg.graph.describe import Description
    from ctkg.graph.statements import Claim

FORMATS = ("text", "json", "ttl")


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(
        epilog='Examples: ctkg show osce-atu | ctkg show "Kazakhstan" -f json | ctkg show id:event/release/1 --depth 2',
    )(show)


def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="IRI, prefixed name, id of a table, or label.")],
    form: Annotated[str, typer.Option("--format", "-f", help="text, json or ttl (with claims and passages).")] = "text",
    depth: Annotated[
        int, typer.Option(help="2 shows the nodes as well that its own statements lead to, and so on.", min=1, max=5)
    ] = 1,
    store: options.Store = options.DEFAULT_STORE,
    endpoint: options.Endpoint = "",
) -> int:
    """Print types, statements with their sentences, who entered and decided what, members, and where reports differ."""
    import ctkg

    options.one_of(form, FORMATS, "--format")
    with ctkg.open(options.place(context, store, endpoint), read_only=True) as kg:
        found = kg.described(name, depth=depth)
        turtle = kg.turtle([each.iri for each in found]) if form == "ttl" else ""
    if form == "json":
        for each in found:
            sys.stdout.write(json.dumps(asdict(each), ensure_ascii=False) + "\n")
    elif form == "ttl":
        sys.stdout.write(turtle)
    else:
        for number, each in enumerate(found):
            if number:
                typer.echo("\n" + "─" * 40)
            _print(each)
    return 0


def _print(found: Description) -> None:
    typer.echo(f"{found.label}\n<{found.iri}>\n{' '.join(found.types)}")
    heading, last = "", ""
    for line in found.lines:
        name = f"← {line.predicate}" if line.direction == "in" else line.predicate
        if name != heading:
            typer.echo(f"\n{name}")
            heading, last = name, ""
        sure = "" if line.confidence is None else f", {line.confidence:g}"
        node = f"  {line.iri}" if line.iri and line.iri != line.value else ""
        shown = f"  {line.value}{node}  ({line.graph.partition('/')[0]}{sure})"
        if shown == last:
            continue  # another document says the same
        typer.echo(shown)
        last = shown
        _sentence(line.evidence)
    _beside(found)


def _beside(found: Description) -> None:
    """What stands beside the statements."""
    from ctkg.iris import compact

    if found.claims:
        typer.echo("\nalso claimed")
    for claim in found.claims:
        _claim(claim)
    if found.entered:
        typer.echo("\nentered")
    for entry in found.entered:
        why = f": {entry.reason}" if entry.reason else ""
        source = f" from {entry.source}" if entry.source else ""
        typer.echo(f"  {entry.entry}  by {entry.by or 'somebody'} on {entry.on}{source}{why}")
    if found.members:
        typer.echo("\nmembers")
    for iri, label in found.members:
        typer.echo(f"  {label}  {compact(iri)}")
    if found.points:
        typer.echo("\nreports differ")
    for point in found.points:
        typer.echo(f"  {point.relation}{f' of {point.of}' if point.of else ''}")
        for claim in point.claims:
            typer.echo(f"    {claim.value}  ({claim.document}{_sure(claim)})")
            _sentence(claim.passages[0].text if claim.passages else "")
    typer.echo(f"\nwho and when, line by line: ctkg blame {compact(found.iri)}")
    if found.members or found.pairs:
        typer.echo(f"why they are one, or may be: ctkg resolve {compact(found.iri)}")


def _claim(claim: Claim) -> None:
    from ctkg.iris import compact

    how = claim.outcome or claim.stance
    of = f" of {claim.of}" if claim.of else ""
    typer.echo(f"  {compact(claim.predicate)}  {claim.value}{of}  ({how}, {claim.document}{_sure(claim)})")
    _sentence(claim.passages[0].text if claim.passages else "")
    for each in claim.decisions:
        why = f": {each.reason}" if each.reason else ""
        typer.echo(f"      {each.kind} by {each.by or 'somebody'} on {each.on}{why}  {compact(each.act)}")


def _sure(claim: Claim) -> str:
    return "" if claim.confidence is None else f", {claim.confidence:g}"


def _sentence(text: str) -> None:
    if text:
        typer.echo(f"      “{terminal.short(text)}”")
