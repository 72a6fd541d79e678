"""Deploy one CloudFormation stack by a change set, and explain a failure by the resources that caused it."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from deploy import parameters, target
from deploy.errors import UserError
from deploy.templates import Template, to_json
from deploy.waiting import wait_until

CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
INLINE_LIMIT = 51_200  # bytes of template that one request may carry
STALLED_AFTER = 3_600.0  # seconds without an event: an OpenSearch domain takes half an hour
NO_CHANGES = ("didn't contain changes", "No updates are to be performed")
NOT_CREATED = (None, "REVIEW_IN_PROGRESS")  # not even proposed, or proposed and never executed
FAILED_CREATION = ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED")  # of a creation that failed
NOT_UPDATABLE = {
    "UPDATE_ROLLBACK_FAILED": "continue its rollback first (aws cloudformation continue-update-rollback)",
    "DELETE_FAILED": "finish deleting it first",
}

HOLD_DATA = {
    "AWS::DynamoDB::Table": "its items",
    "AWS::Cognito::UserPool": "its accounts",
    "AWS::S3::Bucket": "its files",
}

Description = dict[str, Any]
Parameters = Mapping[str, str]
UploadTemplate = Callable[[str], str]  # keeps a template that is too large for a request, and answers its address


@dataclass(frozen=True)
class Deployed:
    """The result of a deployment; `change` is created, updated or unchanged."""

    name: str
    change: str
    outputs: Mapping[str, str]


@dataclass(frozen=True)
class Stacks:
    """All the stacks of one account and region."""

    cloudformation: Any
    poll_seconds: float

    def deploy(
        self,
        name: str,
        template: Template,
        stage: str,
        explicit: Parameters,
        upload_template: UploadTemplate | None = None,
        *,
        role: str | None = None,
    ) -> Deployed:
        """Create or update the stack; raise UserError with the reasons, and change nothing, when that fails.

        CloudFormation changes the resources by `role`, if there is one, else by the rights of whoever deploys.
        """
        before = self.prepare(name)
        previous = [] if before is None else [entry["ParameterKey"] for entry in before.get("Parameters", [])]
        filled = parameters.fill(template, stage, explicit, previous)
        request = {"Parameters": filled, **({"RoleARN": role} if role else {})}
        change_set = self.create_change_set(
            name, to_json(template), request, new=before is None, upload_template=upload_template
        )
        if change_set is None:
            return Deployed(name, "unchanged", outputs(before or {}))
        self.cloudformation.execute_change_set(StackName=name, ChangeSetName=change_set)
        after = self.wait_until_idle(name)
        if after["StackStatus"] not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
            raise UserError(f"{name} was not deployed ({after['StackStatus']}): {self.failure_reasons(name)}")
        return Deployed(name, "created" if before is None else "updated", outputs(after))

    def outputs(self, name: str) -> dict[str, str]:
        """Return a stack's outputs by name; none when there is no such stack."""
        return outputs(self.describe(name) or {})

    def template(self, name: str) -> Template:
        """Return the template that is deployed, which has to be JSON; an empty one when there is no such stack."""
        if (self.describe(name) or {}).get("StackStatus") in NOT_CREATED:
            return {}
        body = self.cloudformation.get_template(StackName=name, TemplateStage="Original")["TemplateBody"]
        template: Template = json.loads(body) if isinstance(body, str) else body
        return template

    def describe(self, name: str) -> dict[str, Any] | None:
        try:
            stack: dict[str, Any] = self.cloudformation.describe_stacks(StackName=name)["Stacks"][0]
        except ClientError as error:
            if "does not exist" in str(error):
                return None
            raise
        return stack

    def prepare(self, name: str) -> dict[str, Any] | None:
        """Return the stack once it may be updated, or None when it has to be created."""
        if (self.describe(name) or {}).get("StackStatus") in NOT_CREATED:
            return None
        stack = self.wait_until_idle(name)  # somebody else may be deploying it: take turns
        status = stack.get("StackStatus")
        if status in NOT_UPDATABLE:
            raise UserError(f"{name} is {status}: {NOT_UPDATABLE[status]}, then deploy again.")
        if status in FAILED_CREATION:
            self.delete_failed(name)
        return None if status in FAILED_CREATION else stack

    def delete_failed(self, name: str) -> None:
        """Delete a stack whose creation failed: it holds nothing and cannot be updated."""
        self.cloudformation.delete_stack(StackName=name)
        stack = self.wait_until_idle(name)
        if stack.get("StackStatus") == "DELETE_FAILED":
            raise UserError(f"The remains of {name} could not be removed: {self.failure_reasons(name)}")

    def create_change_set(
        self, name: str, body: str, request: dict[str, Any], *, new: bool, upload_template: UploadTemplate | None
    ) -> str | None:
        """Create a change set and return its name, or None when nothing would change."""
        large = len(body.encode()) > INLINE_LIMIT
        template = {"TemplateURL": upload_template(body)} if upload_template and large else {"TemplateBody": body}
        change_set = f"deploy-{time.time_ns()}"
        try:
            self.cloudformation.create_change_set(
                StackName=name,
                ChangeSetName=change_set,
                ChangeSetType="CREATE" if new else "UPDATE",
                Capabilities=CAPABILITIES,
                **request,
                **template,
            )
        except ClientError as error:
            raise UserError(f"{name} cannot be deployed: {error.response['Error']['Message']}") from error
        proposed = self.wait_for_change_set(name, change_set)
        if proposed["Status"] == "CREATE_COMPLETE":
            self.require_no_loss(name, change_set)
            return change_set
        self.cloudformation.delete_change_set(StackName=name, ChangeSetName=change_set)
        reason = proposed.get("StatusReason", "")
        if not any(sentence in reason for sentence in NO_CHANGES):
            raise UserError(f"{name} cannot be deployed: {reason}")
        return None

    def require_no_loss(self, name: str, change_set: str) -> None:
        """Raise UserError, and delete the change set, when it would put something new and empty in the place of what
        holds data, or leave it out."""
        losses = [loss for change in self.list_changes(name, change_set) if (loss := describe_loss(change))]
        if losses:
            self.cloudformation.delete_change_set(StackName=name, ChangeSetName=change_set)
            raise UserError(
                f"{name} is not deployed: {'; '.join(losses)}. A deployment never does that: move the data first, "
                "then change the stack by hand."
            )

    def list_changes(self, name: str, change_set: str) -> Iterator[dict[str, Any]]:
        """List the changes of a change set's resources, page by page."""
        page: dict[str, Any] = {"NextToken": ""}
        while "NextToken" in page:
            token = {"NextToken": page["NextToken"]} if page["NextToken"] else {}
            page = self.cloudformation.describe_change_set(StackName=name, ChangeSetName=change_set, **token)
            yield from (change["ResourceChange"] for change in page.get("Changes", []) if "ResourceChange" in change)

    def wait_for_change_set(self, name: str, change_set: str) -> dict[str, Any]:
        def read() -> dict[str, Any]:
            stack: dict[str, Any] = self.cloudformation.describe_change_set(StackName=name, ChangeSetName=change_set)
            return stack

        return self.wait_for(lambda seen: not seen["Status"].endswith(("PENDING", "IN_PROGRESS")), read, name)

    def wait_until_idle(self, name: str) -> dict[str, Any]:
        """Wait until no operation is in progress and return the stack; empty when it is gone."""
        return self.wait_for(
            lambda seen: not seen.get("StackStatus", "").endswith("IN_PROGRESS"),
            lambda: self.describe(name) or {},
            name,
        )

    def wait_for(self, done: Callable[[Description], bool], read: Callable[[], Description], name: str) -> Description:
        """Read until `done`, for as long as CloudFormation reports events of the stack; return the last reading."""

        def check() -> tuple[Description] | None:
            seen = read()
            return (seen,) if done(seen) else None

        (seen,) = wait_until(
            check,
            f"{name} to settle",
            progress=lambda: self.newest_event(name),
            stalled_after=STALLED_AFTER,
            every=self.poll_seconds,
            hint="CloudFormation is still at it: deploy again later.",
        )
        return seen

    def newest_event(self, name: str) -> str:
        """Return the id of the stack's newest event; empty when there is none."""
        try:
            events = self.cloudformation.describe_stack_events(StackName=name)["StackEvents"]
        except ClientError:
            return ""
        return str(events[0].get("EventId", len(events))) if events else ""

    def failure_reasons(self, name: str) -> str:
        """Describe each failing resource, the first failure first; cancelled ones only followed."""
        events = self.cloudformation.describe_stack_events(StackName=name)["StackEvents"]
        return "; ".join(reversed(failures(latest_operation(events)))) or "CloudFormation gives no reason"


def describe_loss(change: Mapping[str, Any]) -> str:
    """Say what a change would lose; nothing for a change that loses nothing."""
    data = HOLD_DATA.get(change["ResourceType"])
    is_replaced = change["Action"] == "Modify" and change.get("Replacement") in ("True", "Conditional")
    if data is None or not (is_replaced or change["Action"] == "Remove"):
        return ""
    verb = "would be replaced by an empty one" if is_replaced else "would no longer be part of the stack"
    return f"{change['LogicalResourceId']} ({change['ResourceType']}) {verb}, without {data}"


def latest_operation(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Select the events of the last operation; CloudFormation lists the newest first."""
    for index, event in enumerate(events):
        started = event.get("ResourceStatus") in ("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS")
        if started and event["ResourceType"] == "AWS::CloudFormation::Stack":
            return events[:index]
    return events


def failures(events: list[dict[str, Any]]) -> list[str]:
    """Describe the resources that failed by themselves."""
    return [describe_failure(event) for event in events if is_cause(event)]


def is_cause(event: Mapping[str, Any]) -> bool:
    """Tell whether a resource failed by itself: the stack fails because of it, the others are cancelled."""
    failed = event["ResourceStatus"].endswith("FAILED") and event["ResourceType"] != "AWS::CloudFormation::Stack"
    return failed and "cancelled" not in event.get("ResourceStatusReason", "")


def describe_failure(event: Mapping[str, Any]) -> str:
    """Name the resource, its type, and CloudFormation's reason."""
    reason = event.get("ResourceStatusReason", "no reason given")
    return f"{event['LogicalResourceId']} ({event['ResourceType']}): {reason}"


def outputs(stack: Mapping[str, Any]) -> dict[str, str]:
    """Return a stack's outputs by name."""
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}


def stacks() -> Stacks:
    """Return the stacks of the account and region that this shell is signed in to."""
    return Stacks(target.client("cloudformation"), target.poll_seconds())
