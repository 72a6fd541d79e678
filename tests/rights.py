"""DynamoDB Local knows no roles: here a function's requests are held against its own role in the template, and refused
where AWS would refuse them."""

from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from fnmatch import fnmatch
from functools import cache
from typing import Any

import pytest
from chalice import Chalice

from tests.templates import listed, statements

WRITES = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem"}
_acting: ContextVar[tuple[str, str] | None] = ContextVar("acting", default=None)


def enforce(service: str, app: Chalice, events: Any, dynamodb: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """For the routes and every other function of the app, as long as the test lasts."""
    monkeypatch.setattr(Chalice, "__call__", _acting_as(service, "api", Chalice.__call__))
    names = {id(function): name for name, function in app.handler_map.items()}
    for attribute, function in list(vars(events).items()):
        if name := names.get(id(function)):
            monkeypatch.setattr(events, attribute, _acting_as(service, name, function))
    dynamodb.meta.events.register("provide-client-params.dynamodb", _check)


def _acting_as(service: str, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def act(*given: Any) -> Any:
        before = _acting.set((service, name))
        try:
            return function(*given)
        finally:
            _acting.reset(before)

    return act


def _check(params: Mapping[str, Any], model: Any, **_: Any) -> None:
    if actor := _acting.get():
        place = f"table/index/{params['IndexName']}" if "IndexName" in params else "table"
        for action in _actions(model.name, params):
            may = any(action == allowed and fnmatch(place, where) for allowed, where in _rights(*actor))
            assert may, f"{actor[1]} of {actor[0]} has no right to dynamodb:{action} on its {place}"


def _actions(operation: str, params: Mapping[str, Any]) -> list[str]:
    transacted = params.get("TransactItems", [])
    return [WRITES[kind] for item in transacted for kind in item] or [operation]


@cache
def _rights(service: str, name: str) -> list[tuple[str, str]]:
    role = "".join(word.capitalize() for word in name.split("_")) + "Role"
    return [
        (action.removeprefix("dynamodb:"), where)
        for whose, said in statements(service)
        if whose == role
        for action in listed(said["Action"])
        for resource in listed(said["Resource"])
        for where in _place(resource)
    ]


def _place(resource: Any) -> Iterator[str]:
    """`table`, or `table/index/…`; nothing for what is not the service's own table."""
    if resource == {"Fn::GetAtt": ["Table", "Arn"]}:
        yield "table"
    elif isinstance(resource, dict) and str(resource.get("Fn::Sub", "")).startswith("${Table.Arn}"):
        yield resource["Fn::Sub"].replace("${Table.Arn}", "table")
