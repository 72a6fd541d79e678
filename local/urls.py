"""`make urls`: where everything is, as one JSON object for people and for tests."""

from typing import Any

from local.emulator.clients import parameters
from local.system import System

PASSWORD = "Correct-horse-9"  # noqa: S105 - a demo login, printed for everybody to see
LOGINS = (
    {"role": "admin", "email": "admin@bookstore.example", "password": PASSWORD},
    {"role": "reader", "email": "reader@bookstore.example", "password": PASSWORD},
)


def urls(system: System) -> dict[str, Any]:
    """`${api}/catalog/books` answers; `cognito` is what a client needs to sign in."""
    known, where = parameters(system), system.endpoints()
    aws = system.environment()["AWS_ENDPOINT_URL"]
    pool = {"user_pool_id": known.get("user-pool-id"), "client_id": known.get("user-pool-client-id")}
    return {
        "storefront": where["public_url"],
        "api": f"{where['public_url']}/api",
        "aws": aws,
        "cognito": {"endpoint": aws, **pool},
        "stripe": where["stripe_api_base"],
        "opensearch": where["opensearch_url"],
        "gremlin": where["gremlin_url"],
        "redis": where["redis_url"],
        "logins": list(LOGINS),
    }
