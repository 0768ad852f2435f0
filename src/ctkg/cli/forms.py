"""``ctkg new`` and ``ctkg schema``: forms of entries, and their description for editors."""

from __future__ import annotations

from typing import Annotated

import typer

from ctkg.cli import options

#: The same as ``ctkg.forms.templates.TEMPLATES``, which loads more than help needs.
_FORMATS = ("yaml", "csv", "ttl")


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command(
        epilog="Examples: ctkg new | ctkg new workshop > entry.yaml | ctkg new attack -f csv | "
        "ctkg new visit --values threats",
    )(new)
    app.command(epilog="Examples: ctkg schema workshop > workshop.schema.json | ctkg schema > entry.schema.json")(
        schema
    )


def new(
    kind: Annotated[str, typer.Argument(help="What the entry is of; without it all kinds are listed.")] = "",
    form: Annotated[str, typer.Option("--format", "-f", help="yaml, csv or ttl.")] = "yaml",
    values: Annotated[
        str,
        typer.Option("--values", help="List all values that this field takes, instead of the form.", metavar="FIELD"),
    ] = "",
) -> int:
    """Print an empty form with comments, or the kinds of entry that there are."""
    from ctkg import forms

    options.one_of(form, _FORMATS, "--format")
    if values and not kind:
        from ctkg.errors import UsageError

        raise UsageError(
            "--values lists what a field of one kind takes; name the kind, as in: ctkg new workshop --values threats"
        )
    if not kind:
        lines = [f"{each.kind:<15} {each.description}" for each in forms.kinds()]
    elif values:
        lines = [f"{name}\t{identifier}" for identifier, name in forms.allowed(kind, values)]
    else:
        lines = [forms.template(kind, form).removesuffix("\n")]
    typer.echo("\n".join(lines))
    return 0


def schema(
    kind: Annotated[str, typer.Argument(help="What the entry is of; without it one schema for all kinds.")] = "",
) -> int:
    """Print the JSON Schema (2020-12) of forms."""
    from ctkg import forms
    from ctkg.forms.schemas import dumps

    typer.echo(dumps(forms.schema(kind)), nl=False)
    return 0
