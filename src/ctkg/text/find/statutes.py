"""National laws by their titles: "Prevention of Terrorism Act, 2012", "Transfer of Offenders Act No. 5 of 1995"."""

from __future__ import annotations

from collections.abc import Iterator

from ctkg.model import Document, Entity, Link, Span
from ctkg.text.find import screening
from ctkg.text.find.linking import link

_WORD = r"[A-Z][\w'-]*"
_TITLE = screening.compile(
    rf"(?<![\w-])(?P<title>(?:{_WORD}\s(?:(?:of|and|for|on|against|in|to|&)\s(?=[A-Z]))?|\([A-Z][^()\n]{{2,60}}\)\s){{1,8}}"
    r"(?:Act|Ordinance|Regulations|Code|Bill|Decree))(?![\w-])"
    r"(?P<year>,?\s(?:\((?:19|20)\d\d\)|(?:of\s)?(?:19|20)\d\d)(?![\w/-]))?"
    r"(?P<number>,?\sNo\.?\s?\d+(?:\s(?:of|/)\s?(?:19|20)\d\d)?)?"
)
#: Words that open a sentence or a phrase and are no part of a title.
_NO_TITLE = frozenset(
    ["The", "This", "That", "An", "A", "In", "Under", "By", "Its", "Their", "And", "For", "With", "To", "From", "As",
     "On", "Both", "Section", "Article", "Mr", "Ms"]
)  # fmt: skip
#: Words within a title that cannot stand before its head.
_LINKING = frozenset(["of", "and", "for", "on", "against", "in", "to", "&"])
#: What follows "act" where it is a verb: "Leaders Act against Terror".
_GOES_ON = ("against", "to", "as", "like")


def find(document: Document, plain: str) -> Iterator[Link]:
    """Such titles in text order; the title without its year is another name."""
    for match in _TITLE.finditer(plain):
        start, end = match.span()
        words = match["title"].split()
        while len(words) > 1 and words[0] in _NO_TITLE:
            start = plain.index(words[1], start + len(words[0]))
            words = words[1:]
        told = match["year"] or match["number"]
        if len(words) < 2 or (len(words) == 2 and not told) or words[-2] in _LINKING:
            continue
        if not told and (plain[end : end + 2].strip()[:1].isupper() or acts(plain, end)):
            continue  # "States Act Against Terror": a verb in a headline
        label = " ".join(document.text[start:end].split())
        bare = " ".join(document.text[start : match.end("title")].split())
        thing = Entity(kind="instrument", label=label, names=(bare,) if bare != label else (), type="act")
        yield link(document, Span(start, end), "instrument", thing, "instruments.statute", 0.8)


def acts(plain: str, end: int) -> bool:
    """True where the word that ends at ``end`` may be a verb for what follows."""
    after = plain[end : end + 10].split(maxsplit=1)
    return bool(after) and after[0].lower() in _GOES_ON
