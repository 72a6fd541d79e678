"""The settings of the recommendations' functions, from their environment."""

from functools import cache

from msgspec import Struct

from bookstore import environment


class Settings(Struct, frozen=True):
    """One field per environment variable."""

    table: str
    parked_url: str
    redis_url: str
    gremlin_url: str
    traces_open: bool = False


@cache
def settings() -> Settings:
    """Read the settings once."""
    return environment.read(Settings)
