"""iCalendar (RFC 5545): an all-day entry for each event whose first day is known.

An event of which only the month or the year is known has no place in a calendar and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ctkg.errors import UsageError
from ctkg.interchange.events import Event, events
from ctkg.interchange.view import View

#: Octets in a line, without its end (RFC 5545, 3.1).
_WIDTH = 75
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def pieces(view: View) -> Iterator[bytes]:
    """The calendar in pieces.

    Raises:
        UsageError: the first day of no event is known; a calendar must have an entry.
    """
    begun = False
    for event in events(view):
        day = event.day
        if day is None:
            continue
        if not begun:
            yield _lines("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ctkg//interchange//EN", "CALSCALE:GREGORIAN")
            begun = True
        yield _lines("BEGIN:VEVENT", *_properties(view, event, day), "END:VEVENT")
    if not begun:
        raise UsageError("no event of this store has a known day, so that a calendar would be empty")
    yield _lines("END:VCALENDAR")


def _properties(view: View, event: Event, day: date) -> Iterator[str]:
    last = event.last_day
    last = last if last is not None and last >= day else day
    stamp = event.issued[1].replace("-", "") or _date(day)
    yield f"UID:{_text(event.iri)}"
    # When the information was last changed: the day of the last report, since an export has no clock.
    yield f"DTSTAMP:{stamp}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_date(day)}"
    if last < date.max:
        # The end of a calendar's entry is the day after the last one.
        yield f"DTEND;VALUE=DATE:{_date(last + timedelta(days=1))}"
    yield f"SUMMARY:{_text(event.name)}"
    told = list(_told(event))
    if told:
        yield f"DESCRIPTION:{_text(chr(10).join(told))}"
    where = [*event.places, *(view.label(territory) for territory in event.territories)]
    if where:
        yield f"LOCATION:{_text(', '.join(dict.fromkeys(where)))}"
    if len(event.points) == 1:
        yield f"GEO:{event.points[0].latitude};{event.points[0].longitude}"
    if event.kinds:
        yield f"CATEGORIES:{','.join(map(_text, event.kinds))}"
    address = next((source.address for source in event.sources if source.address), "")
    if address:
        yield f"URL:{_CONTROL.sub('', address)}"
    yield "TRANSP:TRANSPARENT"


def _told(event: Event) -> Iterator[str]:
    if event.name != event.label:
        yield event.label
    for part in event.parts:
        yield f"{part.role_name}: {part.name}"
    for source in event.sources:
        yield f"reported by {source.publisher or source.name}: {source.title} {source.address}".rstrip()


def _date(day: date) -> str:
    return f"{day.year:04}{day:%m%d}"


def _text(value: str) -> str:
    escaped = re.sub(r"([\\;,])", r"\\\1", _CONTROL.sub("", value.replace("\r\n", "\n")))
    return escaped.replace("\n", "\\n")


def _lines(*lines: str) -> bytes:
    return b"".join(_folded(line.encode()) + b"\r\n" for line in lines)


def _folded(line: bytes) -> bytes:
    """A line in pieces of at most 75 octets, never cut within a character; those after the first begin with a space."""
    parts, width = [], _WIDTH
    while len(line) > width:
        cut = width
        while line[cut] & 0xC0 == 0x80:
            cut -= 1
        parts.append(line[:cut])
        line, width = line[cut:], _WIDTH - 1
    return b"\r\n ".join([*parts, line])
