"""Imports point down only, every third-party package has one home, and the light parts stay light."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src"
MODULES = sorted((SOURCE / "ctkg").rglob("*.py"))

#: Layers from the bottom up (docs/architecture.md). Parts of one set never import each other.
LAYERS = (
    {"errors"},
    {"iris"},
    {"notebook"},
    {"model"},
    {"allocator", "collection", "resources", "workers"},
    {"tables", "registry"},
    {"text", "graph"},
    {"bridge"},
    {"resolve"},
    {"making"},
    {"forms"},
    {"entries"},
    {"decisions"},
    {"clusters"},
    {"pipeline"},
    {"adding", "history", "interchange", "site"},
    {"review", "proposals"},
    {"removal"},
    {"evaluation"},
    {"api"},
    {"serve"},
    {"assistants"},
    {"cli"},
    {"__main__"},
)
#: The package itself offers `ctkg.open` and the version; only its lazy lookup reaches up.
ROOT = "ctkg"

#: Where a third-party package may be imported, as a beginning of the module's name.
HOMES = {
    "ahocorasick_rs": ("ctkg.text.find",),
    "distributed": ("ctkg.clusters",),
    "docx": ("ctkg.text.read",),
    "h11": ("ctkg.serve.security.connections",),
    "httpx2": ("ctkg.assistants",),
    "httpx": ("ctkg.text.opinions", "ctkg.graph.store.remote"),
    "anyio": ("ctkg.serve", "ctkg.assistants"),
    "jinja2": ("ctkg.site", "ctkg.serve.pages"),
    "lxml": ("ctkg.text.read",),
    "mcp": ("ctkg.assistants",),
    "mcp_types": ("ctkg.assistants",),
    "markdown_it": ("ctkg.text.read",),
    "owlrl": ("ctkg.graph.infer", "ctkg.graph.validate"),
    "pydantic": ("ctkg.assistants",),
    "pypdf": ("ctkg.text.read",),
    "pyoxigraph": (
        "ctkg.graph",
        "ctkg.bridge",
        "ctkg.resolve.writing",
        "ctkg.forms",
        "ctkg.entries",
        "ctkg.decisions",
        "ctkg.removal",
        "ctkg.history",
        "ctkg.interchange",
        "ctkg.adding",
        "ctkg.serve.asking",
        "ctkg.serve.events.index",
        "ctkg.serve.exploring",
        "ctkg.serve.pages.changing",
        "ctkg.serve.protocol",
    ),
    "pandas": ("ctkg.graph.interop",),
    "prometheus_client": ("ctkg.serve",),
    "pyshacl": ("ctkg.graph.validate", "ctkg.graph.infer"),
    "rdflib": ("ctkg.graph.validate", "ctkg.graph.infer", "ctkg.graph.interop"),
    "rich": ("ctkg.cli",),
    "shacl": ("ctkg.graph.validate",),
    "spacy": ("ctkg.text.opinions",),
    "starlette": ("ctkg.serve", "ctkg.assistants.asking"),
    "trafilatura": ("ctkg.text.read",),
    "typer": ("ctkg.cli",),
    "uvicorn": ("ctkg.serve.running", "ctkg.serve.security.connections"),
    "yaml": ("ctkg.text.read", "ctkg.forms", "ctkg.decisions.acts", "ctkg.proposals.proposal", "ctkg.serve.api"),
}
#: Slow to import, so never at the top of a module that a light command loads.
HEAVY = {
    "owlrl",
    "pyshacl",
    "rdflib",
    "trafilatura",
    "rich",
    "lxml",
    "markdown_it",
    "pypdf",
    "docx",
    "httpx",
    "spacy",
    "distributed",
    "jinja2",
    "pandas",
}


def name_of(file: Path) -> str:
    parts = file.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports(file: Path) -> tuple[tuple[str, int, bool], ...]:
    """What ``file`` imports: name, line, and whether at its top (not in a function, not for types only)."""
    tree = ast.parse(file.read_text(encoding="utf-8"), filename=str(file))

    def walk(node: ast.AST, top: bool) -> Iterator[tuple[str, int, bool]]:
        for child in ast.iter_child_nodes(node):
            inside = top and not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
            if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                inside = False
            if isinstance(child, ast.Import):
                yield from ((alias.name, child.lineno, top) for alias in child.names)
            elif isinstance(child, ast.ImportFrom):
                assert not child.level, f"{file}:{child.lineno}: relative import; write the full name"
                for alias in child.names:
                    full = f"{child.module}.{alias.name}"
                    yield (full if is_module(full) else str(child.module), child.lineno, top)
            yield from walk(child, inside)

    return tuple(walk(tree, True))


@cache
def is_module(name: str) -> bool:
    path = SOURCE.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or path.is_dir()


def layer_of(module: str) -> int | None:
    """Height of the layer that ``module`` belongs to; None for the package itself and for what is not ctkg."""
    parts = module.split(".")
    if parts[0] != ROOT or len(parts) == 1:
        return None
    found = [height for height, members in enumerate(LAYERS) if parts[1] in members]
    assert found, f"{module} is in no layer; give it one in docs/architecture.md and here"
    return found[0]


def part_of(module: str) -> str:
    return module.split(".")[1]


def test_imports_point_down() -> None:
    wrong = []
    for file in MODULES:
        module = name_of(file)
        height = layer_of(module)
        if height is None:
            continue
        for imported, line, _ in imports(file):
            below = layer_of(imported)
            if below is None or part_of(imported) == part_of(module):
                continue
            if below >= height:
                wrong.append(f"{file}:{line}: {module} must not import {imported}")
    assert not wrong, "\n".join(wrong)


def test_every_third_party_package_has_one_home() -> None:
    wrong = []
    for file in MODULES:
        module = name_of(file)
        for imported, line, _ in imports(file):
            package = imported.split(".")[0]
            if package == ROOT or package in sys.stdlib_module_names:
                continue
            if package not in HOMES:
                wrong.append(f"{file}:{line}: {package} has no home; give it one in docs/architecture.md and here")
            elif not module.startswith(HOMES[package]):
                wrong.append(f"{file}:{line}: {package} belongs in {' or '.join(HOMES[package])}")
    assert not wrong, "\n".join(wrong)


def test_heavy_packages_are_imported_where_they_are_used() -> None:
    wrong = [
        f"{file}:{line}: import {imported} inside the function"
        for file in MODULES
        for imported, line, top in imports(file)
        if top and imported.split(".")[0] in HEAVY
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import ctkg", HEAVY | {"pyoxigraph", "shacl", "typer", "yaml", "ahocorasick_rs"}),
        ("import ctkg.text.read", HEAVY | {"pyoxigraph", "shacl", "typer"}),
        ("from ctkg.text import reading, segment", HEAVY | {"pyoxigraph", "shacl", "typer"}),
        ("import ctkg.cli.app", HEAVY | {"pyoxigraph", "shacl"}),
        ("import ctkg.pipeline", HEAVY | {"pyoxigraph", "shacl", "typer"}),
        ("import ctkg.graph", HEAVY | {"typer"}),
    ],
)
def test_light_parts_load_nothing_heavy(statement: str, absent: set[str]) -> None:
    code = f"import sys\n{statement}\nprint(*sorted(set(sys.modules) & set({sorted(absent)!r})))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


def test_the_check_itself_sees_an_upward_import(tmp_path: Path) -> None:
    file = tmp_path / "bad.py"
    file.write_text("def f():\n    from ctkg.cli import app\nimport rdflib.namespace\n")
    assert [(name, top) for name, _, top in imports(file)] == [("ctkg.cli.app", False), ("rdflib.namespace", True)]
    assert (layer_of("ctkg.cli.app") or 0) > (layer_of("ctkg.text.read") or 0)
