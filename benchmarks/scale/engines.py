"""Load, close, validate and write one graph: ``python engines.py SIDE FOLDER``, ctkg or rdflib, owlrl and pyshacl.

Both sides read the same triples (``data.nq``: the ontology in its graph, all else in one other; ``data.nt``: the same
without graphs), and both validate the same closed graph (``closed.nt``, written by ``ours``, which goes first) with the
same shapes. What each found is written beside it, for the comparison.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from measuring import Clock, Figures, run
from pyoxigraph import BlankNode

from ctkg.iris import ID, ONTOLOGY, PREFIXES

if TYPE_CHECKING:
    import rdflib

SKOS = PREFIXES["skos"]
TYPE = PREFIXES["rdf"] + "type"


def ours(folder: Path) -> Figures:
    """ctkg: store in memory, compiled rules, fast SHACL engine, sorted Turtle."""
    from pyoxigraph import RdfFormat, parse, serialize

    from ctkg import graph
    from ctkg.graph import export
    from ctkg.graph.validate import validate

    clocks = {step: Clock() for step in ("load", "close", "validate", "write")}
    with clocks["load"]:
        store = graph.open_store(None)
        store.load(parse(path=str(folder / "data.nq")))
    with clocks["close"]:
        inferred = graph.close(store)
    asserted = list(store.union(inference=False))
    for file, triples in (("asserted", asserted), ("closed", store.union())):
        with (folder / f"{file}.nt").open("wb") as stream:
            serialize(triples, stream, RdfFormat.N_TRIPLES)
    with clocks["validate"]:
        report = validate(store)
    with clocks["write"]:
        export.write(store, folder / "ours.ttl", "ttl")
    _note(folder / "ours.results", (_said(finding) for finding in report.findings))
    return {**_seconds(clocks), "triples": len(asserted), "inferred": inferred}


def reference(folder: Path) -> Figures:
    """rdflib, owlrl and pyshacl."""
    import owlrl
    import pyshacl
    import rdflib

    from ctkg.graph.validate.shapes import files
    from ctkg.graph.validate.shapes import graph as shapes

    clocks = {step: Clock() for step in ("load", "close", "validate", "write")}
    with clocks["load"]:
        data = rdflib.Graph().parse(folder / "data.nt", format="nt")
    triples = len(data)
    with clocks["close"]:
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, improved_datatypes=False).expand(data)
    _note(folder / "owlrl.nt", _statements(data))
    closed = rdflib.Graph().parse(folder / "closed.nt", format="nt")
    wanted = shapes(files(None))
    with clocks["validate"]:
        _, report, _ = pyshacl.validate(closed, shacl_graph=wanted, inference="none")
    with clocks["write"]:
        closed.serialize(folder / "reference.ttl", format="turtle")
    _note(folder / "reference.results", (_told(report, node) for node in report.objects(None, rdflib.SH.result)))
    return {**_seconds(clocks), "triples": triples}


def compare(folder: Path) -> Figures:
    """What the two sides found: facts about individuals, and results of validation.

    ``only_owlrl`` must be 0. ``only_ours`` are what the rules of ``ontology/rules`` add, which owlrl does not know, and
    what follows from them; ``unexplained`` are those of them that no such rule accounts for: 0, too, at sizes where
    owlrl is run to the fixpoint with those rules (up to ``EXACT`` triples).
    """
    from ctkg.graph.infer.reference import closure

    given = _facts(folder / "asserted.nt")
    mine, theirs = (set(filter(_is_of_a_node, _facts(folder / name) - given)) for name in ("closed.nt", "owlrl.nt"))
    figures = {"only_owlrl": len(theirs - mine), "only_ours": len(mine - theirs), "common": len(theirs & mine)}
    if len(given) <= EXACT:
        figures["unexplained"] = len(mine ^ set(filter(_is_of_a_node, closure(given))))
    results = [set((folder / f"{side}.results").read_text("utf-8").splitlines()) for side in ("ours", "reference")]
    return {**figures, "results": len(results[0]), "results_differ": len(results[0] ^ results[1])}


#: Triples up to which owlrl and the rules are run together to the fixpoint.
EXACT = 20_000


def _seconds(clocks: dict[str, Clock]) -> Figures:
    figures: Figures = {f"{step}_seconds": clock.seconds for step, clock in clocks.items()}
    figures |= {f"{step}_wall": clock.wall for step, clock in clocks.items()}
    figures["seconds"] = sum(clock.seconds for clock in clocks.values())
    figures["wall"] = sum(clock.wall for clock in clocks.values())
    return figures


def _facts(file: Path) -> set[Any]:
    # By way of an engine, which writes a number in one way however it was written.
    from pyoxigraph import RdfFormat, Store

    from ctkg.graph.infer.terms import fact

    engine = Store()
    engine.bulk_load(path=str(file), format=RdfFormat.N_TRIPLES)
    return {fact(quad) for quad in engine}


def _is_of_a_node(said: Any) -> bool:
    # The reference engine also writes of classes, of blank nodes, and what always holds (a node is the same as itself).
    subject, predicate, object_ = said
    if not (isinstance(subject, str) and subject.startswith(ID)) or isinstance(object_, BlankNode):
        return False
    return subject != object_ and not (predicate == TYPE and not object_.startswith((ONTOLOGY, SKOS)))


def _said(finding: Any) -> str:
    component = finding.component or "SPARQLConstraintComponent"
    return "\t".join((finding.focus, component, finding.severity.capitalize()))


def _told(report: rdflib.Graph, node: Any) -> str:
    from rdflib import SH

    parts = (report.value(node, name) for name in (SH.focusNode, SH.sourceConstraintComponent, SH.resultSeverity))
    return "\t".join(str(part).removeprefix(str(SH)) for part in parts)


def _statements(data: rdflib.Graph) -> Any:
    from ctkg.graph.interop import from_rdflib

    return (f"{triple} ." for triple in from_rdflib(data))


def _note(file: Path, lines: Any) -> None:
    file.write_text("".join(f"{line}\n" for line in sorted(set(lines))), encoding="utf-8")


if __name__ == "__main__":
    run({"ours": ours, "reference": reference, "compare": compare})
