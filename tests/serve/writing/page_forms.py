"""Pages read as a browser without scripts reads them: what a form would send, which buttons it has."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Sent:
    """A form of a page: where to, its values, its buttons as name and value."""

    action: str = ""
    method: str = "get"
    values: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Sent] = []
        self.ids: list[str] = []
        self.text: list[str] = []
        self._select = self._area = ""
        self._first = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if "id" in has:
            self.ids.append(has["id"])
        if tag == "form":
            self.forms.append(Sent(has.get("action", ""), has.get("method", "get")))
        if not self.forms:
            return
        values, name = self.forms[-1].values, has.get("name", "")
        if tag == "input" and name:
            kind = has.get("type", "text")
            if kind not in ("checkbox", "radio", "file") or "checked" in has:
                values[name] = has.get("value", "")
        elif tag == "select":
            self._select = name
            values[name] = ""
        elif tag == "option" and self._select and "selected" in has:
            self._option = has.get("value")
            if self._option is not None:
                values[self._select] = self._option
            else:
                self._waits = True
        elif tag == "textarea":
            self._area, values[name], self._first = name, "", True
        elif tag == "button":
            self.forms[-1].buttons.append((name, has.get("value", "")))

    _waits = False
    _option: str | None = None

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        if tag == "textarea":
            self._area = ""
        if tag == "option":
            self._waits = False

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if self._area:
            # A browser leaves out the line break that follows the tag.
            self.forms[-1].values[self._area] += data.removeprefix("\n") if self._first else data
            self._first = False
        elif self._waits and self._select:
            self.forms[-1].values[self._select] += data


def read(html: str) -> _Reader:
    """All of a page."""
    reader = _Reader()
    reader.feed(html)
    assert len(reader.ids) == len(set(reader.ids)), "an id stands twice on a page"
    return reader


def form(html: str, action: str) -> Sent:
    """The form of a page that is sent to a path."""
    return next(each for each in read(html).forms if each.action == action)


def words(html: str) -> str:
    """The words of a page."""
    return " ".join(" ".join(read(html).text).split())
