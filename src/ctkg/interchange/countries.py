"""Codes of countries, as formats that check them want them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ctkg.interchange.view import View

#: Codes that ISO 3166-1 leaves to users, so that they mean no country; XK is in general use for Kosovo.
NO_COUNTRY = re.compile(r"AA|Q[M-Z]|X(?!K)[A-Z]|ZZ")


def codes(view: View, nodes: Iterable[str]) -> list[str]:
    """Two-letter codes (ISO 3166-1) of States and territories, sorted, without those that mean no country."""
    found = {code for node in nodes for code in view.texts(node, "iso3166Alpha2")}
    return sorted(code for code in found if not NO_COUNTRY.fullmatch(code))
