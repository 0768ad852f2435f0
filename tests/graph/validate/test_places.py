"""Lines and columns of findings: exact where they are given, none where they cannot be told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse, serialize

from ctkg.graph.validate.entry_finding import plain
from ctkg.graph.validate.places import places
from ctkg.graph.validate.turtle_text import statements
from ctkg.model import Finding

ROOT = Path(__file__).resolve().parents[3]
TEXT = """\
# a comment with ; and <iri> and "quotes
@prefix ct: <https://w3id.org/ctkg/ontology#> .
PREFIX id: <https://w3id.org/ctkg/id/>
@base <https://w3id.org/ctkg/> .

<id/event/x/1> a ct:Workshop , ct:Event ; ; # a list
    ct:label "one; two . # no comment"@en , \"\"\"three "quoted"
lines\"\"\" ;
    ct:heldAt id:territory\\/KZ .
id:event\\/x\\/2 ct:count 40, 4.5e1, true ; ct:at [ ct:b ( 1 <x> ) ] .
"""


def finding(focus: str, path: str = "", value: str = "") -> Finding:
    full = "https://w3id.org/ctkg/"
    return Finding(
        check="x",
        severity="violation",
        message="x",
        focus=full + focus,
        path=f"{full}ontology#{path}" if path else "",
        value=value,
    )


@pytest.mark.parametrize(
    ("asked", "line", "column"),
    [
        (finding("id/event/x/1"), 6, 1),
        (finding("id/event/x/1", "label", "one; two . # no comment"), 7, 14),
        (finding("id/event/x/1", "label", "one; …"), 7, 14),
        (finding("id/event/x/1", "label", 'three "quoted"\nlines'), 7, 45),
        (finding("id/event/x/1", "label", "gone"), 7, 5),
        (finding("id/event/x/1", "heldAt", "https://w3id.org/ctkg/id/territory/KZ"), 9, 15),
        (finding("id/event/x/1", "missing"), 6, 1),
        (finding("id/territory/KZ"), 9, 15),
        (finding("id/event/x/2", "count", "4.5e1"), 10, 29),
        (finding("id/event/x/3"), 0, 0),
    ],
)
def test_a_finding_stands_at_its_value_else_its_property_else_its_node(asked: Finding, line: int, column: int) -> None:
    found = places(TEXT.encode(), "ttl", list(parse(TEXT, RdfFormat.TURTLE)))
    assert found.of(asked) == (line, column)
    placed = found.placed(asked)
    assert (placed.line, placed.column) == (line, column) and found.placed(placed) == placed


def test_a_value_that_is_said_twice_stands_at_its_property() -> None:
    text = '@prefix ct: <https://w3id.org/ctkg/ontology#> .\n<https://w3id.org/ctkg/a> ct:p "x"@en, "x"@ru .'
    found = places(text.encode(), "ttl", list(parse(text, RdfFormat.TURTLE)))
    assert found.of(finding("a", "p", "x")) == (2, 27)


def test_a_text_that_the_reader_does_not_follow_has_no_places() -> None:
    text = "<urn:s> <urn:p> <<( <urn:a> <urn:b> <urn:c> )>> ."
    quads = list(parse(text, RdfFormat.TURTLE))
    assert quads and places(text.encode(), "ttl", quads).of(finding("s")) == (0, 0)
    # Nor has one whose parser says something else.
    other = list(parse("<urn:s> <urn:p> <urn:o> .", RdfFormat.TURTLE))
    good = "<https://w3id.org/ctkg/a> <urn:p> <urn:o> ."
    assert places(good.encode(), "ttl", other).of(finding("a")) == (0, 0)
    assert places(b"{}", "jsonld", other).of(finding("a")) == (0, 0)


@pytest.mark.parametrize("file", sorted(ROOT.glob("ontology/shapes/*.ttl")), ids=lambda file: file.stem)
def test_every_statement_of_a_real_file_is_found_where_it_stands(file: Path) -> None:
    text = file.read_text("utf-8")
    found = list(statements(text))
    given = {(plain(q.subject), q.predicate.value, plain(q.object)) for q in parse(text, RdfFormat.TURTLE)}
    assert {each[:3] for each in found} == given
    assert all(0 <= at < len(text) and not text[at].isspace() for each in found for at in each[3:])


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12)
names = st.from_regex(r"[a-z][a-zé0-9._~-]{0,5}[a-z]", fullmatch=True).map(
    lambda name: NamedNode(f"http://a.b/{name}#x")
)
objects = st.one_of(
    names,
    words.map(Literal),
    words.map(lambda text: Literal(text, language="en-GB")),
    st.integers().map(Literal),
    st.booleans().map(Literal),
    st.sampled_from(["a", "b"]).map(BlankNode),
)
quads = st.lists(
    st.builds(Quad, st.one_of(names, st.just(BlankNode("s"))), names, objects, st.sampled_from([NamedNode("urn:g")])),
    min_size=1,
    max_size=8,
)


@pytest.mark.parametrize("form", ["nq", "trig", "nt", "ttl"])
@settings(max_examples=40, deadline=None)
@given(quads=quads)
def test_whatever_is_written_is_found(form: str, quads: list[Quad]) -> None:
    named = form in ("nq", "trig")
    given = quads if named else [quad.triple for quad in quads]
    data = serialize(
        given, format=RdfFormat.from_extension(form), prefixes={"p": "http://a.b/"} if form[0] == "t" else None
    )
    assert data is not None
    found = places(data, form, list(parse(data, RdfFormat.from_extension(form))))
    for quad in quads:
        if isinstance(quad.subject, NamedNode):
            asked = Finding(check="x", severity="info", message="x", focus=quad.subject.value)
            line, column = found.of(asked)
            rest = data.decode().split("\n")
            assert line and rest[line - 1][column - 1] in "<p"
