"""Gold: what a careful reader finds in a document, and what such a reader would not say."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ctkg.errors import UnreadableInput
from ctkg.evaluation.comparing import fold
from ctkg.model import COUNTS, RELATIONS

_EVENT = re.compile(r"e\d+")
_KEYS = frozenset({"rel", "value", "aliases", "labels", "of", "event", "approx", "optional", "quote_key", "note"})
_TRAP = ("id", "rel", "wrong_value", "of", "why")
#: Marks a relation that nobody annotated in this document.
_SKIP = "_skip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact of the gold.

    Attributes:
        relation: a key of :data:`ctkg.model.RELATIONS`.
        value: as written: a name, an ISO date, a code, a number.
        names: value and other names, folded.
        of: as written: the event, the person, the thing counted or the instrument; or empty.
        event: the event it hangs on; ``e1`` where it says none.
        approx: for counts, how exact; None where gold does not say.
        optional: neither asked for nor held against what is said.
        quote_key: digest of the first words of a quotation, or empty.
        written: value and other names as written.
    """

    relation: str
    value: str
    names: tuple[str, ...]
    of: str
    event: str
    approx: bool | str | None
    optional: bool
    quote_key: str
    written: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """An assertion that a careful reader would not make: ``relation``, wrong ``value``, ``of`` what, and ``why``."""

    relation: str
    value: str
    of: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """The gold of one document; relations in ``skipped`` were not annotated and are not scored."""

    document: str
    facts: tuple[Fact, ...]
    traps: tuple[Trap, ...] = ()
    skipped: frozenset[str] = frozenset()


def load(folder: Path) -> list[Gold]:
    """The gold in ``folder``: ``facts/<document>.jsonl`` and, where there are some, ``traps.tsv``; sorted by document.

    Raises:
        UnreadableInput: there are no facts, or a line is not in the format of ``docs/guide/evaluate.md``.
    """
    files = sorted((folder / "facts").glob("*.jsonl"))
    if not files:
        raise UnreadableInput("no gold here; facts/<document>.jsonl is needed", path=folder)
    traps = _traps(folder / "traps.tsv")
    return [_gold(file, traps.get(file.stem, ())) for file in files]


def lines(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file of JSON Lines, each with its 1-based line; empty lines are passed over.

    Raises:
        UnreadableInput: the file is missing or not UTF-8, or a line is not a JSON object.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        raise UnreadableInput(f"cannot be read: {reason}", path=file) from error
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except json.JSONDecodeError as error:
            raise UnreadableInput(f"not JSON: {error.msg}", path=file, line=number, column=error.colno) from error
        if not isinstance(item, dict):
            raise UnreadableInput("not a JSON object", path=file, line=number)
        yield number, item


def names(values: Iterable[object]) -> tuple[str, ...]:
    """``values`` folded, without those that are missing."""
    return tuple(fold(str(value)) for value in values if value not in (None, ""))


def _gold(file: Path, traps: Iterable[Trap]) -> Gold:
    facts, skipped = [], set()
    for number, item in lines(file):
        try:
            if item.get("rel") == _SKIP:
                skipped.add(str(item["value"]))
            else:
                facts.append(_fact(item))
        except (KeyError, TypeError, ValueError) as error:
            raise UnreadableInput(_complaint(error), path=file, line=number) from error
    kept = tuple(fact for fact in facts if fact.relation not in skipped)
    return Gold(document=file.stem, facts=kept, traps=tuple(traps), skipped=frozenset(skipped))


def _complaint(error: Exception) -> str:
    return f"a fact needs {error}" if isinstance(error, KeyError) else str(error)


def _fact(item: dict[str, Any]) -> Fact:
    relation, value = item["rel"], item["value"]
    if relation not in RELATIONS:
        raise ValueError(f"{relation!r} is no relation; docs/guide/evaluate.md lists them")
    if unknown := sorted(item.keys() - _KEYS):
        raise ValueError(f"{unknown[0]!r} is no key of a fact; they are {', '.join(sorted(_KEYS))}")
    if relation in COUNTS | {"event.durationDays"}:
        int(value)
    aliases = list(item.get("aliases") or ())
    of = "" if item.get("of") is None else str(item["of"])
    return Fact(
        relation=relation,
        value=str(value),
        names=names([value, *aliases, *(item.get("labels") or ())[:6]]),
        of=of,
        event=item.get("event") or (of if _EVENT.fullmatch(of) else "e1"),
        approx=item.get("approx"),
        optional=bool(item.get("optional")),
        quote_key=item.get("quote_key") or "",
        written=(str(value), *map(str, aliases)),
    )


def _traps(file: Path) -> dict[str, list[Trap]]:
    if not file.exists():
        return {}
    found: dict[str, list[Trap]] = {}
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        for number, cells in enumerate(rows, start=1):
            if number == 1 or not any(cells):
                continue
            if not len(_TRAP) - 1 <= len(cells) <= len(_TRAP):
                raise UnreadableInput(f"{len(cells)} cells; a trap has {', '.join(_TRAP)}", path=file, line=number)
            document, relation, value, of, *why = cells
            found.setdefault(document, []).append(Trap(relation=relation, value=value, of=of, why="".join(why)))
    return found
