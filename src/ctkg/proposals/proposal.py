"""A proposal, and the file that it is kept in."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import yaml

from ctkg.errors import UnreadableInput

#: What can come of a proposal.
ACCEPTED, REJECTED = "accepted", "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Entries that wait for a reader, or what came of them.

    Attributes:
        id: its name, which begins with its time.
        by: who handed it in, and ``on``, when (UTC).
        source: where the entries come from, in words; ``reason``, why they are proposed.
        format: of ``text``: a format of RDF, ``yaml`` or ``csv``.
        text: the entries, as they were handed in.
        entries: their ids.
        outcome: :data:`ACCEPTED`, :data:`REJECTED` or, while it waits, nothing.
        decided_by: who decided, ``decided_on`` when, and ``why``; ``act`` of what was accepted.
    """

    id: str
    by: str
    on: str
    source: str = ""
    reason: str = ""
    format: str
    text: str
    entries: tuple[str, ...] = ()
    outcome: str = ""
    decided_by: str = ""
    decided_on: str = ""
    why: str = ""
    act: str = ""

    def dumps(self) -> str:
        """The text of its file."""
        said: dict[str, Any] = {name: value for name, value in asdict(self).items() if value and name != "id"}
        said["entries"] = list(self.entries)
        return yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=1000)


def loads(text: str, name: str) -> Proposal:
    """The proposal in a file.

    Raises:
        UnreadableInput: it is none.
    """
    try:
        said = yaml.safe_load(text)
        made = Proposal(id=name, **{**said, "entries": tuple(said["entries"])})
        if all(isinstance(value, str) for key, value in asdict(made).items() if key != "entries"):
            return made
    except (yaml.YAMLError, TypeError, KeyError) as error:
        raise UnreadableInput(f"this is no proposal as ctkg writes them: {error}", path=name) from error
    raise UnreadableInput("this is no proposal as ctkg writes them: a value of it is no text", path=name)
