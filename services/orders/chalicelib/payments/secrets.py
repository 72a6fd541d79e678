"""The secrets of Stripe: fetched from Secrets Manager once per process, never in a variable, never logged."""

from functools import cache

import msgspec
from msgspec import Struct

from bookstore.dynamodb.table import client
from chalicelib.settings import settings


class Secrets(Struct, frozen=True):
    """Our key at Stripe, and the secrets its webhooks may be signed with: several while one is being replaced."""

    secret_key: str
    webhook_secrets: tuple[str, ...]

    @property
    def is_live(self) -> bool:
        """Whether the key takes real money, and so belongs to live events only."""
        return "_live_" in self.secret_key

    def __repr__(self) -> str:
        """Return no secret: the text may end in a log."""
        return "Secrets(…)"


@cache
def secrets() -> Secrets:
    """Fetch the secrets of this stage."""
    response = client("secretsmanager").get_secret_value(SecretId=settings().stripe_secret_id)
    return msgspec.json.decode(response["SecretString"], type=Secrets)
