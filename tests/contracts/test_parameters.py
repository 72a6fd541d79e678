"""Every parameter has bounds: no text of any length and no number of any size goes on to a table or an engine."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from deploy.paths import ROOT
from tests.templates import SERVICES

CHECKED_BY_ITS_LIST = "cursor"  # bookstore/dynamodb/item_lists.py: too long a cursor is as wrong as any other


def find_parameters(service: str) -> Iterator[tuple[str, dict[str, Any]]]:
    document = json.loads((ROOT / "services" / service / "openapi.json").read_text())
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            for parameter in operation.get("parameters", []):
                if parameter["name"] != CHECKED_BY_ITS_LIST:
                    yield f"{method} {path} {parameter['name']}", parameter["schema"]


def is_bounded(schema: dict[str, Any]) -> bool:
    if "anyOf" in schema:
        return all(is_bounded(each) for each in schema["anyOf"])
    if "enum" in schema or "$ref" in schema or schema["type"] in {"null", "boolean"}:
        return True
    if schema["type"] == "string":
        return "maxLength" in schema or "pattern" in schema
    return schema["type"] == "integer" and {"minimum", "maximum"} <= set(schema)


@pytest.mark.parametrize("service", SERVICES)
def test_every_parameter_is_bounded(service):
    assert [name for name, schema in find_parameters(service) if not is_bounded(schema)] == []
