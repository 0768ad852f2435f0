"""Every name is in the scripts where the search looks for it; the search itself runs where Node.js is there."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctkg.site import finding
from ctkg.site.finding import Found

SEARCH = Path(finding.__file__).parent / "static" / "search.js"
#: Runs the search as a browser does, with just as much of a page as it uses; prints what it shows for each question.
BROWSER = """
const fs = require("fs"), vm = require("vm"), path = require("path");
const [script, folder, ...questions] = process.argv.slice(2);
function element() {
  return { children: [], textContent: "", value: "", append(...all) { this.children.push(...all); },
    appendChild(one) { this.children.push(one); }, replaceChildren() { this.children = []; }, focus() {},
    addEventListener(name, then) { this[name] = then; } };
}
const parts = { words: element(), state: element(), found: element() };
const waiting = [];
const page = vm.createContext({ URLSearchParams, window: { location: { search: "" } }, document: {
  getElementById: (id) => parts[id], querySelector: () => element(), createElement: element,
  head: { appendChild(one) { waiting.push(one); } } } });
page.window.window = page.window;
vm.runInContext(fs.readFileSync(path.join(folder, "assets/index.js"), "utf8"), page);
vm.runInContext(fs.readFileSync(script, "utf8"), page);
page.ctkgNames = page.window.ctkgNames;
for (const question of questions) {
  parts.words.value = question;
  parts.words.input();
  while (waiting.length) {
    const one = waiting.shift();
    vm.runInContext(fs.readFileSync(path.join(folder, one.src), "utf8"), page);
    one.onload();
  }
  console.log(JSON.stringify(parts.found.children.map((item) => item.children[0].href)));
}
"""


def entry(path: str, label: str, *names: str) -> Found:
    return Found(path, label, "Organisations", "", names)


def shards(pages: list[Found]) -> dict[str, list[str]]:
    """Paths by key, as a browser would have them after all scripts have run."""
    found = {}
    for path, text in list(finding.files(pages))[1:]:
        key, rows = json.loads("[" + text.removeprefix("ctkgNames(").removesuffix(");\n") + "]")
        found[key] = [row[0] for row in rows]
        assert path == f"assets/names/{path.rpartition('/')[2]}"
    return found


@given(st.lists(st.text(max_size=12), min_size=1, max_size=8), st.integers(1, 4))
def test_every_word_leads_to_a_script_that_has_its_page(labels: list[str], most: int) -> None:
    pages = [entry(f"id/{number}.html", label) for number, label in enumerate(labels)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finding, "_MOST", most)
        found = shards(pages)
    for page in pages:
        for word in finding.words(page.label):
            for asked in (word, word[:1]):
                keys = [key for key in found if asked.startswith(key) or key.startswith(asked)]
                assert any(page.path in found[key] for key in keys)


def test_large_scripts_are_told_apart_and_small_ones_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [entry(f"id/{number}.html", label) for number, label in enumerate(["osce", "odihr", "o", "unodc", "Élan"])]
    assert set(shards(pages)) == {"o", "u", "e"}
    monkeypatch.setattr(finding, "_MOST", 2)
    assert shards(pages) == {
        "e": ["id/4.html"], "o": ["id/2.html"], "od": ["id/1.html"], "os": ["id/0.html"], "u": ["id/3.html"],
    }  # fmt: skip


def test_the_index_is_the_same_in_any_order() -> None:
    pages = [entry(f"id/{number}.html", f"name {number}", "Имя") for number in range(9)]
    assert list(finding.files(pages)) == list(finding.files(pages[::-1]))
    assert [path for path, _ in finding.files(pages)] == sorted(path for path, _ in finding.files(pages))


@pytest.mark.skipif(shutil.which("node") is None, reason="no Node.js here to run the script of the search")
def test_the_search_finds_by_beginnings_of_words_in_any_script(tmp_path: Path) -> None:
    pages = [
        entry("id/a.html", "Action against Terrorism Unit", "ATU", "Антитеррористическое подразделение"),
        entry("id/b.html", "Atlantic Treaty Unit"),
        entry("id/c.html", "Côte d’Ivoire", "<b>"),
    ]
    for path, text in finding.files(pages):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / "run.js").write_text(BROWSER, encoding="utf-8")
    questions = ["atu", "terr un", "unit", "АНТИТЕРР", "cote", "nothing", "", "ivoire côte"]
    done = subprocess.run(
        ["node", tmp_path / "run.js", SEARCH, tmp_path, *questions], capture_output=True, text=True, timeout=60
    )
    assert done.stderr == ""
    a, b, c = (page.path for page in pages)
    assert [json.loads(line) for line in done.stdout.splitlines()] == [[a], [a], [b, a], [a], [c], [], [], [c]]
