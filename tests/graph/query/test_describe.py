"""What is said of a node comes with the sentence that says it, and with no other."""

from __future__ import annotations

from pyoxigraph import RdfFormat, parse

from ctkg.graph.describe import describe
from ctkg.graph.store import MemoryStore
from ctkg.iris import graph, instance

PREFIXES = "@base <https://w3id.org/ctkg/> . @prefix ct: <https://w3id.org/ctkg/ontology#> .\n"
SAID = '<id/event/d/1> ct:topicText "border security", "travel documents" ; ct:threatText "smuggling" .'
CLAIMS = """
<id/claim/d/{n}> ct:claimPredicate ct:{predicate} ; ct:claimSubject <id/event/d/1> ; ct:confidence 0.{n} ;
    ct:claimValue "{value}" ; ct:hasEvidence <id/passage/d/{n}> .
<id/passage/d/{n}> ct:quotationText "They spoke of {value}." .
"""


def test_each_literal_has_its_own_sentence() -> None:
    store = MemoryStore()
    claims = "".join(
        CLAIMS.format(n=n, predicate=predicate, value=value)
        for n, (predicate, value) in enumerate(
            (("topicText", "border security"), ("topicText", "travel documents"), ("addresses", "smuggling")), 1
        )
    )
    store.replace_graph(graph("document", "d"), parse(PREFIXES + SAID, RdfFormat.TURTLE))
    store.replace_graph(graph("evidence", "d"), parse(PREFIXES + claims, RdfFormat.TURTLE))
    lines = describe(store, instance("event", "d", 1)).lines
    out = {line.value: (line.confidence, line.evidence) for line in lines if line.direction == "out"}
    assert out == {
        "border security": (0.1, "They spoke of border security."),
        "travel documents": (0.2, "They spoke of travel documents."),
        "smuggling": (0.3, "They spoke of smuggling."),
    }
