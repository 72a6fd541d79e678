"""What the clock does, done with no other rights than the template gives: each scheduled function of every service."""

import json

import boto3

from tests.shapes import TICK


def scheduled():
    """The functions of this shop that a schedule calls."""
    events = boto3.client("events")
    rules = [rule for page in events.get_paginator("list_rules").paginate() for rule in page["Rules"]]
    for rule in rules:
        if "ScheduleExpression" in rule:
            yield from (target["Arn"] for target in events.list_targets_by_rule(Rule=rule["Name"])["Targets"])


def failure(function):
    answer = boto3.client("lambda").invoke(FunctionName=function, Payload=json.dumps(TICK).encode())
    body = answer["Payload"].read().decode()
    return body if answer.get("FunctionError") else None


def test_whatever_the_clock_calls_may_do_what_it_does(shop):
    failures = {function.split(":")[-1]: failure(function) for function in scheduled()}
    assert {name for name in failures if name.startswith("bookstore-recommendations")} == {
        f"bookstore-recommendations-{shop.system.stage}-{name}" for name in ("keep_lists", "keep_graph", "mend")
    }
    assert {name: why for name, why in failures.items() if why} == {}
