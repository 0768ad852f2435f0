"""The text half of a build on other machines: a Dask cluster that somebody runs (extra ``[dask]``).

Documents travel in shards, answers come back in the order of the documents, so a build on a cluster writes the same
bytes as one on this machine. The same interface as :class:`ctkg.workers.Ordered`.
"""

from __future__ import annotations

from ctkg.clusters.running import OnCluster, check

__all__ = ["OnCluster", "check"]
