"""Messages that speak of a command's options, in words for people at a page."""

from __future__ import annotations

import re

_OF_COMMANDS = (
    (r"; list (?:what it takes|all): ctkg new[^;]*", ""),
    (r"; describe what is not known as [^;]*$", "; describe what is not known by the buttons below"),
    (r"; to decide anew add --again, to take that back: ctkg undo \S+", "; to decide anew, undo that act first"),
    (
        r"; --new describes a thing that is not known yet",
        "; for something new, open “It is not known to the graph yet”",
    ),
    (r"; to let it stand: ctkg review accept \S+", "; to let it stand, accept it"),
    (r"or say which stands: ctkg review prefer \S+ DOCUMENT", "or prefer the one that stands"),
    (
        r"; `ctkg review list` names those that wait, and --all all claims",
        "; it may be decided, or gone with its document",
    ),
    (r"; to have it again: ctkg undo \S+", "; to have it again, undo that act"),
    (r"; `ctkg review log` lists all acts with their ids", "; the list of all acts has those of others"),
    (
        r"; allow that with --private-addresses",
        "; this server fetches from the public web only: save the page and upload it",
    ),
    (r"name it with --body", "name it beside it"),
    (r" with --id\b", ""),
)
_PATTERNS = tuple((re.compile(pattern), words) for pattern, words in _OF_COMMANDS)


def for_pages(message: str) -> str:
    """A message without what only a command has."""
    for pattern, words in _PATTERNS:
        message = pattern.sub(words, message)
    return message
