"""What is scored: rows of the flat view (``ctkg facts -f jsonl``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ctkg.errors import UnreadableInput
from ctkg.evaluation.comparing import fold
from ctkg.evaluation.gold import lines, names

Row = Mapping[str, Any]
#: Other names of a value that are looked at; more would be guessing.
_MOST_LABELS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """One row of the flat view, made ready for comparison.

    Attributes:
        relation: as said.
        value: as said.
        names: value and its first six other names, folded.
        of: the person, the thing counted or the instrument, as said; or empty.
        event: its event, in the predictions' own numbering.
        approx: for counts.
        quote: the words quoted, or empty.
        confidence: 0 to 1.
        row: the row itself.
    """

    relation: str
    value: str
    names: tuple[str, ...]
    of: str
    event: str
    approx: bool | str
    quote: str
    confidence: float
    row: Row


def of_row(row: Row) -> Prediction:
    """``row`` made ready for comparison.

    Raises:
        KeyError, TypeError, ValueError: it lacks its relation or value, or the confidence is no number.
    """
    labels = [*(row.get("aliases") or ()), *(row.get("labels") or ())[:_MOST_LABELS]]
    return Prediction(
        relation=row["relation"],
        value=str(row["value"]),
        names=names([row["value"], *labels]),
        of=str(row.get("of") or ""),
        event=row.get("event") or "e1",
        approx=row.get("approx", False),
        quote=row.get("quote") or "",
        confidence=float(row.get("confidence") or 0.0),
        row=row,
    )


def load(file: Path) -> dict[str, list[Prediction]]:
    """The predictions in a file of JSON Lines, by document.

    Raises:
        UnreadableInput: it is missing, or a line is not a row of the flat view.
    """
    found: dict[str, list[Prediction]] = {}
    for number, item in lines(file):
        try:
            found.setdefault(str(item["document"]), []).append(of_row(item))
        except KeyError as error:
            raise UnreadableInput(f"a prediction needs {error}", path=file, line=number) from error
        except (TypeError, ValueError) as error:
            raise UnreadableInput(str(error), path=file, line=number) from error
    return found


def distinct(said: Iterable[Prediction]) -> list[Prediction]:
    """``said`` without what is said twice in the same words."""
    first: dict[tuple[object, ...], Prediction] = {}
    for one in said:
        first.setdefault((one.event, one.relation, fold(one.value), fold(one.of), one.quote), one)
    return list(first.values())
