"""JSON for programs and for the scripts of the workbench, described in ``openapi.yaml``; a module a subject.

Whoever adds a module puts it here, and describes its routes.
"""

from __future__ import annotations

from ctkg.serve.api import (
    asking,
    description,
    documents,
    entries,
    events,
    facts,
    graphs,
    library,
    nodes,
    schema,
    searching,
    stats,
    suggest,
)

_PARTS = (
    asking,
    description,
    documents,
    entries,
    events,
    facts,
    graphs,
    library,
    nodes,
    schema,
    searching,
    stats,
    suggest,
)
ROUTES = tuple(route for part in _PARTS for route in part.ROUTES)
