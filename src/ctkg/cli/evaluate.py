"""``ctkg evaluate``."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import asdict, astuple
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ctkg.cli import options, terminal

if TYPE_CHECKING:
    from ctkg.evaluation import Evaluation, Score

FORMATS = ("human", "json", "tsv")
_MEASURES = ("gold", "precision", "recall", "f1", "recall_all", "said_per_gold")
_HEADS = ("", "gold", "P", "R", "F1", "R (all)", "said")
_ERROR = ("document", "error", "relation", "value", "of", "event", "sentence")


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(
        epilog="Examples: ctkg evaluate gold/ reports/*.md | ctkg evaluate gold/ facts.jsonl --predicted --show",
    )(evaluate)


def evaluate(
    gold: Annotated[
        Path, typer.Argument(help="Folder with facts/*.jsonl and, if you like, traps.tsv.", metavar="GOLD")
    ],
    files: Annotated[
        list[str],
        typer.Argument(help="Documents, folders of them, or predictions (.jsonl).", metavar="FILE..."),
    ],
    form: Annotated[str, typer.Option("--format", "-f", help="human, json or tsv.")] = "human",
    show: Annotated[
        bool, typer.Option("--show", help="List what is wrong and what is missed, with its sentence.")
    ] = False,
    relation: Annotated[
        list[str] | None, typer.Option("--relation", "-r", help="Only this relation; may be given again.")
    ] = None,
    predicted: Annotated[
        bool, typer.Option("--predicted", help="Only documents that are among FILE; others count as missed.")
    ] = False,
    fail_under: Annotated[
        float, typer.Option("--fail-under", help="Exit with 1 where the overall F1 is lower.", min=0.0, max=1.0)
    ] = 0.0,
) -> int:
    """Print precision, recall and F1, and what stands behind them."""
    from ctkg import evaluation
    from ctkg.errors import UsageError
    from ctkg.model import RELATIONS

    options.one_of(form, FORMATS, "--format")
    for name in relation or ():
        options.one_of(name, tuple(RELATIONS), "--relation")
    result = evaluation.evaluate(gold, files, relations=relation or None, predicted=predicted)
    for error in result.failed:
        terminal.fail(str(error), error.exit_code)
    if not result.figures.documents:
        if result.failed:
            return 3
        raise UsageError("none of the files has gold here; gold is found by the id of the document", path=gold)
    if result.without_gold:
        terminal.say(f"no gold for: {', '.join(result.without_gold)}")
    if result.without_predictions and not predicted:
        number = terminal.counted(len(result.without_predictions), "document")
        terminal.say(f"{number} of the gold not among the files, every fact missed (--predicted leaves them out)")
    {"human": _human, "json": _json, "tsv": _tsv}[form](result, show)
    if result.failed:
        return 5
    return int((result.figures.score().f1 or 0.0) < fail_under)


def _scores(result: Evaluation) -> list[tuple[str, str, Score]]:
    figures = result.figures
    return [
        ("overall", "all", figures.score()),
        *(("group", name, score) for name, score in figures.groups().items()),
        *(("relation", name, figures.score({name})) for name in figures.names),
    ]


def _cells(score: Score) -> list[str]:
    """The measures as text; empty where the gold of no relation is complete."""
    values = (getattr(score, measure) for measure in _MEASURES)
    return ["" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value) for value in values]


def _human(result: Evaluation, show: bool) -> None:
    figures = result.figures
    terminal.table(_HEADS, ([name, *_cells(score)] for _, name, score in _scores(result)))
    lines = [
        f"{terminal.counted(figures.documents, 'document')}. P, R and F1: relations whose gold is complete; "
        "R (all): all relations; said: statements for each gold fact.",
        f"Precision of statements with confidence of 0.9 and more: {figures.sure_precision:.3f} ({figures.sure}).",
        f"Traps hit: {len(figures.trapped)} of {figures.traps}. Facts at the wrong event: {figures.elsewhere}.",
        f"Evidence: {result.evidence['evidence']} pieces, {result.evidence['not verbatim']} not verbatim; "
        f"{result.evidence['without']} facts without.",
    ]
    print("\n" + "\n".join(lines))
    document = ""
    for mistake in result.mistakes if show else ():
        if mistake.document != document:
            document = mistake.document
            print(f"\n{document}")
        of = f" of {mistake.of}" if mistake.of else ""
        event = f" ({mistake.event})" if mistake.event else ""
        print(f"  {mistake.kind:<11} {mistake.relation}: {mistake.value}{of}{event}")
        if mistake.sentence:
            print(f"              “{mistake.sentence}”")


def _json(result: Evaluation, show: bool) -> None:
    figures = result.figures
    told: dict[str, Any] = {
        "documents": figures.documents,
        "overall": asdict(figures.score()),
        "groups": {name: asdict(score) for name, score in figures.groups().items()},
        "relations": {name: asdict(figures.score({name})) for name in figures.names},
        "type_strict": figures.type_strict,
        "approx": figures.approx,
        "other_event": figures.elsewhere,
        "sure": figures.sure,
        "sure_precision": figures.sure_precision,
        "traps": figures.traps,
        "trapped": [dict(zip(("document", "relation", "value", "of"), trap, strict=True)) for trap in figures.trapped],
        "evidence": result.evidence["evidence"],
        "evidence_not_verbatim": result.evidence["not verbatim"],
        "facts_without_evidence": result.evidence["without"],
        "without_gold": result.without_gold,
    }
    if show:
        told["errors"] = [dict(zip(_ERROR, astuple(mistake), strict=True)) for mistake in result.mistakes]
    print(json.dumps(told, ensure_ascii=False, indent=1))


def _tsv(result: Evaluation, show: bool) -> None:
    """The figures, or with --show the errors: one table a file."""
    writer = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
    if show:
        writer.writerow(_ERROR)
        writer.writerows(map(astuple, result.mistakes))
        return
    writer.writerow(("kind", "name", *_MEASURES))
    writer.writerows([kind, name, *_cells(score)] for kind, name, score in _scores(result))
