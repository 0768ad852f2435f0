"""Loads and compiles what a build needs, once, in the server that starts processes: a run then costs only its work."""

from __future__ import annotations

import tempfile
from pathlib import Path

import corpus

import ctkg
from ctkg.cli import app, build, graph
from ctkg.pipeline import Options

LOADED = (app, build, graph)

# In memory: threads of a store on disk would not outlive the fork.
with tempfile.TemporaryDirectory() as _folder, ctkg.open(None) as _kg:
    corpus.write(Path(_folder), 2)
    _kg.build([_folder], options=Options(reference=False, validation=False))
