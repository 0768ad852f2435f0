"""Where the page of a node stands: a path that follows from its IRI alone, safe on every file system.

``https://w3id.org/ctkg/id/event/skopje-2019/1`` is ``id/event/skopje-2019/1.html``: a server that redirects IRIs needs
one rule. A name that some file system would change, refuse or take for another (capital letters, letters that are not
ASCII, dots, device names, great length) is written in safe letters and closed by eight digits of its hash.
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urlsplit

from ctkg.iris import BASE, CONCEPT, ID, compact

_SAFE = re.compile(r"[a-z0-9][a-z0-9_-]*")
_NOT_SAFE = re.compile(r"[^a-z0-9_-]+")
#: Names that Windows keeps for devices, whatever follows the first dot.
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))})
#: Letters of a path at most, without the number of a further page and ``.html``.
_LONGEST = 120


def page(iri: str, number: int = 1) -> str:
    """Path of the page of a node, with slashes; ``number`` counts its pages where one does not hold all."""
    path = _stem(iri)
    return f"{path}.html" if number == 1 else f"{path}~{number}.html"


def _stem(iri: str) -> str:
    path = iri.removeprefix(BASE) if iri.startswith((ID, CONCEPT)) else "other/" + iri
    parts = path.split("/")
    if len(path) <= _LONGEST and all(map(_is_safe, parts)):
        return path
    digest = hashlib.sha256(iri.encode()).hexdigest()[:8]
    folder = parts[:2] if len(parts) > 2 and all(map(_is_safe, parts[:2])) else parts[:1]
    words = _NOT_SAFE.sub("-", "-".join(parts[len(folder) :]).lower())[:60].strip("-_")
    return "/".join((*folder, f"{words}~{digest}"))


def _is_safe(part: str) -> bool:
    return _SAFE.fullmatch(part) is not None and part not in _DEVICES


def numbered(path: str, number: int) -> str:
    """Path of page ``number`` of a list whose first page is ``path``."""
    return path if number == 1 else f"{path.removesuffix('.html')}~{number}.html"


def class_page(iri: str) -> str:
    """Path of the list of a class: ``ct:TrainingActivity`` is ``class/training-activity.html``."""
    name = compact(iri).removeprefix("ct:").replace(":", "-")
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", name).lower()
    if _is_safe(words) and len(words) <= _LONGEST:
        return f"class/{words}.html"
    return f"class/{_NOT_SAFE.sub('-', words)[:60].strip('-_')}~{hashlib.sha256(iri.encode()).hexdigest()[:8]}.html"


def outside(text: str) -> str:
    """``text`` where it is an address that a reader can follow (http or https, with a host), else nothing."""
    if not text.startswith(("http://", "https://")) or any(ord(each) <= 32 for each in text):
        return ""
    try:
        return text if urlsplit(text).hostname else ""
    except ValueError:
        return ""
