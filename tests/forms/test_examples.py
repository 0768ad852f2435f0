"""A good and five bad examples of every kind: what is said of the bad ones stands beside them, word for word.

All of them are made up and say so. ``pytest --update-golden`` writes what is said anew: look at the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ctkg import forms
from ctkg.errors import UnreadableInput
from ctkg.forms import Filled
from ctkg.graph.validate.entry import judge_entry

EXAMPLES = Path(__file__).resolve().parent / "examples"
KINDS = [form.kind for form in forms.kinds()]
BAD = sorted(EXAMPLES.glob("*/bad-*.yaml"))


def said(file: Path) -> str:
    """Everything that is said of the form in ``file``: a line for each problem, with its place and field."""
    try:
        entries = forms.read(file.read_bytes(), name=file.name, form="yaml")
    except UnreadableInput as error:
        return f"{error}\n"
    problems = [problem for entry in entries for problem in entry.problems]
    return "".join(f"{each.file}:{each.line}:{each.column}: {each.field or '-'}: {each.message}\n" for each in problems)


def good(kind: str) -> Filled:
    file = EXAMPLES / kind / "good.yaml"
    (entry,) = forms.read(file.read_bytes(), name=file.name, form="yaml")
    return entry


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_good_example_and_five_bad_ones(kind: str) -> None:
    assert good(kind).problems == ()
    assert good(kind).kind == kind
    assert len(list((EXAMPLES / kind).glob("bad-*.yaml"))) >= 5
    assert "ictional" in (EXAMPLES / kind / "good.yaml").read_text(encoding="utf-8").splitlines()[0]


@pytest.mark.parametrize("file", BAD, ids=[f"{file.parent.name}/{file.stem}" for file in BAD])
def test_what_is_said_of_a_bad_example(file: Path, update_golden: bool) -> None:
    golden = file.with_suffix(".txt")
    if update_golden:
        golden.write_text(said(file), encoding="utf-8")
    assert said(file) == golden.read_text(encoding="utf-8")
    assert golden.stat().st_size


def test_good_examples_break_no_shape_and_no_axiom() -> None:
    # One test, so that one process alone has the closed reference data.
    reports = {kind: judge_entry(good(kind).quads, entry=good(kind).id) for kind in KINDS}
    found = {kind: [each for each in report.findings if each.severity != "info"] for kind, report in reports.items()}
    assert found == {kind: [] for kind in KINDS}
