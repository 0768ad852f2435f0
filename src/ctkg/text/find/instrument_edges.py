"""Where the title of an instrument begins and ends, from its head word on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ctkg.text import patterns
from ctkg.text.find import gazetteer, screening
from ctkg.text.find.tokens import Token

_INSIDE = frozenset(
    [
        "of",
        "on",
        "for",
        "the",
        "and",
        "in",
        "to",
        "against",
        "with",
        "by",
        "from",
        "between",
        "at",
        "under",
        "concerning",
        "into",
        "or",
        "its",
        "their",
        "a",
        "an",
        "as",
        "within",
    ]
)
_ON = frozenset(["of", "on", "for", "against", "between", "concerning", "to", "in", "under", "with"])


#: What such a title speaks of, where it stands before the head.
MATTERS = frozenset(
    [
        "Cooperation", "Co-operation", "Assistance", "Security", "Peace", "Extradition", "Partnership", "Readmission",
        "Terrorism", "Counterterrorism", "Border", "Borders", "Trade", "Defence", "Defense", "Police", "Friendship",
        "Ceasefire", "Nonproliferation", "Disarmament", "Reconciliation", "Stability", "Commerce", "Development",
        "Customs",
    ]
)  # fmt: skip


_ABOUT = re.compile(r"(?:\s\([A-Z][\w-]{1,9}\))?\s(?:on|concerning|regarding|between)\s(?![\dMTWFS])")
_STOP = screening.compile(
    r"[.,;:!?\"()]|\s(?:which|that|was|were|is|are|has|have|at|during|today|by|will|to|"
    r"in(?!\s(?:(?:the\s)?(?:fight|field|fields|sphere|spheres|area|areas|domain|context|struggle|combat|prevention|"
    r"suppression|matters|relation|respect|criminal|civil|police|security|defence|customs|border|maritime|nuclear)\b|"
    r"[a-z]+ing\b))|on|with|signed|here|"
    r"next|last|this|after|before|since|as|when|where|while|takes?|took|enters?|entered|into|opens?|comes?|came|gets?|"
    r"adopted|ratified|valid|under|yesterday|tomorrow|said|who|pursuant|thereto|aimed|aiming|because|so|but|would|"
    r"should|may|might|can|could|must|had|be|being|agreed|approved|endorsed|presented|launched|issued|made|done)\b"
)


def complement(plain: str, at: int, end: int) -> int:
    """Where the lower-case words of a title end: "Memorandum of Understanding on countering terrorism"."""
    about = _ABOUT.match(plain, at, end)
    if about is None:
        return at
    stop = _STOP.search(plain, about.end(), end)
    return _whole(plain, at, stop.start() if stop is not None else end)


#: Words that no title ends with.
_LOOSE = re.compile(r"(?:\s(?:and|or|for|the|of|an?|to|in|with|as|by|from|its|their))+\s*$")


def _whole(plain: str, at: int, end: int) -> int:
    loose = _LOOSE.search(plain, at, end)
    return loose.start() if loose is not None else end


#: What a title goes on with in small letters: its matter, not those between whom it is made.
_MATTER_OF = re.compile(
    r"\s(?:on|concerning|regarding|against|for|to)\s(?:the\s|its\s|all\s)?"
    r"(?:(?:preventi(?:on|ng)|combat(?:ing|ting)?|counter(?:ing)?|suppress(?:ion|ing)|fight(?:ing)?|protect(?:ion|ing)|"
    r"designation|implementation|establishment|recognition|exchange|use|transfer|situation|role|status|financing|"
    r"repression|elimination|eradication|facilitation|development|strengthening|enhancing|improving|organi[sz]ation|"
    r"conduct|rehabilitation|reintegration|control|management|security)\b|"
    r"(?:[a-z]+ly\s)?(?:joint|violent|terrorist|counter-?terrorism|money|mutual|information|military|technical|"
    r"cyber\w*|border|maritime|"
    r"organi[sz]ed|illicit|global|foreign|human|hybrid|anti-\w+|radicali[sz]ation|extremism|terrorism|migration)\b)"
)


def tail(plain: str, at: int, end: int, kind: str) -> int:
    """Where the matter ends with which a title goes on in small letters; ``at`` where it does not."""
    about = _MATTER_OF.match(plain, at, end)
    if about is None or (kind == "act" and not about.group().startswith((" on", " for", " against"))):
        return at
    stop = _STOP.search(plain, about.end(), end)
    return _whole(plain, at, stop.start() if stop is not None else end)


#: Capitalised words that begin no title.
NOT_TITLE = frozenset(
    [
        "The",
        "This",
        "These",
        "A",
        "An",
        "In",
        "On",
        "At",
        "Under",
        "Its",
        "Their",
        "Both",
        "And",
        "For",
        "With",
        "By",
        "To",
        "From",
        "As",
        "According",
    ]
)


def left(words: Sequence[Token], head: int) -> int:
    """Number of the first word of the title whose head begins at ``head``."""
    first = head
    while first > 0:
        word = words[first - 1]
        if _shouted(word.text) and (first > 1 and _shouted(words[first - 2].text)):
            break  # "LEGAL BASIS UN Convention": a heading before it
        if (word.capitalised and word.text not in NOT_TITLE and not word.text.endswith("'s")) or (
            word.text == "and"
            and first > 1
            and words[first - 2].capitalised
            and (words[first].text.endswith("ing") or (first < head and words[first - 2].text in MATTERS))
        ):
            first -= 1
        else:
            break
    if words[first].text == "Europe" and first > 1 and words[first - 1].text == "of":
        first -= 2  # the Council of Europe's
    return first


def _shouted(word: str) -> bool:
    return len(word) > 4 and word.isupper()


def right(words: Sequence[Token], head: int) -> int:
    """Number of the last capitalised word of the title whose head ends at ``head``."""
    last, at, between = head, head + 1, False
    while at < len(words) and at - last <= 4:
        word = words[at]
        if at == head + 1 and word.text.lower() not in _ON:
            break
        if word.text in {"and", "or"} and _leads_to_resolution(words, at):
            break
        if word.text == "of" and at + 1 < len(words) and words[at + 1].text in _MONTHS:
            break  # "the Delhi Declaration of October 2022"
        if word.text == "to" and at + 1 < len(words) and words[at + 1].text in _states():
            break  # "handed the Convention for X to Y"
        if word.text == "to" and any(one.text in _RECEIVERS for one in words[at + 1 : at + 3]):
            break  # "handed over the Protocol on X to Deputy Secretary-General Y"
        if word.text == "and" and at + 2 < len(words) and words[at + 1].text == "its":
            break  # "the Convention and its Protocol"
        if word.capitalised and not (words[at - 1].text == "and" and word.text == "The"):
            if words[at - 1].text in {"and", "the", "a"} and _starts_title(words, at) and not between:
                break
            last = at
        elif word.text == "between":
            between = True
        elif word.text not in _INSIDE or (word.text in _LEAVING and not _goes_on(words, at)):
            break
        at += 1
    return last


def _leads_to_resolution(words: Sequence[Token], at: int) -> bool:
    """True for "and of Security Council resolution ...", which begins another name."""
    following = [word.text for word in words[at + 1 : at + 8]]
    return any(text in {"resolution", "resolutions", "UNSCR", "UNSCRs"} for text in following) and any(
        text in {"Security", "UNSC", "General", "UN", "resolution", "resolutions", "UNSCR"} for text in following[:3]
    )


_MATTER = r"(?:[A-Z][a-z]+(?:ity|ism|ion|ment|ness|ing|ance|ence|acy|ice|ship|ery|s)|Peace|Crime|Trade)"
_ITEM = rf"(?:[A-Z][a-z]+(?:-[A-Z][a-z]+)?\s){{0,3}}{_MATTER}"
#: Further matters of a title: "Peace, Security and Stability".
LISTED = re.compile(rf"(?:,\s{_ITEM}){{1,4}},?\sand\s(?:the\s)?{_ITEM}\b")
_MONTHS = frozenset(
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
     "December"]
)  # fmt: skip
_LEAVING = frozenset({"in", "with", "at", "by", "from", "under"})
#: What goes on a title behind "in" or "from": "in Criminal Matters", "from Abuse".
_IN_TITLE = frozenset(
    [
        "Criminal", "Civil", "Penal", "Particular", "Relation", "Respect", "Matters", "Times", "Armed", "Abuse",
        "Misuse", "Acts", "Harm", "Violence", "Attack", "Attacks", "Threats", "Terrorist", "Terrorism",
        "Crisis", "Conflict", "Sea", "Ports", "Arms",
    ]
)  # fmt: skip
#: Those to whom an instrument is handed.
_RECEIVERS = frozenset(
    [
        "Secretary-General", "Secretary", "Deputy", "President", "Director-General", "Director", "Minister",
        "Ambassador", "Chair", "Chairman", "Chairperson", "Depositary", "Under-Secretary-General", "Government",
        "Executive", "Speaker", "Foreign", "Commissioner", "Mr", "Ms", "Mrs", "H.E.",
    ]
)  # fmt: skip
#: The same with an article: "in the Fight against Terrorism", "in the Field of Security".
_IN_THE = frozenset(
    [
        "Fight", "Field", "Fields", "Sphere", "Spheres", "Area", "Areas", "Domain", "Context", "Struggle", "Combat",
        "Prevention", "Suppression", "Investigation", "Exchange", "Use", "Event", "Matter", "Matters",
        "Battle", "Process", "Face", "Digital", "Maritime", "Prosecution", "Detection", "Protection",
    ]
)  # fmt: skip
#: Words behind which "in" and a country go on a title: "for Peace and Reconciliation in Mali".
_OF_A_COUNTRY = frozenset({"Peace", "Reconciliation", "Hostilities", "Conflict", "Ceasefire"})


@cache
def _states() -> frozenset[str]:
    return frozenset(name.split()[0] for one in gazetteer.load().states.values() for name in (one.label, *one.names))


def _goes_on(words: Sequence[Token], at: int) -> bool:
    """True for "in Combating ..." inside a title; "in Lumport" and "with the Secretary" leave it."""
    return at + 1 < len(words) and (
        words[at + 1].text.endswith(("ing", "tion", "tions"))
        or words[at + 1].text in _IN_TITLE
        or (words[at + 1].text == "the" and at + 2 < len(words) and words[at + 2].text in _IN_THE)
        or (words[at].text == "in" and words[at - 1].text in _OF_A_COUNTRY)
    )


def _starts_title(words: Sequence[Token], at: int) -> bool:
    """True where another instrument's name begins at ``at``."""
    heads = patterns.load("instruments")["heads"]
    if words[at - 1].text in {"the", "a"} and words[at - 2].text not in {"and"}:
        return False
    texts = [word.text for word in words[at : at + 6]]
    return any(word in heads for word in texts[:4]) or any(
        " ".join(texts[i : i + n]) in heads for i in range(4) for n in (2, 3)
    )
