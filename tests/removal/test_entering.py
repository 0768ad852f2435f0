"""Who was taken down cannot be entered again."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from ctkg import pipeline
from ctkg.adding.judging import judge
from ctkg.adding.outcomes import REFUSED
from ctkg.decisions import Act, log_of, next_time
from ctkg.decisions.names import digest, normal
from ctkg.entries.sources import Entry
from ctkg.graph import open_store
from ctkg.iris import PREFIXES, graph, instance


def test_an_entry_that_names_the_person_is_refused() -> None:
    name = "Xaveria Quillfeather"
    node, where = instance("person", "xaveria-quillfeather", "note-7"), NamedNode(graph("document", "note-7"))
    quad = Quad(NamedNode(node), NamedNode(PREFIXES["rdfs"] + "label"), Literal(name), where)
    with open_store(None) as store:
        log = log_of(store)
        log.write(Act(kind="takedown", by="A. Reader", on=next_time(log), names=(digest(normal(name)),)))
        pipeline.catch_up(store, options=pipeline.Options(reference=False, inference=False, validation=False))
        found = judge(store, Entry(id="note-7", quads=(quad,), file="note.ttl"))
    assert found.outcome == REFUSED
    assert found.message == "it names a person whose data were taken down; leave that person out"
