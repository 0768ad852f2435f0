"""Files, folders, kinds of input, and what must hold for any bytes."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ctkg import registry
from ctkg.errors import CtkgError, UnreadableInput, UsageError
from ctkg.model import Document, Source
from ctkg.text.extract import extract
from ctkg.text.read import LIMIT, check_ids, discover, languages, read, read_bytes, readers

NAMES = st.sampled_from(["a.txt", "b.md", "c.html", "d.pdf", "e.docx", "f.eml"])
PIECES = [
    "---\n",
    "title: x\n",
    "id: y\n",
    "# ",
    "- ",
    "1. ",
    "> ",
    "\n\n",
    "<p>",
    "</p>",
    "<table>",
    "<tr><td>",
    "<li>",
    "<a href=x>",
    "&amp;",
    "&#0;",
    "**",
    "[a](b)",
    "word ",
    "\nСлово. ",
    "́",
    "\u202e",
    "`",
    "<!--",
    "Subject: x\n",
    "\nContent-Type: text/html\n\n",
    "%PDF-1.7\n",
    "1 0 obj << /Type /Page /Contents 1 0 R >> endobj ",
    "OSCE and UNODC organized a workshop in Vienna on 12 May 2021. ",
    "<![CDATA[",
    "]]>",
]
MARKUP = st.lists(st.sampled_from([*PIECES, "| a |\n"]), max_size=30).map(lambda parts: "".join(parts).encode())


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=400), MARKUP, st.text(max_size=200).map(str.encode)), NAMES)
@example(b"\xff\xfe", "a.txt")
@example(b"\xff\xfe\x00\xd8", "a.txt")
@example(b"---\ntitle: x\n---\n&#8;", "b.md")
def test_any_bytes_give_a_document_or_a_clear_error(data: bytes, name: str) -> None:
    try:
        document = read_bytes(data, name=name)
    except CtkgError as error:
        assert error.path == name and error.message
        return
    assert document.text.strip()
    assert unicodedata.is_normalized("NFC", document.text)
    assert not set(document.text) & {"\r", "\0", "\x08"}
    assert read_bytes(data, name=name) == document
    for statement in extract(document):
        for evidence in statement.evidence:
            assert evidence.span is None or document.slice(evidence.span) == evidence.quote


def test_plain_text_stands_as_it_is() -> None:
    document = read_bytes(b"Title line\nThe words are of no kind.\n", name="some/000_ab.txt")
    assert (document.id, document.text) == ("000_ab", "Title line\nThe words are of no kind.\n")
    assert document.source.title == ""


def test_offsets_of_right_to_left_text_count_code_points() -> None:
    text = "عقدت ورشة العمل في عمّان يوم 5 مايو 2021."
    document = read_bytes(text.encode(), name="a.txt")
    assert document.text == unicodedata.normalize("NFC", text)


def test_one_line_of_five_megabytes() -> None:
    assert len(read_bytes(b"word " * 1_000_000, name="a.txt").text) == 5_000_000


@pytest.mark.parametrize(("name", "says"), [("a.xyz", "unknown kind of file '.xyz'"), ("a", "unknown kind of file ''")])
def test_an_unknown_kind(name: str, says: str) -> None:
    with pytest.raises(UnreadableInput, match=says):
        read_bytes(b"words", name=name)


def test_the_media_type_goes_before_the_suffix() -> None:
    assert read_bytes(b"**bold**", name="a.txt", media_type="text/markdown").text == "bold"
    with pytest.raises(UnreadableInput, match="no reader for 'image/png'"):
        read_bytes(b"x", name="a.txt", media_type="image/png")


def test_a_file_of_100_mb_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as stream:
        stream.truncate(100_000_000)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("the file was opened"))
    with pytest.raises(UnreadableInput, match="100 MB is too large"):
        read(huge)


def test_bytes_over_the_limit_are_refused() -> None:
    with pytest.raises(UnreadableInput, match="too many"):
        read_bytes(b" " * (LIMIT + 1), name="a.txt")


def test_what_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(UnreadableInput, match="is a folder"):
        read(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnreadableInput, match="not a regular file"):
        read(tmp_path / "pipe.txt")
    with pytest.raises(UnreadableInput, match="cannot be a path"):
        read("a\0.txt")


def test_permission_denied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Root may read any file, so the refusal of the system is played.
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text("words")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableInput, match="permission denied"):
        read(tmp_path / "a.txt")


def test_folders_are_searched_at_any_depth(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "sub/c.HTML", "sub/.hidden.md", ".git/d.md", "sub/table.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    (tmp_path / "sub/loop").symlink_to(tmp_path, target_is_directory=True)
    found = discover([tmp_path / "sub/c.HTML", tmp_path, tmp_path / "a.txt", "missing.txt"])
    names = [path.relative_to(tmp_path).as_posix() if path.is_absolute() else str(path) for path in found]
    assert sorted(names) == ["a.txt", "b.md", "missing.txt", "sub/c.HTML"]
    assert found == sorted(found, key=Path.as_posix)


def test_a_folder_without_documents(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("a,b")
    with pytest.raises(UnreadableInput, match="no document in this folder"):
        discover([tmp_path])


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("000_ee18d08d9af25b2d.txt", "000_ee18d08d9af25b2d"),
        ("My report (2019).txt", "my-report-2019"),
        ("Алматы.txt", "Алматы"),
        ("Cafe\u0301.txt", "Café"),
        ("...txt", None),
    ],
)
def test_the_id_is_the_stem_or_its_slug(name: str, identifier: str | None) -> None:
    found = read_bytes(b"words", name=name, media_type="text/plain").id
    assert found == identifier if identifier else found and "." not in found


def test_ids_used_twice_are_found_in_any_order() -> None:
    documents = [Document(id="same", source=Source(path=path), text="x") for path in ("b.md", "a.md", "c.md")]
    other = Document(id="other", source=Source(path="d.md"), text="x")
    failures = check_ids([*documents, other])
    assert failures == check_ids([other, *reversed(documents)])
    assert [failure.path for failure in failures] == ["b.md", "c.md"]
    assert all("a.md" in failure.message and "'same'" in failure.message for failure in failures)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The workshop was organised by the Mission with the support of the Government, and was held in Skopje.", "en"),
        (
            "Le séminaire est organisé par la Mission avec le soutien des autorités, et dans le cadre du programme.",
            "fr",
        ),
        ("Семинар был организован Миссией при поддержке правительства и прошёл в городе Алматы для экспертов.", "ru"),
        ("Ang pagsasanay ay ginanap ng Misyon noong Lunes kasama ang mga opisyal ng pulisya.", ""),
        ("Too short", ""),
    ],
)
def test_language_of_a_text_that_states_none(text: str, tag: str) -> None:
    assert languages.guess(text) == tag


def test_a_reader_of_another_package_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "plugins", lambda _: {"bad": print})
    readers.cache_clear()
    with pytest.raises(UsageError, match="'bad'"):
        readers()
    readers.cache_clear()
