"""Forms by which people write entries: a commented file to fill, and its reader.

What forms there are, and which fields they have, is data: the form shapes of ``ontology/forms/``. This is the port.
"""

from __future__ import annotations

from ctkg.forms.model import Field, Filled, Form, Match, Spot
from ctkg.forms.reading import FORMATS, read, rows
from ctkg.forms.schemas import schema
from ctkg.forms.shapes import form, forms
from ctkg.forms.templates import TEMPLATES, allowed, example, template


def kinds() -> list[Form]:
    """The form of every kind of entry, by kind."""
    return list(forms().values())


__all__ = [
    "FORMATS",
    "TEMPLATES",
    "Field",
    "Filled",
    "Form",
    "Match",
    "Spot",
    "allowed",
    "example",
    "form",
    "kinds",
    "read",
    "rows",
    "schema",
    "template",
]
