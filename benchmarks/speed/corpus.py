"""Documents for measuring: shaped like press releases, the same in every run, all events and persons invented."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from ctkg import tables

SENTENCES = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))
#: Characters of a document's body, about.
LENGTH = 1900
#: Acronyms of bodies that such releases name; others would be unusual company.
BODIES = ("OSCE", "UNODC", "INTERPOL", "Europol", "IOM", "UNOCT", "ODIHR", "CTED", "FATF", "WCO", "ICAO", "Eurojust")


class Choice:
    """Picks that look mixed and are the same on every machine: a linear congruential sequence."""

    def __init__(self, seed: int) -> None:
        self.state = seed * 2_654_435_761 % 2**32

    def below(self, limit: int) -> int:
        """A number from 0 to ``limit`` - 1."""
        self.state = (self.state * 1_664_525 + 1_013_904_223) % 2**32
        return (self.state >> 16) % limit

    def of(self, items: Sequence[str]) -> str:
        """One of ``items``."""
        return items[self.below(len(items))]


def documents(count: int) -> Iterator[tuple[str, str]]:
    """``count`` pairs of id and Markdown text with front matter."""
    states = [row["name_en"] for row in tables.rows("states") if row["kind"] == "state"]
    cities = [row["name"] for row in tables.rows("cities") if int(row["population"] or 0) > 500_000]
    numbers = [row["number"] for row in tables.rows("unsc_resolutions")]
    for number in range(count):
        yield f"bench-{number:05d}", _document(number, states, cities, numbers)


def write(folder: Path, count: int) -> None:
    """Write the documents into ``folder``, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for identifier, text in documents(count):
        (folder / f"{identifier}.md").write_text(text, encoding="utf-8")


def _document(number: int, states: list[str], cities: list[str], resolutions: list[str]) -> str:
    choice = Choice(number + 1)
    first = datetime.date(2005, 1, 3) + datetime.timedelta(days=choice.below(6000))
    days = 2 + choice.below(4)
    at = choice.below(len(BODIES))
    organizer, partner, supporter, body = (BODIES[(at + 5 * step) % len(BODIES)] for step in range(4))
    city = choice.of(cities)
    fixed = {
        "kind": choice.of(SENTENCES["kinds"]),
        "topic": choice.of(SENTENCES["topics"]),
        "organizer": f"the {organizer}",
        "partner": f"the {partner}",
        "supporter": f"the {supporter}",
        "body": f"the {body}",
        "city": city,
        "CITY": city.upper(),
        "date": _day(first),
        "end": _day(first + datetime.timedelta(days=days - 1)),
        "days": ("two", "three", "four", "five")[days - 2],
    }

    def sentence(template: str) -> str:
        return template.format(
            **fixed,
            state=choice.of(states),
            other=choice.of(states),
            othercity=choice.of(cities),
            guests=choice.of(SENTENCES["guests"]),
            post=choice.of(SENTENCES["posts"]),
            person=f"{choice.of(SENTENCES['given'])} {choice.of(SENTENCES['family'])}",
            speaker=f"{choice.of(SENTENCES['given'])} {choice.of(SENTENCES['family'])}",
            number=10 + choice.below(90),
            resolution=choice.of(resolutions),
        )

    title = _capital(sentence(choice.of(SENTENCES["title"])))
    paragraphs = [sentence(choice.of(SENTENCES["lead"]))]
    start = choice.below(len(SENTENCES["body"]))
    while sum(map(len, paragraphs)) < LENGTH:
        pair = (SENTENCES["body"][(start + step) % len(SENTENCES["body"])] for step in range(2))
        paragraphs.append(" ".join(_capital(sentence(template)) for template in pair))
        start += 2
    front = {"id": f"bench-{number:05d}", "title": title, "date": first, "language": "en", "fictional": "true"}
    stated = "".join(f"{key}: {value}\n" for key, value in front.items())
    return f"---\n{stated}---\n\n" + "\n\n".join(paragraphs) + "\n"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _day(day: datetime.date) -> str:
    return f"{day.day} {SENTENCES['months'][day.month - 1]} {day.year}"
