"""The gazetteer of a language, and which of its links the context allows."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from ctkg.model import Document, Entity, Link, Span
from ctkg.text import folding
from ctkg.text.find import gazetteer
from ctkg.text.find.dateline import Dateline
from ctkg.text.find.gazetteer import Entry, Gazetteer
from ctkg.text.find.linking import choose
from ctkg.text.tongues import forms, lexicon


@cache
def load(tag: str) -> Gazetteer:
    """The gazetteer of the reference tables for texts in ``tag``."""
    base = gazetteer.load()
    exact: dict[str, list[Entry]] = {}
    loose: dict[str, list[Entry]] = {}
    for form, entry in (*forms.states(tag), *forms.towns(tag)):
        exact.setdefault(folding.bare(form), []).append(entry)
        if entry.kind != "nationality" and form != form.upper():
            exact.setdefault(folding.bare(form).upper(), []).append(entry)
    for form, entry in (*forms.organisations(tag), *forms.treaties(tag)):
        if " " in form.strip():
            loose.setdefault(folding.canonical(form).text, []).append(entry)
        else:
            exact.setdefault(folding.bare(form), []).append(entry)
    return gazetteer.compiled(exact, loose, base.states, base.parents, base.organisations)


@cache
def _capitals(tag: str) -> dict[str, Entity]:
    return {
        entry.thing.state: entry.thing
        for entries in load(tag).exact_by_form.values()
        for entry in entries
        if entry.kind == "place" and entry.rank == gazetteer.CAPITAL
    }


def capital(tag: str, state: str) -> Entity | None:
    """The capital of ``state`` (its ISO code); None where the table has none."""
    return _capitals(tag).get(state)


def find(document: Document, plain: str, head: Dateline, tag: str) -> list[Link]:
    """Links of the names that ``tag``'s gazetteer knows, sorted, free of overlaps, each in a context that allows it."""
    found = list(load(tag).find(document))
    said = Counter(one.thing.state for one, entry in found if entry.kind in {"state", "nationality"})
    bodies = {one.thing.reference for one, entry in found if entry.kind == "organization" and not entry.needs}
    best: dict[Span, tuple[Link, Entry]] = {}
    for one, entry in found:
        if not _allowed(plain, one, entry, said, bodies, head, tag):
            continue
        span = one.mention.span
        if span not in best or _preference(one, entry, said) > _preference(*best[span], said):
            best[span] = (one, entry)
    return choose(one for one, _ in best.values())


def _preference(one: Link, entry: Entry, said: Counter[str]) -> tuple[bool, int, str]:
    return entry.kind != "place" or said[one.thing.state] > 0, entry.rank, one.thing.reference or ""


def _allowed(
    plain: str, one: Link, entry: Entry, said: Counter[str], bodies: set[str | None], head: Dateline, tag: str
) -> bool:
    span = one.mention.span
    before = plain[max(0, span.start - 40) : span.start]
    if entry.needs == "owner":
        return _owner_said(one, said, bodies)
    if tag not in lexicon.tags():
        inner = entry.kind == "place" and _inside_name(before, plain[span.end : span.end + 2])
        return not entry.needs and not inner
    if entry.kind == "state":
        return lexicon.cues(tag, "names", "towns", "not_after", after=r"\s*$").search(before) is None
    if entry.kind != "place" or head.span.covers(span):
        return True
    words = lexicon.load(tag, "names")["places"]
    cued = lexicon.cues(tag, "names", "places", "cues", after=r"\.?\s*$").search(before) is not None
    if one.mention.text in words["common"]:
        return cued and one.mention.text in words["kept"] and (entry.needs != "cue" or said[one.thing.state] > 0)
    if _inside_name(before, plain[span.end : span.end + 2]) and not cued:
        return False
    return cued or not entry.needs


def _inside_name(before: str, after: str) -> bool:
    """True where a capitalised word stands right before, or after, in the same clause: the name of something else."""
    word = re.search(r"([^\W\d_][\w'-]*)\s$", before)
    return (word is not None and word[1][0].isupper() and not word[1].isupper()) or re.match(
        r"\s[A-ZА-ЯÉ]", after
    ) is not None


def _owner_said(one: Link, said: Counter[str], bodies: set[str | None]) -> bool:
    """True where the text names the State of a national body, or the parent (or the body itself) of another."""
    parents = gazetteer.load().parents
    reference = one.thing.reference or ""
    if one.thing.state:
        return said[one.thing.state] > 0
    for _ in range(6):
        if reference in bodies:
            return True
        reference = parents.get(reference, "")
        if not reference:
            return False
    return False
