"""Shards on a Dask cluster, their answers in order.

A worker that is lost costs the shards that it had: the scheduler gives them to others. Nothing is written there or here
but what the build itself writes.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TextIO

from ctkg.clusters.shards import Parcel, Shard, divided
from ctkg.clusters.working import unpacked, work
from ctkg.errors import ClusterError, CtkgError, MissingExtra, UnreadableInput, UsageError
from ctkg.making import Made, make, recipe
from ctkg.text.opinions.settings import OpinionSettings

if TYPE_CHECKING:
    from ctkg.text.read import Address

Answer = Made | CtkgError

#: Shards under way for each thread of the cluster: enough to keep it busy, few enough to bound memory here.
_AHEAD = 3
#: Times that a shard is tried again where its task fails (a worker that is lost does not count as a failure).
_RETRIES = 2
#: Seconds to wait for the scheduler, and for its first worker.
_PATIENCE = 30
_ADDRESS = re.compile(r"(tcp|tls)://(\[[0-9A-Fa-f:]+\]|[\w.-]+):\d{1,5}")


def check(address: str) -> None:
    """Says before anything is done whether a cluster could be asked.

    Raises:
        UsageError: this is no address of a scheduler.
        MissingExtra: Dask is not installed.
    """
    if not _ADDRESS.fullmatch(address):
        raise UsageError(f"{address!r} is no address of a Dask scheduler; write tcp://HOST:PORT or tls://HOST:PORT")
    if find_spec("distributed") is None:
        raise MissingExtra('a cluster needs Dask; install it with: python -m pip install "ctkg[dask]"')


class OnCluster:
    """Makes ``files`` on a cluster; the first shards are under way as soon as the object is made.

    Use it as a context manager: on the way out, work that nobody asked for is dropped. Web addresses are fetched and
    made here.

    Args:
        files: documents.
        address: of the scheduler.
        manifest: file that gets a line of JSON for each shard, as it leaves; none where None.

    Raises:
        UsageError: a wrong address.
        MissingExtra: Dask is not installed.
        ClusterError: the scheduler does not answer, or has no worker.
    """

    #: As :attr:`ctkg.workers.Ordered.beside`.
    beside = True

    def __init__(self, files: Iterable[Path | Address], *, address: str, manifest: Path | None = None) -> None:
        check(address)
        self._address = address
        self._left = divided(files)
        self._waiting: deque[tuple[list[Path] | Address, dict[int, Answer], Future[bytes] | None]] = deque()
        self._shards = 0
        self._open = ExitStack()
        self._client: Any = None
        self._executor: Any = None
        self._manifest: TextIO | None = None
        try:
            if manifest is not None:
                self._manifest = self._open.enter_context(manifest.open("w", encoding="utf-8"))
            self._fill()
        except BaseException:
            self._open.close()
            raise

    def __iter__(self) -> Iterator[Answer]:
        while self._waiting:
            group, known, future = self._waiting.popleft()
            if not isinstance(group, list):
                self._fill()
                yield make(group, OpinionSettings())
                continue
            made = iter(self._result(group, future) if future is not None else ())
            self._fill()
            for place in range(len(group)):
                yield known[place] if place in known else next(made)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def _fill(self) -> None:
        """Sends shards until enough are under way; fewer where a worker was lost, more where one came."""
        for group in self._left:
            self._waiting.append(self._sent(group) if isinstance(group, list) else (group, {}, None))
            if self._client is not None and len(self._waiting) >= max(
                2, _AHEAD * sum(self._client.nthreads().values())
            ):
                return

    def _sent(self, group: list[Path]) -> tuple[list[Path], dict[int, Answer], Future[bytes] | None]:
        from ctkg.text.read import files

        known: dict[int, Answer] = {}
        parcels = []
        for place, path in enumerate(group):
            try:
                parcels.append(Parcel(path=str(path), data=files.load(path)))
            except UnreadableInput as error:
                known[place] = error
        if not parcels:
            return group, known, None
        shard = Shard(number=self._shards, parcels=tuple(parcels))
        self._shards += 1
        if self._manifest is not None:
            self._manifest.write(shard.line() + "\n")
        if self._executor is None:
            self._connect()
        digest = recipe.digest()
        key = f"ctkg-{digest[:16]}-{shard.number}-{shard.id}"
        return group, known, self._executor.submit(work, shard.parcels, digest, key=key)

    def _connect(self) -> None:
        from distributed import Client

        try:
            self._client = Client(  # type: ignore[no-untyped-call]
                self._address, timeout=_PATIENCE, set_as_default=False
            )
            self._open.callback(self._client.close, timeout=5)
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except (OSError, TimeoutError, ValueError) as error:
            advice = "check the address, and that scheduler and workers run"
            raise ClusterError(
                f"no answer from a worker of this cluster ({error}); {advice}", path=self._address
            ) from None
        self._executor = self._client.get_executor(retries=_RETRIES, pure=False)
        self._open.callback(self._executor.shutdown, wait=False)

    def _result(self, group: list[Path], future: Future[bytes]) -> list[Answer]:
        from distributed.scheduler import KilledWorker

        try:
            return unpacked(future.result())
        except CtkgError:
            raise
        except CancelledError:
            raise ClusterError("the scheduler was lost; start it and run this again", path=self._address) from None
        except KilledWorker:
            raise ClusterError(
                f"several workers died over the documents {group[0]} to {group[-1]}; their logs say why (often memory)",
                path=self._address,
            ) from None
        except Exception as error:
            raise ClusterError(
                f"a worker failed over the documents {group[0]} to {group[-1]}: {type(error).__name__}: {error}",
                path=self._address,
            ) from error
