"""Who appoints, sentences or lists, and for whom an office-holder acts: the subject of such a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ctkg.model import Entity, Passage, Span, Statement
from ctkg.text.find import persons, screening
from ctkg.text.find.posts import spaced
from ctkg.text.reading import EventFrame, Reading, placed, say
from ctkg.text.relate import lists, preceding
from ctkg.text.relate.holding import hold
from ctkg.text.relate.naming import cue_words

#: Acts of type "other" that somebody does to somebody; a trial or an entry into force has no doer of this kind.
_DEED = re.compile(
    r"(?:(?:has|have|had) )?(?:(?:was|were|is|are|been) (?:\w+ly )?)?"
    r"(?:appoint\w*|name[sd]?|nominat\w*|elect\w*|list\w*|add\w*|designat\w*|proscrib\w*|"
    r"blacklist\w*|sanction\w*|impos\w*|sentenc\w*|jail\w*|convict\w*|acquit\w*|extradit\w*|deport\w*|repatriat\w*|"
    r"handed down\b.*|found guilty|upheld\b.*|indict\w*|charg\w*|decided to\b.*|froze\b.*|lifted\b.*|prolong\w*|"
    r"renew\w*|extend\w*|raised\b.*|lowered\b.*|"
    r"dismiss\w*|reject\w*|bann\w*|outlaw\w*|stripp\w*|freez\w*|order\w*|includ\w*|remov\w*|delist\w*|overturn\w*|"
    r"quash\w*|fined|expel\w*|revok\w*|suspend\w*|ruled|brought\b.*|placed\b.*)(?: \w+)*$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|be|being|newly|the)\s+(?:\w+\s+)?$")
_BY = screening.compile(r"[^.;:,]{0,60}?\bby (?:the |a )?")
#: What may stand between a person or an office and the verb.
_GAP = re.compile(
    r",?(?:\s(?:also|today|yesterday|has|have|had|on|this|last|night|strongly|firmly|further|then|later|issued|[a-z]+ly|"
    r"[A-Z][a-z]+day|morning|evening|afternoon|in|a|his|her|post|statement|\d{1,2}|[A-Z][a-z]+)){0,6},?\s"
)
_AGENT = re.compile(r"\b(?:by|of|to|with|for|from) (?:the )?$")
_WORLD = re.compile(r"\bUnited Nations\b|\bUN\b|Spokes(?:man|person|woman) for the Secretary-General")


def find(reading: Reading, events: Sequence[EventFrame], sentence: Passage) -> Iterator[Statement]:
    """Statements of organizer at events of type "other" that somebody does to somebody."""
    span = sentence.span
    for event in placed(events).naming(span):
        if event.type != "other":
            continue
        for mention in event.named_in(span):
            if _DEED.match(reading.plain, mention.start, mention.end) is None:
                continue
            before = reading.plain[max(span.start, mention.start - 30) : mention.start]
            if _PASSIVE.search(before) or reading.plain.startswith(("was ", "were "), mention.start):
                by = _BY.match(reading.plain, mention.end, span.end)
                items = lists.after(reading, by.end(), span.end) if by is not None else []
            else:
                items = preceding.before(reading, span.start, mention.start)
                yield from of_office(reading, event, span, mention.start) if not items else ()
            if not items and mention == event.mentions[0]:
                yield from _court(reading, event, span, mention)
            yield from hold(reading, event, "organizer", items, span, "roles.condemner")


#: A court without a name of its own: "a Riga court", "the special assize court", "a court in Riga".
_COURT = (
    r"(?P<court>(?:(?!(?:the|an?|by|of|in|on|and|or|to)\s)[\w'-]+\s){0,3}?(?:court|tribunal)"
    r"(?: (?:in|of|at) (?:the )?[A-Z][\w'-]+(?: [A-Z][\w'-]+)?(?: (?:region|district|province))?)?)"
)
_COURT_BEFORE = screening.compile(
    rf"\b(?:[Aa]n?|[Tt]he|[Aa]nother|that) {_COURT}"
    r"(?: (?:has|have|had|on [A-Z\d][\w ]{2,16}?,?(?: \d{4})?,?|today|yesterday|also|sitting in [A-Z][\w'-]+"
    r"(?: on [A-Z][a-z]+)?))* ?$"
)
_COURT_BEHIND = screening.compile(rf"[^.;:]{{0,90}}?\bby (?:an?|the|another) {_COURT}")


def _court(reading: Reading, event: EventFrame, sentence: Span, mention: Span) -> Iterator[Statement]:
    """ "A Riga court sentenced", "was sentenced by a Maltese military court"."""
    found = _COURT_BEFORE.search(reading.plain, max(sentence.start, mention.start - 120), mention.start)
    found = found or _COURT_BEHIND.match(reading.plain, mention.end, sentence.end)
    if found is None or reading.inside(Span(*found.span("court")), "organization"):
        return
    words = Span(*found.span("court"))
    court = Entity(kind="organization", label=" ".join(reading.words(words).split()), type="court")
    yield say(
        reading, event.entity, "organizer", court, event=event.key, span=sentence, rule="roles.condemner",
        stance=event.stance,
    )  # fmt: skip


def of_office(reading: Reading, event: EventFrame, sentence: Span, verb: int) -> Iterator[Statement]:
    """Statement of organizer for the office-holder that is the subject of ``verb``."""
    thing = holder(reading, sentence, verb)
    if thing is not None:
        yield say(
            reading, event.entity, "organizer", thing, event=event.key, span=sentence, rule="roles.condemner",
            stance=event.stance,
        )  # fmt: skip


def holder(reading: Reading, sentence: Span, verb: int) -> Entity | None:
    """Who holds the office that is the subject of the verb: the body or State that the office is in, else the person;
    of an office without a name, its body."""
    for one in reversed(persons.find(reading)):
        if one.outer.end > verb or one.outer.start < sentence.start:
            continue
        if _GAP.fullmatch(reading.plain, one.outer.end, verb) is None:
            break
        if _AGENT.search(reading.plain, sentence.start, one.outer.start):
            return None  # "the communique, read by A, condemns"
        same = [one, *(other for other in persons.find(reading) if other.person == one.person)]
        bodies = [body for each in same for body, _ in each.bodies if body.kind in {"organization", "state"}]
        return bodies[0] if bodies else one.person
    for post in reversed(persons.posts(reading)):
        if post.span.end > verb or post.span.start < sentence.start:
            continue
        if _GAP.fullmatch(reading.plain, post.span.end, verb) is None:
            return None
        if post.body is not None:
            return post.body
        words = spaced(reading.words(post.core))
        if words == "Secretary-General" and _WORLD.search(reading.plain):
            names = ("Secretary-General", "United Nations Secretary-General", "United Nations")
            return Entity(kind="organization", label="UN Secretary-General", names=names, type="office")
        return None
    return None


def acts(reading: Reading, sentence: Span, verb: int) -> bool:
    """True where a person or an office is the subject of the verb."""
    return (
        holder(reading, sentence, verb) is not None
        and cue_words("simulated").search(reading.plain, sentence.start, verb) is None
    )
