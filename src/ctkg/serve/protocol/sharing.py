"""What pages of other origins may read (CORS): nothing, unless the server was told from where."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from ctkg.serve.protocol.query import NAME, TRUNCATED

#: Seconds for which a browser remembers what it may do.
_REMEMBERED = 600


def sharing(origins: Sequence[str]) -> list[Middleware]:
    """Lets pages of ``origins`` read, and ask queries by POST; ``*`` is every origin.

    They send no cookies and no token, so they never write.
    """
    if not origins:
        return []
    return [
        Middleware(
            CORSMiddleware,
            allow_origins=[origin.rstrip("/") for origin in origins],
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=["Accept", "Content-Type", "If-None-Match", NAME],
            expose_headers=["ETag", "Link", "Location", TRUNCATED, "x-ctkg-notice"],
            max_age=_REMEMBERED,
        )
    ]
