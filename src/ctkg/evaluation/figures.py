"""Figures of judged documents: precision, recall and F1 by relation, by group and over all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ctkg.evaluation.comparing import fold
from ctkg.evaluation.lexicon import relations
from ctkg.evaluation.scoring import RIGHT, WRONG, Judgement

#: A statement of at least this confidence counts as sure.
SURE = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Figures of some relations.

    Attributes:
        gold: facts asked for.
        complete: those of relations whose gold is complete; over these are ``precision``, ``recall`` and ``f1``,
            which are None where there are none.
        recall_all: share of all facts asked for that were found.
        said_per_gold: statements that are right or wrong, for each fact asked for.
    """

    gold: int
    complete: int
    precision: float | None
    recall: float | None
    f1: float | None
    recall_all: float
    said_per_gold: float


@dataclass(slots=True)
class Figures:
    """What documents score; add judgements one after the other."""

    documents: int = 0
    traps: int = 0
    trapped: list[tuple[str, str, str, str]] = field(default_factory=list)
    _tally: dict[str, Counter[str]] = field(default_factory=dict)
    _more: Counter[str] = field(default_factory=Counter)

    def add(self, judged: Judgement) -> None:
        """Count one document."""
        self.documents += 1
        self.traps += len(judged.traps)
        self.trapped += [(judged.document, trap.relation, trap.value, trap.of) for trap in judged.trapped]
        for fact in judged.asked:
            self._of(fact.relation)["gold"] += 1
            self._of(fact.relation)["found"] += 1
        for fact in judged.missed:
            self._of(fact.relation)["found"] -= 1
        for verdict in judged.verdicts:
            said, fact_found = verdict.said, verdict.fact
            if verdict.word not in (RIGHT, WRONG):
                continue
            self._of(said.relation)[verdict.word] += 1
            if said.relation in relations().complete and said.confidence >= SURE:
                self._more[f"sure {verdict.word}"] += 1
            self._more["elsewhere"] += verdict.elsewhere
            if fact_found is not None and fact_found.approx is not None:
                self._more["approx"] += 1
                self._more["approx right"] += fact_found.approx == said.approx
            if fact_found is not None and said.relation == "event.type":
                self._more["type"] += fold(fact_found.value) == fold(said.value)

    def score(self, wanted: Iterable[str] | None = None) -> Score:
        """The score over the relations ``wanted``, or over all."""
        chosen = self._tally.keys() if wanted is None else set(wanted) & self._tally.keys()
        total: Counter[str] = Counter()
        strict: Counter[str] = Counter()
        for relation in chosen:
            total.update(self._tally[relation])
            if relation in relations().complete:
                strict.update(self._tally[relation])
        precision = _ratio(strict["right"], strict["right"] + strict["wrong"])
        recall = _ratio(strict["found"], strict["gold"])
        scored = bool(strict["gold"])
        return Score(
            gold=total["gold"],
            complete=strict["gold"],
            precision=precision if scored else None,
            recall=recall if scored else None,
            f1=_ratio(2 * precision * recall, precision + recall) if scored else None,
            recall_all=_ratio(total["found"], total["gold"]),
            said_per_gold=_ratio(total["right"] + total["wrong"], total["gold"]),
        )

    def groups(self) -> dict[str, Score]:
        """The score of each group of relations that the documents have."""
        return {name: self.score(members) for name, members in relations().groups.items() if members & set(self.names)}

    @property
    def names(self) -> list[str]:
        """Relations that gold or predictions have, sorted."""
        return sorted(self._tally)

    @property
    def sure(self) -> int:
        """How many statements of relations with complete gold are sure (:data:`SURE`)."""
        return self._more["sure right"] + self._more["sure wrong"]

    @property
    def sure_precision(self) -> float:
        """Share of them that is right; 0 where there are none."""
        return _ratio(self._more["sure right"], self.sure)

    @property
    def type_strict(self) -> float:
        """Share of the types asked for that were found by their first name, not by an alias."""
        return _ratio(self._more["type"], self._tally.get("event.type", Counter())["gold"])

    @property
    def approx(self) -> float:
        """Share of the counts found that are as exact as gold says."""
        return _ratio(self._more["approx right"], self._more["approx"])

    @property
    def elsewhere(self) -> int:
        """Facts that gold says of another event."""
        return self._more["elsewhere"]

    def _of(self, relation: str) -> Counter[str]:
        return self._tally.setdefault(relation, Counter())


def check_evidence(rows: Iterable[Mapping[str, Any]], text: str | None) -> Counter[str]:
    """How much evidence ``rows`` have (``evidence``), how much is not verbatim in ``text`` (``not verbatim``, 0 where
    there is no text), and how many have none (``without``)."""
    found: Counter[str] = Counter({"evidence": 0, "not verbatim": 0, "without": 0})
    for row in rows:
        pieces = row.get("evidence") or ()
        found["without"] += not pieces
        found["evidence"] += len(pieces)
        if text is not None:
            found["not verbatim"] += sum(text[piece["start"] : piece["end"]] != piece["text"] for piece in pieces)
    return found


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
