"""One thing for all its mentions in a text, with a label and the names that it really has."""

from __future__ import annotations

import dataclasses
import re

from ctkg.model import Entity, Link
from ctkg.text import folding
from ctkg.text.find import gazetteer

_IN_BRACKETS = re.compile(r"\s?\([^)]*\)$")
_MOST = 6


def named(links: list[Link]) -> list[Link]:
    """One entity for all mentions of a thing; its names: those of the text first, then those of the table."""
    said: dict[tuple[str, str], list[str]] = {}
    states: dict[str, set[str]] = {}
    for one in links:
        if one.mention.kind == "organization" and not one.thing.reference:
            states.setdefault(_plain_label(one.thing), set()).add(one.thing.state)
    for number, one in enumerate(links):
        if one.mention.kind == "organization" and not one.thing.reference and not one.thing.state:
            owners = states[_plain_label(one.thing)] - {""}
            if len(owners) == 1:
                (owner,) = owners
                links[number] = dataclasses.replace(one, thing=dataclasses.replace(one.thing, state=owner))
    _shorter_titles(links)
    final: dict[tuple[str, str], Entity] = {}
    for one in links:
        if one.mention.kind == "organization":
            said.setdefault(_identity(one.thing), []).append(_surface(one))
    for one in links:
        key = _identity(one.thing)
        if one.mention.kind == "organization" and key not in final:
            final[key] = _with_names(one.thing, said[key])
    return [
        dataclasses.replace(one, thing=final[_identity(one.thing)]) if one.mention.kind == "organization" else one
        for one in links
    ]


def _shorter_titles(links: list[Link]) -> None:
    """The short form of a title ("the Memorandum of Understanding") means the longer one that begins with it."""
    longer_of: dict[tuple[str, str], Entity] = {}  # what a title can begin with, its type -> the first such title
    for one in links:
        if one.mention.kind == "instrument" and not one.thing.reference:
            for space in re.finditer(" ", one.thing.label):
                longer_of.setdefault((one.thing.label[: space.start()], one.thing.type), one.thing)
    for number, one in enumerate(links):
        if one.mention.kind != "instrument" or one.thing.reference:
            continue
        longer = longer_of.get((one.thing.label, one.thing.type))
        if longer is not None:
            thing = dataclasses.replace(longer, names=(one.thing.label,))
            links[number] = dataclasses.replace(one, thing=thing)


def _surface(one: Link) -> str:
    words = " ".join(folding.plain(one.mention.text).split())
    return _IN_BRACKETS.sub("", words)


def _identity(thing: Entity) -> tuple[str, str]:
    return (thing.reference, "") if thing.reference else (_plain_label(thing), thing.state)


def _plain_label(thing: Entity) -> str:
    return folding.canonical(thing.label).text.removeprefix("the ")


def _with_names(thing: Entity, said: list[str]) -> Entity:
    states = gazetteer.load().states
    if thing.kind in {"state", "territory"}:
        return thing
    if thing.reference:
        table = dict.fromkeys([thing.label, *thing.names])
        whole = [name for name in dict.fromkeys(said) if name not in table and len(name.split()) > 1]
        short = next((name for name in thing.names if name.isupper() and " " not in name), "")
        names = [n for n in said if n != thing.label and (n in table or n in whole[:2])]
        names = list(dict.fromkeys([*names[:3], *_owned_forms(thing, short), *names[3:], *thing.names]))
        return dataclasses.replace(thing, names=tuple(names)[:_MOST])
    state = states[thing.state].label if thing.state in states else ""
    label = thing.label
    forms = [label, *thing.names, *said[:3], *_owned_forms(thing)]
    if state and " in " not in label and not any(name in label for name in (state, *states[thing.state].names)):
        body = re.sub(r"^(?:[A-Z][\w]+(?:'s?|an|ian|ese|ish))\s+(?=[A-Z])", "", label) if "'s" in label else label
        label = f"{body} of {state}"
    for form in list(dict.fromkeys([label, *forms])):
        if (turned := _turned(form)) is not None:
            forms.append(turned)
    names = [name for name in dict.fromkeys(forms) if name != label]
    return dataclasses.replace(thing, label=label, names=tuple(names)[:_MOST])


#: Types of bodies that are not named after the organisation they belong to.
_APART = frozenset(
    [
        "specialised-agency",
        "related-organisation",
        "fund",
        "programme",
        "entity",
        "secretariat-office",
        "agency",
        "regional-organisation",
        "specialised-body",
        "intergovernmental-organisation",
        "field-operation",
    ]
)


def _owned_forms(thing: Entity, short: str = "") -> list[str]:
    """The name with its owner before it, as texts use it: acronym, "OSCE ..." and "Security Council ..."."""
    known = gazetteer.load()
    chain: list[Entity] = []
    above = known.parents.get(thing.reference or "", "")
    if not thing.reference and thing.body and (owner := known.organisation(thing.body)) is not None:
        above = owner.reference or ""
    while above in known.organisations and len(chain) < 6:
        chain.append(known.organisations[above])
        above = known.parents.get(above, "")
    if not chain or thing.state or thing.type in _APART:
        return []
    root = next((name for name in chain[-1].names if name.isupper() and " " not in name), chain[-1].label)
    forms = [short, f"{root} {short}" if short and not short.startswith(root) else "", f"{root} {thing.label}"]
    if len(chain) > 1 and chain[0].type in {"principal-organ", "department"}:
        forms.append(f"{chain[0].label} {thing.label}")
    plain = thing.label.startswith((root, chain[-1].label))
    return [form for form in forms if form and not (plain and form.endswith(thing.label))]


def _turned(name: str) -> str | None:
    """ "Ministry of Defence" for "Defence Ministry"; None for other names."""
    match = re.fullmatch(r"((?:[A-Z][\w-]+ )?[A-Z][\w-]+) (Ministry|Department)( of [A-Z].*)?", name)
    return f"{match[2]} of {match[1]}{match[3] or ''}" if match else None
