"""The application: global options, settings, error handling."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from ctkg import __version__
from ctkg.cli import commands, loading
from ctkg.cli.terminal import INTERRUPTED, fail
from ctkg.errors import CtkgError, UnreadableInput, UsageError

app = typer.Typer(
    name=commands.NAME,
    cls=loading.Group,
    help=commands.ABOUT,
    epilog=commands.EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": list(commands.HELP)},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ctkg {__version__}")
        raise typer.Exit()


@app.callback()
def main(
    context: typer.Context,
    directory: Annotated[Path | None, typer.Option("-C", help="Change to this folder first.", metavar="DIR")] = None,
    config: Annotated[
        Path | None,
        typer.Option(help="Settings file; else ctkg.toml, or the table tool.ctkg of pyproject.toml.", metavar="FILE"),
    ] = None,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Say more on stderr.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing but errors on stderr.")] = False,
    debug: Annotated[bool, typer.Option(help="Show the traceback of an error.", envvar="CTKG_DEBUG")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """A knowledge graph of counter-terrorism co-operation, with evidence down to the sentence."""
    if directory is not None:
        try:
            os.chdir(directory)
        except OSError as error:
            raise UsageError(f"cannot change to this folder: {error.strerror}", path=directory) from error
    logging.basicConfig(
        level=logging.DEBUG if verbose else logging.ERROR if quiet else logging.WARNING,
        format="%(levelname)s %(name)s: %(message)s",
        stream=sys.stderr,
    )
    context.obj = {"quiet": quiet, "debug": debug}
    context.default_map = _settings(config)


def _settings(explicit: Path | None) -> dict[str, Any]:
    """Defaults of options by command (``[build] store = "..."``): the given file, ctkg.toml, or pyproject.toml."""
    import tomllib

    if explicit is not None and not explicit.is_file():
        raise UnreadableInput("no such settings file", path=explicit)
    for file, table in ((explicit, ""), (Path("ctkg.toml"), ""), (Path("pyproject.toml"), "tool")):
        if file is None or not file.is_file():
            continue
        try:
            content = tomllib.loads(file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            if table:
                continue  # Somebody else's pyproject.toml is not ours to judge.
            raise UnreadableInput(f"not valid TOML: {error}", path=file) from error
        found = content.get("tool", {}).get("ctkg") if table else content
        if found is not None:
            return _checked(found, file)
    return {}


def _checked(settings: Any, file: Path) -> dict[str, Any]:
    """``settings``, if each table is a command and each key an option of it.

    Raises:
        UsageError: a name that is none; a mistyped setting would else do nothing in silence.
    """
    from ctkg.graph.names import suggestion

    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # several commands make a group
    found: dict[str, Any] = {}
    for command, values in settings.items():
        if not isinstance(values, dict):
            raise UsageError(f"{command} stands alone; settings stand in a table such as [build]", path=file)
        if command not in commands:
            raise UsageError(f"[{command}] is no command{suggestion(command, commands)}", path=file)
        # A setting of a group of commands is one of each of its commands that knows it.
        parts = getattr(commands[command], "commands", {"": commands[command]})
        known = {name: [parameter.name for parameter in part.params] for name, part in parts.items()}
        options = sorted({key for keys in known.values() for key in keys})
        for key in values:
            if key not in options:
                raise UsageError(f"[{command}] has no setting {key!r}{suggestion(key, options)}", path=file)
        spread = {name: {key: values[key] for key in values if key in keys} for name, keys in known.items()}
        found[command] = spread.get("") if "" in spread else spread
    return found


def run(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit code (docs/architecture.md, Contracts)."""
    words = sys.argv[1:] if arguments is None else arguments
    debug = "--debug" in words or bool(os.environ.get("CTKG_DEBUG"))
    command = typer.main.get_command(app)
    try:
        result = command.main(words, prog_name="ctkg", standalone_mode=False)
        if result == INTERRUPTED:  # typer turns Ctrl-C into this code, and says nothing
            raise KeyboardInterrupt
        return result if isinstance(result, int) else 0
    except CtkgError as error:
        if debug:
            raise
        return fail(str(error), error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return fail("interrupted; what was finished is kept", INTERRUPTED)
    except BrokenPipeError:
        return 0
    except SystemExit as stop:
        # typer ends the process by itself where the reader went away (`ctkg ... | head`), which is no error.
        if isinstance(stop.__context__, BrokenPipeError):
            return 0
        raise
    except OSError as error:
        if debug:
            raise
        where = f"{error.filename}: " if error.filename else ""
        return fail(f"{where}{error.strerror or error}", 4)
    except MemoryError:
        return fail("out of memory; give fewer or smaller files at a time", 4)
    except Exception as error:
        # Click's own usage errors know how to show themselves; their class stands in a vendored package.
        show, code = getattr(error, "show", None), getattr(error, "exit_code", None)
        if callable(show) and isinstance(code, int):
            show()
            return code
        if debug:
            raise
        return fail(
            f"a fault of ctkg, {type(error).__name__}: {error}. Run again with --debug and report what it shows.",
            70,
        )
