"""Types that pass between the stages: frozen, slotted, keyword-only, standard library only."""

from ctkg.model.document import Document, Passage, Source, Span
from ctkg.model.mention import Entity, Link, Mention
from ctkg.model.report import SEVERITIES, BuildSummary, Failure, Finding, OpinionTally, Report
from ctkg.model.statement import COUNTS, OUTCOMES, RELATIONS, STANCES, Evidence, Statement, Verdict

__all__ = [
    "COUNTS",
    "OUTCOMES",
    "RELATIONS",
    "SEVERITIES",
    "STANCES",
    "BuildSummary",
    "Document",
    "Entity",
    "Evidence",
    "Failure",
    "Finding",
    "Link",
    "Mention",
    "OpinionTally",
    "Passage",
    "Report",
    "Source",
    "Span",
    "Statement",
    "Verdict",
]
