"""What the clock does, done with no other rights than the template gives: each scheduled function of every service."""

import json

import boto3
import pytest

from tests.shapes import TICK
from tests.templates import SERVICES, jobs

JOBS = [(service, job) for service in SERVICES for job in sorted(jobs(service))]


def scheduled():
    """The functions of this shop that a schedule calls."""
    events = boto3.client("events")
    rules = [rule for page in events.get_paginator("list_rules").paginate() for rule in page["Rules"]]
    for rule in rules:
        if "ScheduleExpression" in rule:
            targets = events.list_targets_by_rule(Rule=rule["Name"])["Targets"]
            yield from (target["Arn"].split(":")[-1] for target in targets)


def test_the_clock_calls_every_job_and_nothing_else(shop):
    assert set(scheduled()) == {f"bookstore-{service}-{shop.system.stage}-{job}" for service, job in JOBS}


@pytest.mark.parametrize(("service", "job"), JOBS)
def test_a_job_may_do_what_it_does(shop, service, job):
    shop.stage.invoke(service, job, json.dumps(TICK).encode())
