"""An app as a server: requests come over HTTP and reach it as API Gateway sends them."""

import base64
import json
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, unquote_to_bytes

from tests.gateway import TOKEN

Environ = Mapping[str, Any]
Answer = tuple[int, Mapping[str, str], str]
NOT_SIGNED_IN = {
    "error": {"code": "not_signed_in", "message": "Please sign in first.", "details": {}, "request_id": ""}
}


class GatewayServer:
    """A WSGI server of one app, and of its OpenAPI document; everybody who asks with a token has these claims."""

    def __init__(self, app: Any, document: Mapping[str, Any], claims: Mapping[str, Any]) -> None:
        self.app, self.document, self.claims = app, document, claims
        self.answered: set[tuple[str, str, int]] = set()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        status, headers, body = self.answer(environ)
        start_response(f"{status} {HTTPStatus(status).phrase}", [(name, str(value)) for name, value in headers.items()])
        return [body.encode()]

    def answer(self, environ: Environ) -> Answer:
        """Find the resource as API Gateway does, check for a token, and invoke the app."""
        path = environ["PATH_INFO"].encode("latin-1").decode(errors="replace")
        if path == "/openapi.json":
            return 200, {"Content-Type": "application/json"}, json.dumps(self.document)
        resource, values = self.find_resource(environ.get("RAW_URI") or environ["REQUEST_URI"])
        claims = self.claims if environ.get("HTTP_AUTHORIZATION") else None
        entry = self.app.routes.get(resource, {}).get(environ["REQUEST_METHOD"])
        if entry and entry.authorizer and not claims:
            return 401, {"Content-Type": "application/json"}, json.dumps(NOT_SIGNED_IN)
        response = self.app(self.to_event(environ, resource, values, claims), None)
        self.answered.add((environ["REQUEST_METHOD"], resource, response["statusCode"]))
        return response["statusCode"], response["headers"], response["body"]

    def find_resource(self, uri: str) -> tuple[str, dict[str, str]]:
        """Return the route whose path fits, a literal segment before a variable one, with the values in it."""
        segments = [segment for segment in uri.split("?", maxsplit=1)[0].split("/") if segment]
        for resource in sorted(self.app.routes, key=lambda path: [part.startswith("{") for part in path.split("/")]):
            parts = resource.strip("/").split("/")
            if len(parts) == len(segments) and all(
                part.startswith("{") or part == segment for part, segment in zip(parts, segments, strict=True)
            ):
                decoded = [unquote_to_bytes(segment).decode(errors="replace") for segment in segments]
                return resource, {
                    part.strip("{}"): value for part, value in zip(parts, decoded, strict=True) if part[0] == "{"
                }
        return "/{unknown}", {}

    def to_event(
        self, environ: Environ, resource: str, values: dict[str, str], claims: Mapping[str, Any] | None
    ) -> dict[str, Any]:
        """Return the event of API Gateway's proxy integration."""
        headers = {
            name.removeprefix("HTTP_").replace("_", "-"): value
            for name, value in environ.items()
            if name.startswith("HTTP_") or (name == "CONTENT_TYPE" and value)
        }
        many = parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True, errors="replace")
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        return {
            "resource": resource,
            "path": environ["PATH_INFO"],
            "httpMethod": environ["REQUEST_METHOD"],
            "headers": headers,
            "multiValueHeaders": {name: [value] for name, value in headers.items()},
            "pathParameters": values or None,
            "queryStringParameters": {name: value[-1] for name, value in many.items()} or None,
            "multiValueQueryStringParameters": many or None,
            "stageVariables": None,
            "body": base64.b64encode(body).decode() if body else None,
            "isBase64Encoded": bool(body),
            "requestContext": {
                "httpMethod": environ["REQUEST_METHOD"],
                "resourcePath": resource,
                "requestId": "request-1",
                "identity": {"sourceIp": "127.0.0.1"},
                **({"authorizer": {"claims": {**TOKEN, **claims}}} if claims else {}),
            },
        }
