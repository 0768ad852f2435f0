"""Answers that are kept, so that building again gives the same graph and costs nothing."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any


class Answers:
    """A folder of answers, one file each, named by the hash of what was asked, and where."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @staticmethod
    def key(address: str, body: dict[str, Any]) -> str:
        """Hash of an endpoint's address and all that is sent to it: model, prompt, text, facts, schema, seed."""
        packed = json.dumps([address.rstrip("/"), body], ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(packed.encode("ascii")).hexdigest()

    def get(self, key: str) -> str | None:
        """The answer kept under ``key``; None where there is none or its file is broken."""
        try:
            kept = json.loads(self._file(key).read_text(encoding="utf-8"))
            content = kept["content"] if kept["request"] == key else None
        except (OSError, ValueError, RecursionError, KeyError, TypeError):
            return None
        return content if isinstance(content, str) else None

    def put(self, key: str, content: str) -> bool:
        """Keep ``content``; False where it cannot be written."""
        file = self._file(key)
        beside = file.with_suffix(f".{os.getpid()}.part")
        try:
            beside.write_text(json.dumps({"request": key, "content": content}) + "\n", encoding="ascii")
            beside.replace(file)
        except OSError:
            beside.unlink(missing_ok=True)
            return False
        return True

    def _file(self, key: str) -> Path:
        return self._folder / f"{key}.json"
