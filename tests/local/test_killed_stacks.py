"""`kill -9` of the emulated AWS amid a stack's operation leaves nothing that would be in the way of the next."""

import json

import pytest

from deploy.waiting import wait_until
from local.emulator.clients import client
from tests.local.free_ports import free_base
from tests.local.small_aws import emulator_in, items, kill_and_start, put, stack_status


@pytest.fixture(scope="module")
def aws(tmp_path_factory):
    with emulator_in(tmp_path_factory.mktemp("emulator") / "home", free_base()) as system:
        yield system


def template(name, waits=False, **tags):
    """A table and a bucket that a deletion would leave, a log group, and perhaps somebody who never comes."""
    table = {
        "TableName": f"table-{name}",
        "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
        "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
        "BillingMode": "PAY_PER_REQUEST",
    }
    created = {"Bucket": {"BucketName": name}, "Table": table, "Log": {"LogGroupName": f"/log/{name}", **tags}}
    kinds = {"Bucket": "AWS::S3::Bucket", "Table": "AWS::DynamoDB::Table", "Log": "AWS::Logs::LogGroup"}
    stored = {"Bucket": "Retain", "Table": "RetainExceptOnCreate", "Log": "Retain"}
    resources = {
        key: {"Type": kinds[key], "Properties": created[key], "DeletionPolicy": stored[key]} for key in created
    }
    if waits:
        handle = {"Handle": {"Ref": "Handle"}, "Timeout": "3600"}
        resources["Handle"] = {"Type": "AWS::CloudFormation::WaitConditionHandle"}
        resources["Wait"] = {
            "Type": "AWS::CloudFormation::WaitCondition",
            "DependsOn": list(created),
            "Properties": handle,
        }
    return json.dumps({"Resources": resources})


def made_of(aws, name):
    tables = client(aws, "dynamodb").list_tables()["TableNames"]
    buckets = [bucket["Name"] for bucket in client(aws, "s3").list_buckets()["Buckets"]]
    groups = client(aws, "logs").describe_log_groups(logGroupNamePrefix=f"/log/{name}")["logGroups"]
    return [f"table-{name}" in tables, name in buckets, len(groups)]


def create_stack(aws, name):
    client(aws, "cloudformation").create_stack(StackName=name, TemplateBody=template(name))
    wait_until(lambda: stack_status(aws, name) == "CREATE_COMPLETE", "the stack")


def kill_amid(aws, operation, name, **how):
    """While the stack waits, and after somebody else was told that something is saved."""
    getattr(client(aws, "cloudformation"), operation)(StackName=name, TemplateBody=template(name, waits=True), **how)
    wait_until(lambda: made_of(aws, name) == [True, True, 1], "the first half of the stack")
    client(aws, "ssm").put_parameter(Name=f"/amid/{name}", Value="1", Type="String")
    kill_and_start(aws)
    wait_until(lambda: not stack_status(aws, name).endswith("IN_PROGRESS"), "the end of the stack's work")


def test_a_complete_stack_survives_a_kill(aws):
    create_stack(aws, "whole")
    kill_and_start(aws)
    assert stack_status(aws, "whole") == "CREATE_COMPLETE"
    assert made_of(aws, "whole") == [True, True, 1]


def test_a_creation_that_a_kill_interrupts_is_rolled_back_and_can_be_repeated(aws):
    kill_amid(aws, "create_stack", "created")
    assert stack_status(aws, "created") == "ROLLBACK_COMPLETE"
    assert made_of(aws, "created") == [False, False, 0]
    client(aws, "cloudformation").delete_stack(StackName="created")
    wait_until(lambda: stack_status(aws, "created") in (None, "DELETE_COMPLETE"), "the stack's removal")
    create_stack(aws, "created")


def test_an_update_that_a_kill_interrupts_can_be_repeated(aws):
    create_stack(aws, "updated")
    put(aws, "table-updated", "kept")
    kill_amid(aws, "update_stack", "updated")
    assert stack_status(aws, "updated") == "UPDATE_ROLLBACK_COMPLETE"
    assert "Wait" not in client(aws, "cloudformation").get_template(StackName="updated")["TemplateBody"]["Resources"]
    assert "kept" in items(aws, "table-updated")
    second = template("updated", RetentionInDays=7)
    client(aws, "cloudformation").update_stack(StackName="updated", TemplateBody=second)
    wait_until(lambda: stack_status(aws, "updated") == "UPDATE_COMPLETE", "the update")
    groups = client(aws, "logs").describe_log_groups(logGroupNamePrefix="/log/updated")["logGroups"]
    assert groups[0]["retentionInDays"] == 7


def test_a_requested_stack_is_created_or_can_be_created(aws):
    """Killed as soon as the request is answered: before, amid or after the work, as the machine will have it."""
    client(aws, "cloudformation").create_stack(StackName="asked", TemplateBody=template("asked"))
    kill_and_start(aws)
    wait_until(lambda: not stack_status(aws, "asked").endswith("IN_PROGRESS"), "the end of the stack's work")
    complete = stack_status(aws, "asked") == "CREATE_COMPLETE"
    assert made_of(aws, "asked") == ([True, True, 1] if complete else [False, False, 0])
