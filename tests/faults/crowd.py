"""Many at once: each in a thread of its own, all let go at the same moment."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, TypeVar

from bookstore.errors import BookstoreError

T = TypeVar("T")


def at_once(acts: Sequence[Callable[[], T]]) -> list[T]:
    """What each of them answers."""
    start = Barrier(len(acts))

    def act(does: Callable[[], T]) -> T:
        start.wait()
        return does()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))


def counted(answers: Sequence[Any]) -> Counter[str]:
    """How many answers of each status, refusals with their code."""
    return Counter(f"{each.status} {each.code}" if each.status >= 400 else str(each.status) for each in answers)


def outcome(act: Callable[[], Any]) -> Callable[[], str]:
    """The action, answering `done` or its refusal's code."""

    def does() -> str:
        try:
            act()
        except BookstoreError as refusal:
            return refusal.code
        return "done"

    return does
