"""What the environment of search's functions configures."""

from functools import cache

from msgspec import Struct

from bookstore import environment


class Settings(Struct, frozen=True):
    """One field per variable. `opensearch_signed`: requests carry the function's own AWS signature."""

    stage: str
    table: str
    event_bus: str
    parked_url: str
    opensearch_url: str
    opensearch_signed: bool = False
    traces_open: bool = False


@cache
def settings() -> Settings:
    """Return the settings, read once."""
    return environment.read(Settings)
