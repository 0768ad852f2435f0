"""From files to figures: documents are extracted, predictions read, both judged by the gold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ctkg import pipeline
from ctkg.errors import CtkgError
from ctkg.evaluation import gold as golden
from ctkg.evaluation import predictions
from ctkg.evaluation.figures import Figures, check_evidence
from ctkg.evaluation.mistakes import Mistake, mistakes
from ctkg.evaluation.predictions import Prediction
from ctkg.evaluation.scoring import judge
from ctkg.model import Document


@dataclass(slots=True)
class Evaluation:
    """What files score.

    Attributes:
        figures: over the documents that have gold.
        mistakes: by document, see :func:`ctkg.evaluation.mistakes.mistakes`.
        evidence: see :func:`ctkg.evaluation.figures.check_evidence`.
        failed: documents that cannot be read; they count as not given.
        without_gold: ids of documents that no gold has, sorted.
        without_predictions: ids of gold that no file has, sorted.
    """

    figures: Figures = field(default_factory=Figures)
    mistakes: list[Mistake] = field(default_factory=list)
    evidence: Counter[str] = field(default_factory=Counter)
    failed: list[CtkgError] = field(default_factory=list)
    without_gold: list[str] = field(default_factory=list)
    without_predictions: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Said:
    predictions: list[Prediction] = field(default_factory=list)
    document: Document | None = None


def evaluate(
    gold: str | Path,
    files: Iterable[str | Path],
    *,
    relations: Collection[str] | None = None,
    predicted: bool = False,
) -> Evaluation:
    """Score ``files`` against the folder ``gold``.

    Args:
        gold: folder with ``facts/<document>.jsonl`` and, if there are some, ``traps.tsv``.
        files: documents and folders of them, which are extracted; ``.jsonl`` files, which hold rows of the flat view.
        relations: score these only.
        predicted: leave out gold of documents that are not among ``files``; else all of its facts are missed.

    Raises:
        UnreadableInput: the gold, predictions, or a folder cannot be read.
    """
    result = Evaluation()
    wanted = golden.load(Path(gold))
    said = _said(files, result.failed)
    result.without_gold = sorted(said.keys() - {one.document for one in wanted})
    result.without_predictions = sorted({one.document for one in wanted} - said.keys())
    for one in wanted:
        if predicted and one.document not in said:
            continue
        given = said.get(one.document, _Said())
        judged = judge(one, given.predictions)
        if relations is not None:
            judged = judged.only(relations)
        result.figures.add(judged)
        result.mistakes += mistakes(judged, given.document)
        text = given.document.text if given.document is not None else None
        result.evidence.update(check_evidence((each.row for each in given.predictions), text))
    return result


def _said(files: Iterable[str | Path], failed: list[CtkgError]) -> dict[str, _Said]:
    from ctkg.text.facts import rows
    from ctkg.text.read import discover

    found: dict[str, _Said] = {}
    documents = []
    for file in files:
        if Path(file).suffix == ".jsonl":
            for document, given in predictions.load(Path(file)).items():
                found.setdefault(document, _Said()).predictions += given
        else:
            documents.append(file)
    for source in discover(documents):
        try:
            read, statements = pipeline.extract(source)
        except CtkgError as error:
            failed.append(error)
            continue
        one = found.setdefault(read.id, _Said())
        one.predictions += map(predictions.of_row, rows(read, statements))
        one.document = read
    return found
