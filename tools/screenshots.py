"""Takes the pictures of the workbench in docs/images: ``python tools/screenshots.py [NAME ...]``, in Debian's Chromium.

Builds the demonstration into a temporary folder, serves it, and looks at its pages as a visitor does.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "images"
TOKEN = "a-token-of-pictures"


def nothing(page: Page) -> None:
    """The page as it comes."""


def evidence(page: Page) -> None:
    """A passage with its card."""
    page.locator("main a.seg").first.hover()


def answer(page: Page) -> None:
    """The answer to the query in the editor."""
    page.get_by_role("button", name="Run").first.click()
    page.wait_for_timeout(1500)


class Picture(NamedTuple):
    """A page, what is done there first, and in which window."""

    path: str
    act: Callable[[Page], None] = nothing
    width: int = 1280
    height: int = 860
    scheme: str = "light"


PICTURES = {
    "home": Picture("/"),
    "search": Picture("/search?q=border+security"),
    "event": Picture("/id/event/osce-2014-astana-explosives/1"),
    "instrument": Picture("/id/instrument/ilo-bombings-1997"),
    "document": Picture("/id/document/osce-2014-astana-explosives", evidence),
    "explore": Picture("/explore?node=https%3A%2F%2Fw3id.org%2Fctkg%2Fid%2Fevent%2Fosce-2014-astana-explosives%2F1"),
    "network": Picture("/network"),
    "timeline": Picture("/timeline"),
    "map": Picture("/map"),
    "query": Picture("/query?name=CQ07", answer),
    "add-document": Picture("/add/document"),
    "add-entry": Picture("/add/entry/workshop"),
    "review": Picture("/review"),
    "ontology": Picture("/ontology/Workshop"),
    "phone-dark": Picture("/id/event/osce-2014-astana-explosives/1", width=380, height=780, scheme="dark"),
}


def take(browser: Browser, address: str, name: str) -> None:
    """One picture."""
    picture = PICTURES[name]
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme=picture.scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(f"{address}/login?token={TOKEN}")
    page.goto(address + picture.path)
    page.wait_for_timeout(1200)  # layouts come to rest
    picture.act(page)
    page.screenshot(path=TARGET / f"{name}.png")
    context.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(PICTURES)}; all by default")
    parser.add_argument("--store", type=Path, help="a copy of this store instead of the demonstration")
    given = parser.parse_args()
    if unknown := set(given.names) - set(PICTURES):
        parser.error(f"no picture is called {', '.join(sorted(unknown))}")
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "ctkg.store"
        if given.store:
            subprocess.run(["cp", "-r", str(given.store), str(store)], check=True)
        else:
            words = ["build", str(ROOT / "data" / "documents"), "--store", str(store)]
            subprocess.run([sys.executable, "-m", "ctkg", *words], check=True)
        words = ["serve", "--store", str(store), "--port", "0", "--write", "--by", "A. Analyst", "--token", TOKEN]
        server = subprocess.Popen(
            [sys.executable, "-m", "ctkg", *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip().rstrip("/")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
                for name in given.names or PICTURES:
                    take(browser, address, name)
                    print(TARGET / f"{name}.png")
                browser.close()
        finally:
            server.terminate()
            server.wait(15)
    return 0


if __name__ == "__main__":
    sys.exit(main())
