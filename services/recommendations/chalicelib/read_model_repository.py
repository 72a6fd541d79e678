"""Where the state of the service's read models is stored."""

from functools import cache

from bookstore.read_models.repository import ReadModelRepository
from chalicelib.own_table import own_table


@cache
def read_models() -> ReadModelRepository:
    """Return the repository of the read models' state, in the service's own table."""
    return ReadModelRepository(own_table())
