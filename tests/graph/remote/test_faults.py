"""A server that fails in all the ways that servers fail."""

from __future__ import annotations

import dataclasses
import logging
from pathlib import Path
from typing import Any

import pytest
from tests.graph.remote.faults import Act, Faulty, cut, dribble, hang, send

from ctkg.errors import DeadlineError, QueryError, StoreError
from ctkg.graph.store import open_store
from ctkg.graph.store.remote import Address, RemoteStore, address
from ctkg.graph.store.remote.client import Client
from ctkg.graph.store.remote.failures import Refused

HTML = b"<html><body>Welcome</body></html>"


def at(server: Faulty, **changes: Any) -> Address:
    found = address(server.url, environment={}, user=changes.pop("user", ""))
    return dataclasses.replace(found, **{"backoff": 0.01, "timeout": 5.0, **changes})


def opened(server: Faulty, *acts: Act, **changes: Any) -> RemoteStore:
    server.acts = list(acts)
    return RemoteStore(at(server, **changes))


@pytest.mark.parametrize("trouble", [send(status=500), send(status=503, Retry_After="0"), send(status=429), cut])
def test_what_may_pass_is_tried_again(faulty: Faulty, trouble: Act) -> None:
    with opened(faulty, trouble, trouble, send()) as store:
        assert store.read_only is False
    assert len(faulty.asked) == 3


def test_after_some_tries_it_is_given_up(faulty: Faulty) -> None:
    with pytest.raises(Refused, match="busy or in maintenance") as caught:
        opened(faulty, send(b"come back later", 503, Content_Type="text/plain"), tries=3)
    assert len(faulty.asked) == 3
    assert caught.value.exit_code == 4 and "come back later" in str(caught.value) and faulty.url in str(caught.value)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "wants to know who asks"),
        (403, "may not do that"),
        (404, "nothing at this address"),
        (413, "smaller|less at a time"),
        (418, "refuses this request"),
    ],
)
def test_what_will_not_pass_is_told_at_once(faulty: Faulty, status: int, words: str) -> None:
    with pytest.raises(Refused, match=words):
        opened(faulty, send(HTML, status, Content_Type="text/html"))
    assert len(faulty.asked) == 1


def test_a_web_page_is_no_result(faulty: Faulty) -> None:
    with pytest.raises(Refused, match="web page"):
        opened(faulty, send(HTML, Content_Type="text/html"))


@pytest.mark.parametrize("body", [b"", b'{"head":{"vars":["p"]},"results":{"bindings":[', b"\xff\xfe"])
def test_half_an_answer_is_no_answer(faulty: Faulty, body: bytes) -> None:
    with pytest.raises(Refused, match="cut off or damaged"):
        opened(faulty, send(body))


def test_a_server_that_counts_rows_is_believed(faulty: Faulty) -> None:
    with pytest.raises(Refused, match="cut its answer off after 10000 rows"):
        opened(faulty, send(X_SPARQL_MaxRows="10000"))


def test_half_a_graph_is_no_graph(faulty: Faulty) -> None:
    with opened(faulty, send()) as store:
        faulty.acts = [send(b"<urn:a> <urn:b> ", Content_Type="application/n-triples")]
        with pytest.raises(Refused, match="cut off or damaged"):
            store.graphs()


def test_silence_ends_and_a_query_is_not_sent_twice(faulty: Faulty) -> None:
    with pytest.raises(Refused, match=r"said nothing for 0\.2 s"):
        opened(faulty, hang, timeout=0.2)
    assert len(faulty.asked) == 1


@pytest.mark.parametrize("slow", [hang, dribble])
def test_a_query_has_a_time_of_its_own(faulty: Faulty, slow: Act) -> None:
    with opened(faulty, send()) as store:
        faulty.acts, store.patience = [slow], 0.2
        with pytest.raises(DeadlineError, match=r"not done after 0\.2 s"):
            store.query("SELECT * { ?s ?p ?o }")
        assert len(faulty.asked) == 2


def test_an_answer_without_end_ends(faulty: Faulty) -> None:
    with pytest.raises(Refused, match="said nothing"):
        opened(faulty, dribble, limit=0.2)


def test_nobody_there(tmp_path: Path) -> None:
    from tests.servers import free_port

    found = address(f"http://127.0.0.1:{free_port()}/", environment={})
    with pytest.raises(StoreError, match="no connection"):
        RemoteStore(dataclasses.replace(found, tries=2, backoff=0.01))


def test_a_query_that_the_server_does_not_take_is_the_query_s_fault(faulty: Faulty) -> None:
    with opened(faulty, send()) as store:
        faulty.acts = [send(b"error at 1:1: no such function", 400, Content_Type="text/plain")]
        with pytest.raises(QueryError, match="no such function"):
            store.query("SELECT * { ?s ?p ?o }")


def test_an_empty_server_is_no_store_to_read(faulty: Faulty) -> None:
    faulty.acts = [send()]
    with pytest.raises(StoreError, match="holds no store of ctkg"):
        open_store(faulty.url, read_only=True)


def test_redirects_stay_on_the_server(faulty: Faulty) -> None:
    faulty.acts = [send(status=307, Location="/elsewhere"), send()]
    RemoteStore(at(faulty)).close()
    assert [path for _, path, _ in faulty.asked] == ["/query", "/elsewhere"]
    for target in ("http://localhost:1/", "//127.0.0.2/", faulty.url.replace("http", "https")):
        faulty.acts = [send(status=307, Location=target)]
        with pytest.raises(Refused, match="sends ctkg elsewhere"):
            RemoteStore(at(faulty, user="u", password="geheim"))


def challenge(kind: str) -> Act:
    return send(status=401, WWW_Authenticate=kind)


DIGEST = 'Digest realm="r", nonce="abc", opaque="xyz", qop="auth", algorithm=MD5'


def test_digest_is_answered_without_the_password_itself(faulty: Faulty, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with opened(faulty, challenge(DIGEST), challenge(DIGEST), send(), user="dba", password="geheim") as store:
        said = faulty.asked[-1][2]["authorization"]
        assert said.startswith('Digest username="dba"') and 'response="' in said
        assert store.revision() == 0
    assert "authorization" not in faulty.asked[0][2]
    assert "geheim" not in str(faulty.asked) + caplog.text


def test_basic_is_answered_once_it_is_asked_for(faulty: Faulty) -> None:
    opened(faulty, challenge('Basic realm="r"'), send(), user="u", password="p").close()
    assert [asked[2].get("authorization") for asked in faulty.asked] == [None, "Basic dTpw"]


def test_a_wrong_password_is_sent_once_and_not_shown(faulty: Faulty) -> None:
    with pytest.raises(Refused, match="refuses the password") as caught:
        opened(faulty, challenge('Basic realm="r"'), user="u", password="geheim")
    assert len(faulty.asked) == 2 and "geheim" not in str(caught.value)


def test_a_token_goes_with_every_request(faulty: Faulty) -> None:
    opened(faulty, send(), token="t0k3n").close()
    assert faulty.asked[0][2]["authorization"] == "Bearer t0k3n"


def test_a_password_in_clear_on_the_way_is_told(caplog: pytest.LogCaptureFixture) -> None:
    far = address("http://example.org/", user="u", environment={"CTKG_ENDPOINT_PASSWORD": "geheim"})
    Client(far).close()
    assert "unencrypted" in caplog.text and "geheim" not in caplog.text
    caplog.clear()
    Client(address("https://example.org/", user="u", environment={"CTKG_ENDPOINT_PASSWORD": "geheim"})).close()
    assert not caplog.text
