"""What a document's graphs hang on beside the document itself: rules, tables, readers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

from ctkg import __version__, resources

#: Parts of the package that have a say in what is made of a document.
_CODE = ("iris.py", "tables.py", "registry.py", "model", "text", "bridge", "resolve", "making")
_DATA = ("reference", "patterns", "resolution")
#: Packages that read files.
_READERS = ("lxml", "lxml-html-clean", "markdown-it-py", "pypdf", "python-docx", "pyyaml", "trafilatura")


@cache
def digest() -> str:
    """SHA-256 over code, data and versions; another value means that documents are to be made again.

    It does not depend on where ctkg is installed.
    """
    total = hashlib.sha256(__version__.encode())
    for name, content in (*_files(), *_versions()):
        total.update(f"\n{name} {len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()


def _files() -> Iterator[tuple[str, bytes]]:
    package = Path(__file__).resolve().parent.parent
    data = resources.path("data")
    roots = [*(package / part for part in _CODE), *(data / part for part in _DATA)]
    for root in roots:
        files = [root] if root.is_file() else sorted(root.rglob("*"))
        for file in files:
            if file.suffix in (".py", ".toml", ".csv", ".json"):
                yield file.relative_to(root.parent).as_posix(), file.read_bytes()


def _versions() -> Iterator[tuple[str, bytes]]:
    for name in _READERS:
        try:
            yield name, metadata.version(name).encode()
        except metadata.PackageNotFoundError:
            yield name, b""
    for point in sorted(metadata.entry_points(group="ctkg.readers"), key=lambda point: (point.name, point.value)):
        version = point.dist.version if point.dist else ""
        yield f"{point.name} {point.value}", version.encode()
