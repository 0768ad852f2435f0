"""Fits the confidence of statements to gold: ``python calibrate.py GOLD...``; needs scikit-learn.

Writes ``data/patterns/confidence.toml``, which :mod:`ctkg.text.confidence` applies, and ``docs/reliability.md``. A GOLD
is a folder with ``documents/`` and ``facts/`` on which no rule was written; a document counts once.

Every figure told is of documents that the model did not see: it is fitted again without each of ten parts of them. What
is learnt beyond the rules (``learn.py``), and the confidence on which that rests, should not have seen a document when
its statements are judged: ``--weights`` and ``--confidence`` name a file for each part of the documents, each fitted
``--without`` that part. ``teach.py`` does all this in turn.
"""

from __future__ import annotations

import argparse
import dataclasses
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy
import reliability
from parts import part
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

from ctkg.errors import CtkgError
from ctkg.evaluation import gold as golden
from ctkg.evaluation import judge
from ctkg.evaluation.lexicon import relations
from ctkg.evaluation.predictions import of_row
from ctkg.evaluation.scoring import NEITHER, WRONG
from ctkg.text import confidence
from ctkg.text.confidence import Signs, signs
from ctkg.text.extract import Taught, extract
from ctkg.text.facts import rows as flat
from ctkg.text.learnt import weights
from ctkg.text.read import discover, read

REPOSITORY = Path(__file__).resolve().parents[2]
#: Share of the true statements that the gold of a relation holds, where it is not complete: two careful readers agree
#: on three themes of four, and on most places and participants.
HELD = {"threat": 0.75, "topic": 0.75, "target.sector": 0.75, "target": 0.75, "output": 0.75, "follow_up": 0.75,
        "participant.group": 0.8, "event.title": 0.8, "part_of": 0.8}  # fmt: skip
_HELD_ELSE = 0.9
#: A rule or a sign seen less often has no effect of its own.
_RARE = 8
_FOLDS = 10
#: Strength of the fit (the inverse of its penalty); the penalty is L1, which leaves few effects.
_STRENGTH = 0.3
#: What the statements of 0.9 and more must reach, with the whole interval of their share.
_SURE = 0.97
#: Below this probability a statement is not told: wrong twice as often as right.
_LEAST = 0.33

Features = Mapping[str, float]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One statement with its verdict."""

    document: str
    told: Signs
    right: bool

    @property
    def complete(self) -> bool:
        """True where gold holds all that is true of its relation."""
        return self.told.relation in relations().complete


def collect(folder: Path, taught: Sequence[Taught]) -> Iterator[Case]:
    """The statements of the documents of ``folder`` that gold says to be right or wrong, those included that are too
    unsure to be told; ``taught`` is what statements are judged by, one for each part of the documents."""
    known = {gold.document: gold for gold in golden.load(folder)}
    for file in discover([folder / "documents"]):
        try:
            document = read(file)
        except CtkgError:
            continue  # what cannot be read states nothing
        if document.id not in known:
            continue
        statements = extract(document, taught[part(document.id, len(taught))])
        predictions = [of_row(row) for row in flat(document, statements)]
        number = {id(one.row): at for at, one in enumerate(predictions)}
        told = signs(document, statements)
        for verdict in judge(known[document.id], predictions).verdicts:
            if verdict.word != NEITHER:
                said = told[number[id(verdict.said.row)]]
                yield Case(document=document.id, told=said, right=verdict.word != WRONG)


def features(told: Signs, rules: frozenset[str]) -> Features:
    """The features of a statement for a fit that knows ``rules``; :func:`reliability.model` takes their names apart."""
    found = {"weight": told.weight, f"relation|{told.relation}|{confidence.ITSELF}": 1.0}
    known = told.rule in rules
    found[f"rule|{told.rule}|{confidence.ITSELF}" if known else "rare"] = 1.0
    for sign in told.signs:
        found[f"sign|{sign}"] = 1.0
        found[f"relation|{told.relation}|{sign}"] = 1.0
        if known:
            found[f"rule|{told.rule}|{sign}"] = 1.0
    return found


def rightness(cases: Sequence[Case]) -> list[float]:
    """How far each case is right: what gold lacks is wrong where gold is complete, else as often as that says.

    Of a relation whose gold holds the share h of what is true, a statement that gold has is true; if gold has the share
    g of them, g / h are true in all, and so of those that it lacks (g / h - g) / (1 - g).
    """
    seen = Counter(case.told.relation for case in cases)
    found = Counter(case.told.relation for case in cases if case.right)
    made = []
    for case in cases:
        right = float(case.right)
        if not case.right and not case.complete:
            had = min(0.999, found[case.told.relation] / seen[case.told.relation])
            true = min(0.95, had / HELD.get(case.told.relation, _HELD_ELSE))
            right = max(0.0, (true - had) / (1 - had))
        made.append(right)
    return made


def often(cases: Iterable[Case]) -> frozenset[str]:
    """Rules that are seen often enough to have an effect of their own."""
    return frozenset(rule for rule, number in Counter(case.told.rule for case in cases).items() if number >= _RARE)


class Fit:
    """A regression over the features that are seen often enough."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self.rules = often(cases)
        made = [features(case.told, self.rules) for case in cases]
        count = Counter(name for each in made for name in each)
        self.columns = {name: at for at, name in enumerate(sorted(n for n, seen in count.items() if seen >= _RARE))}
        right = numpy.array(rightness(cases))
        rows = self._matrix(made)
        split = numpy.flatnonzero((right > 0) & (right < 1))  # told twice, as right and as wrong, each by its share
        indices = numpy.concatenate([numpy.arange(len(cases)), split])
        labels = numpy.concatenate([right > 0, numpy.zeros(len(split), dtype=bool)])
        shares = numpy.concatenate([numpy.where(right > 0, right, 1.0), 1.0 - right[split]])
        self._model = LogisticRegression(C=_STRENGTH, l1_ratio=1, solver="liblinear", max_iter=300, random_state=0)
        self._model.fit(rows[indices], labels, sample_weight=shares)

    def odds(self, cases: Sequence[Case]) -> list[float]:
        """Log-odds that each case is right."""
        rows = self._matrix([features(case.told, self.rules) for case in cases])
        return [float(one) for one in self._model.decision_function(rows)]

    def effects(self) -> dict[str, float]:
        """The effects that are not 0; that which all share is ``base``."""
        found = {name: float(self._model.coef_[0][at]) for name, at in self.columns.items()}
        return {"base": float(self._model.intercept_[0])} | {name: value for name, value in found.items() if value}

    def _matrix(self, made: Sequence[Features]) -> csr_matrix:
        indices: list[int] = []
        values: list[float] = []
        ends = [0]
        for each in made:
            for name, value in each.items():
                if name in self.columns:
                    indices.append(self.columns[name])
                    values.append(value)
            ends.append(len(indices))
        return csr_matrix((values, indices, ends), shape=(len(made), len(self.columns)))


def held_out(cases: Sequence[Case], folds: int) -> list[tuple[Case, float]]:
    """Each case with its log-odds in a fit without its document's part."""
    found = []
    for number in range(folds):
        outside = [case for case in cases if part(case.document, folds) == number]
        if outside:
            fitted = Fit([case for case in cases if part(case.document, folds) != number])
            found += list(zip(outside, fitted.odds(outside), strict=True))
    return found


def recalibrated(found: Sequence[tuple[Case, float]]) -> tuple[float, float]:
    """Shift and slope that make the log-odds of held-out cases fit: a fit is surer of itself than it may be."""
    right = numpy.array(rightness([case for case, _ in found]))
    margins = numpy.array([[margin] for _, margin in found])
    both = numpy.concatenate([margins, margins])
    labels = numpy.concatenate([numpy.ones(len(right), dtype=bool), numpy.zeros(len(right), dtype=bool)])
    model = LogisticRegression(C=1e6).fit(both, labels, sample_weight=numpy.concatenate([right, 1.0 - right]))
    return float(model.intercept_[0]), min(1.0, float(model.coef_[0][0]))


def probability(log_odds: float) -> float:
    """The probability of ``log_odds``."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))


def threshold(found: Sequence[tuple[Case, float]]) -> float:
    """The lowest probability of at least 0.9 from which on enough statements are right; where none is high enough, that
    of the surest tenth."""
    ranked = sorted(((chance, case.right) for case, chance in found if case.complete), reverse=True)
    right, lowest = 0, 0.0
    for number, (chance, true) in enumerate(ranked, start=1):
        right += true
        last = number == len(ranked) or ranked[number][0] < chance
        if chance >= 0.9 and last and reliability.interval(right, number)[0] >= _SURE:
            lowest = chance
    return lowest or max(0.9, ranked[len(ranked) // 10][0] if ranked else 1.0)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path, nargs="+", metavar="GOLD", help="folders that rules were not written on")
    parser.add_argument("--weights", type=Path, nargs="*", default=[], metavar="FILE", help="of pairs, for each part")
    parser.add_argument("--confidence", type=Path, nargs="*", default=[], metavar="FILE", help="so far, for each part")
    parser.add_argument("--without", default="", metavar="K/N", help="leave part K of N of the documents out")
    parser.add_argument("--data", type=Path, default=REPOSITORY / "data" / "patterns" / "confidence.toml")
    parser.add_argument("--page", type=Path, default=REPOSITORY / "docs" / "reliability.md")
    parser.add_argument("--told", default="", metavar="WORDS", help="which documents these are, for the page")
    words = parser.parse_args()
    pairs = [weights.read(file) for file in words.weights] or [weights.load()]
    sure = [confidence.read(file) for file in words.confidence] or [confidence.model()]
    sure = [dataclasses.replace(one, least=0.0) for one in sure]
    taught = [
        Taught(pairs=pairs[at % len(pairs)], sure=sure[at % len(sure)]) for at in range(max(len(pairs), len(sure)))
    ]
    cases = [case for folder in words.gold for case in collect(folder, taught)]
    if words.without:
        left, parts = map(int, words.without.split("/"))
        cases = [case for case in cases if part(case.document, parts) != left]
    fitted = Fit(cases)
    found = held_out(cases, _FOLDS)
    shift, slope = recalibrated(found)
    chances = [(case, probability(shift + slope * margin)) for case, margin in found]
    model = reliability.model(fitted.effects(), shift, slope, threshold(chances), _LEAST, fitted.rules)
    told = [
        reliability.Told(case.told.relation, model.stated(chance), case.right, case.complete)
        for case, chance in chances
    ]
    made = {
        "documents": len({case.document for case in cases}),
        "statements": len(cases),
        "effects": len(fitted.effects()),
    }
    words.data.write_text(reliability.toml(model, made), encoding="utf-8")
    words.page.write_text(reliability.page(told, made, words.told), encoding="utf-8")
    print(reliability.summary(told))
    right = rightness([case for case, _ in found])
    lost = log_loss(
        [True] * len(right) + [False] * len(right),
        [chance for _, chance in chances] * 2,
        sample_weight=right + [1.0 - one for one in right],
    )
    print(f"log-loss {lost:.4f}, shift {shift:.3f}, slope {slope:.3f}, sure from {model.sure:.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
