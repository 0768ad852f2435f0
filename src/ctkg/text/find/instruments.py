"""Legal instruments and guides: resolution lists, symbols, decision numbers, titles by their head word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg import tables
from ctkg.model import Document, Entity, Link, Passage, Span
from ctkg.text.find import instrument_symbols, instrument_towns, screening, statutes
from ctkg.text.find.instrument_titles import titles, worded
from ctkg.text.find.linking import link

_BODY = (
    r"(?:(?:(?:UN|U\.N\.|United Nations)\s+)?(?P<council>Security Council|General Assembly)(?:'s)?\s+|UNSC\s+|UNGA\s+|"
    r"(?:UN|U\.N\.|United Nations)\s+)?"
)
_NUMBER = (
    r"(?:No\.?\s*)?(?:[SA]/RES/)?(?P<{0}>\d{{2}}/\d{{1,3}}|\d{{3,4}})(?!\d|[-/]\d|\w)"
    r"(?:\s*\((?P<{1}>\d{{4}})\)|\s+of\s+(?P<{2}>\d{{4}})\b)?"
)
_RESOLUTION = screening.compile(
    rf"\b{_BODY}(?:[Rr]esolutions?|RESOLUTIONS?|UNSCRs?|UNSC[Rr]es)\s+{_NUMBER.format('n', 'y', 'y2')}"
)
_NEXT = re.compile(rf"\s*(?:,\s*and|,|;|and|&|as well as)\s+(?:[Rr]esolutions?\s+)?{_NUMBER.format('n', 'y', 'y2')}")
#: Behind the numbers: a body that is named after them.
_OF_A_BODY = re.compile(
    r"\s(?:Sanctions\s)?(?:Monitoring Team|Committees?|Panel of Experts|Analytical Support|Monitoring Group)\b"
)
_SYMBOL = screening.compile(r"\b(?P<body>[SA])/RES/(?P<n>\d{2}/\d{1,3}|\d{3,4})(?:\s*\((?P<y>\d{4})\))?")
_OSCE = screening.compile(r"\b(?P<symbol>(?:MC|PC|FSC)\.(?:DEC|DOC|JOUR|GAL)/\d{1,4}(?:/\d{2})?)\b")
_OSCE_NUMBER = screening.compile(
    r"\b(?:OSCE\s+)?(?P<body>Ministerial Council|Permanent Council|FSC|MC|"
    r"PC)\s+Decisions?\s+(?:No\.?\s*)?(?P<n>\d{1,4}(?:/\d{2})?)\b"
)
_EU = screening.compile(
    r"\b(?:Council\s+|EU\s+|European Union\s+|Commission\s+|Framework\s+|Implementing\s+|Delegated\s+)*"
    r"(?P<act>Directive|Regulation|"
    r"Framework Decision|Decision|Common Position)s?"
    r"\s+(?:\((?:EU|EC|EEC|CFSP)\)\s*)?(?:No\.?\s*)?(?P<n>\d{1,4}/\d{2,4}(?:/(?:[A-Z]{2,4}))?)\b"
)
_DATED = screening.compile(
    r"\b(?:Council|Framework|Ministerial Council|Permanent Council)\s+Decision\s+of\s+\d{1,2}\s+[A-Z][a-z]+\s+\d{4}"
)


@cache
def resolutions() -> dict[str, Entity]:
    """The resolutions of the tables by number ("1373", "60/288")."""
    found = {}
    for row in tables.rows("unsc_resolutions"):
        found[row["number"]] = resolution(row["number"], row["year"], row["id"])
    for row in tables.rows("unga_resolutions"):
        symbol = row["symbol"]
        number = symbol.removeprefix("A/RES/")
        names = (f"General Assembly resolution {number}", f"UNGA resolution {number}", f"resolution {number}")
        thing = Entity(
            kind="instrument", label=symbol, reference=row["id"], names=names, type="general-assembly-resolution"
        )
        found[number] = thing
    return found


def resolution(number: str, year: str, reference: str | None = None) -> Entity:
    """A Security Council resolution by its number and year (empty where unknown)."""
    dated = f"{number} ({year})" if year else number
    names = [f"UN Security Council resolution {dated}", f"S/RES/{dated}", f"UNSCR {number}", f"resolution {number}"]
    return Entity(
        kind="instrument",
        label=f"UNSCR {dated}",
        reference=reference,
        names=tuple(n for n in dict.fromkeys(names) if n != f"UNSCR {dated}"),
        type="security-council-resolution",
    )


#: Texts that the table of guides holds and that States carry out as they do treaties.
_BINDING = re.compile(r"\b(?:Code|Recommendations?|Annex|Memorandum|Regulations)\b(?! of Practice)")


def names() -> Iterator[tuple[str, Entity]]:
    """Names of the instruments of the reference tables other than resolutions, each with its thing."""
    given: dict[str, list[str]] = {}
    for row in tables.rows("instrument_names"):
        given.setdefault(row["instrument"], []).append(row["name"])
    for table, column, kind in (
        ("instruments_universal", "name", "treaty"),
        ("regional_instruments", "name", ""),
        ("osce_documents", "title", "decision"),
        ("eu_instruments", "title", "act"),
        ("guidance", "name", "guidance"),
        ("unga_resolutions", "title", "general-assembly-resolution"),
    ):
        for row in tables.rows(table):
            label = (row.get("short_name") or "") if table == "instruments_universal" else ""
            others = dict.fromkeys(
                [row[column], row.get("short_name", ""), row.get("symbol", ""), *given.get(row["id"], [])]
            )
            label = label or row[column]
            others.pop(label, None)
            others.pop("", None)
            if kind == "guidance" and (
                row["kind"] == "declaration"
                or (row["kind"] != "good-practices" and _BINDING.search(label or row[column]))
            ):
                kind_here = "declaration"
            else:
                kind_here = kind or ("declaration" if "declaration" in row["kind"] else "treaty")
            thing = Entity(kind="instrument", label=label, reference=row["id"], names=tuple(others)[:6], type=kind_here)
            told = table not in {"eu_instruments", "unga_resolutions"}
            for form in dict.fromkeys([*([label, *others] if told else given.get(row["id"], []))]):
                if len(form) > 4 and (" " in form or "/" in form):
                    yield form, thing


def find(document: Document, plain: str, sentences: Sequence[Passage]) -> Iterator[Link]:
    """Instruments of the text; links may overlap."""
    yield from numbered(document, plain)
    yield from instrument_symbols.find(document, plain)
    yield from statutes.find(document, plain)
    for sentence in sentences:
        yield from titles(document, plain, sentence.span)
        yield from worded(document, plain, sentence.span)
        yield from instrument_towns.find(document, plain, sentence.span)


def numbered(document: Document, plain: str) -> Iterator[Link]:
    """Resolutions, decisions and acts told by number or symbol; links may overlap."""
    for match in _RESOLUTION.finditer(plain):
        assembly = match["council"] == "General Assembly" or "/" in match["n"]
        found = [_resolution_link(document, match, match.start(), assembly)]
        position = match.end()
        while (following := _NEXT.match(plain, position)) is not None:
            start = following.start("n")
            found.append(_resolution_link(document, following, start, assembly))
            position = following.end()
        if _OF_A_BODY.match(plain, position) is None:
            yield from found
    for match in _SYMBOL.finditer(plain):
        yield _resolution_link(document, match, match.start(), match["body"] == "A")
    by_symbol = _by_symbol()
    for match in _OSCE.finditer(plain):
        yield _symbol_link(document, match, by_symbol.get(match["symbol"]), "decision")
    for match in _OSCE_NUMBER.finditer(plain):
        body = {"Ministerial Council": "MC", "Permanent Council": "PC"}.get(match["body"], match["body"])
        yield _symbol_link(document, match, by_symbol.get(f"{body}.DEC/{match['n']}"), "decision")
    for match in _EU.finditer(plain):
        yield _symbol_link(document, match, by_symbol.get(match["n"]), "act")
    for match in _DATED.finditer(plain):
        yield _symbol_link(document, match, None, "decision")


@cache
def _by_symbol() -> dict[str, Entity]:
    found = {}
    for table, column in (("osce_documents", "symbol"), ("eu_instruments", "number")):
        for row in tables.rows(table):
            if row[column]:
                kind = "decision" if table == "osce_documents" else "act"
                thing = Entity(
                    kind="instrument", label=row["title"], reference=row["id"], names=(row[column],), type=kind
                )
                found[row[column]] = thing
    return found


def _symbol_link(document: Document, match: re.Match[str], thing: Entity | None, kind: str) -> Link:
    words = document.text[match.start() : match.end()]
    if thing is None:
        thing = Entity(kind="instrument", label=" ".join(words.split()), type=kind)
    else:
        names = tuple(dict.fromkeys([" ".join(words.split()), *thing.names]))
        thing = Entity(kind="instrument", label=thing.label, reference=thing.reference, names=names, type=thing.type)
    return link(document, Span(*match.span()), "instrument", thing, "instruments.symbol")


def _resolution_link(document: Document, match: re.Match[str], start: int, assembly: bool) -> Link:
    number, got = match["n"], match.groupdict()
    year = got.get("y") or got.get("y2") or ""
    known = resolutions().get(number)
    if known is not None and (not year or year in known.label or assembly):
        thing = known
    elif assembly:
        label = f"A/RES/{number}"
        thing = Entity(
            kind="instrument",
            label=label,
            names=(f"General Assembly resolution {number}", f"resolution {number}"),
            type="general-assembly-resolution",
        )
    else:
        thing = resolution(number, year)
    return link(document, Span(start, match.end()), "instrument", thing, "instruments.resolution")
