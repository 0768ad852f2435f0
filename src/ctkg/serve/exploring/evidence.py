"""What a node or an edge rests on: the sentences, the tables, or the statements from which it follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from pyoxigraph import BlankNode, Literal, NamedNode

from ctkg.errors import UsageError
from ctkg.graph import infer
from ctkg.graph.infer import Proof
from ctkg.graph.statements import Claim
from ctkg.iris import term
from ctkg.serve.exploring.explorer import Explorer
from ctkg.serve.links import href
from ctkg.site.evidence import document_iri, parts
from ctkg.site.view import Quote

#: Sentences of one answer.
QUOTES = 6
#: Claims of a node that are looked at.
_CLAIMS = 60
_SPEAKS = tuple(NamedNode(term(name)) for name in ("aboutEvent", "claimSubject", "claimObject"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document or a table: its name, and where it stands on this server (empty: nowhere)."""

    name: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Premise:
    """A statement from which another follows, in words, with the pages of its ends."""

    subject: str
    subject_href: str
    relation: str
    object: str
    object_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What is known of why something holds.

    Attributes:
        quotes: sentences of documents, at most :data:`QUOTES`; ``more`` counts those that were left out.
        sources: documents and tables that state it.
        rule, premises: of what merely follows: by which axiom, and from what.
    """

    quotes: tuple[Quote, ...] = ()
    more: int = 0
    sources: tuple[Source, ...] = ()
    rule: str = ""
    premises: tuple[Premise, ...] = ()


class Evidence:
    """Looks for grounds in one state of the store."""

    def __init__(self, explorer: Explorer) -> None:
        self._explorer = explorer
        self._quotes = explorer.means.entities.evidence

    def statement(self, subject: str, relation: str, object: str, via: str = "") -> Grounds:
        """The grounds of a statement; ``via`` is the node that carries the relation, where one does.

        Raises:
            UsageError: the graph does not say so.
        """
        saying = self._explorer.saying
        try:
            nodes = [NamedNode(each) for each in (subject, relation, object, *([via] if via else []))]
        except ValueError as error:
            raise UsageError(f"a statement is of three IRIs: {error}") from None
        claims = () if via else saying.claims(subject, relation, object)
        sources = saying.sources(subject, relation, object, via)
        grounds = self._said(claims, sources)
        if grounds.quotes or grounds.sources:
            return grounds
        if via:
            raise UsageError(f"the graph says nothing of {via}")
        proof = infer.explain(self._explorer.store, nodes[0], nodes[1], nodes[2])
        return Grounds(rule=proof.axiom, premises=tuple(map(self._premise, proof.premises)))

    def node(self, iri: str) -> Grounds:
        """Sentences that speak of a node, and what states anything of it.

        Raises:
            UsageError: the graph does not know the node.
        """
        claims = [claim for claim in self._claims(self._explorer.known(iri)) if claim.is_asserted]
        claims.sort(
            key=lambda claim: (claim.document, claim.passages[0].start or 0 if claim.passages else 0, claim.iri)
        )
        said = self._said(claims, self._explorer.saying.sources(iri, "", "", iri), most=_CLAIMS)
        quotes = _united(said.quotes)
        return replace(said, quotes=quotes[:QUOTES], more=len(quotes) - len(quotes[:QUOTES]))

    def _claims(self, iri: str) -> Iterator[Claim]:
        """Some claims that speak of a node."""
        store, reader, node = self._explorer.store, self._explorer.means.reader, NamedNode(iri)
        names = (
            quad.subject.value
            for place in _SPEAKS
            for quad in store.match(None, place, node)
            if isinstance(quad.subject, NamedNode)
        )
        for name in dict.fromkeys(islice(names, _CLAIMS)):
            claim = reader.claim(name)
            if claim:
                yield claim

    def _said(self, claims: Sequence[Claim], sources: Sequence[str], most: int = QUOTES) -> Grounds:
        by_sentence: dict[tuple[str, tuple[tuple[str, bool], ...]], Quote] = {}
        for claim in claims:
            for quote in self._quotes.quotes(claim, href(document_iri(claim.document))):
                by_sentence.setdefault((quote.document.href, quote.parts), quote)
        quotes = tuple(by_sentence.values())
        return Grounds(
            quotes=quotes[:most],
            more=len(quotes) - len(quotes[:most]),
            sources=tuple(map(self._source, sources)),
        )

    def _source(self, name: str) -> Source:
        kind, _, identifier = name.partition("/")
        if kind == "document":
            iri = document_iri(identifier)
            return Source(name=self._explorer.things.label(iri), href=href(iri))
        words = identifier.replace("_", " ")
        return Source(name=f"table of reference: {words}" if kind == "reference" else "the ontology", href="")

    def _premise(self, proof: Proof) -> Premise:
        (subject, subject_href), (object, object_href) = self._end(proof.subject), self._end(proof.object)
        return Premise(
            subject=subject,
            subject_href=subject_href,
            relation=self._explorer.relations.label(proof.predicate.value),
            object=object,
            object_href=object_href,
        )

    def _end(self, end: NamedNode | BlankNode | Literal) -> tuple[str, str]:
        return (
            (self._explorer.things.label(end.value), href(end.value)) if isinstance(end, NamedNode) else (end.value, "")
        )


def _united(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Each sentence once, with all words that count marked; how sure each claim is stands on its page."""
    spans: dict[tuple[str, str], set[tuple[int, int]]] = {}
    first: dict[tuple[str, str], Quote] = {}
    for quote in quotes:
        text = ""
        key = (quote.document.href.partition("#")[0], "".join(words for words, _ in quote.parts))
        first.setdefault(key, quote)
        for words, is_marked in quote.parts:
            if is_marked:
                spans.setdefault(key, set()).add((len(text), len(text) + len(words)))
            text += words
    return tuple(
        replace(
            quote, parts=tuple(parts(text, spans.get((place, text), ()))), confidence="", level="", rule="", notes=()
        )
        for (place, text), quote in first.items()
    )
