"""What a worker of the cluster does with a shard."""

from __future__ import annotations

import threading
from pathlib import Path

from ctkg.clusters.shards import Parcel
from ctkg.errors import ClusterError, CtkgError
from ctkg.making import Made, make, recipe
from ctkg.text.opinions.settings import OpinionSettings

#: One document at a time in a process: extraction is plain Python, which threads would only make wait for each other.
_alone = threading.Lock()


def work(parcels: tuple[Parcel, ...], wanted: str) -> list[Made | CtkgError]:
    """What is made of each document, in order; what went wrong with one is its answer.

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
        return [make(Path(parcel.path), OpinionSettings(), data=parcel.data) for parcel in parcels]
