"""What a store and its log say of a person, before it is taken down; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ctkg.decisions import Act, Log, applying
from ctkg.decisions.masking import MARK, Mask
from ctkg.decisions.names import Names, digest, normal
from ctkg.decisions.redacting import redacted, redacted_graphs
from ctkg.decisions.withholding import Left, Withheld
from ctkg.errors import UsageError
from ctkg.making.statements import NOTE as SAID
from ctkg.making.statements import loads
from ctkg.removal.persons import Person, called, labels_of, persons

if TYPE_CHECKING:
    from ctkg.graph.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What of one document or entry goes.

    Attributes:
        id: of the document or entry.
        whole: True where all of it goes.
        claims: statements on the person that go; of an entry, its triples.
        quotations, posts: how many of these are what the person said, and which posts they hold.
        marked: sentences and other texts that stay with a mark in place of the name.
    """

    id: str
    whole: bool = False
    claims: int = 0
    quotations: int = 0
    posts: int = 0
    marked: int = 0


@dataclass(frozen=True, kw_only=True)
class Trace:
    """All that is to go.

    Attributes:
        spellings: the names of the person, as they are written; they are shown and never kept.
        persons: nodes that are called so.
        documents, entries: what of them goes, by id.
        acts: acts of the log as they will stand, with the graphs beside those that add.
        masks: what takes the name out of the texts of documents.
    """

    spellings: tuple[str, ...]
    persons: tuple[Person, ...] = ()
    documents: tuple[Share, ...] = ()
    entries: tuple[Share, ...] = ()
    acts: tuple[tuple[Act, bytes], ...] = ()
    masks: tuple[Mask, ...] = field(default=(), repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """What the act keeps of the spellings."""
        return tuple(sorted({digest(normal(each)) for each in self.spellings}))

    def mentions(self, text: str) -> bool:
        """Whether a text of the history has the name, or a part of it by which documents speak of the person."""
        return any(mask(text) != text for mask in self.masks or self._marks)

    @cached_property
    def _marks(self) -> tuple[Mask, ...]:
        # The documents were seen to before: who else has such a name in them is not known any more.
        return (Mask(Names(self.names), self.spellings, self.spellings, ()),)


def trace(store: Store, log: Log, person: str, *, also: Sequence[str] = (), everyone: bool = False) -> Trace:
    """What is said of a person.

    Args:
        store: up to date with its log.
        log: the acts.
        person: IRI of the person, or their name.
        also: further spellings of the name.
        everyone: where several persons are called so, all of them are meant.

    Raises:
        UsageError: no name, one that is no person's, or one of several persons.
    """
    given = [person.strip(), *map(str.strip, also)]
    spellings = [*labels_of(store, given[0]), *given[1:]]
    for each in spellings:
        if not normal(each):
            raise UsageError(f"{each!r} is no name; give the name of a person, or the IRI")
    found = _with_others(store, spellings)
    names = Names(digest(normal(each)) for each in found)
    who = persons(store, names)
    if len(who) > 1 and not everyone:
        listed = "; ".join(f"{each.iri} ({each.words})" for each in who)
        raise UsageError(
            f"{len(who)} nodes are called so: {listed}. A name is all that is kept, so what is said of each would go: "
            "say --all-of-that-name if that is what you want"
        )
    withheld = Withheld([sorted({digest(normal(each)) for each in found})])
    lefts = dict(_documents(store, withheld))
    masks = {name: left.masks for name, left in lefts.items() if left is not None}
    entries: list[Share] = []
    acts = tuple(_acts(log, withheld, masks, applying.entries(store), entries))
    return Trace(
        spellings=tuple(found),
        persons=tuple(who),
        documents=tuple(_share(name, left, store) for name, left in lefts.items()),
        entries=tuple(sorted(entries, key=lambda share: share.id)),
        acts=acts,
        masks=tuple(mask for each in masks.values() for mask in each),
    )


def _with_others(store: Store, spellings: Iterable[str]) -> list[str]:
    """The spellings, and those by which documents and entries call whom they call so."""
    found = {normal(each): each for each in spellings}
    while True:
        names = Names(map(digest, found))
        new = {normal(each): each for each in called(store, names)}
        if new.keys() <= found.keys():
            return sorted(found.values())
        found = {**new, **found}


def _documents(store: Store, withheld: Withheld) -> Iterator[tuple[str, Left | None]]:
    """Documents that lose something; None for one that goes whole."""
    from ctkg import graph
    from ctkg.decisions.withdrawing import holds, whole

    for document in sorted(graph.documents(store) - applying.entries(store).keys()):
        if withheld.has_id(document):
            yield document, None
        elif (said := store.note(SAID, document)) is not None:
            if (left := withheld.left(*whole(store, said))) is not None:
                yield document, left
        elif holds(store, withheld, document):
            yield document, None


def _share(document: str, left: Left | None, store: Store) -> Share:
    if left is None:
        said = store.note(SAID, document)
        return Share(id=document, whole=True, claims=len(loads(said)[1]) if said else 0)
    kinds = [statement.predicate for statement in left.gone]
    marked = {
        evidence.quote for statement in left.statements for evidence in statement.evidence if MARK in evidence.quote
    }
    return Share(
        id=document,
        claims=len(left.gone),
        quotations=kinds.count("quote"),
        posts=kinds.count("person.post"),
        # The name may stand only where nothing was read from: in the text, which is kept as a whole.
        marked=len(marked) or int(MARK in left.document.text),
    )


def _acts(
    log: Log, withheld: Withheld, masks: dict[str, tuple[Mask, ...]], there: dict[str, str], entries: list[Share]
) -> Iterator[tuple[Act, bytes]]:
    from ctkg.entries import keeping

    for name in log.names():
        act = log.read(name)
        found, graphs = redacted(act, withheld, masks), b""
        if act.kind == "add":
            before = log.graphs(act)
            found, graphs = redacted_graphs(found, before, withheld)
            if graphs != before:
                was, now = dict(keeping.loads(before)), dict(keeping.loads(graphs))
                entries += [
                    _entry(entry, was[entry], now.get(entry, [])) for entry in was if there.get(entry) == act.id
                ]
        if found != act:
            yield found, graphs


def _entry(entry: str, before: Sequence[object], after: Sequence[object]) -> Share:
    marked = len(set(after) - set(before))
    return Share(id=entry, whole=not after, claims=len(before) - len(after), marked=marked)
