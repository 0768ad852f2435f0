"""To and from rdflib, term by term, so that no literal is rewritten on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from ctkg.errors import MissingExtra

if TYPE_CHECKING:
    import rdflib


def to_rdflib(statements: Iterable[Quad] | Iterable[Triple]) -> rdflib.Graph:
    """One rdflib graph of all statements; the graphs of quads are merged."""
    import rdflib

    merged = rdflib.Graph(bind_namespaces="none")
    for statement in statements:
        merged.add((_to(statement.subject), _to(statement.predicate), _to(statement.object)))
    return merged


def to_rdflib_dataset(quads: Iterable[Quad]) -> rdflib.Dataset:
    """An rdflib dataset with the same named graphs."""
    import rdflib

    dataset = rdflib.Dataset()
    for quad in quads:
        name = None if isinstance(quad.graph_name, DefaultGraph) else _to(quad.graph_name)
        dataset.graph(name).add((_to(quad.subject), _to(quad.predicate), _to(quad.object)))
    return dataset


def to_pandas(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Any:
    """A ``pandas.DataFrame``.

    Raises:
        MissingExtra: pandas is not installed; ctkg itself does not need it.
    """
    try:
        import pandas
    except ImportError:
        raise MissingExtra("a table of pandas needs pandas; install it by: pip install pandas") from None
    return pandas.DataFrame(list(rows), columns=list(columns))


def from_rdflib(graph: rdflib.Graph) -> Iterator[Quad]:
    """Quads of an rdflib graph (in the default graph) or dataset (in their graphs); what is not RDF 1.1 is skipped.

    rdflib may hold literals as subjects (owlrl makes them); they have no place in RDF.
    """
    import rdflib

    if isinstance(graph, rdflib.Dataset):
        for subject, predicate, object_, name in graph.quads():
            if isinstance(subject, rdflib.Literal) or not isinstance(predicate, rdflib.URIRef):
                continue
            yield Quad(_from(subject), _from(predicate), _from(object_), None if name is None else _from(name))
    else:
        for subject, predicate, object_ in graph:
            if isinstance(subject, rdflib.Literal) or not isinstance(predicate, rdflib.URIRef):
                continue
            yield Quad(_from(subject), _from(predicate), _from(object_))


def _to(term: object) -> Any:
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        plain = term.datatype.value == str(rdflib.XSD.string)
        kind = None if plain else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, datatype=kind, normalize=False)
    raise TypeError(f"rdflib cannot hold this term: {term}")


def _from(term: Any) -> Any:
    import rdflib

    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return BlankNode(str(term))
    if term.language:
        return Literal(str(term), language=term.language)
    return Literal(str(term), datatype=NamedNode(str(term.datatype))) if term.datatype else Literal(str(term))
