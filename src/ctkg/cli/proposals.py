"""``ctkg proposals``."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from ctkg.cli import options, terminal

FORMATS = ("table", "json")

Name = Annotated[str, typer.Argument(help="Id of a proposal, or the beginning or end of it.", metavar="PROPOSAL")]


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    group = typer.Typer(
        rich_markup_mode=None,
        no_args_is_help=True,
        epilog="Start with: ctkg proposals list | ctkg proposals show 3f2a91bc | ctkg proposals accept 3f2a91bc",
    )
    group.command("list", epilog="Examples: ctkg proposals list | ctkg proposals list -f json")(list_)
    group.command(epilog="Examples: ctkg proposals show 3f2a91bc")(show)
    group.command(epilog="Examples: ctkg proposals accept 3f2a91bc --reason 'as the annex says'")(accept)
    group.command(epilog="Examples: ctkg proposals reject 3f2a91bc --reason 'no such event'")(reject)
    app.add_typer(group, name="proposals")


def list_(
    form: Annotated[str, typer.Option("--format", "-f", help="table or json.")] = "table",
    store: options.Store = options.DEFAULT_STORE,
) -> int:
    """What waits, the oldest first."""
    from ctkg.proposals import Proposals, beside

    options.one_of(form, FORMATS, "--format")
    waiting = Proposals(beside(options.existing(store))).waiting()
    if form == "json":
        print(json.dumps([asdict(each) for each in waiting], ensure_ascii=False))
        return 0
    rows = [(each.id[-8:], each.on[:16], each.by, ", ".join(each.entries), each.source) for each in waiting]
    terminal.table(("id", "proposed", "by", "entries", "source"), rows)
    return 0


def show(name: Name, store: options.Store = options.DEFAULT_STORE) -> int:
    """One proposal as it was handed in."""
    from ctkg.proposals import Proposals, beside

    print(Proposals(beside(options.existing(store))).get(name).dumps(), end="")
    return 0


def accept(
    name: Name,
    reason: options.Reason = "",
    same: Annotated[
        bool, typer.Option("--same", help="What seems to be there already is the same: two reports of one thing.")
    ] = False,
    distinct: Annotated[bool, typer.Option("--distinct", help="What seems to be there already is another.")] = False,
    by: options.By = "",
    store: options.Store = options.DEFAULT_STORE,
    decisions: options.Decisions = None,
) -> int:
    """Make a proposal an entry, as your act (`ctkg undo` takes it back)."""
    import ctkg
    from ctkg.adding import Wishes
    from ctkg.errors import UsageError
    from ctkg.graph import search
    from ctkg.proposals import Proposals, beside

    if same and distinct:
        raise UsageError("choose --same or --distinct, not both")
    likely = "same" if same else "distinct" if distinct else ""
    with ctkg.open(options.existing(store)) as kg:
        wishes = Wishes(by=by or options.login(), reason=reason, likely=likely, decisions=decisions)
        done = Proposals(beside(store)).accept(kg.store, name, wishes)
        if done.act:
            search.refresh(kg.store)
    for each in done.outcomes:
        said = "; ".join(filter(None, (each.message, *(finding.message for finding in each.findings))))
        terminal.say(f"{each.id}: {each.outcome}{': ' + said if said else ''}")
    return done.exit_code


def reject(
    name: Name,
    reason: options.Reason = "",
    by: options.By = "",
    store: options.Store = options.DEFAULT_STORE,
) -> int:
    """Decide that a proposal does not become an entry; it is kept among those decided on."""
    from ctkg.proposals import Proposals, beside

    done = Proposals(beside(options.existing(store))).reject(name, by=by or options.login(), reason=reason)
    terminal.say(f"{done.id}: rejected")
    return 0
