"""The words of saying, as patterns over shaded text."""

from __future__ import annotations

import re
from functools import cache

from ctkg.text import patterns
from ctkg.text.find import alternation, screening

_ADVERB = r"(?:(?:also|further|then|later|thus|therefore|and|has|had|have|who|[a-z]{2,}ly)\s){0,3}"
LEAD = re.compile(r"[ \u00a0,.;\u2013\u2014-]{0,4}")
ACCORDING = re.compile(rf"{LEAD.pattern}according\sto\s(?:the\s|an?\s)?")
# "spoke this morning with the Minister" is a talk, no speech
_NOT_WITH = r"(?!(?<=spoke)(?:\s[a-z]+){0,3}\s(?:with|by\sphone|by\stelephone)\b)"
# what is opened in court or on the ground is no event
_NOT_OPENED = (
    r"(?!(?<=opened|closed)\s(?:(?:an?|the|its|his|her|their|new|criminal|formal|internal|judicial|preliminary)\s){0,3}"
    r"(?:investigations?|inquir(?:y|ies)|enquir(?:y|ies)|probes?|proceedings|cases?|fire|accounts?|doors?|borders?|offices?)\b)"
)
_ASIDE = r"(?:\s\([^)\n]{1,40}\))?(?:,\s[^.;:!?\n]{1,160}?,)?,?\s"
# "X, who heads the Unit, said", "X who attended the ceremony said"
_RELATIVE = (
    r"\swho\s(?:is|was|heads|headed|leads|led|chairs|chaired|attended|represented|spoke|presided)\s"
    r"[^.,;:!?\n]{1,100}(?=[,\s])"
)
# "X of the Southern District said", "Y, commander of the 1st Brigade, said"
_BELONGS = (
    r"\s(?:of|for|from|at)\s(?:the\s)?(?:[^,.;:!?\"\n]{1,80}(?=,)"
    r"|(?:[A-Z\ue000-\ue007][\w\ue000-\ue007-]*|of|the|and|for)(?:\s(?:[A-Z\ue000-\ue007][\w\ue000-\ue007-]*|of|the|and|for)){0,7}(?=\s))"
)
# "condemned the bombing in a statement"
_IN_WORDS = (
    r"(?:\s(?:in|through|via)\s(?:an?|his|her|their|its|the)\s(?:[a-z]+\s){0,2}"
    r"(?:statement|tweet|post|message|letter|communique|speech|press\srelease|interview|briefing|address|release)\b"
    r"|\sthrough\s(?:his|her|their|its|an?)\s(?:\ue007|spokes))"
)
# "was quoted by the agency as saying"
_QUOTED_AS = (
    r"(?:was|were|is|are|has\sbeen|have\sbeen)\s(?:also\s)?(?:quoted|cited)\s(?:by\s[^.;,\n]{2,50}?\s)?as\s"
    r"(?:saying|stating|telling|noting)"
)
_PLANNED = (
    r"(?:will\s(?:also\s)?"
    r"|(?:is|are|was|were)\s(?:also\s)?(?:scheduled\s|expected\s|due\s|set\s|slated\s)?to\s(?:also\s)?)"
)
# what a speech that is still to come is made of or made at
_FLOOR = (
    r"(?=\s(?:at|on|in|during|about)\s|\s(?:[a-z'-]+\s){0,5}(?:remarks|address|addresses|speech|speeches|statements?|keynote|lectures?|presentations?"
    r"|workshop|conference|seminar|meeting|session|event|forum|symposium|summit|ceremony|course|training|participants|council|assembly)\b)"
)


# "called the result \"a warning\"": words of one's own for something
_CALLS = (
    r"(?:called|calls|found|finds|termed|terms|labell?ed|labels|branded|brands|saw\sin|sees\sin|considered|considers|deemed|deems)"
    r"\s[^.;:\"\n]{2,70}?\s(?:as\s)?\""
)


@cache
def _saying() -> str:
    words = patterns.load("speech")["verbs"]
    return rf"{alternation.of(words['saying'])}|{_QUOTED_AS}"


@cache
def reporting() -> screening.Screened:
    """A verb of saying behind its subject, an aside between commas left out."""
    words = patterns.load("speech")["verbs"]
    strong = alternation.of({*words["saying"], *words["opening"]} - {*words["weak"]})
    weak = alternation.of(words["weak"])
    planned = alternation.of(words["planned"])
    return screening.compile(
        rf"(?:{_RELATIVE}|{_BELONGS})?{_ASIDE}{_ADVERB}(?:(?:{strong})\b{_NOT_WITH}{_NOT_OPENED}|(?:{weak})\s(?:that|how|why|what)\b"
        rf"|(?:{weak})\b(?=[^.;:\n\"]{{1,140}}{_IN_WORDS})|{_PLANNED}(?:{planned})\b{_FLOOR}|{_CALLS})"
    )


@cache
def planned() -> screening.Screened:
    """A speech that is still to come."""
    return screening.compile(rf"{_PLANNED}(?:{alternation.of(patterns.load('speech')['verbs']['planned'])})\b")


@cache
def pronoun_subject() -> screening.Screened:
    """A pronoun that opens a sentence with a verb of reported speech, another clause between them or not."""
    words = patterns.load("speech")["verbs"]
    strong = alternation.of({*words["saying"], *words["opening"]} - {*words["weak"]})
    return screening.compile(
        rf"(?:(?<=[.!?\n]\s)|(?<=\n)|(?<=,\s))(?:[Hh]e|[Ss]he)\s{_ADVERB}(?:{strong})\b{_NOT_WITH}"
    )


@cache
def pronoun_says() -> screening.Screened:
    """A pronoun with a verb of saying, anywhere in a sentence."""
    return screening.compile(rf"\b([Hh]e|[Ss]he)\s{_ADVERB}(?:{_saying()})\b{_NOT_WITH}")


@cache
def body_says() -> re.Pattern[str]:
    """A verb of saying behind a body that speaks in so many words."""
    return re.compile(
        r"(?:\s\([^)\n]{1,30}\))?\s(?:said|says|told)\b(?!\s(?:to\sbe|to\shave|in\s(?:its|a|the)\s(?:press|news|media|weekly|daily)\s)\b)|\sstated\s(?:in|that|on)\b"
        r"|\s(?:also\s|later\s|has\s|had\s)?(?:reported|announced|confirmed|claimed|warned|declared|insisted|stressed|"
        r"acknowledged|added|noted|stated|reiterated|underlined|emphasi[sz]ed)\sthat\b"
        r"|\s(?:gave|made|delivered)\s(?:an?\s|its\s|their\s)?(?:[a-z]+\s)?(?:presentations?|briefings?|statements?|speech|address|lectures?)\b"
    )


@cache
def inverted() -> screening.Screened:
    """A verb of saying right before its subject."""
    words = alternation.of(patterns.load("speech")["verbs"]["inverted"])
    return screening.compile(rf"\b(?:{words})\s(?:the\s|an?\s)?$")


@cache
def listed() -> screening.Screened:
    """What stands before a list of those who speak."""
    cues = alternation.of(patterns.load("speech")["cues"]["listed"])
    floor = (
        r"(?<!the\s)(?:joining|opening|closing|addressing|speaking|presenting|briefing)\b[^.;:\n]{0,50}"
        r"\s(?:were|was|are|will\sbe)"
    )
    return screening.compile(
        rf"(?:\b(?:{cues})|(?<![\w-]){floor})\s(?:(?:the|an?|its|his|her|their)\s)?$", re.IGNORECASE
    )


@cache
def floor() -> screening.Screened:
    """Words before the subject of a sentence that say that it speaks: "In her remarks,", "Addressing the workshop,"."""
    speech = (
        r"(?:remarks|address|speech|statement|message|keynote|intervention|presentation|words|lecture|briefing|"
        r"interview|contribution|introduction|welcome|testimony|summary|toast|homily|eulogy|report)"
    )
    event = (
        r"(?:workshop|conference|meeting|seminar|event|session|ceremony|training|course|forum|summit|symposium|"
        r"round\s?table|panel|exercise|participants|audience|gathering|delegates|launch|opening|discussion|debate|assembly)"
    )
    return screening.compile(
        rf"(?:(?<=[.!?\n]\s)|(?<=\n)|^)(?:[Aa]lso\s)?(?:"
        rf"(?:In|During|Through|Via|With|By)\s(?:an?|his|her|their|the)\s(?:[\w'-]+\s){{0,3}}{speech}\b[^.;:\n\"]{{0,90}}?,\s"
        rf"|(?:Speaking|Delivering|Giving|Making|Taking\sthe\sfloor|Commenting)\b[^.;:\n\"]{{0,110}}?,\s"
        rf"|(?:Addressing|Opening|Closing|Inaugurating|Welcoming|Concluding|Introducing|Briefing|Moderating)\s"
        rf"(?:[\w'-]+\s){{0,8}}?{event}\b[^.;:\n\"]{{0,70}}?,\s"
        rf"|(?:On\sbehalf\sof|Speaking\sfor)\s[^.;:,\n\"]{{2,70}},\s)(?:the\s)?",
        re.MULTILINE,
    )


ALONG = re.compile(r"\b(?:together|jointly|along)\swith\s(?:the\s)?|\balongside\s(?:the\s)?")


@cache
def verb_first() -> screening.Screened:
    """Behind a quotation: a verb of saying before its subject."""
    verbs = patterns.load("speech")["verbs"]
    words = alternation.of({*verbs["inverted"], *(word for word in verbs["saying"] if " " not in word)})
    return screening.compile(rf"{LEAD.pattern}{_ADVERB}(?:{words})\s(?:to\s[a-z]+\s)?")


@cache
def verb_after() -> re.Pattern[str]:
    """Behind the subject that follows a quotation: its verb."""
    return re.compile(rf"(?:\s[a-z][^,.;:!?\"\n]{{0,60}}(?=,))?{_ASIDE}{_ADVERB}(?:{_saying()})\b")


@cache
def pronoun_after() -> screening.Screened:
    """Behind a quotation: a pronoun with its verb; one that opens a sentence of its own says nothing else."""
    return screening.compile(
        rf"{LEAD.pattern}(he|she|they)\s{_ADVERB}(?:{_saying()})\b|{LEAD.pattern}(?:said|added)\s(he|she)\b"
        rf"|{LEAD.pattern}(He|She|They)\s{_ADVERB}(?:{_saying()})\s?(?=[.:,\n]|$)"
    )


@cache
def verb() -> screening.Screened:
    """A verb of saying, or "according to"."""
    return screening.compile(
        rf"\b(?:{_saying()}|according\sto|saying|adding|stating|stressing|noting|quoted\sas)\b", re.IGNORECASE
    )


PRONOUN_BEFORE = re.compile(rf"\b(he|she|they)\s{_ADVERB}$", re.IGNORECASE)


@cache
def spoken() -> str:
    """Pattern of the verbs of saying and of opening."""
    words = patterns.load("speech")["verbs"]
    return alternation.of([*words["saying"], *words["opening"]])


@cache
def said_after() -> re.Pattern[str]:
    """A verb of saying right behind a name."""
    return re.compile(rf",?\s(?:has\s|had\s|have\s)?(?:also\s|further\s|then\s|[a-z]+ly\s)?(?:{spoken()})\b")


@cache
def said_before() -> screening.Screened:
    """What stands right before the name of one who speaks or leads."""
    inverted = alternation.of(patterns.load("speech")["verbs"]["inverted"])
    listed = alternation.of(patterns.load("speech")["cues"]["listed"])
    return screening.compile(
        rf"\b(?:(?<!has\s)(?:{inverted})|(?i:{listed})"
        r"|(?:led|headed|chaired|moderated|facilitated|represented|signed)\sby)\s$"
    )
