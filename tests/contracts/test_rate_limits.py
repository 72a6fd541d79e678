"""Every limit of a route has its numbers in the template, for AWS and for the local shop, and in the runbook."""

import json
import re
from typing import Any

import pytest

from bookstore.rate_limits import Rates, parse_rates
from deploy.paths import ROOT
from tests.templates import SERVICES, template

PAGE = (ROOT / "docs" / "runbooks" / "rate-limits.md").read_text()
ROW = re.compile(r"^\| `(\w+)` \| (\w+) \| [^|]+ \|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|$", re.MULTILINE)
CELL = re.compile(r"(\d+) in (\d+) s")


def rates_of(service: str) -> tuple[Rates, Rates]:
    """Return the numbers on AWS and those of the local shop."""
    variables = template(service, "functions.yaml")["Globals"]["Function"]["Environment"]["Variables"]
    on_aws, local = variables.get("RATE_LIMITS", {"Fn::If": ["OnAws", "{}", "{}"]})["Fn::If"][1:]
    return parse_rates(on_aws), parse_rates(local)


def limits_of_routes(service: str) -> set[str]:
    document: dict[str, Any] = json.loads((ROOT / "services" / service / "openapi.json").read_text())
    return {
        name
        for methods in document["paths"].values()
        for operation in methods.values()
        for name in operation.get("x-rate-limits", [])
    }


@pytest.mark.parametrize("service", SERVICES)
def test_every_limit_of_a_route_has_numbers_and_no_others_have(service):
    on_aws, local = rates_of(service)
    assert set(on_aws) == set(local) == limits_of_routes(service)


@pytest.mark.parametrize("service", SERVICES)
def test_the_local_shop_counts_the_same_subjects(service):
    on_aws, local = rates_of(service)
    assert {limit: set(rates) for limit, rates in local.items()} == {limit: set(on_aws[limit]) for limit in on_aws}


def test_the_runbook_has_the_numbers_on_aws():
    listed = {
        (service, limit): {
            subject: tuple(map(int, found.groups()))
            for subject, cell in zip(("customer", "cart", "email", "address"), cells, strict=True)
            if (found := CELL.fullmatch(cell.strip()))
        }
        for limit, service, *cells in ROW.findall(PAGE)
    }
    assert listed == {
        (service, limit): {subject: (rate.requests, rate.seconds) for subject, rate in rates.items()}
        for service in SERVICES
        for limit, rates in rates_of(service)[0].items()
    }


@pytest.mark.parametrize("service", SERVICES)
def test_every_route_may_answer_429(service):
    document = json.loads((ROOT / "services" / service / "openapi.json").read_text())
    assert [
        path
        for path, methods in document["paths"].items()
        for each in methods.values()
        if "429" not in each["responses"]
    ] == []
