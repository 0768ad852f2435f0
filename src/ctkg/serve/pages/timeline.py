"""The timeline: how many events in each year, those of the chosen span one by one, and the same as a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ctkg.errors import UsageError
from ctkg.serve.charts import Axis, Bar, Chart, Mark, bars, by_year, lanes
from ctkg.serve.events import Choice, Events, events
from ctkg.serve.events.choosing import by_year as counted
from ctkg.serve.events.choosing import chosen
from ctkg.serve.events.showing import by_month
from ctkg.serve.pages.caching import kept
from ctkg.serve.pages.events import asked, form
from ctkg.serve.pages.rendering import page

#: Events of one page of the list, and events that are drawn one by one.
LISTED, DRAWN = 100, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Which part of the list is shown: places from 1, both included, of ``total``."""

    first: int
    last: int
    total: int
    before: str = ""
    after: str = ""


def timeline(request: Request) -> Response:
    """Events by time: ``/timeline?from=2017&to=2019-06&kind=Workshop``."""
    with request.app.state.access.reading() as view:
        return kept(request, view, lambda: _page(request, events(view)))


def _page(request: Request, known: Events) -> Response:
    given = dict(request.query_params)
    choice, fault = asked(given)
    number = given.get("page", "1")
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= 10**6):
        raise UsageError(f"page={number[:20]!r} is no page; pages are numbered from 1")
    every = chosen(known.index, choice, without="span")
    found = chosen(known.index, choice) if choice.has_span else every
    dated = [each for each in found if known.index.events[each].first is not None]
    pages = _pages(choice, int(number[:9]), len(found))
    listed = found[pages.first - 1 : pages.last]
    return page(
        request,
        "timeline.html",
        form=form(known, choice, fault),
        total=len(known.index),
        found=len(found),
        undated=len(found) - len(dated),
        overview=_overview(known, choice, every),
        drawing=_drawing(known, choice, dated) if 0 < len(dated) <= DRAWN else None,
        months=_months(known, choice, dated) if len(dated) > DRAWN else None,
        drawn=DRAWN,
        years=list(by_month(map(known.names.event, listed))),
        pages=pages,
        api="/api/v1/events?" + urlencode({**choice.parameters, "limit": DRAWN}, safe=":/"),
    )


def _pages(choice: Choice, number: int, total: int) -> Pages:
    def address(page: int) -> str:
        return "/timeline?" + urlencode({**choice.parameters, "page": page}, safe=":/") + "#list"

    last_page = max(1, -(-total // LISTED))
    number = min(number, last_page)
    return Pages(
        first=(number - 1) * LISTED + 1,
        last=min(number * LISTED, total),
        total=total,
        before=address(number - 1) if number > 1 else "",
        after=address(number + 1) if number < last_page else "",
    )


def _overview(known: Events, choice: Choice, numbers: list[int]) -> Chart:
    def address(year: int) -> str:
        return f"/timeline?{choice.within(str(year), str(year)).query}"

    return by_year(counted(known.index, numbers), id="overview", title="Events by year", href=address)


def _axis(known: Events, choice: Choice, dated: list[int]) -> Axis:
    """The chosen span, or from the first event to the last; never less than a month."""
    first, last = choice.bounds
    shown = [known.index.events[number] for number in dated]
    if first is None:
        first = min(event.first for event in shown if event.first is not None)
    if last is None:
        last = max(event.last for event in shown if event.last is not None)
    margin = max(15 - (last - first) // 2, 0)
    return Axis(max(1, first - margin), min(date.max.toordinal() - 1, last + margin))


def _drawing(known: Events, choice: Choice, dated: list[int]) -> str:
    marks = []
    for number in dated:
        event = known.index.events[number]
        assert event.first is not None and event.begun is not None and event.last is not None
        shown = known.names.event(number)
        name = f"{shown.when}: {shown.name}"
        marks.append(
            Mark(name=name, href=shown.href, first=event.first, begun=event.begun, ended=event.ended, last=event.last)
        )
    span = f"{choice.start or 'the first event'} to {choice.end or 'the last'}"
    described = f"{len(marks)} events, from {span}, one under another where they overlap; the list below has the same."
    return lanes(marks, _axis(known, choice, dated), id="detail", title="Events of the span", description=described)


def _months(known: Events, choice: Choice, dated: list[int]) -> Chart | None:
    """Too many to draw each: by month where the span is short enough for that; else the years say it all."""
    axis = _axis(known, choice, dated)
    begin, end = date.fromordinal(axis.first), date.fromordinal(axis.last)
    if end.year - begin.year > 4:
        return None
    counts: dict[str, int] = {}
    for number in dated:
        first = known.index.events[number].first
        assert first is not None
        month = f"{date.fromordinal(max(first, axis.first)):%Y-%m}"
        counts[month] = counts.get(month, 0) + 1
    months = [
        f"{month // 12:04}-{month % 12 + 1:02}"
        for month in range(begin.year * 12 + begin.month - 1, end.year * 12 + end.month)
    ]
    given = [Bar(month, counts.get(month, 0), f"/timeline?{choice.within(month, month).query}") for month in months]
    return bars(given, id="months", title="Events by month", what="month")


ROUTES = (Route("/timeline", timeline, name="timeline"),)
