"""What a user writes as the right value of a claim: a date, a number, a word of a list, a name, or words."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctkg.bridge.events import EVENT_CLASSES, INSTRUMENT_ROLES
from ctkg.bridge.periods import bounds
from ctkg.errors import UsageError
from ctkg.forms.naming import Names, Node, Wanted, names_of
from ctkg.graph.assemble import lacks_reference
from ctkg.graph.names import suggestion
from ctkg.iris import CONCEPT, ID, compact, term
from ctkg.model import COUNTS, Entity
from ctkg.review import things
from ctkg.text.find import gazetteer

if TYPE_CHECKING:
    from ctkg.graph.store import Store

_AGENT = (term("Organization"), term("State"), term("NamedGroup"))
_ANYBODY = (*_AGENT, term("Person"))
_INSTRUMENT, _PLACE = (term("Instrument"),), (term("City"), term("Place"), term("Territory"))
#: What a name can mean, by relation.
_NAMES: dict[str, Wanted] = {
    **dict.fromkeys(
        ("organizer", "coorganizer_or_partner", "supporter", "funder", "host", "adopter", "perpetrator"),
        Wanted(classes=_AGENT),
    ),
    **dict.fromkeys(("participant", "speaker"), Wanted(classes=_ANYBODY)),
    "quote": Wanted(classes=(term("Person"),)),
    "person.affiliation": Wanted(classes=_AGENT),
    "event.place": Wanted(classes=_PLACE),
    "event.country": Wanted(classes=(term("Territory"),)),
    **dict.fromkeys(("instrument", "guidance"), Wanted(classes=_INSTRUMENT)),
    **dict.fromkeys(("threat", "weapon", "target.sector"), Wanted(scheme=CONCEPT + "threat")),
    "topic": Wanted(scheme=CONCEPT + "measure"),
}
#: Kind of a thing that nobody described yet, by relation.
_NEW = {"event.place": "place", "instrument": "instrument", "guidance": "instrument", "quote": "person"}
_CONCEPTS = {"threat": "threat", "weapon": "means", "target.sector": "sector", "topic": "measure"}
_LAND = Wanted(classes=(term("Territory"),))
_LONGEST = 500


def wanted(relation: str) -> Wanted | None:
    """What a name can mean as the value of a relation; None where its values are no names."""
    return _NAMES.get(relation)


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """What is said of a thing that neither tables nor documents know.

    Attributes:
        kind: ``person``, or a finer kind of body or instrument, such as ``ministry`` or ``treaty``; empty for none.
        state: name or code of the State that it belongs to or lies in.
        body: of a person, the name of the body.
    """

    kind: str = ""
    state: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A value as an act keeps it, and what it was taken for, in words."""

    value: str | Entity
    words: str


def meant(store: Store, relation: str, document: str, text: str, new: New | None = None) -> Meant:
    """What ``text`` means as the value of a relation.

    Args:
        store: where names are looked up.
        relation: a relation of the flat view.
        document: id of the document whose claim is corrected.
        text: what the user wrote.
        new: describes a thing that is not known yet; then no name is looked up.

    Raises:
        UsageError: no value of that relation, a name that nothing or several things bear; the message says what can be.
    """
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if not text or len(text) > _LONGEST or any(unicodedata.category(c).startswith("C") for c in text):
        raise UsageError(f"a value is a line of 1 to {_LONGEST} characters")
    if new is not None:
        return _new(store, relation, text, new)
    if relation in _NAMES:
        return _named(store, relation, document, text)
    check = _CHECKS.get(relation)
    value = check(text) if check else text
    return Meant(value=_post(text) if relation == "person.post" else value, words=value)


def _post(text: str) -> Entity:
    return Entity(kind="post", label=text)


def _date(text: str) -> str:
    if bounds(text) is None:
        raise UsageError(f"{text!r} is no date; write 2019-11-19, 2019-11 or 2019")
    return text


def _number(text: str) -> str:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise UsageError(f"{text!r} is no number; write a whole number such as 40")
    return str(int(text))


def _type(text: str) -> str:
    name = text.rpartition(":")[2].casefold()
    by_class = {cls.casefold(): kind for kind, cls in EVENT_CLASSES.items()}
    kind = name if name in EVENT_CLASSES else by_class.get(name, "")
    return kind or _refuse(text, "type of event", list(EVENT_CLASSES))


def _role(text: str) -> str:
    return text if text in INSTRUMENT_ROLES else _refuse(text, "role of an instrument", list(INSTRUMENT_ROLES))


def _refuse(text: str, what: str, known: list[str]) -> str:
    raise UsageError(f"{text!r} is no {what}; choose from: {', '.join(known)}{suggestion(text, known)}")


_CHECKS = {
    **dict.fromkeys(("event.start", "event.end"), _date),
    **dict.fromkeys((*COUNTS, "event.durationDays"), _number),
    "event.type": _type,
    "instrument.role": _role,
}


def _named(store: Store, relation: str, document: str, text: str) -> Meant:
    wanted = _NAMES[relation]
    nodes: tuple[Node, ...] = ()
    for names in _places(store):
        nodes = nodes or _find(names, text, wanted)
    if len(nodes) > 1:
        which = ", ".join(f"{compact(node.iri)} ({node.told})" for node in nodes[:10])
        raise UsageError(f"{text!r} names {len(nodes)} things; say which by its IRI: {which}")
    if not nodes:
        near = dict.fromkeys(name for names in _places(store) for name in names.nearest(text, wanted))
        hint = f"; near: {', '.join(near)}" if near else ""
        raise UsageError(
            f"nothing that can stand here is called {text!r}{hint}; --new describes a thing that is not known yet"
        )
    node = nodes[0]
    words = f"{text!r} is {node.label} <{compact(node.iri)}>"
    if relation == "event.country":
        return Meant(value=node.iri.removeprefix(ID + "territory/"), words=words)
    return Meant(value=things.entity(store, document, node.iri, node.label), words=words)


def _new(store: Store, relation: str, text: str, new: New) -> Meant:
    if relation not in _NAMES or relation == "event.country":
        raise UsageError(f"--new describes bodies, persons, places and the like; {relation} has none of them")
    if relation in _CONCEPTS:
        thing = Entity(kind="concept", label=text, type=_CONCEPTS[relation])
        return Meant(value=thing, words=f"{text!r} stays words: no concept covers it")
    kind = "person" if new.kind == "person" else _NEW.get(relation, "organization")
    state = _state(store, new.state) if new.state else ""
    if kind == "person":
        if not new.body:
            raise UsageError("a new person is told from others of the same name by a body; name it with --body")
        thing = Entity(kind=kind, label=text, body=new.body, state=state)
    else:
        thing = Entity(kind=kind, label=text, state=state, type="" if new.kind == kind else new.kind)
    detail = ", ".join(part for part in (new.kind or kind, new.body, state) if part)
    return Meant(value=thing, words=f"{text!r} is new: {detail}")


def _state(store: Store, text: str) -> str:
    """ISO code of a State."""
    if text.upper() in gazetteer.load().states:
        return text.upper()
    for names in _places(store):
        nodes = names.find(text, _LAND)
        if len(nodes) == 1:
            return nodes[0].iri.removeprefix(ID + "territory/")
    raise UsageError(f"{text!r} is no State; write its name or its code, such as KZ")


def _places(store: Store) -> tuple[Names, ...]:
    """Where names are looked up: in the store, and in the tables where it was built without them."""
    return (names_of(store), names_of()) if lacks_reference(store) else (names_of(store),)


def _find(names: Names, text: str, wanted: Wanted) -> tuple[Node, ...]:
    nodes = names.find(text, wanted)
    if not nodes and (place := text.rpartition(","))[0]:
        # "Georgetown, Guyana": the town that lies there.
        lands = names.find(place[2].strip(), _LAND)
        nodes = names.narrowed(names.find(place[0].strip(), wanted), lands[0].iri) if len(lands) == 1 else ()
    return nodes
