"""What is asked of a worker."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A query that was checked; the fields are those of :meth:`ctkg.graph.store.port.Store.query`."""

    text: str
    inference: bool = True
    graphs: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    prefixes: Mapping[str, str] = field(default_factory=dict)

    def packed(self) -> bytes:
        """For the pipe."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def unpacked(cls, data: bytes) -> Request:
        """The request that was packed."""
        values = json.loads(data)
        for name in ("graphs", "named"):
            values[name] = None if values[name] is None else tuple(values[name])
        return cls(**values)
