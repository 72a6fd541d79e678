"""What the cart's functions are told by their environment."""

from functools import cache

from msgspec import Struct

from bookstore import environment


class Settings(Struct, frozen=True):
    """One field per variable."""

    table: str
    traces_open: bool = False


@cache
def settings() -> Settings:
    """The settings, read once."""
    return environment.read(Settings)
