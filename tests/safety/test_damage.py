"""Whatever happens to a file of a store: it answers as before, or says that it is damaged. It never answers less."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import ctkg as package
from ctkg.errors import StoreError
from ctkg.graph.store import open_store

Dump = Callable[..., bytes]
Damage = Callable[[Path, random.Random], None]


def delete(file: Path, chance: random.Random) -> None:
    file.unlink()


def cut(file: Path, chance: random.Random) -> None:
    file.write_bytes(file.read_bytes()[: chance.randrange(max(file.stat().st_size, 1))])


def shorten(file: Path, chance: random.Random) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def flip(file: Path, chance: random.Random) -> None:
    content = bytearray(file.read_bytes())
    for _ in range(3 if content else 0):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    file.write_bytes(bytes(content))


def garble(file: Path, chance: random.Random) -> None:
    file.write_bytes(chance.randbytes(file.stat().st_size))


def files(folder: Path) -> list[Path]:
    """One file of every kind, the largest and the smallest where there are many of a kind."""
    kinds: dict[str, list[Path]] = {}
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        kind = file.suffix if file.suffix in (".sst", ".log") else file.name.split("-")[0]
        kinds.setdefault(kind, []).append(file)
    found = []
    for of_kind in kinds.values():
        ordered = sorted(of_kind, key=lambda path: path.stat().st_size)
        found += [ordered[0], *ordered[len(ordered) // 2 :][-2:]]
    return sorted({file.relative_to(folder) for file in found})


@pytest.mark.parametrize("damage", [delete, cut, shorten, flip, garble])
@pytest.mark.parametrize("read_only", [True, False], ids=["reading", "writing"])
def test_any_file_of_a_closed_store(sealed: Path, dump: Dump, tmp_path: Path, damage: Damage, read_only: bool) -> None:
    whole = dump(sealed)
    chance = random.Random(f"{damage.__name__} {read_only}")
    told = 0
    for number, name in enumerate(files(sealed)):
        folder = tmp_path / str(number)
        shutil.copytree(sealed, folder)
        damage(folder / name, chance)
        try:
            held = dump(folder, read_only=read_only)
        except StoreError as error:
            told += 1
            assert "damaged" in error.message or "update ctkg" in error.message, f"{name}: {error}"
            assert "build it again" in error.message or "update ctkg" in error.message
        else:
            assert held == whole, f"{damage.__name__} {name}: something is missing, and nothing was said"
        shutil.rmtree(folder)
    assert told > 3


@pytest.mark.parametrize("name", ["quads", "ctkg.json", "quads/CURRENT", "ctkg.seal"])
def test_what_is_missing_is_never_made_anew_in_silence(sealed: Path, dump: Dump, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "s"
    shutil.copytree(sealed, folder)
    shutil.rmtree(folder / name) if (folder / name).is_dir() else (folder / name).unlink()
    if name == "ctkg.seal":
        assert dump(folder) == dump(folder, read_only=False) == dump(sealed)
        return
    for read_only in (True, False):
        with pytest.raises(StoreError, match=r"damaged .*(missing|changed).*restore a backup or build it again"):
            open_store(folder, read_only=read_only)


def test_a_store_whose_writer_was_killed_is_whole(sealed: Path, unsealed: Path, dump: Dump, tmp_path: Path) -> None:
    folder = tmp_path / "s"
    shutil.copytree(unsealed, folder)
    (folder / "quads" / "bulk-123.sst").write_bytes(b"of a load that was not finished")
    (folder / "readers" / "of-a-killed-reader").mkdir(parents=True)
    assert dump(folder) == dump(sealed)
    assert dump(folder, read_only=False) == dump(sealed)
    assert (folder / "ctkg.seal").is_file()
    assert not (folder / "quads" / "bulk-123.sst").exists() and not list((folder / "readers").iterdir())


def test_a_store_that_was_not_finished_being_made_is_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    folder.mkdir()
    (folder / "ctkg.json.new").write_bytes(b"{")
    (folder / "ctkg.lock").touch()
    with pytest.raises(StoreError, match="no store here"):
        open_store(folder, read_only=True)
    with open_store(folder) as store:
        assert store.graphs() == []
    with open_store(folder, read_only=True) as store:
        assert store.graphs() == []


def test_an_iterator_that_is_left_open_does_no_harm(unsealed: Path, dump: Dump, tmp_path: Path) -> None:
    shutil.copytree(unsealed, tmp_path / "s")
    store = open_store(tmp_path / "s")
    left = store.quads()
    next(left)
    store.close()
    assert not (tmp_path / "s" / "ctkg.seal").exists(), "the engine is still at work, so nothing is sealed"
    del left
    assert dump(tmp_path / "s") == dump(unsealed)


def test_a_query_that_meets_a_damaged_file_says_so(sealed: Path, tmp_path: Path) -> None:
    shutil.copytree(sealed, tmp_path / "s")
    for file in (tmp_path / "s" / "quads").glob("*.sst"):
        content = bytearray(file.read_bytes())
        if len(content) > 20_000:  # in smaller ones it would be met when the store is opened
            content[len(content) // 3] ^= 1
        file.write_bytes(bytes(content))
    with (
        package.open(tmp_path / "s", read_only=True) as kg,
        pytest.raises(StoreError, match=r"damaged .*restore a backup or build it again"),
    ):
        # No aggregate, no order: the engine asks on for ever there (docs/decisions/store-safety.md).
        list(kg.query("SELECT * { ?s ?p ?o }").rows)
