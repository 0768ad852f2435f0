"""What a web page states about itself: title, day, publisher, address, language, licence.

Only what is stated in the head (Open Graph, Dublin Core, schema.org in JSON-LD, HTML's own) or by a ``time`` element is
used; nothing is guessed from the wording or the address of the page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ctkg.model import Source
from ctkg.text.read import identity

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_TITLE = ("og:title", "dcterms.title", "dc.title", "twitter:title")
_DATE = (
    "article:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "date",
    "pubdate",
)
_PUBLISHER = ("og:site_name", "dcterms.publisher", "dc.publisher", "publisher", "application-name")
_LICENCE = ("dcterms.license", "dcterms.rights", "dc.rights")
_ARTICLES = ("Article", "NewsArticle", "Report", "BlogPosting", "Event", "WebPage", "PressRelease")


def source(tree: HtmlElement) -> Source:
    """The source that ``tree`` states, fields empty where it is silent. Open Graph goes before JSON-LD before HTML."""
    meta = _meta(tree)
    article = next(_articles(tree), {})
    publisher = article.get("publisher")
    return Source(
        title=_first(_named(meta, _TITLE), article.get("headline"), _only_heading(tree), _text(tree, "title")),
        published=next(filter(None, map(identity.date, _dates(tree, meta, article))), ""),
        publisher=_first(_named(meta, _PUBLISHER), publisher.get("name") if isinstance(publisher, dict) else publisher),
        url=next(filter(None, map(identity.address, _addresses(tree, meta, article))), ""),
        language=next(filter(None, map(identity.language, _languages(tree, meta, article))), ""),
        licence=_first(_link(tree, "license"), _named(meta, _LICENCE)),
        media_type="text/html",
    )


def _meta(tree: HtmlElement) -> dict[str, str]:
    """Contents of ``meta`` elements by lower-case name or property; the first of a name counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        if key and element.get("content"):
            found.setdefault(key.lower(), element.get("content", ""))
    return found


def _articles(tree: HtmlElement) -> Iterator[Mapping[str, object]]:
    """The schema.org descriptions of the page's article, in page order. Script that is not JSON says nothing of it."""
    for script in tree.iter("script"):
        if script.get("type", "").lower() != "application/ld+json":
            continue
        try:
            found = json.loads(script.text_content())
        except (ValueError, RecursionError):
            continue
        items = found if isinstance(found, list) else [found]
        for item in [part for i in items if isinstance(i, dict) for part in (i, *_list(i.get("@graph")))]:
            if isinstance(item, dict) and set(map(str, _list(item.get("@type")))) & set(_ARTICLES):
                yield item


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _dates(tree: HtmlElement, meta: Mapping[str, str], article: Mapping[str, object]) -> Iterator[str]:
    yield from (meta.get(name, "") for name in _DATE)
    yield str(article.get("datePublished") or "")
    yield from (time.get("datetime", "") for time in tree.iter("time"))


def _addresses(tree: HtmlElement, meta: Mapping[str, str], article: Mapping[str, object]) -> Iterator[str]:
    yield _link(tree, "canonical")
    yield meta.get("og:url", "")
    yield str(article.get("url") or "")


def _languages(tree: HtmlElement, meta: Mapping[str, str], article: Mapping[str, object]) -> Iterator[str]:
    root = tree.getroottree().getroot()
    yield root.get("lang", "") or root.get("{http://www.w3.org/XML/1998/namespace}lang", "") or root.get("xml:lang", "")
    yield meta.get("content-language", "")
    yield meta.get("og:locale", "")
    yield str(article.get("inLanguage") or "")


def _named(meta: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if meta.get(name, "").strip()), "")


def _link(tree: HtmlElement, relation: str) -> str:
    found = (link.get("href", "") for link in tree.iter("link", "a") if relation in link.get("rel", "").lower().split())
    return next(found, "").strip()


def _only_heading(tree: HtmlElement) -> str:
    headings = list(tree.iter("h1"))
    return str(headings[0].text_content()) if len(headings) == 1 else ""


def _text(tree: HtmlElement, tag: str) -> str:
    element = next(tree.iter(tag), None)
    return str(element.text_content()) if element is not None else ""


def _first(*values: object) -> str:
    """The first of ``values`` that is a string with words in it, with single spaces."""
    return next((" ".join(value.split()) for value in values if isinstance(value, str) and value.split()), "")
