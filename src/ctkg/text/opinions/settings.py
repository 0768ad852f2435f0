"""Which models are asked, and within which limits."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from ctkg.errors import MissingExtra, UsageError

#: Environment variable that holds the key of the endpoint; it stands in no setting, file or message.
KEY_VARIABLE = "CTKG_LLM_KEY"

_MODEL = re.compile(r"[\w.:/@+-]{1,100}")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionSettings:
    """Second opinions; none by default.

    Attributes:
        llm: address of an OpenAI-compatible endpoint (``http://127.0.0.1:8080/v1``), to which ``/chat/completions`` is
            added; empty: no language model is asked, and nothing is contacted.
        llm_model: name of the model there.
        llm_cache: folder where answers are kept; None: every run asks again.
        model: name or folder of a spaCy pipeline; empty: none is asked.
        timeout: seconds that one request may take, all in all.
        budget: seconds that one document may take, retries and waits among them.
        tries: requests for one document, the first among them.
        backoff: seconds before the first retry, where the endpoint names none; doubled for each further one.
        most_bytes: bytes of an answer; a longer one is refused.
        most_text: code points of a document that are sent; of a longer one, the beginning.
        most_tokens: tokens that the model may answer.
        seed: asks the endpoint for the same answer each time, where it can.
        pause: seconds for which an endpoint is left alone that failed for three documents in a row, or refused the key.
    """

    llm: str = ""
    llm_model: str = ""
    llm_cache: Path | None = None
    model: str = ""
    timeout: float = 60.0
    budget: float = 120.0
    tries: int = 3
    backoff: float = 1.0
    most_bytes: int = 1_000_000
    most_text: int = 24_000
    most_tokens: int = 4_000
    seed: int = 7
    pause: float = 60.0

    def __post_init__(self) -> None:
        if self.llm or self.llm_model:
            if not (self.llm and self.llm_model):
                raise UsageError("a language model needs both its endpoint (--llm URL) and its name (--llm-model NAME)")
            _check_address(self.llm)
            if not _MODEL.fullmatch(self.llm_model):
                raise UsageError("the name of a language model has up to 100 letters, digits and any of . : / @ + - _")
        elif self.llm_cache is not None:
            raise UsageError("answers are kept (--llm-cache) only where a language model is asked (--llm URL)")
        if min(self.timeout, self.budget) <= 0 or min(self.tries, self.most_bytes, self.most_text) < 1:
            raise UsageError("limits of second opinions are above nought")

    def __bool__(self) -> bool:
        """True where at least one model is asked."""
        return bool(self.llm or self.model)

    def check(self) -> None:
        """Make sure that what is asked for can be asked, before any document is read.

        Raises:
            MissingExtra: a package is not installed that is needed for what is asked.
            UsageError: the folder of answers cannot be made, or the key is no key.
        """
        for wanted, package, extra in ((self.llm, "httpx", "llm"), (self.model, "spacy", "model")):
            if wanted and find_spec(package) is None:
                raise MissingExtra(f'this needs {package}; install it with: python -m pip install "ctkg[{extra}]"')
        if self.llm:
            key()
        if self.llm_cache is not None:
            try:
                # Answers hold words of the documents: nobody else's business.
                self.llm_cache.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                raise UsageError(f"answers cannot be kept here: {error.strerror}", path=self.llm_cache) from error


def key() -> str:
    """The key of the endpoint, from the environment alone; empty where there is none.

    Raises:
        UsageError: it cannot stand in a header; the message does not show it.
    """
    found = os.environ.get(KEY_VARIABLE, "").strip()
    if not (found.isascii() and found.isprintable()):
        raise UsageError(f"{KEY_VARIABLE} holds characters that no key has")
    return found


def _check_address(address: str) -> None:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise UsageError("--llm takes the address of an endpoint, such as http://127.0.0.1:8080/v1")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise UsageError(f"an endpoint has no user, key or question in its address; the key stands in {KEY_VARIABLE}")
