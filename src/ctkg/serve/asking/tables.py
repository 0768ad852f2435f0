"""Rows as a page shows them: links, names, languages; sentences with the words that count."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ctkg.graph.store import Store
from ctkg.iris import ID, PREFIXES, compact
from ctkg.serve.asking.labels import labels
from ctkg.serve.links import href

_TEXTS = (PREFIXES["xsd"] + "string", PREFIXES["rdf"] + "langString", "")
_DOCUMENT = ID + "document/"
#: Columns whose texts are the words of a document.
_SENTENCES = re.compile(r"(?:words|sentence|quote|quotation|passage|evidence)s?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell.

    Attributes:
        parts: its text in pieces, each with whether it is marked.
        href: path of the page of a node, or empty.
        title: the IRI of a node in short.
        language: tag of a text.
        datatype: name of the type of a value that is no text.
        is_sentence: words of a document.
        place: of a sentence, where it stands in its document, where ``?document`` and ``?start`` tell that.
    """

    parts: tuple[tuple[str, bool], ...] = ()
    href: str = ""
    title: str = ""
    language: str = ""
    datatype: str = ""
    is_sentence: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A part of the rows of an answer: ``number`` counts such pages from 1, ``pages`` is how many there are."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int
    first: int
    number: int
    pages: int


def table(store: Store, result: Mapping[str, Any], *, number: int = 1, size: int = 100) -> Table:
    """A page of the rows of SPARQL results, or of the triples of a graph; its cost is that of the page.

    Args:
        store: where names are looked up.
        result: as :meth:`ctkg.serve.asking.answers.Answer.parsed` gives it.
        number: which page, from 1; the last one where there are fewer.
        size: rows of a page.
    """
    if "triples" in result:
        columns: Sequence[str] = ("subject", "predicate", "object")
        rows = [dict(zip(columns, triple, strict=True)) for triple in result["triples"]]
    else:
        columns, rows = result["head"].get("vars", ()), result["results"]["bindings"]
    pages = max(1, -(-len(rows) // size))
    number = min(max(number, 1), pages)
    first = (number - 1) * size
    shown = rows[first : first + size]
    iris = {term["value"] for row in shown for term in row.values() if term["type"] == "uri"}
    names = labels(store, sorted(iris)[:2_000])
    return Table(
        columns=tuple(columns),
        rows=tuple(tuple(_cell(name, row, names) for name in columns) for row in shown),
        total=len(rows),
        first=first + 1 if shown else 0,
        number=number,
        pages=pages,
    )


def _cell(name: str, row: Mapping[str, Any], names: Mapping[str, Mapping[str, Any]]) -> Cell:
    term = row.get(name)
    if term is None:
        return Cell()
    value = str(term["value"])
    if term["type"] == "uri":
        known = names.get(value, {"label": compact(value), "href": href(value)})
        label = ((known["label"], False),)
        return Cell(parts=label, href=known["href"], title=compact(value), language=known.get("language", ""))
    if term["type"] == "bnode":
        return Cell(parts=((f"_:{value}", False),))
    datatype = term.get("datatype", "")
    if _SENTENCES.fullmatch(name):
        others = [str(other["value"]) for key, other in row.items() if key != name and other["type"] == "literal"]
        language = term.get("xml:lang", "")
        return Cell(parts=marked(value, others), language=language, is_sentence=True, place=_place(row))
    kind = "" if datatype in _TEXTS else compact(datatype)
    return Cell(parts=((value, False),), language=term.get("xml:lang", ""), datatype=kind)


def _place(row: Mapping[str, Any]) -> str:
    document, start = (str(row.get(name, {}).get("value", "")) for name in ("document", "start"))
    is_known = document.startswith(_DOCUMENT) and start.isascii() and start.isdigit()
    return f"{href(document)}#c{start}" if is_known else ""


def marked(sentence: str, values: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """A sentence in pieces; those that are one of ``values``, whole words of three letters or more, are marked."""
    wanted = sorted({value for value in values if len(value) > 2}, key=len, reverse=True)
    if not wanted:
        return ((sentence, False),)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)", re.IGNORECASE)
    parts: list[tuple[str, bool]] = []
    done = 0
    for found in pattern.finditer(sentence):
        parts += [(sentence[done : found.start()], False), (found[0], True)]
        done = found.end()
    return tuple(part for part in (*parts, (sentence[done:], False)) if part[0])
