"""Why a statement holds: the rule and its premises, down to the sentences and tables that say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ctkg.iris import GRAPH, ID, ONTOLOGY, compact
from ctkg.serve.access import View
from ctkg.serve.links import href
from ctkg.serve.lookup import Lookup, lookup
from ctkg.serve.pages.caching import kept
from ctkg.serve.pages.rendering import page
from ctkg.site.evidence import level
from ctkg.site.view import Quote, Text

if TYPE_CHECKING:
    from ctkg.graph.infer import Proof, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A statement of a proof.

    Attributes:
        subject, relation, value: the statement.
        axiom: why it follows, in words; empty where it is stated.
        stated: the graph that says so; None where it follows.
        quotes: sentences of documents that say just this.
        premises: what it rests on.
    """

    subject: Text
    relation: Text
    value: Text
    axiom: str
    stated: Text | None
    quotes: tuple[Quote, ...]
    premises: tuple[Step, ...]


def why(request: Request) -> Response:
    """``/explain?s=...&p=...&o=...``: IRIs, prefixed names, or for the value the text of a literal.

    Raises:
        HTTPException: a part of the statement is missing (400).
        UsageError: the statement does not hold, or a name means nothing.
    """
    said = [request.query_params.get(name, "").strip() for name in "spo"]
    if not all(said):
        raise HTTPException(400, "name a statement: /explain?s=SUBJECT&p=PROPERTY&o=VALUE")
    with request.app.state.access.reading() as view:
        return kept(request, view, lambda: _answer(request, view, said[0], said[1], said[2]))


def _answer(request: Request, view: View, subject: str, predicate: str, value: str) -> Response:
    look = lookup(view)
    return page(request, "things/why.html", step=_step(look, view.graph.explain(subject, predicate, value)))


def _step(look: Lookup, proof: Proof) -> Step:
    predicate = proof.predicate.value
    return Step(
        subject=_node(look, proof.subject),
        relation=Text(
            text=look.words.label(predicate),
            href=href(predicate) if predicate.startswith(ONTOLOGY) else "",
            note=look.words.definition(predicate),
        ),
        value=_node(look, proof.object),
        axiom=proof.axiom if proof.rule else "",
        stated=None if proof.rule else Text(text=proof.graph.removeprefix(GRAPH), href=href(proof.graph)),
        quotes=tuple(_quote(look, each) for each in proof.sources),
        premises=tuple(_step(look, each) for each in proof.premises),
    )


def _node(look: Lookup, term: object) -> Text:
    value = look.reader.value(term)
    if not value.iri:
        return Text(text=value.text, language=value.language)
    entry = look.catalogue.get(value.iri)
    text = entry.label if entry else value.text if value.text != value.iri else compact(value.iri)
    return Text(text=text, language=value.language, href=href(value.iri))


def _quote(look: Lookup, source: Source) -> Quote:
    origin = look.entities.evidence.origin(source.document)
    place = "" if source.start is None else f"#c{source.start}"
    return Quote(
        parts=((source.text, False),),
        language=origin.language,
        document=Text(text=origin.title, href=href(f"{ID}document/{source.document}") + place),
        address=origin.address,
        confidence="" if source.confidence is None else f"{source.confidence:.2f}",
        level=level(source.confidence),
        rule="",
        notes=() if source.start is not None else ("from the metadata of the document",),
        claim=source.claim.rpartition("/")[2],
    )


ROUTES = (Route("/explain", why, name="explain"),)
