"""Web addresses that a user gives: fetched only when asked, once, with limits, from public hosts.

There are no cookies, no stored answers, no retries and no proxies. Every hop of a redirect is checked like the first.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

from ctkg import __version__
from ctkg.errors import UnreadableInput
from ctkg.text.read import encoding, files

if TYPE_CHECKING:
    from http.client import HTTPResponse

    from ctkg.text.read.web_connection import Deadline

#: Hops of one fetch beyond the first.
MOST_REDIRECTS = 5
#: Seconds that one fetch may take, redirects included.
SECONDS = 30.0
AGENT = f"ctkg/{__version__} (reads the page that its user names; no crawler)"

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
#: What a server says where it does not know; the suffix of the address decides then.
_UNKNOWN = ("", "application/octet-stream", "binary/octet-stream")
_ALIASES = {"application/xhtml+xml": "text/html", "text/x-markdown": "text/markdown"}
_PIECE = 65_536
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Address:
    """A web page to be fetched.

    Attributes:
        url: as the user gave it.
        private: whether hosts of a private network or of this machine may be asked.
        copy: file with what it answered once, which is read instead; empty where it is to be fetched.
    """

    url: str
    private: bool = False
    copy: str = ""

    def __str__(self) -> str:
        return self.url


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an address answered.

    Attributes:
        data: the body, without compression; of a text with a declared character set, in UTF-8 with its mark.
        url: the address that answered in the end.
        media_type: as the server says, without parameters; empty where it does not know.
    """

    data: bytes
    url: str
    media_type: str


def is_address(text: object) -> bool:
    """True where ``text`` is a web address and no path."""
    return isinstance(text, str) and _SCHEME.match(text) is not None


def fetch(address: Address, *, media_types: tuple[str, ...], seconds: float = SECONDS) -> Page:
    """What ``address`` answers; of the given kinds only, at most :data:`ctkg.text.read.LIMIT` bytes.

    Raises:
        UnreadableInput: the address is malformed or private, cannot be reached, does not answer with a page of these
            kinds, or is too slow, too large, or moved too often.
    """
    from http.client import HTTPException

    from ctkg.text.read.web_connection import Deadline, connect

    deadline = Deadline(seconds)
    parts = _checked(address.url, address.url)
    for _ in range(MOST_REDIRECTS + 1):
        url = urlunsplit(parts)
        try:
            with connect(parts, private=address.private, deadline=deadline, name=address.url) as connection:
                headers = {"User-Agent": AGENT, "Accept": ", ".join((*media_types, "*/*;q=0.1"))}
                connection.request("GET", _target(parts), headers={**headers, "Accept-Encoding": "gzip"})
                answer = connection.getresponse()
                if answer.status in _REDIRECTS:
                    parts = _moved(parts, answer, address.url)
                    continue
                page = _page(answer, url, media_types, address.url)
        except (OSError, HTTPException, ValueError) as error:
            raise _unreachable(error, deadline, address.url) from None
        if deadline.passed:  # the connection was cut, which an answer without a length does not show
            raise _unreachable(TimeoutError(), deadline, address.url)
        return page
    raise UnreadableInput(f"this address is moved more than {MOST_REDIRECTS} times", path=address.url)


def _checked(url: str, name: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise UnreadableInput(f"this is not a web address: {error}", path=name) from None
    if parts.scheme.lower() not in ("http", "https") or not host or re.search(r"[\s\x00-\x1f\x7f]", url.strip()):
        raise UnreadableInput(f"{url!r} is not an address of http or https", path=name)
    if parts.username is not None or parts.password is not None:
        raise UnreadableInput("an address with a user name or password in it is not fetched; save the page", path=name)
    place = f"[{host}]" if ":" in host else host
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return SplitResult(parts.scheme.lower(), f"{place}:{port}" if port else place, path, query, "")


def _target(parts: SplitResult) -> str:
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _moved(parts: SplitResult, answer: HTTPResponse, name: str) -> SplitResult:
    # The header is bytes; what is no ASCII in it is UTF-8 in practice.
    place = (answer.getheader("Location") or "").encode("latin-1", "replace").decode("utf-8", "replace")
    if not place:
        raise UnreadableInput("this address is moved, the server does not say where to", path=name)
    there = _checked(urljoin(urlunsplit(parts), place), name)
    if parts.scheme == "https" and there.scheme == "http":
        raise UnreadableInput("this address is moved from https to http, which is not followed", path=name)
    return there


def _page(answer: HTTPResponse, url: str, media_types: tuple[str, ...], name: str) -> Page:
    if answer.status != 200:
        raise UnreadableInput(_refusal(answer.status), path=name)
    media_type = answer.headers.get_content_type() if answer.getheader("Content-Type") else ""
    media_type = _ALIASES.get(media_type, media_type)
    media_type = "" if media_type in _UNKNOWN else media_type
    if media_type and media_type not in media_types:
        raise UnreadableInput(f"this address answers with {media_type}, which cannot be read as a document", path=name)
    if int(answer.getheader("Content-Length") or 0) > files.LIMIT:
        raise _too_large(name)
    data = _body(answer, name)
    if media_type.startswith("text/"):
        data = encoding.marked(data, name=name, declared=str(answer.headers.get_param("charset") or ""))
    return Page(data=data, url=url, media_type=media_type)


def _body(answer: HTTPResponse, name: str) -> bytes:
    packing = (answer.getheader("Content-Encoding") or "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip"):
        raise UnreadableInput(f"this address answers in the packing {packing!r}, which was not asked for", path=name)
    unpack = zlib.decompressobj(wbits=31) if packing != "identity" else None
    found = bytearray()
    while piece := answer.read1(_PIECE):
        try:
            found += unpack.decompress(piece, files.LIMIT + 1 - len(found)) if unpack else piece
        except zlib.error:
            raise UnreadableInput("the answer of this address is broken (not gzip as it says)", path=name) from None
        if len(found) > files.LIMIT:
            raise _too_large(name)
    if answer.length or (unpack and not unpack.eof):
        raise UnreadableInput("the answer of this address broke off; try again", path=name)
    return bytes(found)


def _refusal(status: int) -> str:
    if status in (404, 410):
        return f"there is no page at this address (status {status})"
    if status in (401, 403, 451):
        return f"the server does not give this page (status {status}); save it with a browser and give the file"
    if status == 429 or status >= 500:
        return f"the server cannot answer now (status {status}); try again later"
    return f"the server does not answer with a page (status {status})"


def _too_large(name: str) -> UnreadableInput:
    return UnreadableInput(f"this page is larger than {files.LIMIT // 1_000_000} MB, the limit", path=name)


def _unreachable(error: Exception, deadline: Deadline, name: str) -> UnreadableInput:
    if deadline.passed or isinstance(error, TimeoutError):
        return UnreadableInput(f"no full answer within {deadline.seconds:.0f} seconds; try again later", path=name)
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return UnreadableInput(f"this address cannot be reached ({reason})", path=name)


def words_of(url: str) -> str:
    """Host and path of ``url`` as words, from which a document's id is made."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    return " ".join(filter(None, (host, re.sub(r"\.[A-Za-z0-9]{1,5}$", "", unquote(parts.path)), unquote(parts.query))))
