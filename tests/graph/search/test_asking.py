"""What a person types: every text is a valid question."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctkg.graph.search.asking import MOST, Term, question


def parts(text: str) -> tuple[list[str], list[str]]:
    """Wanted and unwanted terms, a star behind a prefix, quotation marks around what was quoted."""
    asked = question(text)

    def written(term: Term) -> str:
        return f'"{term.text}"' if term.whole else term.text + "*" * term.prefix

    return [written(term) for term in asked.wanted], [written(term) for term in asked.unwanted]


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("border security", ["border", "security"], []),
        ('"border security" Vienna', ['"border security"', "Vienna"], []),
        ("explos*", ["explos*"], []),
        ("workshop -OSCE", ["workshop"], ["OSCE"]),
        ('-"plastic explosives" explosiv* -bomb*', ["explosiv*"], ['"plastic explosives"', "bomb*"]),
        ("Al-Qaida", ["Al-Qaida"], []),
        ("ISIL - Khorasan", ["ISIL", "Khorasan"], []),
        ("-foo", ["foo"], []),
        ("a AND b OR NEAR(c)", ["a", "AND", "b", "OR", "NEAR(c)"], []),
        ('"never closed', ["never", "closed"], []),
        ("*", [], []),
        ("!*", [], []),
        ("", [], []),
    ],
)
def test_the_signs_are_read(text: str, wanted: list[str], unwanted: list[str]) -> None:
    assert parts(text) == (wanted, unwanted)


def test_a_page_pasted_as_a_question_is_cut_and_says_so() -> None:
    asked = question("word " * (MOST + 5))
    assert asked.cut and len(asked.wanted) == MOST
    assert not question("word " * MOST).cut


@pytest.fixture(scope="module")
def table() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(words, tokenize='unicode61 remove_diacritics 2', prefix='3')")
    connection.execute("INSERT INTO t VALUES ('some words')")
    return connection


#: Letters that mean something to SQLite or to us are drawn more often than chance has it.
typed = st.text(st.one_of(st.sampled_from('"*-+^:(){}[] \0\n,.~ANDORTnearé'), st.characters()), max_size=40)


@given(text=typed)
def test_no_text_is_an_error_of_sqlite(table: sqlite3.Connection, text: str) -> None:
    asked = question(text)
    for expression in (asked.expression(), asked.expression(lambda term: ["form", 'o"dd'])):
        if expression:
            table.execute("SELECT * FROM t WHERE t MATCH ?", (expression,)).fetchall()
    asked.key.encode()
