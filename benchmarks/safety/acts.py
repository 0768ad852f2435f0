"""What runs in processes of its own: acts on a store that may be killed, and looks at what they left."""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

#: Words at which an act tells that it begins.
BEGUN = "begun"


@dataclass(frozen=True)
class Seen:
    """What a store holds.

    Attributes:
        documents: for each document the hashes of its document graph and of its evidence graph.
        dump: hash of the sorted N-Quads.
    """

    documents: dict[str, tuple[str, str]] = field(default_factory=dict)
    dump: str = ""


def act(name: str, store: Path, documents: Path, kill_at: int, to: Connection) -> None:
    """Carry out an act.

    Args:
        name: ``build`` (``minted``: without resolution; ``whole``: with reference and validation), ``add``, ``infer``.
        store: folder of the store.
        documents: folder of documents, for ``build`` and ``add``.
        kill_at: number of the point before or after a write at which the process kills itself; 0: at none.
        to: where to tell that it begins, and at its end how many such points there were.
    """
    import ctkg
    from ctkg.cli.app import run
    from ctkg.pipeline import Options

    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    points = _watched(kill_at)
    to.send(BEGUN)
    if name in ("build", "minted"):
        words = ["build", str(documents), "--store", str(store), "--no-reference", "--no-validation", "-q"]
        code = run([*words, "--jobs", "1", *(["--no-resolution"] if name == "minted" else [])])
    elif name == "whole":
        code = run(["build", str(documents), "--store", str(store), "-q", "--jobs", "1"])
    elif name == "infer":
        code = run(["infer", "--store", str(store)])
    else:
        with ctkg.open(store) as kg:
            code = kg.add(documents, options=Options(reference=False, validation=False)).exit_code
    assert code == 0, f"{name} ended with {code}"
    to.send(points())


def look(store: Path, to: Connection) -> None:
    """Tell what the store in a folder holds, or the words of the error."""
    from ctkg.errors import CtkgError
    from ctkg.graph.store import open_store

    try:
        with open_store(store, read_only=True) as opened:
            to.send(_seen(opened))
    except CtkgError as error:
        to.send(f"{type(error).__name__}: {error}")


def _seen(store: Any) -> Seen:
    from ctkg.iris import GRAPH

    hashes = {}
    whole = hashlib.sha256()
    for name in store.graphs():
        content = "\n".join(sorted(map(str, store.quads(name)))).encode()
        hashes[name] = hashlib.sha256(content).hexdigest()[:16]
        whole.update(content + b"\n")
    names = {
        name.removeprefix(GRAPH + kind)
        for name in hashes
        for kind in ("document/", "evidence/")
        if name.startswith(GRAPH + kind)
    }
    documents = {
        name: (hashes.get(f"{GRAPH}document/{name}", ""), hashes.get(f"{GRAPH}evidence/{name}", "")) for name in names
    }
    return Seen(documents, whole.hexdigest())


def _watched(kill_at: int) -> Callable[[], int]:
    """Count the points before and after every write to the store, and die at one of them."""
    from ctkg.graph.store import base, disk, seal

    passed = 0

    def point() -> None:
        nonlocal passed
        passed += 1
        if passed == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def watched(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            point()
            answer = function(*arguments, **named)
            point()
            return answer

        return call

    for module, name in ((base, "apply"), (disk, "write_metadata"), (seal, "write"), (seal, "remove")):
        setattr(module, name, watched(getattr(module, name)))
    return lambda: passed
