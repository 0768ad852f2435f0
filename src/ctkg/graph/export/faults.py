"""What a parser of RDF says of a file that it cannot read, in words that say what to do."""

from __future__ import annotations

import re
from difflib import get_close_matches

from ctkg.iris import BASE, PREFIXES

_PREFIX = re.compile(r"The prefix (\S*): has not been declared")
_TAG = re.compile(r"\"(@[A-Za-z]+)_?$")
_LINE = re.compile(r" ?\(line \d+\)$")


def explained(words: str, before: str = "") -> str:
    """``words`` of a parser, with what to do about the faults that people make most often.

    ``before``: the beginning of the line, up to where the parser stopped.
    """
    words = _LINE.sub("", words)
    tag = _TAG.search(before)
    if tag:
        return f"the language tag {tag[1]}_ has an underscore; write a hyphen, such as @en-GB"
    prefix = _PREFIX.search(words)
    if prefix:
        name = prefix[1]
        meant = [name] if name in PREFIXES else get_close_matches(name, PREFIXES, n=1)
        if not meant:
            return f"{words}; declare it at the top: @prefix {name}: <...> ."
        doubt = "" if meant[0] == name else f" did you mean {meant[0]}: ?"
        return f"{words};{doubt} It is declared by: @prefix {meant[0]}: <{PREFIXES[meant[0]]}> ."
    if "No scheme found in an absolute IRI" in words:
        return f"a relative IRI, and nothing that it is relative to; write at the top: @base <{BASE}> ."
    if "Invalid IRI code point ' '" in words:
        return "an IRI with a space; write a hyphen for it"
    if "LoadDocumentCallback" in words:
        return "a remote @context is never fetched; write the context into the file"
    return words
