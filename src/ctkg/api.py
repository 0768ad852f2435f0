"""``ctkg.open()``: a knowledge graph in Python, with the same words as the commands.

kg = ctkg.open("ctkg.store")
kg.build(["reports/"])
for row in kg.query("SELECT ?e WHERE { ?e a ct:Workshop }"):
    print(row["e"])
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from ctkg import pipeline

if TYPE_CHECKING:
    from datetime import date
    from types import TracebackType

    from ctkg.adding import Entered
    from ctkg.decisions import Act
    from ctkg.graph.around import Neighbourhood
    from ctkg.graph.deadline.pool import Pool
    from ctkg.graph.describe import Description
    from ctkg.graph.infer import Proof
    from ctkg.graph.parameters import Value
    from ctkg.graph.pushing import Difference, Pushed
    from ctkg.graph.query import Result
    from ctkg.graph.resolutions import Explanation, Match
    from ctkg.graph.search import Found
    from ctkg.graph.store import Store
    from ctkg.graph.store.backup import Inventory
    from ctkg.graph.store.remote import Address as Server
    from ctkg.history import Blame, Diff, Entry
    from ctkg.making import Made
    from ctkg.model import BuildSummary, Report
    from ctkg.removal.tracing import Trace
    from ctkg.review.carrying import Effect
    from ctkg.review.conflicts import Conflict
    from ctkg.review.desk import Desk
    from ctkg.site import Options as SiteOptions
    from ctkg.site import Summary as SiteSummary
    from ctkg.text.read import Address

#: Where a store stands unless told otherwise.
DEFAULT_STORE = Path("ctkg.store")


def open(path: str | Path | None = DEFAULT_STORE, *, read_only: bool = False) -> KnowledgeGraph:
    """Open the knowledge graph at ``path`` (a folder, made where it is missing); in memory where ``path`` is None.

    ``ctkg.open("https://...")`` opens the store on a server that speaks SPARQL 1.1 (docs/guide/remote.md).

    Raises:
        StoreError: the folder is no store, is locked by another writer, or cannot be written; the server does not
            answer.
        UsageError: an address that is none.
        MissingExtra: a server is named, and the package is not installed that speaks with it.
    """
    from ctkg import graph

    return KnowledgeGraph(graph.open_store(path, read_only=read_only, create=not read_only))


class KnowledgeGraph:
    """A store with what can be done to it. Use it as a context manager to close it in time."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._pools: dict[int | None, Pool] = {}

    def __enter__(self) -> KnowledgeGraph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the store, and end the processes that were made for queries."""
        self._end_pools()
        self.store.close()

    def _end_pools(self) -> None:
        for pool in self._pools.values():
            pool.close()
        self._pools.clear()

    def build(
        self,
        paths: Sequence[str | Path | Address],
        *,
        options: pipeline.Options | None = None,
        progress: pipeline.Progress = pipeline.silent,
    ) -> BuildSummary:
        """Build from documents (see :func:`ctkg.pipeline.build`); the store holds these and no others afterwards."""
        return self._built(paths, options, progress, keep=False)

    def add(
        self,
        *paths: str | Path | Address,
        options: pipeline.Options | None = None,
        progress: pipeline.Progress = pipeline.silent,
        made: Mapping[Path | Address, Made] | None = None,
        by: str = "",
    ) -> BuildSummary:
        """Add documents (files, folders, web addresses) to those that the store holds; one of the same id is replaced.

        ``kg.add("https://...")`` fetches the page, with the limits of :mod:`ctkg.text.read.web`. ``made`` is what was
        made of some of them already (:func:`ctkg.making.made_of`); ``by`` stands in the history of the store.
        """
        return self._built(paths, options, progress, keep=True, made=made, by=by)

    def enter(
        self,
        *sources: str | Path | bytes,
        by: str,
        source: str = "",
        reason: str = "",
        id: str = "",
        format: str = "",
        replace: bool = False,
        likely: str = "",
        fail_on: str = "violation",
        keep_going: bool = False,
        dry_run: bool = False,
        decisions: str | Path | None = None,
        progress: pipeline.Progress = pipeline.silent,
    ) -> Entered:
        """Add entries (forms, or RDF in any format), checked and compared, whole or not at all: ``ctkg add``.

        Args:
            sources: files, or as bytes what is in one.
            by: who adds them.
            source: where they come from, in words.
            reason: why.
            id: of the entry, where there is one.
            format: of the files; default: by suffix, and Turtle for bytes.
            replace: an entry may take the place of one of the same id.
            likely: of an entry like one that the store has: refuse it (default), ``same`` or ``distinct``.
            fail_on: refuse an entry for findings of this severity and worse.
            keep_going: add the good ones where some are refused.
            dry_run: say what would change, and write nothing.
            decisions: folder of the log of acts; default: beside the store.
            progress: called as the work goes on.

        Raises:
            UnreadableInput: a file is missing or broken; with line and column.
            UsageError: something of this is not to be had, such as an empty ``by``.
            StoreError: the store cannot be written.
        """
        from ctkg.adding import Wishes, enter
        from ctkg.graph import search

        wishes = Wishes(
            by=by,
            source=source,
            reason=reason,
            replace=replace,
            likely=likely,
            fail_on=fail_on,
            keep_going=keep_going,
            dry_run=dry_run,
            decisions=None if decisions is None else Path(decisions),
        )
        given = [Path(each) if isinstance(each, str) else each for each in sources]
        entered = enter(self.store, given, wishes, format=format, id=id, progress=progress)
        if entered.act and not dry_run:
            progress("search index", 0, 0)
            search.refresh(self.store)
        return entered

    def _built(
        self,
        paths: Sequence[str | Path | Address],
        options: pipeline.Options | None,
        progress: pipeline.Progress,
        *,
        keep: bool,
        made: Mapping[Path | Address, Made] | None = None,
        by: str = "",
    ) -> BuildSummary:
        from ctkg.graph import search

        summary = pipeline.build(paths, self.store, options=options, progress=progress, keep=keep, made=made, by=by)
        progress("search index", 0, 0)
        search.refresh(self.store)
        return summary

    def backup(self, target: str | Path) -> Inventory:
        """Write the store as of now to one new file, whole or not at all; others may read and write meanwhile.

        ``ctkg.graph.store.backup.restore(file, folder)`` makes a store of it again.

        Raises:
            StoreError: the file exists or cannot be written, or the store is damaged.
            UsageError: the store is in memory or on a server.
        """
        from ctkg.graph.store import backup

        return backup.backup(backup.folder_of(self.store), Path(target))

    def remove(
        self,
        *names: str,
        by: str,
        reason: str = "",
        dry_run: bool = False,
        decisions: str | Path | None = None,
    ) -> Effect:
        """Take documents and entries out, with all that follows from them (docs/guide/removal.md): ``ctkg remove``.

        Args:
            names: ids of documents or entries, or patterns of ids such as ``draft-*``.
            by: who removes them.
            reason: why.
            dry_run: only tell what would change.
            decisions: folder of the log of acts; default: beside the store.

        Raises:
            UsageError: one is not there, or was removed already; nothing is removed then.
            StoreError: log or store cannot be written.
        """
        from ctkg.removal import remove

        desk = self.review(by=by, decisions=decisions)
        return remove(self.store, desk.log, names, by=by, reason=reason, options=desk.options, dry_run=dry_run)

    def trace(
        self, person: str, *, also: Sequence[str] = (), everyone: bool = False, decisions: str | Path | None = None
    ) -> Trace:
        """What the store and its log say of a person, for :meth:`takedown`; nothing is written.

        Args:
            person: the name, or the IRI.
            also: further spellings of the name.
            everyone: where several persons are called so, all of them are meant.
            decisions: folder of the log of acts; default: beside the store.

        Raises:
            UsageError: no name, one that is no person's, or one of several persons.
        """
        from ctkg.decisions import log_of
        from ctkg.removal.tracing import trace

        log = log_of(self.store, None if decisions is None else Path(decisions))
        return trace(self.store, log, person, also=also, everyone=everyone)

    def takedown(
        self,
        trace: Trace,
        *,
        by: str,
        reason: str = "",
        decisions: str | Path | None = None,
        progress: pipeline.Progress = pipeline.silent,
    ) -> Act:
        """Take a person's data out of the store and its log for good (docs/guide/removal.md): ``ctkg takedown``.

        Args:
            trace: what is to go, as :meth:`trace` shows it.
            by: who does it, and ``reason``, why; neither with the name.
            reason: see there.
            decisions: folder of the log of acts; default: beside the store.
            progress: called as the work goes on.

        Raises:
            UsageError: the name stands in ``by`` or ``reason``.
            StoreError: log or store cannot be written.
        """
        from ctkg.decisions import log_of
        from ctkg.removal.taking import take

        # Processes that answered queries have seen the data.
        self._end_pools()
        folder = None if decisions is None else Path(decisions)
        options = replace(pipeline.as_built(self.store), decisions=folder)
        return take(
            self.store, log_of(self.store, folder), trace, by=by, reason=reason, options=options, progress=progress
        )

    def query(
        self,
        text: str,
        *,
        params: Mapping[str, str | Value] | None = None,
        inference: bool = True,
        timeout: float | None = None,
        memory: int | None = None,
    ) -> Result:
        """Answer a SPARQL query, or one of the library by its id or name (``"CQ01"``).

        Args:
            text: the query.
            params: values of its parameters, by name.
            inference: False leaves out what was inferred.
            timeout: seconds after which it is ended; it runs in a process of its own then, which is kept for the next
                one. A store in memory is handed to that process as a dump whenever it has changed. A server is not
                waited for any longer.
            memory: megabytes that the query may use beside the store, in the same way.

        Raises:
            QueryError: it cannot be parsed, is refused, or names an unknown prefix or term.
            DeadlineError: it was not done in time.
            StoreError: it needs more memory than that.
        """
        from ctkg.graph import library, query

        if not any(mark in text for mark in "{}\n "):
            found = library.find(text)
            text, params = found.text, found.bind(params or {})
        if memory is None and self.is_remote:
            self.store.patience, timeout = timeout, None  # type: ignore[attr-defined]  # of a RemoteStore
        pool = None if timeout is None and memory is None else self._pool(memory)
        return query.run(self.store, text, params=params, inference=inference, timeout=timeout, pool=pool)

    @property
    def is_remote(self) -> bool:
        """True where the store is on a server."""
        from ctkg.graph.store import is_remote

        return is_remote(self.store)

    def _pool(self, memory: int | None) -> Pool:
        from ctkg.graph.deadline.pool import Pool

        if memory not in self._pools:
            self._pools[memory] = Pool(self.store, memory=memory)
        return self._pools[memory]

    def search(
        self, text: str, *, kinds: Sequence[str] = (), document: str = "", language: str = "", limit: int = 20
    ) -> Found:
        """Find names and passages by words, ``"phrases"``, ``prefix*``, ``-excluded`` (see :mod:`ctkg.graph.search`).

        Raises:
            UsageError: an unknown kind or document, or a limit below 1.
        """
        from ctkg.graph import search

        return search.search(self.store, text, kinds=kinds, document=document, language=language, limit=limit)

    def facts(self, *, documents: list[str] | None = None) -> Iterator[dict[str, Any]]:
        """The flat view of what the documents state (see :func:`ctkg.graph.facts.facts`)."""
        from ctkg.graph import facts

        return facts.facts(self.store, documents=documents)

    def infer(self, *, engine: str = "rules") -> int:
        """Write what follows from the data; returns the number of inferred triples."""
        from ctkg import graph

        return graph.close(self.store, engine=engine)

    def validate(
        self, entry: str | Path | None = None, *, engine: str = "shacl", shapes: str | Path | None = None
    ) -> Report:
        """Validate the whole graph, or the entries of a file (RDF, or a YAML or CSV form) in its context.

        ``shapes``: a Turtle file or a folder of them, by which is judged as well.

        Raises:
            UnreadableInput: the entry or the shapes are missing or cannot be parsed; with line and column.
        """
        from ctkg import graph
        from ctkg.entries.checking import Checker
        from ctkg.graph import validate

        also = Path(shapes) if shapes else None
        if entry is not None:
            return Checker(self.store, engine=engine, also=also).check(Path(entry))
        report = graph.check(self.store, engine=engine)
        if also is None:
            return report
        more = validate.validate(self.store, engine=engine, shapes=also)
        return validate.sorted_report((*report.findings, *more.findings))

    def show(self, name: str) -> Description:
        """Everything about one node, by IRI, prefixed name, id or label; of a member, about what it became."""
        return self.described(name)[0]

    def described(self, name: str, *, depth: int = 1) -> list[Description]:
        """:meth:`show`, and for each step of ``depth`` beyond the first the nodes that what is said leads to."""
        from ctkg.graph import describe, resolutions

        node = resolutions.canonical(self.store, describe.resolve(self.store, name))
        return describe.described(self.store, node, depth=depth)

    def neighbourhood(self, name: str, *, depth: int = 1, most: int = 30) -> Neighbourhood:
        """What stands around a node, which Jupyter shows as a picture (:func:`ctkg.graph.around.neighbourhood`).

        Raises:
            UsageError: nothing or several things are called so.
        """
        from ctkg.graph import around, describe, resolutions

        node = resolutions.canonical(self.store, describe.resolve(self.store, name))
        return around.neighbourhood(self.store, node, depth=depth, most=most)

    def turtle(self, nodes: Sequence[str]) -> str:
        """What is said of some nodes (IRIs) in both directions, with claims, passages and decisions, as Turtle."""
        from ctkg.graph import describe
        from ctkg.graph.export.turtle import Turtle

        writer = Turtle()
        found = {triple for node in nodes for triple in describe.triples(self.store, node)}
        blocks = "\n".join(writer.blocks(found))
        return writer.header() + blocks

    def explain(self, subject: str, predicate: str, object: str) -> Proof:
        """Why a statement holds: a tree of rules and premises down to what documents and tables state.

        Each term may be an IRI, a prefixed name, an id or a label, the property a name without its prefix, the value
        a text.

        Raises:
            UsageError: the statement does not hold, or a name means nothing or several things.
        """
        from ctkg.graph import infer, naming

        said = naming.statement(self.store, subject, predicate, object)
        return infer.explain(self.store, said.subject, said.predicate, said.object)

    def review(self, *, by: str = "", decisions: str | Path | None = None) -> Desk:
        """The queue of what waits, and the means to decide on it, in the words of ``ctkg review``.

        Args:
            by: who decides.
            decisions: folder of the log of acts; default: beside the store.
        """
        from ctkg.review.desk import Desk

        return Desk(self.store, by=by, decisions=None if decisions is None else Path(decisions))

    def conflicts(self, name: str = "", *, prefer: str = "confidence", sources: Sequence[str] = ()) -> list[Conflict]:
        """Where documents differ, everywhere or about one node, each with the answer by a policy.

        Args:
            name: an event, a person or a document, by IRI, prefixed name, id or label.
            prefer: ``source``, ``date`` or ``confidence``.
            sources: publishers, the first before all others.

        Raises:
            UsageError: an unknown policy, or nothing or several things are called so.
        """
        from ctkg.review.conflicts import Policy
        from ctkg.review.desk import Desk

        return Desk(self.store).conflicts(name, Policy(prefer=prefer, sources=tuple(sources)))

    def matches(self, *, outcome: str = "") -> list[Match]:
        """What resolution brought together and what is in doubt; ``outcome`` is ``merged``, ``doubtful`` or both."""
        from ctkg.graph import resolutions

        return resolutions.matches(self.store, outcome=outcome)

    def identity(self, name: str) -> Explanation:
        """What stands behind one node: its members, the grounds, and where the reports of an event differ.

        Raises:
            UsageError: nothing is called so, or resolution decided nothing about it.
        """
        from ctkg.graph import describe, resolutions

        return resolutions.explain(self.store, describe.resolve(self.store, name))

    def history(self) -> list[Entry]:
        """The moments of the store that are known, the oldest first; ``ctkg.history.documents`` says what each did."""
        from ctkg import history

        return history.moments(self.store)

    def diff(
        self,
        a: str | Path | None = None,
        b: str | Path = "now",
        *,
        inferred: bool = False,
        evidence: bool = False,
        everything: bool = False,
    ) -> Diff:
        """What differs between two points of the store, or other stores, dumps and backups (``ctkg diff``).

        Args:
            a: a point (``"@12"``, ``"2026-11-20"``), a folder or a file; None: before the last moment.
            b: as ``a``.
            inferred: compare what was inferred, too.
            evidence: compare claims and passages, too.
            everything: compare all that is not inferred: ontology, tables and resolution as well.

        Raises:
            UsageError: a side is nothing of these, or a point to which nothing leads back.
        """
        from ctkg import history

        scope = history.Scope(inferred=inferred, evidence=evidence, everything=everything)
        return history.diff(self.store, a, b, scope)

    def blame(self, subject: str, predicate: str = "", object: str = "", *, limit: int = 50) -> Blame:
        """Who and what stands behind every statement about a node, or behind one: document, person, moment, words.

        Raises:
            UsageError: a name means nothing or several things, or nothing is said.
        """
        from ctkg import history

        return history.blame(self.store, subject, predicate, object, limit=limit)

    def known_on(self, when: str) -> KnowledgeGraph:
        """The graph as it was known at the end of a day (``"2026-11-20"``, UTC) or after a moment (``"@12"``).

        A working copy, read-only, gone when it is closed (docs/guide/history.md).

        Raises:
            UsageError: no such point, or nothing leads back to it.
        """
        from ctkg import history

        return KnowledgeGraph(history.known_on(self.store, when))

    def valid_on(self, day: str | date) -> KnowledgeGraph:
        """The graph without what was not valid on a day; a working copy, as :meth:`known_on`.

        Raises:
            UsageError: no such day.
        """
        from ctkg import history

        return KnowledgeGraph(history.valid_on(self.store, day))

    def stats(self) -> dict[str, dict[str, int]]:
        """What the store holds."""
        from ctkg.graph import describe

        return describe.stats(self.store)

    def export(
        self,
        target: str | Path | BinaryIO,
        format: str | None = None,
        *,
        graph: str | None = None,
        context: str = "",
    ) -> None:
        """Write the graph to a file; the format follows from the suffix where it is not given.

        Args:
            target: a file, or a folder for a format of several files, or a binary stream.
            format: its name (see :func:`ctkg.interchange.export`).
            graph: IRI of the one graph to write, in a format of RDF.
            context: address of a JSON-LD context to refer to, instead of writing it into the file.
        """
        from ctkg import interchange

        place = Path(target) if isinstance(target, str) else target
        interchange.export(self.store, place, format, graph=graph, context=context)

    def site(
        self, target: str | Path, *, options: SiteOptions | None = None, progress: pipeline.Progress = pipeline.silent
    ) -> SiteSummary:
        """Write a static site of the graph into a folder, whole or not at all (see :func:`ctkg.site.write`)."""
        from ctkg import site

        return site.write(self.store, Path(target), options=options, progress=progress)

    def push(
        self, server: str | Server, *, chunk: int = 10_000, progress: pipeline.Progress = pipeline.silent
    ) -> Pushed:
        """Copy the store to a server (see :func:`ctkg.graph.pushing.push`).

        Args:
            server: its address; user, password and token come from the environment then. Or a
                :func:`ctkg.graph.store.remote.address` with them.
            chunk: triples that one request carries, about.
            progress: called as the work goes on.
        """
        from ctkg.graph import pushing
        from ctkg.graph.store import remote

        with remote.RemoteStore(remote.address(server) if isinstance(server, str) else server) as there:
            return pushing.push(self.store, there, chunk=chunk, progress=progress)

    def compare(self, server: str | Server, *, progress: pipeline.Progress = pipeline.silent) -> list[Difference]:
        """Where a copy on a server differs, graph by graph (see :func:`ctkg.graph.pushing.differences`)."""
        from ctkg.graph import pushing
        from ctkg.graph.store import remote

        place = remote.address(server) if isinstance(server, str) else server
        with remote.RemoteStore(place, read_only=True) as there:
            return pushing.differences(self.store, there, progress=progress)
