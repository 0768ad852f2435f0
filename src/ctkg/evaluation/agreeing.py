"""Whether a prediction says what a gold fact says, the event left aside."""

from __future__ import annotations

from collections.abc import Iterable

from ctkg.evaluation.comparing import fold, quote_key, same_counted, same_name, same_person, same_phrase
from ctkg.evaluation.gold import Fact
from ctkg.evaluation.lexicon import relations
from ctkg.evaluation.predictions import Prediction
from ctkg.model import COUNTS, RELATIONS

_DATES = frozenset({"event.start", "event.end"})


class Names:
    """Other names of the instruments and people of one document, folded: from its gold, and from what is said."""

    def __init__(self, facts: Iterable[Fact], said: Iterable[Prediction]) -> None:
        named = relations().named
        self._known: dict[str, set[str]] = {}
        for fact in facts:
            if fact.relation in named:
                for name in fact.names:
                    self._known.setdefault(name, set()).update(fact.names)
        for one in said:
            if one.relation in named:
                for name in set(one.names) & self._known.keys():
                    self._known[name].update(one.names)

    def of(self, name: str) -> set[str]:
        """``name`` and its other names."""
        return {name, *self._known.get(name, ())}


def hangs_on_event(relation: str) -> bool:
    """False for what is said of a person or an instrument whatever the event."""
    return RELATIONS.get(relation, "event") == "event"


def agree(fact: Fact, said: Prediction, others: Names) -> bool:
    """True where ``said`` says what ``fact`` says, in these or other words."""
    relation = fact.relation
    if relation != said.relation:
        return False
    if relation == "event.durationDays" or relation in COUNTS:
        return _same_number(fact.value, said.value) and (
            relation not in COUNTS or same_counted(fold(fact.of), fold(said.of))
        )
    if relation in _DATES:
        return _same_date(fact.written, said.value)
    if relation in relations().people:
        known = any(same_name(a, b) or same_person(a, b) for a in fact.names for b in said.names)
        return known and (relation != "quote" or fact.quote_key in ("", quote_key(said.quote)))
    alike = same_phrase if relation in relations().phrases else same_name
    if not any(alike(a, b) for a in fact.names for b in said.names):
        return False
    return hangs_on_event(relation) or _same_bearer(fact, said, others)


def _same_number(asked: str, said: str) -> bool:
    try:
        return int(asked) == int(said)
    except ValueError:
        return False


def _same_date(asked: Iterable[str], said: str) -> bool:
    """Equal; or, where gold knows no year, the same month and day."""
    wanted = tuple(asked)
    if said in wanted:
        return True
    return all(date.startswith("--") for date in wanted) and any(said[4:] == date[1:] for date in wanted)


def _same_bearer(fact: Fact, said: Prediction, others: Names) -> bool:
    """The same instrument, or the same person."""
    wanted, given = fold(fact.of), fold(said.of)
    if RELATIONS[fact.relation] == "instrument":
        return any(same_name(name, given) for name in others.of(wanted))
    return same_name(wanted, given) or same_person(wanted, given)
