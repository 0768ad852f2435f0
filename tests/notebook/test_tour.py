"""The notebook of the docs runs, and shows what it says that it shows."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed: pip install -e '.[dev]'")
nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed: pip install -e '.[dev]'")
pytest.importorskip("ipykernel", reason="ipykernel is not installed: pip install -e '.[dev]'")

#: What the HTML of a cell must hold, by the beginning of the cell.
SHOWN = {
    "workshops = ": ("<table>", "workshop, Skopje, 2019-11-19", "rows</p>"),
    'kg.query("CQ46"': ("treaty-action/accession", "boolean"),
    "kg.show(": ("hasOrganizer", "Anti-Terrorism Centre of Kazakhstan", "jointly organized it"),
    "kg.explain(": ("<ul><li>", "propertyChainAxiom", "jointly organized it"),
    "kg.neighbourhood(": ("<svg", "17 of", "Terrorist Bombings Convention"),
    'kg.query("""\n    CONSTRUCT': ("<svg", "hasPartner", "triples</p>"),
    "kg.search(": ("Explosives precursors", "5 hits"),
    "import tempfile": ("Does not conform: 1 violation", "is before start", "violation"),
}


@pytest.fixture(scope="module")
def notebook(repository: Path) -> Any:
    return nbformat.read(repository / "docs" / "notebook" / "tour.ipynb", as_version=4)


def test_no_output_is_committed(notebook: Any) -> None:
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.outputs for cell in code if cell.outputs or cell.execution_count] == []


def test_the_notebook_runs(notebook: Any, demo: Path) -> None:
    client = nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(demo)}})
    done = client.execute()
    shown: dict[str, str] = {}
    for cell in done.cells:
        if cell.cell_type == "code":
            beginning = next((each for each in SHOWN if cell.source.startswith(each)), "")
            html = [output.data.get("text/html", "") for output in cell.outputs if "data" in output]
            assert bool(beginning) == bool(html), json.dumps(cell.outputs)[:400]
            if beginning:
                shown[beginning] = "".join(html)
    for beginning, words in SHOWN.items():
        for each in words:
            assert each in shown[beginning], (beginning, each)
    assert re.search(r"\(?0\.\d\d", shown["kg.show("]), "no confidence is shown"
