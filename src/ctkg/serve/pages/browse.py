"""Lists of a kind, by letter or by year, some at a time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import groupby

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ctkg.graph.ranking import sorting
from ctkg.serve.catalogue import LiveCatalogue
from ctkg.serve.lookup import Lookup, lookup
from ctkg.serve.pages.caching import kept
from ctkg.serve.pages.rendering import page
from ctkg.site.entry import Entry
from ctkg.site.kinds import KIND, Kind
from ctkg.site.view import Text

#: Things on one page.
_PAGE = 200
#: Kinds whose things are in order of time; of all others in that of the alphabet.
_DATED = ("events", "documents", "instruments")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: Years that are jumped to at most, from the newest on.
_YEARS = 60


def kinds(request: Request) -> Response:
    """All lists there are."""
    with request.app.state.access.reading() as view:
        look = lookup(view)

        def made() -> Response:
            numbers = look.catalogue.numbers()
            return page(request, "browse-kinds.html", kinds=[(KIND[slug], number) for slug, number in numbers.items()])

        return kept(request, view, made)


def browse(request: Request) -> Response:
    """Some things of one kind, from ``?start=`` on, with jumps to letters or years."""
    kind = KIND.get(request.path_params["kind"])
    if kind is None or not kind.classes:
        raise HTTPException(
            404, f"there is no such list; choose among: {', '.join(k for k in KIND if KIND[k].classes)}"
        )
    asked = request.query_params.get("start", "")
    start = int(asked) if asked.isdecimal() and len(asked) < 10 else 0
    with request.app.state.access.reading() as view:
        look = lookup(view)
        return kept(request, view, lambda: _page(request, look, kind, start))


def _page(request: Request, look: Lookup, kind: Kind, start: int) -> Response:
    catalogue = look.catalogue
    total = catalogue.total(kind.slug)
    start = min(start, max(0, total - 1))
    found = catalogue.of(kind.slug, start=start, most=_PAGE)
    is_dated = kind.slug in _DATED
    head = _year if is_dated else _letter
    return page(
        request,
        "browse.html",
        kind=kind,
        above=[Text(text="Home", href="/"), Text(text="Lists", href="/browse")],
        total=total,
        start=start,
        end=start + len(found),
        groups=[(name, list(group)) for name, group in groupby(found, head)],
        jumps=_years(catalogue, kind.slug, total) if is_dated else _letters(catalogue, kind.slug, total),
        before=_path(kind, max(0, start - _PAGE)) if start else "",
        after=_path(kind, start + _PAGE) if start + _PAGE < total else "",
    )


def _path(kind: Kind, start: int) -> str:
    return f"/browse/{kind.slug}?start={start}" if start else f"/browse/{kind.slug}"


def _letter(entry: Entry) -> str:
    letter = sorting(entry.label)[:1]
    return letter.upper() if letter.isalpha() else "0–9" if letter.isdigit() else "other"


def _year(entry: Entry) -> str:
    return entry.year or "without a date"


def _letters(catalogue: LiveCatalogue, slug: str, total: int) -> list[tuple[str, str]]:
    """Letters with the path where each begins; found by halving, so a long list costs little more than a short one."""
    if total <= _PAGE:
        return []

    def letter_at(place: int) -> str:
        entry = catalogue.at(slug, place)
        return sorting(entry.label)[:1] if entry else ""

    found = []
    for letter in _LETTERS:
        place = bisect_left(range(total), letter, key=letter_at)
        if place < total and letter_at(place) == letter:
            found.append((letter.upper(), f"/browse/{slug}?start={place}"))
    return found


def _years(catalogue: LiveCatalogue, slug: str, total: int) -> list[tuple[str, str]]:
    """Years with the path where each begins, the newest first."""
    if total <= _PAGE:
        return []

    def year_at(place: int) -> int:
        entry = catalogue.at(slug, place)
        return -int(entry.year) if entry and entry.year else 0

    found: list[tuple[str, str]] = []
    place = 0
    while place < total and len(found) < _YEARS and (year := year_at(place)):
        found.append((str(-year), f"/browse/{slug}?start={place}"))
        place = bisect_right(range(total), year, lo=place, key=year_at)
    return found


ROUTES = (Route("/browse", kinds, name="browse-kinds"), Route("/browse/{kind}", browse, name="browse"))
