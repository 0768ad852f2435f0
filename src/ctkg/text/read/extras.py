"""Parts that are not installed with ctkg itself."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ctkg.errors import MissingExtra


def load(module: str, *, extra: str, what: str, name: str) -> Any:
    """The module of an optional package.

    Raises:
        MissingExtra: it is not installed; the message names the command that installs it.
    """
    try:
        return import_module(module)
    except ImportError as error:
        message = f'to read {what}, install the extra [{extra}]: pip install "ctkg[{extra}]" ({error})'
        raise MissingExtra(message, path=name) from None
