"""Texts told by a number of their own: recommendations, national laws and decrees, statements and resolutions of
bodies other than the two that :mod:`ctkg.text.find.instruments` knows by heart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctkg.model import Document, Entity, Link, Span
from ctkg.text.find import screening
from ctkg.text.find.linking import link

_NO = r"(?:No\.?\s?|Nos\.?\s?|Number\s|N°\s?|#\s?)"
_FATF = screening.compile(
    r"\b(?:(?P<body>FATF(?:'s)?|Financial Action Task Force(?: \(FATF\))?(?:'s)?)\s)?(?:Special\s)?"
    r"Recommendations?\s(?:No\.?\s)?(?P<n>[1-9]\d?|[IVX]{1,4})\b(?!\s?(?:%|per cent|percent))"
)
_FATF_NEXT = re.compile(r"(?:,\s(?:and\s)?|\sand\s)(?P<n>[1-9]\d?)\b(?![\w-]|\s[a-z]+s\b)")
_COUNCIL_OF_EUROPE = screening.compile(
    r"\b(?:Recommendation|Resolution)\s(?P<n>(?:CM|Rec|PACE)/?(?:Rec|Res)?\s?\(\d{2,4}\)\s?\d{1,3})\b"
)
_NATIONAL = screening.compile(
    r"\b(?:(?:Federal|Organi[cz]|Constitutional|Presidential|Royal|Government|Governmental|Legislative|Ministerial|"
    r"Cabinet|"
    r"Executive|National|Republic|State|Emergency|Supreme|Amiri|Sultani)\s){0,2}"
    rf"(?:Law|Decree(?:-Law)?|Order|Act|Ordinance|Proclamation|Edict|Dahir|Statute|"
    rf"Bill)\s{_NO}\d[\w/.-]*(?<![.-])(?:\sof\s(?:\d{{1,2}}\s[A-Z][a-z]+\s)?\d{{4}})?"
)
_ORDER = screening.compile(
    r"\b(?:Executive Order|Presidential Decree|Royal Decree|Legislative Decree|Federal Decree|"
    r"Decree-Law|"
    r"Federal Law|Public Law|"
    r"Organic Law|Law|Decree|Ordinance)\s(?:No\.?\s?)?(?!(?:19|20)\d\d\b(?!/))\d{2,5}(?:[-/]\d{1,4})?(?:/\d{2,4})?\b"
    r"(?:\s(?:of\s(?:19|20)\d\d|\((?:19|20)\d\d\)))?"
)
_STATEMENT = screening.compile(r"\bS/PRST/\d{4}/\d{1,3}\b")
_OTHER_RESOLUTION = screening.compile(
    r"\b(?P<body>Human Rights Council|ECOSOC|Economic and Social Council|IMO|ICAO(?: Assembly)?|"
    r"IAEA(?: General Conference)?|"
    r"INTERPOL(?: General Assembly)?|OAS(?: General Assembly)?|CICTE|Parliamentary Assembly|"
    r"European Parliament|Assembly|WHO|WCO)"
    r"\s[Rr]esolutions?\s(?:No\.?\s)?(?P<n>[A-Z]{0,3}[./-]?[A-Z]*[./-]?\d[\w./()-]*\d)\b"
)
_BRACKETED = screening.compile(
    r"\b(?!(?:The|This|Under|In|By)\b)(?:[A-Z][\w'-]+\s(?:and\s|of\s)?){1,6}(?:\([A-Z][^()\n]{2,60}\)\s){1,3}(?:Act|Bill|Law|Order|Ordinance|"
    r"Regulations|Code)\b(?:,?\s(?:of\s)?\d{4})?"
)


_SOLAS = screening.compile(
    r"\bSOLAS\s(?:Convention,?\s)?[Cc]hapter\s(?P<n>[IVX]+(?:-\d)?)(?:/\d+)?|"
    r"\b[Cc]hapter\s(?P<m>[IVX]+(?:-\d)?)\sof\s(?:the\s)?SOLAS\b(?! Convention)"
)
#: Standards that a body sets for its States, and its courses told by number.
_STANDARDS = screening.compile(
    r"\b(?P<body>ICAO|International Civil Aviation Organization(?:\s\(ICAO\))?|IMO|WCO|IAEA)(?:'s)?\s(?:[a-z]+\s){0,2}"
    r"(?:[Ss]tandards\sand\s[Rr]ecommended\s[Pp]ractices|SARPs)\b"
)
_MODEL_COURSE = screening.compile(r"\bIMO\s[Mm]odel\s[Cc]ourses?\s(?P<n>\d\.\d{1,2})\b")
#: Texts named together: "relevant Security Council resolutions", "FATF standards", "UN Security Council sanctions".
_COLLECTIVE = (
    (
        screening.compile(
            r"\b(?:(?:all|the|its)\s)?(?:relevant|applicable|pertinent|successive|subsequent)\s"
            r"(?:(?:UN|U\.N\.|United Nations)\s)?"
            r"(?:Security Council|UNSC|SC)(?:'s)?\s[Rr]esolutions\b"
            r"(?!,?\s(?:\(|\d|No|including\s(?:resolution|\d)|such as|in particular))"
        ),
        "relevant UN Security Council resolutions",
        ("Security Council resolutions", "UN Security Council resolutions"),
    ),
    (
        screening.compile(
            r"\b(?:FATF|Financial Action Task Force(?:\s\(FATF\))?)(?:'s)?\s"
            r"(?:global\s|international\s|\d{2}\s)?(?:[Ss]tandards|[Rr]equirements)\b"
        ),
        "FATF standards",
        ("Financial Action Task Force standards", "FATF Recommendations"),
    ),
    (
        screening.compile(
            r"\b(?:(?:UN|United Nations)\s)?(?:Security Council|UNSC)(?:\s\(UNSC\))?\s"
            r"(?:[Ss]anctions?\s[Rr]egimes?|[Ss]anctions)\b"
            r"(?!\s(?:[Ll]ists?|[Cc]ommittees?|[Mm]onitoring|[Tt]eam))"
        ),
        "UN Security Council sanctions",
        ("UN Security Council Sanctions Regimes", "UNSC sanctions", "Security Council sanctions"),
    ),
)


def find(document: Document, plain: str) -> Iterator[Link]:
    """Such texts in text order of each kind; links may overlap."""
    yield from _recommendations(document, plain)
    for match in _COUNCIL_OF_EUROPE.finditer(plain):
        yield _one(document, Span(*match.span()), "declaration", "".join(match["n"].split()))
    for match in _NATIONAL.finditer(plain):
        yield _one(document, Span(*match.span()), "act")
    for match in _ORDER.finditer(plain):
        yield _one(document, Span(*match.span()), "act")
    for match in _BRACKETED.finditer(plain):
        yield _one(document, Span(*match.span()), "act")
    for match in _STATEMENT.finditer(plain):
        yield _one(document, Span(*match.span()), "declaration")
    for match in _OTHER_RESOLUTION.finditer(plain):
        yield _one(document, Span(*match.span()), "decision", f"resolution {match['n']}")

    for match in _STANDARDS.finditer(plain):
        yield _one(document, Span(*match.span()), "collective", "standards and recommended practices", "SARPs")
    for match in _MODEL_COURSE.finditer(plain):
        yield _one(document, Span(*match.span()), "guidance", f"model course {match['n']}")
    for match in _SOLAS.finditer(plain):
        number = match["n"] or match["m"]
        thing = Entity(
            kind="instrument", label=f"SOLAS chapter {number}", names=(f"chapter {number} of SOLAS",), type="treaty"
        )
        yield link(document, Span(*match.span()), "instrument", thing, "instruments.symbol")
    for pattern, label, names in _COLLECTIVE:
        for match in pattern.finditer(plain):
            thing = Entity(kind="instrument", label=label, names=names, type="collective")
            yield link(document, Span(*match.span()), "instrument", thing, "instruments.collective", 0.7)


def _recommendations(document: Document, plain: str) -> Iterator[Link]:
    """Recommendations of the FATF, each of a list; without its name only where the text names it somewhere."""
    named = "FATF" in plain or "Financial Action Task Force" in plain
    for match in _FATF.finditer(plain) if named else ():
        yield _recommendation(document, Span(*match.span()), match["n"])
        end = match.end()
        while (following := _FATF_NEXT.match(plain, end)) is not None:
            yield _recommendation(document, Span(*following.span("n")), following["n"])
            end = following.end()


def _recommendation(document: Document, span: Span, number: str) -> Link:
    label, short = f"FATF Recommendation {number}", f"Recommendation {number}"
    thing = Entity(kind="instrument", label=label, names=(short,), type="declaration")
    return link(document, span, "instrument", thing, "instruments.symbol")


def _one(document: Document, span: Span, kind: str, *names: str) -> Link:
    label = " ".join(document.text[span.start : span.end].split())
    others = tuple(name for name in names if name != label)
    return link(
        document,
        span,
        "instrument",
        Entity(kind="instrument", label=label, names=others, type=kind),
        "instruments.symbol",
    )
