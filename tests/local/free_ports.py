"""Ten ports in a row that nobody uses, so that these tests disturb nobody."""

import random

from local.ports import is_free

ROW = 10


def free_base():
    bases = random.sample(range(23_000, 32_000, ROW), 50)
    return next(base for base in bases if all(is_free(base + distance) for distance in range(ROW)))
