"""``ctkg history``, ``ctkg diff`` and ``ctkg blame``."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ctkg.cli import options, terminal

if TYPE_CHECKING:
    from ctkg.history import Cause


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command(
        epilog="Examples: ctkg history | ctkg history --limit 5 -f json | ctkg history --forget-before 2025-01-01",
    )(history)
    app.command(
        epilog="Examples: ctkg diff | ctkg diff @3 now | ctkg diff 2026-11-01 2026-11-20 --by class | "
        "ctkg diff old.nq new.nq -f patch | ctkg diff monday.backup ctkg.store --inferred | "
        "ctkg diff ontology-1.0/ ontology/ --fail-on breaking",
    )(diff)
    app.command(
        epilog="Examples: ctkg blame osce-atu | ctkg blame id:event/release/1 hasOrganizer osce-atu | "
        'ctkg blame "Kazakhstan" --limit 10 -f json',
    )(blame)


def history(
    store: options.Store = options.DEFAULT_STORE,
    limit: Annotated[int, typer.Option(help="Moments that are shown, the last ones.", min=1)] = 30,
    form: Annotated[str, typer.Option("--format", "-f", help="table or json (one object a line).")] = "table",
    forget_before: Annotated[
        str,
        typer.Option(help="Forget what leads back to states before this day; the graph stays as it is.", metavar="DAY"),
    ] = "",
    renew: Annotated[
        bool,
        typer.Option("--renew", help="Write the store's files anew: what was taken out of it leaves them only so."),
    ] = False,
) -> int:
    """Print the moments of the store: when, what ran, by whom, and which documents came, changed and went."""
    import ctkg
    from ctkg.graph.store import DiskStore
    from ctkg.history import documents
    from ctkg.history import forget_before as forget

    options.one_of(form, ("table", "json"), "--format")
    if forget_before:
        with ctkg.open(options.existing(store)) as kg:
            number = forget(kg.store, forget_before)
        typer.echo(f"{terminal.counted(number, 'moment')} before {forget_before} forgotten")
    if renew:
        with DiskStore(options.existing(store)) as opened:
            opened.renew()
        typer.echo(f"the files of {store} were written anew")
    if forget_before or renew:
        return 0
    with ctkg.open(options.existing(store), read_only=True) as kg:
        entries = kg.history()
        shown = [(entry, documents(kg.store, entry.number)) for entry in entries[-limit:]]
    if form == "json":
        terminal.json_lines(
            {
                "number": entry.number,
                **asdict(entry.moment),
                "until": entry.until,
                "documents": asdict(what),
            }
            for entry, what in shown
        )
        return 0
    rows = [
        (
            f"@{entry.number}",
            entry.moment.time[:16].replace("T", " "),
            entry.moment.what + (" (after writes without a history)" if entry.moment.gap else ""),
            entry.moment.by,
            f"+{len(what.came)} ~{len(what.changed)} -{len(what.went)}",
            str(len(entry.moment.acts) or ""),
            ", ".join(what.beside[:4]) + (f" and {len(what.beside) - 4} more" if len(what.beside) > 4 else ""),
        )
        for entry, what in shown
    ]
    terminal.table(("moment", "time (UTC)", "what", "by", "documents", "acts", "other graphs"), rows)
    if len(entries) > len(shown):
        terminal.say(f"ctkg: {terminal.counted(len(entries) - len(shown), 'earlier moment')}; --limit shows more")
    return 0


def diff(
    a: Annotated[
        str | None,
        typer.Argument(
            help="A store, a dump, a backup, @MOMENT, a day or now; a folder of ontology files. Without it: what the "
            "last moment changed.",
            metavar="[A]",
        ),
    ] = None,
    b: Annotated[str, typer.Argument(help="As A.", metavar="[B]")] = "now",
    form: Annotated[str, typer.Option("--format", "-f", help="text, json, or patch (RDF Patch).")] = "text",
    by: Annotated[str, typer.Option(help="Group by document or class.")] = "document",
    inferred: Annotated[bool, typer.Option("--inferred", help="Compare what was inferred, too.")] = False,
    evidence: Annotated[bool, typer.Option("--evidence", help="Compare claims and passages, too.")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Compare all that is not inferred: ontology, tables and resolution as well.")
    ] = False,
    ontology: Annotated[
        bool, typer.Option("--ontology", help="A and B are files of an ontology; folders of them need no such word.")
    ] = False,
    fail_on: Annotated[
        str, typer.Option(help="breaking: of two ontologies, exit with 1 where something breaks.", metavar="WHAT")
    ] = "",
    store: options.Store = options.DEFAULT_STORE,
) -> int:
    """Print what differs between two stores, builds, days or files: entities that came, are gone, or changed."""
    import ctkg
    from ctkg import history
    from ctkg.errors import UsageError
    from ctkg.history import points, telling, vocabularies

    options.one_of(form, ("text", "json", "patch"), "--format")
    options.one_of(by, ("document", "class"), "--by")
    options.one_of(fail_on, ("", "breaking"), "--fail-on")
    if ontology or (a is not None and all(vocabularies.is_ontology(Path(side)) for side in (a, b))):
        return _ontologies(a, b, form, fail_on)
    if fail_on:
        raise UsageError("--fail-on is about two versions of an ontology; name their folders (or --ontology)")
    scope = history.Scope(inferred=inferred, evidence=evidence, everything=everything)
    if a is None or points.is_point(a) or points.is_point(b):
        with ctkg.open(options.existing(store), read_only=True) as kg:
            found = history.diff(kg.store, a, b, scope)
    else:
        found = history.diff(None, a, b, scope)
    if form == "json":
        typer.echo(json.dumps(telling.as_json(found.told), ensure_ascii=False, indent=1))
    else:
        lines = found.patch() if form == "patch" else telling.text(found.told, by=by)
        sys.stdout.writelines(f"{line}\n" for line in lines)
    return 0


def _ontologies(a: str | None, b: str, form: str, fail_on: str) -> int:
    from ctkg.errors import UsageError
    from ctkg.history import ontologies

    if a is None or form == "patch":
        raise UsageError("two versions of an ontology are named both, and told as text or json")
    found = ontologies.compare(Path(a), Path(b))
    if form == "json":
        typer.echo(json.dumps(ontologies.as_json(found, a, b), ensure_ascii=False, indent=1))
    else:
        sys.stdout.writelines(f"{line}\n" for line in ontologies.text(found, a, b))
    return 1 if fail_on and any(each.breaking for each in found) else 0


def blame(
    subject: Annotated[str, typer.Argument(help="IRI, prefixed name, id of a table, or label.", metavar="NODE")],
    predicate: Annotated[
        str, typer.Argument(help="Property, where one statement is meant.", metavar="[PROPERTY]")
    ] = "",
    object: Annotated[str, typer.Argument(help="And its value.", metavar="[VALUE]")] = "",
    limit: Annotated[int, typer.Option(help="Statements that are looked into.", min=1)] = 50,
    form: Annotated[str, typer.Option("--format", "-f", help="table or json.")] = "table",
    store: options.Store = options.DEFAULT_STORE,
) -> int:
    """Print who and what stands behind every statement about a node: document or person, moment, sentence."""
    import ctkg

    options.one_of(form, ("table", "json"), "--format")
    with ctkg.open(options.existing(store), read_only=True) as kg:
        found = kg.blame(subject, predicate, object, limit=limit)
    if form == "json":
        typer.echo(json.dumps(asdict(found), ensure_ascii=False, indent=1))
        return 0
    rows = []
    for cause in found.causes:
        arrow = "" if cause.direction == "out" else "← "
        rows.append((f"{arrow}{cause.property}", cause.value, *_behind(cause)))
        rows += [("", f"  {_short(each)}", *_behind(each)) for each in cause.premises]
    title = f"{found.label}  {found.iri}"
    terminal.table(("property", "value", "from", "who and when", "sure", "words"), rows, title=title)
    if found.rest:
        terminal.say(f"ctkg: {terminal.counted(found.rest, 'more statement')}; --limit shows more")
    return 0


def _behind(cause: Cause) -> tuple[str, str, str, str]:
    who = [
        " ".join(filter(None, (person.by, person.on[:10], f"({person.reason})" if person.reason else "")))
        for person in cause.people
    ]
    when = f"@{cause.moment} {cause.day}" + (f" {cause.by}" if cause.by else "") if cause.moment else ""
    sure = "" if cause.confidence is None else f"{cause.confidence:g}"
    source = f"{cause.kind}: {cause.source}" if cause.source != cause.kind else cause.kind
    return source, "; ".join(filter(None, (*who, when))), sure, terminal.short(cause.sentence, 120)


def _short(cause: Cause) -> str:
    return f"{cause.property} {cause.value}"
