"""Short names that a text gives to its bodies: acronyms in brackets, "the Ministry"."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from functools import cache, lru_cache

from ctkg.model import Document, Entity, Link, Span
from ctkg.text import patterns
from ctkg.text.find import screening
from ctkg.text.find.linking import choose, free, link

_ACRONYM = re.compile(
    r"\s?\(\s?['\"]?(?:the\s+)?['\"]?(?P<short>[A-Z][A-Za-z0-9&/.-]{1,14})['\"]?(?:\s*[;,][^)]{0,40})?\)"
)


def defined(document: Document, plain: str, links: list[Link]) -> tuple[list[Link], dict[str, Entity]]:
    """Acronyms given in brackets after a name: the name's link takes them in, and later uses are linked."""
    known: dict[str, Entity] = {}
    out: list[Link] = []
    for number, one in enumerate(links):
        if out and one.mention.span.start < out[-1].mention.span.end:
            continue  # inside the brackets of the name before
        if one.mention.kind == "organization":
            match = _ACRONYM.match(plain, one.mention.span.end)
            if match is not None and _short_for(match["short"], one.mention.text):
                names = tuple(dict.fromkeys([match["short"], *one.thing.names]))
                thing = one.thing if one.thing.reference else dataclasses.replace(one.thing, names=names)
                inner = links[number + 1].thing if number + 1 < len(links) else thing
                bracket = Span(one.mention.span.end, match.end())
                owned = _of_owner(inner, one.mention.text)
                if owned:
                    thing = one.thing
                elif not thing.reference and inner.reference and bracket.covers(links[number + 1].mention.span):
                    thing = inner  # a name that the table spells otherwise, told by its acronym
                known[match["short"]] = inner if owned else thing
                span = Span(one.mention.span.start, match.end())
                one = link(document, span, "organization", thing, one.mention.finder, one.score)
        out.append(one)
    fresh = []
    for short, thing in known.items():
        for match in re.finditer(rf"(?<![\w/]){re.escape(short)}(?![\w/]|-[A-Z])", plain):
            fresh.append(link(document, Span(*match.span()), "organization", thing, "names.acronym", 0.95))
    again = {new.mention.span for new in fresh}
    kept = [one for one in out if one.mention.span not in again]
    taken = [one for one in kept if one.mention.kind in {"organization", "instrument"}]
    return choose([*kept, *free(fresh, taken)]), known


def _of_owner(inner: Entity, name: str) -> bool:
    """True where the acronym is that of the owner in the name: "Centre of the Commonwealth of ... (CIS)"."""
    flat = _british(name)
    return inner.reference is not None and any(
        f" {_british(form)}" in flat for form in (inner.label, *inner.names) if " " in form
    )


def _short_for(short: str, name: str) -> bool:
    """True where the bracketed word can be the name's acronym: capitals, its first among the name's initials."""
    capitals = [c for c in short if c.isupper()]
    return len(capitals) >= 2 or (
        len(short) <= 8 and short[0] in {word[0] for word in name.split()} and len(name.split()) > 2
    )


@cache
def _again() -> screening.Screened:
    words = patterns.load("names")["second_mention"]["words"]
    return screening.compile(
        rf"\b[Tt]he ({'|'.join(sorted(words, key=len, reverse=True))})(?:'s)?\b(?! (?:of|for|on|in|to|"
        rf"against)\b| [A-Z])"
    )


def second_mentions(document: Document, plain: str, links: list[Link]) -> list[Link]:
    """ "the Ministry", "the Centre" after a body of that head: the nearest one before."""
    bodies = [one for one in links if one.mention.kind == "organization"]
    fresh: list[Link] = []
    said = Counter(_who(one.thing) for one in bodies)
    often: dict[str, tuple[int, Link, Link]] = {}  # head -> how often the most named body before, its first and last
    worded: dict[str, Link] = {}  # word of a label -> the last body before
    at = 0
    for match in _again().finditer(plain):
        while at < len(bodies) and (one := bodies[at]).mention.span.end <= match.start():
            at += 1
            times = said[_who(one.thing)]
            for head in {_head(name) for name in (one.thing.label, *one.thing.names)}:
                most, first, _ = often.get(head, (0, one, one))
                if times >= most:
                    often[head] = times, first if times == most else one, one
            worded.update(dict.fromkeys(_british(one.thing.label).split(), one))
        head = _british(match.group(1).split()[-1])
        meant = worded.get(head)
        if head in often:
            _, first, last = often[head]
            meant = last if match.start() - last.mention.span.end < _NEAR else first
        if meant is not None:
            fresh.append(link(document, Span(*match.span(1)), "organization", meant.thing, "names.second-mention", 0.8))
    return choose([*links, *free(fresh, links)])


#: Characters within which the last body named is meant, and not the first.
_NEAR = 500


def _who(thing: Entity) -> str:
    return thing.reference or thing.label


def _british(name: str) -> str:
    return name.replace("Center", "Centre").replace("Organisation", "Organization")


@lru_cache(4096)
def _head(name: str) -> str:
    """ "Committee" of "Committee on X" and "Counter-Terrorism Committee", not of "Committee Executive Directorate"."""
    first = _COMPLEMENT.split(_british(name), maxsplit=1)[0]
    return "".join(first.split()[-1:])


_COMPLEMENT = re.compile(r",? (?:of|for|on|against|in|to|at|under)\b| \(")
