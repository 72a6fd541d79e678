"""Every scheduled function of every service, run with the permissions that its template gives."""

import json

import boto3
import pytest

from tests.lambda_events import SCHEDULED_EVENT
from tests.templates import SERVICES, scheduled_functions

JOBS = [(service, job) for service in SERVICES for job in sorted(scheduled_functions(service))]


def list_scheduled_functions():
    """Yield the functions of this shop that a schedule invokes."""
    events = boto3.client("events")
    rules = [rule for page in events.get_paginator("list_rules").paginate() for rule in page["Rules"]]
    for rule in rules:
        if "ScheduleExpression" in rule:
            targets = events.list_targets_by_rule(Rule=rule["Name"])["Targets"]
            yield from (target["Arn"].split(":")[-1] for target in targets)


def test_every_job_has_a_schedule_and_no_other_function(shop):
    assert set(list_scheduled_functions()) == {
        f"bookstore-{service}-{shop.system.stage}-{job}" for service, job in JOBS
    }


@pytest.mark.parametrize(("service", "job"), JOBS)
def test_a_job_has_the_permissions_it_needs(shop, service, job):
    shop.stage.invoke(service, job, json.dumps(SCHEDULED_EVENT).encode())
