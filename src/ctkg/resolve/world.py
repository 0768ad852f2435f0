"""What the reference tables know of bodies: names, States, and which is a part of which."""

from __future__ import annotations

from functools import cache

from ctkg import tables
from ctkg.iris import instance
from ctkg.resolve.model import Body


@cache
def reference_bodies() -> tuple[Body, ...]:
    """All organisations of the tables with their names; acronyms and names that need context are left out.

    A name that needs context stays where the body has a State, since then the State is asked for.
    """
    names: dict[str, list[str]] = {}
    for row in tables.rows("organisation_names"):
        state = _rows()[row["organisation"]]["state"]
        if row["kind"] != "acronym" and (row["needs_context"] != "yes" or state):
            names.setdefault(row["organisation"], []).append(row["name"])
    return tuple(
        Body(iri=instance("organization", name), names=(row["name"], *names.get(name, ())), state=row["state"])
        for name, row in _rows().items()
    )


@cache
def reference_names() -> dict[str, str]:
    """What the tables call their organisations, by IRI."""
    return {body.iri: body.names[0] for body in reference_bodies()}


@cache
def is_reference(iri: str) -> bool:
    """True for an organisation of the tables."""
    return iri.removeprefix(instance("organization", "")) in _rows()


@cache
def state_of(iri: str) -> str:
    """ISO code of the State that an IRI of a State or body belongs to; empty for international and unknown bodies."""
    kind, _, rest = iri.removeprefix(instance("")).partition("/")
    if kind == "state":
        return rest
    if kind != "organization":
        return ""
    if rest in _rows():
        return next((s for name in _chain(rest) if (s := _rows()[name]["state"])), "")
    first = rest.partition("/")[0]
    return first.upper() if len(first) == 2 else ""


@cache
def related(one: str, other: str) -> bool:
    """True where one of two bodies is a part of the other, or the State that it belongs to."""
    if one == other:
        return True
    prefix = instance("organization", "")
    a, b = one.removeprefix(prefix), other.removeprefix(prefix)
    if a in _rows() and b in _rows():
        return a in _chain(b) or b in _chain(a)
    states = [iri for iri in (one, other) if iri.startswith(instance("state", ""))]
    return len(states) == 1 and state_of(one) == state_of(other) != ""


@cache
def _rows() -> dict[str, tables.Row]:
    return {row["id"]: row for row in tables.rows("organisations")}


@cache
def _chain(name: str) -> tuple[str, ...]:
    """``name`` and all that it is a part of, nearest first."""
    found: list[str] = []
    while name in _rows() and name not in found:
        found.append(name)
        name = _rows()[name]["parent"]
    return tuple(found)
