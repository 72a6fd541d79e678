"""Import the gateway responses that SAM writes into an API's OpenAPI document; the emulator imports only the routes."""

from typing import Any

from ministack.services import apigateway_v1 as gateway

from local.emulator.patches.rest_api import import_gateway_responses


def apply() -> None:
    """Import gateway responses with every imported document."""
    plain = gateway._import_rest_api

    def import_rest_api(document: dict[str, Any], base: dict[str, Any] | None = None) -> str:
        api_id: str = plain(document, base)
        import_gateway_responses(api_id, document)
        return api_id

    gateway._import_rest_api = import_rest_api
