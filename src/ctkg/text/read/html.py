"""Web pages: the main text without menus, banners and footers.

Text of the document: the title, a blank line, then headings, paragraphs, items (``- ...``) and rows (``| a | b |``).
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from ctkg.errors import UnreadableInput
from ctkg.model import Document
from ctkg.text.read import blocks, encoding, html_blocks, html_metadata, reader
from ctkg.text.read.blocks import Block

if TYPE_CHECKING:
    from configparser import ConfigParser

    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([a-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_HEAD = 4096
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
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
    text = encoding.normalise(blocks.join(_text(tree, name), source.title), name=name)
    return reader.document(text, name=name, source=source)


def main_text(written: str, name: str) -> list[Block]:
    """The blocks of the main text of a page.

    Raises:
        UnreadableInput: it is no page, or has no main text.
    """
    return _text(_tree(written, name), name)


READER = reader.Reader(media_type="text/html", suffixes=(".html", ".htm", ".xhtml"), parse=parse)


def _declared(data: bytes) -> str:
    found = _CHARSET.search(data[:_HEAD])
    label = (found.group(1) or found.group(2)).decode("ascii").lower() if found else ""
    # A page that can be searched for ASCII is not in UTF-16, whatever it says of itself (HTML standard, 13.2.3.3).
    return "utf-8" if label.startswith(("utf-16", "utf-32")) else encoding.meant(label)


def _tree(written: str, name: str) -> HtmlElement:
    from lxml import etree, html  # type: ignore[import-untyped]

    try:
        return html.document_fromstring(_DECLARATION.sub("", written, count=1))
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableInput(f"this is not HTML: {error}", path=name) from None


def _text(tree: HtmlElement, name: str) -> list[Block]:
    links = Counter(word for link in tree.iter("a") for word in str(link.text_content()).split())
    found = list(_main(tree, name))
    if not _is_text(found, links):
        raise UnreadableInput("this page has no main text (menus and links only)", path=name)
    return found


def _main(tree: HtmlElement, name: str) -> Iterator[Block]:
    from trafilatura import bare_extraction

    html_blocks.open_layout_tables(tree)
    try:
        page = bare_extraction(tree, include_comments=False, include_tables=True, config=_settings())
    except Exception as error:  # hostile markup must not stop a build of other pages
        raise UnreadableInput(f"the main text of this page cannot be found: {error!r}", path=name) from error
    if page is None or isinstance(page, dict) or page.body is None:
        raise UnreadableInput("this page has no main text", path=name)
    return html_blocks.blocks_of(page.body)


@cache
def _settings() -> ConfigParser:
    """Settings of trafilatura: a short text is a text, too; by default one under 250 characters loses its parts."""
    from trafilatura.settings import DEFAULT_CONFIG

    settings = copy.deepcopy(DEFAULT_CONFIG)
    settings["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "25"
    return settings


def _is_text(found: list[Block], links: Counter[str]) -> bool:
    """True where ``found`` reads as text: something like a sentence is in it, and its words are not those of links."""
    words = Counter(word for block in found for word in block.text.split())
    return (words - links).total() * 5 >= words.total() and any(_is_sentence(block.text) for block in found)


def _is_sentence(words: str) -> bool:
    return bool(_SENTENCE_END.search(words)) or len(words.split()) >= _RUNNING_WORDS or words.startswith("| ")
