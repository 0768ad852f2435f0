"""Whether a change of a shape makes it stricter or looser: what it refuses now that it let pass, or the other way."""

from __future__ import annotations

from ctkg.history.vocabularies import LISTED, Said
from ctkg.iris import PREFIXES

_SH = PREFIXES["sh"]
STRICTER, LOOSER, OTHERWISE, SAME = "stricter", "looser", "otherwise", ""
#: A larger number refuses more; a smaller one does.
_LEAST = frozenset(_SH + n for n in ("minCount", "minInclusive", "minExclusive", "minLength", "qualifiedMinCount"))
_MOST = frozenset(_SH + n for n in ("maxCount", "maxInclusive", "maxExclusive", "maxLength", "qualifiedMaxCount"))
#: Each further member of these lets something more pass; of all other constraints, each further one refuses more.
_ALTERNATIVES = frozenset(_SH + name for name in ("in", "languageIn", "or", "xone", "ignoredProperties"))
#: What only helps people to read.
_WORDS = frozenset(_SH + name for name in ("message", "name", "description", "order", "group", "declare", "prefixes"))
_SEVERITY, _OFF, _PATH = _SH + "severity", _SH + "deactivated", _SH + "path"
_RANK = {"sh:Info": 0, "sh:Warning": 1, "sh:Violation": 2}
_TRUE = {"true", "1"}


def is_constraint(property: str) -> bool:
    """True where what a shape says by ``property`` refuses something by itself."""
    return (
        property.startswith(_SH)
        and property not in _WORDS | {_SEVERITY, _OFF, _PATH, _SH + "property"}
        and not property.startswith(_SH + "target")
    )


def is_violation(shape: Said) -> bool:
    """True where what the shape refuses is a violation, not a hint; so it is where it says nothing."""
    return shape.get(_SEVERITY, {"sh:Violation"}) == {"sh:Violation"} and not shape.get(_OFF, set()) & _TRUE


def direction(property: str, before: set[str], after: set[str]) -> str:
    """What the change of one property of a shape does: stricter, looser, otherwise (neither for sure), or nothing."""
    if property in _WORDS or not property.startswith(_SH):
        return SAME
    if property == _SEVERITY:
        old, new = (max((_RANK.get(each, 2) for each in some), default=2) for some in (before, after))
        return STRICTER if new > old else LOOSER if new < old else SAME
    if property == _OFF:
        return LOOSER if after & _TRUE else STRICTER
    if property in _LEAST | _MOST:
        return _by_number(before, after, least=property in _LEAST)
    more = LOOSER if property in _ALTERNATIVES else STRICTER
    if property in LISTED and not (before and after):
        more = STRICTER  # a list where there was none refuses what is not in it
    if before < after:
        return more
    if after < before:
        return LOOSER if more == STRICTER else STRICTER
    return OTHERWISE


def _by_number(before: set[str], after: set[str], *, least: bool) -> str:
    if not before or not after:
        return STRICTER if after else LOOSER
    try:
        old, new = (max(map(float, some)) if least else min(map(float, some)) for some in (before, after))
    except ValueError:
        return OTHERWISE  # bounds of dates
    if old == new:
        return SAME
    return STRICTER if (new > old) == least else LOOSER
