"""A CloudFormation that keeps its stacks in memory and fails on request."""

import json
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError


def refusal(operation: str, message: str) -> ClientError:
    return ClientError({"Error": {"Code": "ValidationError", "Message": message}}, operation)


@dataclass
class FakeCloudFormation:
    """`failing` is the reason why the next change fails; `outcome` the state that the stack then rests in;
    `changes` are the pages of what a change set would do."""

    failing: str | None = None
    outcome: str = "ROLLBACK_COMPLETE"
    stacks: dict[str, dict[str, Any]] = field(default_factory=dict)
    proposals: dict[str, dict[str, Any]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    changes: list[list[dict[str, Any]]] = field(default_factory=list)

    def describe_stacks(self, StackName: str) -> dict[str, Any]:
        if StackName not in self.stacks:
            raise refusal("DescribeStacks", f"Stack with id {StackName} does not exist")
        stack = self.stacks[StackName]
        seen = {**stack, "StackStatus": stack["states"][0]}
        if len(stack["states"]) > 1:
            stack["states"].pop(0)
        if seen["StackStatus"] == "DELETE_COMPLETE":
            del self.stacks[StackName]
            raise refusal("DescribeStacks", f"Stack with id {StackName} does not exist")
        return {"Stacks": [seen]}

    def get_template(self, StackName: str, TemplateStage: str) -> dict[str, Any]:
        assert TemplateStage == "Original"
        return {"TemplateBody": self.stacks[StackName]["body"]}

    def create_change_set(self, *, StackName: str, ChangeSetName: str, **change_set: Any) -> None:
        self.requests.append(f"propose {change_set['ChangeSetType']}")
        self.proposals[ChangeSetName] = change_set

    def describe_change_set(self, StackName: str, ChangeSetName: str, NextToken: str = "0") -> dict[str, Any]:
        body = self.proposals[ChangeSetName].get("TemplateBody")
        if StackName in self.stacks and self.stacks[StackName]["body"] == body:
            return {
                "Status": "FAILED",
                "StatusReason": "The submitted information didn't contain changes. Submit different",
            }
        page = int(NextToken)
        more = {"NextToken": str(page + 1)} if page + 1 < len(self.changes) else {}
        changes = [{"ResourceChange": change} for change in self.changes[page]] if self.changes else []
        return {"Status": "CREATE_COMPLETE", "Changes": changes, **more}

    def delete_change_set(self, StackName: str, ChangeSetName: str) -> None:
        del self.proposals[ChangeSetName]

    def execute_change_set(self, StackName: str, ChangeSetName: str) -> None:
        self.requests.append("execute")
        change_set = self.proposals.pop(ChangeSetName)
        kind = change_set["ChangeSetType"]
        states = [f"{kind}_IN_PROGRESS", self.outcome if self.failing else f"{kind}_COMPLETE"]
        self.stacks[StackName] = {
            "body": change_set.get("TemplateBody"),
            "states": states,
            "Parameters": change_set["Parameters"],
            "Outputs": [{"OutputKey": "Answer", "OutputValue": "42"}],
        }

    def delete_stack(self, StackName: str) -> None:
        self.requests.append("delete")
        self.stacks[StackName]["states"] = ["DELETE_IN_PROGRESS", "DELETE_COMPLETE"]

    def describe_stack_events(self, StackName: str) -> dict[str, Any]:
        """The newest first, with an older operation behind them, as CloudFormation tells them."""
        return {
            "StackEvents": [
                event("bookstore", "AWS::CloudFormation::Stack", "ROLLBACK_COMPLETE"),
                event("Queue", "AWS::SQS::Queue", "CREATE_FAILED", "Resource creation cancelled"),
                event("Table", "AWS::DynamoDB::Table", "CREATE_FAILED", self.failing),
                event("bookstore", "AWS::CloudFormation::Stack", "CREATE_IN_PROGRESS", "User Initiated"),
                event("Older", "AWS::SNS::Topic", "UPDATE_FAILED", "of another day"),
            ]
        }


def event(name: str, kind: str, status: str, reason: str | None = None) -> dict[str, Any]:
    fields = {"LogicalResourceId": name, "ResourceType": kind, "ResourceStatus": status}
    return fields if reason is None else {**fields, "ResourceStatusReason": reason}


def template(**resources: Any) -> dict[str, Any]:
    """As deep a copy as JSON makes, so that tests cannot share one."""
    made: dict[str, Any] = json.loads(json.dumps({"Resources": resources}))
    return made
