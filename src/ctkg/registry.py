"""Plug-ins by entry point, those of ctkg among them.

The parts that ctkg brings are named here and not in package metadata alone, so that a source tree that is not installed
has them too. Other packages register theirs under the same groups in ``[project.entry-points."ctkg.readers"]``.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module, metadata
from typing import Any

from ctkg.errors import UsageError

#: What ctkg itself registers: group -> name -> ``module:object``.
BUILT_IN: dict[str, dict[str, str]] = {
    "ctkg.readers": {
        "html": "ctkg.text.read.html:READER",
        "mail": "ctkg.text.read.mail:READER",
        "markdown": "ctkg.text.read.markdown:READER",
        "pdf": "ctkg.text.read.pdf:READER",
        "plain": "ctkg.text.read.plain:READER",
        "word": "ctkg.text.read.word:READER",
    },
}


def plugins(group: str) -> dict[str, Callable[..., Any]]:
    """The plug-ins of ``group`` by name, sorted; loaded only now.

    Raises:
        UsageError: two packages register different things under one name, or one cannot be imported.
    """
    targets = dict(BUILT_IN.get(group, {}))
    for point in metadata.entry_points(group=group):
        if targets.setdefault(point.name, point.value) != point.value:
            message = f"two plug-ins of {group} are called {point.name!r}: {targets[point.name]} and {point.value}"
            raise UsageError(message)
    return {name: _load(group, name, targets[name]) for name in sorted(targets)}


def _load(group: str, name: str, target: str) -> Callable[..., Any]:
    module, _, attribute = target.partition(":")
    try:
        found = getattr(import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise UsageError(f"the plug-in {name!r} of {group} cannot be loaded from {target}: {error}") from error
    if not callable(found):
        raise UsageError(f"the plug-in {name!r} of {group}, {target}, is not callable")
    return found  # type: ignore[no-any-return]
