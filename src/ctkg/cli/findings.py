"""How findings are shown."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctkg.model import Report

FORMATS = ("human", "json", "turtle", "sarif", "junit", "github")


def show(report: Report, form: str, *, files: Sequence[str] = (), fail_on: str = "violation") -> None:
    """Print a report to stdout; see :func:`ctkg.graph.validate.report.render`."""
    from ctkg.graph.validate import report as writers

    sys.stdout.write(writers.render(report, form, files=files, fail_on=fail_on))


def write_report(report: Report, target: Path) -> None:
    """Write the W3C validation report to a file."""
    from ctkg.graph.validate import report as writers

    beside = target.with_name(target.name + ".part")
    beside.write_text(writers.render(report, "turtle"), encoding="utf-8")
    beside.replace(target)
