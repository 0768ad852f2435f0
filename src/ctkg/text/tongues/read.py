"""A reading of a text that is not English."""

from __future__ import annotations

from ctkg.model import Document
from ctkg.text import folding, segment
from ctkg.text.find.dateline import Dateline
from ctkg.text.find.linking import choose, free
from ctkg.text.reading import Reading, name_key
from ctkg.text.tongues import bodies, dates, gazetteer, head, instruments, lexicon


def read(document: Document, tag: str) -> Reading:
    """Cut ``document``, which is in ``tag``, into passages and sentences, and link the names in it.

    In a language without lexicons, names are those that the tables hold in any spelling of Latin letters.
    """
    plain = folding.plain(document.text)
    known_language = tag in lexicon.tags()
    abbreviations = lexicon.load(tag, "names")["text"]["abbreviations"] if known_language else []
    parts = segment.passages(document)
    cut = segment.sentences(document, parts, frozenset(abbreviations))
    if not known_language:
        found = gazetteer.find(document, plain, Dateline(), tag)
        found = choose([*found, *instruments.find(document, plain, tag)])
        return Reading(document=document, passages=parts, sentences=cut, links=tuple(found))
    line = head.find(document, plain, parts, tag)
    known = gazetteer.find(document, plain, line, tag)
    own = [*instruments.find(document, plain, tag), *dates.find(document, plain, line.anchor, tag)]
    grown = list(bodies.find(document, plain, cut, known, tag))
    links = choose([*known, *own, *grown])
    links = choose([*links, *free(bodies.aliases(document, plain, links), links)])
    short = {name_key(link.mention.text): link.thing for link in links if link.mention.kind == "organization"}
    return Reading(document=document, passages=parts, sentences=cut, head=line, links=tuple(links), known=short)
