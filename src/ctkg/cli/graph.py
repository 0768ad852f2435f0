"""``ctkg infer``, ``ctkg export`` and ``ctkg stats``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ctkg.cli import options, terminal


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command(
        epilog="Examples: ctkg infer | ctkg infer --engine owlrl",
    )(infer)
    app.command(
        epilog="Examples: ctkg export all.ttl | ctkg export -f nq - | "
        "ctkg export a.ttl --graph graph:document/release | ctkg export -f csv -o tables",
    )(export)
    app.command(epilog="Example: ctkg stats")(stats)


def infer(
    store: options.Store = options.DEFAULT_STORE,
    engine: Annotated[str, typer.Option(help="rules (compiled) or owlrl (reference).")] = "rules",
) -> int:
    """Close the store under the ontology's axioms and rules."""
    import ctkg

    options.one_of(engine, ("rules", "owlrl"), "--engine")
    with ctkg.open(options.existing(store)) as kg:
        typer.echo(f"{kg.infer(engine=engine)} inferred triples")
    return 0


def export(
    context: typer.Context,
    target: Annotated[str, typer.Argument(help="File or folder to write; - for stdout.", metavar="[TARGET]")] = "",
    output: Annotated[str, typer.Option("--output", "-o", help="The same as TARGET.", metavar="TARGET")] = "",
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="ttl, trig, nt, nq, jsonld, rdfxml; csv, graphml, geojson, ics, ftm, stix; else by suffix.",
        ),
    ] = None,
    graph: Annotated[str | None, typer.Option(help="One named graph, by IRI or prefixed name.", metavar="IRI")] = None,
    json_context: Annotated[
        str,
        typer.Option(
            "--context",
            help="JSON-LD: refer to the context at this address; it is written into the file else.",
            metavar="URL",
        ),
    ] = "",
    store: options.Store = options.DEFAULT_STORE,
    endpoint: options.Endpoint = "",
) -> int:
    """Write the graph, deterministic and whole or not at all."""
    import ctkg
    from ctkg import interchange
    from ctkg.errors import UsageError
    from ctkg.iris import PREFIXES

    if bool(target) == bool(output):
        raise UsageError("name one file or folder to write, or - for stdout: ctkg export FILE, or -o FILE")
    target = target or output
    if target == "-" and form is None:
        raise UsageError("say with -f in which format to write to stdout")
    place = sys.stdout.buffer if target == "-" else Path(target)
    form = interchange.format_name(place, form)
    if graph is not None:
        prefix, colon, rest = graph.partition(":")
        graph = PREFIXES[prefix] + rest if colon and prefix in PREFIXES else graph
    with ctkg.open(options.place(context, store, endpoint), read_only=True) as kg:
        kg.export(place, form, graph=graph, context=json_context)
    return 0


def stats(
    context: typer.Context,
    store: options.Store = options.DEFAULT_STORE,
    endpoint: options.Endpoint = "",
) -> int:
    """Print counts of documents, triples by group of graphs, and things by class."""
    import ctkg

    with ctkg.open(options.place(context, store, endpoint), read_only=True) as kg:
        found = kg.stats()
    rows = [(group, name, str(number)) for group, numbers in found.items() for name, number in numbers.items()]
    terminal.table(("what", "which", "how many"), rows)
    return 0
