"""Who may call, by which name, from which page, at which address."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from tests.serve.conftest import TOKEN

from ctkg.serve.security.addresses import attachment, local
from ctkg.serve.security.headers import SecurityHeaders
from ctkg.serve.security.hosts import name_of

EVIL = "http://evil.example"


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "", "a b", "[::1", "169.254.169.254"],
)
def test_another_name_is_not_ours(client: TestClient, host: str) -> None:
    assert client.get("/health/live", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:9", "localhost", "LOCALHOST:80", "[::1]:7", "localhost."])
def test_names_of_this_machine_are_ours(client: TestClient, host: str) -> None:
    assert client.get("/health/live", headers={"host": host}).status_code == 200


def test_two_hosts_are_none(client: TestClient) -> None:
    answer = client.get("/health/live", headers=[("host", "127.0.0.1"), ("host", "evil.example")])  # type: ignore[arg-type]
    assert answer.status_code == 421


@given(st.text(max_size=40))
@settings(max_examples=50)
def test_a_host_is_a_plain_name_or_nothing(host: str) -> None:
    name = name_of(host)
    assert all(letter.isalnum() or letter in "._-:" for letter in name)


def test_a_page_elsewhere_does_not_write(writing_client: TestClient) -> None:
    for headers in (
        {"origin": EVIL},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"origin": "https://127.0.0.1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ):
        assert writing_client.post("/logout", headers=headers).status_code == 403, headers


def test_a_page_elsewhere_does_not_read(client: TestClient) -> None:
    frame = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    assert client.get("/health/live", headers=frame).status_code == 403
    assert client.get("/health/live", headers={"origin": EVIL, "sec-fetch-site": "cross-site"}).status_code == 403
    link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert client.get("/health/live", headers=link).status_code == 200


def test_our_own_page_and_programs_may(client: TestClient) -> None:
    ours = {"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"}
    assert client.get("/health/live", headers=ours).status_code == 200
    assert client.get("/health/live").status_code == 200


#: Ways out of a folder, as they have been tried on servers.
UPWARDS = [
    "/static/../settings.py",
    "/static/%2e%2e/settings.py",
    "/static/%2E%2E%2Fsettings.py",
    "/static/..%2f..%2f..%2fetc/passwd",
    "/static/%252e%252e%252fsettings.py",
    "/static/%25252e%25252e/settings.py",
    "/static/..%5c..%5csettings.py",
    "/static/%2e%2e%5csettings.py",
    "/static/..;/settings.py",
    "/static/%00/../../settings.py",
    "/static/workbench.css%00.html",
    "/id/../../../etc/passwd",
    "/id/%2e%2e/%2e%2e/etc/passwd",
    "/id/event/%00",
    "/graph/..%2f..%2fetc%2fpasswd",
    "/ontology/..%5c..%5cwin.ini",
    "/id/x%0d%0aset-cookie:a=b",
    "/static//etc/passwd",
    "/static/%2fetc/passwd",
    "/static/site/../../../../../etc/passwd",
]


@pytest.mark.parametrize("path", UPWARDS)
def test_no_address_leads_out(client: TestClient, path: str) -> None:
    import httpx2

    # Clients tidy up addresses; this is sent as it stands.
    request = client.build_request("GET", "/")
    request.url = httpx2.URL("http://127.0.0.1").copy_with(raw_path=path.encode())
    answer = client.send(request)
    assert answer.status_code in (400, 404), answer.text[:200]
    assert "root:" not in answer.text and "class Settings" not in answer.text
    assert "set-cookie" not in answer.headers


def test_addresses_have_an_end(client: TestClient) -> None:
    assert client.get("/" + "x" * 5_000).status_code == 414
    assert client.get("/", params={"q": "x" * 30_000}).status_code == 414
    assert client.get("/?q=%00").status_code == 400


@pytest.mark.parametrize(
    "address",
    ["//evil.example", "/\\evil.example", "http://evil.example", "", "javascript:alert(1)", "/a\r\nb", "\t//e"],
)
def test_a_redirect_stays_here(address: str) -> None:
    assert local(address) == "/"


def test_a_redirect_goes_where_it_should() -> None:
    assert local("/id/event/x?page=2&q=a%20b#c") == "/id/event/x?page=2&q=a%20b#c"


@given(st.text(max_size=60))
@settings(max_examples=50)
def test_a_name_of_a_file_breaks_no_header(name: str) -> None:
    value = attachment(name)
    assert value.isascii() and value.isprintable()
    assert value.count('"') == 2 and "/" not in value and "\\" not in value


def test_login_redirects_to_no_other_server(writing_client: TestClient) -> None:
    answer = writing_client.get(
        "/login", params={"token": TOKEN, "next": "//evil.example/\r\nx: y"}, follow_redirects=False
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_a_header_stays_one_line_whatever_a_handler_puts_there() -> None:
    async def careless(scope: Scope, receive: Receive, send: Send) -> None:
        lines = [(b"location", b"/\r\nset-cookie: a=b"), (b"x-inline-styles", b"yes"), (b"x-plain", b"a\tb")]
        await send({"type": "http.response.start", "status": 200, "headers": lines})
        await send({"type": "http.response.body", "body": b""})

    answer = TestClient(SecurityHeaders(careless)).get("/", follow_redirects=False)
    assert answer.headers["location"] == "/ set-cookie: a=b"
    assert "set-cookie" not in answer.headers and "x-inline-styles" not in answer.headers
    assert "style-src 'self' 'unsafe-inline'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["/", "/static/workbench.css", "/api/v1/stats", "/no/such", "/health", "/metrics", "/%00"]
)
def test_every_answer_says_what_a_browser_may_do(client: TestClient, path: str) -> None:
    headers = client.get(path, headers={"accept": "text/html"}).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "script-src 'self';" in policy and "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy and "*" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "server" not in headers and len(headers["x-request-id"]) == 16
