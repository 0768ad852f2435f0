"""A screen changes the time that a search takes, never what it finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctkg.text.find import atoms, screening

PATTERNS = (
    (r"\borgani[sz]ed\s+by\b", re.IGNORECASE),
    (r"(?<![\w-])(?:held(?:\s+talks)?|host(?:ed|s)?)(?![\w-])", re.IGNORECASE),
    (r"\b(?:[A-Z]?[a-z][\w-]*\s+){0,3}(?:experts?|trainers?)\b", 0),
    (r"\b[Tt]he\s+(?P<unit>(?:week|month)s?)\b(?! ago)", 0),
    (r"\b(?:19|20)\d\d\b", 0),
    (r"a|held talks", 0),
    (r"(?:the\s+)?(?:week|[12]\d{3}|month)s?(?:\s+ago)?", re.IGNORECASE),
    (r"(?<=the )\b(?:held|talks)(?:\s|\b)", 0),
    (r"(?i:talks\s*,?\s*held)", 0),
    (r"kıs|weeks", re.IGNORECASE),
    (r"\b\w+(?=\s+(?:held|talks|weeks))", re.IGNORECASE),
)
WORDS = ("organised", "organized", "ORGANISED", "by", "held", "Held", "talks", "hosts", "the", "The", "week", "months",
         "ago", "experts", "trainer", "2019", "1873", "1٣", "ſ", "İ", "kıs", "weekſ", "K", "a", ",")  # fmt: skip
GAPS = (" ", "  ", "\n", " \n ", "\t", "\u00a0", "\u2003 ", "-", "")


@st.composite
def texts(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), min_size=1, max_size=24))
    return "".join(word + gap for word, gap in pieces)


@pytest.fixture(autouse=True)
def from_the_first_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screening, "_WORTH", 0)


@settings(max_examples=300, deadline=None)  # the first example may build all screens
@given(text=texts(), cut=st.tuples(st.integers(0, 60), st.integers(0, 200)))
def test_what_is_found_is_the_same(text: str, cut: tuple[int, int]) -> None:
    screened = [screening.compile(pattern, flags) for pattern, flags in PATTERNS]
    screening.prepare(text)
    for one in screened:
        for start, end in ((0, len(text)), cut):
            plain = [match.span() for match in one.compiled.finditer(text, start, end)]
            assert [match.span() for match in one.finditer(text, start, end)] == plain
            first = one.search(text, start, end)
            assert (first.span() if first else None) == (plain[0] if plain else None)


def test_a_search_is_spared_where_no_atom_is() -> None:
    one = screening.compile(r"\bheld\s+talks\b")
    text = "Nothing here. They held\ntalks there. And nothing more."
    screening.prepare(text)
    spared = one.finditer(text, 0, 13)
    assert not isinstance(spared, type(re.compile("").finditer("")))
    assert [match.start() for match in one.finditer(text)] == [text.index("held")]


def test_texts_that_were_not_prepared_and_later_patterns_are_searched_as_ever() -> None:
    text = "They held talks."
    screening.prepare(text)
    later = screening.compile("talks")
    assert later.search(text) and later.search("More talks")


@pytest.mark.parametrize("pattern", [r"talks(?= in Riga)", r"\w+ talks", r"[A-Z]\w+(?: \w+){0,2} talks", r"talks|Riga"])
def test_all_that_lies_between_two_offsets_is_found_and_nothing_else(pattern: str) -> None:
    one = screening.compile(pattern)
    text = "Big talks in Riga and new talks in Riga, no word of peace. Riga saw Riga talks. A word more. " * 2
    screening.prepare(text)
    for start in range(0, len(text), 3):
        for end in range(start, len(text) + 1, 7):
            expected = [match.span() for match in one.compiled.finditer(text, start, end)]
            assert [match.span() for match in one.finditer(text, start, end)] == expected
            assert (one.search(text, start, end) is None) == (not expected)


def test_several_documents_one_after_the_other() -> None:
    one = screening.compile("talks")
    for text in ("no word", "talks", "no word again", "more talks"):
        screening.prepare(text)
        assert bool(one.search(text)) == ("talks" in text)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"organi[sz]ed\s+by", {"organised by", "organized by"}),
        (r"\bcondemn\w*", {"condemn"}),
        (r"\b(?:experts?|trainers?)\b", {"expert", "trainer"}),
        (r"(?:\w+\s){2}ministry", {"ministry"}),
        (r"(?<=held in Vienna )talks(?= in Riga)", {"in riga"}),
        (r"talks(?= \w+ today| in)", {"talks"}),
        (r"(?:talks(?= in)|met(?= here))", {"talks", "here"}),
        (r"Mai|communiqué", {"mai", "communique"}),
        (r"on|in|talks", set()),
        (r"[a-z]+", set()),
        (r"(?:talks)?", set()),
        (r"(?!talks)", set()),
        (r"(?:19|20)\d\d", {"19", "20"}),
    ],
)
def test_atoms(pattern: str, expected: set[str]) -> None:
    assert atoms.of(re.compile(pattern)).within == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\b(?:experts?|trainers?)\b", {"expert", "trainer"}),
        (r"(?<!\w)(?:the\s+)?(?:workshop|2nd)", {"the workshop", "the 2nd", "workshop", "2nd"}),
        (r"\b(?P<day>3[01]|[12]\d|0?[1-9])\s[A-Z]", {f"{n} " for n in range(1, 32)} | {f"0{n} " for n in range(1, 10)}),
        (r"talks?(?=,)\W*held", {"talk"}),
        (r"(?:talks|held)+\sin", {"talks", "held"}),
        (r"on|talks", set()),
        (r"\stalks", set()),
        (r"(?:\w+\s)?ministry", set()),
        (r"[a-z]+ talks", set()),
        (r"étalks|[€-]5", {"etalks", "€5", "-5"}),
        (r"[\ue000]talks", set()),
    ],
)
def test_openings(pattern: str, expected: set[str]) -> None:
    assert atoms.of(re.compile(pattern)).first == expected


def test_texts_that_stand_for_the_prepared_one() -> None:
    one = screening.compile(r"talks\s(?P<where>in|[\ue000]+)")
    text = "They held TALKS talks in Zürich, talks in Kyiv."
    screening.prepare(text)
    for other in (text.lower(), text.replace("ü", "u"), text.replace("in", "\ue000\ue000")):
        screening.also(other, of=text)
        found = [match.span() for match in one.finditer(other)]
        assert found == [match.span() for match in one.compiled.finditer(other)]
        assert found
