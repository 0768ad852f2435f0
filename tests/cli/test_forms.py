"""``ctkg new`` and ``ctkg schema`` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path
from subprocess import CompletedProcess
from typing import Protocol

import pytest

from ctkg import forms


class Run(Protocol):
    def __call__(self, *words: str | Path, cwd: Path | None = None, **variables: str) -> CompletedProcess[str]: ...


def test_a_form_is_printed_and_its_first_line_names_the_schema(ctkg: Run, tmp_path: Path) -> None:
    done = ctkg("new", "workshop", cwd=tmp_path)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", forms.template("workshop"))
    assert done.stdout.splitlines()[0] == "# yaml-language-server: $schema=workshop.schema.json"
    done = ctkg("schema", "workshop", cwd=tmp_path)
    assert (done.returncode, json.loads(done.stdout)) == (0, forms.schema("workshop"))


def test_kinds_and_values_are_listed(ctkg: Run, tmp_path: Path) -> None:
    lines = ctkg("new", cwd=tmp_path).stdout.splitlines()
    assert [line.split()[0] for line in lines] == [form.kind for form in forms.kinds()]
    done = ctkg("new", "visit", "--values", "mode", cwd=tmp_path)
    assert done.stdout == "hybrid\thybrid\nin person\tin-person\nonline\tonline\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("new", "worksop"), "there is no kind of entry 'worksop'; did you mean workshop?"),
        (("new", "workshop", "-f", "xml"), "--format 'xml' is unknown; choose one of: yaml, csv, ttl"),
        (("new", "--values", "mode"), "--values lists what a field of one kind takes; name the kind, as in: ctkg new"),
        (("new", "visit", "--values", "title"), "visit has no field 'title' with listed values; there are: "),
    ],
)
def test_what_there_is_not_is_refused(ctkg: Run, tmp_path: Path, words: tuple[str, ...], message: str) -> None:
    done = ctkg(*words, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in " ".join(done.stderr.split())
