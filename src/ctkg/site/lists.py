"""Lists: of a kind, of a class, of events by year, of classes and terms; long ones on several pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ctkg.graph.ranking import sorting
from ctkg.site import addresses
from ctkg.site.catalogue import WholeCatalogue
from ctkg.site.entry import Entry, by_date, by_label
from ctkg.site.kinds import KIND, KINDS
from ctkg.site.view import Text
from ctkg.site.words import Words

#: Entries on one page of a list.
MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list as pages: paths, and for each page its groups: a heading with its anchor, or None, and the entries."""

    title: str
    about: str
    total: int
    parents: tuple[Text, ...]
    classes: tuple[Text, ...]
    paths: tuple[str, ...]
    pages: tuple[tuple[tuple[tuple[str, str] | None, tuple[Text, ...]], ...], ...]
    years: tuple[tuple[str, int, str], ...] = ()


class Lists:
    """Makes the lists of a catalogue."""

    def __init__(self, words: Words, catalogue: WholeCatalogue, notes: Callable[[Entry], str]) -> None:
        self._words, self._catalogue, self._notes = words, catalogue, notes
        self._by_class: dict[str, list[Entry]] = defaultdict(list)
        for entry in catalogue:
            for name in {above for one in entry.classes for above in words.classes(one)}:
                self._by_class[name].append(entry)

    def all(self) -> Iterator[Listing]:
        """Every list: of each kind that has entries, of each class, and the timeline."""
        for kind in KINDS:
            entries = self._catalogue.of(kind.slug)
            if entries:
                yield self._kind(kind.slug, entries)
        for name in sorted(self._by_class):
            yield self._class(name)
        yield self.timeline()

    def kinds(self) -> list[tuple[str, int]]:
        """Slugs of the kinds that have entries, with how many."""
        numbers = Counter(entry.kind for entry in self._catalogue)
        return [(kind.slug, numbers[kind.slug]) for kind in KINDS if numbers[kind.slug]]

    def count(self, name: str) -> int:
        """How many nodes with a page are of a class or of one below it."""
        return len(self._by_class.get(name, ()))

    def _kind(self, slug: str, entries: list[Entry]) -> Listing:
        dated = slug in ("events", "documents", "entries")
        if dated:
            entries = sorted(entries, key=by_date, reverse=True)
        names = {name for entry in entries for name in entry.classes}
        return self._listing(
            path=f"{slug}.html",
            title=KIND[slug].title,
            about=KIND[slug].about,
            entries=entries,
            heading=_year if dated else _letter,
            parents=(HOME,),
            classes=tuple(self._chip(name) for name in sorted(names, key=lambda iri: (self._words.label(iri), iri))),
        )

    def _class(self, name: str) -> Listing:
        below = {each for each in self._by_class if name in self._words.classes(each) and each != name}
        direct = [each for each in below if not any(each != o and o in self._words.classes(each) for o in below)]
        label = self._words.label(name)
        return self._listing(
            path=addresses.class_page(name),
            title=label[:1].upper() + label[1:],
            about=self._words.definition(name),
            entries=sorted(self._by_class[name], key=by_label),
            heading=_letter,
            parents=(Text(text="Home", href="../index.html"), Text(text="Classes", href="../classes.html")),
            classes=tuple(
                self._chip(each, "../") for each in sorted(direct, key=lambda iri: (self._words.label(iri), iri))
            ),
        )

    def timeline(self) -> Listing:
        """Events by year, the first first; those without a date last."""
        events = sorted(self._catalogue.of("events"), key=by_date)
        found = self._listing(
            path="timeline.html",
            title="Timeline",
            about="Events by year, as reported",
            entries=events,
            heading=_year,
            parents=(HOME,),
            classes=(),
        )
        numbers = Counter(entry.year for entry in events if entry.year)
        places = {
            heading[0]: f"{path}#{heading[1]}"
            for path, groups in reversed(list(zip(found.paths, found.pages, strict=True)))
            for heading, _ in groups
            if heading
        }
        span = range(int(min(numbers)), int(max(numbers)) + 1) if numbers else range(0)
        years = tuple((str(year), numbers[str(year)], places.get(str(year), "")) for year in span)
        return Listing(
            title=found.title, about=found.about, total=found.total, parents=found.parents, classes=(),
            paths=found.paths, pages=found.pages, years=years,
        )  # fmt: skip

    def _chip(self, name: str, root: str = "") -> Text:
        return Text(text=self._words.label(name), href=root + addresses.class_page(name), note=str(self.count(name)))

    def _listing(
        self,
        *,
        path: str,
        title: str,
        about: str,
        entries: Sequence[Entry],
        heading: Callable[[Entry], str],
        parents: tuple[Text, ...],
        classes: tuple[Text, ...],
    ) -> Listing:
        root = "../" * path.count("/")
        pages = [entries[start : start + MOST] for start in range(0, len(entries), MOST)] or [[]]
        few = len(entries) <= 30 and heading is _letter
        return Listing(
            title=title,
            about=about,
            total=len(entries),
            parents=parents,
            classes=classes if len(classes) > 1 else (),
            paths=tuple(addresses.numbered(path, number) for number in range(1, len(pages) + 1)),
            pages=tuple(tuple(self._groups(page, None if few else heading, root)) for page in pages),
        )

    def _groups(
        self, entries: Iterable[Entry], heading: Callable[[Entry], str] | None, root: str
    ) -> Iterator[tuple[tuple[str, str] | None, tuple[Text, ...]]]:
        groups: dict[str, list[Text]] = {}
        for entry in entries:
            name = heading(entry) if heading else ""
            text = Text(text=entry.label, language=entry.language, href=root + entry.path, note=self._notes(entry))
            groups.setdefault(name, []).append(text)
        for name, texts in groups.items():
            anchor = "y" + name if name.isdigit() else "g" + "-".join(f"{ord(letter):x}" for letter in name)
            yield ((name, anchor) if name else None), tuple(texts)


HOME = Text(text="Home", href="index.html")


def _letter(entry: Entry) -> str:
    letter = sorting(entry.label)[:1]
    return letter.upper() if letter.isalpha() else "0–9" if letter.isdigit() else "other"


def _year(entry: Entry) -> str:
    return entry.year or "without a date"


def tree(words: Words, lists: Lists, names: Iterable[str]) -> list[tuple[int, Text]]:
    """Classes that have nodes, each below the ones above it: depth and a link; one with two above stands twice."""
    known = {name for name in names if lists.count(name)}
    below: dict[str, list[str]] = defaultdict(list)
    for name in known:
        above = (words.classes(name) - {name}) & known
        nearest = {each for each in above if not any(each != o and each in words.classes(o) for o in above)}
        for each in nearest or {""}:
            below[each].append(name)
    found: list[tuple[int, Text]] = []

    def walk(name: str, depth: int) -> None:
        for each in sorted(below.get(name, ()), key=lambda iri: (words.label(iri), iri)):
            text = Text(text=words.label(each), href=addresses.class_page(each), note=str(lists.count(each)))
            found.append((depth, text))
            walk(each, depth + 1)

    walk("", 0)
    return found
