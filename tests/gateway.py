"""Send requests to an app as API Gateway does."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CLIENT_ID = "storefront"
TOKEN = {"token_use": "id", "aud": CLIENT_ID, "email_verified": "true"}  # what every token of the shop says
CUSTOMER = {"sub": "reader-1", "email": "reader@bookstore.example"}
STAFF = {"sub": "staff-1", "email": "staff@bookstore.example", "cognito:groups": "[owner]"}


@dataclass(frozen=True)
class Response:
    """Status, headers and the JSON body, None when the response has none."""

    status: int
    headers: Mapping[str, str]
    body: Any

    @property
    def code(self) -> str:
        """The code of an error response."""
        return str(self.body["error"]["code"])


def send_request(
    app: Any,
    method: str,
    resource: str,
    *,
    path: Mapping[str, str] | None = None,
    query: Mapping[str, str | list[str]] | None = None,
    body: Any = None,
    headers: Mapping[str, str | list[str]] | None = None,
    claims: Mapping[str, Any] | None = None,
    source_ip: str = "127.0.0.1",
) -> Response:
    """Send a request; `resource` is the route's path with its braces, `path` the values in them.

    A parameter or a header that is a list is sent several times.
    """
    many_headers = as_lists({"Content-Type": "application/json", **(headers or {})})
    many_values = as_lists(query or {})
    raw = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
    event = {
        "resource": resource,
        "path": resource.format(**(path or {})),
        "httpMethod": method,
        "headers": {name: values[-1] for name, values in many_headers.items()},
        "multiValueHeaders": many_headers,
        "pathParameters": dict(path) if path else None,
        "queryStringParameters": {name: values[-1] for name, values in many_values.items()} or None,
        "multiValueQueryStringParameters": many_values or None,
        "stageVariables": None,
        "body": base64.b64encode(raw).decode() if raw is not None else None,
        "isBase64Encoded": raw is not None,
        "requestContext": {
            "httpMethod": method,
            "resourcePath": resource,
            "requestId": "request-1",
            "identity": {"sourceIp": source_ip},
            **({"authorizer": {"claims": {**TOKEN, **claims}}} if claims else {}),
        },
    }
    response = app(event, None)
    text = response["body"]
    return Response(response["statusCode"], response["headers"], json.loads(text) if text else None)


def as_lists(values: Mapping[str, str | list[str]]) -> dict[str, list[str]]:
    """Return each name with all its values, without those that have none."""
    lists = {name: [value] if isinstance(value, str) else value for name, value in values.items()}
    return {name: value for name, value in lists.items() if value}
