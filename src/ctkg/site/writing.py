"""All pages of a site, one after the other: those of nodes, then lists, home, timeline, terms, search and its index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import ctkg
from ctkg.graph.card import Card, card
from ctkg.graph.ranking import sorting
from ctkg.graph.reader import Reader
from ctkg.graph.store import Store
from ctkg.iris import PREFIXES, term
from ctkg.site import addresses, finding
from ctkg.site.catalogue import WholeCatalogue
from ctkg.site.entities import Entities
from ctkg.site.entry import Entry, by_date
from ctkg.site.kinds import KIND
from ctkg.site.links import RelativeLinks
from ctkg.site.lists import Listing, Lists, tree
from ctkg.site.rendering import STATIC, render
from ctkg.site.view import Entity, Group, Table, Text
from ctkg.site.words import Words

#: Lines on one page of a node; what stands in its own statements is never parted.
_MOST = 400
_LATEST = 8
#: Lists whose entries say more than their name and take a line each.
_LONG = ("events.html", "timeline.html", "documents.html", "entries.html")
_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_LICENCES = {"https://creativecommons.org/licenses/by/4.0/": "CC BY 4.0"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What every page says of the whole."""

    title: str
    version: str
    newest: str
    data_title: str
    data_version: str
    licence: str
    licence_name: str
    menu: tuple[tuple[str, str], ...]


class Pages:
    """Makes the pages of one store: :meth:`entities` first, then :meth:`rest`, which needs what the former met."""

    def __init__(self, store: Store, *, title: str, all_places: bool) -> None:
        self._reader = Reader(store)
        self._words = Words(self._reader)
        self.catalogue = WholeCatalogue(self._reader, self._words, all_places=all_places)
        self._entities = Entities(self._reader, self._words, self.catalogue)
        self._lists = Lists(self._words, self.catalogue, self._note)
        self._card = card()
        self._found: list[finding.Found] = []
        self._busy: list[tuple[int, Entry]] = []
        self._site = self._whole(title, self._card)

    def _whole(self, title: str, about: Card) -> Site:
        dates = [each.date for kind in ("documents", "entries") for each in self.catalogue.of(kind)]
        kinds = {slug for slug, _ in self._lists.kinds()}
        menu = [("timeline.html", "Timeline")]
        menu += [
            (f"{slug}.html", KIND[slug].title)
            for slug in ("events", "organisations", "instruments", "documents")
            if slug in kinds
        ]
        return Site(
            title=title,
            version=ctkg.__version__,
            newest=max((date for date in dates if _FULL_DATE.fullmatch(date)), default=""),
            data_title=about.title,
            data_version=about.version,
            licence=about.licence,
            licence_name=_LICENCES.get(about.licence, about.licence),
            menu=tuple(menu),
        )  # fmt: skip

    def _render(self, template: str, path: str, **values: Any) -> tuple[str, str]:
        root = "../" * path.count("/")
        home = Text(text="Home", href=f"{root}index.html")
        return path, render(template, site=self._site, root=root, path_here=path, home=home, **values)

    def entities(self) -> Iterator[tuple[str, str]]:
        """Path and text of every page of a node."""
        for entry in self.catalogue:
            page = self._entities.entity(entry, RelativeLinks(self._words, entry.path))
            names = tuple(dict.fromkeys(name.text for name in page.names if name.text != entry.label))
            kind = KIND[entry.kind].title
            self._found.append(finding.Found(entry.path, entry.label, kind, self._note(entry), names))
            if entry.kind == "organisations":
                busy = sum(len(each.rows) for each in page.backward if isinstance(each, Group) and each.has_quotes)
                self._busy = sorted([*self._busy, (-busy, entry)], key=lambda pair: (pair[0], pair[1].iri))[:_LATEST]
            yield from self._numbered(page, entry)

    def _numbered(self, page: Entity, entry: Entry) -> Iterator[tuple[str, str]]:
        parts = list(_parts(page))
        root = "../" * entry.path.count("/")
        paths = [addresses.page(entry.iri, number) for number in range(1, len(parts) + 1)]
        for number, (path, sections) in enumerate(zip(paths, parts, strict=True), 1):
            yield self._render(
                "entity.html",
                path,
                page=page,
                sections=sections,
                number=number,
                pages=[root + each for each in paths],
                parents=[],
            )

    def rest(self) -> Iterator[tuple[str, str]]:
        """Path and text of every other file."""
        for listing in self._lists.all():
            yield from self._listing(listing)
        yield self._home()
        kinds = dict(self._lists.kinds())
        numbers = {
            "total": _counted(len(self.catalogue), "page"),
            "documents": _counted(kinds.get("documents", 0), "document"),
            "entries": _counted(kinds["entries"], "entry", "entries") if "entries" in kinds else "",
        }
        yield self._render(
            "about.html", "about.html", tables=self._card.tables, silent=self.catalogue.silent, **numbers
        )
        yield self._render("search.html", "search.html", total=numbers["total"])
        names = self._reader.classes()
        above = {each for name in names for each in self._words.classes(name)}
        yield self._render("classes.html", "classes.html", tree=tree(self._words, self._lists, above))
        yield self._render("terms.html", "terms.html", sections=self._terms())
        yield from finding.files(self._found)
        for file in sorted(STATIC.iterdir()):
            yield f"assets/{file.name}", file.read_text(encoding="utf-8")

    def _listing(self, listing: Listing) -> Iterator[tuple[str, str]]:
        root = "../" * listing.paths[0].count("/")
        chart = _chart(listing)
        for number, (path, groups) in enumerate(zip(listing.paths, listing.pages, strict=True), 1):
            yield self._render(
                "list.html",
                path,
                title=listing.title,
                about=listing.about,
                total=_counted(listing.total, "page"),
                parents=listing.parents,
                classes=listing.classes if number == 1 else (),
                chart=chart if number == 1 else None,
                groups=groups,
                long=listing.paths[0] in _LONG,
                number=number,
                pages=[root + each for each in listing.paths],
                silent=self.catalogue.silent if listing.paths[0] == "places.html" else 0,
            )

    def _home(self) -> tuple[str, str]:
        events = sorted(self.catalogue.of("events"), key=by_date)
        latest = [each for each in events if each.year][-_LATEST:][::-1]
        documents = self._lists.kinds()
        return self._render(
            "home.html",
            "index.html",
            documents=_counted(dict(documents).get("documents", 0), "document"),
            kinds=[
                Text(text=KIND[slug].title, href=f"{slug}.html", note=f"{number:,}", language=KIND[slug].about)
                for slug, number in documents
            ],
            latest=[self._text(each) for each in latest],
            often=[self._text(each, _counted(-number, "line")) for number, each in self._busy if number],
        )

    def _text(self, entry: Entry, note: str = "") -> Text:
        return Text(text=entry.label, language=entry.language, href=entry.path, note=note or self._note(entry))

    def _note(self, entry: Entry) -> str:
        """What tells an entry from others of the same name: its date, or the body of a post."""
        if entry.kind == "events":
            title = self._reader.text(entry.iri, PREFIXES["dcterms"] + "title")
            reports = self._reader.nodes_from(entry.iri, term("reportedIn"))
            told = title or (self._reader.label(reports[0]).text if reports else "")
            return told if entry.date in entry.label else f"{entry.date} {told}".strip()
        if entry.date and entry.date not in entry.label:
            return entry.date
        return entry.body

    def _terms(self) -> list[tuple[str, str, list[dict[str, str]]]]:
        """Classes and properties of the ontology with their definitions."""
        found = []
        for anchor, title, kinds in (
            ("classes", "Classes", ("Class",)),
            ("properties", "Properties", ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")),
        ):
            iris = {iri for kind in kinds for iri in self._words.terms(kind)}
            terms = [
                {
                    "iri": iri,
                    "anchor": self._words.anchor(iri),
                    "label": self._words.label(iri),
                    "definition": self._words.definition(iri),
                    "href": addresses.class_page(iri) if anchor == "classes" and self._lists.count(iri) else "",
                }
                for iri in sorted(iris, key=lambda iri: (sorting(self._words.label(iri)), iri))
            ]
            found.append((anchor, title, terms))
        return found


def _counted(number: int, noun: str, many: str = "") -> str:
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"


def _chart(listing: Listing) -> dict[str, Any] | None:
    """Measures of the columns by year, in units of the drawing; None where there is nothing to compare."""
    if len(listing.years) < 2:
        return None
    step = max(8, min(24, 720 // len(listing.years)))
    return {
        "years": listing.years,
        "step": step,
        "every": next(each for each in (1, 2, 5, 10, 25, 50, 100, 1000) if each * step >= 34),
        "most": max(number for _, number, _ in listing.years),
        "width": step * len(listing.years) + 20,
    }


Section = tuple[str, str, Any]


def _parts(page: Entity) -> Iterator[list[Section]]:
    """The sections of each page of a node: the first has what is said of it, and what others say as far as it goes."""
    first: list[Section] = []
    if page.document and page.document.entered:
        first.append(("entered", "Who entered it", page.document.entered))
    if page.facts:
        first.append(("said", "What is said", page.facts))
    if page.differences:
        first.append(("differ", "Where reports differ", page.differences))
    if page.open_claims:
        first.append(("open", "Not asserted", page.open_claims))
    if page.document and page.document.sentences:
        first.append(("text", "What was read", page.document.sentences))
    last: list[Section] = []
    if page.members or page.matches:
        last.append(("one", "What became one", page))
    if page.sources:
        last.append(("sources", "Sources", page.sources))
    pages: list[list[Section]] = [first]
    room = _MOST
    for name, title, groups in (("others", "Connections", page.backward), ("follows", "What follows", page.follows)):
        for group in groups:
            for piece in _pieces(group):
                if len(piece.rows) > room and room < _MOST:
                    pages.append([])
                    room = _MOST
                room -= len(piece.rows)
                here = pages[-1]
                if here and here[-1][0] == name:
                    here[-1] = (name, title, (*here[-1][2], piece))
                else:
                    here.append((name, title, (piece,)))
    pages[0] += last
    yield from pages


def _pieces(group: Group | Table) -> Iterator[Group | Table]:
    if len(group.rows) <= _MOST:
        yield group
        return
    for start in range(0, len(group.rows), _MOST):
        last = start + _MOST >= len(group.rows)
        if isinstance(group, Table):
            yield Table(title=group.title, columns=group.columns, rows=group.rows[start : start + _MOST])
        else:
            yield Group(title=group.title, rows=group.rows[start : start + _MOST], more=group.more if last else 0)
