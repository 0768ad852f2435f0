"""Nothing in the text of a query makes the engine reach out: a listener on this machine sees no connection."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from ctkg.errors import QueryError
from ctkg.graph import query
from ctkg.graph.store import MemoryStore
from ctkg.graph.tokens import spelled
from ctkg.iris import graph


class Listener:
    """Counts who connects."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        self.seen = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.seen += 1
            connection.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    opened = Listener()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    opened = MemoryStore()
    nodes = [NamedNode(f"https://example.org/{name}") for name in "ab"]
    opened.replace_graph(graph("document", "d"), [Triple(nodes[0], nodes[1], Literal(1))])
    return opened


BODY = "{ ?s ?p ?o }"
REACHING = (
    f"SERVICE <A> {BODY}",
    f"service silent <A> {BODY}",
    f"SERVICESILENT<A>{BODY}",
    f"SERVICEa:x {BODY}",
    f"SERVICE:x {BODY}",
    f"SERVICE ?where {BODY}",
    f"SERVICE?where#>\n{BODY}",
    f"SERVICE # a comment\n <A> {BODY}",
    f"\\u0053ERVICE <A> {BODY}",
    f"SER\\u0056ICE <A> {BODY}",
    f"S\\U00000045RVICE <A> {BODY}",
    f"{{ SELECT * {{ SERVICE <A> {BODY} }} }}",
    f"OPTIONAL {{ SERVICE <A> {BODY} }}",
    f"FILTER EXISTS {{ SERVICE <A> {BODY} }}",
    f"MINUS {{ SERVICE <A> {BODY} }}",
    f"GRAPH ?g {{ SERVICE <A> {BODY} }}",
    f"?s ?p trueSERVICE <A> {BODY}",
    f"?s ?p 1SERVICE <A> {BODY}",
)
#: What stands around it: comments, strings, IRIs and comparisons that a reader may take for something else.
BEFORE = (
    "",
    "# '\n",
    "# <\n",
    '?s ?p "\\u0022" . ',
    "?s ?p 'it\\'s' . ",
    '?s ?p """a "quote" """ . ',
    "?s <https://example.org/#a> ?o . ",
    "?s <urn:\\u0061#> ?o . ",
    '?s <urn:\\u0061#"""> ?o . ',
    'FILTER(?n<?m#>"""\n) ',
    "FILTER(?n<a:x#>'''\n) ",
    'FILTER(?n<"#>" )',
    'FILTER(1<2#>"""\n)',
    "FILTER(str(?n)<?m&&?n#>'''\n)",
    "?s ?p a:x\\#y . ",
    "?s ?p a:x\\'y . ",
    "?s ?p 'a'@en . ",
    "?s ?p ?o . # \r ''' \r\n",
)
AFTER = ("", ' # """', " # '''\n", " #>\n", " . # '", ' . ?s ?p """ """')
HEAD = (
    "PREFIX a: <A> PREFIX : <A> PREFIX SERVICEa: <urn:x:> PREFIX SERVICE: <urn:y:> ",
    "PREFIX a: <A> PREFIX : <A> ",
    "BASE <A> PREFIX a: <> PREFIX : <> ",
    "",
)
FORMS = ("SELECT * {", "SELECT (1 AS ?z) WHERE{", "ASK{", "CONSTRUCT { ?s ?p ?o } WHERE {", "DESCRIBE ?s {")
VALUES = "VALUES ?where { <A> } VALUES (?n ?m) { (1 2) } "


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(HEAD), st.sampled_from(FORMS), st.sampled_from(BEFORE), st.sampled_from(REACHING),
       st.sampled_from(AFTER), st.text(alphabet="<>#'\"\\?:a \n(){}", max_size=3))  # fmt: skip
def test_no_service_is_called(
    store: MemoryStore, listener: Listener, head: str, form: str, before: str, call: str, after: str, noise: str
) -> None:
    text = f"{head}{form} {VALUES}{noise}{before}{call}{after}\n}}".replace("<A>", f"<{listener.address}>")
    try:
        result = query.run(store, text)
        assert result.is_graph or result.columns or result.boolean in (True, False)
    except QueryError:
        pass
    assert listener.seen == 0


@pytest.mark.parametrize("call", REACHING)
@pytest.mark.parametrize("head", HEAD[:2])
def test_every_form_of_service_is_refused(store: MemoryStore, listener: Listener, head: str, call: str) -> None:
    text = f"{head}SELECT * {{ {VALUES}{call} }}".replace("<A>", f"<{listener.address}>")
    with pytest.raises(QueryError, match=r"SERVICE is refused|valid SPARQL|unknown prefix|two ways"):
        query.run(store, text)
    assert listener.seen == 0


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <A>",
        "LOAD SILENT <A> INTO GRAPH <urn:g>",
        "LOADSILENT<A>",
        "\\u004COAD <A>",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> } ; LOAD <A>",
        "SELECT * { ?s ?p ?o } ; LOAD <A>",
        "SELECT * FROM <A> { ?s ?p ?o }",
        "SELECT * FROM NAMED <A> { GRAPH ?g { ?s ?p ?o } }",
        "BASE <A> SELECT * FROM <x> { ?s ?p ?o }",
        "PREFIX a: <A> SELECT * FROM a:x { ?s ?p ?o }",
        "SELECT * FROM <\\u0068ttp://127.0.0.1/> { ?s ?p ?o }",
        "ASK FROM <file:///etc/hostname> { ?s ?p ?o }",
        "DESCRIBE <A> FROM <A>",
    ],
)
def test_nothing_else_is_fetched(store: MemoryStore, listener: Listener, text: str) -> None:
    with pytest.raises(QueryError) as caught:
        query.run(store, text.replace("<A>", f"<{listener.address}>"))
    assert caught.value.line is not None and caught.value.exit_code == 2
    assert listener.seen == 0


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40), st.sampled_from(REACHING))
def test_a_value_of_a_parameter_stays_a_value(store: MemoryStore, listener: Listener, noise: str, call: str) -> None:
    value = f'{noise}" }} {call} #'.replace("<A>", f"<{listener.address}>")
    assume("\0" not in value)
    assert query.run(store, "SELECT ?s { ?s ?p ?v }", params={"v": value}).rows == ()
    assert listener.seen == 0


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s <https://example.org/service?x#y> ?o }",
        "PREFIX ex: <https://example.org/service/> SELECT * { ?s ?service ex:service }",
        "SELECT * { ?s ?p 'SERVICE' } # SERVICE",
        "SELECT * { VALUES (?a ?b) { (<https://example.org/#a> <https://example.org/service#b>) } FILTER (?a < ?b) }",
    ],
)
def test_the_word_elsewhere_is_no_call(store: MemoryStore, text: str) -> None:
    assert query.run(store, text).columns


def test_codes_become_characters_before_anything_is_judged() -> None:
    assert spelled(r"\u0053ELECT * { ?\u0073 ?p '\u0041' . <urn:\u0041> ?p ?o } # \u0041") == (
        r"SELECT * { ?s ?p '\u0041' . <urn:\u0041> ?p ?o } # \u0041"
    )
    assert spelled(r"SELECT ('\\u0022' AS ?x) {}") == r"SELECT ('\\u0022' AS ?x) {}"
    for text, words in (
        (r"SELECT ('\u0022' AS ?x) {}", "two ways"),
        (r"SELECT ('\\\u0022' AS ?x) {}", "two ways"),
        (r"ASK { <urn:\u003e> ?p ?o }", "two ways"),
        (r"ASK { \UDEADBEEF ?p ?o }", "no character"),
        (r"ASK { \uD800 ?p ?o }", "no character"),
    ):
        with pytest.raises(QueryError, match=words):
            spelled(text)


def test_a_long_text_is_read_in_its_length(store: MemoryStore) -> None:
    for text in ("a.a" * 30_000, "a-" * 30_000, "<a" * 30_000, "SERVICE" + "-x" * 30_000 + ":y"):
        with pytest.raises(QueryError):
            query.run(store, f"SELECT * {{ {text} {{ ?s ?p ?o }} }}")


def test_brackets_without_end_are_refused(store: MemoryStore) -> None:
    for opening, closing in ("{}", "()", "[]"):
        text = f"SELECT * {{ {opening * 5_000}{closing * 5_000} }}"
        with pytest.raises(QueryError, match="more than 200 deep") as caught:
            query.run(store, text)
        assert caught.value.column == 211
    assert query.run(store, f"SELECT * {{ {'{' * 150}{'}' * 150} }}").rows


def test_escaped_names_are_known_by_what_they_mean(store: MemoryStore) -> None:
    assert query.run(store, r"ASK { ?s ?p 1 . ?\u0073 <https://example.org/\u0062> 1 }").boolean
