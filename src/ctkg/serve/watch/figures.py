"""Figures of a server for Prometheus. Labels have few values, and none of them comes from a request."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily

if TYPE_CHECKING:
    from prometheus_client.core import Metric

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
#: What is said of a request that no route took.
NOWHERE = "(none)"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Figures:
    """The figures of one server, in a registry of its own.

    Attributes:
        queries: how queries ended: ``answered``, ``truncated``, ``refused``, ``late`` (killed), ``failed``.
        at_work: queries that are answered at this moment.
    """

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "ctkg_requests", "Requests that were answered.", ("route", "method", "status"), registry=self._registry
        )
        self.seconds = Histogram(
            "ctkg_request_seconds", "Seconds from a request to the end of its answer.", ("route", "method"),
            buckets=_SECONDS, registry=self._registry,
        )  # fmt: skip
        self.open = Gauge("ctkg_requests_at_work", "Requests that are answered now.", registry=self._registry)
        self.queries = Counter("ctkg_queries", "Queries by how they ended.", ("outcome",), registry=self._registry)
        self.at_work = Gauge("ctkg_queries_at_work", "Queries that are answered now.", registry=self._registry)
        self.revision = Gauge("ctkg_store_revision", "Number of the last write to the store.", registry=self._registry)
        self.sessions = Gauge("ctkg_sessions", "Sessions that may write.", registry=self._registry)
        for outcome in ("answered", "truncated", "refused", "late", "failed"):
            self.queries.labels(outcome)
        self._registry.register(_Memory())

    def text(self) -> bytes:
        """All of them in the text format of Prometheus."""
        return generate_latest(self._registry)

    def count(self, route: str, method: str, status: int, seconds: float) -> None:
        """Counts an answer."""
        method = method if method in METHODS else "other"
        self.requests.labels(route, method, str(status)).inc()
        self.seconds.labels(route, method).observe(seconds)


class _Memory:
    """Memory of the process, read when it is asked for; nothing where the system does not tell."""

    def collect(self) -> Iterator[Metric]:
        try:
            resident = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, ValueError, IndexError):
            return
        yield GaugeMetricFamily(
            "ctkg_process_resident_bytes", "Memory of the process, without those that answer queries.", value=resident
        )
