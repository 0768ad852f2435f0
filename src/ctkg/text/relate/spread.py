"""Names told at once: "the Interior and Foreign Ministries of A and B" is four ministries."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator

from ctkg.model import Entity, Link
from ctkg.text.reading import Reading
from ctkg.text.relate.lists import Item

_SINGULAR = {
    "Ministries": "Ministry", "Departments": "Department", "Agencies": "Agency", "Services": "Service",
    "Offices": "Office", "Directorates": "Directorate", "Committees": "Committee", "Commissions": "Commission",
    "Embassies": "Embassy", "Missions": "Mission", "Councils": "Council", "Units": "Unit", "Academies": "Academy",
}  # fmt: skip
_HEADS = "|".join(_SINGULAR)
_FRONT = re.compile(rf"(?:[Tt]he )?(?P<kinds>[A-Z][\w-]*(?:, [A-Z][\w-]*)*,? and [A-Z][\w-]*) (?P<head>{_HEADS})\b")
_BACK = re.compile(rf"(?:[Tt]he )?(?P<head>{_HEADS}) (?P<by>of|for) (?P<kinds>.+)$")
_PLURAL = re.compile(rf"(?:{_HEADS})\b")


def spread(reading: Reading, items: Iterable[Item]) -> Iterator[Item]:
    """Members of a list, where a plural head stands for one body of each kind and State."""
    waiting: list[Item] = []
    kinds: list[str] = []
    for item in items:
        found = _kinds(item)
        if found and item.link is not None:
            yield from _bodies(reading, waiting, kinds)
            waiting, kinds = [item], found
        elif kinds and item.link is not None and item.link.mention.kind == "state":
            waiting.append(item)
        else:
            yield from _bodies(reading, waiting, kinds)
            waiting, kinds = [], []
            yield item
    yield from _bodies(reading, waiting, kinds)


def _kinds(item: Item) -> list[str]:
    """The bodies that the words of a plural head name, without their State."""
    if item.link is None or item.link.mention.kind != "organization" or item.link.thing.reference:
        return []
    words = " ".join(item.link.mention.text.split())
    if _PLURAL.search(words) is None:
        return []
    front = _FRONT.search(words)
    if front is not None:
        names = re.split(r", and |, | and ", front["kinds"])
        return [f"{name} {_SINGULAR[front['head']]}" for name in names]
    back = _BACK.search(words)
    if back is None:
        return []
    state = item.link.thing.state
    kinds = re.sub(r" of (?:the )?[A-Z][\w ]*$", "", back["kinds"]) if state else back["kinds"]
    names = [re.sub(r"^(?:of|for) ", "", name) for name in re.split(r", and |, | and ", kinds)]
    head = _SINGULAR[back["head"]]
    return [f"{head} {back['by']} {re.sub('^the ', '', name)}" for name in names if name[:1].isupper()]


def _bodies(reading: Reading, items: list[Item], kinds: list[str]) -> Iterator[Item]:
    from ctkg.text.find import gazetteer

    states = gazetteer.load().states
    for number, item in enumerate(items):
        if item.link is None:
            continue
        code = item.link.thing.state
        if number == 0 and not code and len(items) > 1:
            continue  # the States follow one by one
        for kind in kinds:
            label = f"{kind} of {states[code].label}" if code in states else kind
            names = tuple(name for name in (kind, _turned(label)) if name and name != label)
            thing = Entity(kind="organization", label=label, names=names, state=code, type="ministry")
            yield Item(item.span, _as(item.link, thing))


def _turned(label: str) -> str:
    match = re.fullmatch(r"([A-Z][\w-]*) Ministry( of .+)?", label)
    return f"Ministry of {match[1]}{match[2] or ''}" if match else ""


def _as(link: Link, thing: Entity) -> Link:
    return dataclasses.replace(link, thing=thing, mention=dataclasses.replace(link.mention, kind="organization"))
