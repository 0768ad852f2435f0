"""A connection to a host whose address was checked, closed when time is up."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import SplitResult

from ctkg.errors import UnreadableInput

#: Seconds without a byte after which a host counts as gone.
_STALL = 10.0
#: Addresses of IPv4 stand in the last four bytes of these (RFC 6052).
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Deadline:
    """A moment by which everything must be done, ``seconds`` from now."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds left, never negative."""
        return max(0.0, self._end - time.monotonic())

    @property
    def passed(self) -> bool:
        """True where the time is up."""
        return self.left == 0.0


@contextmanager
def connect(parts: SplitResult, *, private: bool, deadline: Deadline, name: str) -> Iterator[HTTPConnection]:
    """A connection to the host of ``parts``; cut off at ``deadline``, whatever the host does.

    The name is looked up once and the connection goes to the address that was checked, so that a name which changes
    its address in between gains nothing.

    Raises:
        UnreadableInput: the host is of a private network or of this machine, and ``private`` is not set.
        OSError: it cannot be reached.
    """
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    sock = _socket(host, port, private=private, deadline=deadline, name=name)
    if secure:
        connection: HTTPConnection = HTTPSConnection(host, port, context=_context())
        sock = _context().wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)
    else:
        connection = HTTPConnection(host, port)
    cut = threading.Timer(deadline.left, _shut, [sock])
    cut.daemon = True
    cut.start()
    try:
        if isinstance(sock, ssl.SSLSocket):
            sock.do_handshake()
        connection.sock = sock
        yield connection
    finally:
        cut.cancel()
        connection.close()
        sock.close()


@cache
def _context() -> ssl.SSLContext:
    return ssl.create_default_context()


def _socket(host: str, port: int, *, private: bool, deadline: Deadline, name: str) -> socket.socket:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    open_ones = [entry for entry in found if private or is_public(str(entry[4][0]))]
    if not open_ones:
        raise UnreadableInput(
            f"{host} is an address of a private network or of this machine; allow that with --private-addresses",
            path=name,
        )
    failed: OSError = OSError("no address")
    for family, kind, protocol, _, place in open_ones:
        if deadline.passed:
            raise TimeoutError
        sock = socket.socket(family, kind, protocol)
        sock.settimeout(min(_STALL, deadline.left) or _STALL)
        try:
            sock.connect(place)
        except OSError as error:
            sock.close()
            failed = error
        else:
            return sock
    raise failed


def is_public(text: str) -> bool:
    """True where the IP address ``text``, and one of IPv4 that stands in it, is of the open internet."""
    ip = ipaddress.ip_address(text.partition("%")[0])
    inner: list[ipaddress.IPv4Address | ipaddress.IPv6Address | None] = [ip]
    if isinstance(ip, ipaddress.IPv6Address):
        inner += [ip.ipv4_mapped, ip.sixtofour]
        inner += [ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)] if ip in _NAT64 else []
    # A mapped address is judged by what it maps to; Python 3.11 calls all of them private.
    judged = [one for one in inner[1:] if one is not None] or [ip]
    return all(one.is_global and not one.is_multicast for one in judged)


def _shut(sock: socket.socket) -> None:
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)
