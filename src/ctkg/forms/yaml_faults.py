"""What a parser of YAML says, in words for people who fill in forms."""

from __future__ import annotations

import re

import yaml

#: What the parser says (``{}``: any text) -> what is wrong and what to do.
_SAID = (
    (
        r"mapping values are not allowed here",
        "a colon where none is expected; put a value that holds one in quotation marks, and write a space behind each "
        "name and colon",
    ),
    (r"found character '\\t' .*", "a tab; write spaces in its place"),
    (r"found character '(.)' .*", "a value cannot begin with {}; put it in quotation marks"),
    (r"found unexpected (?:end of stream|document separator)", "a quotation mark is not closed"),
    (r"could not find expected ':'", "a line without a colon; write name: value, and indent what goes on below"),
    (r"expected ',' or '(.)', but got '<stream end>'", "{} is missing"),
    (r"expected ',' or '(.)', but got .*", "a comma or {} is missing before this"),
    (
        r"expected <block end>, but found '<scalar>'",
        "text behind a value that has ended; put the whole value in marks ', and write each ' within it twice",
    ),
    (
        r"expected <block end>, but found '<block mapping start>'",
        "lines of one entry begin in one column; indent it anew",
    ),
    (r"expected <block end>, but found '-'", "a list without a name; write it below the name of its field"),
    (r"sequence entries are not allowed here", "a list begins on a line of its own, below the name of its field"),
    (
        r"found unknown escape character .*",
        "write a backslash within double quotation marks twice",
    ),
)


def said(error: yaml.MarkedYAMLError) -> str:
    """What is wrong and what to do; what the parser says itself where that is rare."""
    problem = error.problem or error.context or ""
    for pattern, words in _SAID:
        if match := re.fullmatch(pattern, problem):
            return f"this is not YAML: {words.format(*match.groups())}"
    return f"this is not YAML: {problem}"
