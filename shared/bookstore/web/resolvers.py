"""Answer the resolvers of a service's GraphQL fields by the service's own routes.

A resolver sends a `RouteRequest` and gets what a client of the REST API would get: the same rules, the same limits, the
same errors. AppSync calls the function once for a field of many parents, with a list; requests for single items of a
list that can be asked for several at once (`pick`) become one request of the route.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any, Literal

from chalice import Chalice
from msgspec import Struct, convert, structs

Json = dict[str, Any]
EVENT_HEADERS = {"content-type": "application/json"}


class Pick(Struct, frozen=True, forbid_unknown_fields=True):
    """The item of the answer's `items` whose field `by` has this value, which the query parameter asks for."""

    parameter: str
    value: str
    by: str


class RouteRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """One request: `resource` is the route's path with its braces, `path` the values in them.

    `claims` are those of the token that AppSync has checked, `address` that of the client.
    """

    method: Literal["GET", "POST", "PUT", "DELETE"]
    resource: str
    path: dict[str, str] = {}
    query: dict[str, Any] = {}
    headers: dict[str, str] = {}
    body: Any = None
    claims: dict[str, Any] | None = None
    address: str = ""
    pick: Pick | None = None


class RouteResponse(Struct, frozen=True):
    """The response of a route, its body parsed; header names are in lower case."""

    status: int
    body: Any
    headers: dict[str, str] = {}


def answer_resolvers(event: Any, app: Chalice, context: Any) -> Any:
    """Answer one request, or each of a list in its order."""
    if isinstance(event, list):
        return [structs.asdict(response) for response in _answer_all(convert(event, list[RouteRequest]), app, context)]
    return structs.asdict(_answer_all([convert(event, RouteRequest)], app, context)[0])


def _answer_all(requests: list[RouteRequest], app: Chalice, context: Any) -> list[RouteResponse]:
    """Answer in order; equal requests are sent once, and those that pick from the same list together."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, request in enumerate(requests):
        groups[_group(request)].append(index)
    responses: dict[int, RouteResponse] = {}
    for indexes in groups.values():
        picks = [pick for index in indexes if (pick := requests[index].pick)]
        response = _send(_combine(requests[indexes[0]], picks), app, context)
        responses |= {index: _choose(response, requests[index].pick) for index in indexes}
    return [responses[index] for index in range(len(requests))]


def _group(request: RouteRequest) -> str:
    """Return a text that is the same for requests which are answered together; changes are never put together."""
    if request.method != "GET":
        return str(id(request))
    pick = request.pick and structs.replace(request.pick, value="")
    return json.dumps(structs.asdict(request) | {"pick": pick and structs.asdict(pick)}, sort_keys=True)


def _combine(request: RouteRequest, picks: Iterable[Pick]) -> RouteRequest:
    """Return the request for all picked items."""
    values = list(dict.fromkeys(pick.value for pick in picks))
    return (
        structs.replace(request, query={**request.query, request.pick.parameter: values}) if request.pick else request
    )


def _choose(response: RouteResponse, pick: Pick | None) -> RouteResponse:
    """Make the picked item the body, or null where the list has none."""
    if pick is None or response.status != HTTPStatus.OK:
        return response
    items = (item for item in response.body["items"] if item[pick.by] == pick.value)
    return structs.replace(response, body=next(items, None))


def _send(request: RouteRequest, app: Chalice, context: Any) -> RouteResponse:
    response = app(_to_event(request, getattr(context, "aws_request_id", "")), context)
    headers = {name.lower(): value for name, value in response["headers"].items()}
    return RouteResponse(response["statusCode"], json.loads(response["body"] or "null"), headers)


def _to_event(request: RouteRequest, request_id: str) -> Json:
    """Return the event of API Gateway for this request."""
    query = {name: _texts(value) for name, value in request.query.items() if value is not None}
    authorizer = {"authorizer": {"claims": request.claims}} if request.claims else {}
    return {
        "headers": EVENT_HEADERS | request.headers,
        "multiValueHeaders": {},
        "pathParameters": request.path,
        "queryStringParameters": {name: values[-1] for name, values in query.items() if values},
        "multiValueQueryStringParameters": query,
        "stageVariables": None,
        "body": None if request.body is None else json.dumps(_without_nulls(request.body)),
        "isBase64Encoded": False,
        "requestContext": {
            "httpMethod": request.method,
            "resourcePath": request.resource,
            "requestId": request_id,
            "identity": {"sourceIp": request.address},
            **authorizer,
        },
    }


def _texts(value: Any) -> list[str]:
    """Return a parameter's values as they stand in a query string."""
    values = value if isinstance(value, list) else [value]
    return [str(each).lower() if isinstance(each, bool) else str(each) for each in values]


def _without_nulls(value: Any) -> Any:
    """Return the body without fields that are null: to GraphQL a field that is left out and null are alike."""
    if isinstance(value, Mapping):
        return {name: _without_nulls(each) for name, each in value.items() if each is not None}
    return [_without_nulls(each) for each in value] if isinstance(value, list) else value
