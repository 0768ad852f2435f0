"""The first page: what is in the graph, what came last, what is wrong, and how to begin."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ctkg.decisions import log_of
from ctkg.graph.store import Store
from ctkg.iris import ONTOLOGY
from ctkg.review import telling
from ctkg.serve.access import View
from ctkg.serve.charts import Chart, by_year
from ctkg.serve.documents.kinds import KINDS as OF_STATEMENTS
from ctkg.serve.overview import Figures
from ctkg.serve.pages.rendering import page
from ctkg.serve.pages.things import findings
from ctkg.site.kinds import KIND

#: What is told in words where there is no node or concept for it, by the property.
_WORDS = {
    "threatText": "threats",
    "topicText": "topics",
    "sectorText": "sectors",
    "placeText": "places",
    "concernsInstrumentText": "instruments",
    "usesGuidanceText": "guides",
}
#: Acts that are shown, and publishers.
_ACTS, _PUBLISHERS = 6, 12


@dataclass(frozen=True, slots=True)
class Act:
    """An act of somebody: what, by whom, when, and why."""

    path: str
    what: str
    by: str
    when: str
    reason: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to look at: how often, in words, and where; ``path`` is empty where there is no page for it."""

    number: int
    words: str
    path: str


def home(request: Request) -> Response:
    """What is in the graph, and where to begin; nothing here is counted while somebody waits."""
    state = request.app.state
    with state.access.reading() as view:
        figures, counting = state.overview.figures(view)
        return page(
            request,
            "home.html",
            figures=figures,
            counting=counting,
            kinds=[(KIND[slug], number) for slug, number in figures.kinds.items()] if figures else [],
            years=_years(figures),
            publishers=figures.publishers[:_PUBLISHERS] if figures else [],
            relations=_relations(figures) if figures else [],
            problems=_problems(figures) if figures else [],
            acts=_acts(view, request),
        )


def _years(figures: Figures | None) -> Chart | None:
    if figures is None or not figures.years:
        return None
    return by_year(
        figures.years,
        id="documents-by-year",
        title="Documents by the year of publication",
        href=lambda year: f"/search?kind=document&year={year}",
        column="documents",
    )


def _relations(figures: Figures) -> list[tuple[str, str, int, list[tuple[str, int]]]]:
    """Kinds of statements with their sign, how often they were found, and their relations."""
    counts = dict(figures.relations)
    found = []
    for kind in OF_STATEMENTS:
        parts = sorted(((name, counts[name]) for name in kind.relations if name in counts), key=lambda pair: -pair[1])
        if parts:
            found.append((kind.sign, kind.title, sum(number for _, number in parts), parts))
    return sorted(found, key=lambda each: -each[2])


def _problems(figures: Figures) -> list[Problem]:
    found = [
        Problem(number, f"findings of the last validation ({severity})", findings.path(severity))
        for severity, number in sorted(figures.findings.items(), reverse=True)
    ]
    found += [
        Problem(figures.differences, "points on which reports of one event differ", "/review?kind=conflict"),
        Problem(figures.duplicates, "pairs that may be the same thing", "/review?kind=duplicate"),
        Problem(figures.unsure, f"statements less sure than {figures.below:g}", "/review?kind=doubtful"),
    ]
    found += [
        Problem(number, f"{_WORDS[local]} that are known by words of a document alone", "")
        for name, number in figures.unresolved
        if (local := name.removeprefix(ONTOLOGY)) in _WORDS
    ]
    return [each for each in found if each.number]


def _acts(view: View, request: Request) -> list[Act]:
    def read(store: Store) -> list[Act]:
        log = log_of(store, request.app.state.settings.decisions)
        acts = [log.read(name) for name in log.names()[: -_ACTS - 1 : -1]]
        return [Act(f"/acts/{act.id}", telling.done(act, log), act.by, telling.when(act), act.reason) for act in acts]

    return view.kept("latest acts", read)


ROUTES = (Route("/", home, name="home"),)
