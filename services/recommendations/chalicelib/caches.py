"""Two caches of what is loaded by key: one for a few seconds of requests, one for the length of a job."""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from bookstore.chunks import to_chunks

K = TypeVar("K")
V = TypeVar("V")
BATCH_SIZE = 100


class TtlCache(Generic[K, V]):
    """Values loaded in the last so many seconds. All expire together, so the cache grows neither old nor large."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.clear()

    def clear(self) -> None:
        """Forget all values, so that they are loaded again."""
        self._values: dict[K, V] = {}
        self._since = time.monotonic()

    def get_many(self, keys: Iterable[K], load: Callable[[list[K]], Mapping[K, V]]) -> dict[K, V]:
        """Return the values there are for these keys; load all that are not cached in one call."""
        if time.monotonic() - self._since > self._seconds:
            self.clear()
        requested = list(keys)
        if missing := [key for key in requested if key not in self._values]:
            self._values |= load(missing)
        return {key: self._values[key] for key in requested if key in self._values}


class BatchLoader(Generic[V]):
    """Loads each key once, in batches, and remembers also that there is no value. For one job, not for the life of a
    process: nothing expires."""

    def __init__(self, load: Callable[[list[str]], Mapping[str, V]]) -> None:
        self._load = load
        self._values: dict[str, V | None] = {}

    def load(self, keys: Iterable[str]) -> dict[str, V]:
        """Return the values there are for these keys."""
        requested = dict.fromkeys(keys)
        for batch in to_chunks((key for key in requested if key not in self._values), BATCH_SIZE):
            self._values |= dict.fromkeys(batch) | dict(self._load(batch))
        return {key: value for key in requested if (value := self._values[key]) is not None}

    def put(self, values: Mapping[str, V]) -> None:
        """Replace values by newer ones."""
        self._values |= values
