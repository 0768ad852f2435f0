"""Lists of bodies and States after a cue, and the subject before a verb, in any language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ctkg.model import Link, Span
from ctkg.text.reading import Reading
from ctkg.text.tongues import lexicon

_WORD = re.compile(r"\w+(?:-\w+)*'?|[^\s\w]")
_MARKS = frozenset(',()"«»:–-')
_MOST = 60
_LONGEST_LEAD = 14  # words
HOLDERS = ("organization", "state", "nationality")


@cache
def _who(tag: str) -> re.Pattern[str]:
    """People by what they are ("experts", "магистрат")."""
    return lexicon.cues(tag, "events", "counts", "who")


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
    if all(
        word in allowed or word in _MARKS or (people and (word.isdigit() or _who(tag).fullmatch(word) is not None))
        for word in words
    ):
        return True
    # "28 stagiaires de plusieurs corps venus de A": any people, where a word of origin leads to the name
    led = people and len(words) <= _LONGEST_LEAD and not any(mark in gap for mark in ";:.")
    return led and lexicon.cues(tag, "roles", "lists", "from", after=r"\s*$").search(gap) is not None


def _governed(gap: str, tag: str) -> bool:
    """True where an adjective of nationality speaks of the State's government."""
    return any(word in _gap(tag, False) and word[0].isalpha() and len(word) > 6 for word in _WORD.findall(gap))


def before(reading: Reading, start: int, end: int, tag: str) -> list[Link]:
    """Members of the list of people and bodies that ends at ``end``, before a verb by which they take part."""
    found: list[Link] = []
    at = end
    for link in reversed(reading.inside(Span(start, end), *HOLDERS)[-_MOST:]):
        gap = reading.plain[link.mention.span.end : at]
        if not (_to_verb(gap, tag) if not found else _bridges(gap, tag, True, first=False)):
            break
        if link.mention.kind != "nationality":
            found.insert(0, link)
        at = link.mention.span.start
    return found


def subject(reading: Reading, start: int, verb: int, tag: str, told: Sequence[Span] = ()) -> list[Link]:
    """Those who do what the verb at ``verb`` says: the names before it, as the clause that begins at ``start`` has it.

    What stands between subject and verb is passed over where it is an inserted clause ("A, avec l'appui de B, a
    organisé"), one of the phrases ``told`` (those of other roles), a day or a town.
    """
    links = [
        link
        for link in reading.inside(Span(start, verb), *HOLDERS)
        if not any(span.covers(link.mention.span) for span in told)
    ]
    hidden = [*told, *(link.mention.span for link in reading.inside(Span(start, verb), "date", "place"))]
    plain = _masked(reading.plain[start:verb], start, hidden)
    found: list[Link] = []
    at = verb
    while links:
        link = links.pop()
        span = link.mention.span
        gap = plain[span.end - start : at - start]
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


def _masked(words: str, start: int, hidden: Sequence[Span]) -> str:
    for span in hidden:
        first, last = max(0, span.start - start), min(len(words), span.end - start)
        if first < last:
            words = words[:first] + " " * (last - first) + words[last:]
    return words


def _to_verb(gap: str, tag: str) -> bool:
    """True where adverbs, an inserted clause or a further, unknown name at most stand between subject and verb."""
    inner = re.sub(r"^\s*\)|\s*\([^()]{1,80}\)", " ", gap)
    inner = re.sub(r"^\s*,[^;:]{3,160},\s*", " ", inner)
    inner = _further(tag).sub(" ", inner, count=1)
    return lexicon.cues(tag, "roles", "lists", "aux").sub(" ", inner).strip(" ,") == ""


@cache
def _further(tag: str) -> re.Pattern[str]:
    """ "et le réseau Francopol": a name that nothing links, joined to the one before."""
    joins = "|".join(lexicon.expanded(word) for word in lexicon.load(tag, "roles")["lists"]["and"])
    return re.compile(rf"^\s*(?:{joins})\s+(?:[^\W\d_A-ZА-ЯЁÉ][\w'-]*\s+){{0,3}}(?:[A-ZА-ЯЁÉ][\w-]*\s*){{1,5}}")


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
