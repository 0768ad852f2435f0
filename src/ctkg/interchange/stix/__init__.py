"""STIX 2.1: a bundle of the incidents that documents report, with what they say of them.

Only incidents go in: co-operation, instruments and the rest have no objects in STIX.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator

from ctkg.interchange.events import events
from ctkg.interchange.stix import incidents
from ctkg.interchange.stix.objects import Object, author, extension, identifier
from ctkg.interchange.view import Source, View


def pieces(view: View) -> Iterator[bytes]:
    """The bundle in pieces, one object a line; ids of what is in it already are held in memory."""
    total = hashlib.sha256()
    begun = False
    for each in _objects(view):
        line = json.dumps(each, ensure_ascii=False).encode()
        total.update(line)
        yield (b",\n" if begun else b'{"type": "bundle", "objects": [\n') + line
        begun = True
    # The id follows from the content, so it comes last.
    yield f'\n], "id": "{identifier("bundle", total.hexdigest())}"}}\n'.encode()


def _objects(view: View) -> Iterator[Object]:
    seen: set[str] = set()
    reports: dict[Source, list[str]] = defaultdict(list)
    yield author()
    yield extension()
    for incident in events(view, "SecurityIncident"):
        for each in incidents.objects(view, incident):
            if each["id"] not in seen:
                seen.add(each["id"])
                yield each
            if each["type"] == "incident":
                for source in incident.sources:
                    reports[source].append(each["id"])
    for source in sorted(reports, key=lambda source: source.iri):
        yield incidents.report(source, reports[source])
