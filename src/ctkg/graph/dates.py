"""When the events were that a node has to do with; counted by the engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ctkg.iris import term

if TYPE_CHECKING:
    from ctkg.graph.store import Store


def years_of_events(store: Store, iri: str, properties: Iterable[str]) -> dict[int, int]:
    """How many events lead to a node by one of ``properties`` (IRIs), by the year in which they began; each once."""
    ways = " ".join(f"<{each}>" for each in properties)
    text = f"SELECT DISTINCT ?e WHERE {{ VALUES ?p {{ {ways} }} ?e ?p <{iri}> }}"
    dated = f"{{ {text} }} ?e <{term('startDate')}> ?d"
    answer: Any = store.beside(f"SELECT ?d (COUNT(?e) AS ?n) WHERE {{ {dated} }} GROUP BY ?d")
    found: Counter[int] = Counter()
    for date, number in answer:
        if date.value[:4].isdigit():
            found[int(date.value[:4])] += int(number.value)
    return dict(found)
