"""Keeping for a moment what is asked for all the time."""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Fresh(Generic[K, V]):
    """What was found in the last so many seconds. Then all of it is forgotten, so it becomes neither old nor large."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.forget()

    def forget(self) -> None:
        """Let all be found anew."""
        self._found: dict[K, V] = {}
        self._since = time.monotonic()

    def of(self, keys: Iterable[K], find: Callable[[list[K]], Mapping[K, V]]) -> dict[K, V]:
        """What there is for these keys; what is not known is found, all of it at once."""
        if time.monotonic() - self._since > self._seconds:
            self.forget()
        wanted = list(keys)
        if unknown := [key for key in wanted if key not in self._found]:
            self._found |= find(unknown)
        return {key: self._found[key] for key in wanted if key in self._found}
