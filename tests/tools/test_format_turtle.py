"""The formatter changes the form of a file and never what it says."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph
from rdflib.compare import isomorphic

REPOSITORY = Path(__file__).resolve().parents[2]
_SPEC = importlib.util.spec_from_file_location("format_turtle", REPOSITORY / "tools" / "format_turtle.py")
assert _SPEC and _SPEC.loader
format_turtle = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(format_turtle)

MESSY = '''# A head that is kept.
@prefix ex: <https://example.org/> . @prefix unused: <https://example.org/unused/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
ex:z ex:p "b"@fr , "a"@en , 1 , 1.50 , "01"^^<http://www.w3.org/2001/XMLSchema#integer> , true ; a owl:ObjectProperty .
ex:a a owl:Class ; ex:list ( ex:b ( 1 2 ) [ ex:q "x" ] ) ; ex:empty () ; ex:node [] ; ex:long """two
lines with \\\\ and "quotes""" .
<https://example.org/a/b> ex:p <https://example.org/c#> . [] ex:p ex:a .
'''


def test_the_form_is_fixed_and_the_triples_stay() -> None:
    once = format_turtle.format_text(MESSY)
    assert once == format_turtle.format_text(once)
    assert isomorphic(Graph().parse(data=MESSY, format="turtle"), Graph().parse(data=once, format="turtle"))
    assert once.startswith("# A head that is kept.\n@prefix ex:")
    assert "unused" not in once
    assert once.index("ex:a a owl:Class") < once.index("ex:z a owl:ObjectProperty")
    # Lexical forms are kept: 01 does not become 1.
    assert '01, 1, 1.50, true, "a"@en, "b"@fr' in once


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
@settings(max_examples=200, deadline=None)
def test_any_literal_survives(text: str) -> None:
    quoted = "".join(f"\\U{ord(c):08X}" for c in text)
    source = f'<https://example.org/s> <https://example.org/p> "{quoted}" .'
    once = format_turtle.format_text(source)
    (quad,) = format_turtle.ox.parse(once, format=format_turtle.ox.RdfFormat.TURTLE)
    assert quad.object.value == text


def test_a_comment_that_would_be_lost_is_refused() -> None:
    with pytest.raises(ValueError, match="would be lost"):
        format_turtle.format_text("@prefix ex: <https://example.org/> .\n# why\nex:a ex:p ex:b .\n")


def test_a_shared_blank_node_is_refused() -> None:
    with pytest.raises(ValueError, match="more than once"):
        format_turtle.format_text("_:a <x:p> _:b . _:c <x:p> _:b .")


def test_check_names_the_file_and_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "messy.ttl"
    file.write_text(MESSY, "utf-8")
    assert format_turtle.main(["--check", str(file)]) == 1
    assert file.read_text("utf-8") == MESSY
    assert str(file) in capsys.readouterr().out
    assert format_turtle.main([str(file)]) == 0
    assert format_turtle.main(["--check", str(file)]) == 0


def test_a_file_that_is_not_turtle_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "broken.ttl"
    file.write_text("this is not turtle", "utf-8")
    assert format_turtle.main([str(file)]) == 3
    assert str(file) in capsys.readouterr().err


def test_the_files_of_the_repository_are_in_form() -> None:
    assert format_turtle.main(["--check"]) == 0
