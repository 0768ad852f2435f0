"""The JSON API of ``ctkg serve``, asked within this process: no socket, the same bounds and the same errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

import httpx2
from mcp.server.mcpserver.exceptions import ToolError
from starlette.applications import Starlette


class Api:
    """Asks the application, whose lifespan somebody else keeps up."""

    def __init__(self, application: Starlette) -> None:
        # A name of this machine: the application answers to no other.
        transport = httpx2.ASGITransport(app=application)
        self._client = httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1", timeout=None)

    async def get(self, path: str, **values: Any) -> dict[str, Any]:
        """The answer to a GET; values that are empty are left out.

        Raises:
            ToolError: what the API says is wrong, in its words.
        """
        given = {name: str(value) for name, value in values.items() if value not in ("", None)}
        return _read(await self._client.get(path, params=given, headers={"accept": "application/json"}))

    async def post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to a POST of JSON; see :meth:`get`."""
        return _read(await self._client.post(path, json=dict(body), headers={"accept": "application/json"}))


def _read(answer: httpx2.Response) -> dict[str, Any]:
    found = answer.json()
    if answer.status_code >= 400:
        where = "".join(f", {name} {found[name]}" for name in ("line", "column") if name in found)
        raise ToolError(f"{found.get('title', 'Refused')}{where}: {found.get('detail', answer.status_code)}")
    # The graph that CONSTRUCT and DESCRIBE give is a list in JSON-LD.
    told = {"graph": found} if isinstance(found, list) else dict(found)
    for name in ("truncated", "notice"):
        if said := answer.headers.get(f"x-ctkg-{name}"):
            told[name] = unquote(said)
    return told
