"""What the person at a page wishes for the entries on it, and the writing of them: one way for a form and a text."""

from __future__ import annotations

from starlette.requests import Request

from ctkg.adding import ASK, DISTINCT, SAME, Wishes
from ctkg.errors import UnreadableInput
from ctkg.serve.pages.posting import Values

#: Inputs of a page beside the entry itself: where it comes from, why, what is to be done in doubt.
INPUTS = ("said-source", "said-reason", "likely", "replace")


def wishes(request: Request, given: Values, by: str) -> Wishes:
    """What :data:`INPUTS` among ``given`` ask for; nothing is written by these wishes alone."""
    likely = given.get("likely", ASK)
    return Wishes(
        by=by,
        source=given.get("said-source", ""),
        reason=given.get("said-reason", ""),
        replace="replace" in given,
        likely=likely if likely in (SAME, DISTINCT) else ASK,
        dry_run=True,
        decisions=request.app.state.settings.decisions,
    )


def enter(request: Request, text: str, form: str, wanted: Wishes) -> str:
    """Adds the entries of a text in ``form`` (``yaml``, ``csv`` ...).

    Returns:
        The id of their act, or nothing where one was refused: a check says what is wrong.
    """
    try:
        with request.app.state.access.writing() as graph:
            entered = graph.enter(
                text.encode(),
                format=form,
                by=wanted.by,
                source=wanted.source,
                reason=wanted.reason,
                replace=wanted.replace,
                likely=wanted.likely,
                decisions=wanted.decisions,
            )
    except UnreadableInput:
        return ""
    return str(entered.act)
