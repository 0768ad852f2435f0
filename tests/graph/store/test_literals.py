"""What is compared with a store has the form that the store gives back."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from ctkg.graph.store.literals import as_kept

XSD = "http://www.w3.org/2001/XMLSchema#"
NODE = NamedNode("https://example.org/a")
TYPES = [
    "integer",
    "decimal",
    "double",
    "float",
    "boolean",
    "date",
    "gYear",
    "gYearMonth",
    "gMonthDay",
    "gDay",
    "dateTime",
    "time",
    "duration",
    "string",
    "long",
    "nonNegativeInteger",
    "dayTimeDuration",
    "anyURI",
]
FORMS = st.one_of(
    st.from_regex(r"[+-]?0?[0-9]{1,20}(\.[0-9]{0,20})?(E[0-9])?", fullmatch=True),
    st.from_regex(r"-?[0-9]{4}(-[01][0-9](-[0-3][0-9](T[0-2][0-9]:00:00(Z|[+]01:00)?)?)?)?", fullmatch=True),
    st.from_regex(r"--[01][0-9](-[0-3][0-9])?", fullmatch=True),
    st.sampled_from(["true", "false", "1", "0", "", "x", "INF", "-0", "-0.0", "P1D", "P1Y2M"]),
)


@given(st.sampled_from(TYPES), FORMS)
@example("decimal", "-0.0")
@example("decimal", "0.1234567890123456789")
@example("gMonthDay", "--02-31")
@example("date", "2019-02-30")
@example("gYearMonth", "2019-13")
def test_a_literal_is_what_a_store_gives_back(datatype: str, text: str) -> None:
    given_ = Triple(NODE, NODE, Literal(text, datatype=NamedNode(XSD + datatype)))
    store = Store()
    store.add(Quad(NODE, NODE, given_.object))
    assert as_kept(given_) == next(iter(store)).triple
    assert as_kept(as_kept(given_)) == as_kept(given_)


@given(st.text(max_size=5), st.sampled_from(["en", "ru", "en-GB"]))
def test_words_are_left_alone(text: str, language: str) -> None:
    triple = Triple(NODE, NODE, Literal(text, language=language))
    assert as_kept(triple) is triple
