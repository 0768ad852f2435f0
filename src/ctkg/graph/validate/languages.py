"""Languages and the scripts that they are written in, as far as a wrong tag can be told for sure.

Codes: ISO 639-1. A language that is written in more than one script is not listed with scripts.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_CODES = """
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et
eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk
kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny
oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti
tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
LANGUAGES = frozenset(_CODES.split())
#: Codes of countries that are mistaken for those of languages: the tag that is meant, and the language's name.
COUNTRIES = {
    "al": ("sq", "Albanian"),
    "at": ("de", "German"),
    "by": ("be", "Belarusian"),
    "cn": ("zh", "Chinese"),
    "cz": ("cs", "Czech"),
    "dk": ("da", "Danish"),
    "gb": ("en", "English"),
    "ge": ("ka", "Georgian"),
    "gr": ("el", "Greek"),
    "jp": ("ja", "Japanese"),
    "kz": ("kk", "Kazakh"),
    "md": ("ro", "Romanian"),
    "me": ("sr", "Serbian"),
    "pk": ("ur", "Urdu"),
    "rs": ("sr", "Serbian"),
    "tj": ("tg", "Tajik"),
    "ua": ("uk", "Ukrainian"),
    "us": ("en", "English"),
    "vn": ("vi", "Vietnamese"),
}
_OF_ONE_SCRIPT = {
    "Latin": "ca cs cy da de en es et eu fi fr ga hr hu is it lt lv mt nb nl nn no pl pt sk sl sq sv",
    "Cyrillic": "be bg mk ru uk",
    "Arabic": "ar fa ps ur",
}
SCRIPTS: dict[str, frozenset[str]] = {
    **{code: frozenset({script}) for script, codes in _OF_ONE_SCRIPT.items() for code in codes.split()},
    "el": frozenset({"Greek"}),
    "he": frozenset({"Hebrew"}),
    "hy": frozenset({"Armenian"}),
    "ja": frozenset({"Han", "Hiragana", "Katakana"}),
    "ka": frozenset({"Georgian"}),
    "ko": frozenset({"Hangul", "Han"}),
    "zh": frozenset({"Han", "Bopomofo"}),
}
#: First word of the Unicode names of letters, and the script.
_BY_NAME = {
    "ARABIC": "Arabic",
    "ARMENIAN": "Armenian",
    "BOPOMOFO": "Bopomofo",
    "CJK": "Han",
    "CYRILLIC": "Cyrillic",
    "GEORGIAN": "Georgian",
    "GREEK": "Greek",
    "HANGUL": "Hangul",
    "HEBREW": "Hebrew",
    "HIRAGANA": "Hiragana",
    "KATAKANA": "Katakana",
    "LATIN": "Latin",
}


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """Script of a letter; empty for one that is not in the list."""
    return _BY_NAME.get(unicodedata.name(letter, "").partition(" ")[0], "")
