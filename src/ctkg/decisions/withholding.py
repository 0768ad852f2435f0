"""What a document states without what it states about persons whose data were taken down.

Statements that name such a person go whole: posts, bodies, quotations, who took part, who is accused. What others
state stays, and so do the sentences that it rests on, with a mark in place of the name (:mod:`.masking`). The same
documents and acts give the same, in whatever steps they came.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ctkg.decisions.masking import MARK, Mask
from ctkg.decisions.names import Names, normal
from ctkg.making import Made, packed, texts
from ctkg.making.statements import dumps, loads
from ctkg.model import Document, Entity, Statement

#: Things that are words of a text rather than things of their own: a name in them is marked.
_WORDED = frozenset({"concept", "event", "group", "post"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What is left of a document.

    Attributes:
        document: with its text as far as that is kept.
        statements: those that stay.
        gone: those that went.
        masks: what took names out of the rest, in order.
    """

    document: Document
    statements: tuple[Statement, ...]
    gone: tuple[Statement, ...]
    masks: tuple[Mask, ...]


class Withheld:
    """The names that are kept out: those of each act that takes down, by time.

    Each act works on what those before it left, so that a document that is built again after several of them is the
    same as one that met them one by one.
    """

    def __init__(self, acts: Iterable[Sequence[str]] = ()) -> None:
        self.acts = tuple(tuple(names) for names in acts)

    def __bool__(self) -> bool:
        return bool(self.acts)

    @cached_property
    def each(self) -> tuple[Names, ...]:
        """The names of each act."""
        return tuple(map(Names, self.acts))

    @cached_property
    def all(self) -> Names:
        """The names of all acts."""
        return Names(name for names in self.acts for name in names)

    def has_id(self, document: str) -> bool:
        """True where the id of a document or an entry spells one of the names: it is kept out whole."""
        return self.all.has(document) or bool(self.all.within(document))

    def left(self, document: Document, statements: Sequence[Statement]) -> Left | None:
        """What is left of a document; None where it names nobody who is kept out, so that all of it is."""
        seen = set(_texts(document, statements))
        if not any(self.all.within(text) for text in seen) and not any(
            self.all.has(name) for statement in statements for thing in _things(statement) for name in _names(thing)
        ):
            return None
        stays, gone, masks = tuple(statements), list[Statement](), list[Mask]()
        for names in self.each:
            mask = _mask(names, document, stays)
            if not mask:
                continue
            gone += [each for each in stays if _names_person(names, mask, each)]
            stays = tuple(_masked(mask, each) for each in stays if not _names_person(names, mask, each))
            source = document.source
            said = {name: mask(getattr(source, name)) for name in ("title", "url", "publisher", "licence")}
            text = _without(mask(document.text), gone, stays)
            document = dataclasses.replace(document.with_source(**said), text=text)
            masks.append(mask)
        return Left(document=document, statements=stays, gone=tuple(gone), masks=tuple(masks))

    def made(self, made: Made) -> Made | None:
        """What was made of a file, without what is kept out; None where all of it is."""
        if self.has_id(made.document):
            return None
        document, statements = loads(made.said)
        document = dataclasses.replace(document, text=texts.loads(made.text))
        if (left := self.left(document, statements)) is None:
            return made
        from ctkg import bridge
        from ctkg.resolve import keeping, profiling

        mapped = bridge.quads(left.document, left.statements)
        return dataclasses.replace(
            made,
            statements=mapped.statements,
            size=mapped.size,
            packed=packed(mapped),
            profile=keeping.dumps(profiling.again(keeping.loads(made.profile), left.document, left.statements)),
            said=dumps(left.document, left.statements),
            text=texts.dumps(left.document.text),
            notices=tuple(_through(left.masks, notice) for notice in made.notices),
        )


def _through(masks: Iterable[Mask], text: str) -> str:
    for mask in masks:
        text = mask(text)
    return text


def _mask(names: Names, document: Document, statements: Sequence[Statement]) -> Mask:
    things = {thing for statement in statements for thing in _things(statement)}
    persons = {thing for thing in things if thing.kind == "person"}
    theirs = {thing for thing in persons if any(names.has(name) for name in _names(thing))}
    called = (name for thing in theirs for name in _names(thing) if names.has(name))
    others = {name for thing in persons - theirs for name in _names(thing) if len(normal(name)) > 1}
    others |= {name for thing in things - persons if not _spells(names, thing) for name in _names(thing)}
    others |= {statement.stated for statement in statements if statement.stated}
    return Mask(names, _texts(document, statements), called, others)


def _spells(names: Names, thing: Entity) -> bool:
    return thing.kind in _WORDED or any(names.within(name) for name in _names(thing))


def _names_person(names: Names, mask: Mask, statement: Statement) -> bool:
    """Whether a statement speaks of the person, or of something that has the whole name in its own and no other id."""
    for thing in _things(statement):
        if thing.kind == "person":
            if any(names.has(name) for name in _names(thing)):
                return True
            # Somebody who is called by the surname alone, in a document that has the name in full.
            if len(normal(thing.label)) == 1 and mask(thing.label) != thing.label:
                return True
        elif thing.kind not in _WORDED and not thing.reference and any(names.within(n) for n in _names(thing)):
            return True
    return False


def _masked(mask: Mask, statement: Statement) -> Statement:
    thing, said = statement.object, statement
    return dataclasses.replace(
        said,
        subject=_worded(mask, said.subject),
        object=_worded(mask, thing) if isinstance(thing, Entity) else mask(thing) if isinstance(thing, str) else thing,
        evidence=tuple(dataclasses.replace(each, quote=mask(each.quote)) for each in said.evidence),
        counted=mask(said.counted),
        quote=mask(said.quote),
        detail=mask(said.detail),
        stated=mask(said.stated),
        doubts=tuple(map(mask, said.doubts)),
    )


def _without(text: str, gone: Iterable[Statement], stays: Iterable[Statement]) -> str:
    """``text`` with a mark for each letter of what only statements that went rest on: the graph has it no more."""
    lost, kept = (_spans(statements) for statements in (gone, stays))
    if not text or not lost:
        return text
    letters = list(text)
    for start, end in lost:
        letters[start:end] = [each if each.isspace() else MARK for each in letters[start:end]]
    for start, end in kept:
        letters[start:end] = text[start:end]
    return "".join(letters)


def _spans(statements: Iterable[Statement]) -> set[tuple[int, int]]:
    spans = {evidence.span for statement in statements for evidence in statement.evidence}
    return {(span.start, span.end) for span in spans if span is not None}


def _worded(mask: Mask, thing: Entity) -> Entity:
    if thing.kind not in _WORDED or thing.reference:
        return thing
    label, names, body = mask(thing.label), tuple(map(mask, thing.names)), mask(thing.body)
    return dataclasses.replace(thing, label=label, names=names, body=body)


def _things(statement: Statement) -> Iterator[Entity]:
    for thing in (statement.subject, statement.object, statement.representing):
        if isinstance(thing, Entity):
            yield thing


def _names(thing: Entity) -> tuple[str, ...]:
    return (thing.label, *thing.names)


def _texts(document: Document, statements: Sequence[Statement]) -> Iterator[str]:
    """Every text that a document and its statements have, as it is written there."""
    source = document.source
    yield from (document.text, source.title, source.url, source.publisher, source.licence)
    for statement in statements:
        for thing in _things(statement):
            yield from _names(thing)
        yield from (statement.object,) if isinstance(statement.object, str) else ()
        yield from (statement.quote, statement.counted, statement.detail, statement.stated, *statement.doubts)
        yield from (evidence.quote for evidence in statement.evidence)
