"""The concepts that a field may take, for forms and schemas that list them."""

from __future__ import annotations

from functools import cache

from ctkg.forms import background
from ctkg.forms.model import Field
from ctkg.forms.naming import Names, Wanted


def concepts(field: Field) -> tuple[tuple[str, str], ...]:
    """Id and English label of every concept that ``field`` takes, by label."""
    return named(Wanted(field.classes, field.scheme))


@cache
def named(wanted: Wanted) -> tuple[tuple[str, str], ...]:
    """As :func:`concepts`, of what is wanted."""
    return tuple(Names(background.concepts()).concepts(wanted))
