"""Figures as tables for people."""

from __future__ import annotations

from typing import Any

_RATES = {
    "text": ("documents", "characters"),
    "build": ("quads",),
    "infer": ("quads",),
    "validate": ("quads",),
    "export_turtle": ("quads",),
    "export_nquads": ("quads",),
}
_NAMES = {
    "start": "first document, cold start",
    "text": "text to statements, one core",
    "build": "statements to quads, with ontology and reference tables",
    "infer": "inference",
    "validate": "validation",
    "export_turtle": "export, Turtle",
    "export_nquads": "export, N-Quads",
    "parse": "parse and load",
    "query": "a query with grouping",
    "serialise": "write Turtle",
}
_REFERENCE = {"infer": "owlrl", "validate": "pyshacl"}


def markdown(figures: dict[str, Any]) -> str:
    """The figures as Markdown: one table of ctkg's own stages, one of the comparison where it was made."""
    lines = [
        f"Measured on {figures['machine']}; {figures['documents']} generated documents, median of "
        f"{figures['repeats']} processes a stage; seconds of processor time.",
        "",
        "| stage | seconds | per second | peak memory |",
        "|---|---:|---:|---:|",
    ]
    for stage, found in figures["stages"].items():
        rates = ", ".join(f"{found[unit] / found['seconds']:,.0f} {unit}" for unit in _RATES.get(stage, ()))
        lines.append(f"| {_NAMES[stage]} | {found['seconds']:.2f} | {rates} | {found['peak_mb']:.0f} MB |")
    if "side_by_side" in figures:
        lines += ["", *_comparison(figures["side_by_side"], figures["side_documents"])]
    return "\n".join(lines) + "\n"


def _comparison(found: dict[str, dict[str, float]], documents: int) -> list[str]:
    pairs = [key.removesuffix("_ours") for key in found if key.endswith("_ours")]
    triples, closed = int(found["prepare"]["triples"]), int(found["prepare"]["closed"])
    lines = [
        f"Side by side on one graph of {documents} documents with the ontology, without the reference tables "
        f"({triples:,} triples, {closed:,} after closure):",
        "",
        "| job | reference engine | its seconds | ctkg | ratio | memory, reference and ctkg |",
        "|---|---|---:|---:|---:|---:|",
    ]
    total = {"ours": 0.0, "reference": 0.0}
    for pair in pairs:
        ours, reference = found[f"{pair}_ours"], found[f"{pair}_reference"]
        total["ours"] += ours["seconds"]
        total["reference"] += reference["seconds"]
        ratio = reference["seconds"] / ours["seconds"]
        lines.append(
            f"| {_NAMES[pair]} | {_REFERENCE.get(pair, 'rdflib')} | {reference['seconds']:.2f} "
            f"| {ours['seconds']:.3f} | {ratio:.0f} | {reference['peak_mb']:.0f} and {ours['peak_mb']:.0f} MB |"
        )
    ratio = total["reference"] / total["ours"]
    lines.append(f"| all of it | | {total['reference']:.2f} | {total['ours']:.3f} | {ratio:.0f} | |")
    return lines
