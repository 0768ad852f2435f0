"""Cuts a text into passages (title, headings, paragraphs, items, rows) and passages into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctkg.model import Document, Passage, Span
from ctkg.text.folding import plain

_ITEM = re.compile(r"\s*(?:[-*\u2022\u2023\u25aa\u25cf\u00b7]\s+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+)")
_HEADING = re.compile(r"\s*#{1,6}\s")
_END = re.compile(r"(?=[.!?\u2026])(?:[.!?\u2026]+['\")\]]*(?=\s|$)|[.!?][\"'](?=[A-Z])|(?<=[a-z])\.(?=[A-Z][a-z]))")
_WORD_BEFORE = re.compile(r"[^\s(\"']+$")
_OPENER = re.compile(r"\s+[\"'(\[]*([^\W\d_]|\d)")
_QUOTED = re.compile(r'"')

#: Words whose full stop never ends a sentence, as they stand before a name or a number.
_BEFORE_NAME = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "mx",
        "dr",
        "prof",
        "st",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "cpl",
        "sgt",
        "brig",
        "adm",
        "cdr",
        "cmdr",
        "sen",
        "rep",
        "hon",
        "rev",
        "amb",
        "gov",
        "supt",
        "insp",
        "no",
        "nos",
        "art",
        "arts",
        "para",
        "paras",
        "vol",
        "ch",
        "sec",
        "fig",
        "pp",
        "vs",
        "cf",
        "e.g",
        "i.e",
        "ca",
        "approx",
        "jr",
        "sr",
        "messrs",
        "h.e",
        "hrh",
        "op",
    ]
)
#: Words whose full stop ends a sentence only where the next word cannot go on.
_WITHIN = frozenset(
    [
        "etc",
        "al",
        "inc",
        "ltd",
        "co",
        "corp",
        "dept",
        "est",
        "u.s",
        "u.k",
        "u.n",
        "e.u",
        "u.a.e",
        "d.c",
        "a.m",
        "p.m",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)

_DATELINED = re.compile(r"[A-Z][A-Z .,'/-]{2,}\S*.{0,60}?\s-{1,2}\s.{60,}", re.DOTALL)
_TITLE_LIMIT = 300
_HEADING_LIMIT = 120
_QUOTE_LIMIT = 3000
_MOST_INNER = 40
_SENTENCE_LIMIT = 3500


def passages(document: Document) -> tuple[Passage, ...]:
    """The parts of the text in its order: first a title (where the first line reads as one), then the rest.

    Together they hold every character but line ends and surrounding space. Lines of one hard-wrapped paragraph are one
    passage.
    """
    found: list[Passage] = []
    for span in _blocks(document.text):
        found.append(
            Passage(document=document.id, span=span, kind=_kind(document.text[span.start : span.end], not found))
        )
    if len(found) == 1 and found[0].kind == "title" and len(found[0].span) > _HEADING_LIMIT:
        found[0] = Passage(document=document.id, span=found[0].span, kind="paragraph")
    return tuple(found)


def _blocks(text: str) -> Iterator[Span]:
    """Spans of lines, or of runs of hard-wrapped lines, without the space around them."""
    block: list[Span] = []
    for line in re.finditer(r"[^\n]+", text):
        words = line.group()
        start = line.start() + len(words) - len(words.lstrip())
        span = Span(start, max(start, line.start() + len(words.rstrip())))
        if not len(span):
            continue
        if block and text.count("\n", block[-1].end, span.start) > 1:
            yield from _unwrap(text, block)
            block = []
        block.append(span)
    yield from _unwrap(text, block)


def _unwrap(text: str, lines: list[Span]) -> Iterator[Span]:
    run: list[Span] = []
    for line in lines:
        if run and not _wrapped(text, run[-1], line):
            yield Span(run[0].start, run[-1].end)
            run = []
        run.append(line)
    if run:
        yield Span(run[0].start, run[-1].end)


def _wrapped(text: str, before: Span, after: Span) -> bool:
    """True where ``after`` goes on with the sentence of ``before``."""
    first, last = text[after.start], text[before.end - 1]
    head = text[after.start : after.start + 8]
    if len(before) > 120 or len(before) < 40 or last in ".!?:;|" or _ITEM.match(head) or _HEADING.match(head):
        return False
    if _HEADING.match(text[before.start : before.start + 8]):
        return False
    return first.islower() or (last in ",-\u2013(" and len(before) >= 50)


def _kind(words: str, first: bool) -> str:
    if _HEADING.match(words):
        return "title" if first else "heading"
    if words.startswith("|") or words.count("\t") >= 2 or words.count(" | ") >= 2:
        return "row"
    if (
        first
        and len(words) <= _TITLE_LIMIT
        and not _DATELINED.match(plain(words))
        and not re.search(r"[.!?;:]['\")]*$", plain(words))
    ):
        return "title"
    if _ITEM.match(words):
        return "item"
    if (
        len(words) <= _HEADING_LIMIT
        and not re.search(r"[.!?;:,]['\")]*$", plain(words))
        and not re.match(r"[\"'a-z]", plain(words))
    ):
        return "heading"
    return "paragraph"


def sentences(
    document: Document, parts: tuple[Passage, ...], abbreviations: frozenset[str] = frozenset()
) -> tuple[Passage, ...]:
    """The sentences of every passage; one never crosses its passage, and none cuts a quotation in two.

    ``abbreviations`` are words of the text's language, in lower case, whose full stop never ends a sentence; those of
    English are known. What runs on for more than 3,500 characters is cut at a space: work stays linear in the text.
    """
    found = []
    for part in parts:
        words = plain(document.text[part.span.start : part.span.end])
        start = 0
        for end in (*_ends(words, abbreviations), len(words)):
            chunk = words[start:end]
            head = start + len(chunk) - len(chunk.lstrip())
            tail = start + len(chunk.rstrip())
            for first, last in _cut(words, head, tail):
                span = Span(part.span.start + first, part.span.start + last)
                found.append(Passage(document=document.id, span=span, kind="sentence"))
            start = end
    return tuple(found)


def _cut(words: str, head: int, tail: int) -> Iterator[tuple[int, int]]:
    """``head`` to ``tail``; in parts, at spaces, where no sentence of a real text is so long."""
    while tail - head > _SENTENCE_LIMIT:
        space = words.rfind(" ", head + _SENTENCE_LIMIT // 2, head + _SENTENCE_LIMIT)
        end = space if space > 0 else head + _SENTENCE_LIMIT
        yield head, end
        head = end + 1 if space > 0 else end
        while head < tail and words[head].isspace():
            head += 1
    if tail > head:
        yield head, tail


def _ends(words: str, abbreviations: frozenset[str]) -> Iterator[int]:
    quoted = _quotations(words)
    at = 0
    for stop in _END.finditer(words):
        position = stop.start()
        while at < len(quoted) and quoted[at][1] <= position:
            at += 1
        if at < len(quoted) and quoted[at][0] < position < quoted[at][1] and stop.end() < quoted[at][1]:
            continue
        if _ends_here(words, stop, abbreviations):
            yield stop.end()


def _ends_here(words: str, stop: re.Match[str], abbreviations: frozenset[str]) -> bool:
    if stop.group() == "." and stop.end() < len(words) and not words[stop.end()].isspace():
        return True
    following = _OPENER.match(words, stop.end())
    if following is None:
        return True
    if following.group(1).islower():
        return False
    if stop.group()[0] != ".":
        return True
    before = _WORD_BEFORE.search(words, max(0, stop.start() - 24), stop.start())
    word = before.group().lower().strip("(") if before else ""
    if (
        word in _BEFORE_NAME
        or word in abbreviations
        or (len(word) == 1 and word.isalpha() and not words[max(0, stop.start() - 2) : stop.start()].isdigit())
    ):
        return False
    if word in _WITHIN or re.search(r"(?:^|[-/(])(?:[a-z]\.)+[a-z]$", word):
        rest = words[following.start(1) : following.start(1) + 12]
        return bool(re.match(r"(?:The|It|He|She|They|In|On|At|A|An|This|These|We|But|As)\b", rest))
    return True


def _quotations(words: str) -> list[tuple[int, int]]:
    """Spans between double quotation marks, outermost only, each closed within the passage."""
    marks = [m.start() for m in _QUOTED.finditer(words)]
    spans: list[tuple[int, int]] = []
    start: int | None = None
    for index, mark in enumerate(marks):
        opens = (
            (mark == 0 or (not words[mark - 1].isalnum() and words[mark - 1] not in ".,!?"))
            and mark + 1 < len(words)
            and not words[mark + 1].isspace()
        )
        if start is None:
            if opens:
                start = mark
        elif (
            opens
            and mark > 0
            and words[mark - 1].isspace()
            and any(not words[m - 1].isspace() for m in marks[index + 1 : index + 3])
        ):
            if words[mark - 2] in '.,!?"':
                start = mark  # the mark before was never closed
            else:
                continue  # a quotation inside the quotation
        else:
            if mark - start <= _QUOTE_LIMIT and not _inner_close(words, marks, index, start):
                spans.append((start, mark + 1))
                start = None
    return spans


def _inner_close(words: str, marks: list[int], index: int, start: int) -> bool:
    """True where ``marks[index]`` closes an inner quotation: one opened inside, and another closing mark follows."""
    inside = marks[max(0, index - _MOST_INNER) : index]
    opened = [m for m in inside if m > start and words[m - 1].isspace()]
    closed = [m for m in inside if m > start and not words[m - 1].isspace()]
    return len(opened) > len(closed) and index + 1 < len(marks) and not words[marks[index + 1] - 1].isspace()
