"""What stands behind the head of a post: its topic, and the body that it is in."""

from __future__ import annotations

import re
from dataclasses import replace

from ctkg.model import Entity, Span
from ctkg.text.find import postwords
from ctkg.text.find.postwords import ANY, BODY
from ctkg.text.find.shade import INSTRUMENT, NATIONALITY, ORGANIZATION, PLACE, STATE, Shade, body_named

_ACRONYM_AFTER = re.compile(rf"\s?\(\s?(?:[{ORGANIZATION}]+|[A-Z][\w/&.-]{{1,14}})\s?\)")
_UNIT = "Unit|Section|Department|Division|Faculty|Branch|Sector|Directorate|Bureau|Desk|Team|Cell|Laboratory"
_OUTER = (
    "Ministry|Directorate|Agency|Police|Office|Academy|University|Centre|Center|Committee|Council|Service|Institute"
)
_UNIT_NAME = re.compile(rf"\b(?:{_UNIT})$")
_UNIT_IN = re.compile(
    rf"(.*?\b(?:{_UNIT}))\s(?:of|at|in|within)\s(?:the\s)?(?=.*\b(?:{_OUTER}|Mission|Department|[A-Z]{{3,}})\b)"
)
_NAMED_BODY = re.compile(
    r"\b(?:Hospital|University|School|College|Bank|Foundation|Institute|Association|Company|Airlines?|Airways|Airport|Museum|Network|Alliance"
    r"|Academy|Corps|Troops|Forces|Staff|Police|Gendarmerie|Carabinieri|Guard|Command|Fund|Society|Union|Federation|League|Group|Trust|Observatory"
    r"|Court|Tribunal|Party|Movement|Agency|Authority|Directorate|Inspectorate|Bureau|Chamber|Council|Centre|Center|Laboratory|Library|Port|Railways?|Newspaper)\b"
)
_CALLED = re.compile(
    r"\s(?:of|at|for|with|from|in)\s(?:the|an?|its)?\s?(?:[a-z-]+\s){0,2}?(?:association|ngo|non-governmental\sorganization|company|foundation"
    r"|organi[sz]ation|institute|network|charity|group|think\stank|newspaper|airline|federation|union|movement|party|initiative|platform|firm)"
    r"\s\"?(?P<name>[A-Z][\w'&-]*(?:\s(?:[A-Z][\w'&-]*|of|the|for|and|de|ya|za|wa)){0,6}(?<=\w))"
)
_TOPIC_IN_BRACKETS = re.compile(
    r"\s\((?!(?:Mr|Ms|Mrs|Dr|Ret|Retd|Rtd|retired|rtd|ret|acting|Acting|left|right|centre|center|since|until|from|in)\b)"
    r"(?:[A-Z][a-z]+|[a-z]{3,})[A-Za-z &,/-]{1,50}\)"
)
_SUFFIX = re.compile(
    r"\s(?:ad\sinterim|a\.i\.|ad\shoc|designate|emeritus|emerita|pro\stempore)(?!\w)|-(?:elect|designate|in-residence)\b"
)
_RANKS = (
    r"(?:Lt|Lieutenant|Maj|Major|Brig|Brigadier|Gen|General|Col|Colonel|Capt|Captain|Admiral|Vice|Rear|Mr|Ms|Mrs|Dr)\b"
)
_DIRECT_TOPIC = re.compile(
    rf"\s(?P<words>(?!{_RANKS})[A-Z][a-z]+(?:-[A-Z][a-z]+)?(?:\s(?!{_RANKS})[A-Z][a-z]+){{1,3}})"
    r"(?:\s\([A-Z][\w/& -]{1,30}\))?"
    r"(?=\s?[,.;:)]|\s(?:said|told|noted|stated)\b"
    rf"|\s(?:{_RANKS})\.?\s[A-Z])"
)
_SHORT_OF_POST = re.compile(r"\s\([A-Z]{2,8}\)(?=\s[A-Z][\w'-]+\s[A-Z])")
# "the NATO COE-DAT": a body told by its letters, behind the one that it is of
_OWN_LETTERS = re.compile(r"\s(?P<letters>[A-Z]{2,}-?[A-Z]{2,8})(?=[\s,.;)]|$)(?!\s[A-Z][a-z])")
_CAPITALS = re.compile(r"[A-Z(][\w'-]*(?:\s[A-Z][\w'-]*)*|.")
_BETWEEN_WORDS = re.compile(r"[\s-]")
_AND_MORE = re.compile(r"\sand\s[A-Z][a-z][\w-]+(?=,|\.|\)|\s(?:of|at|in|said)\b)")
_OWNED_UNIT = re.compile(r"(?:[Tt]he )?(?P<owner>.{2,60}?)['\u2019]s? (?P<unit>.+)")
_ITS_GROUP = re.compile(r".*?\b(?:Team|Working Group|Task Force|Board|Group|Delegation|Presidency|Chairmanship)\b")
_GROUP_OF = re.compile(r"\b(?:Team|Working Group|Task Force|Board|Group|Delegation|Presidency|Chairmanship)$")
_SHORT_BODY = re.compile(r"\s(?:of|at|in|with)\s(?:the\s)?([A-Z]{2,8})$")


class Wording:
    """The words behind the head of a post, taken up one complement at a time."""

    def __init__(self, shaded: Shade, head: re.Match[str], owner: tuple[Span, Entity] | None) -> None:
        self.shaded, self.text, self.head = shaded, shaded.text, head
        self.end = self.core = head.end()
        self.cuts = [self.end]
        if suffix := _SUFFIX.match(self.text, self.end):
            self.end = self.core = suffix.end()  # "Director ad interim"
            self.cuts.append(self.end)
        self.body = owner if owner and self.text[owner[0].start] != PLACE else None
        self.owned = self.body is not None
        self.direct = self.weak = False
        if acronym := re.match(r"\s[A-Z]{3,}\b(?!\s[A-Z])", self.text[self.end : self.end + 24]):
            self.end += acronym.end()  # "Director ACSRT"
            self.cuts.append(self.end)
        elif short := _SHORT_OF_POST.match(self.text, self.end):
            self.end = short.end()  # "Assistant Security Officer (ASO) Jane Roe"
        elif bracket := _TOPIC_IN_BRACKETS.match(self.text, self.end):
            self.end = self.core = bracket.end()  # "Joint Secretary (Counter-Terrorism)"
            self.cuts.append(self.end)

    def grow(self) -> bool:
        """Take up the next complement; False where there is none."""
        called = _CALLED.match(self.text, self.end) if self.body is None else None
        if called:
            self.body = _named_only(self.shaded, Span(called.start("name"), called.end("name")))
            self.end = called.end()
            self.cuts.append(self.end)
            return True
        link = postwords.link().match(self.text, self.end)
        at = link.end() if link else self.end + 1
        if not link and self.text[self.end : self.end + 1] + self.text[at : at + 1] != f" {ORGANIZATION}":
            return self._direct_topic()
        word = link.group(1) if link else ""
        thing = self.shaded.at(at)
        if thing and self.text[at] in ANY:
            return self._name(at, word, thing)
        return self._topic(at, word)

    def _direct_topic(self) -> bool:
        """A topic right behind the head, in bodies' own words: "Commander Coast Guard Region (North-West)"."""
        topic = (
            _DIRECT_TOPIC.match(self.text, self.end)
            if self.end == self.head.end() and self.head.group()[0].isupper()
            else None
        )
        if not topic or any(word.lower() not in postwords.name_words() for word in re.split(r"[\s-]", topic["words"])):
            return False
        self.end = self.core = topic.end()
        self.cuts.append(self.end)
        return True

    def _name(self, at: int, word: str, thing: tuple[Span, Entity]) -> bool:
        text = self.text
        possessor = re.match(r"'s?\s", text[thing[0].end : thing[0].end + 3])
        following = self.shaded.at(thing[0].end + possessor.end()) if possessor else None
        if following and text[following[0].start] == ORGANIZATION:
            thing = self._unit_of(following, thing)
        elif possessor:
            return self._owned_body(thing, thing[0].end + possessor.end())
        elif (
            text[thing[0].start] == NATIONALITY
            and (group := self.shaded.at(thing[0].end + 1))
            and text[group[0].start] == ORGANIZATION
            and group[1].reference is None
            and group[0].start == thing[0].end + 1
        ):
            thing = _named_only(self.shaded, Span(thing[0].start, group[0].end))  # "the Pakistani Taliban"
        elif text[thing[0].start] in (NATIONALITY, INSTRUMENT):
            return self._topic(at, word)
        kind = ORGANIZATION if thing[1].kind == "organization" else text[thing[0].start]
        thing = self._joined(self._unit_of(thing) if not possessor else thing)
        if kind == ORGANIZATION and thing[1].reference is None and (more := _AND_MORE.match(text, thing[0].end)):
            thing = _named_only(self.shaded, Span(thing[0].start, more.end()))  # "Department of Challenges and Threats"
        if self.body is None and kind in BODY and not (kind == STATE and word in ("to", "for")):
            self.body, self.direct = thing, kind == ORGANIZATION and word == "of"
            self._outside(thing, word)
            self.weak = word == "for" and not self._speaks_for()
        elif (
            self.owned
            and word == "of"
            and kind == ORGANIZATION
            and self.body is not None
            and text[self.body[0].start] == NATIONALITY
            and not self.direct
        ):
            self.body, self.direct = thing, True  # "Turkish Representative of the Centre of Excellence"
        elif self._parent(kind, word, thing):
            self.body, self.core, self.weak = thing, self.end, False
        elif self.body is None and word in postwords.lowered("topical"):
            self.core = thing[0].end
        own = _OWN_LETTERS.match(text, thing[0].end) if kind == ORGANIZATION and self.body is thing else None
        if own:
            span = Span(thing[0].start, own.end())
            thing = self.body = (span, replace(_named_only(self.shaded, span)[1], names=(own["letters"],)))
        acronym = _ACRONYM_AFTER.match(text, thing[0].end)
        self.end = acronym.end() if acronym else thing[0].end
        self.cuts.append(self.end)
        if kind == ORGANIZATION and text[self.end : self.end + 1].isspace():
            tail = postwords.topic().match(text, self.end + 1)
            run = _CAPITALS.match(tail.group()) if tail else None
            if tail and run and any(_of_a_body(one) for one in _BETWEEN_WORDS.split(run.group())):
                self.end = tail.end()  # not a name: "Deputy Chief of the General Staff Jane Roe"
        return True

    def _unit_of(self, unit: tuple[Span, Entity], owner: tuple[Span, Entity] | None = None) -> tuple[Span, Entity]:
        """A unit told with its owner: "INTERPOL's Regional Bureau in Nairobi"; a group of the owner is the owner."""
        span, thing = unit
        if self.text[span.start] != ORGANIZATION or thing.reference is not None:
            return unit
        words = " ".join(self.shaded.document[(owner[0] if owner else span).start : span.end].split())
        told = _OWNED_UNIT.fullmatch(words)
        if told is None or (owner and self.text[owner[0].start] != ORGANIZATION):
            return unit
        if _GROUP_OF.search(told["unit"]):
            body = owner[1] if owner else body_named(told["owner"])
            return span, body or Entity(kind="organization", label=told["owner"])
        if not owner and body_named(told["owner"]) is None:
            return unit
        place = re.match(rf"\sin\s[{PLACE}]+", self.text[span.end : span.end + 60])
        span = Span(span.start, span.end + (place.end() if place else 0))
        tail = " ".join(self.shaded.document[unit[0].end : span.end].split())
        label = f"{told['owner']} {told['unit']} {tail}".strip()
        return span, replace(thing, label=label, names=(thing.label, *thing.names))

    def _joined(self, thing: tuple[Span, Entity]) -> tuple[Span, Entity]:
        """A body whose name holds an "and" at which it was cut: "Samoa Customs and Revenue Authority"."""
        if self.text[thing[0].start] != ORGANIZATION or thing[1].reference:
            return thing
        found = re.match(rf"\sand\s(?=[{ORGANIZATION}]+(?:,|\)|\s[A-Z]))", self.text[thing[0].end : thing[0].end + 160])
        other = self.shaded.at(thing[0].end + found.end()) if found else None
        if not other or other[1].reference or " " not in self.shaded.document[other[0].start : other[0].end]:
            return thing
        return _named_only(self.shaded, Span(thing[0].start, other[0].end))

    def _outside(self, thing: tuple[Span, Entity], word: str) -> None:
        """Put the head of a unit, whose name is told with the body around it, into that body."""
        span, unit = thing
        heads = postwords.lowered("unit_heads")
        if unit.reference is not None or word != "of" or self.head.group().lower() not in heads:
            return
        words = self.shaded.document[span.start : span.end]
        found = _UNIT_IN.match(words)
        if found:
            body = _named_only(self.shaded, Span(span.start + found.end(), span.end))
            inner = _UNIT_IN.match(body[1].label)
            label = inner.group(1) if inner else body[1].label
            names = (body[1].label,) if inner else ()
            self.body = body[0], replace(body[1], label=label, names=names, state=unit.state)
            self.core = span.start + found.end(1)
            self.cuts.append(self.core)

    def _owned_body(self, owner: tuple[Span, Entity], at: int) -> bool:
        """A body that is told by its State alone: "Director of Kenya's Gendarmerie"."""
        topic = postwords.topic().match(self.text, at)
        if not topic:
            low = postwords.low_topic().match(self.text, at)
            if not low or self.text[owner[0].start] not in (STATE, NATIONALITY):
                return False
            self.end = self.core = low.end()  # "adviser to Kenya's delegation"
            self.cuts.append(self.end)
            self.body = self.body or owner
            return True
        self.end = topic.end()
        group = _ITS_GROUP.match(topic.group())
        if group and self.text[owner[0].start] == ORGANIZATION:
            self.end = at + group.end()  # "Chair of Eurojust's Counter-Terrorism Team"
            self.cuts.append(self.end)
            self.body = self.body or owner
            return True
        self.cuts.append(self.end)
        if self.body is None:
            span, body = _named_only(self.shaded, Span(at, self.end))
            self.body = span, replace(body, state=owner[1].state)
        return True

    def _parent(self, kind: str, word: str, thing: tuple[Span, Entity]) -> bool:
        """True where a unit's head belongs to what the unit is in ("Head of the Fuel Unit at the Agency")."""
        if self.weak and kind == ORGANIZATION and word in ("of", "at", "in", "within"):
            return True
        return (
            self.direct
            and kind == ORGANIZATION
            and word in ("of", "at", "in", "within")
            and self.head.group().lower() in postwords.lowered("unit_heads")
            and self.body is not None
            and self.body[1].reference is None
        )

    def _topic(self, at: int, word: str) -> bool:
        topical = word in postwords.lowered("topical")
        topic = postwords.topic().match(self.text, at)
        if not topic and topical:
            topic = postwords.low_topic().match(self.text, at) or postwords.NOUN_BEFORE_NAME.match(self.text, at)
        if not topic:
            return False
        self.end = topic.end()
        short = _SHORT_BODY.search(self.text, at, self.end) if self.body is None else None
        if short:
            self.body = _named_only(self.shaded, Span(short.start(1), short.end(1)))
            self.cuts.append(short.start())
        elif (
            self.body is None
            and topic.group()[0].isupper()
            and (self._speaks_for() or _NAMED_BODY.search(topic.group()))
        ):
            named = re.sub(r"\s\(.*$", "", topic.group())
            self.body = _named_only(self.shaded, Span(at, at + len(named)))
            self.cuts.append(self.end)
            return True
        self.cuts.append(self.end)
        if topical and (short or self.body is None or self.owned):
            self.core = short.start() if short else self.end
        return True

    def _speaks_for(self) -> bool:
        return self.head.group().lower() in postwords.lowered("speaking_for")

    def close(self) -> None:
        """Look for a body between commas, where none was found."""
        if self.body is None:
            self.body = _after_comma(self.shaded, self.end)
            self.end = self.body[0].end if self.body else self.end
            outer = _after_comma(self.shaded, self.end) if self.body and self.body[1].reference is None else None
            if outer and self.body and _UNIT_NAME.search(self.body[1].label):
                self.cuts.append(self.end)
                self.body, self.end = outer, outer[0].end  # "Head, Investigations Unit, Central Bank of X"


def _named_only(shaded: Shade, span: Span) -> tuple[Span, Entity]:
    """A body that no link knows: named by these words alone."""
    return span, Entity(kind="organization", label=" ".join(shaded.document[span.start : span.end].split()))


def _after_comma(shaded: Shade, end: int) -> tuple[Span, Entity] | None:
    """The body in "Legal Officer, Ministry of Justice, said": between commas, right after the post."""
    found = re.match(rf",\s(?:the\s)?(?=[{ORGANIZATION}])", shaded.text[end : end + 8])
    thing = shaded.at(end + found.end()) if found else None
    if thing and re.match(r"\s?(?:[,.;:)]|\([^)]*\)[,.;:]|$|\n)", shaded.text[thing[0].end : thing[0].end + 30]):
        return thing
    return None


def _of_a_body(word: str) -> bool:
    """True for words that are no part of a person's name."""
    low = word.lower()
    return low in postwords.name_words() or low in postwords.lowered("modifiers") or word.isupper()
