"""Results, descriptions, hits and proofs as Jupyter shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from ctkg import notebook
from ctkg.iris import PREFIXES, compact

if TYPE_CHECKING:
    from ctkg.graph.describe import Description, Line
    from ctkg.graph.infer import Proof
    from ctkg.graph.query import Result
    from ctkg.graph.search import Found

#: Statements of one direction, and of triples beside a picture, that are shown.
_LINES = 40
_PLAIN = ("string", "langString")


def result(answer: Result) -> dict[str, str]:
    """Rows as a table with links and types, a truth value as a word, triples as a picture and a table."""
    if answer.is_graph:
        return _graph(answer)
    if not answer.columns:
        word = "true" if answer.boolean else "false"
        return notebook.bundle(notebook.section(word, notebook.notes(answer.notices)), word)
    table = notebook.Table(columns=answer.columns, rows=[tuple(map(cell, row)) for row in answer.rows])
    return notebook.bundle(table.html + notebook.notes(answer.notices), table.plain)


def cell(term: Any) -> notebook.Cell:
    """A term: a node by its prefixed name, a literal with language or type; nothing where it is unbound."""
    if isinstance(term, NamedNode):
        return notebook.Cell(compact(term.value), term.value)
    if isinstance(term, Literal):
        kind = term.datatype.value.removeprefix(PREFIXES["xsd"]).removeprefix(PREFIXES["rdf"])
        return notebook.Cell(term.value, note=term.language or ("" if kind in _PLAIN else kind))
    return notebook.Cell("" if term is None else str(term))


def _graph(answer: Result) -> dict[str, str]:
    from ctkg.graph.around import picture

    triples = answer.triples
    nodes, edges = picture(triples)
    title = f"{len(edges)} of {len(triples)} triples" if len(edges) < len(triples) else f"{len(triples)} triples"
    drawn = notebook.graph(nodes, edges, title=title) if nodes else ""
    rows = [tuple(map(cell, (each.subject, each.predicate, each.object))) for each in triples[:_LINES]]
    table = notebook.Table(columns=("subject", "predicate", "object"), rows=rows, total=len(triples), what="triples")
    return notebook.bundle(drawn + table.html + notebook.notes(answer.notices), table.plain)


def description(node: Description) -> dict[str, str]:
    """A node: its classes, what is said of it and of others with it, each with its evidence."""
    head = notebook.section(node.label, "", href=node.iri, note=f"{compact(node.iri)}  {', '.join(node.types)}")
    out = [line for line in node.lines if line.direction == "out"]
    into = [line for line in node.lines if line.direction == "in"]
    tables = [_lines(lines, what) for lines, what in ((out, "statements"), (into, "statements of others")) if lines]
    points = [
        f"reports differ: {', '.join(each for each in (point.relation, point.of) if each)}" for point in node.points
    ]
    became = [f"became one with {name}" for _, name in node.members]
    html = head + "".join(table.html for table in tables) + notebook.notes([*points, *became])
    plain = [f"{node.label} <{node.iri}> {', '.join(node.types)}", *(table.plain for table in tables), *points]
    return notebook.bundle(html, "\n".join(plain))


def _lines(lines: Sequence[Line], what: str) -> notebook.Table:
    rows = []
    for line in lines[:_LINES]:
        iri = _expanded(line.iri)
        sure = "" if line.confidence is None else f"{line.confidence:.2f}"
        value = notebook.Cell(line.value, iri, line.iri if line.iri != line.value else "")
        rows.append(
            (notebook.Cell(line.predicate), value, notebook.Cell(line.graph, note=sure), notebook.Cell(line.evidence))
        )
    return notebook.Table(columns=("property", "value", "said in", "evidence"), rows=rows, total=len(lines), what=what)


def _expanded(name: str) -> str:
    prefix, _, rest = name.partition(":")
    return PREFIXES[prefix] + rest if prefix in PREFIXES else name


def found(hits: Found) -> dict[str, str]:
    """Hits of a search, best first."""
    rows = [
        (
            notebook.Cell(hit.kind),
            notebook.Cell(hit.label, hit.iri),
            notebook.Cell(hit.snippet()),
            notebook.Cell(hit.document),
        )
        for hit in hits
    ]
    table = notebook.Table(columns=("kind", "label", "found", "document"), rows=rows, what="hits")
    return notebook.bundle(table.html + notebook.notes(hits.notices), table.plain)


def proof(why: Proof) -> dict[str, str]:
    """Why a statement holds, as a tree."""
    lines = why.lines()
    return notebook.bundle(notebook.tree(lines), "\n".join(lines))
