"""What a deployment left in a stage for others to find: the parameters under /bookstore/STAGE/."""

from typing import Any

STRIPE_API = "https://api.stripe.com"  # the parameter stripe-api-base of a stage without a simulator


def load_stage_parameters(ssm: Any, stage: str) -> dict[str, str]:
    """Each value by the last part of its parameter's name, `user-pool-id` for one; nothing before a deployment."""
    pages = ssm.get_paginator("get_parameters_by_path").paginate(Path=f"/bookstore/{stage}/")
    return {found["Name"].rsplit("/", 1)[-1]: found["Value"] for page in pages for found in page["Parameters"]}
