"""The service's read models and where their state is stored."""

from functools import cache
from typing import Literal

from bookstore.read_models.repository import Views
from chalicelib.own_table import own_table

ViewName = Literal["bestsellers", "graph", "neighbours"]


@cache
def views() -> Views:
    """Return the state of the read models in the service's own table."""
    return Views(own_table())
