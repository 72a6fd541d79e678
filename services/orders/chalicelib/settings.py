"""What the functions of orders are told by their environment."""

from functools import cache

from msgspec import Struct

from bookstore import environment


class Settings(Struct, frozen=True):
    """One field per variable."""

    table: str
    event_bus: str
    parked_url: str
    stripe_api_base: str
    stripe_secret_id: str
    mail_sender: str
    traces_open: bool = False


@cache
def settings() -> Settings:
    """The settings, read once."""
    return environment.read(Settings)
