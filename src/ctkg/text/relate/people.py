"""Who holds which post, and in which body: ``person.post`` and ``person.affiliation``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ctkg.model import Entity, Span, Statement
from ctkg.text.find import persons
from ctkg.text.find.persons import PersonMention
from ctkg.text.find.posts import Post, spaced
from ctkg.text.reading import EventFrame, Reading, say
from ctkg.text.relate import affiliated

_MOST_NAMES = 6
#: Before a post or rank that somebody had or is to have: "retired Vice Admiral".
_WAS = re.compile(r"(?:retired|former|outgoing|incoming|late|then|newly appointed|ex)[ -](?=\w)", re.IGNORECASE)
#: What somebody quoted may be called that is no post.
_NO_POSTS = frozenset(["participant", "attendee", "eyewitness"])
#: Posts that serve as titles before a surname.
_TITLES = frozenset(
    ["minister", "secretary", "director", "president", "commissioner", "governor", "professor", "judge"]
)


def relate(reading: Reading, events: Sequence[EventFrame]) -> Iterator[Statement]:
    """Posts and affiliations of named persons; a post is an entity of kind ``post`` whose names are its wordings.

    ``representing`` of a ``person.post`` is the body that the post is in, where the words say so.
    """
    event = events[0].key if events else "e1"
    said: set[tuple[str, str, str]] = set()
    longer = _longer(reading)
    placed = {
        mention.person.label
        for mention in persons.find(reading)
        if any(not _implied(mention, words) for _, words in mention.bodies)
    }
    for mention in persons.find(reading):
        span = mention.outer
        for post in mention.posts:
            value = _post(reading, post)
            if value.label.lower() in _NO_POSTS:
                continue
            if post.body is None and _bare(value.label, mention, longer[mention.person.label]):
                continue
            if (key := (mention.person.label, "post", value.label.lower())) not in said:
                said.add(key)
                rule = _rule(reading, mention, post)
                yield say(
                    reading,
                    mention.person,
                    "person.post",
                    value,
                    event=event,
                    span=span,
                    rule=rule,
                    representing=post.body,
                )
        for body, words in mention.bodies:
            if (key := (mention.person.label, "in", body.reference or body.label)) not in said:
                implied = _implied(mention, words)
                if implied and mention.person.label in placed:
                    continue
                said.add(key)
                rule = "posts.owner" if words.start < mention.span.start else "posts.affiliation"
                rule = "posts.implied" if implied else rule
                yield say(reading, mention.person, "person.affiliation", body, event=event, span=span, rule=rule)
        if mention.person.label not in placed:
            for body, words in affiliated.find(reading, mention):
                if (key := (mention.person.label, "in", body.reference or body.label)) not in said:
                    said.add(key)
                    around = Span(min(span.start, words.start), max(span.end, words.end))
                    yield say(
                        reading, mention.person, "person.affiliation", body, event=event, span=around,
                        rule="posts.beside",
                    )  # fmt: skip


def _implied(mention: PersonMention, words: Span) -> bool:
    """True where a body is only implied by a post, not named beside it."""
    return any(post.body is None and words.start == post.core.start for post in mention.posts)


def _longer(reading: Reading) -> dict[str, set[str]]:
    """Person -> the posts that the text gives it, in lower case."""
    found: dict[str, set[str]] = {}
    for mention in persons.find(reading):
        found.setdefault(mention.person.label, set()).update(
            post.noun or spaced(reading.words(post.core)).lower() for post in mention.posts
        )
    return found


def _bare(label: str, mention: PersonMention, posts: set[str]) -> bool:
    """True where a post is only a title beside a fuller one: "Minister Roe", the Minister of Health; "Ambassador Roe,
    Head of the Mission"."""
    low = label.lower()
    if low == "ambassador":
        return any(post.span.start > mention.span.end for post in mention.posts)
    return low in _TITLES and any(low != post and low in post for post in posts)


def _rule(reading: Reading, mention: PersonMention, post: Post) -> str:
    if post.noun:
        return "posts.led"
    if post.span.start > mention.span.end:
        if reading.plain.endswith((" a ", " an "), 0, post.span.start):
            return "posts.described"  # "Jane Roe, a lawyer from Ruritania"
        return "posts.apposition"
    return "posts.before" if post.span != post.head else "posts.rank"


def _post(reading: Reading, post: Post) -> Entity:
    if post.noun:
        rest = spaced(reading.document.text[post.head.end : post.span.end])
        return Entity(kind="post", label=post.noun, names=(f"{post.noun} of{rest}",) if rest else ())
    label = spaced(reading.words(post.core))
    wordings = [
        spaced(reading.document.text[start:end])
        for end in (*post.cuts, post.span.end)
        for start in (post.core.start, post.span.start)
    ]
    if was := _WAS.match(label):
        wordings.append(label[was.end() :])
    names = [name for name in dict.fromkeys(wordings) if name != label and len(name) > 1]
    longest = max(names, key=len, default="")
    kept = names if len(names) <= _MOST_NAMES else [*names[: _MOST_NAMES - 1], longest]
    return Entity(kind="post", label=label, names=tuple(kept), body=post.body.label if post.body else "")
