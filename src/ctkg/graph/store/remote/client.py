"""HTTP to one server: credentials, retries, limits of time; every request can be repeated without harm.

Queries and reads change nothing. Updates and loads of ctkg are written so that carrying them out twice gives what once
gives: they name what is to be there and what is not, and never count up.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from ctkg import __version__
from ctkg.errors import DeadlineError, MissingExtra
from ctkg.graph.store.remote.address import Address
from ctkg.graph.store.remote.failures import AGAIN, Refused, pause_asked, refused

if TYPE_CHECKING:
    import httpx

_log = logging.getLogger("ctkg.remote")
#: Redirects within one server that are followed.
_REDIRECTS = 3
#: Longest wait that a server can ask for, seconds.
_LONGEST_PAUSE = 60.0


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer.

    Attributes:
        body: all of it.
        content_type: media type without parameters, lower case.
        headers: by lower-case name.
    """

    body: bytes
    content_type: str
    headers: Mapping[str, str]


class _Again(Exception):
    def __init__(self, error: Refused, pause: float | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.pause = pause


class Client:
    """Requests to one server, over connections that are kept."""

    def __init__(self, address: Address) -> None:
        try:
            import httpx
        except ImportError:
            raise MissingExtra('a server needs httpx; install it with: python -m pip install "ctkg[remote]"') from None
        self.address = address
        #: What the server calls itself, once it has answered.
        self.server = ""
        self._auth: httpx.Auth | None = None
        headers = {"User-Agent": f"ctkg/{__version__}"}
        if address.token:
            headers["Authorization"] = f"Bearer {address.token}"
        if (address.token or address.password) and address.is_plain and not address.is_local:
            _log.warning("the password or token travels unencrypted; use an https address")
        # A proxy of the environment is for the world outside, not for a server on this machine.
        self._http = httpx.Client(
            follow_redirects=False,
            trust_env=not address.is_local,
            headers=headers,
        )

    def close(self) -> None:
        """Closes the connections."""
        self._http.close()

    def send(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        content: bytes = b"",
        headers: Mapping[str, str],
        patient: bool = True,
        absent: Sequence[int] = (),
        limit: float | None = None,
    ) -> Reply | None:
        """The answer to a request.

        Args:
            method: of HTTP.
            url: where to.
            params: added to the address.
            content: body of the request.
            headers: of the request.
            patient: ask again after a silence, too; not for a query, which would burden the server twice.
            absent: statuses that mean that there is nothing; the answer is None then.
            limit: seconds that the answer may take, silence included, instead of the limits of the address.

        Raises:
            DeadlineError: it took longer than ``limit``.
            Refused: no answer after all tries, or an error.
        """
        wait = self.address.backoff
        for left in reversed(range(self.address.tries)):
            try:
                return self._once(method, url, params, content, headers, patient, absent, limit)
            except _Again as trouble:
                if not left:
                    raise trouble.error from None
                pause = wait if trouble.pause is None else min(trouble.pause, _LONGEST_PAUSE)
                _log.info("%s; again in %.1f s", trouble.error.message, pause)
                time.sleep(pause)
                wait *= 2
        raise AssertionError("every try answers or fails")

    def _once(
        self,
        method: str,
        url: str,
        params: Mapping[str, str] | None,
        content: bytes,
        headers: Mapping[str, str],
        patient: bool,
        absent: Sequence[int],
        limit: float | None,
    ) -> Reply | None:
        import httpx

        where = self.address.name
        try:
            status, reply = self._answer(method, url, params, content, headers, limit)
        except httpx.ConnectTimeout:
            raise _Again(Refused("no answer from this server; check the address", path=where)) from None
        except httpx.TimeoutException:
            if limit is not None:
                raise DeadlineError(
                    f"the server was not done after {limit:g} s, the time that the query was given; ask for less (a "
                    "filter, LIMIT), or give it more time (--timeout SECONDS)",
                    path=where,
                ) from None
            said = f"the server said nothing for {self.address.timeout:g} s; ask for less, or try again later"
            silent = Refused(said, path=where)
            raise (_Again(silent) if patient else silent) from None
        except httpx.ConnectError as error:
            said = "no connection to this server; is it running, and is the address right?"
            if "certificate" in str(error).casefold():
                raise Refused("the certificate of this server cannot be verified", path=where) from None
            raise _Again(Refused(said, path=where)) from None
        except httpx.HTTPError:
            raise _Again(Refused("the connection broke off in the middle of an answer", path=where)) from None
        except httpx.InvalidURL:
            raise Refused("this is no address of a server", path=where) from None
        if 200 <= status < 300:
            return reply
        if status in absent:
            return None
        refusal = refused(status, reply.body, reply.content_type, path=where)
        if status in AGAIN and not refusal.is_lasting:
            raise _Again(refusal, pause_asked(reply.headers.get("retry-after", "")))
        raise refusal

    def _answer(
        self,
        method: str,
        url: str,
        params: Mapping[str, str] | None,
        content: bytes,
        headers: Mapping[str, str],
        limit: float | None,
    ) -> tuple[int, Reply]:
        for _ in range(_REDIRECTS + 1):
            status, reply = self._exchange(method, url, params, content, headers, limit)
            if status == 401 and self._choose(reply.headers.get("www-authenticate", "")):
                status, reply = self._exchange(method, url, params, content, headers, limit)
            target = urljoin(url, reply.headers.get("location", ""))
            followed = status in (307, 308) or (status in (301, 302) and method == "GET")
            # Only within the server: what is sent, the password included, goes where the user said and nowhere else.
            if not followed or urlsplit(target)[:2] != urlsplit(url)[:2]:
                break
            url, params = target, None
        return status, reply

    def _choose(self, challenge: str) -> bool:
        """Answers a challenge with the password, where there is one that was not sent yet."""
        import httpx

        if self._auth is not None or not self.address.user:
            return False
        kind = httpx.DigestAuth if "digest" in challenge.casefold() else httpx.BasicAuth
        self._auth = kind(self.address.user, self.address.password)
        return True

    def _exchange(
        self,
        method: str,
        url: str,
        params: Mapping[str, str] | None,
        content: bytes,
        headers: Mapping[str, str],
        limit: float | None,
    ) -> tuple[int, Reply]:
        import httpx

        until = time.monotonic() + (limit or self.address.limit)
        silence = limit or self.address.timeout
        request = self._http.build_request(
            method,
            url,
            params=params,
            content=content or None,
            headers=dict(headers),
            timeout=httpx.Timeout(silence, connect=min(10.0, silence)),
        )
        response = self._http.send(request, auth=self._auth, stream=True)
        try:
            self.server = self.server or response.headers.get("server", "")
            parts = []
            for part in response.iter_bytes():
                parts.append(part)
                if time.monotonic() > until:
                    raise httpx.ReadTimeout("the answer has no end")
        finally:
            response.close()
        kind = response.headers.get("content-type", "").partition(";")[0].strip().casefold()
        named = {name.casefold(): value for name, value in response.headers.items()}
        return response.status_code, Reply(b"".join(parts), kind, named)
