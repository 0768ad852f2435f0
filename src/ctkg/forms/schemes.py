"""The concepts that a field may take, for forms and schemas that list them."""

from __future__ import annotations

from functools import cache

from ctkg.forms import background
from ctkg.forms.model import Field
from ctkg.forms.naming import Names, Wanted


def concepts(field: Field) -> tuple[tuple[str, str], ...]:
    """Id and English label of every concept that ``field`` takes, by label."""
    return _concepts(Wanted(field.classes, field.scheme))


@cache
def _concepts(wanted: Wanted) -> tuple[tuple[str, str], ...]:
    return tuple(Names(background.concepts()).concepts(wanted))
