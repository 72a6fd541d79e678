"""What clients send is bounded: every text, list and number of a request, in the published documents.

A cursor is checked as a whole where it is decoded, so that a spoiled one is 400 whatever is wrong with it.
"""

import json

import pytest

from deploy.paths import ROOT
from tests.contracts.bounds import unbounded
from tests.templates import SERVICES

METHODS = ("get", "post", "put", "delete")


def request_schemas(service):
    """Yield each request's schemas by name: parameters and body."""
    document = json.loads((ROOT / "services" / service / "openapi.json").read_text())
    for path, methods in document["paths"].items():
        for method in METHODS & methods.keys():
            operation = methods[method]
            for parameter in operation["parameters"]:
                if parameter["name"] == "cursor":
                    continue
                yield f"{method} {path} {parameter['name']}", parameter["schema"], document
            if body := operation.get("requestBody"):
                yield f"{method} {path}", body["content"]["application/json"]["schema"], document


@pytest.mark.parametrize("service", SERVICES)
def test_every_text_list_and_number_of_a_request_has_a_bound(service):
    found = [
        f"{name} {path}"
        for name, schema, document in request_schemas(service)
        for path in unbounded(schema, document["components"]["schemas"])
    ]
    assert found == []


@pytest.mark.parametrize("service", SERVICES)
def test_every_pattern_ends_with_the_value(service):
    """In Python `$` alone would also accept a line break behind the value."""
    text = (ROOT / "services" / service / "openapi.json").read_text()
    patterns = [json.loads(line.split(": ", 1)[1].rstrip(",")) for line in text.splitlines() if '"pattern": "' in line]
    assert [each for each in patterns if not each.endswith(r"$(?!\n)") or r"\d" in each] == []
