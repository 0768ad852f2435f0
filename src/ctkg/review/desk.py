"""A reader's desk: a store with its log, and all that a reader does with them, in the words of the commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ctkg import pipeline
from ctkg.decisions import Act, known, log_of
from ctkg.graph import describe, resolutions
from ctkg.review import carrying, conflicts, deciding, nodes, queue, showing, undoing
from ctkg.review.carrying import Effect
from ctkg.review.deciding import Who
from ctkg.review.items import Item, Wanted
from ctkg.review.values import New

if TYPE_CHECKING:
    from ctkg.graph.store import Store


class Desk:
    """A store whose queue somebody works on.

    Args:
        store: open; for writing where anything is to be decided.
        by: who decides.
        decisions: folder of the log; None: beside the store.

    Attributes:
        notices: what the reader should know of the last act, such as what a name was taken for.
    """

    def __init__(self, store: Store, *, by: str = "", decisions: Path | None = None) -> None:
        self.store = store
        self.by = by
        self.log = log_of(store, decisions)
        self.options = replace(pipeline.as_built(store), decisions=decisions)
        self.notices: list[str] = []
        if not store.read_only:
            pipeline.catch_up(store, options=self.options)

    # Reading

    def waiting(self, wanted: Wanted | None = None, *, limit: int | None = None) -> queue.Waiting:
        """The queue (see :func:`ctkg.review.queue.waiting`)."""
        return queue.waiting(self.store, wanted, limit=limit)

    def show(self, name: str) -> showing.Shown:
        """An item with all that is to be seen of it, by its id or the beginning of it; see :func:`.showing.show`.

        Raises:
            UsageError: none, or several, are called so.
        """
        return showing.show(self.store, queue.item(self.store, name))

    def conflicts(self, name: str = "", policy: conflicts.Policy | None = None) -> list[conflicts.Conflict]:
        """Where documents differ, everywhere or about one node (see :func:`ctkg.review.conflicts.find`).

        Raises:
            UsageError: nothing or several things are called so.
        """
        about = resolutions.canonical(self.store, describe.resolve(self.store, name)) if name else ""
        return conflicts.find(self.store, policy, about=about)

    def acts(self) -> Iterator[undoing.Entry]:
        """The log, the latest act first."""
        return undoing.latest_first(self.log)

    def behind(self) -> int:
        """How many acts of the log the store does not have yet, or has although the log lost them."""
        return len(set(self.log.names()) ^ self.store.notes(known.KNOWN).keys())

    # Deciding, on items or by their ids; each carries its act out, and raises UsageError for what is refused

    def accept(self, *names: str | Item, reason: str = "", again: bool = False, dry_run: bool = False) -> Effect:
        """That documents state these claims, or that the two nodes of a possible duplicate are one."""
        return self._each(deciding.accept, names, reason, again, dry_run)

    def reject(self, *names: str | Item, reason: str = "", again: bool = False, dry_run: bool = False) -> Effect:
        """That documents do not state these claims, or that the two nodes of a possible duplicate are not one."""
        return self._each(deciding.reject, names, reason, again, dry_run)

    def correct(
        self,
        name: str | Item,
        value: str,
        *,
        new: New | None = None,
        reason: str = "",
        again: bool = False,
        dry_run: bool = False,
    ) -> Effect:
        """That a document states another value (see :func:`ctkg.review.values.meant`)."""
        act, meant = deciding.correct(self.store, self._item(name), value, self._who(reason, again), new=new)
        return self._carry_out([act], dry_run, notices=[meant.words] if meant.words != meant.value else [])

    def prefer(
        self, name: str | Item, which: str, *, reason: str = "", again: bool = False, dry_run: bool = False
    ) -> Effect:
        """That of the claims of a conflict one stands: a claim, or what a document says."""
        return self._carry_out(
            [deciding.prefer(self.store, self._item(name), which, self._who(reason, again))], dry_run
        )

    def merge(self, one: str, other: str, *, reason: str = "", again: bool = False, dry_run: bool = False) -> Effect:
        """That two nodes are one."""
        who = self._who(reason, again)
        act = nodes.merge(self.store, one, other, who=who)
        return self._carry_out([act], dry_run, check=partial(nodes.check, store=self.store))

    def split(self, one: str, *others: str, reason: str = "", again: bool = False, dry_run: bool = False) -> Effect:
        """That a node is none of the others; members of one node are named as their documents minted them."""
        who = self._who(reason, again)
        acts = [nodes.split(self.store, one, other, who=who) for other in others]
        return self._carry_out(acts, dry_run, check=partial(nodes.check, store=self.store))

    def undo(self, name: str = "", *, reason: str = "", dry_run: bool = False) -> Effect:
        """Takes an act back; without a name the last one of this reader that is in force."""
        act = undoing.undo(self.log, name, self._who(reason))
        effect = self._carry_out([act], dry_run)
        self.notices = undoing.left_to_do(self.store, self.log.read(act.undoes)) if not dry_run else []
        return effect

    def _item(self, name: str | Item) -> Item:
        return name if isinstance(name, Item) else queue.item(self.store, name)

    def _who(self, reason: str, again: bool = False) -> Who:
        return Who(by=self.by, reason=reason, again=again)

    def _each(
        self,
        decide: Callable[[Store, Item, Who], Act],
        names: Sequence[str | Item],
        reason: str,
        again: bool,
        dry_run: bool,
    ) -> Effect:
        who = self._who(reason, again)
        return self._carry_out([decide(self.store, self._item(name), who) for name in names], dry_run)

    def _carry_out(
        self,
        acts: Sequence[Act],
        dry_run: bool,
        notices: Sequence[str] = (),
        check: Callable[[Store], None] = lambda tried: None,
    ) -> Effect:
        self.notices = list(notices)
        return carrying.carry_out(self.store, self.log, acts, options=self.options, dry_run=dry_run, check=check)
