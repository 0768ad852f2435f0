"""The commands of ``ctkg review`` that decide, and ``ctkg undo``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ctkg.cli import options

if TYPE_CHECKING:
    from ctkg.review.carrying import Effect
    from ctkg.review.desk import Desk

Item = Annotated[str, typer.Argument(help="Id of an item, or the beginning of it.", metavar="ITEM")]
Items = Annotated[list[str], typer.Argument(help="Ids of items, or the beginnings of them.", metavar="ITEM...")]
Again = Annotated[bool, typer.Option("--again", help="Decide anew on what somebody decided on already.")]


def register(group: typer.Typer) -> None:
    """Add the commands to ``ctkg review``."""
    group.command(epilog='Examples: ctkg review accept 3f2a | ctkg review accept 3f2a 77b0 --reason "read in full"')(
        accept
    )
    group.command(epilog='Example: ctkg review reject 3f2a --reason "only the dateline says so"')(reject)
    group.command(
        epilog="Examples: ctkg review correct 3f2a 2019-11-21 | ctkg review correct 77b0 UNODC | "
        'ctkg review correct 77b0 "Border Academy" --new --kind academy --state KZ'
    )(correct)
    group.command(epilog="Examples: ctkg review prefer 3f2a my-release | ctkg review prefer 3f2a 77b0")(prefer)
    group.command(
        epilog="Examples: ctkg review merge 3f2a | ctkg review merge id:person/n-aliev/a id:person/n-aliev/b"
    )(merge)
    group.command(epilog="Examples: ctkg review split 3f2a | ctkg review split id:event/a/1 id:event/b/1")(split)
    register_undo(group)


def register_undo(app: typer.Typer) -> None:
    """Add ``undo``, which stands alone as well."""
    app.command(epilog="Examples: ctkg undo | ctkg undo 1a2b3c4d | ctkg undo --dry-run")(undo)


def accept(
    items: Items,
    reason: options.Reason = "",
    again: Again = False,
    dry_run: options.DryRun = False,
    store: options.Store = options.DEFAULT_STORE,
    decisions: options.Decisions = None,
    by: options.By = "",
) -> int:
    """Documents state these claims; the nodes of a possible duplicate are one."""
    with writing(store, decisions, by, dry_run) as desk:
        tell(desk, desk.accept(*items, reason=reason, again=again, dry_run=dry_run), dry_run)
    return 0


def reject(
    items: Items,
    reason: options.Reason = "",
    again: Again = False,
    dry_run: options.DryRun = False,
    store: options.Store = options.DEFAULT_STORE,
    decisions: options.Decisions = None,
    by: options.By = "",
) -> int:
    """Documents do not state these claims; the nodes of a possible duplicate are not one."""
    with writing(store, decisions, by, dry_run) as desk:
        tell(desk, desk.reject(*items, reason=reason, again=again, dry_run=dry_run), dry_run)
    return 0


def correct(
    item: Item,
    value: Annotated[str, typer.Argument(help="What the document states: a date, a number, a type, a name.")],
    new: Annotated[bool, typer.Option("--new", help="The name is that of something nobody described yet.")] = False,
    kind: Annotated[str, typer.Option("--kind", help="With --new: person, or a kind such as ministry, treaty.")] = "",
    state: Annotated[str, typer.Option("--state", help="With --new: the State it belongs to or lies in.")] = "",
    body: Annotated[str, typer.Option("--body", help="With --new: the body that a person belongs to.")] = "",
    reason: options.Reason = "",
    again: Again = False,
    dry_run: options.DryRun = False,
    store: options.Store = options.DEFAULT_STORE,
    decisions: options.Decisions = None,
    by: options.By = "",
) -> int:
    """The document states something else: VALUE."""
    from ctkg.errors import UsageError
    from ctkg.review.values import New

    if (kind or state or body) and not new:
        raise UsageError("--kind, --state and --body describe something new; add --new")
    described = New(kind=kind, state=state, body=body) if new else None
    with writing(store, decisions, by, dry_run) as desk:
        tell(desk, desk.correct(item, value, new=described, reason=reason, again=again, dry_run=dry_run), dry_run)
    return 0


def prefer(
    item: Item,
    which: Annotated[str, typer.Argument(help="Id of a document, or of a claim.", metavar="DOCUMENT|CLAIM")],
    reason: options.Reason = "",
    again: Again = False,
    dry_run: options.DryRun = False,
    store: options.Store = options.DEFAULT_STORE,
    decisions: options.Decisions = None,
    by: options.By = "",
) -> int:
    """Of claims that differ, one stands; the others are overruled."""
    with writing(store, decisions, by, dry_run) as desk:
        tell(desk, desk.prefer(item, which, reason=reason, again=again, dry_run=dry_run), dry_run)
    return 0


def merge(
    names: Annotated[list[str], typer.Argument(help="Two nodes (IRI, id or label), or an item.", metavar="A B|ITEM")],
    reason: options.Reason = "",
    again: Again = False,
    dry_run: options.DryRun = False,
    store: options.Store = options.DEFAULT_STORE,
    decisions: options.Decisions = None,
    by: options.By = "",
) -> int:
    """Two persons, bodies, events or documents are one."""
    from ctkg.errors import UsageError

    if len(names) > 2:
        raise UsageError("name two nodes, or one item; several are merged two by two")
    with writing(store, decisions, by, dry_run) as desk:
        one, other = names if len(names) == 2 else _pair(desk, names[0])
        tell(desk, desk.merge(one, other, reason=reason, again=again, dry_run=dry_run), dry_run)
    return 0


def split(
    names: Annotated[
        list[str],
        typer.Argument(help="A member and those it is not one with, by their IRIs; or an item.", metavar="A B...|ITEM"),
    ],
    reason: options.Reason = "",
    again: Again = False,
    dry_run: options.DryRun = False,
    store: options.Store = options.DEFAULT_STORE,
    decisions: options.Decisions = None,
    by: options.By = "",
) -> int:
    """Two persons, bodies, events or documents are not one; of a wrongly merged node the members are named."""
    with writing(store, decisions, by, dry_run) as desk:
        one, *others = names if len(names) > 1 else _pair(desk, names[0])
        tell(desk, desk.split(one, *others, reason=reason, again=again, dry_run=dry_run), dry_run)
    return 0


def undo(
    act: Annotated[str, typer.Argument(help="Id of an act, or a part of it; your last one where none is given.")] = "",
    reason: options.Reason = "",
    dry_run: options.DryRun = False,
    store: options.Store = options.DEFAULT_STORE,
    decisions: options.Decisions = None,
    by: options.By = "",
) -> int:
    """Take an act back: another act that says so; undo of an undo has it again."""
    with writing(store, decisions, by, dry_run) as desk:
        tell(desk, desk.undo(act, reason=reason, dry_run=dry_run), dry_run)
    return 0


@contextmanager
def writing(store: Path, decisions: Path | None, by: str, dry_run: bool = False) -> Iterator[Desk]:
    """A desk at which somebody decides, or only looks at what would come of it."""
    import ctkg
    from ctkg.review.desk import Desk

    with ctkg.open(options.existing(store), read_only=dry_run) as kg:
        yield Desk(kg.store, by=by or options.login(), decisions=decisions)


def tell(desk: Desk, effect: Effect, dry_run: bool) -> None:
    """Print what was done, what changed, and findings that are new."""
    from ctkg.review import telling
    from ctkg.review.carrying import lines

    for notice in desk.notices:
        typer.echo(notice)
    for act in effect.acts:
        typer.echo(f"not done: {telling.what(act)}" if dry_run else f"{telling.what(act)}\n    {act.id}")
    typer.echo(effect.words())
    if dry_run:
        for line in lines(effect):
            typer.echo(line)
    for finding in effect.new:
        typer.echo(f"new finding, {finding.severity}: {finding.focus}: {finding.message}")
    for finding in effect.settled:
        typer.echo(f"no finding any more: {finding.focus}: {finding.message}")


def _pair(desk: Desk, name: str) -> tuple[str, str]:
    """The two nodes of an item that is a possible duplicate.

    Raises:
        UsageError: it is none.
    """
    from ctkg.errors import UsageError
    from ctkg.review.items import DUPLICATE

    item = desk.show(name).item
    if item.kind != DUPLICATE:
        raise UsageError(f"{item.short} is no possible duplicate; name two nodes")
    one, other = item.nodes
    return one, other
