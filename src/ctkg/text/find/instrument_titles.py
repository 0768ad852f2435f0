"""Titles of instruments by their head word: "Convention on Harbour Safety"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Document, Entity, Link, Span
from ctkg.text import patterns
from ctkg.text.find import alternation, screening, statutes
from ctkg.text.find import instrument_edges as edges
from ctkg.text.find.linking import link
from ctkg.text.find.tokens import Token, tokens


@cache
def _heads() -> tuple[screening.Screened, dict[str, str]]:
    heads: dict[str, str] = patterns.load("instruments")["heads"]
    longest_first = sorted(heads, key=len, reverse=True)
    return screening.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b(?!')"), heads


def titles(document: Document, plain: str, span: Span) -> Iterator[Link]:
    """Titles of instruments in a sentence: capitalised words before the head, a capitalised complement after it."""
    pattern, heads = _heads()
    words: Sequence[Token] | None = None
    for match in pattern.finditer(plain, span.start, span.end):
        if words is None:
            words = tokens(plain, span.start, span.end)
        first = next((i for i, word in enumerate(words) if word.end > match.start()), None)
        last = next((i for i, word in enumerate(words) if word.end >= match.end()), None)
        if first is None or last is None or words[last].text != match.group().split()[-1]:
            continue
        left, right = edges.left(words, first), edges.right(words, last)
        if match.group() == "Rules" and words[first - 1].text == "House":
            continue  # Chatham House's
        if match.group() == "Law" and words[last - 1].text in _FIELDS and right == last:
            continue  # "International Law" is a field of law, no text
        verbal = first > 0 and re.fullmatch(r"\w+s|Must|Will|Should|To|Shall", words[first - 1].text) is not None
        if match.group() == "Act" and verbal and statutes.acts(plain, match.end()):
            continue  # "Leaders Act against Terror"
        kind, about = heads[match.group()], edges.complement(plain, words[right].end, span.end)
        period = _PERIOD.match(plain, words[right].end, span.end) if _RUNNING.search(match.group()) else None
        joint = " of " in match.group() or match.group().startswith("Joint ")
        tail = edges.tail(plain, words[right].end, span.end, kind) if about == words[right].end else about
        tailed = right == last and tail > words[right].end and words[left].start > span.start
        own = period is not None or (joint and (kind == "agreement" or about > words[right].end)) or tailed
        if left == first and right == last and not own:
            continue
        if (
            right == last
            and period is None
            and match.group().lower().startswith(("program", "cooperation prog", "co-operation prog"))
        ):
            continue  # what is carried out by that name is no text
        if right == last and right + 1 < len(words) and words[right + 1].capitalised:
            continue  # "Treaty Collection": the head says of what kind something else is
        start, end = words[left].start, words[right].end
        names: tuple[str, ...] = ()
        if right == last and (kind == "agreement" or joint):
            names = (" ".join(document.text[start:end].split()),) if about > end else ()
            end = about
        elif tailed and period is None:
            names = (" ".join(document.text[start:end].split()),)
            end = tail
        elif period is not None:
            names = (" ".join(document.text[start:end].split()),)
            end = period.end()
        if end == words[right].end and right > last and (listed := edges.LISTED.match(plain, end, span.end)):
            end = listed.end()  # "Declaration on Peace, Security and Stability"
        label = " ".join(document.text[start:end].split())
        if (
            not names
            and kind == "declaration"
            and left < first
            and plain.startswith(" of ", words[last].end)
            and right > last
        ):
            names = (" ".join(document.text[start : words[last].end].split()),)  # "Suva Declaration of Ministers"
        if kind == "agreement" and "Good Practices" in label:
            kind = "guidance"  # "Rome Memorandum on Good Practices"
        thing = Entity(kind="instrument", label=label, names=names, type=kind)
        yield link(document, Span(start, end), "instrument", thing, "instruments.title", 0.8)
        yield from _belonging(document, plain, label, end, kind)


#: What stands before "Law" in the names of its fields.
_FIELDS = frozenset(
    [
        "International", "Criminal", "Humanitarian", "Rights", "Refugee", "Domestic", "National", "Islamic", "Sharia",
        "Common", "Civil", "Constitutional", "Martial", "Administrative", "Public", "Private", "Maritime",
        "Comparative",
        "European", "Air", "Space", "Sea", "Military", "Case", "Family", "Tax", "Labour", "Operational",
        "Security", "Migration", "Environmental", "Procedural", "Penal", "Treaty", "EU", "Union", "Economic",
        "Business",
    ]
)  # fmt: skip


def _belonging(document: Document, plain: str, label: str, end: int, kind: str) -> Iterator[Link]:
    """ "... and its Protocol": a text of its own, named after the one before."""
    match = _ITS.match(plain, end, end + 60)
    if match is None or kind not in {"treaty", "agreement"}:
        return
    own = " ".join(match["name"].split())
    thing = Entity(kind="instrument", label=f"{own} to the {label}", names=(own,), type=kind)
    yield link(document, Span(*match.span("name")), "instrument", thing, "instruments.title", 0.8)


@cache
def _worded() -> screening.Screened:
    heads = alternation.of(patterns.load("instruments")["worded"]["heads"])
    return screening.compile(
        rf"(?<![\w-])(?P<front>(?:[A-Z][\w'/-]*[\s\u2013-](?:and\s(?=[A-Z]))?){{1,6}})(?P<head>{heads})(?![\w'-])"
        r"(?P<more>\s(?:on|against|for|between|of|concerning|to)\s)?"
    )


def worded(document: Document, plain: str, span: Span) -> Iterator[Link]:
    """Titles whose head is no capital: "the Border Assistance pact between A and B"."""
    for match in _worded().finditer(plain, span.start, span.end):
        front = match["front"].split()
        while front and front[0] in edges.NOT_TITLE:
            front = front[1:]
        own = [word for word in front if word != "and"]
        short = len(own) == 1 and own[0].isupper() and len(own[0]) > 1 and match["more"] is not None
        if not own or own[-1].endswith(("'s", "'")) or not (short or len(own) > 1):
            continue
        if match["more"] is None and not any("-" in word or word in edges.MATTERS for word in own):
            continue  # a State or body before "agreement" alone names none
        start = match.end("front") - len(match["front"][match["front"].index(front[0]) :])
        end = edges.complement(plain, match.end("head"), span.end)
        label = " ".join(document.text[start:end].split())
        names = (" ".join(document.text[start : match.end("head")].split()),)
        thing = Entity(kind="instrument", label=label, names=names if names[0] != label else (), type="agreement")
        yield link(document, Span(start, end), "instrument", thing, "instruments.title", 0.6)


_PERIOD = re.compile(
    r"(?:(?!\b(?:which|that|was|were|is|are|has|have|will|adopted|signed|approved)\b)[^.;:\"()]){0,190}?"
    r"\b(?:for(?:\sthe\speriod)?(?:\sof)?\s)?(?:19|20)\d\d\s?-\s?(?:19|20)?\d\d(?:\speriod)?\b"
)
#: Heads of texts that run for some years and need more words than their head.
_RUNNING = re.compile(r"(?:Program(?:me)?|Plan|Strategy|Concept|Roadmap|Action)$")
_ITS = re.compile(
    r"\s(?:and|or)\s(?:of\s|to\s)?its\s(?P<name>(?:(?:[A-Z][a-z]+|\d{4})\s){0,2}(?:Protocols?|Amendments?|Annex(?:es)?))\b"
)
