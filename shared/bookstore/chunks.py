"""Long work, a part at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def parts(whole: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of `size`, the last one shorter; reads ahead no further than the part it gives."""
    rest = iter(whole)
    while some := list(islice(rest, size)):
        yield some
