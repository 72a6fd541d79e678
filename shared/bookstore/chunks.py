"""Long work, one chunk at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def to_chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield lists of `size` items, the last one shorter; read ahead no further than the chunk that is yielded."""
    remaining = iter(items)
    while chunk := list(islice(remaining, size)):
        yield chunk
