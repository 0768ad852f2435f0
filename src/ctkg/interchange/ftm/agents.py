"""Agents, the posts that they hold, and how they belong together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ctkg.interchange.ftm.lines import Line, countries, dates, identifier, is_body, line, proof, provenance, schema_of
from ctkg.interchange.view import View
from ctkg.iris import PREFIXES, term


def agent(view: View, agent: str) -> Iterator[Line]:
    """An agent, and what it is a part of and what it became."""
    schema = schema_of(view, agent)
    if not schema:
        return
    name = view.label(agent)
    others = [*view.texts(agent, PREFIXES["rdfs"] + "label"), *view.texts(agent, PREFIXES["skos"] + "altLabel")]
    properties: dict[str, Iterable[str]] = {
        "name": [name],
        "alias": {*others, *view.texts(agent, "officialName")} - {name},
        "wikidataId": [text for text in view.texts(agent, "wikidataId") if re.fullmatch(r"Q\d+", text)],
        **provenance(view.documents(agent)),
    }
    if schema == "Person":
        properties["position"] = [view.label(post) for post in view.objects(agent, "holdsPost")]
    else:
        states = [*view.objects(agent, "actsFor"), *view.objects(agent, "authorityOf"), agent]
        properties["abbreviation"] = view.texts(agent, "acronym")
        properties["country"] = countries(view, states)
        properties["classification"] = [view.label(kind) for kind in view.kinds(agent)]
        properties |= dates(view, agent, incorporationDate="validFrom", dissolutionDate="validUntil")
    yield line(schema, agent, properties)
    for whole in (
        view.stated(agent, "organOf") + view.stated(agent, "unitOf") + view.stated(agent, "partOfOrganization")
    ):
        if schema_of(view, whole):
            joined = {"subject": [identifier(agent)], "object": [identifier(whole)], "role": ["part of"]}
            yield line("UnknownLink", agent, joined, "part of", whole)
    for later in view.stated(agent, "succeededBy"):
        if schema_of(view, later):
            joined = {"predecessor": [identifier(agent)], "successor": [identifier(later)]}
            yield line("Succession", agent, joined, "succeeded by", later)


def position(view: View, post: str) -> Line:
    """A post."""
    bodies = [body for body in view.objects(post, "postIn") if is_body(view, body)]
    states = [state for body in bodies for state in view.objects(body, "actsFor")]
    properties = {
        "name": [", ".join([view.label(post), *map(view.label, bodies)])],
        "organization": [identifier(body) for body in bodies],
        "country": countries(view, states),
        **provenance(view.documents(post)),
    }
    return line("Position", post, properties)


def occupancy(view: View, tenure: str) -> Iterator[Line]:
    """That somebody holds a post."""
    sources = view.documents(tenure)
    posts = [post for post in view.objects(tenure, "postHeld") if term("Post") in view.types(post)]
    for holder in [each for each in view.objects(tenure, "holder") if schema_of(view, each) == "Person"]:
        for post in posts:
            properties = {
                "holder": [identifier(holder)],
                "post": [identifier(post)],
                **dates(view, tenure, date="validOn", startDate="validFrom", endDate="validUntil"),
                **proof(sources),
            }
            yield line("Occupancy", tenure, properties, holder, post)


def membership(view: View, membership: str) -> Iterator[Line]:
    """That a State belongs to an organisation."""
    bodies = [body for body in view.objects(membership, "membershipIn") if is_body(view, body)]
    for member in [each for each in view.objects(membership, "memberState") if schema_of(view, each)]:
        for body in bodies:
            properties = {
                "member": [identifier(member)],
                "organization": [identifier(body)],
                "role": [view.label(kind) for kind in view.objects(membership, "membershipKind")],
                **dates(view, membership, date="validOn", startDate="validFrom", endDate="validUntil"),
                **proof(view.documents(membership)),
            }
            yield line("Membership", membership, properties, member, body)


def sanction(view: View, designation: str) -> Iterator[Line]:
    """That an authority lists somebody: its statement, and named as such."""
    for agent in view.objects(designation, "designatedAgent"):
        if not schema_of(view, agent):
            continue
        properties = {
            "entity": [identifier(agent)],
            "authority": [view.label(body) for body in view.objects(designation, "designatedBy")],
            "program": [view.label(text) for text in view.objects(designation, "designatedUnder")],
            **dates(view, designation, listingDate="validOn", startDate="validFrom", endDate="validUntil"),
            **proof(view.documents(designation)),
        }
        yield line("Sanction", designation, properties, agent)
