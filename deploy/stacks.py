"""Deploy one CloudFormation stack by a change set, and explain a failure by the resources that caused it."""

import time
from collections.abc import Callable, Mapping
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
NOTHING_TO_DO = ("didn't contain changes", "No updates are to be performed")
NOTHING_YET = (None, "REVIEW_IN_PROGRESS")  # not even proposed, or proposed and never executed
REMAINS = ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED")  # of a creation that failed
REFUSES = {
    "UPDATE_ROLLBACK_FAILED": "continue its rollback first (aws cloudformation continue-update-rollback)",
    "DELETE_FAILED": "finish deleting it first",
}

Description = dict[str, Any]
Given = Mapping[str, str]
UploadTemplate = Callable[[str], str]  # keeps a template that is too large for a request, and answers its address


@dataclass(frozen=True)
class Deployed:
    """How a deployment went; `change` is created, updated or unchanged."""

    name: str
    change: str
    outputs: Mapping[str, str]


@dataclass(frozen=True)
class Stacks:
    """All the stacks of one account and region."""

    cloudformation: Any
    poll_seconds: float

    def deploy(
        self, name: str, template: Template, stage: str, given: Given, where: UploadTemplate | None = None
    ) -> Deployed:
        """Create the stack or update it; raise Trouble with the reasons, and leave what was there, when that fails."""
        before = self.ready(name)
        known = [] if before is None else [entry["ParameterKey"] for entry in before.get("Parameters", [])]
        filled = parameters.fill(template, stage, given, known)
        change_set = self.propose(name, to_json(template), filled, new=before is None, where=where)
        if change_set is None:
            return Deployed(name, "unchanged", outputs(before or {}))
        self.cloudformation.execute_change_set(StackName=name, ChangeSetName=change_set)
        after = self.settled(name)
        if after["StackStatus"] not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
            raise UserError(f"{name} was not deployed ({after['StackStatus']}): {self.reasons(name)}")
        return Deployed(name, "created" if before is None else "updated", outputs(after))

    def outputs(self, name: str) -> dict[str, str]:
        """What a stack tells others; nothing when there is no such stack."""
        return outputs(self.described(name) or {})

    def described(self, name: str) -> dict[str, Any] | None:
        try:
            found: dict[str, Any] = self.cloudformation.describe_stacks(StackName=name)["Stacks"][0]
        except ClientError as error:
            if "does not exist" in str(error):
                return None
            raise
        return found

    def ready(self, name: str) -> dict[str, Any] | None:
        """The stack as it may be updated, or None when it is to be created."""
        if (self.described(name) or {}).get("StackStatus") in NOTHING_YET:
            return None
        stack = self.settled(name)  # somebody else may be deploying it: take turns
        status = stack.get("StackStatus")
        if status in REFUSES:
            raise UserError(f"{name} is {status}: {REFUSES[status]}, then deploy again.")
        if status in REMAINS:
            self.clear(name)
        return None if status in REMAINS else stack

    def clear(self, name: str) -> None:
        """A stack whose creation failed holds nothing and can only be deleted."""
        self.cloudformation.delete_stack(StackName=name)
        stack = self.settled(name)
        if stack.get("StackStatus") == "DELETE_FAILED":
            raise UserError(f"The remains of {name} could not be removed: {self.reasons(name)}")

    def propose(
        self, name: str, body: str, filled: list[dict[str, Any]], *, new: bool, where: UploadTemplate | None
    ) -> str | None:
        """The name of a change set to execute, or None when nothing would change."""
        large = len(body.encode()) > INLINE_LIMIT
        template = {"TemplateURL": where(body)} if where and large else {"TemplateBody": body}
        change_set = f"deploy-{time.time_ns()}"
        try:
            self.cloudformation.create_change_set(
                StackName=name,
                ChangeSetName=change_set,
                ChangeSetType="CREATE" if new else "UPDATE",
                Capabilities=CAPABILITIES,
                Parameters=filled,
                **template,
            )
        except ClientError as error:
            raise UserError(f"{name} cannot be deployed: {error.response['Error']['Message']}") from error
        proposed = self.proposed(name, change_set)
        if proposed["Status"] == "CREATE_COMPLETE":
            return change_set
        self.cloudformation.delete_change_set(StackName=name, ChangeSetName=change_set)
        reason = proposed.get("StatusReason", "")
        if not any(sentence in reason for sentence in NOTHING_TO_DO):
            raise UserError(f"{name} cannot be deployed: {reason}")
        return None

    def proposed(self, name: str, change_set: str) -> dict[str, Any]:
        def look() -> dict[str, Any]:
            found: dict[str, Any] = self.cloudformation.describe_change_set(StackName=name, ChangeSetName=change_set)
            return found

        return self.until(lambda seen: not seen["Status"].endswith(("PENDING", "IN_PROGRESS")), look, name)

    def settled(self, name: str) -> dict[str, Any]:
        """The stack when nothing is in progress any more; empty when it is gone."""
        return self.until(
            lambda seen: not seen.get("StackStatus", "").endswith("IN_PROGRESS"),
            lambda: self.described(name) or {},
            name,
        )

    def until(self, done: Callable[[Description], bool], look: Callable[[], Description], name: str) -> Description:
        """Return what `look` sees once it is `done`, as long as CloudFormation reports events of the stack."""

        def settled() -> tuple[Description] | None:
            seen = look()
            return (seen,) if done(seen) else None

        (seen,) = wait_until(
            settled,
            f"{name} to settle",
            progress=lambda: self.newest_event(name),
            stalled_after=STALLED_AFTER,
            every=self.poll_seconds,
            hint="CloudFormation is still at it: deploy again later.",
        )
        return seen

    def newest_event(self, name: str) -> str:
        """The id of the newest event of a stack; nothing when there is none."""
        try:
            events = self.cloudformation.describe_stack_events(StackName=name)["StackEvents"]
        except ClientError:
            return ""
        return str(events[0].get("EventId", len(events))) if events else ""

    def reasons(self, name: str) -> str:
        """Each failing resource with its reason, the first failure first; cancelled ones only followed."""
        events = self.cloudformation.describe_stack_events(StackName=name)["StackEvents"]
        return "; ".join(reversed(failures(latest_operation(events)))) or "CloudFormation gives no reason"


def latest_operation(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The events of the last operation; CloudFormation lists the newest first."""
    for index, event in enumerate(events):
        started = event.get("ResourceStatus") in ("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS")
        if started and event["ResourceType"] == "AWS::CloudFormation::Stack":
            return events[:index]
    return events


def failures(events: list[dict[str, Any]]) -> list[str]:
    """What went wrong by itself, in words."""
    return [describe_failure(event) for event in events if is_cause(event)]


def is_cause(event: Mapping[str, Any]) -> bool:
    """The stack itself fails because a resource did, and the other resources are cancelled for it."""
    failed = event["ResourceStatus"].endswith("FAILED") and event["ResourceType"] != "AWS::CloudFormation::Stack"
    return failed and "cancelled" not in event.get("ResourceStatusReason", "")


def describe_failure(event: Mapping[str, Any]) -> str:
    """Which resource, of which type, and CloudFormation's reason."""
    reason = event.get("ResourceStatusReason", "no reason given")
    return f"{event['LogicalResourceId']} ({event['ResourceType']}): {reason}"


def outputs(stack: Mapping[str, Any]) -> dict[str, str]:
    """By name."""
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}


def stacks() -> Stacks:
    """Those of the account and region that this shell is signed in to."""
    return Stacks(target.client("cloudformation"), target.poll_seconds())
