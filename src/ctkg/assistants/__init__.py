"""``ctkg mcp``: the graph for AI assistants, by the Model Context Protocol, over standard input and output.

An assistant reads what any program reads from ``ctkg serve``, with the same bounds, and may propose entries; nothing it
proposes is in the graph before a reader accepts it (:mod:`ctkg.proposals`).
"""

from __future__ import annotations

from pathlib import Path

from ctkg.errors import MissingExtra

__all__ = ["run"]


def run(store: Path, *, deadline: float = 30.0, memory: int = 2_000, by: str = "an assistant") -> None:
    """Serves an assistant until its side of the pipe is closed.

    Args:
        store: folder of the store.
        deadline: seconds that a query may take.
        memory: megabytes that a query may use beside the store.
        by: who proposes, where the assistant does not say.

    Raises:
        MissingExtra: the package ``mcp`` is not installed.
        StoreError: there is no store, or it is damaged.
    """
    try:
        import mcp  # noqa: F401
    except ImportError:
        raise MissingExtra(
            "assistants are served by the package mcp; install it with: pip install 'ctkg[mcp]'"
        ) from None
    import anyio

    from ctkg.assistants.serving import serve
    from ctkg.serve import Settings

    # One process for queries: an assistant asks one thing after the other.
    settings = Settings(store=store, deadline=deadline, memory=memory, rows=1_000, answer=2_000_000, workers=1)
    anyio.run(serve, settings, by)
