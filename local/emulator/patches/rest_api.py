"""Replace everything below an API's id by an OpenAPI document, for both patches of REST APIs."""

from typing import Any

from ministack.services import apigateway_v1 as gateway


def overwrite(api_id: str, document: dict[str, Any]) -> None:
    """Overwrite as PutRestApi with mode=overwrite: resources, methods, authorizers go; the id and the stages stay."""
    root = {key: resource for key, resource in gateway._resources[api_id].items() if resource["path"] == "/"}
    gateway._resources[api_id] = {key: {**resource, "resourceMethods": {}} for key, resource in root.items()}
    gateway._authorizers_v1[api_id] = {}
    schemes = gateway._import_security_schemes(api_id, document)
    for path, item in document.get("paths", {}).items():
        gateway._import_path_item(api_id, path, item, schemes, document.get("security"))
    import_gateway_responses(api_id, document)


def import_gateway_responses(api_id: str, document: dict[str, Any]) -> None:
    """Import the API's gateway responses, which apply from a stage's next deployment on, as on AWS."""
    gateway._gateway_responses.pop(api_id, None)
    for kind, response in document.get("x-amazon-apigateway-gateway-responses", {}).items():
        gateway._put_gateway_response(api_id, kind, response)
