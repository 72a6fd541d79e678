"""What clients send is bounded: every text, list and number of a request, in the published documents.

No text of any length and no number of any size goes on to a table or an engine.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from deploy.paths import ROOT
from tests.contracts.bounds import unbounded
from tests.templates import SERVICES

METHODS = ("get", "post", "put", "delete")
CHECKED_BY_ITS_LIST = "cursor"  # bookstore/dynamodb/item_lists.py: too long a cursor is as wrong as any other


def read_document(service: str) -> str:
    return (ROOT / "services" / service / "openapi.json").read_text()


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method in METHODS & methods.keys():
            yield f"{method} {path}", methods[method]


def parameter_schemas(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, operation in operations(document):
        for parameter in operation["parameters"]:
            if parameter["name"] != CHECKED_BY_ITS_LIST:
                yield f"{name} {parameter['name']}", parameter["schema"]


def body_schemas(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, operation in operations(document):
        if body := operation.get("requestBody"):
            yield name, body["content"]["application/json"]["schema"]


def is_bounded(schema: dict[str, Any]) -> bool:
    if "anyOf" in schema:
        return all(is_bounded(each) for each in schema["anyOf"])
    if "enum" in schema or "$ref" in schema or schema["type"] in {"null", "boolean"}:
        return True
    if schema["type"] == "string":
        return "maxLength" in schema or "pattern" in schema or schema.get("format") == "date-time"
    if schema["type"] == "array":
        return "maxItems" in schema and is_bounded(schema["items"])
    return schema["type"] == "integer" and {"minimum", "maximum"} <= set(schema)


@pytest.mark.parametrize("service", SERVICES)
def test_every_parameter_is_bounded(service):
    """A parameter is no object, and needs bounds even where a body does not; so does each that may be repeated."""
    document = json.loads(read_document(service))
    assert [name for name, schema in parameter_schemas(document) if not is_bounded(schema)] == []


@pytest.mark.parametrize("service", SERVICES)
def test_every_text_list_and_number_of_a_request_has_a_bound(service):
    document = json.loads(read_document(service))
    found = [
        f"{name} {path}"
        for schemas in (parameter_schemas(document), body_schemas(document))
        for name, schema in schemas
        for path in unbounded(schema, document["components"]["schemas"])
    ]
    assert found == []


@pytest.mark.parametrize("service", SERVICES)
def test_every_pattern_ends_with_the_value(service):
    """In Python `$` alone would also accept a line break behind the value."""
    lines = read_document(service).splitlines()
    patterns = [json.loads(line.split(": ", 1)[1].rstrip(",")) for line in lines if '"pattern": "' in line]
    assert [each for each in patterns if not each.endswith(r"$(?!\n)") or r"\d" in each] == []
