"""What resolution reads and what it decides: frozen records, standard library only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

#: Written with every decision; raised whenever a rule or weight changes what is merged.
VERSION = "1"
MERGED, DOUBTFUL = "merged", "doubtful"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body that no reference table knows, as one document names it.

    Attributes:
        iri: the node that the document minted.
        names: all its names in the document, the label first.
        state: ISO 3166-1 alpha-2 code, or empty.
        type: finer kind (``ministry`` ...), or empty.
    """

    iri: str
    names: tuple[str, ...]
    state: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person as one document names them.

    Attributes:
        bodies: IRIs of bodies and States that the person belongs to or acts for.
        posts: posts in lower case.
    """

    iri: str
    name: str
    bodies: frozenset[str] = frozenset()
    posts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One value of one relation of an event, with the claim that holds it.

    Attributes:
        value: what is compared: an IRI for a thing that has one, else the words or the number.
        text: what is shown.
        of: what is counted; empty elsewhere.
    """

    relation: str
    value: str
    text: str
    claim: str
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event as one document tells it: what the document asserts of it.

    Attributes:
        iri: the node that the document minted.
        document: id of the document.
        title: title of the event, else empty.
        headline: title of the document where the event is its main one, else empty.
        countries: ISO codes of the States on whose territory it was held.
        said: all values, in a fixed order.
    """

    iri: str
    document: str
    title: str = ""
    headline: str = ""
    countries: frozenset[str] = frozenset()
    said: tuple[Said, ...] = ()

    def values(self, *relations: str) -> frozenset[str]:
        """The values of some relations."""
        return frozenset(s.value for s in self.said if s.relation in relations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """All of one document that resolution looks at; small, so that those of a whole corpus fit into memory.

    Attributes:
        document: its id.
        sketch: the smallest hashes of its runs of words, sorted (see :mod:`ctkg.resolve.mirrors`).
        runs: how many different runs of words it has.
        numbers: all numbers of the text, sorted, each once.
    """

    document: str
    sketch: tuple[int, ...] = ()
    runs: int = 0
    numbers: tuple[str, ...] = ()
    bodies: tuple[Body, ...] = ()
    people: tuple[Person, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """One ground of a judgement: how much it weighs (0 to 1, negative where it speaks against) and why in words."""

    points: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How likely two members are the same.

    Attributes:
        score: 0 to 1, the sum of the reasons' points within these bounds.
        merges: True where score and reasons allow a merge.
        impossible: what keeps the two apart whatever the score; empty where nothing does.
    """

    score: float
    reasons: tuple[Reason, ...] = ()
    merges: bool = False
    doubtful: bool = False
    impossible: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A judgement that had a consequence: the pair was merged, or a person should look at it."""

    kind: str
    one: str
    other: str
    score: float
    outcome: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Where reports of one event say different things.

    Attributes:
        event: canonical IRI.
        relation: relation of the flat view.
        of: what is counted; empty elsewhere.
        claims: IRIs of the claims that differ, sorted.
    """

    event: str
    relation: str
    claims: tuple[str, ...]
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What is decided beforehand, whatever the scores: unordered pairs of members' IRIs.

    Decisions of people go here. Where ``same`` and ``different`` cannot both be had, ``different`` wins.
    """

    same: frozenset[tuple[str, str]] = frozenset()
    different: frozenset[tuple[str, str]] = frozenset()

    def said(self, exists: Callable[[str], bool]) -> list[tuple[str, str]]:
        """Pairs of ``same`` of which both exist, each sorted, in order."""
        return sorted((min(pair), max(pair)) for pair in self.same if all(map(exists, pair)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The result; nothing of it depends on the order of the documents.

    Attributes:
        canonical: member -> canonical IRI, only for members that are not canonical themselves.
        mirrors: document -> the document that it repeats.
        keepers: canonical event -> the member whose dates, title and label the event keeps.
        labels: name of every member that a decision speaks of.
    """

    canonical: dict[str, str] = field(default_factory=dict)
    mirrors: dict[str, str] = field(default_factory=dict)
    keepers: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    differences: tuple[Difference, ...] = ()

    @property
    def merged(self) -> int:
        """How many nodes and documents were brought into another."""
        return len(self.canonical) + len(self.mirrors)

    @property
    def doubtful(self) -> int:
        """How many pairs a person should look at."""
        return sum(1 for decision in self.decisions if decision.outcome == DOUBTFUL)
