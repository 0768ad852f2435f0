"""Acts told by nouns: "the accession of A to the Convention", "A's ratification of", "the statement of yesterday"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from ctkg.model import Span
from ctkg.text.find import screening
from ctkg.text.reading import Reading
from ctkg.text.relate import scope
from ctkg.text.relate.naming import Mention

_NOUNS = {
    "accession": "ratification",
    "ratification": "ratification",
    "adherence": "ratification",
    "deposit": "ratification",
    "signature": "signing",
    "signing": "signing",
    "adoption": "adoption",
    "arrest": "arrest",
    "extradition": "other",
    "conviction": "other",
    "acquittal": "other",
}
_NAMES = "|".join(_NOUNS)
#: Whose act it is: "of A to", "by A", "A's".
_OF_SOMEBODY = screening.compile(
    rf"\b(?P<noun>{_NAMES})s? (?:(?:of|by) (?:the )?(?:[A-Z][\w'-]+(?: (?:of|and|the|[A-Z][\w'-]+))* (?:to|of)\b"
    rf"|[^.;,]{{2,60}}? by (?=(?:the )?[A-Z]))|by (?=(?:the )?[A-Z]))"
)
_SOMEBODYS = screening.compile(
    rf"(?<=[A-Z])[\w-]*'s? (?:recent |own |early |swift )?(?P<noun>{_NAMES})(?= (?:of|to|in|on)\b)"
)
#: "its signature, on 26 September 2019, of the Declaration".
_ON_DAY = screening.compile(
    rf"\b(?:[Ii]ts|[Tt]heir|[Tt]he|[Hh]is|[Hh]er) (?P<noun>{_NAMES})"
    r"(?=,? (?:on|in) (?:[\w']+ ){0,3}\d{4},? (?:of|by|to) )"
)
#: "the opening of a liaison office": what is brought into being.
_OPENED = screening.compile(
    r"\b[Tt]he (?:official |formal |joint )?(?P<noun>launch|opening|inauguration|unveiling)"
    r"(?= of (?:a|an|its|their|the first|the new|two|three)\b)"
)
#: What somebody said on a day that is named: "the Council's press statement of 3 May".
_SAID = screening.compile(
    r"\b(?P<noun>(?:press |joint |presidential |public )?statement|press release|communiqu[eé]|declaration)"
    r"(?= (?:of|issued|released|made|dated|published|from)\b)"
)
_SESSION = re.compile(
    r" of (?:\w+ ){1,4}(?:workshop|seminar|course|training|meeting|session|conference|exercise|trial|case|"
    r"inquiry|investigation|proceedings|talks|"
    r"negotiations|dialogue|tournament|fair|season)\b"
)
_SAID_BY = re.compile(r"(?:'s?|[Tt]he|[Aa]|[Aa]n|[Tt]heir|[Ii]ts|[Hh]is|[Hh]er)(?: [a-z]+)? $")
#: An act that another has done as well: "Tashkent had done so in July", "Latvia did the same".
_SO = screening.compile(r"\b(?:did|done|followed|do|doing)(?: (?:so|likewise|the same)|(?= suit\b))")
_LIKE = frozenset({"signing", "ratification", "adoption", "condemnation", "arrest", "launch"})


def find(
    reading: Reading, index: int, span: Span, quoted: Sequence[Span], told: Sequence[Mention]
) -> Iterator[Mention]:
    """Mentions by nouns in the sentence at ``span``; ``told`` are those found in the text before."""
    plain = reading.plain
    for pattern in (_OF_SOMEBODY, _SOMEBODYS, _ON_DAY):
        for match in pattern.finditer(plain, span.start, span.end):
            if not scope.within(quoted, match.start()) and not _of_name(reading, match.start("noun")):
                yield _mention(match, _NOUNS[match["noun"]], index)
    for match in _OPENED.finditer(plain, span.start, span.end):
        if not scope.within(quoted, match.start()) and _SESSION.match(plain, match.end()) is None:
            yield _mention(match, "launch", index)
    for match in _SAID.finditer(plain, span.start, span.end):
        before = plain[max(span.start, match.start() - 24) : match.start()]
        dated = any(
            link.mention.span.start - match.end() < 34 for link in reading.inside(Span(match.end(), span.end), "date")
        )
        if not dated or _SAID_BY.search(before) is None or scope.within(quoted, match.start()):
            continue
        if not _of_name(reading, match.start("noun")):
            yield _mention(match, "statement", index)
    for match in _SO.finditer(plain, span.start, span.end):
        near = takewhile(lambda one: one.sentence >= index - 1, reversed(told))
        last = next((one for one in near if one.act and one.type in _LIKE), None)
        if last is not None and last.span.end <= match.start():
            yield _mention(match, last.type, index)


def _of_name(reading: Reading, start: int) -> bool:
    link = reading.link_at(start)
    return link is not None and link.mention.kind in {"organization", "instrument"}


def _mention(match: re.Match[str], kind: str, index: int) -> Mention:
    where = Span(*match.span("noun" if "noun" in match.re.groupindex else 0))
    return Mention(
        span=where, phrase=where, type=kind, noun=match.group().lower(), sentence=index, determiner="", plural=False,
        told=True, modality="asserted", quoted=False, title=False, act=True, kind="nominal",
    )  # fmt: skip
