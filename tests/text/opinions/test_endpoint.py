"""Whatever an endpoint does, the statements of the rules stand, and what failed is said; it never holds a build up."""

from __future__ import annotations

import asyncio
import dataclasses
import email.utils
import gzip
import time
from typing import Any

import pytest
from tests.text.opinions.endpoints import Act, Endpoint, Handler, chat, document, says, send

from ctkg.text.extract import extract
from ctkg.text.opinions import consulting
from ctkg.text.opinions.settings import OpinionSettings

pytest.importorskip("httpx", reason="the extra [llm] is not installed")

NOTE = document("A workshop on the financing of terrorism took place in Tashkent on 3 March 2021.")


def outcomes(settings: OpinionSettings) -> dict[str, int]:
    """What came of asking; the statements of the rules must stand as they were."""
    rules = extract(NOTE)
    assert len(rules) >= 3
    heard = consulting.consult(NOTE, rules, settings)
    assert heard.statements == rules
    return {outcome: times for _, outcome, times in heard.tally.counts}


def stall(handler: Handler) -> None:
    handler.server.closing.wait()


def stall_within(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": ')
    handler.wfile.flush()
    handler.server.closing.wait()


def drip(handler: Handler) -> None:
    """One byte at a time, so that no single wait is long."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    while not handler.server.closing.wait(0.02):
        handler.wfile.write(b" ")
        handler.wfile.flush()


def flood(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    while not handler.server.closing.is_set():
        handler.wfile.write(b" " * 65536)


def hang_up(handler: Handler) -> None:
    handler.close_connection = True


def hang_up_within(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": ')
    handler.close_connection = True


def babble(handler: Handler) -> None:
    handler.wfile.write(b"\x00\xff no protocol at all\r\n\r\n")
    handler.close_connection = True


@pytest.mark.parametrize("act", [stall, stall_within, drip])
def test_one_that_stalls_is_left(endpoint: Endpoint, act: Act) -> None:
    settings = dataclasses.replace(endpoint.will(act), timeout=0.3)
    assert outcomes(settings) == {"asked": 1, "failed: timed out": 1}


def test_the_budget_bounds_all_tries_together(endpoint: Endpoint) -> None:
    settings = dataclasses.replace(endpoint.will(stall), timeout=60, budget=0.3)
    assert outcomes(settings) == {"asked": 1, "failed: timed out": 1}


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (flood, "answer too large"),
        (send(b" " * 2_000_000), "answer too large"),
        (send(b"{not json"), "answer not JSON"),
        (send(b"\xff\xfe\x00"), "answer not JSON"),
        (send(b"[" * 200_000), "answer not JSON"),
        (send(b"null"), "answer without a message"),
        (send(b'{"choices": []}'), "answer without a message"),
        (send(b'{"choices": [{"message": "hello"}]}'), "answer without a message"),
        (send(b'{"choices": [{"message": {"content": null}}]}'), "answer without a message"),
        (send(b'{"choices": [{"message": {"content": null, "refusal": "no"}}]}'), "model refused"),
        (send(chat('{"facts": [], "doub')), "answer not JSON"),
        (send(chat({"facts": [], "doubts": []}, finish="length")), "answer cut short"),
        (send(chat("[1, 2]")), "answer not JSON"),
        (send(chat("Sorry, I found nothing.")), "answer not JSON"),
        (send(chat("```json\n{broken\n```")), "answer not JSON"),
        (send(gzip.compress(chat("{}")), Content_Encoding="gzip"), "answer packed, which was not asked for"),
        (send(b"{}", 400), "HTTP 400"),
        (send(b"{}", 401), "HTTP 401, see CTKG_LLM_KEY"),
        (send(b"{}", 302, Location="http://127.0.0.1:9/"), "HTTP 302, redirects are not followed"),
    ],
)
def test_an_answer_that_is_none(endpoint: Endpoint, act: Act, reason: str) -> None:
    assert outcomes(endpoint.will(act)) == {"asked": 1, f"failed: {reason}": 1}
    assert len(endpoint.bodies) == 1


@pytest.mark.parametrize("items", [{"facts": "none"}, {"facts": {}, "doubts": 3}, {"facts": [[]], "doubts": [1]}])
def test_wrong_types_inside_are_dropped(endpoint: Endpoint, items: dict[str, Any]) -> None:
    found = outcomes(endpoint.will(send(chat(items))))
    assert found == {"asked": 1, "dropped: not in the form asked for": sum(1 for value in items.values())}


@pytest.mark.parametrize("act", [send(b"{}", 429, Retry_After="0"), send(b"{}", 500), send(b"", 503), hang_up, babble])
def test_what_may_pass_is_tried_again(endpoint: Endpoint, act: Act) -> None:
    assert outcomes(endpoint.will(act, act, says())) == {"asked": 1}
    assert len(endpoint.bodies) == 3


@pytest.mark.parametrize(
    ("act", "reason"),
    [(send(b"{}", 500), "HTTP 500"), (hang_up, "no connection"), (hang_up_within, "no connection")],
)
def test_tries_are_bounded(endpoint: Endpoint, act: Act, reason: str) -> None:
    assert outcomes(endpoint.will(act)) == {"asked": 1, f"failed: {reason}": 1}
    assert len(endpoint.bodies) == 3


@pytest.mark.parametrize(
    "wait", ["3600", email.utils.formatdate(time.time() + 3600, usegmt=True)], ids=["seconds", "day"]
)
def test_a_wait_beyond_the_budget_is_not_waited_for(endpoint: Endpoint, wait: str) -> None:
    assert outcomes(endpoint.will(send(b"{}", 429, Retry_After=wait))) == {"asked": 1, "failed: HTTP 429": 1}
    assert len(endpoint.bodies) == 1


@pytest.mark.parametrize("wait", ["soon", "-5", "Wed, 99 Foo", email.utils.formatdate(0, usegmt=True)])
def test_a_wait_that_is_none_is_a_short_one(endpoint: Endpoint, wait: str) -> None:
    assert outcomes(endpoint.will(send(b"{}", 429, Retry_After=wait), says())) == {"asked": 1}


def test_an_endpoint_that_keeps_failing_is_left_alone(endpoint: Endpoint) -> None:
    settings = dataclasses.replace(endpoint.will(send(b"{}", 500)), tries=1)
    found = [outcomes(settings) for _ in range(5)]
    assert found[2:] == [{"asked": 1, "failed: HTTP 500": 1}, *[{"not asked: the endpoint failed before": 1}] * 2]
    assert len(endpoint.bodies) == 3


def test_nobody_listens() -> None:
    settings = OpinionSettings(llm="http://127.0.0.1:9/v1", llm_model="m", backoff=0.01)
    assert outcomes(settings) == {"asked": 1, "failed: no connection": 1}


def test_the_key_comes_from_the_environment_and_stays_out_of_sight(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("CTKG_LLM_KEY", "sk-hidden-123\n")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-somebody-else")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    caplog.set_level("DEBUG")
    settings = endpoint.will(send(b"{}", 500), says())
    assert outcomes(settings) == {"asked": 1}
    assert [one["Authorization"] for one in endpoint.headers] == ["Bearer sk-hidden-123"] * 2
    assert "hidden" not in repr(settings) + repr(endpoint.bodies)
    assert "hidden" not in caplog.text and "Tashkent" not in caplog.text
    monkeypatch.delenv("CTKG_LLM_KEY")
    outcomes(endpoint.will(says()))
    assert "Authorization" not in endpoint.headers[-1]


def test_it_works_inside_a_running_loop(endpoint: Endpoint) -> None:
    settings = endpoint.will(says())

    async def ask() -> dict[str, int]:
        return outcomes(settings)

    assert asyncio.run(ask()) == {"asked": 1}
