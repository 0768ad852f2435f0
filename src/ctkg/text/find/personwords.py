"""What stands around the names of persons, as patterns over shaded text."""

from __future__ import annotations

import re
from functools import cache

from ctkg.text.find import speechwords
from ctkg.text.find.shade import NUMBER, ORGANIZATION, STATE

AFTER_NAME = re.compile(
    r"(?:\s[A-Z]{2,3}\b)?(?:,\s(?:(?:[A-Z][a-z]+\s){1,2}Medal|[A-Z]{2,5}(?:,\s[A-Z]{2,4})*|[A-Z]\.(?:[A-Z]\.){1,4})(?=,\s))?"
    r"(?:,?\s(?:\()?(?:also\s)?(?:known\sas|alias|called)\s[\"']?[^,\"'\n]{2,40}[\"']?(?:\))?(?=,))?(?:,\s(?:aged\s)?"
    rf"(?:\d\d|{NUMBER}{NUMBER})(?=,))?"
    rf"(?:(?:\s|,\s)(?:of|from)\s(?:the\s)?[{ORGANIZATION}]+(?:\s\([^()\n]{{2,20}}\))?(?=\s?,?\sand\s)\s?,?\sand"
    rf"|\s(?:of|from)\s(?:the\s)?[{ORGANIZATION}]+)?"
    rf"(?:\s\((?:Esq|[Rr]et|[Rr]et'?d|[Rr]td|[Rr]etired|[A-Z][\w .-]{{1,30}}|[{STATE}]+)\.?\))?"
    r"\s?(?:[,;]|\s-|\(|(?<=\sand))\s?"
)
ARTICLE = re.compile(
    r"(?:(?:who\sis\s)?(?:the|an?|another|one|our|its|his|her|currently|then|newly\sappointed)\s){0,2}"
    r"(?:(?<=the\s)[a-z]+(?:\s[a-z]+)?'s\s)?"
)
JOINT = re.compile(
    r"(?:\s(?:since|until)\s[^,.;:\n]{2,20}?)?(?:[,;]\s(?:and\s|as\swell\sas\s)?|\sand\s|\s?/\s?|\s&\s|\sas\swell\sas\s)"
    r"(?:also\s|concurrently\s|the\s|an?\s|formerly\s){0,2}"
)
BESIDE = re.compile(
    rf"(?:\s\([^)\n]{{1,60}}\)|\s(?:of|from)\s(?:the\s)?[{ORGANIZATION}{STATE}]+)?(?:,\s(?:and,?\s)?|\sand\s|\s&\s|;\s(?:and\s)?)$"
)
WAS = re.compile(r"(?:\s(?:was|is|has\sbeen|being)\s|:\s|\s[-\u2013\u2014]\s)$")
COMMA_CLOSED = re.compile(rf"\s?[,.;:)\"]|\s?$|\n|\s(?:of|from)\s(?:the\s)?[{ORGANIZATION}{STATE}]")
CLOSED = re.compile(r"\s?[,.;:)\"]|\s(?:and|in|at|who|during|on)\b|\s?$|\n")

DESCRIBED = re.compile(r"\s(?:of|for|from|at|in|with|on|to|who|representing)\s[^.,;:()\n\"]{2,70},\s")
AGED = re.compile(
    rf",\s(?:aged\s)?(?:[1-9]\d|{NUMBER}{NUMBER})(?=[,.;\s)])(?!\s(?:per|percent|million|people|members))|\s\((?:[1-9]\d|{NUMBER}{NUMBER})\)"
)
#: "Jane Roe, who works in the Ministry, said"
WHO_SAYS = re.compile(rf",\swho(?:'s)?\s[^.;:\n]{{3,110}},\s(?:has\s|also\s|[a-z]+ly\s)?(?:{speechwords.spoken()})\b")
#: "the two nurses Jane Roe and John Doe": people named by what they are together
PEOPLE = re.compile(
    r"\b(?:members|delegates|deputies|senators|MPs|colleagues|experts|ministers|judges|officers|nurses|brothers|journalists|"
    r"lawyers|prosecutors|professors|ambassadors|doctors|teachers|generals|coordinators|co-ordinators|negotiators|envoys|"
    r"researchers|scholars|analysts|trainers|instructors|parliamentarians|commissioners|rapporteurs|co-chairs|moderators|"
    r"panellists|panelists|speakers|sisters|lecturers|specialists|investigators|activists|brothers|leaders),?\s$"
)
SAYS_IN_BRACKETS = re.compile(rf"\s\((?:the\s)?[{ORGANIZATION}{STATE}]+\s?\)(?::|,?\s(?:{speechwords.spoken()})\b)")
DETERMINED = re.compile(r"\b(?:[Aa]n?|[Tt]he)\s$")
#: Before capitalised words that are still those of a post: "Director for Oceans, Environment and Climate Change"
LEADS_ON = re.compile(r"(?:\b(?:and|or|of|for|on|in|to|against)|,)\s$")
PREPOSITION = re.compile(r"\b(?:from|at|in|of|for|to|with)\s(?:the\s)?$")

MOST_POSTS = 6
_ACRONYM = re.compile(r"\s\(([A-Z]{2,8})\)")
HIS = re.compile(r"\b(?:his|her|their)\s$", re.IGNORECASE)
SUBJECT = re.compile(r"the\s")


@cache
def goes_on() -> re.Pattern[str]:
    """Behind the subject of a clause: its verb, where that is no verb of saying."""
    return re.compile(rf"\s(?!(?:{speechwords.spoken()})\b)[a-z]+(?:ed|es|ends)\b")


def initials(text: str, start: int, end: int) -> bool:
    """True where an acronym behind the words is made of their initials, as a group's is ("Roe Guard (RG)")."""
    found = _ACRONYM.match(text, end)
    letters = "".join(word[0] for word in re.split(r"[\s-]", text[start:end]) if word[:1].isupper())
    return found is not None and len(letters) > 1 and found[1].endswith(letters)
