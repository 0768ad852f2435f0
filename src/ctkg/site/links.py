"""Where links of a page lead: relative files in a static site, paths on a server."""

from __future__ import annotations

from typing import Protocol

from ctkg.site import addresses
from ctkg.site.entry import Entry
from ctkg.site.words import Words


class Links(Protocol):
    """Makes the links of one page; empty where nothing is to be shown of a thing."""

    def node(self, entry: Entry) -> str:
        """To the page of a node."""
        ...

    def is_here(self, entry: Entry) -> bool:
        """True for the node whose page this is."""
        ...

    def kind(self, slug: str) -> str:
        """To the list of a kind."""
        ...

    def cls(self, iri: str) -> str:
        """To what is said of a class, or to the list of its nodes."""
        ...

    def property(self, iri: str) -> str:
        """To what a property means."""
        ...

    def table(self, name: str) -> str:
        """To what is said of a reference table."""
        ...

    def why(self, subject: str, predicate: str, object: str) -> str:
        """To why a statement between nodes holds."""
        ...

    def itself(self, iri: str) -> str:
        """To the page of a node that is told on those of others."""
        ...

    def whole(self, predicate: str, inverse: bool) -> str:
        """To all statements of one property, of which this page shows some."""
        ...


class RelativeLinks:
    """Links of the page at path ``here`` of a static site; it has one page for each entry, and explains nothing."""

    def __init__(self, words: Words, here: str) -> None:
        self._words, self._here = words, here
        self.root = "../" * here.count("/")

    def node(self, entry: Entry) -> str:
        """Relative path of the file."""
        return self.root + entry.path

    def is_here(self, entry: Entry) -> bool:
        """By its path."""
        return entry.path == self._here

    def kind(self, slug: str) -> str:
        """The list of the kind."""
        return f"{self.root}{slug}.html"

    def cls(self, iri: str) -> str:
        """The list of the class."""
        return self.root + addresses.class_page(iri)

    def property(self, iri: str) -> str:
        """Its place on the page of terms."""
        anchor = self._words.anchor(iri)
        return f"{self.root}terms.html#{anchor}" if anchor else ""

    def table(self, name: str) -> str:
        """Its place on the page about the site."""
        return f"{self.root}about.html#table-{name}"

    def why(self, subject: str, predicate: str, object: str) -> str:
        """Nowhere."""
        return ""

    def itself(self, iri: str) -> str:
        """Nowhere."""
        return ""

    def whole(self, predicate: str, inverse: bool) -> str:
        """Nowhere: it shows all of them."""
        return ""
