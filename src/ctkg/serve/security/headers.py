"""Headers that tell a browser what a page may do: nothing but what this server brings."""

from __future__ import annotations

import logging
import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'{inline}; img-src 'self' data: blob:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)
#: What no page of ctkg needs.
_DENIED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope", "hid",
    "magnetometer", "microphone", "midi", "payment", "screen-wake-lock", "serial", "usb",
)  # fmt: skip
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": ", ".join(f"{name}=()" for name in _DENIED),
    "cross-origin-opener-policy": "same-origin",
    "x-permitted-cross-domain-policies": "none",
}
_CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]+")
#: Set by ``page(..., inline_styles=True)``, and taken off here.
INLINE = "x-inline-styles"
_log = logging.getLogger(__name__)


class SecurityHeaders:
    """Middleware that adds them to every answer, and keeps what could break a header out of all others."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on; see ASGI."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = list(map(_unbroken, message.get("headers", ())))
                headers = MutableHeaders(scope=message)
                inline = " 'unsafe-inline'" if INLINE in headers else ""
                del headers[INLINE]
                headers["content-security-policy"] = _POLICY.format(inline=inline)
                for name, value in _ALWAYS.items():
                    headers.setdefault(name, value)
                # An answer that pages of other origins may read says so; all others stay within this one.
                shared = "access-control-allow-origin" in headers
                headers["cross-origin-resource-policy"] = "cross-origin" if shared else "same-origin"
                headers.setdefault("cache-control", "no-cache")
            await send(message)

        await self._app(scope, receive, sent if scope["type"] == "http" else send)


def _unbroken(line: tuple[bytes, bytes]) -> tuple[bytes, bytes]:
    """A header that stays one line, whatever went into it."""
    name, value = line
    if not _CONTROL.search(value):
        return line
    _log.warning("the header %s of an answer held control characters; they were taken out", name.decode("latin-1"))
    return name, _CONTROL.sub(b" ", value)
