"""Whatever stands in a store, in a document or in an address is text on a page: no markup, no script, no address."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import html5rdf
import lxml.html
import pytest
from pyoxigraph import Literal, NamedNode, Quad
from starlette.testclient import TestClient
from tests.serve.conftest import Tab
from tests.serve.security.asking import near
from tests.serve.security.test_attacks import PARAMETERS, readable

from ctkg.graph import search
from ctkg.graph.store import DiskStore
from ctkg.iris import PREFIXES, graph, instance, term
from ctkg.making import texts
from ctkg.serve import Settings
from ctkg.serve.composition import make
from ctkg.serve.links import href

#: Each would make an element or an attribute called xevil, or run, were it not told as text.
HOSTILE = (
    '<xevil onxevil=1>xevil</xevil> "><xevil> \' xevil=\'1 " xevil="1 </title></textarea></script><xevil> --><xevil> '
    "]]><xevil> <img src=x onerror=window.xevil=1> <svg onload=window.xevil=1> {{ 7*7 }} \u202exevil\u2066"
)
RUNS = "javascript:window.xevil=1"
#: An IRI may hold these.
ODD = "evil'xevil='1&lt;"
DOCUMENT, EVENT = instance("document", ODD), instance("event", ODD, 1)
BODY, PERSON = instance("organization", "evil"), instance("person", "evil", "evil")


def quads() -> Iterator[Quad]:
    """A document, an event, a body and a person about which nothing harmless is said."""
    said, why = graph("document", ODD), graph("evidence", ODD)
    passage, claim = instance("passage", ODD, "0-9"), instance("claim", ODD, "1")
    kind, number = PREFIXES["rdf"] + "type", NamedNode(PREFIXES["xsd"] + "integer")
    label, title = PREFIXES["rdfs"] + "label", PREFIXES["dcterms"] + "title"
    rows: list[tuple[str, str, str | Literal, str]] = [
        (DOCUMENT, kind, term("SourceDocument"), said),
        (DOCUMENT, title, Literal(HOSTILE), said),
        (DOCUMENT, term("sourceAddress"), Literal(RUNS), said),
        (DOCUMENT, PREFIXES["dcterms"] + "publisher", Literal(HOSTILE), said),
        (DOCUMENT, PREFIXES["dcterms"] + "language", Literal('en" xevil="1'), said),
        (EVENT, kind, term("Event"), said),
        (EVENT, kind, term("Workshop"), said),
        (EVENT, label, Literal(HOSTILE), said),
        (EVENT, term("topicText"), Literal(HOSTILE), said),
        (EVENT, term("startDate"), Literal("2019-11-19", datatype=NamedNode(PREFIXES["xsd"] + "date")), said),
        (EVENT, term("hasOrganizer"), BODY, said),
        (EVENT, term("hasPartner"), instance("organization", "osce"), said),
        (EVENT, term("heldIn"), instance("territory", "KZ"), said),
        (EVENT, term("reportedIn"), DOCUMENT, said),
        (EVENT, PREFIXES["rdfs"] + "seeAlso", RUNS, said),
        (BODY, kind, term("Organization"), said),
        (BODY, label, Literal(HOSTILE), said),
        (BODY, PREFIXES["skos"] + "altLabel", Literal(HOSTILE, language="ar"), said),
        (PERSON, kind, term("Person"), said),
        (PERSON, label, Literal(HOSTILE), said),
        (claim, kind, term("Claim"), why),
        (claim, term("relation"), Literal("topic"), why),
        (claim, term("claimSubject"), EVENT, why),
        (claim, term("aboutEvent"), EVENT, why),
        (claim, term("claimPredicate"), term("topicText"), why),
        (claim, term("claimValue"), Literal(HOSTILE), why),
        (claim, term("firedRule"), Literal(HOSTILE), why),
        (claim, term("doubtText"), Literal(HOSTILE), why),
        (claim, term("confidence"), Literal("0.4", datatype=NamedNode(PREFIXES["xsd"] + "decimal")), why),
        (claim, term("stance"), PREFIXES["concept"] + "stance/asserted", why),
        (claim, term("hasEvidence"), passage, why),
        (passage, kind, term("TextPassage"), why),
        (passage, term("passageOf"), DOCUMENT, why),
        (passage, term("quotationText"), Literal(HOSTILE), why),
        (passage, term("startOffset"), Literal("0", datatype=number), why),
        (passage, term("endOffset"), Literal(str(len(HOSTILE)), datatype=number), why),
    ]
    for subject, predicate, value, name in rows:
        thing = value if isinstance(value, Literal) else NamedNode(value)
        yield Quad(NamedNode(subject), NamedNode(predicate), thing, NamedNode(name))


@pytest.fixture(scope="module")
def hostile(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's store with that document in it."""
    place = tmp_path_factory.mktemp("hostile") / "x' xevil='.store"
    shutil.copytree(demo_store, place, ignore=shutil.ignore_patterns("readers"))
    with DiskStore(place) as store:
        store.load(quads())
        store.set_notes(texts.NOTE, {ODD: texts.dumps(HOSTILE + "\n" + HOSTILE)})
        search.refresh(store)
    return place


@pytest.fixture(scope="module")
def reader(hostile: Path) -> Iterator[TestClient]:
    with TestClient(make(Settings(store=hostile, title=HOSTILE)), base_url="http://127.0.0.1") as made:
        yield made


def judged(page: str, where: str, *, fast: bool = False) -> int:
    """How often the text of a page tells of xevil, after a look at each of its elements.

    Parsed as browsers do it, or, ``fast``, in a twentieth of the time and nearly so.
    """
    tree: Any = lxml.html.document_fromstring(page) if fast else html5rdf.parse(page, namespaceHTMLElements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            assert "xevil" not in (element.text or ""), f"{where}: a comment"
            continue
        tag = element.tag.rpartition("}")[2]
        assert "xevil" not in tag, f"{where}: an element"
        assert tag not in ("iframe", "object", "embed", "base", "style", "frame", "applet", "foreignObject"), where
        for name, value in element.attrib.items():
            plain = name.rpartition("}")[2]
            assert "xevil" not in plain and not plain.startswith("on"), f"{where}: {tag} {plain}"
            assert plain not in ("style", "srcdoc"), f"{where}: {tag} {plain}"
            if plain in ("href", "src", "action", "formaction", "xlink:href", "poster", "cite", "ping"):
                assert urlsplit(value.strip()).scheme in ("", "http", "https"), f"{where}: {tag} {plain}={value}"
        if tag == "script":
            own = element.attrib.get("src", "").startswith("/static/")
            assert own or element.attrib.get("type") == "application/json", f"{where}: a script"
            assert "<" not in (element.text or ""), f"{where}: data in a script"
    return "".join(tree.itertext()).count("xevil")


PAGES = [
    href(EVENT),
    href(DOCUMENT),
    href(BODY),
    href(PERSON),
    f"/search?q=xevil&document={quote(ODD)}",
    "/search?q=xevil",
    "/timeline?from=2019-11-19&to=2019-11-19",
    "/map?from=2019-11-19&to=2019-11-19",
    "/network?from=2019-11-19&to=2019-11-19",
    f"/explore?node={quote(EVENT)}",
    f"/query?query={quote(f'SELECT * {{ <{EVENT}> ?p ?o }}')}",
    f"/query?query={quote(f'CONSTRUCT {{ <{EVENT}> ?p ?o }} WHERE {{ <{EVENT}> ?p ?o }}')}",
    f"/explain?s={quote(EVENT)}&p={quote(term('hasOrganizer'))}&o={quote(BODY)}",
]


@pytest.mark.parametrize("path", PAGES)
def test_what_the_store_holds_is_text(reader: TestClient, path: str) -> None:
    answer = reader.get(path, headers={"accept": "text/html"})
    assert answer.headers["content-type"].startswith("text/html"), answer.text[:300]
    assert answer.status_code in (200, 400)
    assert judged(answer.text, path) > 0, "the page tells of it"


def test_what_an_address_holds_is_text(reader: TestClient) -> None:
    for path in readable(reader):
        asked = [(path, dict.fromkeys(PARAMETERS, HOSTILE))]
        if path in ("/login", "/resource", "/explain", "/search"):
            asked.append((path, dict.fromkeys(PARAMETERS, RUNS)))
        if path.endswith("/x"):
            asked.append((path[:-1] + quote(HOSTILE, safe=""), {}))
        for address, params in asked:
            answer = reader.get(address, params=params, headers={"accept": "text/html"})
            assert answer.status_code < 500, f"{address}: {answer.text[:300]}"
            kind = answer.headers.get("content-type", "")
            if kind.startswith("text/html"):
                judged(answer.text, address, fast=True)
            else:
                # What is no page is not taken for one, whatever is in it.
                assert "html" not in kind and answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "page",
    [
        "<p><xevil>",
        '<p title="" xevil="1">',
        "<p onclick=1>",
        "<a href=' javascript:x'>",
        "<script>1</script>",
        "<!-- xevil -->",
        '<script type="application/json">"</x"</script>',
        "<p style='x'>",
    ],
)
@pytest.mark.parametrize("fast", [False, True])
def test_the_judge_sees_what_would_be_wrong(page: str, fast: bool) -> None:
    with pytest.raises(AssertionError):
        judged(f"<!DOCTYPE html><html><body>{page}", "here", fast=fast)


def test_nothing_runs_in_a_browser(hostile: Path, tab: Tab) -> None:
    heard: list[str] = []

    def listen(dialog: Any) -> None:
        heard.append(dialog.message)
        dialog.dismiss()

    tab.page.on("dialog", listen)
    with near(hostile) as address:
        for path in PAGES[1], PAGES[5], PAGES[6], PAGES[8], PAGES[9], PAGES[10]:
            tab.page.goto(address + path, wait_until="networkidle")
            assert tab.page.evaluate("window.xevil") is None, path
            assert tab.page.locator("xevil, [xevil], [onxevil], [onerror], [onload]").count() == 0, path
    assert heard == []
