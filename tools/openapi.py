"""Render a service's OpenAPI 3.1 document from its routes and structs: `python -m tools.openapi SERVICE`."""

import inspect
import json
import sys
from typing import Any, get_args, get_origin

import msgspec

from bookstore.errors import (
    BadRequest,
    BookstoreError,
    ErrorResponse,
    Invalid,
    NotAllowed,
    NotFound,
    NotSignedIn,
    TooLarge,
    TooManyRequests,
    Unavailable,
    UnsupportedMediaType,
)
from bookstore.field_types import KEY_PART, whole
from bookstore.identity import CustomerChanged
from bookstore.web import JsonResponse, Route
from bookstore.web.headers import Header
from bookstore.web.parameters import EXPECTED_CUSTOMER, header_of
from bookstore.web.query_strings import CURSOR, is_repeatable
from deploy.paths import ROOT
from deploy.project import project_version

TEMPLATE = "#/components/schemas/{name}"
JSON = "application/json"


def build_document(service: str, routes: list[Route]) -> dict[str, Any]:
    """Describe every route with its parameters, its response and its errors."""
    types = [kind for route in routes for kind in _types(route)]
    schemas, components = msgspec.json.schema_components([*types, ErrorResponse], ref_template=TEMPLATE)
    schema_of = dict(zip(map(_key, types), schemas, strict=False))
    return {
        "openapi": "3.1.0",
        "info": {"title": f"Bookstore {service}", "version": project_version(), "description": _purpose(service)},
        "servers": [{"url": f"/api/{service}"}],
        "paths": _paths(routes, schema_of),
        "components": {"schemas": components, "securitySchemes": SECURITY},
    }


SECURITY = {
    "customers": {"type": "apiKey", "in": "header", "name": "Authorization", "description": "The Cognito id token."},
    "staff": {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": "The Cognito id token of a sign-in with a code (TOTP), and one of the named roles (groups).",
    },
}


def _purpose(service: str) -> str:
    readme = (ROOT / "services" / service / "README.md").read_text()
    return readme.split("\n\n")[1].replace("\n", " ")


def _paths(routes: list[Route], schema_of: dict[str, Any]) -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, schema_of)
    return dict(sorted(paths.items()))


def _operation(route: Route, schema_of: dict[str, Any]) -> dict[str, Any]:
    body = route.hints.get("body")
    who = "For the shop's staff. " if route.permission else ""
    return {
        "operationId": route.name,
        "summary": route.summary.split("\n")[0],
        "description": who + route.summary,
        **_security(route),
        **({"x-rate-limits": [limit.name for limit in route.limits]} if route.limits else {}),
        "parameters": _parameters(route, schema_of),
        **({"requestBody": {"required": True, "content": {JSON: {"schema": schema_of[_key(body)]}}}} if body else {}),
        "responses": _responses(route, schema_of),
    }


def _security(route: Route) -> dict[str, Any]:
    """Name who may call: alternatives, each a role of staff; `x-permission` is what they have in common."""
    if route.permission:
        roles = [{"staff": [role]} for role in route.permission.sorted_roles]
        return {"security": roles, "x-permission": route.permission.name}
    return {"security": [{"customers": []}]} if route.has_caller else {}


def _parameters(route: Route, schema_of: dict[str, Any]) -> list[dict[str, Any]]:
    parameters: list[dict[str, Any]] = []
    for name, hint in route.hints.items():
        header = header_of(hint)
        if f"{{{name}}}" in route.path:
            parameters.append({"name": name, "in": "path", "required": True, "schema": schema_of[_key(hint)]})
        elif header:
            parameters.append(_header(header))
        elif name == "query":
            parameters += [_query(field, schema_of) for field in msgspec.structs.fields(hint)]
    return [*parameters, EXPECTED_CUSTOMER_PARAMETER] if route.has_caller else parameters


EXPECTED_CUSTOMER_PARAMETER = {
    "name": EXPECTED_CUSTOMER,
    "in": "header",
    "required": False,
    "description": "The id of the customer for whom the page was made; `customer_changed` when another is signed in.",
    "schema": {"type": "string", "pattern": whole(KEY_PART)},
}


def _header(header: Header) -> dict[str, Any]:
    examples = {"examples": [header.example]} if header.example else {}
    schema = {"type": "string", "pattern": whole(header.pattern), **examples}
    return {"name": header.name, "in": "header", "required": True, "schema": schema}


def _query(field: msgspec.structs.FieldInfo, schema_of: dict[str, Any]) -> dict[str, Any]:
    repeated = {"style": "form", "explode": True} if is_repeatable(field.type) else {}
    schema = schema_of[_key(field.type)]
    return {"name": field.name, "in": "query", "required": field.required, **repeated, "schema": schema}


def _responses(route: Route, schema_of: dict[str, Any]) -> dict[str, Any]:
    response_type = _response_type(route)
    content = {"content": {JSON: {"schema": schema_of[_key(response_type)]}}} if response_type else {}
    return {str(route.status): {"description": "Done.", **content}} | _error_responses(route)


def _error_responses(route: Route) -> dict[str, Any]:
    descriptions: dict[str, list[str]] = {}
    for kind in sorted(_possible_errors(route), key=lambda kind: (kind.status, kind.code)):
        descriptions.setdefault(str(kind.status), []).append(
            f"`{kind.code}`: {(inspect.getdoc(kind) or '').splitlines()[0]}"
        )
    content = {JSON: {"schema": {"$ref": TEMPLATE.format(name=ErrorResponse.__name__)}}}
    return {status: {"description": " ".join(lines), "content": content} for status, lines in descriptions.items()}


def _possible_errors(route: Route) -> list[type[BookstoreError]]:
    """Return the errors that the route names, and those that follow from what it reads."""
    kinds: list[type[BookstoreError]] = [Unavailable, TooManyRequests]  # the gateway refuses bursts anywhere
    kinds += [NotSignedIn, CustomerChanged] if route.has_caller else []
    kinds += [NotAllowed] if route.permission else []
    kinds += [NotFound] if "{" in route.path else []
    if "body" in route.hints:
        kinds += [BadRequest, TooLarge, UnsupportedMediaType, Invalid]
    if "query" in route.hints:
        names = {field.name for field in msgspec.structs.fields(route.hints["query"])}
        kinds += [Invalid, *([BadRequest] if CURSOR in names else [])]
    kinds += [kind for hint in route.hints.values() if (header := header_of(hint)) for kind in header.raises]
    return list(dict.fromkeys([*route.raises, *kinds]))


def _types(route: Route) -> list[Any]:
    hints = [hint for name, hint in route.hints.items() if name == "body" or f"{{{name}}}" in route.path]
    query = [field.type for field in msgspec.structs.fields(route.hints["query"])] if "query" in route.hints else []
    response_type = _response_type(route)
    return [*hints, *query, *([response_type] if response_type else [])]


def _response_type(route: Route) -> Any:
    kind = route.hints.get("return")
    kind = get_args(kind)[0] if get_origin(kind) is JsonResponse else kind
    return None if kind is type(None) else kind


def _key(kind: Any) -> str:
    return repr(kind)


def main(service: str) -> None:
    """Print the document of one service."""
    sys.path[:0] = [str(ROOT / "services" / service), str(ROOT / "shared")]
    from chalicelib.routes import api

    print(json.dumps(build_document(service, api.routes), indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1])
