"""Entry forms on the web, as a browser without scripts uses them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.serve.conftest import TOKEN
from tests.serve.writing.page_forms import form as form_of
from tests.serve.writing.page_forms import read as page_of
from tests.serve.writing.page_forms import words

from ctkg import forms
from ctkg.errors import UnreadableInput
from ctkg.forms import yaml_form
from ctkg.serve import Settings, application
from ctkg.serve.pages.entering import pasting
from ctkg.serve.pages.entering.sheet import blank, changed, read, values
from ctkg.serve.pages.entering.yaml_text import written

WORKSHOP = "/add/entry/workshop"
#: An entry that nothing is wrong with, as inputs of its page.
SOUND = {
    "title:1": "Fictional workshop on forms",
    "start:1": "2031-05-06",
    "organizers:1": "OSCE",
    "source:1?": "title",
    "source:1/title:1": "Fictional note on a workshop",
    "source:1/publisher:1": "OSCE",
}


@pytest.fixture(scope="module")
def writing_client(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """One application for all tests here: what it has learnt of its store need not be learnt again."""
    store = tmp_path_factory.mktemp("entering") / "ctkg.store"
    shutil.copytree(demo_store, store, ignore=shutil.ignore_patterns("readers"))
    headers = {"authorization": f"Bearer {TOKEN}"}
    made = application(Settings(store=store, write=True, token=TOKEN, by="Tester"))
    with TestClient(made, base_url="http://127.0.0.1", headers=headers) as client:
        yield client


def acts(client: TestClient) -> int:
    """How many acts there are."""
    return client.get("/acts").text.count("Look at it")


def entered(kind: str, text: str) -> forms.Filled:
    (found,) = forms.read(text.encode(), name="test", form="yaml")
    return found


def test_what_is_typed_of_every_kind_gives_the_triples_of_its_form(client: TestClient) -> None:
    for form in forms.kinds():
        text = forms.example(form.kind)
        (tree,) = yaml_form.entries(text.encode(), "test")
        typed = pasting.typed(form, tree)
        theirs, ours = entered(form.kind, text), entered(form.kind, written(read(form, typed)).text)
        assert ours.quads == theirs.quads and ours.quads, form.kind
        assert not ours.problems


def test_every_page_sends_what_stands_on_it(writing_client: TestClient) -> None:
    for form in forms.kinds():
        path = f"/add/entry/{form.kind}"
        sent = form_of(writing_client.get(path + "?example").text, path)
        assert values(read(form, sent.values)) == values(read(form, pasting.example(form)))


@settings(max_examples=40)
@given(
    text=st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=60),
    more=st.lists(
        st.sampled_from(["", "x", "a: b", "# no", "- no", "null", "~", "'", '"', "\u2028", "é\u0301"]), max_size=4
    ),
)
def test_any_text_comes_through_or_is_refused_in_its_place(text: str, more: list[str]) -> None:
    form = forms.form("workshop")
    sheet = read(form, {"id": "x", "title:1": text, **{f"place:{n}": each for n, each in enumerate(more, start=1)}})
    found = written(sheet)
    try:
        (tree,) = yaml_form.entries(found.text.encode(), "test")
    except UnreadableInput as error:
        assert "control character" in error.message and found.places[error.line or 0] in ("title:1", "place:1")
        return
    again = values(read(form, pasting.typed(form, tree)))
    assert again.get("title:1", "") == text.replace("\r\n", "\n").strip()
    places = [value for name, value in again.items() if name.startswith("place:") and not name.endswith("?") and value]
    assert places == [each for each in more if each.strip()]


def test_values_come_and_go_without_scripts(writing_client: TestClient) -> None:
    def press(what: str, sent: dict[str, str]) -> dict[str, str]:
        answer = writing_client.post(WORKSHOP, data={**sent, "do": what})
        assert answer.status_code == 200 and "draft=" in str(answer.url)
        return form_of(answer.text, WORKSHOP).values

    sent = press("add organizers name", {"organizers:1": "OSCE"})
    assert sent["organizers:1"] == "OSCE" and sent["organizers:2?"] == "name"
    sent = press("add organizers words", sent | {"organizers:2/name:1": "Fictional body"})
    assert "organizers:3?" in sent  # no words of the source are taken here, so that it is a name
    sent = press("remove organizers:1", sent)
    assert sent["organizers:1/name:1"] == "Fictional body" and "organizers:3?" not in sent


def test_what_was_typed_goes_over_to_the_other_way() -> None:
    form = forms.form("workshop")
    sheet, goes_to = changed(form, {"quotes:1?": "words", "quotes:1/speaker:1": "Ada"}, "add quotes:1/speaker person")
    assert values(sheet)["quotes:1/speaker:1/person:1"] == "Ada"
    assert goes_to == "f-quotes-1--speaker-1--person-1"


def test_an_empty_page_says_what_is_needed_beside_the_fields(writing_client: TestClient) -> None:
    answer = writing_client.post(WORKSHOP, data={"do": "check", "title:1": "Something fictional", "days:1": "many"})
    page, text = page_of(answer.text), words(answer.text)
    assert "4 things to mend" in text
    assert "'many' is no whole number; write digits alone" in text
    for anchor in ("f-days-1-said", "f-start-said", "f-organizers-said", "f-source-said"):
        assert anchor in page.ids
    links = [each.partition('"')[0] for each in answer.text.split('href="#')[1:]]
    assert {"f-days-1", "f-start", "f-organizers", "f-source"} <= set(links)
    assert set(links) - {"main"} <= set(page.ids)
    assert form_of(answer.text, WORKSHOP).values["days:1"] == "many"


def test_refused_mended_added_taken_back(writing_client: TestClient) -> None:
    before = acts(writing_client)
    wrong = SOUND | {"start:1": "2031-13-45", "organizers:2": "Nobody of this name", "said-reason": "a test"}
    refused = writing_client.post(WORKSHOP, data=wrong | {"do": "enter"})
    assert "2 things to mend" in words(refused.text) and "nothing is called 'Nobody of this name'" in words(
        refused.text
    )
    assert acts(writing_client) == before
    sent = form_of(refused.text, WORKSHOP).values
    assert sent["id"] == "fictional-workshop-on-forms-2031-13-45" and sent["said-reason"] == "a test"
    mended = writing_client.post(WORKSHOP, data=sent | {"start:1": "2031-05-06", "organizers:2": "", "do": "check"})
    assert "This can be added" in words(mended.text) and "statements would be new" in words(mended.text)
    assert acts(writing_client) == before
    sent = form_of(mended.text, WORKSHOP).values
    done = writing_client.post(WORKSHOP, data=sent | {"do": "enter"})
    assert done.url.path.startswith("/acts/") and "Done: added fictional-workshop-on-forms" in words(done.text)
    assert "/id/event/fictional-workshop-on-forms-2031-05-06/1" in done.text
    name = done.url.path.rpartition("/")[2]
    undone = writing_client.post(f"/acts/{name}/undo", data={"reason": "only a test"})
    assert "took back: added fictional-workshop-on-forms" in words(undone.text)
    assert "taken back" in words(writing_client.get("/acts").text)
    twice = writing_client.post(f"/acts/{name}/undo", headers={"accept": "text/html"})
    assert twice.status_code == 400 and "undone already" in words(twice.text)


def test_a_likely_duplicate_is_asked_about(writing_client: TestClient) -> None:
    typed = pasting.example(forms.form("workshop"))
    asked = writing_client.post(WORKSHOP, data=typed | {"do": "enter"})
    assert "The graph has something like it" in words(asked.text) and 'name="likely"' in asked.text
    sent = form_of(asked.text, WORKSHOP).values
    done = writing_client.post(WORKSHOP, data=sent | {"do": "enter", "likely": "distinct"})
    assert "Done: added fictional-workshop" in words(done.text)
    assert "split" in words(writing_client.get("/acts").text)
    again = writing_client.post(WORKSHOP, data=typed | {"title:1": "Another title", "do": "check"})
    assert "take its place" in words(again.text) and 'name="replace"' in again.text


def test_pasted_forms_are_opened_and_tables_are_told_of(writing_client: TestClient) -> None:
    opened = writing_client.post("/add/pasted", data={"format": "yaml", "text": forms.example("treaty-action")})
    assert opened.url.path == "/add/entry/treaty-action"
    assert form_of(opened.text, opened.url.path).values["treaty:1"] == "Beijing Convention"
    text = "id,kind,start,organizers,source.title\na,workshop,2031-02-03,OSCE,Fictional note\nb,workshop,2031,,\n"
    told = writing_client.post("/add/pasted", data={"format": "csv", "text": text})
    assert "1 refused: nothing is added until all are sound" in words(told.text) and "line 3" in words(told.text)
    sent = form_of(told.text, "/add/pasted").values
    assert sent["text"] == text
    mended = writing_client.post("/add/pasted", data=sent | {"text": "\n".join(text.split("\n")[:2])})
    assert "1 would be added" in words(mended.text)
    done = writing_client.post("/add/pasted", data=form_of(mended.text, "/add/pasted").values | {"do": "enter"})
    assert "Done: added a" in words(done.text)
    broken = writing_client.post("/add/pasted", data={"format": "ttl", "text": "<script>alert(1)</script>"})
    assert "This cannot be read" in words(broken.text) and "<script>alert" not in broken.text


def test_what_is_begun_is_kept(writing_client: TestClient) -> None:
    saved = writing_client.post(WORKSHOP, data={"title:1": "A fictional start", "do": "save"}).json()
    assert "A fictional start" in words(writing_client.get("/add").text)
    page = writing_client.get(f"{WORKSHOP}?draft={saved['draft']}")
    assert form_of(page.text, WORKSHOP).values["title:1"] == "A fictional start"
    assert "not kept any more" in words(writing_client.get(f"{WORKSHOP}?draft=unknown").text)
    writing_client.post(WORKSHOP, data={"draft": saved["draft"], "do": "discard"})
    assert "A fictional start" not in words(writing_client.get("/add").text)


@pytest.mark.parametrize(
    ("kind", "name", "typed", "first"),
    [
        ("workshop", "organizers", "osce", "id/organization/osce"),
        ("workshop", "place", "kazak", "id/territory/KZ"),
        ("workshop", "speakers.body", "unodc", "id/organization/unodc"),
        ("attack", "threats", "infra", "concept/threat/act-infrastructure-attack"),
    ],
)
def test_names_are_completed_by_what_the_field_takes(
    client: TestClient, kind: str, name: str, typed: str, first: str
) -> None:
    found = client.get("/api/v1/complete", params={"kind": kind, "field": name, "q": typed}).json()["names"]
    assert f"https://w3id.org/ctkg/{first}" in [each["iri"] for each in found]
    for text in ("", "a", '"*-', "x" * 900):
        assert client.get("/api/v1/complete", params={"kind": kind, "field": name, "q": text}).status_code == 200
    assert client.get("/api/v1/complete", params={"kind": kind, "field": "nothing"}).status_code == 404


def test_a_server_for_reading_tells_how_to_write(client: TestClient) -> None:
    for path in ("/add", "/add/entry", WORKSHOP):
        assert "ctkg serve --write" in client.get(path).text
    assert client.post(WORKSHOP, data={"do": "check"}).status_code == 403


def test_a_form_is_not_endless() -> None:
    form = forms.form("workshop")
    sheet = read(form, {f"place:{number}": "x" for number in range(1, 999)})
    assert len(next(group for group in sheet.groups if group.field.name == "place").slots) == 100
    deep = "organizers:1" + "/part_of:1" * 9 + "/name:1"
    assert not values(read(form, {deep: "x"}))["organizers:1"]
    assert blank(form).empty
