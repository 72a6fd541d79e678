"""What Secrets Manager keeps for us: fetched once per process, never in an environment variable, never logged."""

from functools import cache

import msgspec
from msgspec import Struct

from bookstore.dynamodb.table import client
from chalicelib.settings import settings


class Secrets(Struct, frozen=True):
    """Our key at Stripe, and the secrets its webhooks may be signed with: several while one is being replaced."""

    secret_key: str
    webhook_secrets: tuple[str, ...]

    def __repr__(self) -> str:
        """A secret has no place in a log."""
        return "Secrets(…)"


@cache
def secrets() -> Secrets:
    """The secrets of this stage."""
    kept = client("secretsmanager").get_secret_value(SecretId=settings().stripe_secret_id)
    return msgspec.json.decode(kept["SecretString"], type=Secrets)
