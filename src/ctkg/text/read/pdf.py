"""PDF: paragraphs, headings, items and rows of tables; page numbers, headers and footers left out.

Read by pypdf (the extra ``[read]``), which is pure Python and limits what a file may unpack to. Nothing is recognised
in pictures.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from ctkg.errors import CtkgError, UnreadableInput
from ctkg.model import Document, Source
from ctkg.text.read import blocks, encoding, extras, pdf_layout, pdf_runs, pdf_segments, properties, reader
from ctkg.text.read.pdf_runs import Shown
from ctkg.text.read.pdf_segments import Segment

MEDIA_TYPE = "application/pdf"
#: A document of more pages than this is refused.
MOST_PAGES = 1_000
#: What one stream may unpack to, in bytes, and how many parts it may have.
_LIMITS = {
    "zlib_maximum_output_length": 30_000_000,
    "lzw_maximum_output_length": 30_000_000,
    "run_length_maximum_output_length": 30_000_000,
    "maximum_declared_stream_length": 30_000_000,
    "stream_decoding_work_maximum_length": 100_000_000,
    "stream_parsing_work_maximum_count": 1_000_000,
}
_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_OCR = "recognise it first (for example with ocrmypdf), then read the result"


def parse(data: bytes, name: str) -> Document:
    """Read a PDF.

    Raises:
        UnreadableInput: it is damaged, needs a password, has too many pages, or no text (pictures only).
        MissingExtra: pypdf is not installed.
    """
    if not data:
        raise UnreadableInput("the file is empty", path=name)
    pypdf = extras.load("pypdf", extra="read", what="PDF", name=name)
    with _quiet(), pypdf.apply_configuration(**_LIMITS):
        try:
            opened = _opened(pypdf, data, name)
            shown, damaged = _pages(opened, name)
            titles, day = _stated(opened)
        except CtkgError:
            raise
        except Exception as error:  # a hostile file must not stop a build of other documents
            raise UnreadableInput(f"this is not a well-formed PDF: {_reason(error)}", path=name) from error
    notices = _notices(shown, damaged, name)
    segments = pdf_segments.without_furniture(shown)
    found = [block for block in pdf_layout.of(segments) if block.text]
    if not found:
        raise UnreadableInput("there is no text on these pages but headers and page numbers", path=name)
    text = encoding.normalise(blocks.join(found), name=name)
    title = properties.title([*titles, _largest(segments)], text)
    if any(" ".join(block.text.split()) == title for block in found[:3]):
        text = encoding.normalise(blocks.join(found, title), name=name)
    source = Source(media_type=MEDIA_TYPE, title=title, published=properties.day([day], text))
    return reader.document(text, name=name, source=source, notices=notices)


READER = reader.Reader(media_type=MEDIA_TYPE, suffixes=(".pdf",), parse=parse)


def _opened(pypdf: Any, data: bytes, name: str) -> Any:
    opened = pypdf.PdfReader(io.BytesIO(data), strict=False)
    # Many files are encrypted with an empty password, which every program opens.
    if opened.is_encrypted and not opened.decrypt(""):
        raise UnreadableInput("this PDF needs a password; save it without", path=name)
    pages = len(opened.pages)
    if not pages:
        raise UnreadableInput("this PDF has no page", path=name)
    if pages > MOST_PAGES:
        raise UnreadableInput(f"{pages} pages are too many for one document (limit {MOST_PAGES}); split it", path=name)
    return opened


def _pages(opened: Any, name: str) -> tuple[list[Shown], list[str]]:
    """What every page shows, and for each that is damaged its number and why; such a page shows nothing."""
    budget, fonts = pdf_runs.Budget(name), pdf_runs.Fonts()
    shown, damaged = [], []
    for number, page in enumerate(opened.pages, 1):
        try:
            shown.append(pdf_runs.of(page, budget, fonts))
        except CtkgError:
            raise
        except Exception as error:  # the parser raises whatever its parts raise
            shown.append(Shown())
            damaged.append(f"{number} ({_reason(error)})")
    return shown, damaged


def _notices(shown: Sequence[Shown], damaged: Sequence[str], name: str) -> tuple[str, ...]:
    """What of the pages is not read.

    Raises:
        UnreadableInput: nothing of them is, or hardly anything.
    """
    letters = sum(len(run.text.strip()) for page in shown for run in page.runs)
    unreadable = sum(page.unreadable for page in shown)
    if damaged and not letters:
        raise UnreadableInput(f"no page of this PDF can be read: page {'; '.join(damaged[:3])}", path=name)
    if unreadable > max(20, letters // 4):
        raise UnreadableInput(f"the fonts of this PDF do not say which letters they show; {_OCR}", path=name)
    if not letters:
        raise UnreadableInput(f"this PDF has pictures of text, or nothing, but no text; {_OCR}", path=name)
    notices = []
    if damaged:
        notices.append(f"damaged pages are left out: {'; '.join(damaged)}")
    if unreadable:
        notices.append(f"{unreadable} letters of fonts that do not say which they are are left out")
    empty = [number for number, page in enumerate(shown, 1) if not page.runs]
    if len(empty) > len(damaged):
        notices.append(f"pages without text (pictures?): {', '.join(map(str, empty))}")
    rightward = sum(bool(_RIGHT_TO_LEFT.search(run.text)) for page in shown for run in page.runs)
    if rightward * 5 > sum(len(page.runs) for page in shown):
        notices.append("this PDF runs from right to left; its words may be out of order")
    return tuple(notices)


def _stated(opened: Any) -> tuple[list[str], str]:
    """Titles and day that the properties state; nothing where they are damaged."""
    try:
        stated = opened.metadata or {}
        day = _DATE.match(str(stated.get("/CreationDate") or ""))
        return [str(stated.get("/Title") or "")], "-".join(day.groups()) if day else ""
    except Exception:  # damaged properties are as good as none
        return [], ""


def _largest(pages: Sequence[Sequence[Segment]]) -> str:
    """The words in the largest letters of the first page, where they are larger than the rest."""
    first = [segment for segment in pages[0] if len(segment.text) > 3] if pages else []
    if not first:
        return ""
    size = max(segment.size for segment in first)
    usual = sorted(segment.size for segment in first for _ in segment.text)
    if size < 1.15 * usual[len(usual) // 2]:
        return ""
    return " ".join(segment.text for segment in first if segment.size > 0.98 * size)


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:120]}"


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the parser's own warnings, of which there is one for every fault of a file."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)
