"""Runs of blanks: read as one, while evidence stays verbatim in the text as it stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ctkg.model import Document, Source, Span
from ctkg.text import extract, spacing

PLAIN = (
    "Customs officers trained in Lomé\n\nThe OSCE and INTERPOL organized a workshop on border security in Lomé, "
    'Togo, on 3 and 4 May 2021. "We must all work together to keep our borders safe," said Jane Roe, Director of the '
    "Customs Academy. Participants attended from Benin, Ghana and Togo."
)


def document(text: str) -> Document:
    return Document(id="d", source=Source(), text=text)


def test_a_justified_text_gives_the_facts_of_a_plain_one() -> None:
    wide = document(
        PLAIN.replace("OSCE and ", "OSCE  and   ").replace("from Benin", "from   Benin").replace(" keep ", "  keep ")
    )
    said = extract.extract(wide)
    plain = extract.extract(document(PLAIN))
    assert [(s.predicate, s.object) for s in said] == [(s.predicate, s.object) for s in plain]
    for statement in said:
        for evidence in statement.evidence:
            assert evidence.span is not None
            assert wide.slice(evidence.span) == evidence.quote
    quote = next(s for s in said if s.predicate == "quote")
    assert quote.quote_span is not None
    assert wide.slice(quote.quote_span).split() == quote.quote.split()


def test_names_stand_where_they_stand() -> None:
    wide = document("A workshop in   Lomé  was held by  the  World  Customs  Organization.")
    for link in extract.names(wide):
        assert wide.slice(link.mention.span) == link.mention.text


def test_indents_and_cells_stay() -> None:
    text = "Title\n\n    An indented line\nName\t\tPost\n"
    assert spacing.single(document(text)).document.text == text


@given(st.text(alphabet="ab .\n \u00a0", max_size=60))
def test_words_go_back_to_where_they_were(text: str) -> None:
    spaced = spacing.single(document(text))
    short = spaced.document.text
    assert short.split() == text.split()
    for at, letter in enumerate(short):
        span = spaced.back(Span(at, at + 1))
        if letter.strip():
            assert text[span.start : span.end] == letter
    if short:
        whole = spaced.back(Span(0, len(short)))
        assert text[whole.start : whole.end].split() == short.split()
