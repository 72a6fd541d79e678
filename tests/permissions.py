"""Check a function's requests to DynamoDB and OpenSearch against its own role: the local engines know no roles."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from fnmatch import fnmatch
from functools import cache
from typing import Any

import pytest
from chalice import Chalice
from opensearchpy import Transport

from tests.templates import as_list, statements

WRITES = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem"}
_running: ContextVar[tuple[str, str] | None] = ContextVar("running", default=None)  # service and function


def enforce(service: str, app: Chalice, handlers: Any, clients: Iterable[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Check the routes and every other function of the app, as long as the test lasts."""
    monkeypatch.setattr(Chalice, "__call__", _running_as(service, "api", Chalice.__call__))
    names = {id(function): name for name, function in app.handler_map.items()}
    for attribute, function in list(vars(handlers).items()):
        if name := names.get(id(function)):
            monkeypatch.setattr(handlers, attribute, _running_as(service, name, function))
    for dynamodb in clients:
        dynamodb.meta.events.register("provide-client-params.dynamodb", _check)
    monkeypatch.setattr(Transport, "perform_request", _checked(Transport.perform_request))


def _running_as(service: str, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def run(*args: Any) -> Any:
        before = _running.set((service, name))
        try:
            return function(*args)
        finally:
            _running.reset(before)

    return run


def _check(params: Mapping[str, Any], model: Any, **_: Any) -> None:
    if running := _running.get():
        resource = f"table/index/{params['IndexName']}" if "IndexName" in params else "table"
        for action in _actions(model.name, params):
            is_allowed = any(
                action == allowed and fnmatch(resource, pattern) for allowed, pattern in _permissions(*running)
            )
            assert is_allowed, f"{running[1]} of {running[0]} has no permission for dynamodb:{action} on its {resource}"


def _checked(perform: Callable[..., Any]) -> Callable[..., Any]:
    """Check each request to OpenSearch: its domain allows a method on a path to a role that says so."""

    def run(transport: Any, method: str, url: str, *args: Any, **options: Any) -> Any:
        if running := _running.get():
            action = f"es:ESHttp{method.capitalize()}"
            is_allowed = any(
                action == allowed and fnmatch(url, to_path(resource)) for allowed, resource in _allowed(*running)
            )
            assert is_allowed, f"{running[1]} of {running[0]} has no permission for {action} on {url}"
        return perform(transport, method, url, *args, **options)

    return run


def to_path(resource: Any) -> str:
    """Return the pattern of the paths of a search domain, in the stage of the test; empty for any other resource."""
    pattern = resource.get("Fn::Sub", "") if isinstance(resource, dict) else ""
    return str(pattern).partition("domain/bookstore-${Stage}")[2].replace("${Stage}", os.environ["STAGE"])


def _allowed(service: str, name: str) -> Iterator[tuple[str, Any]]:
    """Yield each action that the function's role allows, with its resource."""
    role = "".join(word.capitalize() for word in name.split("_")) + "Role"
    for role_name, statement in statements(service):
        if role_name == role:
            for action in as_list(statement["Action"]):
                yield from ((action, resource) for resource in as_list(statement["Resource"]))


def _actions(operation: str, params: Mapping[str, Any]) -> list[str]:
    transaction = params.get("TransactItems", [])
    return [WRITES[kind] for item in transaction for kind in item] or [operation]


@cache
def _permissions(service: str, name: str) -> list[tuple[str, str]]:
    return [
        (action.removeprefix("dynamodb:"), pattern)
        for action, resource in _allowed(service, name)
        for pattern in _resource_patterns(resource)
    ]


def _resource_patterns(resource: Any) -> Iterator[str]:
    """Yield `table`, or `table/index/…`; nothing for what is not the service's own table."""
    if resource == {"Fn::GetAtt": ["Table", "Arn"]}:
        yield "table"
    elif isinstance(resource, dict) and str(resource.get("Fn::Sub", "")).startswith("${Table.Arn}"):
        yield resource["Fn::Sub"].replace("${Table.Arn}", "table")
