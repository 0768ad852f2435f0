"""FollowTheMoney: entities as lines of JSON, for Aleph and what else reads them.

What the graph says goes in as far as a schema of FollowTheMoney fits. Nobody is called a politically exposed person
or a criminal here: no ``topics`` are given, and a designation is a ``Sanction`` with the authority that made it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from ctkg.interchange.events import events
from ctkg.interchange.ftm import agents, occasions
from ctkg.interchange.ftm.lines import Line
from ctkg.interchange.view import View
from ctkg.iris import term


def pieces(view: View) -> Iterator[bytes]:
    """One entity a line: documents, agents, posts, events, and what joins them."""
    for line in _lines(view):
        yield (json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _lines(view: View) -> Iterator[Line]:
    for document in view.instances(term("SourceDocument")):
        yield occasions.article(view, document)
    for agent in view.instances(term("Agent")):
        yield from agents.agent(view, agent)
    for post in view.instances(term("Post")):
        yield agents.position(view, post)
    for tenure in view.instances(term("Tenure")):
        yield from agents.occupancy(view, tenure)
    for membership in view.instances(term("OrganizationMembership")):
        yield from agents.membership(view, membership)
    for designation in view.instances(term("Designation")):
        yield from agents.sanction(view, designation)
    for event in events(view):
        yield from occasions.event(view, event)
    for attribution in view.instances(term("Attribution")):
        yield from occasions.attribution(view, attribution)
