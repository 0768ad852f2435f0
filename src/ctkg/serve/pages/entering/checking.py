"""What would come of an entry: every finding at the input that it is about, what it is like, and what would change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ctkg import forms
from ctkg.adding import ASK, Entered, Likeness, Outcome, Wishes, enter
from ctkg.adding.outcomes import ADDED, REFUSED, REPLACED
from ctkg.decisions import applying
from ctkg.errors import UnreadableInput
from ctkg.graph.store import Store
from ctkg.iris import slug
from ctkg.model import SEVERITIES, Finding
from ctkg.serve.pages.changing import Changes, changes
from ctkg.serve.pages.entering.sheet import Group, Said, Sheet, Slot
from ctkg.serve.pages.entering.yaml_text import Written, written
from ctkg.serve.pages.wording import for_pages


@dataclass(frozen=True, slots=True)
class Pointed:
    """A line of the summary: what is wrong, and the element to go to (empty where no input is at fault)."""

    anchor: str
    label: str
    said: Said


@dataclass(slots=True, kw_only=True)
class Checked:
    """What came of a check.

    Attributes:
        outcome: of :mod:`ctkg.adding.outcomes`.
        message: why it is refused, where no input is at fault.
        pointed: all that is wrong or worth a look, in the order of the page.
        alike: what the store has that may be the same.
        other: True where the store has another entry of the same id.
        changes: what would be added and taken out.
        merged, doubtful, inferred: as in :class:`ctkg.adding.Entered`.
        yaml: the entry as a form.
    """

    outcome: str
    message: str = ""
    pointed: tuple[Pointed, ...] = ()
    alike: tuple[Likeness, ...] = ()
    other: bool = False
    changes: Changes | None = None
    merged: int = 0
    doubtful: int = 0
    inferred: int = 0
    yaml: str = ""
    at: dict[str, list[Said]] = field(default_factory=dict)
    meant: dict[str, str] = field(default_factory=dict)

    @property
    def ready(self) -> bool:
        """True where it can be added as it is."""
        return self.outcome in (ADDED, REPLACED)

    @property
    def faults(self) -> int:
        """How many things must be mended."""
        return sum(each.said.severity == "violation" for each in self.pointed)


def named(sheet: Sheet) -> bool:
    """Gives an entry without an id one that its name or kind and its date make; True where it did."""
    if sheet.id.strip() or sheet.empty:
        return False
    first = {group.field.name: group.slots[0].text for group in sheet.groups if group.slots and not group.slots[0].form}
    words = next((first[name] for name in ("title", "name", "symbol", "number") if first.get(name)), "")
    place, day = first.get("place", ""), first.get("start") or first.get("date") or ""
    sheet.id = slug(" ".join(filter(None, (words or f"{sheet.form.kind} {place}", day))))[:60].strip("-")
    return True


def check(store: Store, sheet: Sheet, wishes: Wishes) -> Checked:
    """Try an entry on a draft of ``store``; nothing is written.

    Raises:
        UsageError: the store cannot be compared with.
        StoreError: it cannot be read.
    """
    form = written(sheet)
    data = form.text.encode()
    try:
        read = forms.read(data, name="", form="yaml", store=store)
        entered = enter(store, [data], wishes, format="yaml")
    except UnreadableInput as error:
        finding = Finding(check="form", severity="violation", focus="", message=error.message, line=error.line or 0)
        entered = Entered(outcomes=(Outcome(id="", file="", row=1, outcome=REFUSED, findings=(finding,)),))
        read = []
    (outcome,) = entered.outcomes
    found = _found(store, sheet, form, outcome, entered, wishes)
    for filled in read:
        for match in filled.matches:
            if (address := form.places.get(match.line, "")) and ":" in address:
                found.meant[address] = match.iri
    return found


def _found(store: Store, sheet: Sheet, form: Written, outcome: Outcome, entered: Entered, wishes: Wishes) -> Checked:
    places = [(_address(sheet, form, each), each) for each in outcome.findings]
    at: dict[str, list[Said]] = {}
    for address, each in places:
        said = Said(each.severity, for_pages(each.message))
        if said not in at.setdefault(address, []):
            at[address].append(said)
    other = not outcome.findings and not wishes.replace and applying.entry(store, sheet.id.strip()) is not None
    alike = outcome.likenesses
    if outcome.outcome == REFUSED and not outcome.findings and not alike:
        at.setdefault("id", []).append(Said("violation", _told(outcome.message, other)))
    message = "" if outcome.findings or at else outcome.message
    return Checked(
        outcome=outcome.outcome,
        message="" if alike and wishes.likely == ASK else message,
        pointed=tuple(_pointed(sheet, at)),
        alike=alike,
        other=other,
        changes=changes(store, entered.difference) if entered.difference else None,
        merged=entered.merged,
        doubtful=entered.doubtful,
        inferred=entered.inferred,
        yaml=form.text,
        at=at,
    )


def _told(message: str, other: bool) -> str:
    """Why an entry is refused, without the options of a command."""
    if other:
        return "the store has another entry of this name; let this one take its place (below), or name it otherwise"
    return for_pages(message)


def _address(sheet: Sheet, form: Written, finding: Finding) -> str:
    """The input or field that a finding is about; empty for the entry as a whole."""
    here = form.places.get(finding.line, "")
    if here == "id" or finding.field == "id":
        return "id"
    if not finding.field or _name(here) == finding.field:
        return here
    # A field that nobody typed in has no line of its own; of several of its name it is the one below that line.
    named = [group.address for group in sheet.all_groups() if group.name == finding.field]
    stem = here.rpartition("/")[0] or here
    return next((each for each in named if each.startswith(stem)), named[0] if named else here)


def _name(address: str) -> str:
    return re.sub(r":\d+", "", address).replace("/", ".")


def _pointed(sheet: Sheet, at: dict[str, list[Said]]) -> Iterator[Pointed]:
    """What is said, in the order of the page; first what is said of no input."""
    left = dict(at)
    yield from (Pointed("", "", said) for said in left.pop("", ()))
    yield from (Pointed("f-id", "Short name", said) for said in left.pop("id", ()))
    for thing, label in _things(sheet.groups, ""):
        for said in left.pop(thing.address, ()):
            yield Pointed(thing.anchor, label, said)
    for rest in left.values():
        yield from (Pointed("", "", said) for said in rest)


def _things(groups: Iterable[Group], above: str) -> Iterator[tuple[Group | Slot, str]]:
    for group in groups:
        label = f"{above}, {group.label.lower()}" if above else group.label
        yield group, label
        for number, slot in enumerate(group.slots, start=1):
            own = f"{label} {number}" if len(group.slots) > 1 else label
            yield slot, own
            yield from _things(slot.groups, own)


def marked(sheet: Sheet, checked: Checked) -> None:
    """Put what was found to the inputs of a sheet."""
    sheet.problems = checked.at.get("id", [])
    for group in sheet.all_groups():
        group.problems = checked.at.get(group.address, [])
        for slot in group.slots:
            slot.problems = checked.at.get(slot.address, [])
            slot.meant = checked.meant.get(slot.address, "")


def worst(said: Iterable[Said]) -> str:
    """The gravest severity of some sentences; empty for none."""
    return max((each.severity for each in said), key=SEVERITIES.index, default="")
