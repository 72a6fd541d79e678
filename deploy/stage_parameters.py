"""The parameters under /bookstore/STAGE/, which a deployment leaves in a stage for others to find."""

from typing import Any

STRIPE_API = "https://api.stripe.com"  # the parameter stripe-api-base of a stage without a simulator


def load_stage_parameters(ssm: Any, stage: str) -> dict[str, str]:
    """Return each value by the last segment of its name, such as `user-pool-id`; none before a deployment."""
    pages = ssm.get_paginator("get_parameters_by_path").paginate(Path=f"/bookstore/{stage}/")
    return {
        parameter["Name"].rsplit("/", 1)[-1]: parameter["Value"] for page in pages for parameter in page["Parameters"]
    }
