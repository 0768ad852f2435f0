"""One request to an OpenAI-compatible endpoint, with retries, within limits of time and size.

``POST <address>/chat/completions`` as in OpenAI's API reference ("Create chat completion"), which llama.cpp, vLLM,
Ollama, LM Studio and most providers speak as well. Redirects are not followed: the text and the key go where the user
said and nowhere else.
"""

from __future__ import annotations

import asyncio
import email.utils
import ipaddress
import json
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ctkg.text.opinions.settings import KEY_VARIABLE, OpinionSettings, key

if TYPE_CHECKING:
    import httpx

_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
_HINTS = {
    401: f", see {KEY_VARIABLE}",
    403: f", see {KEY_VARIABLE}",
    404: ", see --llm and --llm-model",
}


class Failed(Exception):
    """No answer; the message is a reason for people and holds nothing that the endpoint or the document said.

    Attributes:
        lasting: True where asking about another document will not help.
    """

    def __init__(self, reason: str, *, lasting: bool = False) -> None:
        super().__init__(reason)
        self.lasting = lasting


class _Again(Exception):
    """Worth another try, after ``wait`` seconds where the endpoint says so."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


def complete(body: dict[str, Any], settings: OpinionSettings) -> bytes:
    """The endpoint's answer to ``body``, as it came, at most ``settings.most_bytes`` long.

    Raises:
        Failed: there is none within the limits.
    """
    return _run(_bounded(body, settings))


def _run(work: Coroutine[Any, Any, bytes]) -> bytes:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as beside:  # a notebook has a loop of its own
        return beside.submit(asyncio.run, work).result()


async def _bounded(body: dict[str, Any], settings: OpinionSettings) -> bytes:
    try:
        async with asyncio.timeout(settings.budget):
            return await _tried(body, settings)
    except TimeoutError:
        raise Failed("timed out") from None


async def _tried(body: dict[str, Any], settings: OpinionSettings) -> bytes:
    import httpx

    packed = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
    if secret := key():
        headers["Authorization"] = f"Bearer {secret}"
    until = time.monotonic() + settings.budget
    # A proxy of the environment is for the world outside, not for an endpoint of this machine.
    outside = not _loopback(settings.llm)
    async with httpx.AsyncClient(timeout=None, follow_redirects=False, trust_env=outside, headers=headers) as client:
        wait = settings.backoff
        for left in reversed(range(settings.tries)):
            try:
                return await _once(client, packed, settings)
            except _Again as trouble:
                pause = wait if trouble.wait is None else trouble.wait
                if not left or time.monotonic() + pause >= until:
                    raise Failed(str(trouble)) from None
                await asyncio.sleep(pause)
                wait *= 2
    raise AssertionError("every try answers or fails")


async def _once(client: httpx.AsyncClient, packed: bytes, settings: OpinionSettings) -> bytes:
    import httpx

    address = settings.llm.rstrip("/") + "/chat/completions"
    try:
        async with asyncio.timeout(settings.timeout):
            async with client.stream("POST", address, content=packed) as response:
                if response.status_code in _AGAIN:
                    raise _Again(f"HTTP {response.status_code}", _retry_after(response))
                if response.status_code != 200:
                    hint = ", redirects are not followed" if response.is_redirect else ""
                    hint = hint or _HINTS.get(response.status_code, "")
                    # What an endpoint says of one document (too long, not wanted), it may not say of the next.
                    raise Failed(f"HTTP {response.status_code}{hint}", lasting=bool(hint))
                return await _read(response, settings.most_bytes)
    except TimeoutError:
        raise Failed("timed out") from None
    except httpx.InvalidURL:
        raise Failed("no such address", lasting=True) from None
    except httpx.HTTPError:
        raise _Again("no connection") from None


async def _read(response: httpx.Response, most: int) -> bytes:
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise Failed("answer packed, which was not asked for")
    parts: list[bytes] = []
    size = 0
    async for chunk in response.aiter_raw():
        size += len(chunk)
        if size > most:
            raise Failed("answer too large")
        parts.append(chunk)
    return b"".join(parts)


def _retry_after(response: httpx.Response) -> float | None:
    """Seconds that ``Retry-After`` asks for (RFC 9110, section 10.2.3: a number or a date); None where it does not."""
    said = response.headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        return max(0.0, email.utils.parsedate_to_datetime(said).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None


def _loopback(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
