"""Import the method of an OpenAPI document that stands for every other one; the emulator passes it by."""

from typing import Any

from ministack.services import apigateway_v1 as gateway

ANY_METHOD, ANY = "x-amazon-apigateway-any-method", "any"


def apply() -> None:
    """Import it as the method ANY, which the emulator knows when it routes a request."""
    plain = gateway._import_path_item
    gateway._OPENAPI_HTTP_METHODS |= {ANY}

    def import_path_item(api_id: str, path: str, item: dict[str, Any], *schemes: Any) -> None:
        plain(api_id, path, {ANY if name == ANY_METHOD else name: each for name, each in item.items()}, *schemes)

    gateway._import_path_item = import_path_item
