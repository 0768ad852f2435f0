"""The drawing of a chart: elements of SVG, escaped by the library that writes them; no style and no script in it."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, tostring

#: What XML 1.0 cannot hold, escaped or not.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

#: Series that have a colour of their own; further ones begin again.
SERIES = 6


def number(value: float) -> str:
    """A number as short as two decimals allow."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def percent(share: float) -> str:
    """A share (0 to 1) of the width."""
    return number(100 * share) + "%"


def words(text: str) -> str:
    """A text without what no XML document may hold."""
    return _FORBIDDEN.sub("\ufffd", text)


class Drawing:
    """An SVG element as wide as its place and ``height`` pixels high.

    Args:
        id: unique on the page.
        height: in pixels.
        title: of the drawing.
        description: of what it shows, in a sentence.
    """

    def __init__(self, id: str, *, height: float, title: str, description: str) -> None:
        self.root = Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "class": "plot",
                "id": id,
                "role": "img",
                "width": "100%",
                "height": number(height),
                "aria-labelledby": f"{id}-title",
                "aria-describedby": f"{id}-desc",
            },
        )
        self.add("title", text=title, id=f"{id}-title")
        self.add("desc", text=description, id=f"{id}-desc")

    def add(self, tag: str, parent: Element | None = None, *, text: str = "", **attributes: str | float) -> Element:
        """A new element; ``class_`` is the attribute ``class``, and ``_`` in other names is a hyphen."""
        named = {
            ("class" if name == "class_" else name.replace("_", "-")): words(each)
            if isinstance(each, str)
            else number(each)
            for name, each in attributes.items()
        }
        made = SubElement(self.root if parent is None else parent, tag, named)
        made.text = words(text) or None
        return made

    def linked(self, href: str, title: str) -> Element:
        """A group with a tooltip, which leads somewhere by the mouse; the table has the same links for all readers."""
        if href:
            # Links in it would be lost in an image, so it is a group then; the links themselves are for the mouse
            # alone: forty stops of the tabulator before a page goes on would help nobody.
            self.root.set("role", "group")
            made = self.add("a", href=href, tabindex="-1", aria_hidden="true")
        else:
            made = self.add("g")
        self.add("title", made, text=title)
        return made

    def markup(self) -> str:
        """The whole, to be put into a page as it is: the library that writes it escapes every text and attribute."""
        return tostring(self.root, encoding="unicode")
