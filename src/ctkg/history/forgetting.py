"""Takes out of the history what must not, or need not, be kept: moments before a day, and the data of a person.

The engine keeps every text that it was ever given until its files are written anew
(:meth:`ctkg.graph.store.disk.DiskStore.renew`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pyoxigraph import Literal, NamedNode, Quad

from ctkg.errors import UsageError
from ctkg.graph.store import Store
from ctkg.graph.store.steps import FIRST, MOMENT, SINCE, STEPS, Step, named
from ctkg.history import points, timeline

#: True where an IRI or the text of a literal speaks of somebody.
Mentions = Callable[[str], bool]


def forget_before(store: Store, day: str) -> int:
    """Forget all moments before ``day``, and what leads back to states before them; returns how many.

    The state at the end of the day before stays within reach; the graph itself is not touched.

    Raises:
        UsageError: no such day, or one that has not come yet.
        StoreError: the store cannot be written.
    """
    wanted = points.day(day)
    entries = timeline.moments(store)
    gone = [entry.number for entry in entries if entry.day < wanted]
    if not gone:
        return 0
    if len(gone) == len(entries):
        raise UsageError(f"all moments are before {day}, and the last one stays; give a day up to {entries[-1].day}")
    notes: dict[str, dict[str, str | None]] = {f"{STEPS}{n}": dict.fromkeys(_names(store, n)) for n in gone}
    notes[MOMENT] = {str(number): None for number in gone}
    notes[FIRST[0]] = {FIRST[1]: str(gone[-1] + 1), SINCE[1]: wanted}
    store.change_graphs({}, {}, notes=notes)
    return len(gone)


def purge(store: Store, mentions: Mentions | Iterable[str]) -> int:
    """Take every statement out of the history that speaks of somebody; returns how many.

    The graphs themselves are not touched: take the data out of them first, so that this takes out the way back to them
    as well. Moments stay, with their number, time, and who ran what; a document whose own name speaks of the person is
    no longer named. States that are gone back to afterwards lack these statements, and nothing else.

    Args:
        store: is written in one atomic step.
        mentions: whether a text (an IRI, the words of a literal, the IRI of a graph) speaks of them; or words, any of
            which a text must contain, in any case, to be taken out.

    Raises:
        UsageError: no words at all, or an empty one, which everything would contain.
        StoreError: the store cannot be written.
    """
    speaks = mentions if callable(mentions) else _containing(mentions)
    notes: dict[str, dict[str, str | None]] = {}
    number = 0
    for entry in timeline.moments(store):
        for revision, text in timeline.texts(store, entry.number).items():
            step = Step.loads(text)
            back, away = (frozenset(q for q in some if not _speaks(q, speaks)) for some in (step.back, step.away))
            kept = Step(
                new=tuple(name for name in step.new if not speaks(name)),
                gone=tuple(name for name in step.gone if not speaks(name)),
                back=back,
                away=away,
            )
            if kept != step:
                number += len(step.back) - len(back) + len(step.away) - len(away)
                notes.setdefault(f"{STEPS}{entry.number}", {})[str(revision)] = kept.dumps()
    if notes:
        store.change_graphs({}, {}, notes=notes)
    return number


def _names(store: Store, number: int) -> list[str]:
    return list(map(str, timeline.texts(store, number)))


def _speaks(quad: Quad, speaks: Mentions) -> bool:
    texts = [named(quad)]
    texts += [each.value for each in (quad.subject, quad.object) if isinstance(each, NamedNode | Literal)]
    return any(map(speaks, texts))


def _containing(words: Iterable[str]) -> Mentions:
    wanted = [word.casefold() for word in words]
    if not wanted or not all(map(str.strip, wanted)):
        raise UsageError("name the words that speak of the person; none, or an empty one, would take out everything")

    def speaks(text: str) -> bool:
        low = text.casefold()
        return any(word in low for word in wanted)

    return speaks
