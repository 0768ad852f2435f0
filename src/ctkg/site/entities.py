"""The page of a node: what is said of it, what follows, who speaks of it, what became one with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ctkg.graph import identity, portions
from ctkg.graph.ranking import sorting
from ctkg.graph.reader import Reader
from ctkg.graph.statements import TYPE, Claim, Statement
from ctkg.iris import PREFIXES, term
from ctkg.site import documents
from ctkg.site.catalogue import Catalogue
from ctkg.site.entry import Entry
from ctkg.site.evidence import Evidence
from ctkg.site.kinds import KIND
from ctkg.site.lines import Lines, Within
from ctkg.site.links import Links
from ctkg.site.view import Difference, Entity, Group, Match, Table, Text, Told
from ctkg.site.words import Words

_NAME_OF, _NAME_TEXT = term("nameOf"), term("nameText")
_TITLE = PREFIXES["dcterms"] + "title"
_SOURCE, _SURE = term("dataSource"), term("dataConfidence")


class Entities:
    """Makes the pages of nodes from one store."""

    def __init__(self, reader: Reader, words: Words, catalogue: Catalogue, evidence: Evidence | None = None) -> None:
        self._reader, self._words, self._catalogue = reader, words, catalogue
        self.evidence = evidence or Evidence(reader)

    def lines(self, links: Links, parts: Mapping[tuple[str, bool], int] | None = None) -> Lines:
        """Makes lines for the page that has these links; see there."""
        return Lines(self._reader, self._words, self._catalogue, self.evidence, links=links, parts=parts)

    def entity(self, entry: Entry, links: Links, read: portions.Said | None = None) -> Entity:
        """Everything about one node, or what was ``read`` of it."""
        read = read or portions.said(self._reader, entry.iri)
        lines = self.lines(links, read.parts)
        out, into = read.out, read.into
        types = [each for each in out if each.predicate == TYPE]
        own = [claim for claim in read.rest if claim.subject == entry.iri]
        others = [claim for claim in read.rest if claim.subject != entry.iri and claim.object == entry.iri]
        facts, follows = self._forward(entry, lines, out, [claim for claim in own if claim.is_asserted])
        backward, beyond = self._backward(entry, lines, into, out, [claim for claim in others if claim.is_asserted])
        members, matches = self._resolution(entry, lines)
        return Entity(
            iri=entry.iri,
            path=entry.path,
            title=Text(text=entry.label, language=entry.language),
            kind=Text(text=KIND[entry.kind].title, href=links.kind(entry.kind)),
            classes=tuple(self._class(lines, iri) for iri in entry.classes),
            names=self._names(entry, out, into),
            type_quotes=lines.quotes(claim for each in types for claim in each.claims),
            facts=facts,
            differences=self._differences(entry, lines),
            open_claims=self._open(lines, own, others),
            follows=(*follows, *beyond),
            backward=backward,
            members=members,
            matches=matches,
            sources=self._sources(lines, out),
            document=documents.document(entry, lines) if entry.kind in ("documents", "entries") else None,
        )

    def _class(self, lines: Lines, iri: str) -> Text:
        return Text(text=self._words.label(iri), href=lines.links.cls(iri), note=self._words.definition(iri))

    def _forward(
        self, entry: Entry, lines: Lines, out: Sequence[Statement], claims: Sequence[Claim]
    ) -> tuple[tuple[Group | Table, ...], tuple[Group, ...]]:
        """What is said of the node itself, and what merely follows."""
        skipped = {TYPE, *self._words.hidden, *self._words.names}
        by_predicate = _by_predicate(
            each
            for each in out
            if each.predicate not in skipped and (each.predicate != _TITLE or each.object.text != entry.label)
        )
        words: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            words[claim.predicate].append(claim)
        values = {each.object.iri for each in out if each.predicate not in self._words.repeated}
        facts: list[Group | Table] = []
        follows: list[Group] = []
        for name in sorted(by_predicate.keys() | words.keys(), key=self._words.place):
            statements = by_predicate.get(name, [])
            nodes = [each for each in statements if each.object.iri in self._catalogue.within]
            told = [lines.within(iri, many, entry.iri) for iri, many in _by_object(nodes).items()]
            table = lines.table(lines.property(name), [each for each in told if not self._repeats(each, values)])
            facts += [table] if table else []
            rest = [each for each in statements if each.object.iri not in self._catalogue.within]
            said = [each for each in rest if each.claims or not each.is_inferred]
            if said or words.get(name):
                group = lines.group(name, said)
                extra = lines.claimed(group.title, words.get(name, []))
                facts.append(replace(group, rows=(*group.rows, *extra.rows)))
            if len(said) < len(rest):
                follows.append(lines.group(name, [each for each in rest if each not in said]))
        return tuple(facts), tuple(follows)

    def _repeats(self, node: Within, values: set[str]) -> bool:
        """True where a relation says no more than a statement of the page does: a participation and its shortcut."""
        for name in node.classes:
            allowed = self._words.repeated.get(name)
            if allowed and node.cells.keys() <= allowed:
                others = {each.object.iri for many in node.cells.values() for each in many} | set(node.of)
                return bool(others & values)
        return False

    def _backward(
        self,
        entry: Entry,
        lines: Lines,
        into: Sequence[Statement],
        out: Sequence[Statement],
        claims: Sequence[Claim],
    ) -> tuple[tuple[Group | Table, ...], tuple[Group, ...]]:
        """What is said of others with this node as the value, and what merely follows."""
        known = {each.object.iri for each in out}
        subjects = {each.subject.iri for each in into}
        within: dict[str, list[Within]] = defaultdict(list)
        seen: set[str] = set()
        said: dict[str, list[Statement]] = defaultdict(list)
        inferred: dict[str, list[Statement]] = defaultdict(list)
        for each in into:
            iri = each.subject.iri
            if each.predicate in self._words.hidden or each.predicate == TYPE:
                continue
            if iri not in self._catalogue.within:
                (said if each.claims or not each.is_inferred else inferred)[each.predicate].append(each)
            elif iri not in known and iri not in seen:
                seen.add(iri)
                node = lines.within(iri, [each], entry.iri)
                if not self._repeats(node, subjects):
                    within[node.classes[0] if node.classes else ""].append(node)
        words: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            words[claim.predicate].append(claim)
        found: list[Group | Table] = []
        for name in sorted(said.keys() | words.keys(), key=self._words.place):
            group = lines.group(name, said.get(name, []), inverse=True)
            extra = lines.claimed(group.title, [_turned(claim) for claim in words.get(name, [])])
            found.append(replace(group, rows=(*group.rows, *extra.rows)))
        for name in sorted(within, key=lambda iri: (self._words.label(iri), iri)):
            title = lines.property(name)
            table = lines.table(title, within[name])
            found += [table] if table else []
        beyond = [lines.group(name, inferred[name], inverse=True) for name in sorted(inferred, key=self._words.place)]
        return tuple(found), tuple(beyond)

    def _open(self, lines: Lines, own: Sequence[Claim], others: Sequence[Claim]) -> tuple[Group, ...]:
        """What documents plan, deny or think possible, and what a reader rejected: never asserted."""
        found = []
        for inverse, claims in ((False, own), (True, others)):
            by_predicate: dict[str, list[Claim]] = defaultdict(list)
            for claim in claims:
                if not claim.is_asserted:
                    by_predicate[claim.predicate].append(_turned(claim) if inverse else claim)
            for name in sorted(by_predicate, key=self._words.place):
                found.append(lines.claimed(lines.property(name, inverse=inverse), by_predicate[name]))
        return tuple(found)

    def not_asserted(self, entry: Entry, lines: Lines, claims: Sequence[Claim]) -> tuple[Group, ...]:
        """What some claims say of a node that is not asserted."""
        own = [claim for claim in claims if claim.subject == entry.iri]
        return self._open(lines, own, [claim for claim in claims if claim.subject != entry.iri])

    def _names(self, entry: Entry, out: Sequence[Statement], into: Sequence[Statement]) -> tuple[Text, ...]:
        found = {
            Text(text=each.object.text, language=each.object.language)
            for each in out
            if each.predicate in self._words.names
        }
        for each in into:
            if each.predicate != _NAME_OF:
                continue
            values = {s.predicate: s.object for s in self._reader.outgoing(each.subject.iri)}
            if _NAME_TEXT in values:
                start, end = (
                    values[term(name)].text if term(name) in values else "" for name in ("validFrom", "validUntil")
                )
                note = f"{start}–{end}" if start or end else ""
                found.add(Text(text=values[_NAME_TEXT].text, language=values[_NAME_TEXT].language, note=note))
        dated = {(text.text, text.language) for text in found if text.note}
        kept = [text for text in found if text.note or (text.text, text.language) not in dated]
        kept = [text for text in kept if (text.text, text.language, text.note) != (entry.label, entry.language, "")]
        return tuple(
            sorted(
                kept,
                key=lambda text: (
                    text.language not in ("", "en"),
                    text.language,
                    sorting(text.text),
                    text.text,
                    text.note,
                ),
            )
        )

    def _sources(self, lines: Lines, out: Sequence[Statement]) -> tuple[Text, ...]:
        """Reference tables and documents that speak of the node, and where the tables have it from."""
        graphs = {name for each in out for name in each.graphs}
        found = list(lines.sources(sorted(graphs)))
        sure = sorted(each.object.text for each in out if each.predicate == _SURE)
        for each in out:
            if each.predicate == _SOURCE:
                found.append(lines.value(each.object))
        if sure:
            found.append(Text(text=f"confidence of the tables: {', '.join(dict.fromkeys(sure))}"))
        return tuple(dict.fromkeys(found))

    def _differences(self, entry: Entry, lines: Lines) -> tuple[Difference, ...]:
        """Points on which reports of an event differ, side by side."""
        found = []
        for point in identity.points(self._reader, entry.iri):
            told = [Told(value=claim.value, quote=quote) for claim in point.claims for quote in lines.quotes([claim])]
            title = ", ".join(each for each in (point.relation, point.of) if each)
            found.append(Difference(title=title, told=tuple(told)))
        return tuple(found)

    def _resolution(self, entry: Entry, lines: Lines) -> tuple[tuple[Text, ...], tuple[Match, ...]]:
        """Nodes of documents that became this one, and pairs that were compared with it."""
        members = identity.members(self._reader, entry.iri)
        matches = [
            Match(
                outcome=pair.outcome,
                score=pair.score,
                nodes=tuple(
                    lines.link(iri) if self._catalogue.get(iri) else Text(text=name) for iri, name in pair.nodes
                ),
                reasons=pair.reasons,
            )
            for pair in identity.pairs(self._reader, entry.iri)
        ]
        return tuple(Text(text=name, note=iri) for iri, name in members), tuple(matches)


def _turned(claim: Claim) -> Claim:
    """A claim as it is read from its object: the value is what it speaks of."""
    return replace(claim, object=claim.subject, value=claim.of or claim.value, of="")


def _by_predicate(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = defaultdict(list)
    for each in statements:
        found[each.predicate].append(each)
    return found


def _by_object(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = defaultdict(list)
    for each in statements:
        found[each.object.iri].append(each)
    return found
