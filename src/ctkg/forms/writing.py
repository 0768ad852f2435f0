"""From the record of an entry to triples: the shape of the graph (docs/architecture.md), node by node.

A plain node has its class and one triple for each value. A node that needs more has a writer of its own, which its form
shape names (``form:writtenAs``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ctkg.bridge.periods import bounds, precision
from ctkg.bridge.quads import date
from ctkg.forms import agents, counting, texts
from ctkg.forms.filling import Record, Value
from ctkg.forms.sheet import Sheet, tail
from ctkg.iris import concept, instance, slug, term

#: Writes a node; given where it is written from, its record and the IRI of the node above; gives its IRI.
Writer = Callable[["Writing", Record, str], str]


class Writing:
    """One entry while its triples are written.

    Args:
        sheet: where to.
        root: the record of the entry.
    """

    def __init__(self, sheet: Sheet, root: Record) -> None:
        self.sheet = sheet
        self.root = root

    @property
    def source(self) -> str:
        """IRI of the document that reports the entry."""
        named = self.root.first("source")
        return named.iri if named and named.iri else self.sheet.document

    @property
    def day(self) -> Value | None:
        """The day for which the entry speaks: when its event began, else when its source was published."""
        source = self.root.first("source")
        return self.root.first("start") or (source.record.first("date") if source and source.record else None)

    def node(self, record: Record, above: str = "") -> str:
        """Write a node and all that hangs on it; gives its IRI."""
        return WRITERS[record.form.written_as](self, record, above)

    def fields(self, record: Record, node: str, left_out: Iterable[str] = ()) -> None:
        """Write the values of a node, those of some fields left out."""
        for value in record.values:
            if value.field.name not in left_out:
                self.value(value, node)

    def value(self, value: Value, node: str) -> None:
        """Write one value of a node."""
        field, sheet = value.field, self.sheet
        if value.words:
            sheet.say(node, field.words, value.text, value.spot)
        elif value.literal is not None:
            sheet.literal(node, field.path, value)
        elif field.role:
            self._participation(value, node)
        else:
            target = self.target(value, node)
            sheet.link(*((target, field.path, node) if field.against else (node, field.path, target)), value.spot)

    def target(self, value: Value, above: str = "") -> str:
        """IRI of the node that a value names or describes; it is written where it is described."""
        return self.node(value.record, above) if value.record else value.iri

    def _participation(self, value: Value, event: str) -> None:
        sheet, spot, role = self.sheet, value.spot, value.field.role
        agent = self.target(value, event)
        node = instance("participation", sheet.entry, "1", role.rpartition("/")[2], tail(agent))
        sheet.kind(node, term("Participation"), spot)
        sheet.link(event, "hasParticipation", node, spot)
        sheet.link(node, "participant", agent, spot)
        sheet.link(node, "participationRole", role, spot)
        # The shortcut follows by rule; findings may be about it.
        sheet.place(event, value.field.path, agent, spot)


def plain(writing: Writing, record: Record, above: str) -> str:
    """A node that its entry alone knows: id/<kind>/<entry>/1/<key>."""
    key = record.first(record.form.key.name)
    node = writing.sheet.own(record.form.iri_kind, key.text if key else "")
    writing.sheet.kind(node, record.form.cls, record.spot)
    writing.fields(record, node)
    return node


def _event(writing: Writing, record: Record, above: str) -> str:
    sheet, spot = writing.sheet, record.spot
    node = instance("event", sheet.entry, "1")
    for cls in dict.fromkeys((term("Event"), record.form.cls)):
        sheet.kind(node, cls, spot)
    # The label is English, so that a place with a name in another language is left to its own node.
    places = [value.text for name in ("place", "country") for value in record.of(name) if _english(value)][:1]
    start = record.first("start")
    label = ", ".join((record.form.label, *places, *([start.text] if start else ())))
    sheet.name(node, label, spot)
    writing.fields(record, node)
    _time_span(writing, record, node)
    return node


def _english(value: Value) -> bool:
    name = value.record.first(value.record.form.key.name) if value.record else None
    return name is None or name.language in ("", "en")


def _time_span(writing: Writing, record: Record, event: str) -> None:
    sheet, start, end = writing.sheet, record.first("start"), record.first("end")
    first = start or end
    if first is None:
        return
    node = instance("timespan", sheet.entry, "1")
    sheet.kind(node, term("TimeSpan"), first.spot)
    sheet.link(event, "hasTimeSpan", node, first.spot)
    for value, earliest, latest in ((start, "earliestStart", "latestStart"), (end, "earliestEnd", "latestEnd")):
        if value is not None and (found := bounds(value.text)):
            sheet.say(node, earliest, date(found[0]), value.spot)
            sheet.say(node, latest, date(found[1]), value.spot)
    sheet.say(node, "datePrecision", precision(first.text), first.spot)


def _place(writing: Writing, record: Record, above: str) -> str:
    name = record.first("name")
    node = instance("place", writing.sheet.entry, slug(name.text if name else ""))
    writing.sheet.kind(node, record.form.cls, record.spot)
    writing.fields(record, node)
    return node


def _attribution(writing: Writing, record: Record, above: str) -> str:
    node = plain(writing, record, above)
    sheet = writing.sheet
    if record.first("as") is None:
        sheet.link(node, "attributionKind", concept("attribution", "attributed"), record.spot)
    if record.first("by") is None:
        sheet.link(node, "reportedIn", writing.source, record.spot)
    return node


#: Writers of nodes by the name that form shapes give them.
WRITERS: dict[str, Writer] = {
    "": plain,
    "event": _event,
    "place": _place,
    "attribution": _attribution,
    "group": counting.group,
    "organization": agents.organization,
    "person": agents.person,
    "source": texts.source,
    "quotation": texts.quotation,
    "instrument": texts.instrument,
    "resolution": texts.resolution,
    "treaty-action": texts.treaty_action,
}
