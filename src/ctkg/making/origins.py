"""What the documents of a store were made from, so that a build touches only what changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ctkg.making import recipe, statements, texts
from ctkg.text.opinions.settings import OpinionSettings

if TYPE_CHECKING:
    from ctkg.graph.store import Store
    from ctkg.making import Made
    from ctkg.text.read import Address

#: Kinds of the notes: the origin by document, and the document by key.
NOTE, KEY = "origin", "key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What one document of a store was made from, and what its making said.

    Attributes:
        document: its id.
        key: stands for the file's name and bytes, the rules, and the models asked.
        made: digest of what was made (:attr:`ctkg.making.Made.digest`).
        statements, size, notices: as in :class:`ctkg.making.Made`.
    """

    document: str
    key: str
    made: str
    statements: int
    size: int
    notices: tuple[str, ...]

    def dumps(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def loads(cls, text: str) -> Origin:
        """The origin that :meth:`dumps` wrote."""
        values = json.loads(text)
        return cls(**{**values, "notices": tuple(values["notices"])})

    @classmethod
    def of(cls, made: Made, key: str) -> Origin:
        """The origin of what was just made."""
        return cls(
            document=made.document,
            key=key,
            made=made.digest,
            statements=made.statements,
            size=made.size,
            notices=made.notices,
        )


def key(file: Path | Address, opinions: OpinionSettings) -> str:
    """The same where making ``file`` would give the same; empty where that cannot be told before.

    What a web address answers is not known before, unless there is a copy; nor what is in a file that cannot be read.
    """
    from ctkg.text.read import LIMIT

    name = file.name if isinstance(file, Path) else file.url
    if not isinstance(file, Path):
        if not file.copy:
            return ""
        file = Path(file.copy)
    try:
        if not file.is_file() or file.stat().st_size > LIMIT:
            return ""
        content = file.read_bytes()
    except OSError:
        return ""
    total = hashlib.sha256(f"{recipe.digest()}\n{opinions if opinions else ''}\n{name}\n".encode())
    total.update(content)
    return total.hexdigest()


def find(store: Store, wanted: str) -> Origin | None:
    """The document of ``store`` that was made from what ``wanted`` stands for; the size of the store makes no odds."""
    document = store.note(KEY, wanted) if wanted else None
    return None if document is None else one(store, document)


def one(store: Store, document: str) -> Origin | None:
    """What ``document`` was made from, or None where the store does not say."""
    text = store.note(NOTE, document)
    return None if text is None else Origin.loads(text)


def notes(store: Store, origins: Mapping[str, Origin | None]) -> dict[str, dict[str, str | None]]:
    """What is to be noted where documents have new origins, or are gone (None): of those nothing is kept."""
    kinds = (NOTE, KEY, statements.NOTE, statements.DECIDED, texts.NOTE)
    found: dict[str, dict[str, str | None]] = {kind: {} for kind in kinds}
    for document, origin in origins.items():
        before = one(store, document)
        if before is not None and before.key:
            found[KEY].setdefault(before.key, None)
        found[NOTE][document] = None if origin is None else origin.dumps()
        if origin is None:
            found[statements.NOTE][document] = found[statements.DECIDED][document] = None
            found[texts.NOTE][document] = None
        elif origin.key:
            found[KEY][origin.key] = document
    return found
