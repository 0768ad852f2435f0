"""Whatever stands in the store is text on a page: never markup, never a script, never an address that runs."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

import html5rdf
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad
from tests.site.reading import Page, read

from ctkg import site
from ctkg.graph.store import open_store
from ctkg.iris import ID, PREFIXES, graph, term
from ctkg.site.rendering import clean

ATTACKS = (
    "<script>alert(1)</script>",
    "</title><script src=//evil.example></script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    'https://evil.example/"onclick="alert(1)',
    "{{ 7*7 }}{% raw %}",
    "]]></bdi></main><!--",
    "\u202egnp.exe\u2066\u200f",
    "\x01\x0b\ufffe\u2028",
    "&lt;b&gt; &amp; &#60;",
    "</script><svg onload=alert(1)>",
)
ANY = st.one_of(st.sampled_from(ATTACKS), st.text(st.characters(codec="utf-8"), max_size=30))
LABEL = PREFIXES["rdfs"] + "label"
TAGS = set(
    re.findall(
        r"\w+",
        """html head meta title link body a header div img bdi nav ul ol li form label input button
        main section h1 h2 h3 p span code dl dt dd footer figure blockquote mark figcaption table
        thead tbody tr th td time svg rect text script noscript""",
    )
)


def quads(label: str, sentence: str, address: str, language: str) -> list[Quad]:
    document, event, body = (ID + each for each in ("document/d", "event/d/1", "organization/o"))
    passage, claim = ID + "passage/d/0-9", ID + "claim/d/1"

    def quad(subject: str, predicate: str, value: str | Literal, name: str) -> Quad:
        thing = value if isinstance(value, Literal) else NamedNode(value)
        return Quad(NamedNode(subject), NamedNode(predicate), thing, NamedNode(name))

    said, why, both = graph("document", "d"), graph("evidence", "d"), graph("resolution")
    kind, number = PREFIXES["rdf"] + "type", NamedNode(PREFIXES["xsd"] + "integer")
    return [
        quad(document, kind, term("SourceDocument"), said),
        quad(document, LABEL, Literal(label), said),
        quad(document, term("sourceAddress"), Literal(address), said),
        quad(document, PREFIXES["dcterms"] + "language", Literal(language), said),
        quad(event, kind, term("Event"), said),
        quad(event, LABEL, Literal(label), said),
        quad(event, term("topicText"), Literal(sentence), said),
        quad(event, term("startDate"), Literal(label), said),
        quad(event, term("hasOrganizer"), body, said),
        quad(event, term("reportedIn"), document, said),
        quad(body, kind, term("Organization"), said),
        quad(body, LABEL, Literal(label, language="ar"), said),
        quad(body, PREFIXES["skos"] + "altLabel", Literal(sentence), said),
        quad(claim, kind, term("Claim"), why),
        quad(claim, term("claimSubject"), event, why),
        quad(claim, term("aboutEvent"), event, why),
        quad(claim, term("claimPredicate"), term("topicText"), why),
        quad(claim, term("claimValue"), Literal(sentence), why),
        quad(claim, term("firedRule"), Literal(label), why),
        quad(claim, term("doubtText"), Literal(label), why),
        quad(claim, term("stance"), ID + "stance/" + "asserted", why),
        quad(claim, term("hasEvidence"), passage, why),
        quad(passage, term("quotationText"), Literal(sentence), why),
        quad(passage, term("startOffset"), Literal("0", datatype=number), why),
        quad(passage, term("endOffset"), Literal("9", datatype=number), why),
        quad(ID + "organization/was", term("resolvedTo"), body, both),
        quad(ID + "organization/was", LABEL, Literal(label), both),
    ]  # fmt: skip


def judged(page: Page, path: str) -> None:
    assert {each.tag for each in page.elements} <= TAGS, path
    for element in page.elements:
        assert not any(name.startswith("on") or name in ("style", "srcset") for name in element.attributes)
        if element.tag == "script":
            assert element.attributes.get("src", "").startswith("assets/") and path == "search.html"
        if element.tag in ("img", "link"):
            assert "assets/" in element.attributes.get("src", "") + element.attributes.get("href", "")
        target = element.attributes.get("href", "")
        assert target.startswith(("http://", "https://")) or ":" not in target.split("#")[0]
        if element.tag in ("title", "a"):
            assert not set("\u202e\u2066\u200f") & set(element.attributes.get("title", ""))


@given(label=ANY, sentence=ANY, address=ANY, language=ANY)
@example(label=ATTACKS[0], sentence=ATTACKS[2], address=ATTACKS[5], language=ATTACKS[3])
@example(label=ATTACKS[1], sentence=ATTACKS[7], address=ATTACKS[4], language="de-DE")
@example(label=ATTACKS[8], sentence=ATTACKS[9], address="https://example.org/", language="x")
@settings(max_examples=12, deadline=None)
def test_a_hostile_value_is_nothing_but_text(label: str, sentence: str, address: str, language: str) -> None:
    store = open_store(None)
    store.load(quads(label, sentence, address, language))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "public"
        site.write(store, folder, options=site.Options(title=label or "x"))
        for file in sorted(folder.rglob("*.html")):
            text = file.read_bytes().decode("utf-8")
            path = file.relative_to(folder).as_posix()
            judged(read(text), path)
            parser = html5rdf.HTMLParser()
            parser.parse(text)
            assert parser.errors == [], path
        event = read((folder / "id/event/d/1.html").read_bytes().decode("utf-8"))
        assert " ".join(clean(sentence).split()) in event.words
        assert " ".join(clean(label).split()) in event.words
        for file in folder.rglob("names/*.js"):
            script = file.read_text(encoding="ascii")
            assert "<" not in script
            key, rows = json.loads("[" + script.removeprefix("ctkgNames(").removesuffix(");\n") + "]")
            assert all(row[0].startswith("id/") for row in rows) and key
