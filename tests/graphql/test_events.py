"""A service's events as mutations of the merged API: rules, their role, their dead-letter queue and its alarm."""

import json

import graphql
import pytest
from cfnlint.api import lint
from cfnlint.config import ManualArgs

from deploy.graphql.events import PARAMETERS, event_resources
from deploy.paths import ROOT
from tests.graphql import schemas

LISTENING = [service for service in schemas.SERVICES if schemas.api(service).get("events")]
EACH = pytest.mark.parametrize("service", LISTENING)
GIVEN = {name: {"Type": "String"} for name in ("EventBus", "GraphqlApiId", "AlarmTopic")}


def events(service):
    return schemas.api(service)["events"]


def made(service):
    return event_resources(events(service))


def test_orders_tells_those_who_listen():
    assert "orders" in LISTENING


@EACH
def test_cloudformations_linter_reports_nothing(service):
    association = {"Type": "AWS::CloudFormation::WaitConditionHandle"}
    resources = {**made(service), "GraphQLAssociation": association}
    found = lint(
        json.dumps({"Parameters": PARAMETERS | GIVEN, "Resources": resources}), config=ManualArgs(regions=["us-east-1"])
    )
    assert [str(match) for match in found] == []


@EACH
def test_each_operation_is_a_mutation_that_only_the_system_may_call_with_variables_of_its_event(service):
    fields = {field.name: field for field in schemas.list_root_fields() if field.service == service}
    for name, event in events(service).items():
        document = graphql.parse(event["operation"])
        assert graphql.validate(schemas.schema(service), document) == []
        (operation,) = document.definitions
        assert operation.operation is graphql.OperationType.MUTATION
        assert [each.name.value for each in operation.selection_set.selections] == [name]
        assert {each.variable.name.value for each in operation.variable_definitions} == event["variables"].keys()
        access = fields[name].access
        assert (access.system, access.public, access.customers, access.roles) == (True, False, False, frozenset())


@EACH
def test_each_variable_is_a_required_field_of_every_event_it_is_for(service):
    for event in events(service).values():
        for kind in event["types"]:
            published = json.loads((ROOT / "docs" / "schemas" / f"{kind}.json").read_text())
            required = set(published["required"])
            assert set(event["variables"].values()) | event.get("where", {}).keys() <= required, kind


@EACH
def test_subscribers_get_all_fields_of_the_result(service):
    """They see no more of a mutation's result than the mutation has selected."""
    schema = schemas.schema(service)
    for name, event in events(service).items():
        selected = graphql.parse(event["operation"]).definitions[0].selection_set.selections[0].selection_set.selections
        answer = graphql.get_named_type(schema.mutation_type.fields[name].type)
        assert {each.name.value for each in selected} == answer.fields.keys()


@EACH
def test_the_role_may_call_these_mutations_and_nothing_else(service):
    (policy,) = made(service)["GraphQLEventRole"]["Properties"]["Policies"]
    (statement,) = policy["PolicyDocument"]["Statement"]
    assert statement["Action"] == "appsync:GraphQL"
    assert [resource["Fn::Sub"].rpartition("/")[2] for resource in statement["Resource"]] == list(events(service))


@EACH
def test_what_is_not_delivered_is_parked_encrypted_for_two_weeks_and_raises_an_alarm(service):
    resources = made(service)
    queue = {"Fn::GetAtt": ["GraphQLEventDeadLetters", "Arn"]}
    rules = [each["Properties"] for each in resources.values() if each["Type"] == "AWS::Events::Rule"]
    assert [rule["Targets"][0]["DeadLetterConfig"]["Arn"] for rule in rules] == [queue] * len(events(service))
    properties = resources["GraphQLEventDeadLetters"]["Properties"]
    assert properties == {"MessageRetentionPeriod": 1209600, "SqsManagedSseEnabled": True}
    alarm = resources["GraphQLEventDeadLettersAlarm"]["Properties"]
    assert alarm["Dimensions"][0]["Value"] == {"Fn::GetAtt": ["GraphQLEventDeadLetters", "QueueName"]}
    assert alarm["AlarmActions"] == [{"Ref": "AlarmTopic"}]
