"""How an item of the queue is shown, and how a reader goes through the queue with one key for each."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from ctkg.cli import deciding, terminal
from ctkg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctkg.review.carrying import Effect
    from ctkg.review.conflicts import Side
    from ctkg.review.desk import Desk
    from ctkg.review.items import Wanted
    from ctkg.review.showing import Quoted, Shown

_KEYS = "a accept, r reject, c correct, s skip, u undo, q quit"
_SIDES = "1-9 lets that one stand, "
_HIGHLIGHT, _PLAIN = "\x1b[1;7m", "\x1b[0m"


def can_ask() -> bool:
    """True where somebody sits at a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def print_shown(shown: Shown) -> None:
    """An item: what it is, why it waits, its sentences with the words marked, what else is said of the same."""
    item = shown.item
    typer.echo(f"{item.short}  {item.kind}  {item.relation}  {item.value}")
    if item.why:
        typer.echo(f"  {item.why}")
    for act in shown.acts:
        from ctkg.review import telling

        typer.echo(f"  before: {telling.line(act)}")
    for number, (side, sentences) in enumerate(zip(shown.sides, shown.sentences, strict=True), start=1):
        _side(number if len(shown.sides) > 1 else 0, side, sentences)
    if shown.besides:
        typer.echo(f"\n{shown.besides[0].document} says of the same event as well")
        terminal.table(
            ("id", "relation", "value", "of", "confidence"),
            ((o.name[:8], o.relation, terminal.short(o.value, 60), o.of, f"{o.confidence:g}") for o in shown.besides),
        )


def _side(number: int, side: Side, sentences: Sequence[Quoted]) -> None:
    said, source = side.claim, side.source
    about = ", ".join(part for part in (source.publisher, source.issued) if part)
    head = f"{number}. " if number else ""
    typer.echo(
        f"\n{head}{source.document}" + (f"  {source.title}" if source.title else "") + (f"  ({about})" if about else "")
    )
    of = f" ({said.of})" if said.of else ""
    stance = "" if said.stance == "asserted" else f", {said.stance}"
    graph = "in the graph" if side.asserted else "not in the graph"
    sure = f"confidence {said.confidence:g}, {said.rule}, {graph}"
    typer.echo(f"  {said.name[:8]}  {said.relation} {said.value}{of}{stance}, {sure}")
    for sentence in sentences:
        typer.echo(f"      “{_marked(sentence)}”")
    for doubt in said.doubts:
        typer.echo(f"      doubt: {doubt}")


def _marked(sentence: Quoted) -> str:
    import os

    if sys.stdout.isatty() and "NO_COLOR" not in os.environ:
        return sentence.marked(_HIGHLIGHT, _PLAIN)
    return sentence.marked()


def go_through(desk: Desk, wanted: Wanted) -> None:
    """Show what waits, one after the other, and do what the keys say; a decision goes on to the next."""
    skipped: set[str] = set()
    while True:
        waiting = desk.waiting(wanted, limit=len(skipped) + 1)
        item = next((each for each in waiting.items if each.id not in skipped), None)
        if item is None:
            typer.echo(f"nothing waits any more, but for {len(skipped)} skipped" if skipped else "nothing waits")
            return
        left = waiting.total - len(skipped)
        terminal.say(f"\n{terminal.counted(left, 'item')} left")
        shown = desk.show(item.id)
        print_shown(shown)
        if not _decided(desk, shown, skipped):
            return


def _decided(desk: Desk, shown: Shown, skipped: set[str]) -> bool:
    """Ask until something is decided or skipped; False where the reader has enough."""
    sides = _SIDES if shown.item.kind == "conflict" else ""
    while True:
        terminal.say(f"\n[{sides}{_KEYS}]")
        key = typer.getchar().lower()
        if key in ("q", "\x04"):
            return False
        if key == "\x03":
            raise KeyboardInterrupt
        if key == "s":
            skipped.add(shown.item.id)
            return True
        try:
            effect = _carried_out(desk, shown, key)
        except UsageError as error:
            terminal.say(f"ctkg: {error}")
            continue
        if effect is not None:
            deciding.tell(desk, effect, dry_run=False)
            return True


def _carried_out(desk: Desk, shown: Shown, key: str) -> Effect | None:
    """What a key does; None where it means nothing here."""
    name = shown.item.id
    again = shown.item.kind == "returned"
    if key == "a":
        return desk.accept(name, again=again)
    if key == "r":
        return desk.reject(name, again=again)
    if key == "c":
        return desk.correct(name, typer.prompt("what the document states", err=True), again=again)
    if key == "u":
        return desk.undo()
    if key.isdigit() and 0 < int(key) <= len(shown.sides) and shown.item.kind == "conflict":
        return desk.prefer(name, shown.sides[int(key) - 1].claim.iri)
    return None
