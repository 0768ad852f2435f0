"""Who issued the statement that a quotation is taken from: "..., the statement said"."""

from __future__ import annotations

import re

from ctkg.text.find.voices import Voice, Voices
from ctkg.text.reading import Reading

_NOUN = r"(?:statement|communiqu[e\u00e9]|(?:press|news)\srelease|release|declaration|message|letter|tweet|report)"
_VERB = r"(?:said|says|reads?|added|adds|noted|notes|stated|states|continued|continues|concluded|went\son)"
_THE = r"(?:the|its|their|his|her)\s(?:[a-z]+\s){0,2}"
#: Behind a quotation: "the statement said", "according to the statement", "read the joint communique".
SAYS = re.compile(
    rf"[ \u00a0,.;\u2013\u2014-]{{0,4}}(?:{_THE}{_NOUN}\s(?:also\s|further\s)?{_VERB}\b"
    rf"|{_VERB}\s{_THE}{_NOUN}\b|according\sto\s{_THE}{_NOUN}\b)",
    re.IGNORECASE,
)
# "In a press statement, X said"; "X said in a statement"; "a statement issued by X"; "X issued a statement".
_MENTION = re.compile(
    rf"\b(?:[Ii]n|[Tt]hrough|[Vv]ia|issued|released|published|made|adopted|delivered)\s(?:an?|its|his|her|their|the)\s(?:[a-z]+\s){{0,2}}{_NOUN}\b"
    rf"|\b{_NOUN}(?:\s[a-z]+){{0,2}}?\s(?:by|from|of)\s",
    re.IGNORECASE,
)
_OPENING = 6
_FAR = 3000


def issuer(reading: Reading, voices: Voices, before: int) -> Voice | None:
    """Who issued the statement that the text speaks of last before ``before``: the subject of that sentence."""
    floor = max(0, before - _FAR)
    for found in reversed(list(_MENTION.finditer(voices.text, floor, before))):
        sentence = reading.sentence_at(found.start()).span
        if found.group()[-1].isspace() and (voice := voices.at(found.end())) is not None:
            return voice
        opens = found.start() - sentence.start < _OPENING
        told = voices.between(found.end() if opens else sentence.start, sentence.end if opens else found.start())
        if told:
            return next((voice for voice in told if voice.kind == "person"), told[0])
    return None
