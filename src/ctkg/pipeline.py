"""The whole flow, from files to a validated graph. Read this first.

    files -> documents -> statements -> quads in named graphs -> store        :func:`build`
          -> people's acts -> resolution -> inference -> validation           :func:`catch_up`

Every step is one call; each lives in the module that its name says. A build touches only what changed: documents whose
content, rules or tables are other than before, and what hangs on them. Every write is a whole step, so a build that is
stopped anywhere goes on where it was when it is run again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ctkg.errors import CtkgError, UsageError
from ctkg.making import Extracted, Made, consult, extract, make, names
from ctkg.model import BuildSummary, OpinionTally, Report
from ctkg.text.opinions.settings import OpinionSettings
from ctkg.workers import Ordered

if TYPE_CHECKING:
    from ctkg.clusters import OnCluster
    from ctkg.decisions import Log
    from ctkg.decisions.applying import Applied
    from ctkg.graph.recording import Difference
    from ctkg.graph.store import Store
    from ctkg.resolve import Links
    from ctkg.resolve.growth.ledger import Ledger
    from ctkg.text.read import Address

__all__ = ["Extracted", "Options", "Progress", "build", "catch_up", "consult", "extract", "names", "silent"]

#: Called with the name of a stage, how much of it is done and how much there is (0 where unknown).
Progress = Callable[[str, int, int], None]

#: Documents that are inferred or removed in one step, and kept in memory for it.
_PART = 200
#: Files from which on further processes pay, which load the tables anew.
_WORTH_PROCESSES = 8
#: Documents that all processes together read ahead of what is written, and those that go to one in one message.
_AHEAD, _MESSAGE = 1_536, 4
#: The fewest that are written and brought together while other processes read on.
_SHORT = 192
#: People who are named as those who ran a build, because it carried out what they decided.
_AUTHORS = 3


def silent(stage: str, done: int, total: int) -> None:
    """A progress that shows nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a build does beside mapping the documents.

    Attributes:
        reference: load the reference tables.
        resolution: bring together what several documents say of one person, body, event or source.
        inference: close the graph under the ontology's axioms and rules.
        validation: check the result with the shapes.
        infer_engine: ``rules`` (compiled) or ``owlrl`` (reference).
        validate_engine: ``shacl`` (fast) or ``pyshacl`` (reference).
        fail_fast: stop at the first document that fails.
        private_addresses: web pages may be fetched from hosts of a private network and of this machine.
        opinions: models to ask beside the rules; none by default.
        jobs: processes that read and extract; with 1 it is done in this process. With more, a script that builds must
            guard its own start by ``if __name__ == "__main__":``.
        dask: address of the scheduler of a Dask cluster that reads and extracts instead (:mod:`ctkg.clusters`).
        manifest: file that tells which document went to the cluster in which shard.
        texts: whether the store keeps from now on the texts of documents (:mod:`ctkg.making.texts`); None: as it did,
            and a new one does.
        history: whether the store keeps from now on what leads back to earlier states (:mod:`ctkg.history`); None: as
            it did, and a new one does.
        decisions: folder of the log of acts; None: beside the store (:func:`ctkg.decisions.log_of`).
    """

    reference: bool = True
    resolution: bool = True
    inference: bool = True
    validation: bool = True
    infer_engine: str = "rules"
    validate_engine: str = "shacl"
    fail_fast: bool = False
    private_addresses: bool = False
    opinions: OpinionSettings = field(default_factory=OpinionSettings)
    jobs: int = 1
    dask: str = ""
    manifest: Path | None = None
    texts: bool | None = None
    history: bool | None = None
    decisions: Path | None = None


def as_built(store: Store) -> Options:
    """Options that leave out of what follows what was left out when ``store`` was built."""
    from ctkg.graph import recording, standing

    return Options(
        resolution=store.note(standing.NOTE, "resolution") is not None,
        inference=store.note(standing.NOTE, "inference") is not None,
        validation=recording.checked(store) is not None,
    )


def build(
    paths: Sequence[str | Path | Address],
    store: Store,
    *,
    options: Options | None = None,
    progress: Progress = silent,
    keep: bool = False,
    made: Mapping[Path | Address, Made] | None = None,
    by: str = "",
) -> BuildSummary:
    """Build ``store`` from documents: after it, the store holds these documents and what follows from them.

    Documents that are kept beside it (:mod:`ctkg.making.kept`) are always among them.

    A document that fails is reported and left out; every other one is built. Where every document fails (a mistyped
    path), the documents that the store held before stay.

    Args:
        paths: files, folders and web addresses; folders are searched for documents, addresses are fetched.
        store: an open, writable store.
        options: what to do beside mapping.
        progress: called as the work goes on.
        keep: keep the documents that the store held before, but for those that are built anew.
        made: what was made of some of the files already, which are not read again.
        by: who does it, for the history of the store; empty where that is not told.

    Raises:
        UnreadableInput: a folder without documents, or no document at all.
        StoreError: the store cannot be written.
        MissingExtra: a package is not installed that second opinions need.
        UsageError: a second opinion cannot be asked, whatever the document; a wrong address of a cluster.
        ClusterError: the cluster does not answer, or failed.
    """
    from ctkg.graph.store.moments import keep_history
    from ctkg.making import texts

    options = options or Options()
    if options.history is not None:
        keep_history(store, options.history)
    if options.texts is not None:
        texts.keep(store, options.texts)
    with _moment("add" if keep else "build", store, None, options, by):
        return _built(paths, store, options, progress, keep, made or {})


def _built(
    paths: Sequence[str | Path | Address],
    store: Store,
    options: Options,
    progress: Progress,
    keep: bool,
    ready: Mapping[Path | Address, Made],
) -> BuildSummary:
    from ctkg import graph
    from ctkg.decisions import applying, log_of
    from ctkg.decisions.withdrawing import WITHHELD, withheld
    from ctkg.making import origins, texts
    from ctkg.making.intake import TOGETHER, Intake
    from ctkg.resolve import Links
    from ctkg.resolve.growth.ledger import Ledger
    from ctkg.text.read import discover

    if options.dask:
        from ctkg.clusters import check

        check(options.dask)
        if options.opinions:
            raise UsageError("second opinions are asked by this machine; leave out either them or the cluster")
    if options.opinions:
        from ctkg.text.opinions.consulting import opinions

        opinions(options.opinions)  # what cannot be asked at all is said before anything is done
    files = discover(paths, private=options.private_addresses)
    beside = {} if keep else _kept(store, files)
    files, given = [*files, *beside], len(files)
    # Acts come first: what people removed is not taken in to be taken out again, and what they have back is made anew.
    log = log_of(store, options.decisions)
    removed = applying.apply(store, log).removed
    # What was just written need not be read for it; but what people decided is applied before anything is resolved.
    meanwhile = options.resolution and not log.names()
    entries, kept_out = applying.entries(store).keys(), withheld(store)
    keys = [origins.key(file, options.opinions) for file in files]
    keep_texts = texts.keeps(store)
    known = [origins.find(store, key) for key in keys]
    if keep_texts:  # what was built while the store kept none is made anew
        known = [o if o is not None and store.note(texts.NOTE, o.document) is not None else None for o in known]
    changed = [file for file, origin in zip(files, known, strict=True) if origin is None and file not in ready]

    with _makers(changed, options) as makers:
        # Extraction is under way in other processes while the reference data are loaded here.
        graph.prepare(store, reference=options.reference)
        made, resolved, ledger = iter(makers), 0, Ledger(store)
        intake = Intake(
            store,
            fail_fast=options.fail_fast,
            removed=removed,
            entries=entries,
            withhold=kept_out.made if kept_out else None,
            noted=WITHHELD,
            keep_texts=keep_texts,
            remember=meanwhile,
        )
        for done, (file, key, origin) in enumerate(zip(files, keys, known, strict=True), start=1):
            progress("documents", done, len(files))
            found = origin or ready.get(file) or next(made)
            if file in beside and not isinstance(found, CtkgError) and found.document in intake.taken:
                taken = intake.taken[found.document]
                intake.notices.append(f"{file}: passed over, since {taken} is the document {found.document!r} as well")
                continue
            if makers.beside:
                # Few of the first and of the last: so this process is busy early, and done soon after the others.
                intake.together = max(_SHORT, min(TOGETHER, done, len(files) - done))
            intake.take(file, found, key)
            if meanwhile and intake.written > resolved:
                _resolve(store, Links(), progress, ledger=ledger, new=intake.new)
                resolved = intake.written
                intake.new.clear()
        intake.finish()
        if resolved:
            _resolve(store, Links(), progress, ledger=ledger, new=intake.new)
    tally = sum(intake.tallies, OpinionTally())
    if not intake.taken or (given and all(file in beside for file in intake.taken.values())):
        return BuildSummary(failures=tuple(intake.failures), opinions=tally)
    if not keep:
        gone = sorted(graph.documents(store) - intake.taken.keys() - entries)
        for start in range(0, len(gone), _PART):
            part = gone[start : start + _PART]
            graph.forget(store, part, notes=applying.forgotten(store, part))
    derived = catch_up(store, options=options, progress=progress)
    return BuildSummary(
        documents=len(intake.taken),
        unchanged=intake.unchanged,
        statements=intake.statements,
        quads=intake.quads,
        merged=derived.merged,
        doubtful=derived.doubtful,
        inferred=derived.inferred,
        failures=tuple(intake.failures),
        notices=tuple(intake.notices),
        report=derived.report,
        opinions=tally,
    )


def _kept(store: Store, files: Sequence[Path | Address]) -> dict[Path | Address, None]:
    """Documents that are kept beside a store, but for those that the user gives himself."""
    from ctkg.making.kept import kept_for

    kept = kept_for(store)
    given = {file.resolve() for file in files if isinstance(file, Path)}
    found = kept.files() if kept else []
    return dict.fromkeys(file for file in found if not isinstance(file, Path) or file.resolve() not in given)


def _makers(files: Sequence[Path | Address], options: Options) -> Ordered[Path | Address, Made | CtkgError] | OnCluster:
    if options.dask:
        from ctkg.clusters import OnCluster

        return OnCluster(files, address=options.dask, manifest=options.manifest)
    jobs = options.jobs if len(files) >= _WORTH_PROCESSES else 1
    ahead = max(_MESSAGE, _AHEAD // jobs)
    return Ordered(partial(make, opinions=options.opinions), files, jobs=jobs, ahead=ahead, together=_MESSAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """What follows from the documents of a store, counted over the whole store; see :class:`BuildSummary`."""

    merged: int
    doubtful: int
    inferred: int
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """As :class:`Derived`, with how the report changed instead of the whole of it."""

    merged: int
    doubtful: int
    inferred: int
    found: Difference


def catch_up(store: Store, *, options: Options | None = None, progress: Progress = silent) -> Derived:
    """Bring the store up to date: people's acts, resolution, inference, validation.

    Each looks only at what was touched since it looked last (:mod:`ctkg.graph.standing`).

    Raises:
        UnreadableInput: an act of the log is broken, or was changed after it was written.
        StoreError: the store cannot be written.
    """
    from ctkg import graph

    now = follow(store, options=options, progress=progress)
    report = graph.recorded(store)
    return Derived(merged=now.merged, doubtful=now.doubtful, inferred=now.inferred, report=report)


def follow(
    store: Store, *, options: Options | None = None, log: Log | None = None, progress: Progress = silent
) -> Followed:
    """As :func:`catch_up`, at a cost that does not follow from how much there is to report.

    Args:
        store: a store, or a draft of one (:mod:`ctkg.graph.store.draft`).
        options: see :func:`catch_up`.
        log: the log of acts; default: that of the store.
        progress: called as the work goes on.
    """
    options = options or Options()
    with _moment("catch up", store, log, options):
        progress("decisions", 0, 0)
        acts = _apply(store, log, options)
        progress("resolution", 0, 0)
        merged, doubtful = _resolve(store, acts.links, progress, wanted=options.resolution)
    progress("inference", 0, 0)
    inferred = _infer(store, options, progress)
    progress("validation", 0, 0)
    found = _validate(store, options)
    _settle(store)
    return Followed(merged=merged, doubtful=doubtful, inferred=inferred, found=found)


def _moment(what: str, store: Store, log: Log | None, options: Options, who: str = "") -> AbstractContextManager[None]:
    """One moment of the store's history, with the acts of people that it carries out."""
    from ctkg.decisions import applying, log_of

    acts = applying.ahead(store, log or log_of(store, options.decisions))
    by = sorted({act.by for act in acts} | ({who} if who else set()))
    return store.moment(what, by=", ".join(by) if len(by) <= _AUTHORS else "", acts=[act.id for act in acts])


def _apply(store: Store, log: Log | None, options: Options) -> Applied:
    from ctkg.decisions import applying, log_of

    return applying.apply(store, log or log_of(store, options.decisions))


def _resolve(
    store: Store,
    links: Links,
    progress: Progress,
    *,
    wanted: bool = True,
    ledger: Ledger | None = None,
    new: Mapping[str, bytes] | None = None,
) -> tuple[int, int]:
    from ctkg.graph import standing
    from ctkg.resolve import applying

    touched = standing.behind(store, "resolution").documents
    told = partial(progress, "resolution")
    found = applying.apply(store, touched, links=links, wanted=wanted, ledger=ledger, new=new, progress=told)
    if wanted:
        standing.caught_up(store, "resolution")
    else:
        standing.never(store, "resolution")
    return found.merged, found.doubtful


def _infer(store: Store, options: Options, progress: Progress) -> int:
    from ctkg import graph
    from ctkg.graph import standing

    if not options.inference:
        standing.never(store, "inference")
        graph.forget_inferred(store)
        return 0
    behind = standing.behind(store, "inference")
    if behind.background or (behind and options.infer_engine != "rules"):
        graph.close(store, engine=options.infer_engine, jobs=options.jobs)
    else:
        for number, (part, revision) in enumerate(behind.parts(_PART)):
            progress("inference", number * _PART, len(behind.documents))
            graph.close(store, documents=part)
            standing.caught_up(store, "inference", revision)
    standing.caught_up(store, "inference")
    return graph.inferred(store)


def _validate(store: Store, options: Options) -> Difference:
    from ctkg import graph
    from ctkg.graph.recording import Difference

    if not options.validation:
        graph.record(store, None)
        return Difference()
    return graph.recheck(store, engine=options.validate_engine, jobs=options.jobs)


def _settle(store: Store) -> None:
    """Nothing is behind now, so that a next call that finds nothing to do writes nothing."""
    from ctkg.graph import recording, standing

    standing.settled(store)
    recording.settled(store)
