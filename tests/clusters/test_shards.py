"""How documents are divided, and what the manifest says."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ctkg.clusters import shards
from ctkg.clusters.shards import FEWEST, MOST, Parcel, Shard, divided
from ctkg.text.read import Address


def written(folder: Path, sizes: list[int]) -> list[Path]:
    files = []
    for number, size in enumerate(sizes):
        files.append(folder / f"{number:05d}.txt")
        with files[-1].open("wb") as stream:
            stream.truncate(size)  # no bytes on the disk, only a size
    return files


def lengths(files: list[Path]) -> list[int]:
    return [len(group) for group in divided(files) if isinstance(group, list)]


def test_small_documents_fill_a_shard_by_number_and_others_by_bytes(tmp_path: Path) -> None:
    assert lengths(written(tmp_path, [100] * 450)) == [MOST, MOST, 50]
    assert lengths(written(tmp_path, [8_000] * 60)) == [25, 25, 10]
    assert lengths(written(tmp_path, [50_000] * 45)) == [FEWEST, FEWEST, 5]
    assert lengths(written(tmp_path, [5_000_000] * 5)) == [2, 2, 1]


@settings(max_examples=30, deadline=None)
@given(sizes=st.lists(st.integers(0, 3_000_000), max_size=120))
def test_every_document_is_in_one_shard_in_order_and_shards_hang_on_sizes_alone(
    tmp_path_factory: object, sizes: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("sizes")  # type: ignore[attr-defined]
    files = written(folder, sizes)
    groups = [group for group in divided(files) if isinstance(group, list)]
    assert [file for group in groups for file in group] == files
    assert groups == list(divided(iter(files)))
    for group in groups[:-1]:
        assert len(group) >= FEWEST or sum(file.stat().st_size for file in group) >= shards.HEAVY
    assert all(len(group) <= MOST for group in groups)


def test_web_addresses_stand_alone_and_missing_files_are_left_to_their_reader(tmp_path: Path) -> None:
    address = Address("https://example.org/a")
    missing = tmp_path / "missing.txt"
    (there,) = written(tmp_path, [10])
    assert list(divided([there, missing, address])) == [[there, missing], address]


def test_the_manifest_names_documents_with_the_hashes_of_what_travels() -> None:
    shard = Shard(number=3, parcels=(Parcel(path="a/x.txt", data=b"one"), Parcel(path="a/y.txt", data=b"two")))
    line = json.loads(shard.line())
    assert line["documents"][1] == {"path": "a/y.txt", "sha256": hashlib.sha256(b"two").hexdigest()}
    assert (line["shard"], line["bytes"], line["id"]) == (3, 6, shard.id)
    moved = Shard(number=0, parcels=tuple(Parcel(path=p.path.replace("a/", "b/"), data=p.data) for p in shard.parcels))
    assert moved.id == shard.id
    assert Shard(number=3, parcels=shard.parcels[::-1]).id != shard.id
