"""Statements come back from the notes of a store as they were, and map to the same graphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctkg import bridge
from ctkg.making import extract
from ctkg.making.statements import dumps, loads

DOCUMENTS = sorted((Path(__file__).resolve().parents[2] / "data" / "documents").glob("*.md"))[::12]


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.stem)
def test_statements_come_back(file: Path) -> None:
    document, statements = extract(file)
    again, same = loads(dumps(document, statements))
    assert same == statements
    assert again.id == document.id and again.text == ""
    assert bridge.quads(again, same).graphs == bridge.quads(document, statements).graphs
