"""The settings that the functions of orders read from their environment."""

from functools import cache

from msgspec import Struct

from bookstore import environment


class Settings(Struct, frozen=True):
    """The environment variables, one field each."""

    stage: str
    table: str
    event_bus: str
    parked_url: str
    stripe_api_base: str
    stripe_secret_id: str
    mail_sender: str
    public_url: str
    user_pool_arn: str
    user_pool_client_id: str
    traces_open: bool = False


@cache
def settings() -> Settings:
    """Read the settings, once per process."""
    return environment.read(Settings)
