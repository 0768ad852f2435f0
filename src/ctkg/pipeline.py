"""The whole flow, from files to a validated graph. Read this first.

    files -> documents -> statements -> quads in named graphs -> resolution -> inference -> validation -> store

Every step is one call; each lives in the module that its name says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ctkg.errors import CtkgError, UnreadableInput
from ctkg.model import BuildSummary, Document, Failure, Link, OpinionTally, Report, Statement
from ctkg.text.opinions.settings import OpinionSettings
from ctkg.workers import Ordered

if TYPE_CHECKING:
    from ctkg.bridge import Mapped
    from ctkg.graph.store import Store
    from ctkg.resolve import Profile
    from ctkg.text.read import Address

#: A document and what it states.
Extracted = tuple[Document, tuple[Statement, ...]]

#: Called with the name of a stage, how much of it is done and how much there is (0 where unknown).
Progress = Callable[[str, int, int], None]


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


def extract(path: str | Path | Address) -> Extracted:
    """Read one file, or fetch one web address, and say what it states.

    Raises:
        UnreadableInput: the file is missing, empty, binary, too large or broken, or the address gives no document.
        MissingExtra: an optional part reads this kind of file and is not installed.
    """
    from ctkg.text.extract import extract as statements_of
    from ctkg.text.read import read

    document = read(path)
    return document, statements_of(document)


def consult(extracted: Extracted, settings: OpinionSettings) -> tuple[Extracted, OpinionTally]:
    """``extracted`` after second opinions, and what came of them (see :mod:`ctkg.text.opinions`).

    Raises:
        MissingExtra: a package is not installed that is needed for what is asked.
        UsageError: a spaCy pipeline cannot be loaded, or a setting is off.
    """
    if not settings:
        return extracted, OpinionTally()
    from ctkg.text.opinions.consulting import consult as ask

    document, statements = extracted
    heard = ask(document, statements, settings)
    return (document, heard.statements), heard.tally


def names(path: str | Path | Address) -> tuple[Document, tuple[Link, ...]]:
    """Read one file, or fetch one web address, and link the names in it, whatever its language.

    Raises:
        UnreadableInput: as :func:`extract`.
        MissingExtra: as :func:`extract`.
    """
    from ctkg.text.extract import names as names_of
    from ctkg.text.read import read

    document = read(path)
    return document, names_of(document)


def build(
    paths: Sequence[str | Path | Address],
    store: Store,
    *,
    options: Options | None = None,
    progress: Progress = silent,
    keep: bool = False,
) -> BuildSummary:
    """Build ``store`` from documents: after it, the store holds these documents and what follows from them.

    A document that fails is reported and left out; every other one is built. Each document's graphs are replaced
    whole, so an interrupted build leaves whole documents only. Where every document fails (a mistyped path), the
    documents that the store held before stay.

    Args:
        paths: files, folders and web addresses; folders are searched for documents, addresses are fetched.
        store: an open, writable store.
        options: what to do beside mapping.
        progress: called as the work goes on.
        keep: keep the documents that the store held before, but for those that are built anew.

    Raises:
        UnreadableInput: a folder without documents, or no document at all.
        StoreError: the store cannot be written.
        MissingExtra: a package is not installed that second opinions need.
        UsageError: a second opinion cannot be asked, whatever the document.
    """
    from ctkg import graph
    from ctkg.resolve import applying
    from ctkg.text.read import discover

    options = options or Options()
    if options.opinions:
        from ctkg.text.opinions.consulting import opinions

        opinions(options.opinions)  # what cannot be asked at all is said before anything is done
    files = discover(paths, private=options.private_addresses)
    failures: list[Failure] = []
    notices: list[str] = []
    statements = quads = 0
    profiles: list[Profile] = []
    tallies: list[OpinionTally] = []

    with Ordered(partial(_attempt, opinions=options.opinions), files, jobs=min(options.jobs, len(files))) as attempts:
        # Extraction is under way in other processes while the reference data are loaded here.
        graph.prepare(store, reference=options.reference)
        heard = _tallied(attempts, tallies)
        found = _mapped(zip(files, heard, strict=True), failures, notices, fail_fast=options.fail_fast)
        for done, (mapped, profile) in enumerate(found, start=1):
            progress("documents", done, len(files))
            store.replace_graphs(mapped.graphs)
            profiles.append(profile)
            statements += mapped.statements
            quads += mapped.size
    tally = sum(tallies, OpinionTally())
    if not profiles:
        return BuildSummary(failures=tuple(failures), opinions=tally)
    if not keep:
        graph.forget_others(store, [profile.document for profile in profiles])
    if options.resolution:
        progress("resolution", 0, 0)
    resolution, grown = applying.apply(store, profiles, wanted=options.resolution)

    inferred = 0
    if options.inference:
        progress("inference", 0, 0)
        inferred = graph.close(store, engine=options.infer_engine)
    report = Report()
    if options.validation:
        progress("validation", 0, 0)
        report = graph.check(store, engine=options.validate_engine)
        graph.record(store, report)
    return BuildSummary(
        documents=len(profiles),
        statements=statements,
        quads=quads + grown,
        merged=resolution.merged,
        doubtful=resolution.doubtful,
        inferred=inferred,
        failures=tuple(failures),
        notices=tuple(notices),
        report=report,
        opinions=tally,
    )


def _attempt(file: Path | Address, opinions: OpinionSettings) -> tuple[Extracted, OpinionTally] | CtkgError:
    """What one file states, or why it cannot be read; an error is an answer, so that it does not stop the others."""
    try:
        return consult(extract(file), opinions)
    except CtkgError as error:
        return error


def _tallied(
    attempts: Iterable[tuple[Extracted, OpinionTally] | CtkgError], tallies: list[OpinionTally]
) -> Iterator[Extracted | CtkgError]:
    """The attempts alone; what came of second opinions is added to ``tallies``."""
    for attempt in attempts:
        if isinstance(attempt, CtkgError):
            yield attempt
        else:
            extracted, tally = attempt
            tallies.append(tally)
            yield extracted


def _mapped(
    attempts: Iterable[tuple[Path | Address, Extracted | CtkgError]],
    failures: list[Failure],
    notices: list[str],
    *,
    fail_fast: bool,
) -> Iterator[tuple[Mapped, Profile]]:
    """Map one extracted document after the other; what failed is added to ``failures`` and passed over."""
    from ctkg import bridge, graph, resolve

    taken: dict[str, Path | Address] = {}
    for file, attempt in attempts:
        try:
            if isinstance(attempt, CtkgError):
                raise attempt
            document, statements = attempt
            if document.id in graph.SHARED:
                raise UnreadableInput(
                    f"the id {document.id!r} names a graph of ctkg; give the document another `id:` or rename the file",
                    path=str(file),
                )
            if document.id in taken:
                raise UnreadableInput(
                    f"the id {document.id!r} is taken by {taken[document.id]}; give one of the two another `id:`",
                    path=str(file),
                )
            taken[document.id] = file
            notices += [f"{file}: {notice}" for notice in document.notices]
            yield bridge.quads(document, statements), resolve.profile(document, statements)
        except CtkgError as error:
            if fail_fast:
                raise
            failures.append(Failure(path=str(file), message=str(error)))
