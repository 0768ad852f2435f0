"""Kills processes that write to a store, at random moments, and looks at what they leave.

    python benchmarks/safety/kills.py --kills 200 --output benchmarks/safety

Each run takes a store as it stood before, starts an act in a process of its own (``ctkg build``, ``kg.add``,
``ctkg infer``), kills it with SIGKILL, at a time between its begin and its end or at a point right before or after
one of its writes, and then asks: does the store open, does it hold whole documents only, are all there that were
there before, and does the same act, carried out once more, give the same bytes as an undisturbed one? Every third
run is killed twice before it is finished. The documents are invented (``benchmarks/speed/corpus.py``).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "speed")]

import acts  # noqa: E402
import corpus  # noqa: E402

#: Seconds after which a process counts as stuck.
_LONGEST = 600.0


@dataclass(frozen=True, kw_only=True)
class Run:
    """One run and what came of it.

    Attributes:
        act: what was done.
        how: ``time`` or ``write``.
        where: the share of the undisturbed time, or the number of the point, at which it was killed.
        kills: how many times it was killed; fewer than planned where it had ended before.
        opened: whether the store opened after every kill.
        half: documents that were there in part, or differed from every state that is right.
        lost: documents that the store held before and that it should still hold, and does not.
        equal: whether the act, carried out again, gave the bytes of an undisturbed one.
        error: what was said where something failed.
    """

    act: str
    how: str
    where: float
    kills: int
    opened: bool
    half: int
    lost: int
    equal: bool
    error: str = ""

    @property
    def is_good(self) -> bool:
        """True where nothing is lost or half and everything is equal in the end."""
        return self.opened and self.equal and not self.half and not self.lost


class Bench:
    """Stores and documents to kill on, and processes started from one server."""

    def __init__(self, folder: Path, *, documents: int) -> None:
        self.folder = folder
        # The server that starts processes finds what it loads by the environment alone.
        known = [str(HERE), str(HERE.parent / "speed"), *filter(None, [os.environ.get("PYTHONPATH")])]
        os.environ["PYTHONPATH"] = os.pathsep.join(known)
        self._context = get_context("forkserver")
        self._context.set_forkserver_preload(["warm", "acts"])
        self._number = 0
        texts = list(corpus.documents(documents))
        for name, count in (("half", documents // 2), ("most", documents * 3 // 4), ("all", documents)):
            (folder / name).mkdir(parents=True)
            for identifier, text in texts[:count]:
                (folder / name / f"{identifier}.md").write_text(text, encoding="utf-8")
        # Rebuilt from fewer documents, of which one reads otherwise: documents go, change and stay.
        (folder / "changed").mkdir()
        for place, (identifier, text) in enumerate(texts[documents // 4 :]):
            words = text.rstrip("\n") + " The workshop was the first of its kind.\n" if place == 0 else text
            (folder / "changed" / f"{identifier}.md").write_text(words, encoding="utf-8")
        self._cases: dict[str, Case] = {}

    def case(self, act: str) -> Case:
        """An act with what is right before, on the way and after it."""
        if act not in self._cases:
            self._cases[act] = self._prepared(act)
        return self._cases[act]

    def _prepared(self, act: str) -> Case:
        before, documents, name = {
            "build": (None, "all", "build"),
            "whole": (None, "half", "whole"),
            "rebuild": ("most", "changed", "build"),
            "add": ("half", "all", "add"),
            "infer": ("all", "all", "infer"),
        }[act]
        start = self._fresh()
        if before is not None:
            self._done("build", start, self.folder / before)
        was = self.look(start) if before is not None else acts.Seen()
        store = self._copied(start)
        points, took = self._done(name, store, self.folder / documents)
        after = self.look(store)
        assert isinstance(was, acts.Seen) and isinstance(after, acts.Seen), (was, after)
        minted = self._minted(documents)
        states = {
            document: {state for seen in (was, after, minted) if (state := seen.documents.get(document))}
            for document in {*was.documents, *after.documents, *minted.documents}
        }
        stay = was.documents.keys() & after.documents.keys()
        return Case(name, start, self.folder / documents, took, points, states, frozenset(stay), after.dump)

    def _minted(self, documents: str) -> acts.Seen:
        """Documents as they are before resolution."""
        store = self._fresh()
        self._done("minted", store, self.folder / documents)
        seen = self.look(store)
        assert isinstance(seen, acts.Seen), seen
        return seen

    def run(self, act: str, chance: random.Random, *, how: str, times: int) -> Run:
        """Kill an act ``times`` times, look after each, finish it, and compare."""
        case = self.case(act)
        store = self._copied(case.start)
        where, kills, half, lost, error, opened = 0.0, 0, 0, 0, "", True
        for _ in range(times):
            point = chance.randint(1, case.points) if how == "write" else 0
            moment = chance.random()
            where = point or round(moment, 3)
            killed = self._killed(case, store, point=point, after=None if point else moment * case.took)
            kills += killed
            if not (store / "ctkg.json").exists():
                continue  # killed before there was a store
            seen = self.look(store)
            if isinstance(seen, str):
                opened, error = False, seen
                break
            half += sum(state not in case.states.get(name, ()) for name, state in seen.documents.items())
            lost += len(case.stay - seen.documents.keys())
        equal = False
        if opened:
            try:
                self._done(case.name, store, case.documents)
                finished = self.look(store)
                equal = isinstance(finished, acts.Seen) and finished.dump == case.dump
                error = finished if isinstance(finished, str) else error
            except AssertionError as fault:
                error = str(fault)
        shutil.rmtree(store)
        return Run(
            act=act, how=how, where=where, kills=kills, opened=opened, half=half, lost=lost, equal=equal, error=error
        )

    def look(self, store: Path) -> acts.Seen | str:
        """What a store holds, or what it says instead."""
        with self._process(acts.look, store) as (process, end):
            seen: acts.Seen | str = end.recv() if end.poll(_LONGEST) else "no answer"
            process.join(_LONGEST)
        return seen

    def _killed(self, case: Case, store: Path, *, point: int, after: float | None) -> bool:
        with self._process(acts.act, case.name, store, case.documents, point) as (process, end):
            assert end.recv() == acts.BEGUN
            if after is not None:
                process.join(after)
                process.kill()
            process.join(_LONGEST)
            return bool(process.exitcode and process.exitcode < 0)

    def _done(self, name: str, store: Path, documents: Path) -> tuple[int, float]:
        """Carry out an act undisturbed; returns how many points it has, and its seconds."""
        with self._process(acts.act, name, store, documents, 0) as (process, end):
            assert end.recv() == acts.BEGUN
            began = time.monotonic()
            points = end.recv() if end.poll(_LONGEST) else 0
            took = time.monotonic() - began
            process.join(_LONGEST)
            assert process.exitcode == 0, f"{name} ended with {process.exitcode}"
        return int(points), took

    @contextmanager
    def _process(self, target: Any, *arguments: Any) -> Iterator[tuple[Any, Connection]]:
        here, there = self._context.Pipe()
        process = self._context.Process(target=target, args=(*arguments, there))
        process.start()
        there.close()
        try:
            yield process, here
        except EOFError:
            raise AssertionError(f"{target.__name__} ended with {process.exitcode}") from None
        finally:
            process.kill()
            process.join()
            here.close()

    def _fresh(self) -> Path:
        self._number += 1
        return self.folder / f"store-{self._number}"

    def _copied(self, start: Path) -> Path:
        store = self._fresh()
        if start.exists():
            shutil.copytree(start, store)
        return store


@dataclass(frozen=True)
class Case:
    """An act, where it starts, and what is right on the way and at its end."""

    name: str
    start: Path
    documents: Path
    took: float
    points: int
    states: dict[str, set[tuple[str, str]]]
    stay: frozenset[str]
    dump: str


def runs(bench: Bench, number: int, seed: int, acts_of: Iterable[str]) -> Iterator[Run]:
    """``number`` runs, mixed by ``seed``."""
    chance = random.Random(seed)
    names = tuple(acts_of)
    for place in range(number):
        how = "write" if place % 2 else "time"
        yield bench.run(names[place // 2 % len(names)], chance, how=how, times=2 if place % 3 == 2 else 1)


def table(found: list[Run]) -> str:
    """The runs in a Markdown table, by act and way."""
    rows = ["| act | killed at | runs | kills | opened | half documents | lost | equal at the end |", "|" + "---|" * 8]
    groups = sorted(Counter((run.act, run.how) for run in found))
    for act, how in groups:
        of = [run for run in found if (run.act, run.how) == (act, how)]
        rows.append(_row(act, "a random time" if how == "time" else "a point between writes", of))
    rows.append(_row("all", "", found))
    return "\n".join(rows) + "\n"


def _row(act: str, how: str, of: list[Run]) -> str:
    cells: list[Any] = [act, how, len(of), sum(run.kills for run in of), sum(run.opened for run in of)]
    cells += [sum(run.half for run in of), sum(run.lost for run in of), sum(run.equal for run in of)]
    return "| " + " | ".join(map(str, cells)) + " |"


def main() -> int:
    parser = argparse.ArgumentParser(description="Kill writers at random moments and look at what they leave.")
    parser.add_argument("--kills", type=int, default=200, help="runs (200)")
    parser.add_argument("--documents", type=int, default=8, help="documents of a store (8)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--acts", nargs="+", default=["build", "rebuild", "add", "infer"])
    parser.add_argument("--output", type=Path, help="folder in which kills.md and kills.json are written")
    given = parser.parse_args()
    found: list[Run] = []
    with tempfile.TemporaryDirectory(prefix="ctkg-kills-") as folder:
        bench = Bench(Path(folder), documents=given.documents)
        for run in runs(bench, given.kills, given.seed, given.acts):
            found.append(run)
            if not run.is_good:
                print(run, flush=True)
    print(table(found))
    if given.output is not None:
        given.output.mkdir(parents=True, exist_ok=True)
        head = f"{len(found)} runs, {given.documents} documents, seed {given.seed}\n\n"
        (given.output / "kills.md").write_text(head + table(found), encoding="utf-8")
        content = json.dumps([asdict(run) for run in found], indent=0)
        (given.output / "kills.json").write_text(content + "\n", encoding="utf-8")
    return int(not all(run.is_good for run in found))


if __name__ == "__main__":
    sys.exit(main())
