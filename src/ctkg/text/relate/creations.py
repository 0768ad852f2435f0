"""Bodies and tools that came into being: "the Group, established in March 2015", "since its creation in 2003"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ctkg.model import Span
from ctkg.text.find import screening
from ctkg.text.reading import Reading
from ctkg.text.relate import scope
from ctkg.text.relate.naming import Mention

_ON = (
    r"(?:,? (?:(?:back|as early as|only) )?(?:in|on|since)"
    r"(?: (?:early|late|mid|the (?:summer|spring|autumn|fall) of))? ?)"
)
#: "was established by the Summit in June 2004": what came into being, with its date right after.
_MADE = screening.compile(
    r"\b(?P<noun>established|created|founded|formed|set up|launched|constituted|instituted|"
    r"(?:called|brought|came) into (?:being|existence)|in (?:existence|operation)|operational|stood up)"
    rf"(?: (?:jointly )?by [^.;:,]{{2,80}}?| (?:in|at) [A-Z][\w' -]{{2,30}}?)?{_ON}(?=[A-Z\d])"
)
#: "since its establishment in 2003", "at the launch of the Forum in 2011".
_ITS = screening.compile(
    r"\b(?:[Ii]ts|[Tt]heir|[Tt]he) (?P<noun>establishment|creation|foundation|founding|inception|launch|formation)"
    rf"(?: of (?:the |this )?[A-Z][\w' -]{{2,60}}?)?{_ON}(?=[A-Z\d])"
)
#: What runs, or is done, from a day on is no body that came into being then.
_RUNS = re.compile(
    r"\b(?:projects?|programmes?|programs?|phase|campaign|operations?|offensive|attacks?|war|strikes?|investigation|"
    r"inquiry|course|training|workshop|series|plot|report|study|practices|handbook|guide|guidelines|manual|compendium|toolkit|"
    r"strategy|regime|action|groups?\s+of\s+\w+|groups)\b[^.;]{0,90}$",
    re.IGNORECASE,
)
_RUNS_AFTER = re.compile(r"\b(?:[Pp]roject|[Pp]rogramme|[Pp]rogram|[Ii]nitiative)\b")
_NEAR = 24  # characters after the verb's words within which its date begins


def find(reading: Reading, index: int, span: Span, quoted: Sequence[Span]) -> Iterator[Mention]:
    """Mentions of what came into being on a day that the sentence at ``span`` names beside it."""
    plain = reading.plain
    for pattern in (_MADE, _ITS):
        for match in pattern.finditer(plain, span.start, span.end):
            if scope.within(quoted, match.start()):
                continue
            if not reading.inside(Span(match.end(), min(span.end, match.end() + _NEAR)), "date"):
                continue
            if pattern is _MADE and _RUNS.search(plain, max(span.start, match.start() - 120), match.start()):
                continue
            opens = match.start() - span.start < 12
            if opens and _RUNS_AFTER.search(plain, match.end(), min(span.end, match.end() + 110)):
                continue  # "Created in 2004, Project Harbour has ...", "since its launch, the programme has ..."
            where = Span(*match.span("noun"))
            yield Mention(
                span=where, phrase=where, type="launch", noun=match["noun"].lower(), sentence=index, determiner="",
                plural=False, told=True, modality="asserted", quoted=False, title=False, act=True, kind="creation",
            )  # fmt: skip
