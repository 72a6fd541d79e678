"""Where everything is: as one JSON object (`make urls`), and as the message that ends `make up`."""

from typing import Any

from local import background_import
from local.emulator.clients import parameters
from local.sample_data.accounts import LOGINS
from local.system import System


def urls(system: System) -> dict[str, Any]:
    """Return the addresses by name; `cognito` is what a client needs to sign in."""
    stage_parameters, endpoints = parameters(system), system.endpoints()
    aws = system.environment()["AWS_ENDPOINT_URL"]
    pool = {
        "user_pool_id": stage_parameters.get("user-pool-id"),
        "client_id": stage_parameters.get("user-pool-client-id"),
    }
    return {
        "storefront": endpoints["public_url"],
        "api": f"{endpoints['public_url']}/api",
        "aws": aws,
        "cognito": {"endpoint": aws, **pool},
        "stripe": endpoints["stripe_api_base"],
        "opensearch": endpoints["opensearch_url"],
        "gremlin": endpoints["gremlin_url"],
        "redis": endpoints["redis_url"],
        "logins": list(LOGINS),
    }


def describe_open_shop(system: System, seconds: float) -> str:
    """Describe the running shop: addresses, logins, and what to try next."""
    endpoints = system.endpoints()["public_url"]
    behind = (
        "Past orders and reviews are being imported in the background; `make status` says how far it is.\n"
        if background_import.running_import(system.home)
        else ""
    )
    logins = "\n".join(f"    {login['role']:9} {login['email']}  {login['password']}" for login in LOGINS)
    return f"""
The shop is open after {seconds:.0f} s.
{behind}
  Shop       {endpoints}
  Staff      {endpoints}/staff
  API        {endpoints}/api/catalog/books
  GraphQL    {endpoints}/graphql-explorer
  Local AWS  {system.environment()["AWS_ENDPOINT_URL"]}   (access key and secret: test)
  Logins
{logins}

  Try next
    curl '{endpoints}/api/search/search?q=whale'
    curl '{endpoints}/api/recommendations/bestsellers?window=month'
    make demo        one order, from search to every view, with the time each step takes
    make status      what runs, and what is still on its way
"""
