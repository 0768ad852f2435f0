"""Whatever a model writes, no statement of the rules is lost and no evidence is anything but verbatim."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.text.opinions.endpoints import document

from ctkg.text import reading
from ctkg.text.extract import extract
from ctkg.text.opinions import lexicon, reply
from ctkg.text.opinions.endpoint import Failed
from ctkg.text.opinions.merging import Merge

TEXT = (
    "“We need this,” said Mara Lindqvist, Director of the Halden Institute, in Vienna on 9 March 2021.\n\n"
    "Some 20 guests from Kazakhstan came to the two-day workshop on borders. İt was not planned by the 😀 Group."
)
NOTE = document(TEXT)
RULES = extract(NOTE)
READING = reading.read(NOTE)

pieces = st.tuples(st.integers(0, len(TEXT)), st.integers(0, 120)).map(lambda at: TEXT[at[0] : at[0] + at[1]])
words = pieces | st.sampled_from([*TEXT.split(), "e1", "e2", "UZ", "KZ", "2021-03-09", "20", "2"]) | st.text()
leaves = st.none() | st.booleans() | st.integers() | st.floats() | words
anything = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=4)
TRUE = [
    ("Halden Institute", "Director of the Halden Institute"),
    ("KZ", "guests from Kazakhstan"),
    ("2021-03-09", "in Vienna on 9 March 2021"),
    ("2", "the two-day workshop"),
]
plausible = st.tuples(st.sampled_from(list(lexicon.slots())), st.sampled_from(TRUE)).map(
    lambda said: {"event": "e1", "relation": said[0], "value": said[1][0], "of": "guests", "quote": said[1][1]}
)
facts = plausible | st.fixed_dictionaries(
    {
        "event": st.sampled_from(["e1", "e2", "Mara Lindqvist"]) | anything,
        "relation": st.sampled_from([*lexicon.slots(), "quote"]) | anything,
        "value": words | anything,
        "quote": pieces | anything,
    },
    optional={"of": words | anything},
)
doubts = st.fixed_dictionaries(
    {"fact": st.integers(-1, 20) | anything, "reason": st.sampled_from(["denied", "planned"]) | anything}
)
answers = st.fixed_dictionaries(
    {"facts": st.lists(facts | anything, max_size=8), "doubts": st.lists(doubts | anything, max_size=3)}
)


@settings(max_examples=150, deadline=None)
@given(answers | anything)
def test_rules_stand_and_evidence_is_verbatim(answer: Any) -> None:
    try:
        parsed = reply.parse(json.dumps(answer), RULES)
    except Failed:
        assert not isinstance(answer, dict)
        return
    merge = Merge(READING, RULES)
    outcomes = merge.hear("llm.any@1", parsed)
    after = merge.result()
    for before, now in zip(RULES, after, strict=False):
        assert dataclasses.replace(now, confidence=before.confidence, doubts=before.doubts) == before
        assert now.confidence == before.confidence if not now.doubts else now.confidence < before.confidence
    new = after[len(RULES) :]
    assert len(new) == outcomes["filled"]
    held = {(one.event, one.predicate) for one in RULES if not one.predicate.startswith("person.")}
    for one in new:
        (evidence,) = one.evidence
        assert evidence.span is not None and TEXT[evidence.span.start : evidence.span.end] == evidence.quote
        assert one.confidence <= 0.6 and (one.event, one.predicate) not in held
        assert one.predicate in lexicon.slots()
    asked = len(parsed.proposals)
    assert asked <= sum(outcomes.values()), "everything is counted"
