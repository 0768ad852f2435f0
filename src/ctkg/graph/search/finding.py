"""From a question to hits, best first.

The order: names that are just what was asked for; names with the words as written; names with other forms of the
words; passages likewise; then names of terms of the ontology and of what has no kind of its own (a thousand
ratifications are named after their treaties). Each by bm25, then by kind, text and IRI, so that the same store gives
the same order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from ctkg.graph.search.asking import Question, Term
from ctkg.graph.search.entries import KINDS
from ctkg.graph.search.hits import Hit
from ctkg.graph.search.index import Index
from ctkg.graph.search.letters import origins, plain
from ctkg.graph.search.topics import FACETS
from ctkg.iris import ID, compact

#: Forms of one word at most.
_FORMS = 100
_OPEN, _CLOSE = "\x02", "\x03"  # in no text of the index: see letters.plain
_COLUMNS = "e.id, e.node, e.kind, e.main, e.language, e.document, e.start, e.end, e.text"
_TIE = "e.kind, e.main, e.text, e.node, e.language, e.document"
_LAST = ", ".join(str(KINDS.index(kind)) for kind in ("term", "other"))
_BY_KEY = f"SELECT {_COLUMNS} FROM entries e WHERE e.key = :key {{limits}} ORDER BY {_TIE}"
#: Where nothing is asked for but facets, what happened stands first.
_ORDER = " ".join(
    f"WHEN {KINDS.index(kind)} THEN {place}"
    for place, kind in enumerate(("event", "document", "instrument", "organization", "person"))
)
_ALL = f"""
SELECT {_COLUMNS} FROM entries e WHERE e.main = 0 AND e.kind NOT IN ({_LAST}) {{limits}}
ORDER BY CASE e.kind {_ORDER} ELSE e.kind + 100 END, e.language NOT IN ('', 'en'), e.key, e.node, e.id"""
_BY_WORDS = f"""
SELECT {_COLUMNS}
FROM (SELECT rowid, bm25(found) AS score FROM found WHERE found MATCH :wanted) f JOIN entries e ON e.id = f.rowid
WHERE true {{limits}}
ORDER BY CASE WHEN e.kind IN ({_LAST}) THEN 2 ELSE e.main = 2 END,
  f.rowid NOT IN (SELECT rowid FROM found WHERE found MATCH :written), f.score, {_TIE}"""
_ABOUT = (
    "SELECT x.node FROM entries x WHERE x.topics IN "
    "(SELECT t.id FROM topics t WHERE t.facet = {facet} AND t.value IN ({values}))"
)
_MARKED = f"SELECT highlight(found, 0, '{_OPEN}', '{_CLOSE}') FROM found WHERE found MATCH ? AND rowid = ?"
_NAMES = """
SELECT text FROM entries WHERE node = ? AND main < 2
ORDER BY main, language NOT IN ('', 'en'), language, length(text), text LIMIT 1"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Where to look.

    Attributes:
        kinds: only these kinds; all where empty.
        document: only what this document says, by its id; everything where empty.
        language: only names and passages of this language (``en`` is ``en-GB`` as well); all where empty.
        topics: by facet the values of which one must be among the topics of the node; all where empty.
    """

    kinds: Sequence[str] = field(default=())
    document: str = ""
    language: str = ""
    topics: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def condition(self) -> tuple[str, dict[str, Any]]:
        """SQL behind ``WHERE ...``, and its values."""
        parts: list[str] = []
        values: dict[str, Any] = {}
        if self.kinds:
            numbers = ", ".join(str(KINDS.index(kind)) for kind in self.kinds)
            parts.append(f"AND e.kind IN ({numbers})")
        if self.document:
            values["document"] = self.document
            parts.append("AND e.document = :document")
        if self.language:
            values |= {"language": self.language.lower(), "languages": self.language.lower() + "-"}
            parts.append("AND (e.language = :language OR substr(e.language, 1, length(:languages)) = :languages)")
        for facet, wanted in self.topics.items():
            names = [f"{facet}{place}" for place in range(len(wanted))]
            values |= dict(zip(names, wanted, strict=True))
            marks = ", ".join(f":{name}" for name in names)
            parts.append(f"AND e.node IN ({_ABOUT.format(facet=FACETS.index(facet), values=marks)})")
        return " ".join(parts), values


class Row(NamedTuple):
    """A row of the index; see :class:`ctkg.graph.search.entries.Entry`."""

    id: int
    node: str
    kind: int
    main: int
    language: str
    document: str
    start: int | None
    end: int | None
    text: str


def ranked(index: Index, asked: Question, limits: Limits) -> Iterator[Row]:
    """What is found, best first; each node once, by the name that fits best.

    Args:
        index: in a transaction that reads.
        asked: the question.
        limits: where to look.
    """
    condition, values = limits.condition()
    nodes: set[str] = set()
    for found in _found(index, asked, condition, values):
        row = Row(*found)
        if row.node not in nodes:
            nodes.add(row.node)
            yield row


def find(index: Index, asked: Question, limits: Limits, *, most: int) -> list[Hit]:
    """The best hits, ``most`` of them at the most, without passages that overlap a better one; see :func:`ranked`."""
    return shown(index, islice(apart(ranked(index, asked, limits)), most), asked)


def shown(index: Index, rows: Iterable[Row], asked: Question) -> list[Hit]:
    """Rows as hits, with what was asked for marked."""
    wanted = _wanted(index, asked)
    return [_hit(index, row, wanted) for row in rows]


def everything(index: Index, limits: Limits) -> Iterator[Row]:
    """Every node by the name that it is shown by, in order of kind and name; see :func:`ranked`."""
    condition, values = limits.condition()
    nodes: set[str] = set()
    for found in index.stream(_ALL.format(limits=condition), values):
        row = Row(*found)
        if row.node not in nodes:
            nodes.add(row.node)
            yield row


def _wanted(index: Index, asked: Question) -> str:
    return asked.expression(lambda term: _forms(index, term))


def _found(index: Index, asked: Question, condition: str, values: dict[str, Any]) -> Iterator[Any]:
    # Where some words must not stand, a name is only what was asked for if it is written just so.
    same = "AND e.text = :text" if asked.unwanted else ""
    yield from index.stream(
        _BY_KEY.format(limits=f"{same} {condition}"), {**values, "key": asked.key, "text": asked.text}
    )
    wanted = _wanted(index, asked)
    if wanted:
        values |= {"wanted": wanted, "written": asked.expression()}
        yield from index.stream(_BY_WORDS.format(limits=condition), values)


def apart(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows without passages that overlap a better one."""
    taken: dict[str, list[tuple[int, int]]] = {}
    for row in rows:
        if row.start is not None and row.end is not None:
            spans = taken.setdefault(row.document, [])
            if any(row.start < end and start < row.end for start, end in spans):
                continue
            spans.append((row.start, row.end))
        yield row


def _hit(index: Index, row: Row, wanted: str) -> Hit:
    marked = index.rows(_MARKED, (wanted, row.id)) if wanted else []
    return Hit(
        iri=row.node,
        kind=KINDS[row.kind],
        label=_label(index, row.node if row.main < 2 else f"{ID}document/{row.document}"),
        text=row.text,
        marks=_marks(row.text, marked[0][0]) if marked else ((0, len(row.text)),),
        language=row.language,
        document=row.document,
        start=row.start,
        end=row.end,
    )


def _label(index: Index, node: str) -> str:
    names = index.rows(_NAMES, (node,))
    return str(names[0][0]) if names else compact(node)


def _marks(text: str, marked: str) -> tuple[tuple[int, int], ...]:
    """The places in ``text`` of what stands between marks in its plain form."""
    back = range(len(text) + 1) if len(plain(text)) == len(text) else origins(text)
    found: list[tuple[int, int]] = []
    offset = begin = 0
    for letter in marked:
        if letter == _OPEN:
            begin = offset
        elif letter == _CLOSE:
            found.append((back[begin], back[offset]))
        else:
            offset += 1
    return tuple(found)


def _forms(index: Index, term: Term) -> list[str]:
    word = term.text.lower()
    if not (word.isascii() and word.isalpha()):
        return []
    return [form for form in index.forms(word, _FORMS) if form != word]
