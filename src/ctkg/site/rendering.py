"""Templates with every value escaped; what no HTML document may hold is taken out of the page."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"

#: Control characters and code points that are no characters, which HTML forbids; lone halves of a pair, which no file
#: can hold.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
#: Marks that turn the direction of what follows; harmless in <bdi>, not in a title.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def clean(text: str) -> str:
    """A text without what HTML forbids; escaping touches none of it, so a whole page can be cleaned at once."""
    return _FORBIDDEN.sub("\ufffd", text)


def bare(value: str) -> str:
    """A text for places without markup (titles, attributes): on one line, without marks of direction."""
    return _TURNING.sub("", " ".join(value.split()))


def tag(language: str) -> str:
    """A language tag where ``language`` is one, else nothing."""
    return language if _TAG.fullmatch(language) else ""


@cache
def environment() -> Environment:
    """The templates."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["bare"] = bare
    return made


def render(template: str, **values: Any) -> str:
    """A page."""
    return clean(environment().get_template(template).render(**values))
