"""Adding up the grounds of a judgement."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ctkg.resolve import lexicon
from ctkg.resolve.model import Judgement, Reason

#: Of nodes that stand at the same place of two documents with the same text.
SAID = Judgement(score=1.0, reasons=(Reason(1.0, "people said so"),), merges=True)
REPEATED = Judgement(score=1.0, reasons=(Reason(1.0, "the same release"),), merges=True)


def in_doubt(judgement: Judgement, why: str) -> Judgement:
    """``judgement`` as a doubt."""
    reasons = (*judgement.reasons, Reason(0.0, f"held back: {why}"))
    return replace(judgement, reasons=reasons, merges=False, doubtful=True)


@dataclass
class Grounds:
    """Collects the reasons for one pair; ``kind`` is a table of ``data/resolution/weights.toml``."""

    kind: str
    reasons: list[Reason] = field(default_factory=list)

    def add(self, weight: str, words: str) -> None:
        """One more ground, with the points that the table gives it."""
        self.reasons.append(Reason(_weights(self.kind)[weight], words))

    @property
    def score(self) -> float:
        """Sum of the points, kept within 0 and 1, two decimals."""
        return round(min(1.0, max(0.0, sum(reason.points for reason in self.reasons))), 2)

    def judge(self, *, hold: str = "", impossible: str = "") -> Judgement:
        """The judgement.

        Args:
            hold: why the two must not be merged without a person's look, whatever the score.
            impossible: why they are surely not the same.
        """
        if impossible:
            return Judgement(score=0.0, impossible=impossible)
        weights, score, reasons = _weights(self.kind), self.score, list(self.reasons)
        merges = score >= weights["merge"] and not hold
        if hold and score >= weights["doubt"]:
            reasons.append(Reason(0.0, f"held back: {hold}"))
        return Judgement(
            score=score, reasons=tuple(reasons), merges=merges, doubtful=not merges and score >= weights["doubt"]
        )


def _weights(kind: str) -> dict[str, float]:
    found: dict[str, float] = lexicon.load("weights")[kind]
    return found
