"""Later mentions of a person by surname: "Ms. Roe", "Roe added"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ctkg.model import Entity, Span
from ctkg.text import folding
from ctkg.text.find import alternation, naming


def find(text: str, named: Sequence[tuple[Entity, Span]]) -> Iterator[tuple[int, Span, Entity]]:
    """Where the titles of a later mention start, the surname, and whose it is; in text order.

    Args:
        text: the shaded text.
        named: persons with the spans of their full names, in text order. A surname that two persons bear is left out.
    """
    people: dict[str, Entity | None] = {}
    first: dict[str, int] = {}
    for person, span in named:
        for name in naming.surname_forms(person.label):
            known = people.get(name, person)
            people[name] = person if known is not None and known.label == person.label else None
            first.setdefault(name, span.start)
    forms = {re.sub(r"\s+", " ", folding.bare(name)): person for name, person in sorted(people.items()) if person}
    if not forms:
        return
    pattern = re.compile(rf"(?<![\w-])(?:{alternation.of(forms)})(?![\w-]|\s[A-Z]\w)")
    at = 0
    for match in pattern.finditer(text):
        while at < len(named) and named[at][1].end <= match.start():
            at += 1
        whose = forms[match.group()]
        if at < len(named) and named[at][1].start < match.end():
            continue
        if match.start() < min(first[name] for name in naming.surname_forms(whose.label) if name in first):
            continue
        outer = match.start()
        while title := naming.title().search(text, max(0, outer - 48), outer):
            outer = title.start()
        yield outer, Span(match.start(), match.end()), whose
