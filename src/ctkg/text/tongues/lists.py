"""Lists of bodies and States after a cue, and the subject before a verb, in any language."""

from __future__ import annotations

import re
from functools import cache

from ctkg.model import Link, Span
from ctkg.text.reading import Reading
from ctkg.text.tongues import lexicon

_WORD = re.compile(r"\w+(?:-\w+)*'?|[^\s\w]")
_MARKS = frozenset(',()"«»:–-')
_MOST = 60
HOLDERS = ("organization", "state", "nationality")


@cache
def _gap(tag: str, people: bool) -> frozenset[str]:
    words = lexicon.load(tag, "roles")["lists"]
    return frozenset([*words["gap"], *(words["people"] if people else ())])


def after(reading: Reading, start: int, end: int, tag: str, *, people: bool = False) -> list[Link]:
    """Members of the list that begins at ``start``, as far as the words between them allow."""
    found: list[Link] = []
    at = start
    for link in reading.inside(Span(start, end), *HOLDERS)[:_MOST]:
        span = link.mention.span
        if span.start < at:
            continue
        gap = reading.plain[at : span.start]
        if not _bridges(gap, tag, people, first=not found):
            break
        if link.mention.kind != "nationality" or _governed(gap, tag):
            found.append(link)
        at = span.end
    return found


def _bridges(gap: str, tag: str, people: bool, *, first: bool) -> bool:
    allowed = _gap(tag, people)
    words = _WORD.findall(gap)
    if first and not people and any(word in _MARKS for word in words):
        return False
    if not first and not words:
        return True
    return all(word in allowed or word in _MARKS or (people and word.isdigit()) for word in words)


def _governed(gap: str, tag: str) -> bool:
    """True where an adjective of nationality speaks of the State's government."""
    return any(word in _gap(tag, False) and word[0].isalpha() and len(word) > 6 for word in _WORD.findall(gap))


def subject(reading: Reading, start: int, verb: int, tag: str) -> list[Link]:
    """Those who do what the verb at ``verb`` says: the names before it, as the clause that begins at ``start`` has it.

    What stands between two commas after the subject ("A, avec l'appui de B, a organisé") is passed over.
    """
    links = list(reading.inside(Span(start, verb), *HOLDERS))
    found: list[Link] = []
    at = verb
    while links:
        link = links.pop()
        span = link.mention.span
        gap = reading.plain[span.end : at]
        if not (_to_verb(gap, tag) if not found else _bridges(gap, tag, False, first=False)):
            if not found and "," in gap:
                continue
            break
        if link.mention.kind == "nationality":
            break
        found.insert(0, link)
        at = span.start
    if found and _opens(reading, start, found[0].mention.span.start, tag):
        return found
    return []


def _to_verb(gap: str, tag: str) -> bool:
    """True where nothing, or one inserted clause between commas or brackets, stands between subject and verb."""
    aux = frozenset(lexicon.load(tag, "roles")["lists"]["aux"])
    inner = re.sub(r"\s*\([^()]{1,80}\)", " ", gap)
    inner = re.sub(r"^\s*,[^;:]{3,160},\s*", " ", inner)
    return all(word in aux for word in _WORD.findall(inner))


def _opens(reading: Reading, start: int, at: int, tag: str) -> bool:
    """True where the words before a name open a clause: nothing, a mark, a date or a place, and an article."""
    before = reading.plain[max(start, at - 80) : at]
    openers = lexicon.load(tag, "roles")["lists"]["subject_open"]
    stripped = before
    for opener in sorted(openers, key=len, reverse=True):
        if re.search(rf"(?<!\w){re.escape(opener)}\s*$", before, re.IGNORECASE):
            stripped = re.sub(rf"(?<!\w){re.escape(opener)}\s*$", "", before, flags=re.IGNORECASE)
            break
    stripped = stripped.rstrip()
    if not stripped or stripped[-1] in ',:;-"':
        return True
    last = reading.link_at(max(start, at - len(before)) + len(stripped) - 1)
    return last is not None and last.mention.kind in {"date", "place"}
