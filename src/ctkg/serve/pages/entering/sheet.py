"""An entry as it stands on a page: fields with the values that are typed in them so far.

A value has an address, ``organizers:2``, and what describes it in place has addresses below it,
``organizers:2/name:1``; these are the names of the inputs of the page. How a value is given, by a name, by fields or by
words alone, stands in one more input, ``organizers:2?``.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ctkg.forms import Field, Form

#: How a value is given, beside the name of the first field of a form that describes it.
TYPED, WORDS = "", "words"
#: Values of one field, levels of fields within fields, inputs of a page and characters of an input, at most.
MOST, DEEPEST, INPUTS, LONGEST = 100, 4, 5_000, 20_000
_STEP = re.compile(r"(?P<name>[a-z_]+):(?P<number>[1-9]\d{0,2})")


@dataclass(slots=True)
class Slot:
    """One value of a field.

    Attributes:
        address: name of its input.
        way: :data:`TYPED`, :data:`WORDS`, or the name of the first field of the form that describes it.
        text: what is typed, where it is not described by fields.
        form: the form that describes it.
        groups: its fields.
        problems: what is wrong with it.
        meant: IRI of the node that the text was taken for.
    """

    address: str
    way: str = TYPED
    text: str = ""
    form: Form | None = None
    groups: list[Group] = dataclasses.field(default_factory=list)
    problems: list[Said] = dataclasses.field(default_factory=list)
    meant: str = ""

    @property
    def anchor(self) -> str:
        """The id of its element."""
        return anchor(self.address)

    @property
    def empty(self) -> bool:
        """True where nothing is typed in it, nor below it."""
        return not self.text.strip() and all(slot.empty for group in self.groups for slot in group.slots)


@dataclass(slots=True)
class Group:
    """A field with its values, of which there is always one at least where one can be typed at once."""

    field: Field
    address: str
    slots: list[Slot] = dataclasses.field(default_factory=list)
    problems: list[Said] = dataclasses.field(default_factory=list)

    @property
    def anchor(self) -> str:
        """The id of its element."""
        return anchor(self.address)

    @property
    def label(self) -> str:
        """Its name as people read it."""
        return self.field.name.replace("_", " ").capitalize()

    @property
    def name(self) -> str:
        """Its name as forms and findings have it: ``speakers.body``."""
        return re.sub(r":\d+", "", self.address).replace("/", ".")

    @property
    def ways(self) -> list[tuple[str, str]]:
        """How a value can be given, each with its words."""
        return ways(self.field)

    @property
    def problem_ids(self) -> str:
        """Ids of what is said of the field as a whole."""
        return f"{self.anchor}-said" if self.problems else ""


@dataclass(frozen=True, slots=True)
class Said:
    """What is wrong with a value, or worth a look."""

    severity: str
    message: str


@dataclass(slots=True)
class Sheet:
    """A form with what is typed in it.

    Attributes:
        id: short name of the entry.
        problems: what is wrong with the id.
    """

    form: Form
    id: str = ""
    groups: list[Group] = dataclasses.field(default_factory=list)
    problems: list[Said] = dataclasses.field(default_factory=list)

    def all_groups(self) -> Iterator[Group]:
        """Every field, those of values that are described in place included."""
        yield from _below(self.groups)

    @property
    def empty(self) -> bool:
        """True where nothing is typed."""
        return not self.id.strip() and all(slot.empty for group in self.groups for slot in group.slots)


def anchor(address: str) -> str:
    """The id of the element of an address."""
    return "f-" + address.replace(":", "-").replace("/", "--")


def ways(of: Field) -> list[tuple[str, str]]:
    """How a value of a field can be given, the usual one first: the way, and its words."""
    described = [(form.key.name, form.label) for form in of.forms]
    if of.type == "form":
        return ([(TYPED, "in words")] if of.forms[0].shorthand else []) + described
    if of.type == "document":
        return [*described, (TYPED, "a document of the graph")]
    return [(TYPED, "a known name" if described or of.words else ""), *described] + (
        [(WORDS, "words of the source")] if of.words else []
    )


def blank(form: Form) -> Sheet:
    """An empty sheet."""
    return read(form, {})


def read(form: Form, given: Mapping[str, str]) -> Sheet:
    """The sheet of what a page sent, by the names of its inputs; what no field of the form has is passed over."""
    known = {name: value[:LONGEST].replace("\r\n", "\n") for name, value in list(given.items())[:INPUTS]}
    return Sheet(form=form, id=known.get("id", "").strip(), groups=_groups(form, "", _tree(known), 0))


#: Addresses by name and number: ``{"organizers": {2: {...}}}``; "" has the text of a value, "?" its way.
_Tree = dict[str, dict[int, "_Node"]]


@dataclass(slots=True)
class _Node:
    text: str = ""
    way: str | None = None
    below: _Tree = dataclasses.field(default_factory=dict)


def _tree(given: Mapping[str, str]) -> _Tree:
    root: _Tree = {}
    for name, value in given.items():
        steps = [_STEP.fullmatch(step) for step in name.removesuffix("?").split("/")]
        if len(steps) > DEEPEST or not all(steps):
            continue
        into, node = root, _Node()
        for step in steps:
            assert step is not None
            node = into.setdefault(step["name"], {}).setdefault(int(step["number"]), _Node())
            into = node.below
        if name.endswith("?"):
            node.way = value
        else:
            node.text = value
    return root


def _groups(form: Form, above: str, tree: _Tree, depth: int) -> list[Group]:
    found = []
    for each in form.fields:
        address = f"{above}/{each.name}" if above else each.name
        nodes = [node for _, node in sorted(tree.get(each.name, {}).items())][: MOST if each.several else 1]
        group = Group(field=each, address=address)
        for node in nodes:
            add(group, node.way, depth, node)
        if not group.slots and (each.required or ways(each)[0][0] == TYPED) and depth < DEEPEST:
            add(group, None, depth)
        found.append(group)
    return found


def add(group: Group, way: str | None = None, depth: int | None = None, node: _Node | None = None) -> Slot | None:
    """One value more, as the way says (None: the usual one); None where there is no room for it."""
    possible = [name for name, _ in group.ways]
    depth = group.address.count("/") if depth is None else depth
    chosen = way if way in possible else possible[0]
    form = next((form for form in group.field.forms if form.key.name == chosen), None)
    if len(group.slots) >= (MOST if group.field.several else 1) or (form and depth + 1 >= DEEPEST):
        return None
    slot = Slot(address=f"{group.address}:{len(group.slots) + 1}", way=chosen, form=form)
    if form is not None:
        slot.groups = _groups(form, slot.address, node.below if node else {}, depth + 1)
    elif node is not None:
        slot.text = node.text
    group.slots.append(slot)
    return slot


def changed(form: Form, given: Mapping[str, str], what: str) -> tuple[Sheet, str]:
    """A sheet after one of its buttons: ``add ADDRESS WAY`` or ``remove ADDRESS``; and where the page goes on.

    A field that takes one value has it given in the other way by ``add``; what was typed goes over to it.
    """
    verb, _, rest = what.partition(" ")
    address, _, way = rest.partition(" ")
    sheet = read(form, given)
    for group in sheet.all_groups():
        if verb == "add" and group.address == address:
            said = ""
            if not group.field.several or (len(group.slots) == 1 and group.slots[0].empty):
                said = _words(group.slots.pop()) if group.slots else ""
            slot = add(group, way)
            if slot is None:
                return sheet, group.anchor
            _first(slot).text = said
            return sheet, _first(slot).anchor
        if verb == "remove" and any(slot.address == address for slot in group.slots):
            group.slots = [slot for slot in group.slots if slot.address != address]
            again = read(form, values(sheet))
            return again, group.anchor
    return sheet, ""


def _first(slot: Slot) -> Slot:
    """The first value below one in which something is typed."""
    while slot.form is not None:
        slot = slot.groups[0].slots[0]
    return slot


def _words(slot: Slot) -> str:
    """What is typed in a value, or in the first field that describes it."""
    return _first(slot).text


def values(sheet: Sheet) -> dict[str, str]:
    """What a page with this sheet sends, by the names of its inputs: the other way round of :func:`read`."""
    found = {"id": sheet.id}

    def put(groups: Sequence[Group]) -> None:
        for group in groups:
            for slot in group.slots:
                found[slot.address + "?"] = slot.way
                if slot.form is None:
                    found[slot.address] = slot.text
                put(slot.groups)

    put(sheet.groups)
    return found


def _below(groups: Sequence[Group]) -> Iterator[Group]:
    for group in groups:
        yield group
        for slot in group.slots:
            yield from _below(slot.groups)
