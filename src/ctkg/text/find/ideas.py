"""The ideas that texts may be about, and their phrases as a tree of words.

Phrases of ``data/patterns/themes.toml`` and the labels of ``threats.csv`` and ``measures.csv`` are matched word by word
in one spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import Any

from ctkg import tables
from ctkg.model import Entity
from ctkg.text import folding, patterns

_TOKEN = re.compile(r"[^\W_]+|[\ue000-\ue009]+|[.;:!?\n]")
_PIECE = re.compile(r"\(([^)]*)\)|\[([^\]]*)\]|<(\w+)>|(\*)|([^\s()\[\]<>*]+)")
_SPELLINGS = (
    (re.compile(r"(\w{2})isation(s?)$"), r"\1ization\2"),
    (re.compile(r"(\w{2})ised$"), r"\1ized"),
    (re.compile(r"(\w{2})ising$"), r"\1izing"),
    (re.compile(r"^centr(e|es)$"), "center"),
    (re.compile(r"^defence$"), "defense"),
    (re.compile(r"^programme(s?)$"), r"program\1"),
    (re.compile(r"^labour$"), "labor"),
    (re.compile(r"^behaviour(al)?$"), r"behavior\1"),
    (re.compile(r"^fertiliser(s?)$"), r"fertilizer\1"),
)
_IRREGULAR = {
    "women": "woman",
    "men": "man",
    "children": "child",
    "offence": "offense",
    "offences": "offense",
    "harbour": "harbor",
}
_JOINED = re.compile(
    r"^(counter|anti|cyber|multi|inter|co|radio|bio)(terroris[mt]s?|attacks?|crimes?|threats?|security|agency)$"
)
_KEPT = frozenset(["bioterrorism", "bioterrorist"])
_WILD = "*"
_FACETS = {"act": "threat", "phenomenon": "threat", "means": "threat", "measure": "topic"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """Something that a text may be about.

    Attributes:
        relation: ``threat``, ``topic`` or ``target`` (what is attacked or protected); ``none`` for words that name
            somebody and tell no idea.
        label: a short readable name.
        concept: id in ``threats.csv`` or ``measures.csv``, or empty.
        general: True where a passing mention says little.
        names: other names.
        extra: for a target, what is composed with it.
    """

    relation: str
    label: str
    concept: str = ""
    general: bool = False
    names: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()

    def get(self, key: str) -> str:
        """A value of :attr:`extra`, empty where there is none."""
        return dict(self.extra).get(key, "")

    def entity(self, *surface: str) -> Entity:
        """The concept as a thing; ``surface`` are the words of the text."""
        kind = {"threat": "threat", "topic": "measure"}.get(self.relation, "sector")
        # two ideas of one concept are two facts; the first that the lexicon words stands for the concept itself
        concept = self.concept if _primary().get(self.concept, self.label) == self.label else ""
        return _entity(self.label, concept, (*surface, *self.names), kind)


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node]
    ideas: list[Idea]


def sector(idea: Idea) -> Entity | None:
    """The sector that a target belongs to."""
    label = idea.get("sector_label")
    return _entity(label, idea.get("sector"), (idea.label,), "sector") if label else None


def _entity(label: str, concept: str, names: tuple[str, ...], kind: str) -> Entity:
    known = _labels().get(concept, "")
    others = dict.fromkeys(name for name in (*names, known) if name and name.lower() != label.lower())
    return Entity(kind="concept", label=label, reference=concept or None, names=tuple(others)[:6], type=kind)


@cache
def _primary() -> dict[str, str]:
    """Label of the first idea of each concept."""
    lexicon = patterns.load("themes")
    found: dict[str, str] = {"act": ""}
    for relation in ("threat", "topic"):
        for entry in lexicon[relation]:
            found.setdefault(entry.get("concept", ""), entry["label"])
    for entry in lexicon["target"]:
        found.setdefault(entry.get("concept", ""), entry.get("attack", ""))
        found.setdefault(entry.get("measure", ""), entry.get("topic", ""))
    return found


@cache
def _labels() -> dict[str, str]:
    return {row["id"]: row["label_en"] for table in ("threats", "measures") for row in tables.rows(table)}


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """A word in lower case, in one spelling, a noun in the singular."""
    for pattern, plain in _SPELLINGS:
        word = pattern.sub(plain, word)
    word = _IRREGULAR.get(word, word)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """Stems of the words of ``text`` (plain and in lower case) with their offsets; a stop that ends a clause is one."""
    before = ""
    for match in _TOKEN.finditer(text):
        token = match.group()
        start, end = match.span()
        if token == "s" and start and text[start - 1] == "'":
            continue
        if before == "co" and token[:4] in ("oper", "ordi", "orga") and text[start - 1] in "- ":
            yield stem("co" + token), start - 3, end
            before = token
            continue
        if token == "co" and text[end : end + 5] in ("-oper", "-ordi", "-orga"):
            before = token
            continue
        before = token
        first, second = _parts(token)
        if second:
            cut = start + len(first)
            yield first, start, cut
            yield second, cut, end
        else:
            yield first, start, end


@lru_cache(maxsize=1 << 14)
def _parts(token: str) -> tuple[str, str]:
    """The stem of a word and nothing more, or the two stems that a joined word is made of; the first character of a
    shade."""
    joined = None if token in _KEPT else _JOINED.match(token)
    if joined:
        return joined.group(1), stem(joined.group(2))
    return (token[0] if "\ue000" <= token[0] <= "\ue009" else stem(token)), ""


@cache
def _stems(part: str) -> tuple[str, ...]:
    return tuple(token for token, _, _ in words(folding.lower(folding.bare(part))))


def _expand(phrase: str, macros: dict[str, list[str]]) -> Iterator[tuple[str, ...]]:
    """All word sequences that a phrase of the lexicon stands for."""
    choices: list[list[str]] = []
    for group, optional, macro, wild, word in _PIECE.findall(phrase):
        if group:
            choices.append(group.split("|"))
        elif optional:
            choices.append(["", *optional.split("|")])
        elif macro:
            choices.append(macros[macro])
        else:
            choices.append([wild or word])
    for chosen in product(*choices):
        sequence: list[str] = []
        for part in chosen:
            if part == _WILD:
                sequence.append(_WILD)
            else:
                sequence.extend(_stems(part))
        if sequence:
            yield tuple(sequence)


@cache
def _trie() -> _Node:
    lexicon = patterns.load("themes")
    root = _Node({}, [])
    covered: set[tuple[str, ...]] = set()
    for relation in ("threat", "topic", "target", "none"):
        for entry in lexicon[relation]:
            told = _idea(relation, entry)
            own = [
                *entry["phrases"],
                *([] if relation in {"target", "none"} else [re.sub(r"[^\w\s'-]", " ", told.label)]),
            ]
            for phrase in own:
                for sequence in _expand(phrase, lexicon["words"]):
                    covered.add(sequence)
                    _plant(root, sequence, told)
    for known, phrase in _table_phrases():
        for sequence in _expand(re.sub(r"[()\[\]<>*,/]", " ", phrase), {}):
            if sequence not in covered:
                _plant(root, sequence, known)
    return root


@cache
def idea(relation: str, label: str) -> Idea:
    """The idea that the lexicon calls ``label``."""
    return next(_idea(relation, entry) for entry in patterns.load("themes")[relation] if entry["label"] == label)


def _idea(relation: str, entry: dict[str, Any]) -> Idea:
    keys = ("attack", "topic", "measure", "sector", "sector_label", "bare", "bare_sector")
    return Idea(
        relation=relation,
        label=entry["label"],
        concept=entry.get("concept", ""),
        general=entry.get("general", False),
        names=tuple(entry.get("names", ())),
        extra=tuple((key, str(entry[key])) for key in keys if key in entry),
    )


def _table_phrases() -> Iterator[tuple[Idea, str]]:
    """Labels of concepts that the lexicon does not word itself."""
    lexicon = patterns.load("themes")
    worded = {entry.get("concept") for relation in ("threat", "topic") for entry in lexicon[relation]}
    worded |= set(lexicon["tables"]["skipped"])
    for table in ("threats", "measures"):
        for row in tables.rows(table):
            relation = _FACETS.get(row["facet"])
            if not relation or not row["broader"] or row["id"] in worded:
                continue
            alternates = tables.split(row["alt_labels_en"])
            label = row["label_en"]
            label = label if label[1:2].isupper() else label[:1].lower() + label[1:]
            known = Idea(relation=relation, label=label, concept=row["id"], names=tuple(alternates[:3]))
            for phrase in (row["label_en"], *alternates):
                yield known, phrase


def _plant(root: _Node, sequence: tuple[str, ...], idea: Idea) -> None:
    node = root
    for word in sequence:
        node = node.children.setdefault(word, _Node({}, []))
    if idea not in node.ideas:
        node.ideas.append(idea)


@cache
def openings() -> frozenset[str] | None:
    """The stems that phrases begin with, which most words are not; None where a phrase may begin with any word."""
    root = _trie().children
    return None if _WILD in root else frozenset(root)


def longest(stems: list[str], at: int) -> tuple[int, list[Idea]]:
    """Length of the longest phrase at ``at`` and its ideas, shorter ones' too where they are other ideas."""
    best, ideas = 0, []
    states = [(_trie(), at)]
    while states:
        following: list[tuple[_Node, int]] = []
        for node, index in states:
            if node.ideas and index > at:
                if index - at > best:
                    best, ideas = index - at, list(node.ideas)
                elif index - at == best:
                    ideas += [idea for idea in node.ideas if idea not in ideas]
            if index < len(stems):
                for key in (stems[index], _WILD):
                    child = node.children.get(key)
                    if child and (key != _WILD or stems[index][0] not in ".;:!?\n"):
                        following.append((child, index + 1))
        states = following[:64]
    return best, ideas
