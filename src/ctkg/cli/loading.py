"""The group of commands, each loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from ctkg.cli.commands import COMMANDS, page


class Commands(MutableMapping[str, Any]):
    """Commands of typer by name; a module is imported when one of its commands is looked up."""

    def __init__(self) -> None:
        self._loaded: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._loaded:
            self._loaded |= {**_registered(COMMANDS[name].module), **self._loaded}
        return self._loaded[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**COMMANDS, **self._loaded})

    def __len__(self) -> int:
        return len({**COMMANDS, **self._loaded})


class Group(TyperGroup):
    """The program itself; its help is the page that needs no library."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = Commands()

    def get_help(self, ctx: Any) -> str:
        """The same as ``ctkg --help`` says when nothing is loaded."""
        return page()


def _registered(module: str) -> dict[str, Any]:
    """The commands that ``ctkg.cli.<module>`` registers, with the help that the table gives them."""
    app = typer.Typer(rich_markup_mode=None)
    import_module(f"ctkg.cli.{module}").register(app)
    for info in app.registered_commands:
        info.help = COMMANDS[str(info.name or getattr(info.callback, "__name__", ""))].help
    for group in app.registered_groups:
        group.help = COMMANDS[str(group.name)].help
    return dict(typer.main.get_group(app).commands)
