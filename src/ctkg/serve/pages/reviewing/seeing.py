"""An item of the queue as a page shows it: its words in their text, its sides, what would come of a decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ctkg.adding.likeness import side_by_side
from ctkg.graph.claims import Claimed
from ctkg.graph.store import Store
from ctkg.iris import instance
from ctkg.making import texts
from ctkg.review import showing, telling
from ctkg.review.conflicts import Side
from ctkg.review.items import CONFLICT, DUPLICATE, RETURNED, Item
from ctkg.review.showing import Quoted
from ctkg.review.values import wanted
from ctkg.serve.links import href
from ctkg.serve.pages.changing import Shown, node

#: Code points of a text that stand before and behind a sentence.
_AROUND = 260
_KINDS = {
    "returned": "A decision that came back",
    "conflict": "Documents differ",
    "duplicate": "Maybe the same",
    "doubtful": "Doubtful claim",
    "claim": "Claim",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words that a claim rests on, in parts (text, whether it says so), with the text around them and their page."""

    before: str
    parts: tuple[tuple[str, bool], ...]
    after: str
    path: str


@dataclass(frozen=True, slots=True)
class Column:
    """One of the sides of an item: a claim with its document."""

    number: int
    claim: Claimed
    value: str
    of: str
    asserted: bool
    document: Shown
    about: str
    subject: Shown
    object: Shown | None
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """An item with all that its page shows.

    Attributes:
        title: what kind of item it is, in words.
        columns: its claims; of a duplicate those that name one of the two nodes.
        nodes: of a duplicate the two, each with its columns.
        told: of two events what they say, relation by relation.
        besides: what else the document says of the same.
        before: acts that decided on it before, in words.
        completes: True where names can stand as the right value.
    """

    item: Item
    title: str
    columns: tuple[Column, ...]
    nodes: tuple[tuple[Shown, tuple[Column, ...]], ...]
    told: tuple[tuple[str, str, str], ...]
    besides: tuple[Claimed, ...]
    before: tuple[str, ...]
    completes: bool

    @property
    def value(self) -> str:
        """What is said, by the name of the thing where it is one."""
        only = self.columns[0] if len(self.columns) == 1 and not self.nodes else None
        return only.object.text if only and only.object else self.item.value

    @property
    def verbs(self) -> dict[str, str]:
        """What can be decided, each with its words."""
        kind = self.item.kind
        if kind == DUPLICATE:
            return {"accept": "The same: merge", "reject": "Not the same: keep apart"}
        if kind == CONFLICT:
            return {"accept": "All stand"}
        if not self.item.claims:
            return {}
        return {"accept": "Accept: it says so", "reject": "Reject: it does not"}

    @property
    def can_correct(self) -> bool:
        """True where one claim can be given another value."""
        return self.item.kind not in (DUPLICATE, CONFLICT) and bool(self.item.claims)

    @property
    def is_conflict(self) -> bool:
        """True where one of several claims can be preferred."""
        return self.item.kind == CONFLICT

    @property
    def again(self) -> bool:
        """True where somebody decided before, which is why it is here."""
        return self.item.kind == RETURNED


def see(store: Store, item: Item) -> Seen:
    """All that the page of an item shows."""
    shown = showing.show(store, item)
    columns = tuple(
        _column(store, number, side, quoted)
        for number, (side, quoted) in enumerate(zip(shown.sides, shown.sentences, strict=True), start=1)
    )
    nodes: tuple[tuple[Shown, tuple[Column, ...]], ...] = ()
    told: tuple[tuple[str, str, str], ...] = ()
    if item.kind == DUPLICATE:
        nodes = tuple((_named(store, iri, item, at), _naming(columns, iri)) for at, iri in enumerate(item.nodes))
        told = side_by_side(store, *item.nodes) if item.relation == "event" else ()
    return Seen(
        item=item,
        title=_KINDS[item.kind],
        columns=columns,
        nodes=nodes,
        told=told,
        besides=shown.besides,
        before=tuple(map(telling.line, shown.acts)),
        completes=wanted(item.relation) is not None,
    )


def _named(store: Store, iri: str, item: Item, at: int) -> Shown:
    """A node of a duplicate, by the name that its document gave it."""
    labels = item.value.split(" | ")
    return Shown(labels[at] if len(labels) == 2 else node(store, iri).text, iri, href(iri))


def _naming(columns: Sequence[Column], iri: str) -> tuple[Column, ...]:
    return tuple(each for each in columns if iri in (each.claim.subject, each.claim.object))


def _column(store: Store, number: int, side: Side, quoted: Sequence[Quoted]) -> Column:
    said, source = side.claim, side.source
    document = instance("document", said.document)
    # A country is told by its code alone.
    meant = instance("territory", said.value) if said.relation == "event.country" else said.object
    thing = node(store, meant) if meant else None
    return Column(
        number=number,
        claim=said,
        value=side.value,
        of=said.of,
        asserted=side.asserted,
        document=Shown(source.title or said.document, document, href(document)),
        about=", ".join(part for part in (source.publisher, source.issued) if part),
        subject=node(store, said.about or said.subject),
        object=thing,
        sentences=tuple(_sentences(store, said, quoted, thing.text if thing else "")),
    )


def _sentences(store: Store, said: Claimed, quoted: Sequence[Quoted], named: str) -> Iterator[Sentence]:
    """What a claim rests on; where its own words do not stand there, the name of what it says is marked."""
    text = texts.text(store, said.document) if any(passage.start >= 0 for passage in said.passages) else ""
    page = href(instance("document", said.document))
    for passage, sentence in zip(said.passages, quoted, strict=True):
        before = after = ""
        if text and passage.start >= 0:
            before = _end_of(text[max(0, passage.start - _AROUND) : passage.start], passage.start > _AROUND)
            after = _start_of(text[passage.end : passage.end + _AROUND], len(text) > passage.end + _AROUND)
        if not sentence.marks and named:
            sentence = Quoted(text=sentence.text, marks=tuple(showing.marks(sentence.text, [named])))
        path = f"{page}#c{passage.start}" if passage.start >= 0 else page
        yield Sentence(before, tuple(_parts(sentence)), after, path)


def _parts(sentence: Quoted) -> Iterator[tuple[str, bool]]:
    at = 0
    for start, end in sentence.marks:
        if start > at:
            yield sentence.text[at:start], False
        yield sentence.text[start:end], True
        at = end
    if at < len(sentence.text):
        yield sentence.text[at:], False


def _end_of(text: str, is_cut: bool) -> str:
    """The last words of a text, on one line."""
    flat = " ".join(text.split())
    return "… " + flat.partition(" ")[2] if is_cut and flat else flat


def _start_of(text: str, is_cut: bool) -> str:
    flat = " ".join(text.split())
    return flat.rpartition(" ")[0] + " …" if is_cut and flat else flat
