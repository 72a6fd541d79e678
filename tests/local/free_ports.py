"""Ten ports in a row that nobody uses, so that these tests disturb nobody."""

import random
from collections.abc import Iterator
from typing import IO

from tests.port_rows import PORTS_PER_ROW, are_free, reserve

reserved: list[IO[str]] = []  # until this process ends


def free_base() -> int:
    """Reserve a row and return its first port."""
    for base in random_rows():
        row = reserve(base)
        if row and are_free(base):
            reserved.append(row)
            return base
    raise AssertionError("every row of ports is taken")


def random_rows() -> Iterator[int]:
    rows = range(23_000, 32_000, PORTS_PER_ROW)
    return iter(random.sample(rows, len(rows)))
