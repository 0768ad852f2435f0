"""Texts of an entry: what could mislead a reader, harm a page, or be meant otherwise than it is written."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from ctkg.graph.validate.entry_finding import finding
from ctkg.graph.validate.languages import COUNTRIES, LANGUAGES, SCRIPTS, script_of
from ctkg.iris import PREFIXES, compact, term
from ctkg.model import Finding

#: Code points of a name and of any other text at most.
NAME, TEXT = 500, 20_000
_NAMES = frozenset(
    {PREFIXES["rdfs"] + "label", PREFIXES["dcterms"] + "title"}
    | {PREFIXES["skos"] + name for name in ("prefLabel", "altLabel", "hiddenLabel")}
    | {term(name) for name in ("acronym", "nameText", "officialName", "shortTitle")}
)
#: Strings that are read by programs: they may hold what looks like an entity.
_ADDRESSES = frozenset({term("sourceAddress")})
_TAGS = (
    "a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption center cite code "
    "col colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure font footer "
    "form frame frameset h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li link main "
    "map mark marquee math menu meta meter nav noscript object ol optgroup option output p param picture pre progress "
    "q rp rt ruby s samp script section select slot small source span strike strong style sub summary sup svg table "
    "tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xml"
)
_MARKUP = re.compile(
    rf"</?(?:{'|'.join(sorted(_TAGS.split(), key=len, reverse=True))})(?=[\s/>])[^<>]*>|<!--|<!doctype|<\?xml",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[a-z][a-z0-9]{1,31}|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)
#: Turns the direction of what follows, which can hide what a text says (Unicode Standard Annex 9, 2.1 to 2.5).
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSEEN = frozenset("\u00ad\u200b\u2060\ufeff\ufffc\ufffd")


def texts(quads: Iterable[Quad]) -> Iterator[Finding]:
    """What is wrong with the texts of an entry; the first fault of each."""
    for quad in quads:
        value = quad.object
        if not isinstance(value, Literal):
            continue
        found = _written(quad, value.value)
        if found is not None:
            yield found
        elif value.language:
            found = _tagged(quad, value.value, value.language)
            if found is not None:
                yield found


def _written(quad: Quad, text: str) -> Finding | None:
    limit = NAME if quad.predicate.value in _NAMES else TEXT
    if len(text) > limit:
        said = f"{len(text):,} characters are too many for {compact(quad.predicate.value)}; {limit:,} are enough."
        return finding("text too long", quad, said)
    if not text.strip():
        return finding("empty text", quad, "There is nothing in this text; write it, or leave the statement out.")
    for character in text:
        fault = _fault(character)
        if fault:
            code = f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
            return finding("character out of place", quad, f"The text holds {fault} ({code}); take it out.")
    if not unicodedata.is_normalized("NFC", text):
        said = "The text is not in Unicode form NFC, so that it equals no other that looks the same; save it as NFC."
        return finding("not NFC", quad, said)
    markup = _MARKUP.search(text) or (None if quad.predicate.value in _ADDRESSES else _ENTITY.search(text))
    if markup:
        said = f"The text holds the markup {markup[0][:40]}; write it as plain text."
        return finding("markup in a text", quad, said)
    if text != text.strip():
        return finding("space at an end", quad, "The text begins or ends with white space; take it away.")
    return None


def _fault(character: str) -> str:
    if character in _TURNING:
        return "a character that turns the direction of text"
    if character in _UNSEEN:
        return "a character that cannot be seen"
    category = unicodedata.category(character)
    if category == "Cc" and character not in "\t\n\r":
        return "a control character"
    return "a character that Unicode does not define" if category in ("Cn", "Co") else ""


def _tagged(quad: Quad, text: str, tag: str) -> Finding | None:
    language = tag.split("-")[0].casefold()
    if len(language) == 2 and language not in LANGUAGES:
        meant = COUNTRIES.get(language)
        hint = f"; {meant[1]} has the tag @{meant[0]}" if meant else ""
        return finding("language", quad, f"No language has the tag @{tag}{hint}. Correct the tag.")
    scripts = SCRIPTS.get(language)
    if scripts is None or re.search(r"-[a-zA-Z]{4}(?:-|$)", tag):
        return None  # written in several scripts, or the tag names the script
    letters = Counter(script_of(character) for character in text if character.isalpha())
    foreign = {script: number for script, number in letters.items() if script and script not in scripts}
    all_of_them = sum(letters.values())
    if not foreign or max(foreign.values()) * 2 <= all_of_them or all_of_them < 3:
        return None
    script = max(sorted(foreign), key=lambda name: foreign[name])
    said = f"The letters are {script}, but the text is tagged @{tag}; give it the tag of its language."
    if foreign[script] == all_of_them and script != "Latin":
        return finding("language", quad, said)
    # A name in Latin letters may stand in any text, and so may a quotation.
    return finding("letters of another language", quad, said) if script != "Latin" else None


def terms_are_nfc(quads: Iterable[Quad]) -> Iterator[Finding]:
    """A violation for every node whose IRI is not in form NFC."""
    seen: set[str] = set()
    for quad in quads:
        for node in (quad.subject, quad.object):
            if isinstance(node, NamedNode) and node.value not in seen:
                seen.add(node.value)
                if not unicodedata.is_normalized("NFC", node.value):
                    said = "The IRI is not in Unicode form NFC, so that it equals no other that looks the same."
                    yield finding("not NFC", quad, said, value=node.value)
