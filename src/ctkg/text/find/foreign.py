"""Bodies named in their own language: "Guardia di Finanza", "Ministère de l'Intérieur", "Bundeskriminalamt".

A head word of the language opens the name (or a compound is the name); particles and adjectives of that language carry
it on as long as it goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Document, Entity, Link, Passage, Span
from ctkg.text import patterns
from ctkg.text.find import alternation, screening
from ctkg.text.find.linking import link

_LETTER = r"[^\W\d_]"
_CAPITAL = rf"(?=[^\W\d_a-zà-ÿ]){_LETTER}[\w'-]*"
_PARTICLE = (
    r"(?:de\sla|de\sl'|de\slos|de\slas|delle|della|dello|dell'|degli|dei|del|des|de|du|d'|di|do|da|dos|das|da|"
    r"la|le|les|pour|pour\sla|contre|para|per|la|lo|für|der|van|voor|og|och|zur|y|e|et|und)"
)
#: Adjectives in lower case, as French, Spanish, Italian and Portuguese write them in names.
_LOWER = (
    rf"{_LETTER}+(?:ale|al|ales|ais|aire|aires|aria|ária|ario|ique|iques|ica|ico|ives?|iva|ivo|eure|eur|ières?|ier|"
    rf"ionale|onale|ional|tion|sion|ção|zione|ción|ité|ità|dad|dade|isme|ismo|ure|ence|enza|ncia|oire|ana|ano)\b"
)


def find(document: Document, plain: str, sentences: Sequence[Passage]) -> Iterator[Link]:
    """Links of kind ``organization``; weaker than names that the tables know."""
    pattern, types = _pattern(), patterns.load("names")["foreign"]
    for sentence in sentences:
        for match in pattern.finditer(plain, sentence.span.start, sentence.span.end):
            words = match.group()
            head = match["head"] or ""
            if head in types and " " not in words:
                continue  # "Direction" alone says nothing
            where = Span(*match.span())
            thing = Entity(
                kind="organization",
                label=" ".join(document.slice(where).split()),
                type=types.get(head, "agency"),
            )
            yield link(document, where, "organization", thing, "organisations.foreign", 0.75)


@cache
def _pattern() -> screening.Screened:
    lists = patterns.load("names")
    heads = alternation.of(lists["foreign"])
    endings = alternation.of(lists["compounds"]["endings"])
    following = rf"(?:\s{_CAPITAL}|\s{_PARTICLE}\s?{_CAPITAL}|\s{_PARTICLE}\s?{_LOWER}|\s{_LOWER})"
    first = rf"(?:\s{_CAPITAL}|\s{_PARTICLE}\s?{_CAPITAL}|\s{_PARTICLE}\s?{_LOWER}|\s{_LOWER})"
    return screening.compile(
        rf"(?<![\w-])(?:(?P<head>{heads}){first}{following}{{0,8}}|(?P<compound>[A-ZÄÖÜ][a-zäöüß]{{3,}}{endings}))(?![\w-])"
    )
