"""Markdown with YAML front matter: the words without the marks.

Text of the document: the title of the front matter, a blank line, then the body as plain text. A paragraph is one line
(a line break of the source is a space, a hard break a line end); emphasis, links and images leave their words; a
heading is a line of its own; items keep ``-`` or their number; a row of a table reads ``| a | b |``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from ctkg.errors import UnreadableInput
from ctkg.model import Document, Source
from ctkg.text.read import blocks, encoding, front_matter, identity, reader
from ctkg.text.read.blocks import Block
from ctkg.text.read.front_matter import FrontMatter

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


_YES, _NO = ("yes", "true"), ("no", "false")


def parse(data: bytes, name: str) -> Document:
    """Read Markdown.

    Raises:
        UnreadableInput: it is empty, binary or wrongly encoded, its front matter is broken, or it has no text.
    """
    written = encoding.decode(data, name=name)
    stated, body = front_matter.split(written, name=name)
    parsed = _parser().parse(body)
    parts = [block for block in _blocks(parsed) if block.text]
    if not parts:
        raise UnreadableInput("there is no text after the front matter", path=name)
    title, _ = stated.get("title")
    text = encoding.normalise(blocks.join(parts, title), name=name)
    source = _source(stated, title or _first_heading(parsed), name)
    found = reader.document(text, name=name, source=source, identifier=_identifier(stated, name))
    return found if _keep(stated, name) else dataclasses.replace(found, keep=False)


READER = reader.Reader(media_type="text/markdown", suffixes=(".md", ".markdown"), parse=parse)


def _identifier(stated: FrontMatter, name: str) -> str:
    value, line = stated.get("id")
    if value and not identity.is_id(value):
        raise identity.invalid("id", value, "an id (letters, digits, hyphens)", name=name, line=line)
    return value


def _keep(stated: FrontMatter, name: str) -> bool:
    value, line = stated.get("keep-text")
    if value.lower() not in ("", *_YES, *_NO):
        raise identity.invalid("keep-text", value, "yes or no", name=name, line=line)
    return value.lower() not in _NO


def _source(stated: FrontMatter, title: str, name: str) -> Source:
    published, line = stated.get("date")
    if published and not identity.date(published):
        raise identity.invalid("date", published, "a date such as 2019-11-19", name=name, line=line)
    url, line = stated.get("url", "source")
    if url and not identity.address(url):
        raise identity.invalid("url", url, "an address such as https://example.org/report", name=name, line=line)
    tag, line = stated.get("language", "lang")
    if tag and not identity.language(tag):
        raise identity.invalid("language", tag, "a language tag such as en", name=name, line=line)
    return Source(
        url=url,
        title=" ".join(title.split()),
        publisher=stated.get("publisher")[0],
        licence=stated.get("licence", "license")[0],
        media_type="text/markdown",
        language=identity.language(tag),
        published=identity.date(published),
    )


def _first_heading(tokens: Sequence[Token]) -> str:
    opens = bool(tokens) and tokens[0].type == "heading_open"
    return _words(tokens[1].children or []) if opens else ""


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table")


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """The blocks in reading order; one pass, a stack of lists tells the marker of an item."""
    group, depth, marker = 0, 0, ""
    cells: list[str] | None = None
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open", "table_open"):
            group += not depth
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close", "table_close"):
            depth -= 1
        elif token.type == "list_item_open":
            marker = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            yield Block(blocks.row(cells or []), group)
            cells = None
        elif token.type == "inline":
            words = blocks.tidy(_words(token.children or []))
            if cells is not None:
                cells.append(words)
            elif words:
                yield Block(marker + words, group if depth else 0)
                marker = ""
        elif token.type in ("fence", "code_block"):
            yield Block(blocks.tidy(token.content), group if depth else 0)
        elif token.type == "html_block":
            yield Block(_html_words(token.content), group if depth else 0)


def _words(tokens: Sequence[Token]) -> str:
    parts = []
    for token in tokens:
        if token.type in ("text", "code_inline", "text_special"):
            parts.append(token.content)
        elif token.type == "softbreak":
            parts.append(" ")
        elif token.type == "hardbreak":
            parts.append("\n")
        elif token.type == "image":
            parts.append(_words(token.children or []))
    return "".join(parts)


def _html_words(markup: str) -> str:
    from lxml import etree, html  # type: ignore[import-untyped]

    try:
        tree = html.fragment_fromstring(markup, create_parent="div")
    except etree.LxmlError:
        return ""
    etree.strip_elements(tree, "script", "style", etree.Comment, with_tail=False)
    return blocks.tidy(str(tree.text_content()))
