from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctkg.errors import QueryError
from ctkg.graph.shorthand import expand


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ASK { id:state/KZ ?p ?o }", "ASK { <https://w3id.org/ctkg/id/state/KZ> ?p ?o }"),
        ("ASK{?s ?p id:event/a-b.c/1.}", "ASK{?s ?p <https://w3id.org/ctkg/id/event/a-b.c/1>.}"),
        (
            "ASK { ?s ?p concept:threat/act-bombing, id:x }",
            "ASK { ?s ?p <https://w3id.org/ctkg/concept/threat/act-bombing>, id:x }",
        ),
        ('ASK { ?s ?p "id:state/KZ" } # id:state/KZ', 'ASK { ?s ?p "id:state/KZ" } # id:state/KZ'),
        ("ASK { ?s ct:partOf/ct:heldAt ?o }", "ASK { ?s ct:partOf/ct:heldAt ?o }"),
        ("PREFIX id: <urn:x:> ASK { ?s id:a/id:b ?o }", "PREFIX id: <urn:x:> ASK { ?s id:a/id:b ?o }"),
        (r"ASK { id:state\/KZ ?p ?o }", r"ASK { id:state\/KZ ?p ?o }"),
    ],
)
def test_names_are_written_out(typed: str, meant: str) -> None:
    assert expand(typed) == meant


@given(st.text(alphabet="id:concept/<>\"'# \n{}?.KZa1-", max_size=60))
def test_any_text_is_expanded_once_or_refused(text: str) -> None:
    try:
        once = expand(text)
    except QueryError:
        return
    assert expand(once) == once
