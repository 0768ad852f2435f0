"""Fits the weights of pairs to gold: ``python learn.py GOLD... [--learnt GOLD...]``; needs scikit-learn.

Writes ``data/patterns/pairs.json``, which :mod:`ctkg.text.learnt` applies. A GOLD is a folder with ``documents/`` and
``facts/``. Those of ``--learnt`` are texts that rules were written on: the words of their facts teach as much as any,
but what rules say there is righter than elsewhere, so they count little in the second model.

The first model (words around an event and a name) is fitted with an L1 penalty, which leaves few words; the second
(what the first says, what rules say, what competes) sees only what the first says of documents that it was not fitted
on. The figures printed are of documents that neither saw.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy
from parts import part
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from ctkg.errors import CtkgError
from ctkg.evaluation import gold as golden
from ctkg.evaluation.agreeing import Names, agree
from ctkg.evaluation.aligning import align
from ctkg.evaluation.gold import Gold
from ctkg.evaluation.predictions import distinct, of_row
from ctkg.model import Document, Statement
from ctkg.text import confidence, extract, spacing
from ctkg.text.confidence import Model
from ctkg.text.facts import rows as flat
from ctkg.text.learnt import candidates as possible
from ctkg.text.learnt import pairs, people, places, second
from ctkg.text.learnt.candidates import Candidate
from ctkg.text.read import discover, languages, read

REPOSITORY = Path(__file__).resolve().parents[2]
_FOLDS = 10
#: A feature that fewer documents have is not looked at.
_RARE = 4
#: Strength of the models (the inverse of the penalty), and what a learnt text counts in the second.
_FIRST, _SECOND, _READ = 0.3, 0.3, 0.2
#: From which probability on a candidate is said, and below which a statement is dropped: near half the F1 that is
#: reached, and on the side of silence.
_ADD, _DROP = 0.5, 0.33
#: A relation of which gold has fewer right ones, or no wrong one, is not learnt; that is what is said of it then.
_FEW, _NEVER = 10, -9.0
#: A relation is judged only where held-out documents show it in so many cases: what is added is right in more than this
#: share of them, and what is dropped wrong.
_SHOWN, _LEAST, _LEAST_WRONG = 40, 0.5, 0.7


@dataclass(slots=True)
class Text:
    """One document: its candidates, numbers of their features, whether gold has them, and what rules say."""

    name: str
    clean: bool
    candidates: list[Candidate]
    features: list[list[int]]
    right: list[bool | None]
    statements: list[Statement]
    said: list[bool]
    odds: list[float] = field(default_factory=list)


def collect(folder: Path, numbers: dict[str, int], sure: Sequence[Model], *, clean: bool) -> Iterator[Text]:
    """The documents of ``folder`` in English; ``numbers`` grows by the features that they have, and ``sure`` is how
    sure statements are, for each part of the documents."""
    known = {gold.document: gold for gold in golden.load(folder)}
    for file in discover([folder / "documents"]):
        try:
            document = read(file)
        except CtkgError:
            continue  # what cannot be read states nothing
        if document.id in known and languages.of(document) == languages.ENGLISH:
            model = sure[part(document.id, len(sure))]
            yield _text(document, known[document.id], numbers, model, clean)


def _text(document: Document, gold: Gold, numbers: dict[str, int], sure: Model, clean: bool) -> Text:
    told = extract.by_rules(spacing.single(document).document, sure)

    def look(name: str) -> int:
        return numbers.setdefault(name, len(numbers))

    def beside(name: str) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for near, variant in places.variants(name):
            found.setdefault(near, []).append(look(variant))
        return found

    said = {possible.place(one): one for one in told.statements}
    found = possible.of(pairs.find(people.named(told.reading), told.events, look, beside), said)
    found = [one for one in found if one.relation not in gold.skipped]
    predictions = distinct([of_row(row) for row in flat(document, told.statements)])
    names = Names(gold.facts, predictions)
    events = align(gold.facts, predictions, names)
    return Text(
        name=document.id,
        clean=clean,
        candidates=found,
        features=[sorted(one.features) for one in found],
        right=[
            _right(document, said.get(one.place) or possible.statement(told.reading, one, 0.5), gold, events, names)
            for one in found
        ],
        statements=told.statements,
        said=[one.place in said for one in found],
    )


def _right(
    document: Document, statement: Statement, gold: Gold, events: Mapping[str, str], names: Names
) -> bool | None:
    """True where gold asks for it, None where it is optional; ``events`` are gold's by those that are said."""
    said = of_row(next(iter(flat(document, [statement]))))
    event = events.get(statement.event)
    hits = [
        fact
        for fact in gold.facts
        if fact.relation == statement.predicate and fact.event == event and agree(fact, said, names)
    ]
    return None if hits and all(fact.optional for fact in hits) else bool(hits)


def fold(text: Text) -> int:
    """The part of ten that a document belongs to."""
    return part(text.name, _FOLDS)


class First:
    """The first model: one regression for each relation, over the features that are seen often enough."""

    def __init__(self, texts: Sequence[Text], numbers: dict[str, int]) -> None:
        seen = Counter(number for text in texts for number in {n for one in text.features for n in one})
        self.names = [name for name, number in numbers.items() if seen[number] >= _RARE]
        columns = {numbers[name]: at for at, name in enumerate(self.names)}
        self.relations = sorted({one.relation for text in texts for one in text.candidates})
        self._rows: dict[str, tuple[csr_matrix, numpy.ndarray, numpy.ndarray, list[tuple[int, int]]]] = {}
        for relation in self.relations:
            places, indices, ends, right, parts = [], [], [0], [], []
            for number, text in enumerate(texts):
                for at, one in enumerate(text.candidates):
                    if one.relation == relation:
                        indices += [columns[n] for n in text.features[at] if n in columns]
                        ends.append(len(indices))
                        places.append((number, at))
                        right.append(text.right[at])
                        parts.append(fold(text))
            matrix = csr_matrix(
                (numpy.ones(len(indices), dtype=numpy.float32), indices, ends), shape=(len(places), len(columns))
            )
            self._rows[relation] = (matrix, numpy.array(right, dtype=object), numpy.array(parts), places)

    def held_out(self, texts: Sequence[Text]) -> None:
        """Gives each candidate the odds of a fit that did not see its document's part."""
        for text in texts:
            text.odds = [0.0] * len(text.candidates)
        for relation in self.relations:
            matrix, _, parts, places = self._rows[relation]
            for left in range(_FOLDS):
                outside = numpy.flatnonzero(parts == left)
                fitted = self._fit(relation, parts != left)
                if fitted is None:
                    for number, at in (places[row] for row in outside):
                        texts[number].odds[at] = _NEVER
                elif len(outside):
                    for row, odds in zip(outside, fitted.decision_function(matrix[outside]), strict=True):
                        number, at = places[row]
                        texts[number].odds[at] = float(odds)

    def whole(self) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
        """Bias of each relation, and the weights of each feature that has some."""
        bias: dict[str, float] = {}
        words: dict[str, dict[str, float]] = {}
        for number, relation in enumerate(self.relations):
            fitted = self._fit(relation, numpy.ones(len(self._rows[relation][3]), dtype=bool))
            bias[relation] = _NEVER if fitted is None else round(float(fitted.intercept_[0]), 3)
            if fitted is None:
                continue
            for at in numpy.flatnonzero(fitted.coef_[0]):
                weight = round(float(fitted.coef_[0][at]), 3)
                if weight:
                    words.setdefault(self.names[at], {})[str(number)] = weight
        return bias, dict(sorted(words.items()))

    def _fit(self, relation: str, inside: numpy.ndarray) -> LogisticRegression | None:
        matrix, right, _, _ = self._rows[relation]
        rows = numpy.flatnonzero(inside & numpy.array([one is not None for one in right]))
        known = right[rows].astype(bool)
        if not _FEW <= known.sum() < len(known):
            return None
        model = LogisticRegression(C=_FIRST, l1_ratio=1, solver="liblinear", max_iter=300, random_state=0)
        return model.fit(matrix[rows], known)


def chances(texts: Sequence[Text]) -> tuple[list[list[float]], dict[str, float]]:
    """The probability of each candidate in a second model that did not see its document, and the effects of one that
    saw all."""
    tables = [second.Table(text.candidates, text.odds, text.statements) for text in texts]
    told = [
        [dict(table.features(at)) for at in range(len(text.candidates))]
        for text, table in zip(texts, tables, strict=True)
    ]
    rows = [(n, at) for n, text in enumerate(texts) for at in range(len(text.candidates)) if text.right[at] is not None]
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([told[n][at] for n, at in rows])
    right = numpy.array([texts[n].right[at] for n, at in rows], dtype=bool)
    counts = numpy.array([1.0 if texts[n].clean else _READ for n, _ in rows])
    parts = numpy.array([fold(texts[n]) for n, _ in rows])
    found = [[0.0] * len(text.candidates) for text in texts]

    def fit(inside: numpy.ndarray) -> LogisticRegression:
        model = LogisticRegression(C=_SECOND, fit_intercept=False, solver="liblinear", max_iter=1000, random_state=0)
        return model.fit(matrix[inside], right[inside], sample_weight=counts[inside])

    for left in range(_FOLDS):
        outside = numpy.flatnonzero(parts == left)
        if len(outside):
            for row, chance in zip(outside, fit(parts != left).predict_proba(matrix[outside])[:, 1], strict=True):
                n, at = rows[row]
                found[n][at] = float(chance)
    effects = fit(numpy.ones(len(rows), dtype=bool)).coef_[0]
    named = {str(name): round(float(effects[at]), 3) for name, at in sorted(vectors.vocabulary_.items())}
    return found, {name: effect for name, effect in named.items() if effect}


def thresholds(
    texts: Sequence[Text], found: Sequence[Sequence[float]], relations: Sequence[str]
) -> tuple[dict[str, float], dict[str, float]]:
    """From where on a candidate is said, and below what a statement is dropped; prints what that does."""
    add: dict[str, float] = {}
    drop: dict[str, float] = {}
    for relation in relations:
        count: Counter[str] = Counter()
        for text, likely in zip(texts, found, strict=True):
            for one, right, said, chance in zip(text.candidates, text.right, text.said, likely, strict=True):
                if text.clean and one.relation == relation and right is not None:
                    word = "right" if right else "wrong"
                    count[f"{'said' if said else 'new'} {word}"] += 1
                    if said and chance < _DROP:
                        count[f"dropped {word}"] += 1
                    elif not said and chance >= _ADD:
                        count[f"added {word}"] += 1
        added, dropped = count["added right"] + count["added wrong"], count["dropped right"] + count["dropped wrong"]
        if added >= _SHOWN and count["added right"] > _LEAST * added:
            add[relation] = _ADD
        if dropped >= _SHOWN and count["dropped wrong"] > _LEAST_WRONG * dropped:
            drop[relation] = _DROP
        print(relation, ", ".join(f"{name} {number}" for name, number in sorted(count.items())))
    return add, drop


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path, nargs="+", metavar="GOLD", help="folders that rules were not written on")
    parser.add_argument("--learnt", type=Path, nargs="*", default=[], metavar="GOLD", help="folders that they were")
    parser.add_argument("--confidence", type=Path, nargs="*", default=[], metavar="FILE", help="for each part")
    parser.add_argument("--without", default="", metavar="K/N", help="leave part K of N of the documents out")
    parser.add_argument("--data", type=Path, default=REPOSITORY / "data" / "patterns" / "pairs.json")
    words = parser.parse_args()
    numbers: dict[str, int] = {}
    left, _, parts = words.without.partition("/")
    sure = [confidence.read(file) for file in words.confidence] or [confidence.model()]
    texts = [text for folder in words.gold for text in collect(folder, numbers, sure, clean=True)]
    texts += [text for folder in words.learnt for text in collect(folder, numbers, sure, clean=False)]
    if parts:
        texts = [text for text in texts if part(text.name, int(parts)) != int(left)]
    model = First(texts, numbers)
    model.held_out(texts)
    found, effects = chances(texts)
    add, drop = thresholds(texts, found, model.relations)
    bias, weights = model.whole()
    held = {
        "about": "Weights of pairs (src/ctkg/text/learnt); made by benchmarks/extraction/learn.py.",
        "made": {"documents": len(texts), "clean_documents": sum(text.clean for text in texts)},
        "relations": model.relations,
        "bias": bias,
        "add": add,
        "drop": drop,
        "second": effects,
        "words": weights,
    }
    words.data.write_text(json.dumps(held, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(texts)} documents, {len(model.names)} features seen, {len(weights)} with a weight")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
