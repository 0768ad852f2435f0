"""A folder is written whole or not at all, and nobody else's files are touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctkg.errors import UsageError
from ctkg.site.folder import LISTING, whole


def fill(target: Path, *paths: str, force: bool = False) -> None:
    with whole(target, force=force) as folder:
        for path in paths:
            folder.write(path, path)


def there(target: Path) -> set[str]:
    return {file.relative_to(target).as_posix() for file in target.rglob("*") if file.is_file()} - {LISTING}


def test_pages_of_a_former_run_go_and_other_files_stay(tmp_path: Path) -> None:
    target = tmp_path / "public"
    fill(target, "index.html", "id/old.html")
    (target / ".git").mkdir()
    (target / ".git" / "HEAD").write_text("ref")
    (target / "CNAME").write_text("example.org")
    fill(target, "index.html", "id/new.html")
    assert there(target) == {"index.html", "id/new.html", ".git/HEAD", "CNAME"}
    assert [each.name for each in tmp_path.iterdir()] == ["public"]


def test_a_page_goes_before_a_file_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine")
    fill(tmp_path, "index.html", force=True)
    assert (tmp_path / "index.html").read_text() == "index.html"


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(UsageError, match=r"no site of ctkg.*--force"):
        fill(tmp_path, "index.html")
    assert there(tmp_path) == {"thesis.txt"}
    fill(tmp_path, "index.html", force=True)
    assert there(tmp_path) == {"thesis.txt", "index.html"}


def test_a_file_and_a_link_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to(tmp_path)
    for name in ("file", "link"):
        with pytest.raises(UsageError, match="no folder"):
            fill(tmp_path / name, "index.html", force=True)


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_after_an_error_all_is_as_before(tmp_path: Path, error: type[BaseException]) -> None:
    target = tmp_path / "public"
    fill(target, "index.html")
    with pytest.raises(error), whole(target) as folder:
        folder.write("other.html", "")
        raise error
    assert there(target) == {"index.html"}
    assert [each.name for each in tmp_path.iterdir()] == ["public"]


def test_two_pages_never_share_a_path(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"two pages have the path a\.html"):
        fill(tmp_path / "public", "a.html", "a.html")
    assert not (tmp_path / "public").exists()
