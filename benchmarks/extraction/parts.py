"""Parts of a set of documents, of which one is held out: by the digest of a document's name."""

from __future__ import annotations

import hashlib


def part(document: str, parts: int) -> int:
    """The number of the one of ``parts`` that ``document`` belongs to."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % parts
