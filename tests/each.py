"""One test for many items of one kind, where a test for each would cost more in bookkeeping than in checking."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

Item = TypeVar("Item")


def for_each(items: Iterable[Item]) -> Callable[[Callable[[Item], None]], Callable[[], None]]:
    """The decorated function becomes a test that checks every item, and names all that fail with what they fail by."""
    listed = list(items)

    def decorate(check: Callable[[Item], None]) -> Callable[[], None]:
        def test() -> None:
            assert listed
            wrong = []
            for item in listed:
                try:
                    check(item)
                except AssertionError as error:
                    wrong.append(f"{item}: {error}")
            assert not wrong, f"{len(wrong)} of {len(listed)}:\n" + "\n".join(wrong)

        test.__name__, test.__qualname__, test.__doc__ = check.__name__, check.__qualname__, check.__doc__
        test.__module__ = check.__module__
        return test

    return decorate
