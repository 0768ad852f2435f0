"""Posts told once for several persons: "Ambassadors A and B", "the Foreign Ministers of X and Y, A and B"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ctkg.model import Entity, Span
from ctkg.text.find import alternation, postwords, screening
from ctkg.text.find.candidates import Candidate
from ctkg.text.find.posts import Post
from ctkg.text.find.shade import NATIONALITY, ORGANIZATION, STATE, Shade

_LIST = re.compile(r"(?:,\s(?:and\s)?|\sand\s|,?\sas\swell\sas\s|;\s(?:and\s)?)")
_OF = re.compile(
    rf"\sof\s(?P<topic>(?:the\s)?(?:[A-Za-z][\w'&-]*,?\s){{0,9}}?)(?:of\s)?(?:the\s)?(?=[{STATE}{ORGANIZATION}])"
    rf"(?P<bodies>[{STATE}{ORGANIZATION}]+(?:(?:,\s|\sand\s|,\sand\s)(?:of\s)?(?:the\s)?[{STATE}{ORGANIZATION}]+)*),\s"
)
_MODIFIERS = re.compile(
    rf"(?:(?:[A-Z][\w.-]*|[{NATIONALITY}{STATE}]+|deputy|foreign|interior|defence|justice|prime)\s){{1,4}}$"
)


@dataclass(frozen=True, slots=True)
class Plural:
    """The plural of a post: its words, the post in the singular, and where the words around it end."""

    span: Span
    noun: str


@cache
def _plurals() -> screening.Screened:
    words = {word for head in postwords.grammar("shared") for word in (head, head.lower())}
    forms = {_plural(word) for word in words}
    return screening.compile(rf"(?<![\w-])(?:{alternation.of(forms)})(?![\w-])")


def _plural(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word[:-3]}men" if word.endswith("man") else f"{word}s"


def find(text: str, document: str) -> list[Plural]:
    """Plurals of posts that may have holders: a name follows, or a list of bodies and then one.

    Args:
        text: the shaded text.
        document: the text as it is.
    """
    found: list[Plural] = []
    for match in _plurals().finditer(text):
        follows = text[match.end() : match.end() + 2]
        if not (follows[:1] == " " and follows[1:].isupper()) and not _OF.match(text, match.end()):
            continue
        before = _MODIFIERS.search(text, max(0, match.start() - 60), match.start())
        start = before.start() if before else match.start()
        words = text[start : match.end()]
        start += len(words) - len(words.lstrip(f" {NATIONALITY}{STATE}"))
        if (opener := re.match(r"(?:The|Two|Three|Both|All|Among|With|By)\s", text[start : match.end()])) is not None:
            start += opener.end()
        found.append(Plural(Span(start, match.end()), _singular(document[start : match.end()])))
    return found


def _singular(words: str) -> str:
    if words.endswith("ies"):
        return f"{words[:-3]}y"
    return f"{words[:-3]}man" if words.endswith("men") else words[:-1]


def holders(
    text: str, shaded: Shade, plurals: Sequence[Plural], named: Sequence[Candidate]
) -> Iterator[tuple[int, Post]]:
    """Where the titles of a holder start, and the holder's post."""
    starts = {one.outer: one for one in named}
    for plural in plurals:
        bodies = _OF.match(text, plural.span.end)
        at = bodies.end() if bodies else plural.span.end + 1
        people = _people(text, starts, at)
        if len(people) < 2:
            continue
        owners = _owners(shaded, Span(*bodies.span("bodies"))) if bodies else []
        if bodies and len(owners) != len(people):
            continue
        topic = bodies["topic"].strip() if bodies else ""
        for number, one in enumerate(people):
            span, thing = owners[number] if owners else (None, None)
            noun, body = _worded(plural.noun, topic, thing)
            yield (
                one.outer,
                Post(span=plural.span, core=plural.span, head=plural.span, noun=noun, body=body, body_span=span),
            )


def _people(text: str, starts: dict[int, Candidate], at: int) -> list[Candidate]:
    found: list[Candidate] = []
    while (one := starts.get(at)) is not None:
        found.append(one)
        joint = _LIST.match(text, one.end)
        at = joint.end() if joint else -1
    return found


def _owners(shaded: Shade, span: Span) -> list[tuple[Span, Entity]]:
    found: list[tuple[Span, Entity]] = []
    at = span.start
    while at < span.end:
        thing = shaded.at(at)
        if thing is not None:
            found.append(thing)
            at = thing[0].end
        at += 1
    return found


def _worded(noun: str, topic: str, owner: Entity | None) -> tuple[str, Entity | None]:
    """The post in words, and the body: the owner, or the unit of it that each holder leads."""
    if not topic or owner is None:
        return noun, owner
    if topic.lower() == "the":
        return f"{noun} of the {owner.label}", owner  # the unit and its State are one name
    inner = re.fullmatch(r"(?:the\s)?(?P<unit>[a-z][a-z\s-]*s)", topic)
    if inner is None:
        return f"{noun} of {topic}", owner
    unit = _singular(inner["unit"])
    label = f"{unit} of {owner.label}"
    return f"{noun} of the {label}", Entity(kind="organization", label=label, state=owner.state)
