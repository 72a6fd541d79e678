"""Change an API in place when a route changes, as AWS does; the emulator creates a new API with a new id."""

from typing import Any

from ministack.services import apigateway_v1 as gateway
from ministack.services.cloudformation import provisioners

from local.emulator.patches.rest_api import overwrite

KIND = "AWS::ApiGateway::RestApi"


def apply() -> None:
    """Keep the id when routes change; every other change is the emulator's own work."""
    handler = provisioners._RESOURCE_HANDLERS[KIND]
    plain = handler["update"]

    def update(api_id: str, old: dict[str, Any], new: dict[str, Any], stack: str, logical: str | None = None) -> Any:
        if isinstance(new.get("Body"), dict) and api_id in gateway._rest_apis:
            overwrite(api_id, new["Body"])
            old = {**old, "Body": new["Body"]}
        return plain(api_id, old, new, stack, logical)

    handler["update"] = update
