"""``ctkg build``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from ctkg.cli import options, terminal


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(
        epilog="Examples: ctkg build | ctkg build reports/ --store my.store | ctkg build release.html -o release.ttl",
    )(build)


def build(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files, folders and web addresses; ctkg's own reports where none is given.", metavar="[PATH...]"
        ),
    ] = None,
    store: options.Store = options.DEFAULT_STORE,
    memory: Annotated[bool, typer.Option("--memory", help="Keep nothing on disk but what -o writes.")] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Write the graph to a file as well; the suffix gives the format."),
    ] = None,
    no_reference: Annotated[bool, typer.Option("--no-reference", help="Leave out the reference tables.")] = False,
    no_resolution: Annotated[
        bool, typer.Option("--no-resolution", help="Leave the nodes of each document apart.")
    ] = False,
    no_inference: Annotated[bool, typer.Option("--no-inference", help="Infer nothing.")] = False,
    no_validation: Annotated[bool, typer.Option("--no-validation", help="Check nothing.")] = False,
    infer_engine: Annotated[str, typer.Option(help="rules (compiled) or owlrl (reference).")] = "rules",
    validate_engine: Annotated[str, typer.Option(help="shacl (fast) or pyshacl (reference).")] = "shacl",
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop at the first document that fails.")] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=0, help="Processes that read and extract; 0: one for each core.")
    ] = 0,
    dask: Annotated[
        str,
        typer.Option(
            help="Read and extract on the Dask cluster of this scheduler, to which every document is sent.",
            metavar="tcp://HOST:PORT",
        ),
    ] = "",
    manifest: Annotated[
        Path | None,
        typer.Option(
            help="With --dask: write which document went in which shard to this file (JSON lines).", metavar="FILE"
        ),
    ] = None,
    texts: Annotated[
        bool | None,
        typer.Option(
            "--texts/--no-texts",
            help="Keep from now on the texts of documents beside the graph; the store does unless told otherwise.",
        ),
    ] = None,
    history: Annotated[
        bool | None,
        typer.Option(
            "--history/--no-history",
            help="Keep from now on what leads back to earlier states of the store; it does unless told otherwise.",
        ),
    ] = None,
    decisions: options.Decisions = None,
    private: options.Private = False,
    report: Annotated[Path | None, typer.Option(help="Write the validation report (Turtle) to this file.")] = None,
    llm: options.Llm = "",
    llm_model: options.LlmModel = "",
    llm_cache: options.LlmCache = None,
    model: options.Model = "",
    quiet: options.Quiet = False,
) -> int:
    """Map documents to the graph, infer, validate, and say what was built."""
    import ctkg
    from ctkg import pipeline, resources
    from ctkg.cli.findings import write_report
    from ctkg.errors import UsageError
    from ctkg.text.read import discover

    if memory and output is None:
        raise UsageError("--memory keeps nothing; say with -o FILE where the graph should go")
    if manifest is not None and not dask:
        raise UsageError("--manifest tells what went to a cluster; name one with --dask")
    for target in filter(None, (output, report, manifest)):
        if not target.parent.is_dir():
            raise UsageError("the folder of this file does not exist; make it first", path=target)
    if output is not None:
        from ctkg.graph import export

        export.format_of(output)
    wanted = pipeline.Options(
        reference=not no_reference,
        resolution=not no_resolution,
        inference=not no_inference,
        validation=not no_validation,
        infer_engine=options.one_of(infer_engine, ("rules", "owlrl"), "--infer-engine"),
        validate_engine=options.one_of(validate_engine, ("shacl", "pyshacl"), "--validate-engine"),
        fail_fast=fail_fast,
        private_addresses=private,
        opinions=options.opinions(llm, llm_model, llm_cache, model),
        jobs=jobs or _cores(),
        dask=dask,
        manifest=manifest,
        texts=texts,
        history=history,
        decisions=decisions,
    )
    # Before a store is made for nothing.
    if dask:
        from ctkg.clusters import check

        check(dask)
    files = discover(paths or [str(resources.path("data", "documents"))], private=private)
    with ctkg.open(None if memory else store) as kg, terminal.progress(quiet=quiet) as progress:
        summary = kg.build(files, options=wanted, progress=progress)
        if output is not None:
            progress("export", 0, 0)
            kg.export(output)
        if report is not None:
            write_report(summary.report, report)
    for failure in summary.failures:
        terminal.say(f"ctkg: left out: {failure.message}")
    for notice in (*summary.notices, *summary.opinions.lines()):
        terminal.say(f"ctkg: {notice}")
    findings = summary.report.at_least("violation")
    for finding in findings[:20]:
        terminal.say(f"ctkg: {finding.severity}: {finding.focus}: {finding.message}")
    if not summary.documents:
        terminal.say("ctkg: nothing could be built; documents that the store held before are still there")
    elif not quiet:
        where = "memory" if memory else str(store)
        same = f" ({summary.unchanged} unchanged)" if summary.unchanged else ""
        typer.echo(
            f"{terminal.counted(summary.documents, 'document')}{same}, {terminal.counted(summary.statements, 'fact')}, "
            f"{terminal.counted(summary.quads, 'quad')}, {summary.inferred} inferred; "
            f"{summary.merged} merged, {summary.doubtful} doubtful; "
            f"{terminal.counted(len(findings), 'violation')}; store: {where}"
        )
        if summary.failures:
            typer.echo(f"{terminal.counted(len(summary.failures), 'document')} could not be built (see above)")
    return summary.exit_code


def _cores() -> int:
    # Where a batch system or a container gives fewer cores than the machine has, the smaller number counts.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
