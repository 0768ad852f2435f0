"""The findings of the last validation, in words: how grave, what is said, of what, and in which document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from ctkg.graph import recording
from ctkg.graph.store import Store
from ctkg.iris import graph, instance
from ctkg.model import SEVERITIES, Finding
from ctkg.serve.links import href
from ctkg.serve.lookup import Lookup
from ctkg.serve.pages.changing import node
from ctkg.serve.pages.rendering import page
from ctkg.site.view import Text

REPORT = graph("report")
_MOST = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A finding on the page; the message leads to all that it says, and there may be no document."""

    severity: str
    message: Text
    about: Text
    document: Text | None


def path(severity: str = "", number: int = 1) -> str:
    """Where the findings are listed, all or those of a severity: a page of them."""
    asked = {"severity": severity} if severity else {}
    given = urlencode(asked | ({"page": str(number)} if number > 1 else {}))
    return href(REPORT) + (f"?{given}" if given else "")


def answer(request: Request, look: Lookup) -> Response:
    """The page.

    Raises:
        HTTPException: there is no such severity, or there are not so many pages (404).
    """
    store, asked = look.reader.store, request.query_params
    counts = recording.counts(store)
    severity = asked.get("severity", "")
    if severity not in ("", *SEVERITIES):
        raise HTTPException(404, f"there is no severity {severity[:30]!r}; there are: {', '.join(SEVERITIES)}")
    chosen = {severity: counts.get(severity, 0)} if severity else counts
    total = sum(chosen.values())
    last, number = max(1, -(-total // _MOST)), asked.get("page", "1")
    if not number.isdecimal() or not 1 <= int(number[:9]) <= last:
        raise HTTPException(404, f"there are {last} pages of findings")
    here = int(number)
    rows = [_row(store, iri, each) for iri, each in _portion(store, chosen, (here - 1) * _MOST)]
    return page(
        request,
        "things/findings.html",
        iri=REPORT,
        rows=rows,
        first=(here - 1) * _MOST + 1,
        total=total,
        severity=severity,
        choices=[("all", sum(counts.values()), path()), *((each, counts[each], path(each)) for each in counts)],
        here_page=here,
        pages=[path(severity, each) for each in range(1, last + 1)],
    )


def _portion(store: Store, chosen: dict[str, int], start: int) -> Iterator[tuple[str, Finding]]:
    """One page of findings, the gravest first."""
    room = _MOST
    for severity, number in chosen.items():
        if start < number and room:
            most = min(room, number - start)
            yield from recording.portion(store, severity, start=start, most=most)
            room -= most
        start = max(0, start - number)


def _row(store: Store, iri: str, finding: Finding) -> Row:
    document = instance("document", finding.document) if finding.document else ""
    return Row(
        severity=finding.severity,
        message=Text(text=finding.message, language="en", href=href(iri)),
        about=_text(store, finding.focus),
        document=_text(store, document) if document else None,
    )


def _text(store: Store, iri: str) -> Text:
    return Text(text=node(store, iri).text, href=href(iri) if ":" in iri else "")
