"""Stacks are deployed by change sets, and a failure is explained."""

import pytest

from deploy.errors import UserError
from deploy.stacks import Deployed, Stacks
from tests.deploy.cloudformation import FakeCloudFormation, template

TOPIC = template(Topic={"Type": "AWS::SNS::Topic"})
QUEUE = template(Queue={"Type": "AWS::SQS::Queue"})


@pytest.fixture
def cloudformation():
    return FakeCloudFormation()


@pytest.fixture
def stacks(cloudformation):
    return Stacks(cloudformation, poll_seconds=0)


def test_a_new_stack_is_created_and_tells_its_outputs(stacks):
    assert stacks.deploy("bookstore", TOPIC, "test", {}) == Deployed("bookstore", "created", {"Answer": "42"})


def test_another_template_updates_the_stack(stacks, cloudformation):
    stacks.deploy("bookstore", TOPIC, "test", {})
    assert stacks.deploy("bookstore", QUEUE, "test", {}).change == "updated"
    assert cloudformation.requests == ["propose CREATE", "execute", "propose UPDATE", "execute"]


def test_the_same_template_again_is_a_success_that_changes_nothing(stacks, cloudformation):
    stacks.deploy("bookstore", TOPIC, "test", {})
    assert stacks.deploy("bookstore", TOPIC, "test", {}) == Deployed("bookstore", "unchanged", {"Answer": "42"})
    assert cloudformation.requests == ["propose CREATE", "execute", "propose UPDATE"]
    assert cloudformation.proposals == {}


def test_a_failure_names_the_resource_that_caused_it_and_no_other(stacks, cloudformation):
    cloudformation.failing = "Table name is taken"
    with pytest.raises(UserError) as failure:
        stacks.deploy("bookstore", TOPIC, "test", {})
    assert str(failure.value) == (
        "bookstore was not deployed (ROLLBACK_COMPLETE): Table (AWS::DynamoDB::Table): Table name is taken"
    )


def test_a_failed_creation_is_deleted_before_the_next_attempt(stacks, cloudformation):
    cloudformation.failing = "Table name is taken"
    with pytest.raises(UserError):
        stacks.deploy("bookstore", TOPIC, "test", {})
    cloudformation.failing = None
    assert stacks.deploy("bookstore", QUEUE, "test", {}).change == "created"
    assert cloudformation.requests == ["propose CREATE", "execute", "delete", "propose CREATE", "execute"]


def test_an_update_that_was_rolled_back_may_be_tried_again(stacks, cloudformation):
    stacks.deploy("bookstore", TOPIC, "test", {})
    cloudformation.failing, cloudformation.outcome = "Table name is taken", "UPDATE_ROLLBACK_COMPLETE"
    with pytest.raises(UserError, match="UPDATE_ROLLBACK_COMPLETE"):
        stacks.deploy("bookstore", QUEUE, "test", {})
    cloudformation.failing = None
    assert stacks.deploy("bookstore", template(), "test", {}).change == "updated"


def test_a_stack_whose_rollback_failed_is_not_changed_and_the_error_advises(stacks, cloudformation):
    cloudformation.stacks["bookstore"] = {"states": ["UPDATE_ROLLBACK_FAILED"], "body": ""}
    with pytest.raises(UserError, match="continue its rollback first"):
        stacks.deploy("bookstore", TOPIC, "test", {})
    assert cloudformation.requests == []


def test_a_stack_somebody_else_is_deploying_is_waited_for(stacks, cloudformation):
    cloudformation.stacks["bookstore"] = {"states": ["UPDATE_IN_PROGRESS"] * 3 + ["UPDATE_COMPLETE"], "body": ""}
    assert stacks.deploy("bookstore", TOPIC, "test", {}).change == "updated"


def test_a_template_too_large_for_a_request_is_sent_by_address(stacks, cloudformation):
    stored = []

    def upload(body: str) -> str:
        stored.append(body)
        return "https://bucket/template.json"

    large = template(**{f"Topic{n}": {"Type": "AWS::SNS::Topic"} for n in range(2_000)})
    stacks.deploy("bookstore", large, "test", {}, upload_template=upload)
    assert len(stored) == 1
    assert cloudformation.stacks["bookstore"]["body"] is None


def test_a_stack_that_is_not_there_has_no_outputs(stacks):
    assert stacks.outputs("bookstore") == {}


def test_the_template_of_a_stack_is_what_was_deployed(stacks):
    stacks.deploy("bookstore", TOPIC, "test", {})
    assert stacks.template("bookstore") == TOPIC


def test_a_stack_that_is_not_there_has_an_empty_template(stacks):
    assert stacks.template("bookstore") == {}


def change(action, kind, replacement=None):
    return {"Action": action, "LogicalResourceId": "Kept", "ResourceType": kind, "Replacement": replacement}


KINDS = ("AWS::DynamoDB::Table", "AWS::Cognito::UserPool", "AWS::S3::Bucket")
REPLACED, LEFT_OUT = "would be replaced by an empty one", "would no longer be part of the stack"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("loss", "reason"), [(("Modify", "True"), REPLACED), (("Remove", None), LEFT_OUT)])
def test_what_holds_data_is_never_replaced_or_left_out(stacks, cloudformation, kind, loss, reason):
    action, replacement = loss
    stacks.deploy("bookstore", TOPIC, "test", {})
    other = change("Modify", "AWS::Lambda::Function", "True")
    cloudformation.changes = [[other], [other, change(action, kind, replacement)]]
    with pytest.raises(UserError, match=rf"Kept \({kind}\) {reason}"):
        stacks.deploy("bookstore", QUEUE, "test", {})
    assert cloudformation.requests == ["propose CREATE", "execute", "propose UPDATE"]
    assert cloudformation.proposals == {}


def test_what_may_be_replaced_is_refused_as_well(stacks, cloudformation):
    stacks.deploy("bookstore", TOPIC, "test", {})
    cloudformation.changes = [[change("Modify", "AWS::DynamoDB::Table", "Conditional")]]
    with pytest.raises(UserError, match=REPLACED):
        stacks.deploy("bookstore", QUEUE, "test", {})


def test_what_holds_data_may_be_added_and_changed_in_place(stacks, cloudformation):
    stacks.deploy("bookstore", TOPIC, "test", {})
    table = "AWS::DynamoDB::Table"
    cloudformation.changes = [[change("Modify", table, "False"), change("Add", table)]]
    assert stacks.deploy("bookstore", QUEUE, "test", {}).change == "updated"
