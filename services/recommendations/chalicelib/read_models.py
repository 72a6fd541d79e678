"""The names of the service's read models, and where their state is stored."""

from functools import cache
from typing import Literal

from bookstore.read_models.repository import ReadModelRepository
from chalicelib.own_table import own_table

ReadModelName = Literal["bestsellers", "graph", "neighbours"]  # the last are the similar books


@cache
def read_models() -> ReadModelRepository:
    """Return the repository of the read models' state, in the service's own table."""
    return ReadModelRepository(own_table())
