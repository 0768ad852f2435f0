"""Scores statements against gold that somebody wrote by hand: who is right, where, and how often.

``gold`` and rows of the flat view (``predictions``) are compared fact by fact (``agreeing``), events are paired
(``aligning``), each prediction gets a verdict (``scoring``), verdicts are counted (``figures``) or listed
(``mistakes``). Only ``running`` knows how statements are made.
"""

from __future__ import annotations

from ctkg.evaluation.figures import Figures, Score
from ctkg.evaluation.running import Evaluation, evaluate
from ctkg.evaluation.scoring import Judgement, judge

__all__ = ["Evaluation", "Figures", "Judgement", "Score", "evaluate", "judge"]
