"""Browser files of others are those that were taken, each with its licence, and nothing else lies among them."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
_SPEC = importlib.util.spec_from_file_location("vendor", REPOSITORY / "tools" / "vendor.py")
assert _SPEC and _SPEC.loader
vendor = importlib.util.module_from_spec(_SPEC)
sys.modules["vendor"] = vendor
_SPEC.loader.exec_module(vendor)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    target = tmp_path / "vendor"
    shutil.copytree(vendor.VENDOR, target)
    return target


def test_what_is_committed_is_what_was_taken(capsys: pytest.CaptureFixture[str]) -> None:
    assert vendor.main(["--check"]) == 0, capsys.readouterr().err


def test_the_list_is_as_the_tool_writes_it() -> None:
    assert vendor.written(vendor.read()) == (vendor.VENDOR / "vendor.toml").read_text(encoding="utf-8")


def test_a_changed_a_missing_and_an_unknown_file_are_found(copy: Path) -> None:
    with (copy / "cytoscape" / "cytoscape.min.js").open("a") as file:
        file.write("//")
    (copy / "cose-base" / "LICENSE.txt").unlink()
    (copy / "cose-base" / "more.js").write_text("", encoding="utf-8")
    assert list(vendor.faults(copy)) == [
        "cose-base/LICENSE.txt: is missing",
        "cytoscape/cytoscape.min.js: is not the file of cytoscape 3.35.0",
        "cose-base/more.js: vendor.toml does not name it",
    ]


def test_a_licence_that_asks_too_much_and_a_package_without_notice_are_found(copy: Path, tmp_path: Path) -> None:
    notice = tmp_path / "NOTICE"
    notice.write_text("nothing", encoding="utf-8")
    text = (copy / "vendor.toml").read_text(encoding="utf-8")
    first = vendor.read()[0]
    (copy / "vendor.toml").write_text(text.replace(f'"{first.licence}"', '"GPL-3.0-only"', 1), encoding="utf-8")
    found = list(vendor.faults(copy, notice))
    assert found[0] == f"{first.name} {first.version}: GPL-3.0-only is no licence under which files are taken in"
    assert f"{first.name} {first.version}: NOTICE does not name it" in found


def test_imports_by_name_become_paths_and_nothing_else_changes() -> None:
    module = "import { a } from '@one/state';\nexport { b } from \"other\";\nconst c = 'import d from @one/state';\n"
    linked = vendor.linked(module, {"@one/state": "../one-state/index.js"})
    assert linked == module.replace("from '@one/state'", "from '../one-state/index.js'")


def test_no_module_imports_what_a_page_cannot_find() -> None:
    for package in vendor.read():
        for one in (file for file in package.file if package.entry and file.name.endswith(".js")):
            path = vendor.VENDOR / package.folder / one.name
            for found in vendor._IMPORT.finditer(path.read_text(encoding="utf-8")):
                assert (path.parent / found[2]).is_file(), f"{package.name}: {found[0]}"
