"""Posts that a clause gives to a person: "who heads the Unit", "has been Director of ...", "was elected Chair"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from ctkg.model import Span
from ctkg.text import patterns
from ctkg.text.find import alternation
from ctkg.text.find.posts import Post
from ctkg.text.find.shade import NATIONALITY, NUMBER, ORGANIZATION, PLACE, POST, STATE, Shade

_WHEN = (
    r"(?:(?:also|now|currently|today|then|formerly|previously|long|still|presently|both|until\s[\w\s]{3,20})\s){0,2}"
)
_ARTICLE = r"(?:(?:the|an?|its|their|his|her|new|first|country's)\s){0,2}"
_IS = (
    rf"(?:,?\s(?:and\s)?who)?\s(?:is|was|has\sbeen|had\sbeen|became|remains|{_WHEN}(?:has\s|had\s)?(?:serves|served|acts|acted|works|worked)\sas)"
    rf"\s{_WHEN}{_ARTICLE}"
)
_CHOSEN = (
    r"(?:appointed|elected|re-elected|reelected|named|nominated|designated|chosen|confirmed|sworn\sin|promoted"
    r"|reappointed|re-appointed)"
)
_WAS_CHOSEN = (
    rf"(?:,?\swho)?\s(?:was|is|has\sbeen|had\sbeen|were)\s(?:[a-z]+ly\s)?{_CHOSEN}\s"
    rf"(?:as\s|to\s(?:be\s|the\spost\sof\s)?)?{_ARTICLE}"
)
_AS = rf",?\s(?:in\s(?:his|her|their)\s(?:capacity|role|function)\s)?as\s{_WHEN}{_ARTICLE}"

_CHOOSES = re.compile(rf"\b{_CHOSEN}\s$")
_AS_CHOSEN = re.compile(
    rf"(?:\s\([^)\n]{{2,40}}\))?(?:,\s(?:aged\s)?(?:\d\d|{NUMBER}{NUMBER}),|\s(?:of|from)\s[{STATE}{ORGANIZATION}]+)?\s(?:as\s|to\sbe\s)?{_ARTICLE}"
)
# "joined the office on 1 May as Co-ordinator", "took over from X as Head"
_JOINED = (
    r"(?:,?\s(?:and\s)?who)?\s(?:has\s|had\s|will\s)?(?:joined|joins|join|succeeded|succeeds|replaced|replaces|took\sover|takes\sover|"
    rf"took\soffice|takes\soffice|retired|retires|stepped\sdown|began|started)\b[^.;:,\n\"]{{0,70}}?\sas\s{_ARTICLE}"
)
_GIVEN = re.compile(rf"(?:{_WAS_CHOSEN}|{_IS}|{_AS}|{_JOINED})")
_AND_IS = re.compile(rf"\s?,?\sand\s(?:who\s)?(?:(?:is|was|has\sbeen)\s)?{_WHEN}{_ARTICLE}")
_OBJECT = re.compile(
    rf"(?P<body>[{ORGANIZATION}]+)(?:\s(?:[a-z-]+\s)?(?:unit|team|office|section|branch|department|delegation|secretariat|division|programme|project|mission)\b)?|(?P<topic>(?:[{STATE}{PLACE}{NATIONALITY}]+(?:'s?)?\s)?[A-Za-z][\w'&-]*(?:\s(?!(?:and|was|is|has|had|at|who|that|which|said|told|in)\b)[\w'&-]+){{0,5}})"
)
# What somebody leads for an hour is no post.
_OCCASION = re.compile(
    r"\b(?:meetings?|sessions?|discussions?|panels?|events?|workshops?|seminars?|talks|debates?|way|delegations?|conferences?|part|sides?|day|group\sdiscussion"
    r"|ceremony|plenary|opening|proceedings|course|training|round\stables?|roundtables?|visits?|attack|group\sof\s[a-z]+|attention|life|calls?|efforts?|fight)\b"
)


_PRESIDENCY = re.compile(r"\b(presidency|chairmanship|chairpersonship)\sof\s(?:the\s)?$", re.IGNORECASE)
_IN_CHAIR = re.compile(rf"(?:\s\([^)\n]{{2,30}}\))?,?\sin\sthe\s({POST}+)(?![A-Za-z])")
_NOUNS = {"presidency": "president", "chairmanship": "chair", "chairpersonship": "chair"}


@cache
def _leads() -> re.Pattern[str]:
    verbs = patterns.load("posts")["verbs"]
    return re.compile(
        rf",?\s(?:and\s)?who\s{_WHEN}(?:has\s|had\s)?(?P<verb>{alternation.of(verbs)})\s(?:the\s|its\s|an?\s)?"
    )


def given(text: str, end: int, outer: int, post_at: Callable[[int], Post | None], shaded: Shade) -> Iterator[Post]:
    """Posts that the words around a name give it.

    Args:
        text: the shaded text, heads of posts shaded too.
        end: where it ends.
        outer: where its titles start.
        post_at: the post that starts at an offset.
        shaded: the shaded text with what its shades stand for.
    """
    opened = _GIVEN.match(text, end)
    if opened is None and _CHOOSES.search(text, max(0, outer - 24), outer):
        opened = _AS_CHOSEN.match(text, end)
    post = post_at(opened.end()) if opened else None
    post = post or _leading(text, end, shaded) or _presiding(text, end, outer)
    while post is not None:
        yield post
        joint = _AND_IS.match(text, post.span.end)
        post = post_at(joint.end()) if joint else None


def _leading(text: str, end: int, shaded: Shade) -> Post | None:
    """The post of one "who heads the Unit"."""
    found = _leads().match(text, end)
    thing = _OBJECT.match(text, found.end()) if found else None
    if (
        not found
        or not thing
        or (thing["topic"] and (_OCCASION.search(thing["topic"]) or not _ends(text, thing.end())))
    ):
        return None
    body = shaded.at(thing.start()) if thing["body"] else None
    noun = patterns.load("posts")["verbs"][found["verb"]]
    head = Span(*found.span("verb"))
    return Post(
        span=Span(head.start, thing.end()), core=head, head=head, cuts=(head.end,), noun=noun,
        body=body[1] if body else None, body_span=body[0] if body else None,
    )  # fmt: skip


def _presiding(text: str, end: int, outer: int) -> Post | None:
    """The post of one under whose presidency or with whom in the chair others meet."""
    found = _PRESIDENCY.search(text, max(0, outer - 30), outer) or _IN_CHAIR.match(text, end)
    if found is None:
        return None
    head = Span(*found.span(1))
    return Post(span=head, core=head, head=head, cuts=(head.end,), noun=_NOUNS.get(found[1].lower(), "chair"))


def _ends(text: str, at: int) -> bool:
    return re.match(r"\s?[,.;:)\n]|\s?$|\s(?:and|was|is|has|had|at|said|told|in)\b", text[at : at + 12]) is not None
