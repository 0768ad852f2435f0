"""Takes browser files of others into the repository, and checks that what is committed is what was taken.

    python tools/vendor.py --check         every file that is kept against its hash; offline, a test does it
    python tools/vendor.py [NAME...]       for maintainers: take the packages that vendor.toml names anew (needs npm)

To add a package, write into ``src/ctkg/serve/static/vendor/vendor.toml`` which one, and which files of it:

    [[package]]
    name = "leaflet"
    version = "1.9.4"
    licence = "BSD-2-Clause"
    home = "https://leafletjs.com/"
    file = [{ name = "leaflet.js", inside = "dist/leaflet.js" }, { name = "LICENSE.txt", inside = "LICENSE" }]

and run the tool with its name: it downloads that very version with ``npm pack``, unpacks it into a temporary folder,
runs nothing of it, copies the files into ``vendor/<name>/`` (``@scope/name`` into ``scope-name/``) as they are, and
fills in their hashes. The licence of each package goes beside its files as ``LICENSE.txt``; ``NOTICE`` has a paragraph
for each. Users and tests never run this.

Packages that import one another by name (``from '@codemirror/state'``) cannot do so in a page, which would need a map
of imports in its HTML. Such a package says ``entry = "index.js"``, the file that its name stands for, and imports of it
are written as paths (``from '../codemirror-state/index.js'``) when files are taken; nothing else in them changes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent
VENDOR = REPOSITORY / "src" / "ctkg" / "serve" / "static" / "vendor"
NOTICE = REPOSITORY / "NOTICE"
LICENCE = "LICENSE.txt"
#: Licences under which files may be taken in.
ALLOWED = frozenset({"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT"})
#: A line that imports from a package or file: what stands before its name, the name, what stands behind.
_IMPORT = re.compile(r"""^((?:import|export)\b[^'"\n]*\bfrom\s*['"])([^'"\n]+)(['"])""", re.MULTILINE)
_HEAD = """\
# Browser files of others that the workbench brings, as their packages have them: nothing is fetched when it runs.
# Written by tools/vendor.py, whose first lines say how to add a package; `integrity` is of the whole package.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file: its name in the folder of the package, its path inside of the package, its SHA-256 (hexadecimal)."""

    name: str
    inside: str
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A package; ``licence`` is an SPDX expression, ``integrity`` the hash under which the package was published.

    ``entry`` is the file that other packages import by the package's name; empty where none does.
    """

    name: str
    version: str
    licence: str
    home: str
    integrity: str = ""
    entry: str = ""
    file: tuple[File, ...] = field(default=())

    @property
    def folder(self) -> str:
        """Where its files stand below ``vendor/``."""
        return self.name.lstrip("@").replace("/", "-")


def read(vendor: Path = VENDOR) -> list[Package]:
    """What ``vendor.toml`` names."""
    said: dict[str, Any] = tomllib.loads((vendor / "vendor.toml").read_text(encoding="utf-8"))
    return [Package(**{**each, "file": tuple(File(**one) for one in each["file"])}) for each in said["package"]]


def written(packages: Iterable[Package]) -> str:
    """The text of ``vendor.toml``, sorted by name."""
    lines = [_HEAD]
    for each in sorted(packages, key=lambda package: package.name):
        lines.append("[[package]]")
        lines += [
            f"{key} = {json.dumps(getattr(each, key))}"
            for key in ("name", "version", "licence", "home", "integrity", "entry")
            if getattr(each, key) or key != "entry"
        ]
        for one in sorted(each.file, key=lambda file: file.name):
            lines += ["[[package.file]]", *(f"{key} = {json.dumps(getattr(one, key))}" for key in File.__slots__)]
        lines.append("")
    return "\n".join(lines)


def faults(vendor: Path = VENDOR, notice: Path = NOTICE) -> Iterator[str]:
    """What is wrong with what is committed, a line each: files that differ, are missing, or that nothing names."""
    packages = read(vendor)
    known = {vendor / "vendor.toml"}
    said = notice.read_text(encoding="utf-8")
    for package in packages:
        name = f"{package.name} {package.version}"
        if not {*package.licence.replace("(", "").replace(")", "").split()} - {"AND", "OR"} <= ALLOWED:
            yield f"{name}: {package.licence} is no licence under which files are taken in"
        if name not in said:
            yield f"{name}: NOTICE does not name it"
        if LICENCE not in {one.name for one in package.file}:
            yield f"{name}: no file is its licence ({LICENCE})"
        for one in package.file:
            path = vendor / package.folder / one.name
            known.add(path)
            if not path.is_file():
                yield f"{package.folder}/{one.name}: is missing"
            elif sha256(path.read_bytes()) != one.sha256:
                yield f"{package.folder}/{one.name}: is not the file of {name}"
    for path in sorted(set(vendor.rglob("*")) - known):
        if path.is_file():
            yield f"{path.relative_to(vendor).as_posix()}: vendor.toml does not name it"


def sha256(data: bytes) -> str:
    """Hash of a file, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def take(package: Package, entries: Mapping[str, str], vendor: Path = VENDOR) -> Package:
    """Downloads a package and copies its files; returns it with the hashes. ``entries``: see :func:`linked`."""
    with tempfile.TemporaryDirectory() as name:
        command = ["npm", "pack", "--json", "--ignore-scripts", "--pack-destination", name]
        command.append(f"{package.name}@{package.version}")
        told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=name).stdout
        packed = json.loads(told)[0]
        archive = next(Path(name).glob("*.tgz"))
        with tarfile.open(archive) as tar:
            files = tuple(_copied(tar, one, vendor / package.folder, entries) for one in package.file)
    return replace(package, integrity=packed["integrity"], file=files)


def linked(module: str, entries: Mapping[str, str]) -> str:
    """A module whose imports of packages by name are paths; ``entries`` has name and path of those that may be."""

    def path(found: re.Match[str]) -> str:
        return found[1] + entries.get(found[2], found[2]) + found[3]

    return _IMPORT.sub(path, module)


def _copied(tar: tarfile.TarFile, file: File, folder: Path, entries: Mapping[str, str]) -> File:
    # The root of a package has any name; "package" almost always.
    found = [each for each in tar.getnames() if each.partition("/")[2] == file.inside]
    content = tar.extractfile(found[0]) if found else None
    if content is None:
        raise SystemExit(f"{folder.name}: the package has no file {file.inside}")
    data = content.read()
    if file.name.endswith(".js") and any(name.encode() in data for name in entries):
        data = linked(data.decode(), entries).encode()
    target = folder / file.name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return replace(file, sha256=sha256(data))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="packages to take anew; all where none is named")
    parser.add_argument("--check", action="store_true", help="change nothing: 1 where something differs")
    options = parser.parse_args(arguments)
    if options.check:
        found = list(faults())
        print("\n".join(found), file=sys.stderr, end="\n" if found else "")
        return 1 if found else 0
    packages = read()
    unknown = set(options.names) - {each.name for each in packages}
    if unknown:
        raise SystemExit(f"vendor.toml names no {', '.join(sorted(unknown))}")
    entries = {each.name: f"../{each.folder}/{each.entry}" for each in packages if each.entry}
    taken = [take(each, entries) if not options.names or each.name in options.names else each for each in packages]
    (VENDOR / "vendor.toml").write_text(written(taken), encoding="utf-8")
    for package in taken:
        for one in package.file:
            size = (VENDOR / package.folder / one.name).stat().st_size
            print(f"{package.folder}/{one.name}: {size} bytes, {package.name} {package.version}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
