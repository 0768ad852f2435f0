"""``ctkg conflicts``: documents that differ, side by side."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ctkg.cli import options, terminal

if TYPE_CHECKING:
    from ctkg.review.conflicts import Conflict, Side

FORMATS = ("table", "json")
#: Sides that have a column each; more stand below each other.
_BESIDE = 3
_SENTENCE = 300


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(
        epilog="Examples: ctkg conflicts | ctkg conflicts id:event/release/1 | "
        'ctkg conflicts --prefer source --sources "UN, OSCE"',
    )(conflicts)


def conflicts(
    context: typer.Context,
    node: Annotated[
        str, typer.Argument(help="An event, person or document, by IRI, id or label.", metavar="[NODE]")
    ] = "",
    prefer: Annotated[
        str, typer.Option("--prefer", help="The answer where nobody decided: by source, date or confidence.")
    ] = "confidence",
    sources: Annotated[
        str, typer.Option("--sources", help='Publishers, the first before all others: "UN, OSCE".', metavar="NAMES")
    ] = "",
    form: Annotated[str, typer.Option("--format", "-f", help="table or json.")] = "table",
    store: options.Store = options.DEFAULT_STORE,
    endpoint: options.Endpoint = "",
) -> int:
    """Show where documents differ, each with its sentence, and which of it is the answer by the policy, and why."""
    import ctkg
    from ctkg.review.conflicts import Policy
    from ctkg.review.desk import Desk

    options.one_of(form, FORMATS, "--format")
    policy = Policy(prefer=prefer, sources=tuple(name.strip() for name in sources.split(",") if name.strip()))
    with ctkg.open(options.place(context, store, endpoint), read_only=True) as kg:
        found = Desk(kg.store).conflicts(node, policy)
    if form == "json":
        print(json.dumps([_flat(each) for each in found], ensure_ascii=False))
        return 0
    for each in found:
        _print(each)
    if not found:
        typer.echo("no documents differ")
    return 0


def _flat(conflict: Conflict) -> dict[str, Any]:
    answer = conflict.answer
    return {
        "id": conflict.point.id,
        "about": conflict.point.about,
        "label": conflict.label,
        "relation": conflict.point.relation,
        "of": conflict.of,
        "sides": [asdict(side) for side in conflict.sides],
        "answer": {
            "value": answer.side.value,
            "claim": answer.side.claim.iri,
            "policy": answer.policy,
            "why": answer.why,
        },
        "asserted": list(conflict.asserted),
    }


def _print(conflict: Conflict) -> None:
    from ctkg.iris import compact

    point = conflict.point
    of = f" ({conflict.of})" if conflict.of else ""
    title = f"\n{point.id[:8]}  {point.relation}{of}: {conflict.label} <{compact(point.about)}>"
    rows = [_cells(side) for side in conflict.sides]
    names = ("document", "value", "confidence", "published", "publisher", "sentence", "claim")
    if len(rows) <= _BESIDE:
        turned = [[name, *(row[place] for row in rows)] for place, name in enumerate(names)]
        terminal.table(turned[0], turned[1:], title=title)
    else:
        terminal.table(names, rows, title=title)
    answer = conflict.answer
    typer.echo(f"answer, by {answer.policy}: {answer.side.value} ({answer.side.source.document}); {answer.why}")
    typer.echo(f"the graph says: {', '.join(conflict.asserted) or 'none of them'}")


def _cells(side: Side) -> list[str]:
    return [
        side.source.document,
        side.value,
        f"{side.claim.confidence:g}",
        side.source.issued,
        side.source.publisher,
        f"“{terminal.short(side.claim.sentence, _SENTENCE)}”",
        side.claim.name[:8],
    ]
