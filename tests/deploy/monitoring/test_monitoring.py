"""Every function, queue, table and API of a stage is on a dashboard and under an alarm that tells somebody."""

import json
import re

import pytest
from cfnlint.api import lint
from cfnlint.config import ManualArgs

from deploy.monitoring.alarms import READ_STREAMS
from deploy.monitoring.deployment import monitoring_template
from deploy.monitoring.inventory import API, FUNCTION, GRAPH, QUEUE, SEARCH, TABLE, Part, to_resources
from deploy.shared_stacks import shared_template
from deploy.templates import to_json
from tests.templates import SERVICES, functions, resources

COUNTED = ("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm", "AWS::CloudWatch::Dashboard")


def summaries(part):
    """What CloudFormation lists for a part's stack, with made-up physical ids."""
    declared = shared_template("engines")["Resources"] if part == "engines" else resources(part)
    kinds = {name: each["Type"] for name, each in declared.items()}
    if part != "engines":
        kinds |= dict.fromkeys(functions(part), FUNCTION) | {"RestAPI": API}
    return [
        {"LogicalResourceId": name, "ResourceType": kind, "PhysicalResourceId": physical(part, name, kind)}
        for name, kind in kinds.items()
    ]


def physical(part, name, kind):
    own = f"bookstore-{part}-test-{name}"
    return f"https://sqs.eu-west-1.amazonaws.com/111111111111/{own}" if kind == QUEUE else own


PARTS = [Part(name, tuple(to_resources(name, summaries(name)))) for name in (*SERVICES, "engines")]
TEMPLATE = monitoring_template(PARTS)
RESOURCES = TEMPLATE["Resources"]
EACH = pytest.mark.parametrize(
    "resource", [pytest.param(each, id=f"{part.name}-{each.logical}") for part in PARTS for each in part.resources]
)


def of_type(kind):
    return {name: each["Properties"] for name, each in RESOURCES.items() if each["Type"] == kind}


def test_cloudformations_linter_reports_nothing():
    assert lint(to_json(TEMPLATE), config=ManualArgs(regions=["us-east-1", "eu-west-1"])) == []


def test_a_stack_holds_no_more_than_cloudformation_allows():
    """CloudFormation quotas: 500 resources, and a megabyte of template from S3."""
    assert len(RESOURCES) <= 500
    assert len(to_json(TEMPLATE)) < 1_000_000


def test_what_is_watched_is_of_each_type():
    kinds = {each.kind for part in PARTS for each in part.resources}
    assert {FUNCTION, QUEUE, TABLE, API, SEARCH, GRAPH} < kinds


@EACH
def test_it_is_on_a_dashboard(resource):
    bodies = [each["DashboardBody"]["Fn::Sub"] for each in of_type("AWS::CloudWatch::Dashboard").values()]
    assert any(f'"{resource.name}"' in body for body in bodies)


@EACH
def test_it_is_under_an_alarm_that_tells_somebody(resource):
    alarms = of_type("AWS::CloudWatch::Alarm")
    own = {
        name
        for name, each in alarms.items()
        if resource.name in [dimension["Value"] for dimension in each["Dimensions"]]
    }
    reported = {
        member
        for each in of_type("AWS::CloudWatch::CompositeAlarm").values()
        for member in each["AlarmRule"]["Fn::Sub"][1]
    }
    assert own
    assert own <= reported


def test_every_function_that_follows_a_stream_is_watched_for_being_behind():
    for service in SERVICES:
        reading = {name for name, each in functions(service).items() if "'Stream'" in str(each.get("Events", {}))}
        assert {name for name in reading if not name.startswith(READ_STREAMS)} == set()


def test_an_alarm_alone_tells_nobody_and_a_composite_one_tells_both_ways():
    assert [name for name, each in of_type("AWS::CloudWatch::Alarm").items() if "AlarmActions" in each] == []
    for each in of_type("AWS::CloudWatch::CompositeAlarm").values():
        assert each["AlarmActions"] == each["OKActions"] == [{"Ref": "AlarmTopic"}]


def test_a_rule_is_no_longer_than_cloudwatch_allows_and_names_its_members_alone():
    for each in of_type("AWS::CloudWatch::CompositeAlarm").values():
        rule, members = each["AlarmRule"]["Fn::Sub"]
        assert set(re.findall(r"\$\{(\w+)\}", rule)) == set(members)
        assert len(members) <= 100
        assert len(rule) < 10_240


def test_an_objective_is_missed_when_both_windows_burn():
    rule = RESOURCES["OrdersAvailabilityAlarm"]["Properties"]["AlarmRule"]["Fn::Sub"][0]
    assert rule == (
        '(ALARM("${OrdersFaultsFast300}") AND ALARM("${OrdersFaultsFast3600}")) OR '
        '(ALARM("${OrdersFaultsSlow1800}") AND ALARM("${OrdersFaultsSlow21600}"))'
    )
    long = RESOURCES["OrdersFaultsFast3600"]["Properties"]
    assert (long["Threshold"], long["Period"], long["Statistic"]) == (pytest.approx(0.0144), 3600, "Average")


def test_a_dashboard_is_json_whose_metrics_stand_on_it_once():
    for each in of_type("AWS::CloudWatch::Dashboard").values():
        placed = [(widget["x"], widget["y"]) for widget in json.loads(each["DashboardBody"]["Fn::Sub"])["widgets"]]
        assert len(placed) == len(set(placed))
