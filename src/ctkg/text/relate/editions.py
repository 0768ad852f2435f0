"""Further events of the kind that a text is about: "the next one", "last year's edition", "the first took place"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ctkg.model import Span
from ctkg.text.find import screening
from ctkg.text.reading import Reading
from ctkg.text.relate import scope
from ctkg.text.relate.naming import SAME, Mention

_HAPPENS = (
    r"took place|(?:was|were) (?:held|organi[sz]ed|conducted|completed|carried out|hosted|run|launched)|"
    r"ha[ds] (?:already |also )?(?:taken place|been (?:held|organi[sz]ed|conducted|completed|carried out|hosted))|will|"
    r"is to|is (?:planned|scheduled|foreseen|expected|due|set|called|booked)\b|followed|would be|goes to"
)
_WHICH = (
    r"(?:next|first|second|third|fourth|fifth|sixth|final|last|previous|following|similar|comparable|earlier|later|"
    r"further)"
)
_EDITION = screening.compile(
    rf"\b(?:The|A|An|the|a|an|[Ii]ts|[Tt]heir)\s+(?P<which>{_WHICH}(?:\s+(?:one|edition|round|phase|assessment|action|"
    rf"activity|event|initiative|mission|series|instalment|installment|iteration|leg|stage|stop|sitting|module|batch|cohort|class|group|intake|run))?)"
    rf"(?:\s+of\s+(?:(?:this|its|the)\s+(?:kind|series|sort)|these|them)|,?\s+for\s+[^,.;]{{3,40}}|"
    rf"\s+against\s+[^,.;]{{3,40}})?(?:,\s+in\s+[^,.;]{{3,40}})?"
    rf"(?:,?(?=\s+(?:{_HAPPENS})\b)|(?=,\s+(?:held\s+|also\s+)?(?:in|on|at)\s+[^,.;]{{3,50}},\s+\w))"
)
#: "the first round in Riga in 2019", "its third session in Oslo".
_ROUND = screening.compile(
    rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir) (?P<which>{_WHICH} "
    r"(?:round|edition|instalment|installment|leg|iteration|phase))"
    r"(?=,? (?:in|on|at) (?:[A-Z]|\d))"
)
#: "moves on to Oslo on 7 June": what is held in several towns, one after the other.
_MOVES = screening.compile(
    r"\b(?P<which>(?:[Tt]he|[Tt]his) (?:workshop|seminar|course|training|exercise|roadshow|series|tour|programme))"
    r"(?= (?:then |now |next )?(?:moves?|goes|went|travels?|continues?|will (?:move|go|travel|continue|be taken))"
    r" (?:on |over )?(?:to|in) [A-Z])"
)
#: "last year's edition", "the next edition", "a sequel".
_ISSUE = screening.compile(
    r"\b(?P<which>(?:[Ll]ast year's|[Nn]ext year's|[Tt]he (?:next|previous|last|following|preceding)|"
    r"[Ii]ts (?:next|previous|last)|"
    r"[Aa] (?:second|third|further|follow-up))\s+(?:edition|instalment|installment|iteration|sequel|rerun|repeat)|"
    r"[Aa] sequel|(?:[Tt]he|[Ii]ts) (?:19|20)\d\d edition)"
    r"(?= goes to |,? (?:held |organi[sz]ed |hosted |took place |will |was |is |to be |)"
    r"(?:be held |held )?(?:in|on|at|off|near|outside|aboard)\b)"
)
#: "earlier editions in Dakar (2012) and Lagos (2015)", "previous sessions were held in Rabat and Tunis".
_EDITIONS = screening.compile(
    r"\b(?:[Tt]he |[Ii]ts |[Tt]heir )?(?P<which>(?:[Ee]arlier|[Pp]revious|[Pp]ast|[Ff]ormer|"
    r"[Pp]receding|[Tt]wo|[Tt]hree|[Ff]irst two|[Ll]ast two) "
    r"(?:editions|rounds|instal+ments|iterations|sessions|legs|runs|stagings))"
    r"(?=[^.;]{0,40}?\b(?:in|at|on) [A-Z\d])"
)
_REPEATED = screening.compile(
    r"(?P<which>\b(?:[A-Z][\w-]+(?: [A-Z][\w-]+)*|[Tt]he (?:workshop|seminar|course|training|"
    r"exercise|conference|meeting)))(?= (?:will|is to|are to) be (?:repeated|held again)\b)"
)
_COMING = re.compile(
    r"(?:a |its |the )?(?:next|following|sequel|follow-up|further)\b|next year's|a sequel", re.IGNORECASE
)
_TO_COME = re.compile(r"\s+(?:will|is to|is (?:planned|scheduled|foreseen|expected|due)|would)\b")


def find(reading: Reading, index: int, span: Span, quoted: Sequence[Span]) -> Iterator[Mention]:
    """ "The next one is planned ...", "The first took place ...": another event of the main event's type."""
    editions = _EDITION.finditer(reading.plain, span.start, span.end)
    issues = _ISSUE.finditer(reading.plain, span.start, span.end)
    rounds = _ROUND.finditer(reading.plain, span.start, span.end)
    moves = _MOVES.finditer(reading.plain, span.start, span.end)
    for match in (*editions, *issues, *rounds, *moves, *_REPEATED.finditer(reading.plain, span.start, span.end)):
        if scope.within(quoted, match.start()):
            continue
        where = Span(match.start("which"), match.end("which"))
        ahead = _TO_COME.match(reading.plain, match.end()) or _COMING.match(match["which"])
        modality = "intended" if ahead else "earlier"
        determiner = match.group().split()[0].lower()
        whole = Span(*match.span())
        yield Mention(where, whole, SAME, "edition", index, determiner, False, True, modality, False, False)
    for match in _EDITIONS.finditer(reading.plain, span.start, span.end):
        if not scope.within(quoted, match.start()):
            where = Span(*match.span("which"))
            yield Mention(where, where, SAME, "edition", index, "", True, True, "earlier", False, False)
