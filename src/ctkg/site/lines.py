"""Statements of a node as lines of its page: grouped by property, each with its evidence and its source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ctkg.graph.ranking import sorting
from ctkg.graph.reader import Reader
from ctkg.graph.statements import TYPE, Claim, Statement, Value
from ctkg.iris import PREFIXES, compact, term
from ctkg.site import addresses
from ctkg.site.catalogue import Catalogue
from ctkg.site.evidence import Evidence, document_iri
from ctkg.site.links import Links
from ctkg.site.view import Group, Quote, Row, Table, TableRow, Text
from ctkg.site.words import Words

_DOCUMENT, _REFERENCE = "document/", "reference/"
_LABEL = PREFIXES["rdfs"] + "label"
_REPORTED = term("reportedIn")
_BOOLEANS = {"true": "yes", "false": "no"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """A node that is told on the page of another.

    Attributes:
        cells: what it says, by property, without what leads back to the page.
        of: other nodes with a page that lead to it.
        leading: statements between the page and it; their claims are its evidence.
    """

    iri: str
    classes: tuple[str, ...]
    cells: dict[str, list[Statement]]
    of: tuple[str, ...]
    leading: tuple[Statement, ...]
    graphs: tuple[str, ...]


class Lines:
    """Makes lines for one page, with its links.

    Args:
        parts: how many statements there are by property and direction where the page shows some of them.
    """

    def __init__(
        self,
        reader: Reader,
        words: Words,
        catalogue: Catalogue,
        evidence: Evidence,
        *,
        links: Links,
        parts: Mapping[tuple[str, bool], int] | None = None,
    ) -> None:
        self.reader, self.words, self.catalogue, self.evidence = reader, words, catalogue, evidence
        self.links = links
        self._parts = parts or {}

    def link(self, iri: str, label: Value | None = None) -> Text:
        """A node by its label, with a link where it has a page."""
        entry = self.catalogue.get(iri)
        if entry is None:
            value = label or self.reader.label(iri)
            text = value.text if value.text != compact(iri) else iri.rpartition("/")[2] or iri
            return Text(text=text, language=value.language)
        note = entry.date if entry.kind == "events" and entry.date not in entry.label else entry.body
        return Text(text=entry.label, language=entry.language, href=self.links.node(entry), note=note)

    def value(self, value: Value) -> Text:
        """The other end of a statement."""
        if value.iri:
            if value.iri.startswith("http") and self.catalogue.get(value.iri) is None and value.text == value.iri:
                address = addresses.outside(value.iri)
                return Text(text=value.text, href=address, outside=bool(address))
            return self.link(value.iri, value)
        address = addresses.outside(value.text)
        if address:
            return Text(text=value.text, href=address, outside=True)
        text = _BOOLEANS.get(value.text, value.text) if value.datatype.endswith("#boolean") else value.text
        return Text(text=text, language=value.language)

    def property(self, iri: str, *, inverse: bool = False) -> Text:
        """A property by its label, or as it reads from the value, with its definition."""
        text = self.words.inverse(iri) if inverse else self.words.label(iri)
        return Text(text=text, href=self.links.property(iri), note=self.words.definition(iri))

    def _whole(self, predicate: str, *, inverse: bool) -> Text | None:
        number = self._parts.get((predicate, inverse))
        if number is None:
            return None
        return Text(text=f"{number:,}", href=self.links.whole(predicate, inverse))

    def sources(self, graphs: Iterable[str]) -> tuple[Text, ...]:
        """Documents and reference tables that say so themselves."""
        found = []
        for graph in graphs:
            if graph.startswith(_DOCUMENT):
                iri = document_iri(graph.removeprefix(_DOCUMENT))
                entry = self.catalogue.get(iri)
                if entry is None:
                    found.append(Text(text=graph.removeprefix(_DOCUMENT)))
                elif not self.links.is_here(entry):
                    found.append(self.link(iri))
            elif graph.startswith(_REFERENCE):
                table = graph.removeprefix(_REFERENCE)
                found.append(Text(text=f"table {table}", href=self.links.table(table)))
        return tuple(sorted(found, key=lambda text: (text.text, text.href)))

    def quotes(self, claims: Iterable[Claim]) -> tuple[Quote, ...]:
        """The sentences of claims, each once."""
        found: list[Quote] = []
        for claim in claims:
            page = self.catalogue.get(document_iri(claim.document))
            found += self.evidence.quotes(claim, self.links.node(page) if page else "")
        return tuple(dict.fromkeys(found))

    def group(self, predicate: str, statements: Sequence[Statement], *, inverse: bool = False) -> Group:
        """Lines of one property; the stated ones first, then in order of the alphabet, events the newest first."""
        rows: list[tuple[tuple[object, ...], Row]] = []
        more = 0
        for each in statements:
            other = each.subject if inverse else each.object
            if inverse and self.catalogue.get(other.iri) is None:
                more += 1
                continue
            entry = self.catalogue.get(other.iri) if other.iri else None
            newest = tuple(-ord(letter) for letter in entry.date) if entry and entry.kind == "events" else ()
            quotes = self.quotes(each.claims)
            row = Row(
                value=self.value(other),
                inferred=each.is_inferred,
                quotes=quotes,
                sources=() if quotes else self.sources(each.graphs),
                why=self.links.why(each.subject.iri, predicate, each.object.iri or each.object.text)
                if each.is_inferred
                else "",
            )
            order = (
                each.is_inferred and not quotes,
                not newest,
                newest,
                sorting(row.value.text),
                other.text,
                other.iri,
            )
            rows.append((order, row))
        rows.sort(key=lambda pair: pair[0])
        return Group(
            title=self.property(predicate, inverse=inverse),
            rows=_merged([row for _, row in rows]),
            more=more,
            whole=self._whole(predicate, inverse=inverse),
        )

    def claimed(self, title: Text, claims: Sequence[Claim]) -> Group:
        """What documents say in words alone, or do not assert."""
        rows = [
            Row(value=self.claimed_value(claim), claimed=claim.is_asserted, quotes=self.quotes([claim]))
            for claim in claims
        ]
        return Group(title=title, rows=_merged(rows))

    def claimed_value(self, claim: Claim) -> Text:
        """What a claim says: the node where it has a page, else the words."""
        if claim.object and self.catalogue.get(claim.object):
            return self.link(claim.object)
        return Text(text=claim.value, note=claim.of)

    def table(self, title: Text, nodes: Sequence[Within], hidden: frozenset[str] = frozenset()) -> Table | None:
        """Nodes that have no page, one a row, with a column for every property that one of them has.

        Args:
            title: of the table.
            nodes: what they say, and how the page leads to them.
            hidden: properties that lead back to the page.
        """
        columns = sorted({name for node in nodes for name in node.cells} - {_REPORTED} - hidden, key=self.words.place)
        of = "of" if any(node.of for node in nodes) else ""
        if not columns and not of:
            return None
        rows = []
        for node in nodes:
            texts = [
                tuple(self.value(each.object) for each in sorted(node.cells.get(name, ()), key=_by_object))
                for name in columns
            ]
            if of:
                texts.insert(0, tuple(self.link(iri) for iri in node.of))
            quotes = self.quotes(claim for each in node.leading for claim in each.claims)
            rows.append(
                TableRow(
                    cells=tuple(texts),
                    quotes=quotes,
                    sources=() if quotes else self.sources(node.graphs),
                    href=self.links.itself(node.iri),
                )
            )
        rows.sort(key=lambda row: tuple(tuple(sorting(text.text) for text in cell) for cell in row.cells))
        names = [of] * bool(of) + [self.words.label(name) for name in columns]
        ways = {(each.predicate, each.subject.iri == node.iri) for node in nodes for each in node.leading}
        wholes = [whole for name, inverse in sorted(ways) if (whole := self._whole(name, inverse=inverse))]
        return Table(
            title=title,
            columns=tuple(names),
            rows=tuple(dict.fromkeys(rows)),
            whole=wholes[0] if wholes else None,
        )

    def within(self, iri: str, leading: Sequence[Statement], page: str) -> Within:
        """A node without a page, seen from the page of ``page``."""
        cells: dict[str, list[Statement]] = defaultdict(list)
        types: set[str] = set()
        graphs = {graph for each in leading for graph in each.graphs}
        told = set()
        for each in self.reader.outgoing(iri):
            if each.predicate == TYPE:
                types.add(each.object.iri)
            elif each.object.iri != page and each.predicate not in self.words.hidden:
                cells[each.predicate].append(each)
                graphs.update(each.graphs)
                told.add(each.object.iri)
        if self.words.is_unlabelled(types) and len(cells) > 1:
            cells.pop(_LABEL, None)
        others = {each.subject.iri for each in self.reader.incoming(iri)} - told - {page}
        return Within(
            iri=iri,
            classes=tuple(self.words.specific(types)),
            cells=dict(cells),
            of=tuple(sorted(other for other in others if self.catalogue.get(other))),
            leading=tuple(leading),
            graphs=tuple(sorted(graphs)),
        )


def _by_object(statement: Statement) -> tuple[str, str]:
    return (sorting(statement.object.text), statement.object.iri)


def _merged(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows with the same value as one, in order of the first."""
    found: dict[tuple[str, str, str], Row] = {}
    for row in rows:
        key = (row.value.text, row.value.href, row.value.language)
        if key in found:
            old = found[key]
            row = replace(
                old,
                inferred=old.inferred and row.inferred,
                claimed=old.claimed and row.claimed,
                quotes=tuple(dict.fromkeys((*old.quotes, *row.quotes))),
                sources=tuple(dict.fromkeys((*old.sources, *row.sources))),
            )
        found[key] = row
    return tuple(found.values())
