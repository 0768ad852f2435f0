"""Bytes to text: one encoding at a time, never a guess that could turn one letter into another."""

from __future__ import annotations

import codecs
import re
import unicodedata

from ctkg.errors import UnreadableInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Encodings that a file may declare; Python knows others that are no encodings of text files.
_KNOWN = re.compile(
    r"utf-?8|us-ascii|(?:windows-|cp)125[0-8]|iso-?8859-(?:[2-9]|1[013-6])|koi8-[ru]|ibm866|cp866|macintosh"
    r"|gbk|gb2312|gb18030|big5|euc-jp|euc-kr|shift_jis|cp874"
)
#: What web and mail call Latin-1 or ASCII is Windows-1252 (WHATWG Encoding Standard, section 4.2).
_ALIASES = {"iso-8859-1": "windows-1252", "latin1": "windows-1252", "us-ascii": "windows-1252", "ascii": "windows-1252"}
_LINE_ENDS = re.compile("\r\n|[\r\v\f]")
#: What no XML 1.0 document can hold: most control characters, lone surrogates, two noncharacters.
_NEVER_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
#: More than one control character in this many characters is not text.
_CONTROL_SHARE = 100


def decode(data: bytes, *, name: str, declared: str = "") -> str:
    """The text of ``data``: by its byte order mark, else in the ``declared`` encoding, else UTF-8.

    Raises:
        UnreadableInput: it is empty or only space, holds NUL bytes, or is not in that encoding; line and column are
            those of the first bad byte.
    """
    if not data.strip():
        raise UnreadableInput("the file is empty", path=name)
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", declared or "utf-8"))
    data = data[len(mark) :]
    if b"\0" in data and not encoding.startswith(("utf-16", "utf-32")):
        raise UnreadableInput("this is not a text file (it holds NUL bytes)", path=name)
    if not mark and not _KNOWN.fullmatch(encoding):
        raise UnreadableInput(f"unknown encoding {encoding!r} declared; save the file as UTF-8", path=name)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, encoding, error, name) from None
    return normalise(text, name=name)


def normalise(text: str, *, name: str) -> str:
    """``text`` in NFC with LF line ends, no byte order mark; a stray control character becomes a space.

    Raises:
        UnreadableInput: nothing but space is left, or control characters are so many that this is no text.
    """
    text = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))
    cleaned, controls = _NEVER_TEXT.subn(" ", text)
    if controls > max(1, len(text) // _CONTROL_SHARE):
        found = _NEVER_TEXT.search(text)
        at = found.start() if found else 0
        line, column = position(text, at)
        message = f"this is not a text file ({controls} control characters, the first is U+{ord(text[at]):04X})"
        raise UnreadableInput(message, path=name, line=line, column=column)
    if not cleaned.strip():
        raise UnreadableInput("the file holds nothing but white space", path=name)
    return unicodedata.normalize("NFC", cleaned)


def meant(label: str) -> str:
    """The encoding that web pages and mails mean by ``label``."""
    label = label.strip().lower()
    return _ALIASES.get(label, label)


def marked(data: bytes, *, name: str, declared: str) -> bytes:
    """``data`` in UTF-8 with its mark, from the encoding that ``declared`` means; as it is where that is unknown.

    Raises:
        UnreadableInput: as :func:`decode`.
    """
    declared = meant(declared)
    if not _KNOWN.fullmatch(declared):
        return data
    return codecs.BOM_UTF8 + decode(data, name=name, declared=declared).encode()


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of a code point of ``text`` with LF line ends."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _undecodable(data: bytes, encoding: str, error: UnicodeDecodeError, name: str) -> UnreadableInput:
    before = _LINE_ENDS.sub("\n", data[: error.start].decode(encoding, errors="replace"))
    line, column = position(before, len(before))
    advice = "save the file as UTF-8"
    if encoding == "utf-8":
        advice = f"if it is {_likely(data)}, convert it: iconv -f {_likely(data)} -t UTF-8"
    message = f"not {encoding.upper()}: byte 0x{data[error.start]:02X}; {advice}"
    return UnreadableInput(message, path=name, line=line, column=column)


def _likely(data: bytes) -> str:
    """A hint for the message only: in Cyrillic code pages letters above 0xBF stand together, in Western ones alone."""
    high = len(re.findall(rb"[\xc0-\xff]", data))
    together = sum(map(len, re.findall(rb"[\xc0-\xff]{3,}", data)))
    return "WINDOWS-1251" if together * 2 > high else "WINDOWS-1252"
