"""Mails (.eml): subject, a blank line, and the words of the HTML or text part that are the sender's own.

Attachments are named in a notice and not read; quoted lines of another mail and the signature are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from ctkg.errors import UnreadableInput
from ctkg.model import Document, Source
from ctkg.text.read import blocks, encoding, html, identity, mail_text, reader
from ctkg.text.read.blocks import Block

if TYPE_CHECKING:
    from email.message import EmailMessage

MEDIA_TYPE = "message/rfc822"
#: Of a mail at least one of these is expected.
_FIELDS = ("from", "subject", "date", "received", "mime-version", "message-id")
_REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg|tr)\s*:\s*)+", re.IGNORECASE)
#: Local parts of addresses from which an institution writes and no person.
_DESKS = re.compile(
    r"(?:press|news|media|info|comm?s?|communications?|newsletter|no-?reply|donotreply|public|secretariat|contact|office"
    r"|spokes|presse|alerts?)(?:[^a-z].*|office|room|release|desk|service)?"
)
_BULK = ("list-id", "list-unsubscribe", "list-post")
_MOST_PARTS = 1_000

Found = TypeVar("Found")


def parse(data: bytes, name: str) -> Document:
    """Read a mail.

    Raises:
        UnreadableInput: it is no mail, encrypted, wrongly encoded, or has no text.
    """
    from email import message_from_bytes, policy

    if not data.strip():
        raise UnreadableInput("the file is empty", path=name)
    message = _safe(lambda: message_from_bytes(data, policy=policy.default), None)
    if message is None or not any(_field(message, key) for key in _FIELDS):
        raise UnreadableInput("this is not a mail (no From, Subject or Date at its top)", path=name)
    parts = _safe(lambda: list(_leaves(message)), None)
    if parts is None or len(parts) > _MOST_PARTS:
        raise UnreadableInput(f"this mail has too many parts (limit {_MOST_PARTS}), or they are broken", path=name)
    if any(part.get_content_type() in ("application/pkcs7-mime", "application/pgp-encrypted") for part in parts):
        raise UnreadableInput("this mail is encrypted; save it decrypted", path=name)
    attached = [filename for part in parts if (filename := _attached(part))]
    notices: tuple[str, ...] = ()
    if attached:
        notices = (f"attachments are not read: {', '.join(attached)}; give them as files",)
    found, quoted = _body([part for part in parts if not _attached(part)], name)
    if not found:
        raise UnreadableInput("; ".join(["this mail has no text of its own", *notices]), path=name)
    if quoted:
        notices += (f"{quoted} quoted lines of another mail are left out",)
    title = _REPLY.sub("", _field(message, "subject"), count=1)
    text = encoding.normalise(blocks.join(found, title), name=name)
    source = Source(
        media_type=MEDIA_TYPE,
        title=" ".join(title.split()),
        published=_day(message),
        publisher=_publisher(message),
        url=identity.address(_field(message, "archived-at").strip("<> ")),
    )
    return reader.document(text, name=name, source=source, notices=notices)


READER = reader.Reader(media_type=MEDIA_TYPE, suffixes=(".eml",), parse=parse)


def _safe(read: Callable[[], Found], otherwise: Found) -> Found:
    """What ``read`` gives; ``otherwise`` where the library stumbles over what no mailer would write."""
    try:
        return read()
    except Exception:  # the parser of headers raises whatever its parts raise
        return otherwise


def _field(message: EmailMessage, key: str) -> str:
    written = _safe(lambda: str(message.get(key) or ""), "")
    # Bytes that are no ASCII come as lone surrogates, which no text can hold.
    return " ".join(written.encode("utf-8", "replace").decode("utf-8").split())


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold something; a mail within the mail is one part."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        inner = part.get_payload() if part.is_multipart() else None
        if part.get_content_type() != MEDIA_TYPE and isinstance(inner, list):
            waiting.extend(reversed([one for one in inner if hasattr(one, "get_content_type")]))  # type: ignore[misc]
        else:
            yield part


def _attached(part: EmailMessage) -> str:
    """Name of an attachment; empty for a part of the mail itself, or a picture within its text."""
    kind = part.get_content_type()
    filename = _safe(lambda: part.get_filename() or "", "")
    filename = " ".join(filename.encode("utf-8", "replace").decode("utf-8").split())
    disposition = _safe(lambda: part.get_content_disposition() or "", "")
    if kind in ("text/plain", "text/html") and disposition != "attachment" and not filename:
        return ""
    if kind.startswith("image/") and (disposition == "inline" or part.get("content-id")):
        return ""
    if kind in ("application/pgp-signature", "application/pkcs7-signature", "message/delivery-status"):
        return ""
    return filename or f"one without a name ({kind})"


def _body(parts: list[EmailMessage], name: str) -> tuple[list[Block], int]:
    """Blocks of the mail, and how many quoted lines were left out.

    The HTML part marks paragraphs and tables, so it goes first where it holds at least half of what the text part does.
    """
    written: list[Block] = []
    quoted = 0
    refused: UnreadableInput | None = None
    for part in parts:
        if part.get_content_type() == "text/plain":
            try:
                more, lines = _plain(part, name)
            except UnreadableInput as error:
                refused = error
            else:
                written += more
                quoted += lines
    pages: list[Block] = []
    for part in parts:
        if part.get_content_type() == "text/html":
            try:
                pages += html.main_text(_decoded(part, name), name)
            except UnreadableInput as error:
                refused = refused or error
    if pages and _size(pages) * 2 >= _size(written):
        return pages, 0
    if not written and refused is not None:
        raise refused
    return written, quoted


def _plain(part: EmailMessage, name: str) -> tuple[list[Block], int]:
    flowed = _safe(lambda: str(part.get_param("format")), "").lower() == "flowed"
    glued = _safe(lambda: str(part.get_param("delsp")), "").lower() == "yes"
    return mail_text.blocks_of(_decoded(part, name), flowed=flowed, glued=glued)


def _decoded(part: EmailMessage, name: str) -> str:
    data: object = _safe(lambda: part.get_payload(decode=True), None)
    if not isinstance(data, bytes) or not data.strip():
        return ""
    charset = encoding.meant(_safe(lambda: part.get_content_charset("utf-8") or "utf-8", "utf-8"))
    # Many mailers say ASCII, or nothing, and mean UTF-8.
    if charset == "windows-1252" and not data.isascii() and _safe(lambda: bool(data.decode("utf-8")), False):
        charset = "utf-8"
    return encoding.decode(data, name=name, declared=charset)


def _size(found: list[Block]) -> int:
    return sum(len(block.text.split()) for block in found)


def _day(message: EmailMessage) -> str:
    moment = _safe(lambda: message["date"].datetime, None)
    return moment.date().isoformat() if moment is not None else ""


def _publisher(message: EmailMessage) -> str:
    """Who publishes by this mail: the organisation that is stated, or the sender of a list or of a desk; no person."""
    stated = _field(message, "organization") or _field(message, "organisation")
    if stated:
        return stated
    sender = _safe(lambda: message["from"].addresses[0], None)
    if sender is None:
        return ""
    shown = " ".join(str(sender.display_name).encode("utf-8", "replace").decode("utf-8").split())
    bulk = any(_field(message, key) for key in _BULK) or _field(message, "precedence").lower() in ("bulk", "list")
    return shown if shown and "@" not in shown and (bulk or _DESKS.fullmatch(sender.username.lower())) else ""
