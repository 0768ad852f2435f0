"""What a worker of the cluster does with a shard."""

from __future__ import annotations

import pickle
import threading
import zlib
from pathlib import Path

from ctkg.clusters.shards import Parcel
from ctkg.errors import ClusterError, CtkgError
from ctkg.making import Made, make, recipe
from ctkg.text.opinions.settings import OpinionSettings

#: One document at a time in a process: extraction is plain Python, which threads would only make wait for each other.
_alone = threading.Lock()


def work(parcels: tuple[Parcel, ...], wanted: str) -> bytes:
    """What is made of each document, in order, packed; what went wrong with one is its answer.

    Args:
        parcels: the documents.
        wanted: digest of the rules and tables of the machine that asks (:func:`ctkg.making.recipe.digest`).

    Raises:
        ClusterError: this worker has other rules or tables, so that its answers would differ.
    """
    if recipe.digest() != wanted:
        raise ClusterError(
            "a worker has another version of ctkg, of its data or of a package that reads files; install on every "
            "worker what is installed here"
        )
    with _alone:
        return packed([make(Path(parcel.path), OpinionSettings(), data=parcel.data) for parcel in parcels])


def packed(answers: list[Made | CtkgError]) -> bytes:
    """Answers for the way: quads say the same over and over, so they shrink to a twentieth."""
    return zlib.compress(pickle.dumps(answers), level=1)


def unpacked(answers: bytes) -> list[Made | CtkgError]:
    """What :func:`packed` packed."""
    found: list[Made | CtkgError] = pickle.loads(zlib.decompress(answers))
    return found
