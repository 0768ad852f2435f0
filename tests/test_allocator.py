"""Memory goes back to the system where that can be told, and nothing happens where it cannot."""

from __future__ import annotations

import ctypes
import sys

import pytest

from ctkg import allocator


@pytest.fixture(autouse=True)
def asked_anew() -> None:
    allocator._trim.cache_clear()


@pytest.mark.skipif(sys.platform != "linux", reason="the C library of Linux is meant")
def test_the_c_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []

    class Library:
        malloc_trim = told.append

    monkeypatch.setattr(ctypes, "CDLL", lambda name: Library)
    allocator.give_back()
    assert told == [0]


@pytest.mark.parametrize("library", [object, lambda: (_ for _ in ()).throw(OSError)])
def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch, library: type) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda name: library())
    allocator.give_back()
