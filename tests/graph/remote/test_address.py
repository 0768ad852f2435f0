from __future__ import annotations

import pickle

import pytest

from ctkg.errors import UsageError
from ctkg.graph.store.remote import address
from ctkg.graph.store.remote.failures import Refused


def services(url: str, **options: str) -> tuple[str, str, str]:
    found = address(url, environment={}, **options)
    return found.query, found.update, found.graph_store


@pytest.mark.parametrize(
    ("url", "ends"),
    [
        ("http://h:7878", ("/query", "/update", "/store")),
        ("http://h:7878/", ("/query", "/update", "/store")),
        ("http://h:7878/query", ("/query", "/update", "/store")),
        ("http://h:7878/sparql", ("/sparql", "/sparql", "/sparql-graph-crud")),
        ("http://h:7878/ds/sparql", ("/ds/sparql", "/ds/update", "/ds/data")),
    ],
)
def test_services_follow_from_the_address(url: str, ends: tuple[str, str, str]) -> None:
    assert services(url) == tuple("http://h:7878" + end for end in ends)


def test_a_user_of_virtuoso_asks_where_passwords_are_looked_at() -> None:
    ends = ("/sparql-auth", "/sparql-auth", "/sparql-graph-crud-auth")
    wanted = tuple("https://h" + end for end in ends)
    assert services("https://h/sparql", user="dba") == wanted
    assert services("https://h/sparql-auth") == wanted


def test_what_is_given_goes_before_the_environment_and_that_before_a_guess() -> None:
    environment = {"CTKG_ENDPOINT_UPDATE": "http://h/env", "CTKG_ENDPOINT_GRAPH_STORE": "http://h/graphs"}
    found = address("http://h/", update="http://h/given", environment=environment)
    assert (found.update, found.graph_store, found.query) == ("http://h/given", "http://h/graphs", "http://h/query")


def test_secrets_come_from_the_environment_and_are_not_shown() -> None:
    environment = {"CTKG_ENDPOINT_USER": "u", "CTKG_ENDPOINT_PASSWORD": "geheim", "OTHER": "anders"}
    found = address("http://h/", environment=environment)
    assert (found.user, found.password) == ("u", "geheim") and "geheim" not in repr(found)
    assert address("http://h/", user="v", password_variable="OTHER", environment=environment).password == "anders"
    token = address("http://h/", environment={"CTKG_ENDPOINT_TOKEN": "t0k3n"})
    assert token.token == "t0k3n" and "t0k3n" not in repr(token)


@pytest.mark.parametrize(
    ("url", "options", "message"),
    [
        ("ftp://h/", {}, "named by its address"),
        ("http://", {}, "named by its address"),
        ("http://h:99999/", {}, "named by its address"),
        ("http://me:secret@h/", {}, "no user or password"),
        ("http://h/?query=x", {}, "no question"),
        ("http://h/", {"update": "nowhere"}, "named by its address"),
        ("http://h/", {"password_variable": "MISSING"}, "no variable MISSING"),
    ],
)
def test_an_address_that_is_none_is_refused_without_its_secrets(
    url: str, options: dict[str, str], message: str
) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        address(url, environment={}, **options)
    assert "secret" not in str(caught.value)


def test_a_password_needs_its_user_and_no_line_break() -> None:
    with pytest.raises(UsageError, match="characters"):
        address("http://h/", user="u", environment={"CTKG_ENDPOINT_PASSWORD": "a\r\nX-Evil: 1"})


def test_a_refusal_travels_between_processes() -> None:
    error = pickle.loads(pickle.dumps(Refused("no", path="http://h/", status=503, said="busy")))
    assert (str(error), error.status, error.said, error.exit_code) == ("http://h/: no", 503, "busy", 4)
