"""Web pages: the main text without menus, banners and footers.

Text of the document: the title, a blank line, then headings, paragraphs, items (``- ...``) and rows (``| a | b |``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ctkg.errors import UnreadableInput
from ctkg.model import Document
from ctkg.text.read import blocks, encoding, html_metadata, reader
from ctkg.text.read.blocks import Block

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([a-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_HEAD = 4096
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
#: What the web calls Latin-1 is Windows-1252 (WHATWG Encoding Standard, section 4.2).
_ALIASES = {"iso-8859-1": "windows-1252", "latin1": "windows-1252", "us-ascii": "windows-1252", "ascii": "windows-1252"}
#: Elements that stand within a line; all others begin a block of their own.
_INSIDE = frozenset({"hi", "ref", "lb", "del", "graphic", "span"})
_SENTENCE_END = re.compile(r"[.!?\u2026\u3002\u061f][\"'\u201d\u2019\u00bb)\]]*$")
_RUNNING_WORDS = 8


def parse(data: bytes, name: str) -> Document:
    """Read a web page in the encoding that it declares, else UTF-8.

    Raises:
        UnreadableInput: it is empty, binary or wrongly encoded, or has no main text (menus and links only).
    """
    written = encoding.decode(data, name=name, declared=_declared(data))
    tree = _tree(written, name)
    source = html_metadata.source(tree)
    links = Counter(word for link in tree.iter("a") for word in str(link.text_content()).split())
    found = list(_main(tree, name))
    if not _is_text(found, links):
        raise UnreadableInput("this page has no main text (menus and links only)", path=name)
    text = encoding.normalise(blocks.join(found, source.title), name=name)
    return reader.document(text, name=name, source=source)


READER = reader.Reader(media_type="text/html", suffixes=(".html", ".htm", ".xhtml"), parse=parse)


def _declared(data: bytes) -> str:
    found = _CHARSET.search(data[:_HEAD])
    label = (found.group(1) or found.group(2)).decode("ascii").lower() if found else ""
    # A page that can be searched for ASCII is not in UTF-16, whatever it says of itself (HTML standard, 13.2.3.3).
    return "utf-8" if label.startswith(("utf-16", "utf-32")) else _ALIASES.get(label, label)


def _tree(written: str, name: str) -> HtmlElement:
    from lxml import etree, html  # type: ignore[import-untyped]

    try:
        return html.document_fromstring(_DECLARATION.sub("", written, count=1))
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableInput(f"this is not HTML: {error}", path=name) from None


def _main(tree: HtmlElement, name: str) -> Iterator[Block]:
    from trafilatura import bare_extraction

    try:
        page = bare_extraction(tree, include_comments=False, include_tables=True)
    except Exception as error:  # hostile markup must not stop a build of other pages
        raise UnreadableInput(f"the main text of this page cannot be found: {error!r}", path=name) from error
    if page is None or isinstance(page, dict) or page.body is None:
        raise UnreadableInput("this page has no main text", path=name)
    return _blocks(page.body)


def _blocks(body: HtmlElement) -> Iterator[Block]:
    """Blocks of trafilatura's tree: p, head, quote, code, list/item, table/row/cell; hi, ref, lb inside."""
    for number, part in enumerate(body, 1):
        yield from _walk(part, number if part.tag in ("list", "table") else 0)
        if part.tail and part.tail.strip():
            yield Block(blocks.tidy(_flat(part.tail)))


def _walk(element: HtmlElement, group: int, marker: str = "") -> Iterator[Block]:
    """Blocks of ``element`` in reading order; ``marker`` opens the first one."""
    if element.tag == "row":
        yield Block(blocks.row(blocks.tidy(_words(cell)) for cell in element.iter("cell")), group)
        return
    words = [_flat(element.text)]
    number = 0
    for child in element:
        if child.tag in _INSIDE:
            words.append(_words(child))
        else:
            text = blocks.tidy("".join(words))
            if text:
                yield Block(marker + text, group)
                marker = ""
            words.clear()
            number += child.tag == "item"
            inner = (f"{number}. " if element.get("rend") == "ol" else "- ") if child.tag == "item" else marker
            yield from _walk(child, group, inner)
            marker = ""
        words.append(_flat(child.tail))
    text = blocks.tidy("".join(words))
    if text:
        yield Block(marker + text, group)


def _words(element: HtmlElement) -> str:
    """Words of ``element`` and all inside it; a line break is a line end, other white space a space."""
    if element.tag == "lb":
        return "\n"
    parts = [_flat(element.text)]
    for child in element:
        if isinstance(child.tag, str):
            parts.append(_words(child))
        parts.append(_flat(child.tail))
    return "".join(parts)


def _flat(words: str | None) -> str:
    return (words or "").replace("\n", " ")


def _is_text(found: list[Block], links: Counter[str]) -> bool:
    """True where ``found`` reads as text: something like a sentence is in it, and its words are not those of links."""
    words = Counter(word for block in found for word in block.text.split())
    return (words - links).total() * 5 >= words.total() and any(_is_sentence(block.text) for block in found)


def _is_sentence(words: str) -> bool:
    return bool(_SENTENCE_END.search(words)) or len(words.split()) >= _RUNNING_WORDS or words.startswith("| ")
