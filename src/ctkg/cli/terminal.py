"""What people see: errors, progress and tables. Colours only on a terminal, and never where NO_COLOR is set."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ctkg.errors import UnreadableInput

if TYPE_CHECKING:
    from rich.console import Console

INTERRUPTED = 130


def fail(message: str, code: int) -> int:
    """Print ``message`` to stderr and return ``code``."""
    print(f"ctkg: {message}", file=sys.stderr)
    return code


def say(message: str) -> None:
    """A line for people, on stderr."""
    print(message, file=sys.stderr)


def console() -> Console:
    """A console on stdout; in a file or pipe it is wide and plain (``COLUMNS`` gives another width)."""
    from rich.console import Console

    if sys.stdout.isatty():
        return Console(highlight=False)
    return Console(highlight=False, width=int(os.environ.get("COLUMNS") or 200), color_system=None)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, title: str = "") -> None:
    """Print a title and a table to stdout; cells wrap where they are wider than the console."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        shown.add_column(column, overflow="fold")
    for row in rows:
        shown.add_row(*(Text(cell) for cell in row))
    out = console()
    with out.capture() as captured:
        out.print(shown)
    # rich fills every line up to the width of the table, which is in the way of copying and of diffs.
    lines = [line.rstrip() for line in captured.get().splitlines() if line.strip()]
    text = [*([title] if title else []), *(lines if shown.row_count else ["no rows"])]
    sys.stdout.write("\n".join(text) + "\n")


def short(sentence: str, limit: int = 200) -> str:
    """``sentence`` on one line, cut where it is longer than ``limit`` code points."""
    flat = " ".join(sentence.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def counted(number: int, noun: str) -> str:
    """``1 document``, ``2 documents``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def json_lines(rows: Iterable[dict[str, Any]]) -> None:
    """One JSON object a line on stdout."""
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A progress callback: a bar on a terminal, a line for each stage that takes over a second elsewhere."""
    if quiet:
        yield lambda stage, done, total: None
    elif sys.stderr.isatty():
        yield from _bar()
    else:
        yield _lines()


def _bar() -> Iterator[Callable[[str, int, int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total or None)
            bar.update(tasks[stage], completed=done, total=total or None)

        yield show


def _lines() -> Callable[[str, int, int], None]:
    last = time.monotonic()

    def show(stage: str, done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last > 1.0:
            last = now
            say(f"{stage} {done}/{total}" if total else stage)

    return show


def text_of(source: str) -> str:
    """The text of a file, or of stdin where ``source`` is ``-``.

    Raises:
        UnreadableInput: it is missing or not UTF-8.
    """
    try:
        return sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise UnreadableInput("no such file", path=source) from error
    except UnicodeDecodeError as error:
        raise UnreadableInput("not UTF-8 text", path=source) from error
    except OSError as error:
        raise UnreadableInput(f"cannot be read: {error.strerror}", path=source) from error
