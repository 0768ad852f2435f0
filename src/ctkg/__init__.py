"""ctkg: a knowledge graph of counter-terrorism co-operation, with evidence down to the sentence.

>>> import ctkg
>>> ctkg.__version__
'0.1.0'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from ctkg import forms
    from ctkg.api import KnowledgeGraph, open

__all__ = ["KnowledgeGraph", "__version__", "forms", "open"]


def __getattr__(name: str) -> object:
    # Lazy, so that `import ctkg` and `ctkg --version` load no RDF library.
    if name in ("KnowledgeGraph", "open"):
        from ctkg import api

        return getattr(api, name)
    if name == "forms":
        return import_module("ctkg.forms")
    raise AttributeError(f"module 'ctkg' has no attribute {name!r}")
