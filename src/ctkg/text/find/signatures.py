"""Signatures under statements: a name, a post and a body, each on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ctkg.text.find.candidates import Candidate
from ctkg.text.find.posts import Post
from ctkg.text.find.shade import ORGANIZATION, Shade

_NEXT_LINE = re.compile(r",?[ \u00a0]?\n\s{0,2}(?:the\s)?")
_BODY_LINE = re.compile(rf",?[ \u00a0]?\n\s{{0,2}}(?:the\s)?(?=[{ORGANIZATION}])")
_LINE_ENDS = re.compile(r",?[ \u00a0]?(?:\n|$)")


def post(text: str, shaded: Shade, candidate: Candidate, post_at: Callable[[int], Post | None]) -> Post | None:
    """The post on the line under a name that has a line of its own, with the body on the line after it.

    Args:
        text: the shaded text, posts shaded too.
        shaded: the shaded text with what its shades stand for.
        candidate: the name.
        post_at: the post that starts at an offset.
    """
    if candidate.words < 2 or (candidate.outer and text[candidate.outer - 1] != "\n"):
        return None
    line = _NEXT_LINE.match(text, candidate.end)
    found = post_at(line.end()) if line else None
    if found is None or not _LINE_ENDS.match(text, found.span.end):
        return None
    under = _BODY_LINE.match(text, found.span.end) if found.body is None else None
    thing = shaded.at(under.end()) if under else None
    if thing is None or not _LINE_ENDS.match(text, thing[0].end):
        return found
    return replace(found, body=thing[1], body_span=thing[0])
