"""CSV: one file for each class (RFC 4180), and ``csv-metadata.json``, which describes them (CSV on the Web).

The file of a class has a row for every instance, those of the classes under it included. What a property has as values
stands in one cell, joined by a bar; for nodes there are two columns, their names and their IRIs, in the same order.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from pyoxigraph import Literal, NamedNode

from ctkg.interchange.view import RDF_TYPE, View
from ctkg.iris import ONTOLOGY, PREFIXES, compact

#: What stands between two values of one cell; a bar inside a value becomes a broken bar.
BAR = " | "
#: What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
#: Vocabularies whose properties become columns.
_BASES = tuple(PREFIXES[name] for name in ("ct", "rdfs", "skos", "dcterms"))
_FIRST, _LAST = ("iri", "class", "label"), ("sources", "confidence")
_LABEL = PREFIXES["rdfs"] + "label"
_XSD = PREFIXES["xsd"]


def files(view: View) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The tables by name, then their description."""
    tables = []
    for name in view.classes():
        file = name.removeprefix(ONTOLOGY) + ".csv"
        nodes = view.instances(name)
        columns = _columns(view, nodes)
        tables.append(_described(file, name, columns))
        yield file, _rows(view, nodes, columns)
    yield "csv-metadata.json", iter([_metadata(tables)])


#: A column: its heading, the property (by IRI) and what of its values it shows: ``value``, ``name``, ``iri`` or the tag
#: of a language other than English.
Column = tuple[str, str, str]


def _columns(view: View, nodes: list[str]) -> dict[Column, set[str]]:
    """The columns of a table, each with the datatypes in it, in order of their headings."""
    found: dict[Column, set[str]] = {}
    named: set[str] = set()  # properties of which some value has a name
    for node in nodes:
        for iri, terms in view.values(node).items():
            if iri == RDF_TYPE.value or not iri.startswith(_BASES):
                continue
            for each in terms:
                for column, kind in _placed(iri, each):
                    found.setdefault(column, set()).add(kind)
                if iri not in named and isinstance(each, NamedNode) and view.label(each.value) != compact(each.value):
                    named.add(iri)
    found.pop(("label", _LABEL, "value"), None)  # has its own column, at the beginning
    ordered = sorted(found, key=lambda column: (_heading(column[1]), column))
    return {column: found[column] for column in ordered if column[2] != "name" or column[1] in named}


@cache
def _heading(iri: str) -> str:
    return compact(iri).partition(":")[2]


def _placed(iri: str, each: object) -> list[tuple[Column, str]]:
    heading = _heading(iri)
    if isinstance(each, NamedNode):
        return [((heading, iri, "name"), "string"), ((f"{heading}_iri", iri, "iri"), "anyURI")]
    if not isinstance(each, Literal):
        return []
    if each.language and each.language != "en":
        return [((f"{heading}@{each.language}", iri, each.language), "string")]
    return [((heading, iri, "value"), each.datatype.value.removeprefix(_XSD))]


def _rows(view: View, nodes: list[str], columns: dict[Column, set[str]]) -> Iterator[bytes]:
    yield _line([*_FIRST, *(heading for heading, _, _ in columns), *_LAST])
    for node in nodes:
        yield _line(_row(view, node, columns))


def _row(view: View, node: str, columns: dict[Column, set[str]]) -> list[str]:
    cells: dict[Column, list[str]] = {}
    for iri, terms in view.values(node).items():
        ordered = sorted(terms, key=lambda term: _name(view, term))
        for each in ordered:
            for column, _ in _placed(iri, each):
                shown = _name(view, each)[0] if column[2] == "name" else each.value  # type: ignore[union-attr]
                cells.setdefault(column, []).append(shown)
    sure = view.confidence(node)
    return [
        node,
        _cell([view.label(name) for name in view.kinds(node)]),
        _safe(view.label(node)),
        *(_cell(cells.get(column, [])) for column in columns),
        _cell([source.name for source in view.sources(node)]),
        "" if sure is None else f"{sure:g}",
    ]


def _name(view: View, term: object) -> tuple[str, str]:
    if isinstance(term, NamedNode):
        return view.label(term.value), term.value
    return (term.value, "") if isinstance(term, Literal) else ("", "")


def _cell(values: list[str]) -> str:
    return _safe(BAR.join(value.replace("|", "\u00a6") for value in values))


def _safe(text: str) -> str:
    text = _CONTROL.sub("", text)
    # A number may begin with a sign; anything else that does would be run by a spreadsheet, so it gets an apostrophe.
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def _line(cells: list[str]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerow(cells)
    return stream.getvalue().encode()


def _described(file: str, name: str, columns: dict[Column, set[str]]) -> dict[str, Any]:
    """One table of the description."""
    plain: list[dict[str, Any]] = [
        {"name": "iri", "datatype": "anyURI", "required": True},
        {"name": "class", "separator": BAR, "datatype": "string"},
        {"name": "label", "datatype": "string", "propertyUrl": _LABEL},
    ]
    for heading, iri, shows in columns:
        kinds = columns[heading, iri, shows]
        column: dict[str, Any] = {"name": re.sub(r"\W", "_", heading), "titles": heading, "propertyUrl": iri}
        column |= {"separator": BAR, "datatype": next(iter(kinds)) if _simple(kinds) else "string"}
        if shows not in ("name", "iri", "value"):
            column["lang"] = shows
        plain.append(column)
    plain += [
        {"name": "sources", "separator": BAR, "datatype": "string"},
        {"name": "confidence", "datatype": "decimal"},
    ]
    return {
        "url": file,
        "dc:subject": {"@id": name},
        "tableSchema": {"aboutUrl": "{+iri}", "primaryKey": "iri", "columns": plain},
    }


def _simple(kinds: set[str]) -> bool:
    return len(kinds) == 1 and kinds <= {"anyURI", "boolean", "date", "decimal", "gYear", "gYearMonth", "integer"}


def _metadata(tables: list[dict[str, Any]]) -> bytes:
    found = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "rdfs:comment": "A cell that would begin like a formula begins with an apostrophe; "
        "a bar inside a value of a column with a separator is written as a broken bar.",
        "dialect": {"delimiter": ",", "encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tables": tables,
    }
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()
