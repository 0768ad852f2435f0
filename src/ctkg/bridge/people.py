"""People: tenures of posts and quotations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ctkg.bridge.nodes import Nodes
from ctkg.bridge.quads import GraphBag, date
from ctkg.iris import instance, slug
from ctkg.model import Entity, Span, Statement


def describe(nodes: Nodes, statements: Iterable[Statement], bag: GraphBag) -> None:
    """Add persons with their posts and bodies, and quotations, of one document's asserted statements to ``bag``."""
    asserted = [s for s in statements if s.holds]
    posts: dict[str, list[Statement]] = defaultdict(list)
    bodies: dict[str, list[Statement]] = defaultdict(list)
    days = {s.subject.key: str(s.object) for s in asserted if s.predicate == "event.start"}
    people: dict[str, Entity] = {}
    for statement in asserted:
        if statement.predicate in ("person.post", "person.affiliation"):
            node = nodes.describe(statement.subject, bag)
            people[node] = statement.subject
            (posts if statement.predicate == "person.post" else bodies)[node].append(statement)
        elif statement.predicate == "quote":
            _quotation(nodes, statement, bag)
    for node in sorted(people):
        _tenures(nodes, node, people[node], posts[node], bodies[node], days, bag)


def _tenures(
    nodes: Nodes,
    person: str,
    who: Entity,
    posts: list[Statement],
    bodies: list[Statement],
    days: dict[str, str],
    bag: GraphBag,
) -> None:
    for statement in bodies:
        if isinstance(statement.object, Entity):
            target = nodes.describe(statement.object, bag)
            # A State is represented, a body is belonged to.
            bag.link(person, "actsFor" if statement.object.kind == "state" else "affiliatedWith", target)
    for statement in posts:
        title = statement.object.label if isinstance(statement.object, Entity) else str(statement.object)
        body = _body_of(statement, bodies)
        # The post of a new body is told apart as the body itself is: by its State or document, and name.
        where = nodes.iri(body).removeprefix(instance("organization", "")) if body else nodes.document
        where = where.removeprefix(instance(""))
        tenure = instance("tenure", nodes.document, slug(who.label), slug(title), where.replace("/", "."))
        post = instance("post", where, slug(title))
        bag.kind(tenure, "Tenure")
        bag.link(tenure, "holder", person)
        bag.link(tenure, "postHeld", post)
        bag.link(tenure, "reportedIn", instance("document", nodes.document))
        if day := days.get(statement.event):
            bag.say(tenure, "validOn", date(day))
        bag.kind(post, "Post")
        bag.label(post, title)
        if body and body.kind != "state":
            bag.link(post, "postIn", nodes.describe(body, bag))
        elif body:
            bag.link(tenure, "representing", nodes.describe(body, bag))


def _body_of(post: Statement, bodies: list[Statement]) -> Entity | None:
    """The body that a post is in: named with it, else the only one, else the one told in the nearest words."""
    if post.representing is not None:
        return post.representing
    found = [s for s in bodies if isinstance(s.object, Entity)]
    if not found:
        return None
    nearest = min(found, key=lambda s: (_distance(_place(post), _place(s)), str(s.object)))
    return nearest.object if isinstance(nearest.object, Entity) else None


def _place(statement: Statement) -> Span | None:
    return next((e.span for e in statement.evidence if e.span), None)


def _distance(one: Span | None, other: Span | None) -> int:
    if one is None or other is None:
        return 1_000_000
    return max(0, max(one.start, other.start) - min(one.end, other.end))


def quotation(nodes: Nodes, statement: Statement) -> str:
    """IRI of the quotation that a ``quote`` statement holds."""
    span = statement.quote_span or _place(statement) or Span(0, 0)
    return instance("quotation", nodes.document, f"{span.start}-{span.end}")


def _quotation(nodes: Nodes, statement: Statement, bag: GraphBag) -> None:
    if not isinstance(statement.object, Entity):
        return
    node, span = quotation(nodes, statement), statement.quote_span
    bag.kind(node, "Quotation")
    bag.link(node, "quotedSpeaker", nodes.describe(statement.object, bag))
    bag.say(node, "quotationText", statement.quote)
    bag.link(node, "passageOf", instance("document", nodes.document))
    bag.link(node, "madeAt", nodes.event(statement.event))
    if span:
        bag.say(node, "startOffset", span.start)
        bag.say(node, "endOffset", span.end)
