"""What is kept of somebody who reviews, while the server runs: how far they are, and what was answered to them."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from starlette.requests import Request

from ctkg.serve.pages.posting import kept, owner
from ctkg.serve.pages.shelf import Shelf

#: Decisions whose answers are remembered.
_ANSWERS = 2_000


@dataclass(slots=True)
class Place:
    """How far somebody is in the queue: what they skipped, items by the act that decided on them, what went wrong."""

    skipped: dict[str, None] = field(default_factory=dict)
    acts: dict[str, str] = field(default_factory=dict)
    fault: str = ""


class Answers:
    """What was answered to decisions, by the mark that their form carries: one that comes twice is done once."""

    def __init__(self) -> None:
        self._answers: OrderedDict[str, dict[str, str]] = OrderedDict()
        self._lock = Lock()

    def get(self, mark: str) -> dict[str, str] | None:
        """The answer to the decision of a mark, if it was made."""
        with self._lock:
            return self._answers.get(mark) if mark else None

    def put(self, mark: str, answer: dict[str, str]) -> None:
        """Remember an answer."""
        with self._lock:
            self._answers[mark] = answer
            while len(self._answers) > _ANSWERS:
                self._answers.popitem(last=False)


def place_of(request: Request) -> Place:
    """The place of whoever asks: of a session, or of the name under which the token writes."""
    shelf, whose = kept(request, "review_places", lambda: Shelf[Place](each=1)), owner(request)
    found = shelf.of(whose)
    if found:
        return found[0][1]
    place = Place()
    shelf.put(whose, place)
    return place
