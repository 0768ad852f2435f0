"""``ctkg review``: the queue, what readers decide on it, and ``ctkg undo``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ctkg.cli import asking, deciding, options, terminal

if TYPE_CHECKING:
    from ctkg.review.desk import Desk
    from ctkg.review.items import Wanted

FORMATS = ("table", "json")

Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", help="Only items of this kind: returned, conflict, duplicate, doubtful.", metavar="KIND"),
]
Document = Annotated[str, typer.Option("--document", help="Only what concerns this document.", metavar="ID")]
Relation = Annotated[
    str, typer.Option("--relation", help="Only claims of this relation, such as event.start.", metavar="NAME")
]
Below = Annotated[
    float | None,
    typer.Option("--below", help="Claims less sure than this are doubtful.", min=0.0, max=1.0, metavar="CONFIDENCE"),
]
Everything = Annotated[bool, typer.Option("--all", help="The claims that are sure, and those decided on, as well.")]
Form = Annotated[str, typer.Option("--format", "-f", help="table or json.")]
Item = Annotated[str, typer.Argument(help="Id of an item, or the beginning of it.", metavar="ITEM")]


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    group = typer.Typer(
        rich_markup_mode=None,
        no_args_is_help=True,
        epilog='Start with: ctkg review list | ctkg review next | ctkg review accept 3f2a --reason "the annex says so"',
    )
    group.command(
        "list", epilog="Examples: ctkg review list --kind conflict | ctkg review list --all --document release"
    )(list_)
    group.command("next", epilog="Examples: ctkg review next | ctkg review next --relation event.start")(next_)
    group.command(epilog="Examples: ctkg review show 3f2a91bc | ctkg review show 3f2a -f json")(show)
    deciding.register(group)
    group.command(epilog="Examples: ctkg review log --kind reject | ctkg review log --by me --since 2026-11-01")(log)
    app.add_typer(group, name="review")
    deciding.register_undo(app)


def list_(
    kinds: Kinds = None,
    document: Document = "",
    relation: Relation = "",
    below: Below = None,
    everything: Everything = False,
    limit: Annotated[int, typer.Option("--limit", help="How many to show; 0 for all.", min=0)] = 20,
    form: Form = "table",
    store: options.Store = options.DEFAULT_STORE,
    decisions: options.Decisions = None,
) -> int:
    """What waits for a reader: decisions that came back, conflicts, possible duplicates, doubtful claims."""
    options.one_of(form, FORMATS, "--format")
    with reading(store, decisions) as desk:
        found = desk.waiting(_wanted(kinds, document, relation, below, everything), limit=limit or None)
    if form == "json":
        print(json.dumps({"counts": found.counts, "items": [asdict(each) for each in found.items]}, ensure_ascii=False))
        return 0
    columns = ("id", "kind", "document", "relation", "value", "why")
    rows = [
        (
            each.short,
            each.kind,
            _few(each.documents),
            each.relation,
            terminal.short(each.value, 60),
            terminal.short(each.why, 90),
        )
        for each in found.items
    ]
    terminal.table(columns, rows)
    counts = ", ".join(f"{number} {kind}" for kind, number in found.counts.items())
    if found.total:
        terminal.say(f"{len(found.items)} of {found.total}: {counts}")
    return 0


def next_(
    kinds: Kinds = None,
    document: Document = "",
    relation: Relation = "",
    below: Below = None,
    store: options.Store = options.DEFAULT_STORE,
    decisions: options.Decisions = None,
    by: options.By = "",
) -> int:
    """The next item with its sentence; on a terminal, one key decides and goes on."""
    wanted = _wanted(kinds, document, relation, below, False)
    if not asking.can_ask():
        with reading(store, decisions) as desk:
            found = desk.waiting(wanted, limit=1)
            if not found.items:
                typer.echo("nothing waits")
                return 0
            terminal.say(f"1 of {found.total}")
            asking.print_shown(desk.show(found.items[0].id))
        return 0
    with deciding.writing(store, decisions, by) as desk:
        asking.go_through(desk, wanted)
    return 0


def show(
    item: Item,
    form: Form = "table",
    store: options.Store = options.DEFAULT_STORE,
    decisions: options.Decisions = None,
) -> int:
    """One item: its sentences with the words marked, its documents, what else they say of the same."""
    options.one_of(form, FORMATS, "--format")
    with reading(store, decisions) as desk:
        found = desk.show(item)
    if form == "json":
        print(json.dumps(asdict(found), ensure_ascii=False))
    else:
        asking.print_shown(found)
    return 0


def log(
    document: Document = "",
    by: Annotated[str, typer.Option("--by", help="Only what this person did.", metavar="NAME")] = "",
    kind: Annotated[str, typer.Option("--kind", help="Only acts of this kind, such as reject.", metavar="KIND")] = "",
    since: Annotated[str, typer.Option("--since", help="Only since this day or time (UTC).", metavar="DATE")] = "",
    limit: Annotated[int, typer.Option("--limit", help="How many to show; 0 for all.", min=0)] = 20,
    form: Form = "table",
    store: options.Store = options.DEFAULT_STORE,
    decisions: options.Decisions = None,
) -> int:
    """What people did, the latest first, in words."""
    from itertools import islice

    from ctkg.decisions.acts import KINDS
    from ctkg.review import telling

    options.one_of(form, FORMATS, "--format")
    if kind:
        options.one_of(kind, tuple(KINDS), "--kind")
    with reading(store, decisions) as desk:
        fitting = (
            entry
            for entry in desk.acts()
            if by in ("", entry.act.by)
            and kind in ("", entry.act.kind)
            and (
                not document or document in entry.act.documents or any(c.document == document for c in entry.act.claims)
            )
            and entry.act.on >= since
        )
        found = list(islice(fitting, limit or None))
    if form == "json":
        print(
            json.dumps([{"id": e.act.id, **asdict(e.act), "undone_by": e.undone_by} for e in found], ensure_ascii=False)
        )
        return 0
    for entry in found:
        undone = f" (undone by {entry.undone_by})" if entry.undone_by else ""
        typer.echo(f"{telling.line(entry.act)}{undone}\n    {entry.act.id}")
    if not found:
        typer.echo("no acts")
    return 0


@contextmanager
def reading(store: Path, decisions: Path | None) -> Iterator[Desk]:
    """A desk at which nothing is decided."""
    import ctkg
    from ctkg.review.desk import Desk

    with ctkg.open(options.existing(store), read_only=True) as kg:
        desk = Desk(kg.store, decisions=decisions)
        if behind := desk.behind():
            terminal.say(
                f"ctkg: {terminal.counted(behind, 'act')} of the log came or went since the store was brought up to "
                "date; the next decision or build does that"
            )
        yield desk


def _wanted(kinds: list[str] | None, document: str, relation: str, below: float | None, everything: bool) -> Wanted:
    from ctkg.review.items import Wanted

    return Wanted(kinds=tuple(kinds or ()), document=document, relation=relation, below=below, everything=everything)


def _few(documents: tuple[str, ...]) -> str:
    return ", ".join(documents[:2]) + (f" +{len(documents) - 2}" if len(documents) > 2 else "")
