"""Plug-ins by entry point."""

from __future__ import annotations

from importlib import metadata

import pytest

from ctkg import registry
from ctkg.errors import UsageError


def points(*pairs: tuple[str, str]) -> object:
    found = [metadata.EntryPoint(name=name, value=value, group="ctkg.readers") for name, value in pairs]
    return lambda group: [point for point in found if point.group == group]


def test_built_in_plugins_load_and_are_sorted() -> None:
    for group, targets in registry.BUILT_IN.items():
        found = registry.plugins(group)
        assert list(found) == sorted(found)
        assert set(targets) <= set(found)


def test_an_unknown_group_is_empty() -> None:
    assert registry.plugins("ctkg.no-such-group") == {}


def test_another_package_adds_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "entry_points", points(("upper", "builtins:str")))
    assert registry.plugins("ctkg.readers")["upper"] is str


def test_the_same_thing_registered_twice_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    name, target = next(iter(registry.BUILT_IN["ctkg.readers"].items()))
    monkeypatch.setattr(metadata, "entry_points", points((name, target)))
    assert len(registry.plugins("ctkg.readers")) == len(registry.BUILT_IN["ctkg.readers"])


@pytest.mark.parametrize(
    ("name", "target", "says"),
    [
        ("html", "builtins:str", "two plug-ins"),
        ("other", "no_such_module:thing", "cannot be loaded"),
        ("other", "builtins:no_such_thing", "cannot be loaded"),
        ("other", "builtins:__name__", "not callable"),
    ],
)
def test_a_broken_plugin_is_named(monkeypatch: pytest.MonkeyPatch, name: str, target: str, says: str) -> None:
    monkeypatch.setattr(metadata, "entry_points", points((name, target)))
    with pytest.raises(UsageError, match=says):
        registry.plugins("ctkg.readers")
