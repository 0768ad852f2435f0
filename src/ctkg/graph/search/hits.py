"""What a search gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_BEFORE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One find: a node by one of its names, or a passage.

    Attributes:
        iri: of the node or passage.
        kind: one of :data:`ctkg.graph.search.KINDS`.
        label: the name that the node is shown by; for a passage the title of its document.
        text: the name or passage that was found.
        marks: pairs of offsets in ``text``, code points, half-open: what matched.
        language: language tag, or empty.
        document: id of the document that says so; empty for names of the reference tables and the ontology.
        start: offset in the document, code points; None for names.
        end: offset behind it; None for names.
    """

    iri: str
    kind: str
    label: str
    text: str
    marks: tuple[tuple[int, int], ...]
    language: str
    document: str
    start: int | None
    end: int | None

    def snippet(self, width: int = 160, marks: tuple[str, str] = ("[", "]")) -> str:
        """About ``width`` code points of the text around what was found, on one line, with what was found marked."""
        first = self.marks[0][0] if self.marks else 0
        begin = 0 if len(self.text) <= width else max(0, min(first - _BEFORE, len(self.text) - width))
        stop = min(len(self.text), begin + width)
        # Words stay whole, where there are any.
        begin = begin and (self.text.find(" ", begin, first) + 1 or begin)
        stop = stop if stop == len(self.text) else max(self.text.rfind(" ", first, stop), 0) or stop
        parts, done = ["…"] if begin else [], begin
        for start, end in self.marks:
            if done <= start and end <= stop:
                parts += [self.text[done:start], marks[0], self.text[start:end], marks[1]]
                done = end
        parts += [self.text[done:stop], "…" if stop < len(self.text) else ""]
        return " ".join("".join(parts).split())

    def row(self) -> dict[str, Any]:
        """The hit as JSON values; offsets only where there are any."""
        found: dict[str, Any] = {"kind": self.kind, "label": self.label, "iri": self.iri, "text": self.text}
        found["marks"] = [list(mark) for mark in self.marks]
        found |= {"language": self.language, "document": self.document}
        return found if self.start is None else {**found, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The answer to a search.

    Attributes:
        hits: best first.
        notices: what a person should know, such as that the index was built anew.
    """

    hits: tuple[Hit, ...]
    notices: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        from ctkg.graph import display

        return display.found(self)
