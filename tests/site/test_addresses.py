"""Paths follow from IRIs alone, and no file system takes two of them for one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctkg.iris import CONCEPT, ID, term
from ctkg.site import addresses

SAFE = re.compile(r"[a-z0-9][a-z0-9_-]*")
LAST = re.compile(r"[a-z0-9_-]*(?:~[0-9a-f]{8})?\.html")
DEVICES = {"con", "prn", "aux", "nul", "com1", "lpt9"}


@pytest.mark.parametrize(
    ("iri", "path"),
    [
        (ID + "event/skopje-2019/1", "id/event/skopje-2019/1.html"),
        (CONCEPT + "threat/act-bombing", "concept/threat/act-bombing.html"),
        (ID + "state/KZ", "id/state/kz~146534af.html"),
        (ID + "organization/con", "id/organization/con~006d4272.html"),
        (ID + "document/release.html", "id/document/release-html~980a4325.html"),
        (ID + "person/анна/оон", "id/person/~ba4121c6.html"),
    ],
)
def test_a_path_reads_as_the_iri_where_it_can(iri: str, path: str) -> None:
    assert addresses.page(iri) == path


@given(st.lists(st.text(), min_size=1, max_size=4), st.sampled_from(("event/", "state/", "../", "")))
def test_a_path_is_safe_whatever_the_iri(parts: list[str], kind: str) -> None:
    path = addresses.page(ID + kind + "/".join(parts))
    *folders, last = path.split("/")
    assert all(SAFE.fullmatch(folder) and folder not in DEVICES for folder in folders)
    assert LAST.fullmatch(last) and last.removesuffix(".html") not in DEVICES
    assert len(path) < 200


@given(st.from_regex(r"[a-zA-Z0-9./~-]{1,12}", fullmatch=True), st.from_regex(r"[a-zA-Z0-9./~-]{1,12}", fullmatch=True))
def test_two_nodes_never_share_a_path_even_where_case_is_not_seen(one: str, other: str) -> None:
    if one != other:
        assert addresses.page(f"{ID}event/{one}").lower() != addresses.page(f"{ID}event/{other}").lower()


def test_further_pages_collide_with_no_other() -> None:
    assert addresses.page(ID + "state/KZ", 2) == "id/state/kz~146534af~2.html"
    assert addresses.page(ID + "event/a", 12) == addresses.numbered("id/event/a.html", 12) == "id/event/a~12.html"


def test_classes() -> None:
    assert addresses.class_page(term("TrainingActivity")) == "class/training-activity.html"
    assert addresses.class_page("http://www.w3.org/2004/02/skos/core#Concept") == "class/skos-concept.html"


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "https://",
        "https://a b",
        "https://[",
        "file:///x",
        "ftp://x",
    ],
)
def test_only_addresses_of_the_web_become_links(text: str) -> None:
    assert addresses.outside(text) == ""
    assert addresses.outside("https://example.org/a?b=c#d") == "https://example.org/a?b=c#d"
