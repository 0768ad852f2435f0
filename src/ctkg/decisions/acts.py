"""Acts: what people did to a graph. Each is one small text that people can read, and none is ever changed."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from ctkg.errors import UnreadableInput
from ctkg.model import Entity

#: What an act can be, with what it does.
KINDS: dict[str, str] = {
    "add": "takes entries in",
    "remove": "takes documents or entries out, with all that follows from them",
    "accept": "says that a document states a claim",
    "reject": "says that a document does not state a claim",
    "correct": "puts another value in place of that of a claim",
    "prefer": "of claims that differ, lets the first stand",
    "merge": "says that two nodes are one",
    "split": "says that two nodes are not one",
    "takedown": "takes out a person's data",
    "undo": "makes an earlier act not done",
}
OF_CLAIMS = frozenset({"accept", "reject", "correct", "prefer"})
OF_NODES = frozenset({"merge", "split"})
_LISTS = ("nodes", "documents", "names", "redacted")
#: Fields that have a better name in a file ("on" is a truth value in YAML, so it would need quotation marks).
_WRITTEN = {"kind": "act", "on": "when"}
_READ = {word: name for name, word in _WRITTEN.items()}
_LOADER: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DUMPER: type = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim as it was when somebody decided on it.

    Attributes:
        document: id of its document.
        claim: last part of its IRI, ``id/claim/<document>/<claim>``.
        event, relation, value, of, stance: what it says, in the words of the flat view.
        words: the sentences that it rests on, sorted.
    """

    document: str
    claim: str
    event: str
    relation: str
    value: str
    of: str = ""
    stance: str = "asserted"
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What somebody did.

    Attributes:
        kind: a key of :data:`KINDS`.
        by: who did it, as they call themselves.
        on: when, in UTC: ``2026-11-28T07:05:12.345Z``.
        reason: why, in their words.
        claims: for accept, reject and correct those decided on; for prefer first the one that stands, then the others.
        value: for correct, what stands instead: text, a number as text, or a thing.
        nodes: for merge and split, the IRIs of two nodes.
        documents: for add and remove, ids of entries or documents.
        names: for takedown, hashes of the names that are not to come back (:mod:`ctkg.decisions.withholding`).
        source: for add, where the entries come from: the name of a file, and what its author says of the source.
        graphs: for add, SHA-256 of the graphs that stand beside the act.
        undoes: for undo, the id of an act.
        redacted: for takedown, the acts that it took names out of, each its id and the SHA-256 of its text since
            (:mod:`ctkg.decisions.redacting`).
        was: for an act that names were taken out of, the last part of its id, a hash of the text that it had.
        name: its id where it is known already; see :attr:`id`.
    """

    kind: str
    by: str
    on: str
    reason: str = ""
    claims: tuple[Claim, ...] = ()
    value: str | Entity | None = None
    nodes: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    source: str = ""
    graphs: str = ""
    undoes: str = ""
    redacted: tuple[str, ...] = ()
    was: str = ""
    name: str = field(default="", compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"unknown kind of act: {self.kind}")
        if not self.by.strip():
            raise ValueError("an act needs somebody who did it")

    @property
    def id(self) -> str:
        """``<when>-<kind>-<hash>``: acts in order of their ids are acts in order of time."""
        if self.name:
            return self.name
        when = self.on.replace("-", "").replace(":", "")
        return f"{when}-{self.kind}-{self.was or hashlib.sha256(self.dumps().encode()).hexdigest()[:8]}"

    def dumps(self) -> str:
        """The act as YAML; the same act gives the same text."""
        values = {_WRITTEN.get(name, name): value for name, value in self.values().items()}
        text: str = yaml.dump(values, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=110)
        return text

    def values(self) -> dict[str, Any]:
        """Its fields as values of JSON, without those that say nothing."""
        return {key: value for key, value in _plain(self).items() if key != "name"}


def of_values(values: Mapping[str, Any], name: str) -> Act:
    """The act of these :meth:`Act.values`, whose id is ``name``; nothing is checked."""
    return _act(dict(values), name)


def loads(text: str, name: str) -> Act:
    """The act that :meth:`Act.dumps` wrote under ``name``, its id.

    Raises:
        UnreadableInput: it is no act, or was changed after it was written; the log is only ever added to. Whether an
            act that names were taken out of is whole, the log knows.
    """
    try:
        # A loader that makes nothing but text, lists and mappings.
        values = yaml.load(text, Loader=_LOADER)
        act = _act({_READ.get(name, name): value for name, value in values.items()}, "")
    except (yaml.YAMLError, TypeError, ValueError, KeyError, AttributeError) as error:
        raise UnreadableInput(f"this is no act: {' '.join(str(error).split())}", path=name) from error
    if act.id != name:
        raise UnreadableInput(
            "this act was changed after it was written, or renamed; acts are never changed: put the file back as it "
            "was, and undo the act by another one",
            path=name,
        )
    return replace(act, name=name)


def _plain(value: Any) -> dict[str, Any]:
    """A record as a mapping without the fields that say nothing."""
    found: dict[str, Any] = {}
    for each in dataclasses.fields(value):
        content = getattr(value, each.name)
        if content == each.default:
            continue
        if isinstance(content, tuple):
            content = [_plain(item) if isinstance(item, Claim) else item for item in content]
        found[each.name] = _plain(content) if isinstance(content, Entity) else content
    return found


def _act(values: dict[str, Any], name: str) -> Act:
    values = dict(values)
    value = values.pop("value", None)
    if isinstance(value, dict):
        value = Entity(**{**value, "names": tuple(value.get("names", ()))})
    claims = tuple(Claim(**{**each, "words": tuple(each.get("words", ()))}) for each in values.pop("claims", ()))
    lists: dict[str, Any] = {name: tuple(values.pop(name, ())) for name in _LISTS}
    return Act(claims=claims, value=value, name=name, **lists, **values)
