"""Documents that are given to hurt: bombs, entities, scripts, names that lead elsewhere, addresses within."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.serve.security.asking import listener
from tests.serve.security.test_hostile import HOSTILE, judged

from ctkg.serve import Settings
from ctkg.serve.composition import make

TOKEN = "a-token-that-only-tests-know"
WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{}</w:t>'
    "</w:r></w:p></w:body></w:document>"
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


@pytest.fixture(scope="module")
def writer(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server that takes documents to look at; nothing is kept here, so the demo's store will do."""
    link = tmp_path_factory.mktemp("uploads") / "ctkg.store"
    link.symlink_to(demo_store.resolve(), target_is_directory=True)
    settings = Settings(store=link, write=True, token=TOKEN, by="Tester", body=5_000_000, fetch=True)
    headers = {"authorization": f"Bearer {TOKEN}", "accept": "text/html"}
    with TestClient(make(settings), base_url="http://127.0.0.1", headers=headers) as made:
        yield made


def packed(document: str, *, padding: int = 0) -> bytes:
    """A Word document, with ``padding`` megabytes of blanks in its XML."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", TYPES)
        parts.writestr("_rels/.rels", RELATIONS)
        with parts.open("word/document.xml", "w") as part:
            for _ in range(padding):
                part.write(b" " * 1_000_000)
            part.write(document.encode())
    return file.getvalue()


def given(writer: TestClient, name: str, data: bytes) -> str:
    """The page that tells what came of an upload."""
    answer = writer.post("/add/document", data={"way": "upload"}, files={"files": (name, data)})
    assert answer.status_code == 200, answer.text[:300]
    judged(answer.text, name, fast=True)
    return answer.text


def test_a_document_is_read(writer: TestClient) -> None:
    said = "Vienna, 4 March 2021 - The OSCE and UNODC organized a workshop in Tashkent on 2 March 2021."
    assert "Tashkent" in given(writer, "fine.docx", packed(WORD.format(said)))


def test_a_bomb_is_not_unpacked(writer: TestClient) -> None:
    page = given(writer, "bomb.docx", packed(WORD.format("Words."), padding=210))
    assert 'role="alert"' in page and "MB" in page
    assert writer.get("/health").status_code == 200


@pytest.mark.parametrize("name", ["entity.docx", "entity.html", "entity.xml"])
def test_entities_of_a_document_are_none(writer: TestClient, name: str) -> None:
    with listener() as (port, heard):
        head = f'<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY h SYSTEM "http://127.0.0.1:{port}/x">]>'
        text = head + WORD.format("Words &f; &h; of a document that is long enough to be one.")
        page = given(writer, name, packed(text) if name.endswith("docx") else text.encode())
        assert "root:" not in page and heard() == 0


def test_a_page_given_as_a_document_fetches_and_runs_nothing(writer: TestClient) -> None:
    with listener() as (port, heard):
        elsewhere = f"http://127.0.0.1:{port}/x"
        text = (
            f"<html><head><base href='{elsewhere}'><link rel=stylesheet href='{elsewhere}'>"
            f"<title>{HOSTILE}</title></head><body>"
            f"<img src='{elsewhere}'><iframe src='{elsewhere}'></iframe><script src='{elsewhere}'></script>"
            f"<p>On 2 March 2021 the OSCE organized a workshop in Tashkent. {HOSTILE}</p></body></html>"
        )
        given(writer, "page.html", text.encode())
        assert heard() == 0


NAMES = [
    "../../../../tmp/xevil.md",
    "..\\..\\xevil.md",
    "/etc/xevil.md",
    "a\x00b.md",
    "<xevil onxevil=1>.md",
    '"xevil="1.md',
    "x\r\nx-evil: 1.md",
    ".md",
    "x" * 400 + ".md",
    "\u202etxt.md",
]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_is_only_a_name(writer: TestClient, name: str, tmp_path: Path) -> None:
    before = sorted(Path("/tmp").glob("xevil*")), sorted(Path("/etc").glob("xevil*"))
    given(writer, name, b"On 2 March 2021 the OSCE organized a workshop in Tashkent.")
    assert before == (sorted(Path("/tmp").glob("xevil*")), sorted(Path("/etc").glob("xevil*")))


def test_too_much_is_refused(writer: TestClient) -> None:
    answer = writer.post("/add/document", data={"way": "upload"}, files={"files": ("big.md", b"x" * 6_000_000)})
    assert answer.status_code == 413
    files = [("files", (f"{number}.md", b"x")) for number in range(30)]
    assert writer.post("/add/document", data={"way": "upload"}, files=files).status_code == 400


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:PORT/", "http://localhost:PORT/", "http://[::1]:PORT/", "http://0x7f000001:PORT/",
     "http://2130706433:PORT/", "http://0.0.0.0:PORT/", "http://[::ffff:127.0.0.1]:PORT/", "file:///etc/passwd",
     "http://169.254.169.254/latest/meta-data/", "ftp://127.0.0.1:PORT/", "gopher://127.0.0.1:PORT/_x"],
)  # fmt: skip
def test_no_address_within_is_asked(writer: TestClient, address: str) -> None:
    with listener() as (port, heard):
        said = {"way": "address", "from": address.replace("PORT", str(port))}
        answer = writer.post("/add/document", data=said)
        assert answer.status_code == 200 and 'role="alert"' in answer.text
        assert "root:" not in answer.text and heard() == 0
