"""The body that a post implies: the ministry of a minister, the directorate of a director, the State of a minister."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from ctkg.model import Entity, Span
from ctkg.text import folding, patterns
from ctkg.text.find import antecedents, gazetteer
from ctkg.text.find.posts import Post
from ctkg.text.find.postwords import BODY_NOUNS
from ctkg.text.find.shade import body_named, once
from ctkg.text.reading import Reading

# Heads of posts and the nouns of the bodies that they lead.
_LEADS = (
    (re.compile(r"\bminister$"), "ministry", True),
    (re.compile(r"\bdirector[- ]general$"), "directorate general|general directorate|directorate", True),
    (re.compile(r"\bdirector$"), "directorate", True),
    (re.compile(r"\bsecretary$"), "secretariat|department", True),
    (re.compile(r"\bcommissioner$"), "commission|commissioner's office|service", True),
    (re.compile(r"\bprosecutor[- ]general$|\bgeneral prosecutor$|\bprosecutor$"), "prosecut\\w+", False),
    (re.compile(r"\battorney[- ]general$"), "attorney[- ]general\\w*|office of the attorney general", False),
    (re.compile(r"\bmayor$"), "municipality|city", True),
)
# Posts at the head of international bodies.
_OF_SECRETARIAT = re.compile(
    r"\b(?:secretary[- ]general|executive secretary|executive director|director[- ]general|executive head)\b"
)
_OF_STATE = re.compile(
    r"\b(?:minister|premier|secretary of state|state secretary|under-?secretary|permanent secretary)$"
)
_OF_BODY = re.compile(r"\b(?:council|committee|board|commission|court|assembly|parliament|house|senate|conference)\b")
_COUNTERPART = re.compile(r"(?:'s?)?\s(?:[a-z]+\s)?(?:colleague|counterpart|homologue|opposite number)s?\b")
# "the Ambassador of New Zealand": another's State
_OFFICE_OF = re.compile(r"\b(?:Ambassador|Minister|President|Premier|Secretary|Representative|Consul)\sof\s(?:the\s)?$")
# "FBI Special Agent": the letters of a body that no table holds
_LETTERS = re.compile(r"(?P<body>[A-Z]{3,8})(?:'s)?\s(?=[A-Z])")
_ITS = re.compile(r"\b(?:[Ii]ts|whose)\s$")
# "The centre's head", "Chairperson of the commission"
_OWNER_NOUN = re.compile(rf"\b[Tt]he\s(?P<noun>{BODY_NOUNS})'s?\s$")
_OF_NOUN = re.compile(rf"\sof\sthe\s(?P<noun>{BODY_NOUNS})$")
_SMALL = frozenset(["of", "for", "the", "and", "on", "to", "a", "in"])


def body_of(reading: Reading, post: Post) -> tuple[Entity, Span] | None:
    """The body or State that a post without a body of its own belongs to, with the words of the post; None where the
    text does not tell.

    A body that the text names with the topic of the post comes first ("Director General of Customs", "Directorate
    General of Customs of Peru"); then, for offices of State, the State that the text is about.
    """
    if post.body is not None:
        return None
    head = folding.lower(reading.plain[post.head.start : post.head.end])
    words = folding.lower(reading.plain[post.core.start : post.core.end])
    span = Span(post.core.start, post.span.end)
    if _ITS.search(reading.plain, max(0, post.core.start - 6), post.core.start):
        owner = _spoken_of(reading, post.core.start, bool(_OF_STATE.search(head)))
        return (owner, span) if owner is not None else None
    named = body_named(f"{reading.plain[post.core.start : post.core.end].split()[0]} Secretariat")
    if named is not None:
        return named, span  # "Commonwealth Assistant Secretary-General"
    letters = _LETTERS.match(reading.plain, post.core.start, post.core.end)
    if letters is not None and letters.end() <= post.head.start:
        name = letters["body"]
        owner = reading.entity(name)
        if owner is None and name in patterns.load("posts")["grammar"]["letters"]:
            owner = Entity(kind="organization", label=name)
        if owner is not None and owner.kind == "organization":
            return owner, span  # "FBI Special Agent"
    taken_up = _OWNER_NOUN.search(reading.plain, max(0, post.core.start - 40), post.core.start) or _OF_NOUN.search(
        reading.plain, post.head.end, post.span.end
    )
    if taken_up:
        owner = antecedents.body(reading, taken_up["noun"], post.core.start)
        return (owner, span) if owner is not None else None
    topic = _topic(words, head)
    if topic:
        known = _named(reading, head, topic)
        if known is not None:
            return known, span
    if _OF_SECRETARIAT.search(words) and " of " not in words and post.core.end == post.span.end:
        principal = _principal(reading)
        if principal is not None:
            return principal, span
    if _OF_STATE.search(head) and not _OF_BODY.search(words):
        state = _home(reading, post.head.start)
        if state is not None:
            return state, span
    return None


#: What chiefs of a whole State's forces lead: no bodies of their own, but the State.
_STAFF = re.compile(
    r"(?:the\s)?(?:Joint\s|General\s|Chiefs?\sof\s)*(?:Defen[cs]e|General|Joint|Armed|Army|Naval|Air)\s(?:Staff|Forces?)(?:\sof\s.+)?"
)


_BODIES = re.compile(r"(?:Joint|General|Army|Naval|Air)\sStaff\b")


@cache
def _by_name() -> dict[str, Entity]:
    return {name: one for one in gazetteer.load().states.values() for name in (one.label, *one.names)}


def led(reading: Reading, body: Entity, words: Span) -> Entity:
    """The body that somebody belongs to who leads ``body``: the State for the chief of its forces."""
    if body.kind != "organization" or body.reference or _STAFF.fullmatch(body.label) is None:
        return body
    owner = _by_name().get(body.label.rsplit(" of ", 1)[-1].removeprefix("the ")) if " of " in body.label else None
    if owner is not None:
        return owner
    if body.state:
        return gazetteer.load().states.get(body.state) or body
    if _BODIES.search(body.label):
        return body  # a staff is a body of its own where no State is named with it
    return _home(reading, words.start) or body


@once
def _principal(reading: Reading) -> Entity | None:
    """The international body that the text is about: the one that it names most, three times and twice as often as any
    other such body."""
    counts = Counter(
        link.thing.reference
        for link in reading.links
        if link.mention.kind == "organization" and link.thing.reference and not link.thing.state
    )
    best = counts.most_common(2)
    if not best or best[0][1] < 3 or (len(best) > 1 and best[1][1] * 2 > best[0][1]):
        return None
    return next(link.thing for link in reading.links if link.thing.reference == best[0][0])


def _spoken_of(reading: Reading, offset: int, state: bool) -> Entity | None:
    """The body (for a minister the ``state``) that "its" means: the last one named before in the sentence, else the
    first of the sentence before."""
    kind = "state" if state else "organization"
    sentence = reading.sentence_at(offset).span
    here = reading.inside(Span(sentence.start, offset), kind)
    if here:
        return here[-1].thing
    if not sentence.start:
        return None
    before = reading.inside(reading.sentence_at(sentence.start - 1).span, kind)
    return before[0].thing if before else None


def _topic(words: str, head: str) -> frozenset[str]:
    """Content words of a post beside its head and the ranks of deputies."""
    rest = re.sub(rf"\b{re.escape(head)}\b|\b(?:first|deputy|vice|acting|assistant|junior|senior|state)\b", " ", words)
    return frozenset(re.findall(r"[a-z]{3,}", rest)) - _SMALL


def _named(reading: Reading, head: str, topic: frozenset[str]) -> Entity | None:
    """The body that the text names whose name is the topic, or the topic with the noun that the head leads."""
    nouns = next((nouns for pattern, nouns, _ in _LEADS if pattern.search(head)), "")
    found: list[Entity] = []
    for name, thing in _bodies(reading):
        rest = re.sub(rf"\b(?:{nouns})\b", " ", name) if nouns else name
        own = frozenset(re.findall(r"[a-z]{3,}", rest)) - _SMALL
        if own and topic and topic <= own and len(own) <= len(topic) + 1 and (rest != name or own == topic):
            found.append(thing)
    labels = {thing.reference or thing.label for thing in found}
    return found[0] if len(labels) == 1 else None


@once
def _bodies(reading: Reading) -> tuple[tuple[str, Entity], ...]:
    """Names of the bodies that the text names, the States in them left out, with the bodies."""
    found: dict[str, Entity] = {}
    for link in reading.links:
        if link.mention.kind != "organization":
            continue
        for name in (link.mention.text, link.thing.label):
            short = re.sub(r"\s(?:of|in)\s(?:the\s)?[A-Z][\w' -]+$", "", name) if name.count(" of ") > 1 else name
            for one in (name, short):
                found.setdefault(folding.lower(folding.bare(one)), link.thing)
    return tuple(found.items())


@once
def _states(reading: Reading) -> tuple[tuple[int, Entity], ...]:
    """Mentions of States and of their nationalities, in text order."""
    return tuple(
        (link.mention.span.start, link.thing)
        for link in reading.links
        if link.mention.kind in ("state", "nationality")
        and link.thing.reference
        and _OFFICE_OF.search(reading.plain, max(0, link.mention.span.start - 40), link.mention.span.start) is None
        and not _COUNTERPART.match(reading.plain, link.mention.span.end)
    )


def _home(reading: Reading, offset: int) -> Entity | None:
    """The State that the sentence alone names, else the one that the text names most and at least twice."""
    sentence = reading.sentence_at(offset).span
    others = {
        link.thing.reference
        for link in reading.inside(sentence, "nationality")
        if _COUNTERPART.match(reading.plain, link.mention.span.end)
    }
    here = {thing.reference: thing for start, thing in _states(reading) if sentence.start <= start < sentence.end}
    top = _named_states(reading).most_common(2)
    ruling = top[0][0] if top and top[0][1] >= 3 and (len(top) < 2 or top[0][1] >= 2 * top[1][1]) else None
    if len(here) == 1 and (ruling is None or ruling in here or ruling in others):
        return next(iter(here.values()))
    if ruling is not None and ruling not in others:
        return gazetteer.load().states.get(ruling)
    counts = Counter({state: n for state, n in _named_states(reading).items() if state not in others})
    own = None if here else _speaking_state(reading)
    if own is not None and own not in others:
        return gazetteer.load().states.get(own)
    best = counts.most_common(2)
    if here or not best or best[0][1] < 2 or (len(best) > 1 and best[1][1] * 2 > best[0][1]):
        return None
    return gazetteer.load().states.get(best[0][0])


#: Before a State that a sentence is told of.
_OPENS = re.compile(r"(?:\W|\d)*(?:(?:The|His|Her)\s)?(?:(?:Government|Republic|Kingdom|State)\sof\s(?:the\s)?)?")


@once
def _speaking_state(reading: Reading) -> str | None:
    """The State that the title or three sentences and more begin with, where no other does: the text is its own."""
    found: Counter[str] = Counter()
    for sentence in reading.sentences:
        opened = _OPENS.match(reading.plain, sentence.span.start, sentence.span.end)
        link = reading.link_at(opened.end()) if opened else None
        if link is not None and link.mention.kind in ("state", "nationality") and link.thing.state:
            found[link.thing.state] += 2 if not sentence.span.start else 1  # the title tells more
    best = found.most_common(2)
    if not best or best[0][1] < 3 or (len(best) > 1 and best[1][1] * 2 > best[0][1]):
        return None
    return best[0][0]


@once
def _named_states(reading: Reading) -> Counter[str]:
    """How often the text names each State, its towns and its bodies."""
    found: Counter[str] = Counter()
    for link in reading.links:
        if link.mention.kind in ("state", "nationality", "place", "organization") and link.thing.state:
            found[link.thing.state] += 1
    return found
