"""Bodies of a State in lower case: "the Turkish interior ministry", "Belgium's coast guard", "navy of X"."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Document, Entity, Link, Span
from ctkg.text import patterns
from ctkg.text.find import alternation, gazetteer, screening
from ctkg.text.find.linking import link
from ctkg.text.find.screening import Screened


@cache
def _kinds() -> tuple[dict[str, str], re.Pattern[str], Screened]:
    """The type of a body by its last word; a body behind its State; a body before "of" and its State."""
    lexicon = patterns.load("names")["national"]
    types = {word: kind for kind, words in lexicon["heads"].items() for word in words}
    body = (
        rf"(?P<body>(?:{alternation.of(lexicon['fields'])})(?: and [a-z]+)? (?:{alternation.of(types)})|"
        rf"(?:{alternation.of(lexicon['whole'])})|ministry of (?:the )?[a-z]+(?: affairs)?(?: and [a-z]+)?)"
    )
    return types, re.compile(rf"(?:'s?)?,? {body}(?![\w-])"), screening.compile(rf"\b{body} of (?:the )?$")


def find(document: Document, plain: str, links: Sequence[Link]) -> Iterator[Link]:
    """Links of kind ``organization`` that take in the name of the State of ``links`` beside them."""
    _, behind, before = _kinds()
    for one in links:
        if (
            one.mention.kind == "place"
            and one.thing.state
            and _IN.search(plain, one.mention.span.start - 4, one.mention.span.start)
        ):
            seat = _seated(plain, one)
            state = gazetteer.load().states.get(one.thing.state)
            if seat is not None and state is not None and _capital(one):
                owner = dataclasses.replace(one, thing=state)
                yield _link(document, owner, seat["body"], Span(seat.start("body"), one.mention.span.end))
        if one.mention.kind not in {"state", "nationality"}:
            continue
        span = one.mention.span
        match = behind.match(plain, span.end)
        own = plain.startswith(("'s ", "' "), span.end)
        if match is not None and (own or one.mention.kind == "nationality") and "," not in match.group():
            yield _link(document, one, match["body"], Span(span.start, match.end()))
            continue
        first = max(0, span.start - 60)
        several = _plural().search(plain, first, span.start) if one.mention.kind == "state" else None
        if several is not None:
            yield from _several(document, plain, links, one, several)
            continue
        led = before.search(plain, first, span.start) if one.mention.kind == "state" else None
        if led is not None:
            yield _link(document, one, led["body"], Span(led.start("body"), span.end))


_IN = re.compile(r" in $")


def _seated(plain: str, place: Link) -> re.Match[str] | None:
    """ "the foreign ministry in Cairo"."""
    _, _, before = _kinds()
    start = place.mention.span.start
    words = plain[max(0, start - 60) : start - 3] + "of "
    found = before.search(words)
    return (
        re.compile(re.escape(found["body"]).join(("(?P<body>", ")"))).search(plain, max(0, start - 60), start)
        if found
        else None
    )


def _capital(place: Link) -> bool:
    entries = gazetteer.load().exact_by_form.get(place.mention.text, ())
    return any(one.kind == "place" and one.rank >= gazetteer.CAPITAL for one in entries)


@cache
def _plural() -> Screened:
    """ "the foreign ministries of ": one body for each State of the list behind it."""
    lexicon = patterns.load("names")["national"]
    heads = alternation.of(_many(word) for words in lexicon["heads"].values() for word in words)
    whole = alternation.of(_many(word) for word in lexicon["whole"] if "'" not in word)
    return screening.compile(
        rf"\b(?P<body>(?:{alternation.of(lexicon['fields'])}) (?:{heads})|(?:{whole})) of (?:the )?$"
    )


def _many(word: str) -> str:
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"


def _several(document: Document, plain: str, links: Sequence[Link], first: Link, cue: re.Match[str]) -> Iterator[Link]:
    words = cue["body"]
    body = f"{words[:-3]}y" if words.endswith("ies") else words[:-1]
    at = first.mention.span.end
    yield _link(document, first, body, Span(cue.start("body"), at))
    for one in links:
        if one.mention.kind == "state" and at <= one.mention.span.start < at + 40:
            if _AND.fullmatch(plain, at, one.mention.span.start) is None:
                return
            at = one.mention.span.end
            yield _link(document, one, body, one.mention.span, 1.0)


_AND = re.compile(r"(?:,|,? and) (?:of )?(?:the )?")


def _link(document: Document, state: Link, body: str, span: Span, score: float = 0.7) -> Link:
    types, _, _ = _kinds()
    words = " ".join(body.split())
    small = {"of", "and", "the", "for"}
    title = " ".join(word if word in small else word[:1].upper() + word[1:] for word in words.split())
    label = f"{title} of {state.thing.label}"
    names = tuple(
        dict.fromkeys(
            name for name in (" ".join(document.slice(span).split()), f"{words} of {state.thing.label}", title)
        )
    )
    kind = types.get(words.rsplit(" ", 1)[-1], "ministry" if words.startswith("ministry") else "agency")
    thing = Entity(kind="organization", label=label, names=names, state=state.thing.state, type=kind)
    return link(document, span, "organization", thing, "organisations.national", score)
