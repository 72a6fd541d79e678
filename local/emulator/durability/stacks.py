"""Report a stack's operation as complete only when all that it created is journaled; undo what a kill interrupted.

MiniStack carries out an operation within one turn of its event loop, so the line at its end holds all of it: after a
kill the operation has happened or has not begun, and the stack goes back to what it was.
"""

import copy
from collections.abc import Awaitable, Coroutine
from typing import Any

from ministack.core.responses import request_scope
from ministack.services import cloudformation
from ministack.services.cloudformation import changesets, handlers, stacks

from local.emulator.durability.services import entry_journal

Stack = dict[str, Any]

BEFORE = "_before_update"
REASON = "The emulator was stopped before the operation was complete."
NO_OPERATION = ("REVIEW_IN_PROGRESS",)


def apply() -> None:
    """Intercept every place where MiniStack starts an operation."""
    for module in (handlers, changesets):
        module._create_stack_task_in_region = _start_operation
        module._deploy_stack_async = _deploy_stack


_plain_start = stacks._create_stack_task_in_region
_plain_deploy = stacks._deploy_stack_async


def _start_operation(operation: Coroutine[Any, Any, None], stack: Stack, stack_id: str | None = None) -> None:
    entry_journal.stack_operations += 1
    _plain_start(_run_operation(operation), stack, stack_id)


async def _run_operation(operation: Awaitable[None]) -> None:
    """Journal before this returns: until then nobody sees the status that the operation ends with."""
    try:
        await operation
    finally:
        entry_journal.journal([])  # of all services, while this runs
        entry_journal.stack_operations -= 1


def _deploy_stack(
    name: str, *arguments: Any, previous_stack: Stack | None = None, **options: Any
) -> Coroutine[Any, Any, None]:
    """Store with the stack what it was before an update, for as long as the update runs."""
    stack = cloudformation._stacks[name]
    if previous_stack is not None:
        stack[BEFORE] = copy.deepcopy(previous_stack)
    return _deploy_to_the_end(stack, _plain_deploy(name, *arguments, previous_stack=previous_stack, **options))


async def _deploy_to_the_end(stack: Stack, deployment: Awaitable[None]) -> None:
    try:
        await deployment
    finally:
        stack.pop(BEFORE, None)


def undo_interrupted() -> None:
    """Roll back creations, finish deletions, and restore what was before an update; needs the running event loop."""
    for (account, region, name), stack in cloudformation._stacks.all_items():
        status = stack["StackStatus"]
        if status.endswith("IN_PROGRESS") and status not in NO_OPERATION:
            with request_scope(account, region):
                _undo_operation(name, stack, status)


def _undo_operation(name: str, stack: Stack, status: str) -> None:
    stack_id = stack["StackId"]
    if status == "DELETE_IN_PROGRESS":
        _start_operation(stacks._delete_stack_async(name, stack_id), stack, stack_id)
    elif status in ("CREATE_IN_PROGRESS", "ROLLBACK_IN_PROGRESS"):
        _start_operation(
            stacks._roll_back_operation(name, stack_id, stack, _creation_of(stack), REASON), stack, stack_id
        )
    else:
        stack.update(stack.pop(BEFORE, {}))
        stack["StackStatus"] = "UPDATE_ROLLBACK_COMPLETE"
        kind = "AWS::CloudFormation::Stack"
        stacks._add_event(stack_id, name, name, kind, stack["StackStatus"], REASON, stack_id)


def _creation_of(stack: Stack) -> dict[str, Any]:
    """Return the creation as MiniStack rolls it back: all that it created goes, also what a deletion would retain."""
    return {
        "created": list(stack.get("_resources", {})),
        "template": stack.get("_template"),
        "param_values": stack.get("_resolved_params"),
        "retain_except_on_create": True,
        "stack_tags": stack.get("Tags"),
    }
