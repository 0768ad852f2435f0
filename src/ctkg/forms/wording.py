"""What is said of a value that cannot be taken."""

from __future__ import annotations

from collections.abc import Sequence

from ctkg.forms.model import Field
from ctkg.forms.naming import Names, Node, Wanted
from ctkg.forms.schemes import concepts
from ctkg.forms.values import shown
from ctkg.iris import ONTOLOGY, compact

#: Candidates that are listed, at most.
_LISTED = 8
#: Fields that are named when it is said how something is described in place, beside the ones that are needed.
_TOLD = ("state", "kind", "body")


def missing(one: Field) -> str:
    """That a field is needed, and what it is for."""
    example = f" For example: {one.examples[0]}" if one.examples else ""
    return f"{one.name} is missing. {one.description}{example}"


def ambiguous(name: str, found: Sequence[Node]) -> str:
    """That a name means several things, with all of them."""
    listed = ", ".join(f"{compact(node.iri)} ({node.told})" for node in found[:_LISTED])
    more = f" and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
    return f"{shown(name)} may mean {listed}{more}; write the one that is meant instead of the name"


def unknown(one: Field, name: str, wanted: Wanted, names: Names, kind: str) -> str:
    """That nothing of the right kind is called so, with what is near and how something new is described.

    ``kind`` is the kind of the entry.
    """
    others = names.find(name, Wanted())
    what = " or ".join(_words(cls) for cls in one.classes) or one.scheme.rpartition("/")[2].replace("-", " ")
    how = _in_place(one)
    if others:
        listed = ", ".join(compact(node.iri) for node in others[:3])
        return f"{shown(name)} is {listed}; wanted here: {what}{how}"
    near = names.nearest(name, wanted)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    if one.type == "concept":
        values = concepts(one)
        if len(values) <= _LISTED:
            hint += f"; choose one of: {', '.join(label for _, label in values)}"
        elif not near:
            hint = f"; list what it takes: ctkg new {kind} --values {one.name}"
        return f"{shown(name)} is no {what}{hint}{how}"
    return f"nothing is called {shown(name)} here, no {what}{hint}{how}"


def _in_place(one: Field) -> str:
    ways = []
    for form in one.forms:
        told = [each.name for each in form.fields if each.required or each.name in _TOLD]
        ways.append(f"{{{', '.join(f'{name}: ...' for name in told)}}}")
    ways += ["{words: ...}"] if one.words else []
    return f"; describe what is not known as {' or '.join(ways)}" if ways else ""


def _words(cls: str) -> str:
    """ "ThreatConcept" -> "threat concept"."""
    name = cls.removeprefix(ONTOLOGY)
    return "".join(f" {c.lower()}" if c.isupper() and at else c.lower() for at, c in enumerate(name))
