"""Fits the confidence of statements to gold: ``python calibrate.py GOLD... [--learnt GOLD...]``.

Writes ``data/patterns/confidence.toml``, which :mod:`ctkg.text.confidence` applies, and ``docs/reliability.md``. A GOLD
is a folder with ``documents/`` and ``facts/``; a document counts once. Those of ``--learnt`` are texts that rules were
written on: they help to tell rules apart, but how sure all of them are is learnt from the others, and only those are in
the tables.

Every figure told is of documents that the model did not see: it is fitted again without each of ten parts of them.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import reliability
from fitting import Features, Row, fit, loss, odds, probability

from ctkg import pipeline
from ctkg.errors import CtkgError
from ctkg.evaluation import gold as golden
from ctkg.evaluation import judge
from ctkg.evaluation.lexicon import relations
from ctkg.evaluation.predictions import of_row
from ctkg.evaluation.scoring import NEITHER, WRONG
from ctkg.text.confidence import Signs, signs
from ctkg.text.facts import rows as flat
from ctkg.text.read import discover

REPOSITORY = Path(__file__).resolve().parents[2]
#: Share of the true statements that the gold of a relation holds, where it is not complete: two careful readers agree
#: on three themes of four, and on most places and participants.
HELD = {"threat": 0.75, "topic": 0.75, "target.sector": 0.75, "target": 0.75, "output": 0.75, "follow_up": 0.75,
        "participant.group": 0.8, "event.title": 0.8, "part_of": 0.8}  # fmt: skip
_HELD_ELSE = 0.9
#: A rule seen less often has no effect of its own.
_RARE = 4
_FOLDS = 10
#: How strongly effects are held at 0; 0.25 to 2 give nearly the same loss on held-out documents.
_SCALE = 0.5
#: What the statements of 0.9 and more must reach, with some room above the 0.97 that is promised.
_SURE = 0.975
_LEAST_SURE = 60
#: What can only speak for a statement (1) or against it (-1).
_DIRECTIONS = {"weight": 1, "sign rules agree": 1, "sign said twice": 1, "sign rivals": -1, "sign not asserted": -1,
               "sign derived": -1, "sign side event": -1, "sign main event of several": -1, "sign many alike": -1,
               "sign away from its event": -1, "sign one name": -1, "sign several of its type": -1,
               "learnt": 1}  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One statement with its verdict."""

    document: str
    told: Signs
    right: bool
    learnt: bool

    @property
    def complete(self) -> bool:
        """True where gold holds all that is true of its relation."""
        return self.told.relation in relations().complete


def collect(folder: Path, *, learnt: bool = False) -> Iterator[Case]:
    """The statements of the documents of ``folder`` that gold says to be right or wrong."""
    known = {gold.document: gold for gold in golden.load(folder)}
    for file in discover([folder / "documents"]):
        try:
            document, statements = pipeline.extract(file)
        except CtkgError:
            continue  # what cannot be read states nothing
        if document.id not in known:
            continue
        predictions = [of_row(row) for row in flat(document, statements)]
        number = {id(one.row): at for at, one in enumerate(predictions)}
        told = signs(document, statements)
        for verdict in judge(known[document.id], predictions).verdicts:
            if verdict.word != NEITHER:
                yield Case(
                    document=document.id,
                    told=told[number[id(verdict.said.row)]],
                    right=verdict.word != WRONG,
                    learnt=learnt,
                )


def features(case: Case, rules: frozenset[str]) -> Features:
    """The features of ``case`` for a fit that knows ``rules``."""
    told = case.told
    found = {"base": 1.0, "weight": told.weight, f"relation {told.relation}": 1.0}
    found[f"rule {told.rule}" if told.rule in rules else "rare"] = 1.0
    found.update((f"sign {sign}", 1.0) for sign in told.signs)
    if case.learnt:
        found["learnt"] = 1.0
    return found


def rows(cases: Sequence[Case], rules: frozenset[str]) -> list[Row]:
    """What to fit: what gold lacks is wrong where gold is complete, else as often as its completeness says.

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
        made.append(Row(features=features(case, rules), right=right))
    return made


def often(cases: Iterable[Case]) -> frozenset[str]:
    """Rules that are seen often enough to have an effect of their own."""
    return frozenset(rule for rule, number in Counter(case.told.rule for case in cases).items() if number >= _RARE)


def effects(cases: Sequence[Case], start: Features | None = None) -> dict[str, float]:
    """Effects fitted to ``cases``; those of single rules, and of signs for one kind, are held at 0 most strongly."""
    made = rows(cases, often(cases))
    penalties = {"base": 0.01, "weight": 0.1, "learnt": 0.1}
    for name in {name for row in made for name in row.features} - penalties.keys():
        few = name.startswith("rule ") or ": " in name
        penalties[name] = _SCALE * (3.0 if few else 1.0)
    return fit(made, penalties, _DIRECTIONS, start)


def held_out(cases: Sequence[Case], every: Features, folds: int) -> list[tuple[Case, float]]:
    """Each case that was not learnt, with its log-odds in a fit without its document's part.

    ``every`` are the effects fitted to all of them, near which the search begins.
    """
    found = []
    for part in range(folds):
        inside = [case for case in cases if case.learnt or _part(case.document, folds) != part]
        outside = [case for case in cases if not case.learnt and _part(case.document, folds) == part]
        if outside:
            fitted, known = effects(inside, every), often(inside)
            found += [(case, odds(features(case, known), fitted)) for case in outside]
    return found


def _part(document: str, folds: int) -> int:
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % folds


def recalibrated(found: Sequence[tuple[Case, float]]) -> tuple[float, float]:
    """Shift and slope that make the log-odds of held-out cases fit: a fit is surer of itself than it may be."""
    cases = [case for case, _ in found]
    made = [
        Row(features={"shift": 1.0, "slope": margin}, right=row.right)
        for row, (_, margin) in zip(rows(cases, frozenset()), found, strict=True)
    ]
    fitted = fit(made, {"shift": 0.1, "slope": 0.1}, {"slope": 1}, {"slope": 1.0})
    return fitted["shift"], min(1.0, fitted["slope"])


def threshold(found: Sequence[tuple[Case, float]]) -> float:
    """The lowest probability of at least 0.9 from which on enough statements are right; where none is high enough, that
    of the surest tenth."""
    ranked = sorted(((chance, case.right) for case, chance in found if case.complete), reverse=True)
    right, lowest = 0, 0.0
    for number, (chance, true) in enumerate(ranked, start=1):
        right += true
        last = number == len(ranked) or ranked[number][0] < chance
        if chance >= 0.9 and last and number >= _LEAST_SURE and right / number >= _SURE:
            lowest = chance
    return lowest or max(0.9, ranked[len(ranked) // 10][0] if ranked else 1.0)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path, nargs="+", metavar="GOLD", help="folders that rules were not written on")
    parser.add_argument("--learnt", type=Path, nargs="*", default=[], metavar="GOLD", help="folders that they were")
    parser.add_argument("--data", type=Path, default=REPOSITORY / "data" / "patterns" / "confidence.toml")
    parser.add_argument("--page", type=Path, default=REPOSITORY / "docs" / "reliability.md")
    parser.add_argument("--told", default="", metavar="WORDS", help="which documents these are, for the page")
    words = parser.parse_args()
    cases = [case for folder in words.gold for case in collect(folder)]
    held = frozenset(case.document for case in cases)
    cases += [case for folder in words.learnt for case in collect(folder, learnt=True) if case.document not in held]
    fitted = effects(cases)
    found = held_out(cases, fitted, _FOLDS)
    shift, slope = recalibrated(found)
    chances = [(case, probability(shift + slope * margin)) for case, margin in found]
    model = reliability.model(fitted, shift, slope, threshold(chances), often(cases))
    told = [
        reliability.Told(case.told.relation, model.stated(chance), case.right, case.complete)
        for case, chance in chances
    ]
    made = {
        "documents": len({case.document for case in cases}),
        "statements": len(cases),
        "held_out_documents": len({case.document for case, _ in found}),
        "held_out_statements": len(found),
    }
    words.data.write_text(reliability.toml(model, made), encoding="utf-8")
    words.page.write_text(reliability.page(told, made, words.told), encoding="utf-8")
    print(reliability.summary(told))
    lost = loss(rows([case for case, _ in found], frozenset()), [chance for _, chance in chances])
    print(f"log-loss {lost:.4f}, shift {shift:.3f}, slope {slope:.3f}, sure from {model.sure:.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
