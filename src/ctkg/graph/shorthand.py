"""``id:state/KZ`` in a query: the names that ctkg prints can be typed back.

SPARQL has no slash in a prefixed name, where it means a path. Nodes, concepts and graphs of ctkg are never properties,
so a slash behind one of their prefixes cannot mean a path, and the name is written out before the query is parsed.
Names of graphs are written out with or without a slash: an engine may read ``TO graph:report`` as ``TO GRAPH :report``.
"""

from __future__ import annotations

import re

from ctkg.graph.tokens import declared_prefixes, tokens
from ctkg.iris import PREFIXES

_OURS = ("concept", "graph", "id")
_WHOLE = re.compile(r"[\w-]*:[\w\-]+")
_NAME = re.compile(r"[\w-]*:[\w\-]+(?:[/.][\w\-]+)+")


def expand(text: str) -> str:
    """``text`` with slashed names of ``id:`` and ``concept:`` and all of ``graph:`` as full IRIs; all else unchanged.

    A query that declares one of these prefixes for itself is left alone there.

    Raises:
        QueryError: a string that is never closed.
    """
    if not any(f"{prefix}:" in text for prefix in _OURS):
        return text
    found = list(tokens(text))
    declared = declared_prefixes(found)
    parts, done = [], 0
    for token in found:
        prefix = token.text.partition(":")[0]
        if token.kind != "name" or prefix not in _OURS or token.start < done:
            continue
        match = _NAME.match(text, token.start)
        if not match and prefix == "graph" and token.text != "graph:":
            match = _WHOLE.fullmatch(text, token.start, token.end)
        if (
            match
            and ("/" in match[0] or prefix == "graph")
            and declared.get(prefix, PREFIXES[prefix]) == PREFIXES[prefix]
        ):
            parts += [text[done : token.start], f"<{PREFIXES[prefix]}{match[0][len(prefix) + 1 :]}>"]
            done = match.end()
    return "".join((*parts, text[done:]))
