"""The settings of the cart's functions, read from the environment."""

from functools import cache

from msgspec import Struct

from bookstore import environment


class Settings(Struct, frozen=True):
    """One field per environment variable."""

    table: str
    traces_open: bool = False


@cache
def settings() -> Settings:
    """Return the settings, read once per process."""
    return environment.read(Settings)
