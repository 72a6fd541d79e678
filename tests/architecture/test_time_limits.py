"""Time limits stand in order: whoever waits, waits longer than whoever is waited for."""

import ast
import json
import re

import pytest

from deploy.paths import ROOT
from tests.templates import SERVICES, functions, resources_of_type

GATEWAY_SECONDS = 29  # API Gateway quotas: the integration time-out of a regional REST API
ANSWERING = ("APIHandler", "Graphql")
STRIPE = ROOT / "services" / "orders" / "chalicelib" / "payments" / "stripe_gateway.py"
STRIPE_BACKOFF = 2 * 1.0  # seconds at the most: between two of three attempts stripe waits 0.5 s, then 1 s

EACH = pytest.mark.parametrize("service", SERVICES)


def seconds(service, name):
    """How long a function may take: as functions.yaml says, else as Chalice's settings do."""
    default = json.loads((ROOT / "services" / service / ".chalice" / "config.json").read_text())["lambda_timeout"]
    return functions(service)[name].get("Timeout", default)


@EACH
def test_a_function_that_answers_a_request_ends_before_the_gateway_gives_up(service):
    names = [name for name in ANSWERING if name in functions(service)]
    assert "APIHandler" in names
    assert {name: seconds(service, name) for name in names if seconds(service, name) >= GATEWAY_SECONDS} == {}


@EACH
def test_a_message_stays_invisible_six_times_as_long_as_its_function_may_take(service):
    """As Lambda's developer guide says of queues as event sources."""
    queues = resources_of_type(service, "AWS::SQS::Queue")
    for name, function in functions(service).items():
        for event in function.get("Events", {}).values():
            if queue := event.get("Properties", {}).get("Queue"):
                invisible = queues[queue["Fn::GetAtt"][0]]["VisibilityTimeout"]
                assert invisible >= 6 * seconds(service, name), name


def test_every_attempt_at_stripe_fits_into_the_request_that_makes_it():
    declared = dict(re.findall(r"^(TIMEOUTS|RETRIES) = ([^#\n]+)", STRIPE.read_text(), re.MULTILINE))
    attempts = ast.literal_eval(declared["RETRIES"].strip()) + 1
    longest = attempts * sum(ast.literal_eval(declared["TIMEOUTS"].strip())) + STRIPE_BACKOFF
    for name in (*ANSWERING, "Consume"):
        assert longest < seconds("orders", name)
