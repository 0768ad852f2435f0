"""The server as a process: its socket, its address, its end."""

from __future__ import annotations

import socket
import sys
from dataclasses import replace

import uvicorn

from ctkg.errors import StoreError
from ctkg.serve.composition import make
from ctkg.serve.security.connections import patient
from ctkg.serve.settings import Settings

#: Connections at a time; more are told to come back.
_CONNECTIONS = 500
#: Bytes of a request's head, and seconds until it is there.
_HEAD, _PATIENCE = 65_536, 10.0


def run(settings: Settings, *, host: str, port: int, told: bool) -> None:
    """Serves until it is interrupted; see :func:`ctkg.serve.run`."""
    listening = _listening(host, port)
    name = f"[{host}]" if ":" in host else host
    address = f"http://{name}:{listening.getsockname()[1]}/"
    server = uvicorn.Server(
        uvicorn.Config(
            make(replace(settings, hosts=(*settings.hosts, host))),
            http=patient(connections=_CONNECTIONS, head=_PATIENCE),
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=bool(settings.proxies),
            forwarded_allow_ips=list(settings.proxies),
            ws="none",
            timeout_keep_alive=5,
            timeout_graceful_shutdown=5,
            h11_max_incomplete_event_size=_HEAD,
        )
    )
    if told:
        print(address, flush=True)
        print(_words(settings, address), file=sys.stderr, flush=True)
    server.run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    """The socket; connections that come before the application is ready wait."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Only where TCP is named does asyncio send small pieces at once; else each answer waits 40 ms for a receipt.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError as error:
        made.close()
        raise StoreError(f"cannot serve at {host}:{port}: {error.strerror}; choose another with --port") from None
    made.listen(_CONNECTIONS)
    made.setblocking(False)
    return made


def _words(settings: Settings, address: str) -> str:
    end = "Stop with Ctrl-C."
    if not settings.write:
        return f"Serving {settings.store} for reading. {end}"
    return (
        f"Serving {settings.store} for reading and writing. To write, open {address}login?token={settings.token}\n{end}"
    )
