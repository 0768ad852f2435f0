"""Figures as tables for people."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterable
from typing import Any

Figures = dict[str, Any]
_STEPS = {
    "load": ("parse and load", "rdflib"),
    "close": ("closure", "owlrl"),
    "validate": ("validation", "pyshacl"),
    "write": ("write Turtle", "rdflib"),
}
_KINDS = {"small": "document graph alone", "whole": "with its evidence"}


def medians(runs: list[Figures]) -> Figures:
    """The median of every figure over several runs."""
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


def page(found: dict[str, Figures]) -> str:
    """All tables for which there are figures."""
    sections = [part for name, table in _TABLES.items() if name in found for part in ["", *table(found[name])]]
    measured = "; ".join(sorted({figures["machine"] for figures in found.values()}))
    return "\n".join([f"Measured on {measured or 'no machine yet'}.", *sections]) + "\n"


def geometric_mean(values: Iterable[float]) -> float:
    """The geometric mean of positive numbers."""
    return math.exp(statistics.fmean(map(math.log, values)))


def ratios(figures: Figures) -> dict[str, float]:
    """How many times longer rdflib takes, by question."""
    ours, reference = figures["ours"], figures["reference"]
    names = [key.removesuffix(" seconds") for key in ours if key.endswith(" seconds")]
    return {name: reference[f"{name} seconds"] / ours[f"{name} seconds"] for name in names}


def _start(figures: Figures) -> list[str]:
    rows = [[f"`{name}`", f"{value:.0f}"] for name, value in figures.items() if name.startswith("ctkg")]
    return [
        f"Start of the command, ms by the clock (the bare interpreter: {figures['python']:.0f}):",
        "",
        *_table(["command", "ms"], rows),
    ]


def _shape(figures: Figures) -> list[str]:
    true, made = figures["true"], figures["made"]
    keys = ("document quads", "evidence quads", "inferred quads", "inferred of asserted", "largest hub")
    rows = [[key, f"{true[key]:.2f}", f"{made[key]:.2f}"] for key in keys]
    for kind in ("classes", "predicates"):
        rows += [[name, f"{value:.2f}", f"{made[kind].get(name, 0):.2f}"] for name, value in true[kind].items()]
    return [
        f"Shape, for one document ({true['documents']} of a true build, {made['documents']} generated; "
        f"{figures['violations']} violations of the shapes in the generated graph):",
        "",
        *_table(["", "true", "generated"], rows),
    ]


def _engines(figures: Figures) -> list[str]:
    lines = []
    for _, sides in _sizes(figures):
        ours, reference, compared = sides["ours"], sides["reference"], sides["compared"]
        rows = []
        for step, (job, engine) in _STEPS.items():
            mine, theirs = ours[f"{step}_seconds"], reference[f"{step}_seconds"]
            rows.append([job, engine, f"{theirs:.2f}", f"{mine:.3f}", f"{theirs / mine:.0f}"])
        ratio = reference["seconds"] / ours["seconds"]
        rows.append(["all of it", "", f"{reference['seconds']:.2f}", f"{ours['seconds']:.3f}", f"**{ratio:.0f}**"])
        memory = f"{reference['peak_mb']:.0f} and {ours['peak_mb']:.0f} MB"
        lines += [
            f"{ours['triples']:,.0f} triples, seconds of processor time (memory: {memory}). "
            f"Closure: {compared['common']:,} facts in common, {compared['only_owlrl']} of owlrl alone, "
            f"{compared['only_ours']:,} by the rules of `ontology/rules` that owlrl does not know"
            + (f" ({compared['unexplained']} unexplained)" if "unexplained" in compared else "")
            + f". Validation: {compared['results']} results, {compared['results_differ']} differ. "
            f"The reference engines were run once.",
            "",
            *_table(["job", "reference", "its seconds", "ctkg", "ratio"], rows),
            "",
        ]
    return lines[:-1]


def _queries(figures: Figures) -> list[str]:
    ours, reference, times = figures["ours"], figures["reference"], ratios(figures)
    rows = []
    for name, ratio in times.items():
        same = "yes" if ours[f"{name} digest"] == reference[f"{name} digest"] else "NO"
        mine, theirs = ours[f"{name} seconds"] * 1000, reference[f"{name} seconds"] * 1000
        rows.append([name, f"{ours[f'{name} rows']:,}", f"{theirs:,.1f}", f"{mine:.2f}", f"{ratio:,.0f}", same])
    rows.append(["geometric mean", "", "", "", f"**{geometric_mean(times.values()):.0f}**", ""])
    return [
        f"Eight questions to {figures['quads']:,} quads in named graphs, ms of processor time "
        f"({figures['inferred']:,} inferred quads beside them):",
        "",
        *_table(["query", "rows", "rdflib", "ctkg", "ratio", "equal"], rows),
    ]


def _increments(figures: Figures) -> list[str]:
    rows, equal = [], []
    for key, each in figures.items():
        if key.endswith(" equal"):
            equal.append(f"{int(key.split()[0]):,}: {each['differing']}")
        elif key != "machine":
            size, where, kind = key.split()
            steps = [f"{each[f'new {step} processor ms']:.1f}" for step in ("insert", "infer", "validate")]
            sums = [f"{each[f'{change} processor ms']:.1f}" for change in ("new", "changed", "removed")]
            rows.append([f"{int(size):,}", where, f"{each['document_quads']:.0f}, {_KINDS[kind]}", *steps, *sums])
    head = ["quads", "store", "quads of the document", "insert", "infer", "validate", "new", "changed", "removed"]
    compared = f"; quads that differ from a store closed and validated afresh: {'; '.join(equal)}" if equal else ""
    return [
        "One document into a closed and validated graph, ms of processor time, which a busy machine does not stretch, "
        f"median of many documents{compared}:",
        "",
        *_table(head, rows),
    ]


def _bulk(figures: Figures) -> list[str]:
    made, load, ask = figures["make"], figures["load"], figures["ask"]
    rows = [
        ["quads", f"{made['quads']:,}"],
        ["quads a second, by the clock", f"{made['quads'] / load['wall']:,.0f}"],
        ["quads a second of processor time", f"{made['quads'] / load['seconds']:,.0f}"],
        ["peak memory of the loading process", f"{load['load_peak_mb']:,.0f} MB"],
        ["on disk", f"{load['disk_mb']:,.0f} MB"],
        ["open it", f"{ask['open ms']:.0f} ms"],
        *(
            [name.removesuffix(" ms"), f"{ask[name]:.1f} ms"]
            for name in ask
            if name.startswith("CQ") and name[4:] == " ms"
        ),
    ]
    return [f"{made['documents']:,} documents with all reference tables, on disk:", "", *_table(["", ""], rows)]


def _build(figures: Figures) -> list[str]:
    rows, walls = [], {}
    for key, each in figures.items():
        if key != "machine":
            walls[each["documents"], each["jobs"]] = each["wall"]
            rate = each["documents"] / each["wall"]
            memory = [f"{each[name]:,.0f} MB" for name in ("peak_mb", "workers_mb")]
            rows.append([f"{each['documents']:,}", str(each["jobs"]), f"{each['wall']:.0f}", f"{rate:.1f}", *memory])
    said = [
        f"{count:,} documents: {walls[count, 1] / wall:.2f} times faster with {jobs} processes"
        for (count, jobs), wall in walls.items()
        if jobs > 1 and (count, 1) in walls
    ]
    head = ["documents", "processes", "seconds by the clock", "documents a second", "memory", "largest worker"]
    return [f"Build from text to a validated store on disk ({'; '.join(said)}):", "", *_table(head, rows)]


def _sizes(figures: Figures) -> list[tuple[int, Figures]]:
    return sorted((int(key), value) for key, value in figures.items() if key.isdigit())


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in (head, ["---"] + ["---:"] * (len(head) - 1), *rows)]


_TABLES: dict[str, Callable[[Figures], list[str]]] = {
    "engines": _engines,
    "queries": _queries,
    "increments": _increments,
    "bulk": _bulk,
    "build": _build,
    "start": _start,
    "shape": _shape,
}
