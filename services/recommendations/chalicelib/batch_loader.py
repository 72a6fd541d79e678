"""Looking something up once in a run."""

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from bookstore.chunks import chunked

V = TypeVar("V")
AT_ONCE = 100


class Once(Generic[V]):
    """What was looked up is not looked up again, were it only to find nothing. For a run, not for a service's life: it
    forgets nothing."""

    def __init__(self, find: Callable[[list[str]], Mapping[str, V]]) -> None:
        self._find = find
        self.found: dict[str, V | None] = {}

    def of(self, keys: Iterable[str]) -> dict[str, V]:
        """What there is for these keys."""
        wanted = dict.fromkeys(keys)
        for some in chunked((key for key in wanted if key not in self.found), AT_ONCE):
            self.found |= dict.fromkeys(some) | dict(self._find(some))
        return {key: found for key in wanted if (found := self.found[key]) is not None}
