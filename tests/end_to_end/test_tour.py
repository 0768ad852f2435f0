"""README.md cannot lie: every command of its tour is run, and must print what the page shows.

A line ``...`` stands for lines left out. ``pytest tests/end_to_end/test_tour.py --update-golden`` writes what
the commands print now into the page (blocks with a ``...`` are left alone: people chose what they show).
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.warm import Warm

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = ("README.md",)


@dataclass(frozen=True)
class Step:
    command: str
    expected: list[str]


def steps(block: str) -> list[Step]:
    found: list[Step] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append(Step(line[2:], []))
        elif line.startswith("> ") and not found[-1].expected:
            # The shell's mark of a command that goes on.
            found[-1] = Step(f"{found[-1].command}\n{line[2:]}", [])
        elif found:
            found[-1].expected.append(line.rstrip())
    return found


def run(command: str, folder: Path, program: Path) -> list[str]:
    """What ``command`` prints, without blank lines around it; ``ctkg`` is ``program``.

    Progress goes to stderr by time, so of stderr only what ctkg says by name counts.
    """
    environment = {
        **os.environ,
        "COLUMNS": "120",
        "TERM": "dumb",
        "NO_COLOR": "1",
        "PYTHONIOENCODING": "utf-8",
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
    }
    environment.pop("CTKG_STORE", None)
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=1_200,
    )
    said = [line for line in done.stderr.splitlines() if line.startswith("ctkg: ")]
    return [line.rstrip() for line in (*done.stdout.strip("\n").splitlines(), *said)]


def same(expected: list[str], printed: list[str]) -> bool:
    """True where the lines agree, a line ``...`` standing for any number of lines."""
    pattern = "\n".join(".*" if line.strip() == "..." else re.escape(line) for line in expected)
    return re.fullmatch(pattern, "\n".join(printed), re.DOTALL) is not None


@pytest.mark.parametrize("page", PAGES)
def test_every_command_prints_what_the_page_shows(
    page: str, warm: Warm, repository: Path, tmp_path: Path, update_golden: bool
) -> None:
    text = (repository / page).read_text(encoding="utf-8")
    blocks = BLOCK.findall(text)
    assert blocks, f"{page} shows no command"
    wrong = []
    for block in blocks:
        rewritten = []
        for step in steps(block):
            printed = run(step.command, tmp_path, warm.program())
            agree = same([line for line in step.expected if line] or [], [line for line in printed if line])
            if not agree and not update_golden:
                wrong.append(f"$ {step.command}\n" + "\n".join(printed[:60]))
            chosen = any(line.strip() == "..." for line in step.expected)
            rewritten += ["$ " + step.command.replace("\n", "\n> "), *(step.expected if chosen else printed)]
        if update_golden:
            text = text.replace(block, "\n".join(rewritten) + "\n")
    if update_golden:
        (repository / page).write_text(text, encoding="utf-8")
    assert not wrong, f"{page} shows something else than:\n" + "\n\n".join(wrong)
