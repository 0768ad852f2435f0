"""A document on its way in: what the store would be with it, with all that follows, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from ctkg import pipeline
from ctkg.adding.likeness import alike
from ctkg.adding.outcomes import Difference, Likeness
from ctkg.adding.trying import difference
from ctkg.decisions import applying, log_of
from ctkg.decisions.withdrawing import withheld
from ctkg.errors import UsageError
from ctkg.graph import infer
from ctkg.graph.assemble import digest
from ctkg.graph.store.draft import draft
from ctkg.graph.validate import context
from ctkg.iris import graph
from ctkg.making import Made, origins
from ctkg.making.intake import Intake
from ctkg.model import Finding

if TYPE_CHECKING:
    from ctkg.graph.store import Store

#: How a document stands to what the store has: there is none of its id, another, or the same.
NEW, REPLACES, SAME = "new", "replaces", "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """What would come of a document.

    Attributes:
        standing: :data:`NEW`, :data:`REPLACES` or :data:`SAME`.
        failure: why it would be left out; empty where it would not.
        notices: what people should know.
        alike: what of it is, or may be, something that the store has: documents, events, bodies, persons.
        found: findings of the validation that there were not before; ``settled`` are those that would be gone.
        merged, doubtful, inferred: more than before.
        difference: what would come and go, but for the record of the checks.
        recorded: statements more in that record.
    """

    standing: str
    failure: str = ""
    notices: tuple[str, ...] = ()
    alike: tuple[Likeness, ...] = ()
    found: tuple[Finding, ...] = ()
    settled: tuple[Finding, ...] = ()
    merged: int = 0
    doubtful: int = 0
    inferred: int = 0
    difference: Difference | None = None
    recorded: int = 0


def preview(store: Store, file: Path, made: Made, *, decisions: Path | None = None) -> Previewed:
    """Try a document on a draft of the store.

    Args:
        store: only read.
        file: its name, for messages.
        made: what it gives.
        decisions: folder of the log of acts; None: beside the store.

    Raises:
        UsageError: the store was made by another ctkg, or is on a server.
    """
    if not str(store.metadata().get("prepared", "")).startswith(digest()):
        raise UsageError("this store has another ontology or other tables than this ctkg; build it again first")
    log, options = log_of(store, decisions), pipeline.as_built(store)
    before = origins.one(store, made.document)
    is_there = store.contains_graph(graph("document", made.document))
    standing = SAME if before and before.made == made.digest else REPLACES if is_there else NEW
    with ExitStack() as drafts:
        base = drafts.enter_context(draft(store))
        first = pipeline.follow(base, options=options, log=log)
        above = drafts.enter_context(draft(base))
        infer.inherit(base, above)
        context.inherit(base, above)
        kept_out = withheld(base)
        intake = Intake(
            above,
            removed=applying.apply(above, log).removed,
            entries=applying.entries(base).keys(),
            withhold=kept_out.made if kept_out else None,
        )
        with above.moment("add"):
            intake.take(file, made, "")
            intake.finish()
            now = pipeline.follow(above, options=options, log=log)
        return Previewed(
            standing=standing,
            failure=" ".join(each.message for each in intake.failures),
            notices=tuple(intake.notices),
            alike=tuple(alike(above, _nodes(made))),
            found=now.found.new,
            settled=now.found.gone,
            merged=now.merged - first.merged,
            doubtful=now.doubtful - first.doubtful,
            inferred=now.inferred - first.inferred,
            difference=difference(above),
            recorded=_recorded(above.gained()) - _recorded(above.lost()),
        )


def _recorded(quads: Iterable[Quad]) -> int:
    report = graph("report")
    return sum(getattr(quad.graph_name, "value", "") == report for quad in quads)


def _nodes(made: Made) -> Iterable[str]:
    """What the document itself describes: all subjects of its graph."""
    said = made.graphs().get(graph("document", made.document), ())
    return sorted({quad.subject.value for quad in said if isinstance(quad.subject, NamedNode)})
