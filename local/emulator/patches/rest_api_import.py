"""Add ImportRestApi and PutRestApi, which `chalice deploy` calls; the emulator answers with an empty API."""

import json
from typing import Any

from ministack.services import apigateway_v1 as gateway

from local.emulator.patches.rest_api import overwrite

Response = tuple[int, dict[str, str], bytes]


def apply() -> None:
    """Handle the two operations; every other request passes through."""
    plain = gateway.handle_request

    async def handle_request(method: str, path: str, headers: Any, body: bytes, query: dict[str, Any]) -> Any:
        top, *rest = path.strip("/").split("/")
        if top == "restapis" and not rest and method == "POST" and query.get("mode") == ["import"]:
            return import_rest_api(body, query)
        if top == "restapis" and len(rest) == 1 and method == "PUT" and rest[0] in gateway._rest_apis:
            return put_rest_api(rest[0], body)
        return await plain(method, path, headers, body, query)

    gateway.handle_request = handle_request


def import_rest_api(body: bytes, query: dict[str, Any]) -> Response:
    """Answer as AWS does: 201 and the new API."""
    kinds = query.get("endpointConfigurationTypes") or ["EDGE"]
    api_id = gateway._import_rest_api(json.loads(body), {"endpointConfiguration": {"types": kinds}})
    _, headers, created = gateway._get_rest_api(api_id)
    return 201, headers, created


def put_rest_api(api_id: str, body: bytes) -> Response:
    """Answer as AWS does: the API as it is now."""
    overwrite(api_id, json.loads(body))
    response: Response = gateway._get_rest_api(api_id)
    return response
