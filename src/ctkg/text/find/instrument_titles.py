"""Titles of instruments by their head word: "Convention on Harbour Safety"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ctkg.model import Document, Entity, Link, Span
from ctkg.text import patterns
from ctkg.text.find import alternation, gazetteer, screening, statutes
from ctkg.text.find.linking import link
from ctkg.text.find.tokens import Token, tokens

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


@cache
def _heads() -> tuple[re.Pattern[str], dict[str, str]]:
    heads: dict[str, str] = patterns.load("instruments")["heads"]
    longest_first = sorted(heads, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b(?!')"), heads


def titles(document: Document, plain: str, span: Span) -> Iterator[Link]:
    """Titles of instruments in a sentence: capitalised words before the head, a capitalised complement after it."""
    pattern, heads = _heads()
    words: list[Token] | None = None
    for match in pattern.finditer(plain, span.start, span.end):
        if words is None:
            words = tokens(plain, span.start, span.end)
        first = next((i for i, word in enumerate(words) if word.end > match.start()), None)
        last = next((i for i, word in enumerate(words) if word.end >= match.end()), None)
        if first is None or last is None or words[last].text != match.group().split()[-1]:
            continue
        left, right = _left(words, first), _right(words, last)
        if match.group() == "Rules" and words[first - 1].text == "House":
            continue  # Chatham House's
        if match.group() == "Law" and words[last - 1].text in _FIELDS and right == last:
            continue  # "International Law" is a field of law, no text
        verbal = first > 0 and re.fullmatch(r"\w+s|Must|Will|Should|To|Shall", words[first - 1].text) is not None
        if match.group() == "Act" and verbal and statutes.acts(plain, match.end()):
            continue  # "Leaders Act against Terror"
        kind, about = heads[match.group()], _complement(plain, words[right].end, span.end)
        period = _PERIOD.match(plain, words[right].end, span.end) if _RUNNING.search(match.group()) else None
        joint = " of " in match.group() or match.group().startswith("Joint ")
        tail = _tail(plain, words[right].end, span.end, kind) if about == words[right].end else about
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
        if end == words[right].end and right > last and (listed := _LISTED.match(plain, end, span.end)):
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
def _worded() -> re.Pattern[str]:
    heads = alternation.of(patterns.load("instruments")["worded"]["heads"])
    return re.compile(
        rf"(?<![\w-])(?P<front>(?:[A-Z][\w'/-]*[\s\u2013-](?:and\s(?=[A-Z]))?){{1,6}})(?P<head>{heads})(?![\w'-])"
        r"(?P<more>\s(?:on|against|for|between|of|concerning|to)\s)?"
    )


def worded(document: Document, plain: str, span: Span) -> Iterator[Link]:
    """Titles whose head is no capital: "the Border Assistance pact between A and B"."""
    for match in _worded().finditer(plain, span.start, span.end):
        front = match["front"].split()
        while front and front[0] in _NOT_TITLE:
            front = front[1:]
        own = [word for word in front if word != "and"]
        short = len(own) == 1 and own[0].isupper() and len(own[0]) > 1 and match["more"] is not None
        if not own or own[-1].endswith(("'s", "'")) or not (short or len(own) > 1):
            continue
        if match["more"] is None and not any("-" in word or word in _MATTERS for word in own):
            continue  # a State or body before "agreement" alone names none
        start = match.end("front") - len(match["front"][match["front"].index(front[0]) :])
        end = _complement(plain, match.end("head"), span.end)
        label = " ".join(document.text[start:end].split())
        names = (" ".join(document.text[start : match.end("head")].split()),)
        thing = Entity(kind="instrument", label=label, names=names if names[0] != label else (), type="agreement")
        yield link(document, Span(start, end), "instrument", thing, "instruments.title", 0.6)


#: What such a title speaks of, where it stands before the head.
_MATTERS = frozenset(
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


def _complement(plain: str, at: int, end: int) -> int:
    """Where the lower-case words of a title end: "Memorandum of Understanding on countering terrorism"."""
    about = _ABOUT.match(plain, at, end)
    if about is None:
        return at
    stop = _STOP.search(plain, about.end(), end)
    return stop.start() if stop is not None else end


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


def _tail(plain: str, at: int, end: int, kind: str) -> int:
    """Where the matter ends with which a title goes on in small letters; ``at`` where it does not."""
    about = _MATTER_OF.match(plain, at, end)
    if about is None or (kind == "act" and not about.group().startswith((" on", " for", " against"))):
        return at
    stop = _STOP.search(plain, about.end(), end)
    return stop.start() if stop is not None else end


_NOT_TITLE = frozenset(
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


def _left(words: Sequence[Token], head: int) -> int:
    first = head
    while first > 0:
        word = words[first - 1]
        if _shouted(word.text) and (first > 1 and _shouted(words[first - 2].text)):
            break  # "LEGAL BASIS UN Convention": a heading before it
        if (word.capitalised and word.text not in _NOT_TITLE and not word.text.endswith("'s")) or (
            word.text == "and"
            and first > 1
            and words[first - 2].capitalised
            and (words[first].text.endswith("ing") or (first < head and words[first - 2].text in _MATTERS))
        ):
            first -= 1
        else:
            break
    if words[first].text == "Europe" and first > 1 and words[first - 1].text == "of":
        first -= 2  # the Council of Europe's
    return first


def _shouted(word: str) -> bool:
    return len(word) > 4 and word.isupper()


def _right(words: Sequence[Token], head: int) -> int:
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
_LISTED = re.compile(rf"(?:,\s{_ITEM}){{1,4}},?\sand\s(?:the\s)?{_ITEM}\b")
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
        "Prevention", "Suppression", "Investigation", "Exchange", "Use", "Event", "Matter", "Matters", "Struggle",
        "Battle", "Process", "Face", "Digital", "Maritime", "Prosecution", "Detection", "Protection",
    ]
)  # fmt: skip
#: Words behind which "in" and a country go on a title: "for Peace and Reconciliation in Mali".
_OF_A_COUNTRY = frozenset({"Peace", "Reconciliation", "Hostilities", "Conflict", "Ceasefire"})
_PERIOD = re.compile(
    r"(?:(?!\b(?:which|that|was|were|is|are|has|have|will|adopted|signed|approved)\b)[^.;:\"()]){0,190}?"
    r"\b(?:for(?:\sthe\speriod)?(?:\sof)?\s)?(?:19|20)\d\d\s?-\s?(?:19|20)?\d\d(?:\speriod)?\b"
)
#: Heads of texts that run for some years and need more words than their head.
_RUNNING = re.compile(r"(?:Program(?:me)?|Plan|Strategy|Concept|Roadmap|Action)$")
_ITS = re.compile(
    r"\s(?:and|or)\s(?:of\s|to\s)?its\s(?P<name>(?:(?:[A-Z][a-z]+|\d{4})\s){0,2}(?:Protocols?|Amendments?|Annex(?:es)?))\b"
)


@cache
def _states() -> frozenset[str]:
    return frozenset(name.split()[0] for one in gazetteer.load().states.values() for name in (one.label, *one.names))


def _goes_on(words: Sequence[Token], at: int) -> bool:
    """True for "in Combating ..." inside a title; "in Lumport" and "with the Secretary" leave it."""
    return at + 1 < len(words) and (
        words[at + 1].text.endswith(("ing", "tion", "tions"))
        or (
            words[at + 1].text == "the"
            and at + 2 < len(words)
            and words[at + 2].text in {"Field", "Fields", "Sphere", "Area", "Areas", "Fight", "Prevention", "Context"}
        )
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
