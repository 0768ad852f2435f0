"""Guides named in lower case or by a title of their own: "a handbook on ...", "the manual Rights in Custody"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ctkg.model import Entity, Span
from ctkg.text import patterns
from ctkg.text.find import alternation, screening
from ctkg.text.reading import Reading

_WORDS = 24
_STOP = screening.compile(
    r"[.;:!?\"()]|,\s|\s(?:which|that|who|was|were|is|are|has|have|had|will|would|by|when|where|while|during|at|today|"
    r"yesterday|prepared|drafted|developed|published|issued|launched|produced|translated|written|elaborated|compiled|"
    r"as (?:an?|the)|with the (?:support|help|assistance)|in order|for use|here|but|into|"
    r"and (?:to|the|an?|its|their|on how|agreed|discussed|received|practised|practiced|learned))\b|"
    r"\s(?:in (?:the )?(?=[A-Z])|on (?=\d|Mon|Tue|Wed|Thu|Fri|Sat|Sun))"
)
#: A title in capitals, small words between: "Rights in Custody: A Trainer's Guide".
_TITLE = (
    r"[A-Z][\w'-]+(?:,?\s(?:of|on|in|for|the|and|to|against|an?|with|from|by|at|under|into|within)\b|"
    r"[:,]?\s[A-Z][\w'-]+){1,16}"
)
#: Manuals of those who attack, and what is no text.
_OTHERS = re.compile(
    r"\b(?:terrorist|bomb|jihadi?|extremist|attack|explosives?|user|owner|under the)\w*\s(?:[a-z]+\s)?$"
)


#: Verbs before guides without an article: "issued guidelines on".
_MADE = (
    r"issue[sd]?|publish(?:ed|es)?|launch(?:ed|es)?|develop(?:ed|s)?|adopt(?:ed|s)?|prepare[sd]?|produce[sd]?|"
    r"present(?:ed|s)?|"
    r"release[sd]?|"
    r"disseminate[sd]?|distribute[sd]?|provide[sd]?|update[sd]?|revise[sd]?|drew up|drafted|issuing|developing"
)
_SMALL = r"of|on|and|in|to|for|by|with|from|the|an?|is|are|was|were|used|has|have|that|which"


@cache
def _nouns() -> str:
    return alternation.of(patterns.load("instruments")["guides"]["nouns"])


@cache
def _about() -> screening.Screened:
    """A guide told by its matter."""
    return screening.compile(
        rf"\b(?P<det>(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Tt]his|two|new|{_MADE}|[A-Z][\w'-]+)\s)"
        rf"(?P<mods>(?:(?!(?:{_SMALL})\b)[\w'-]+\s){{0,4}})"
        rf"(?P<noun>{_nouns()})(?P<more>\s(?:of|on|for|about|to|against|concerning)\s(?!\d))"
    )


@cache
def _entitled() -> screening.Screened:
    """A guide told by its title before or after the noun, in quotation marks or not."""
    return screening.compile(
        rf"(?<![\w-])(?:{_nouns()})(?:,?\s(?:entitled|titled|called|named|on))?,?\s"
        rf"(?:[\"'\u201c\u2018\u00ab](?P<marked>[A-Z][^\"\u201c\u201d\u00bb\n]{{6,140}}?)[\"'\u201d\u2019\u00bb]|(?P<plain>{_TITLE}))"
        rf"|[\"\u201c\u00ab](?P<before>[A-Z][^\"\u201c\u201d\u00bb\n]{{6,140}}?)[,]?[\"\u201d\u00bb]\s(?:[a-z]+\s)?(?:{_nouns()})(?![\w-])"
    )


def find(reading: Reading, sentence: Span) -> Iterator[tuple[Entity, Span]]:
    """Such guides in a sentence with the words that name them; those that a link already names are left out."""
    taken = -1
    for match in _entitled().finditer(reading.plain, sentence.start, sentence.end):
        group = next(name for name in ("marked", "plain", "before") if match[name])
        span = Span(*match.span(group))
        if not _free(reading, span) or (group == "plain" and len(match[group].split()) < 3):
            continue
        taken = match.end()
        label = " ".join(reading.document.text[span.start : span.end].split())
        yield Entity(kind="instrument", label=label, type="guidance"), Span(*match.span())
    for match in _about().finditer(reading.plain, sentence.start, sentence.end):
        if match.start() < taken or not _free(reading, Span(*match.span("noun"))):
            continue
        if _OTHERS.search(reading.plain[match.start() : match.start("noun")]):
            continue
        stop = _STOP.search(reading.plain, match.end("more"), sentence.end)
        end = stop.start() if stop else sentence.end
        named = match["det"].endswith(("'s ", "s' ")) or (match["det"].isupper() and len(match["det"]) > 2)
        start = match.start() if named else match.start("mods")
        words = reading.document.text[start:end].split()
        if not 3 <= len(words) <= _WORDS:
            continue
        label = " ".join(words).rstrip(" ,")
        short = " ".join(reading.document.text[start : match.end("noun")].split())
        bare = " ".join(reading.document.text[match.start("noun") : end].split()).rstrip(" ,")
        names = tuple(name for name in dict.fromkeys([bare, short]) if name != label)
        yield Entity(kind="instrument", label=label, names=names, type="guidance"), Span(start, end)


def _free(reading: Reading, span: Span) -> bool:
    """True where no link of an instrument covers any of the words."""
    return not any(
        link.mention.kind == "instrument" for offset in (span.start, span.end - 1) if (link := reading.link_at(offset))
    )
