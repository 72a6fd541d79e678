"""Give a batch request to a queue the permission of the single request.

The emulator checks `sqs:DeleteMessageBatch`, which AWS does not know: who may delete one
message there may delete ten.
"""

from typing import Any

from ministack.core import iam_actions

BATCH = "Batch"


def apply() -> None:
    """Change the permissions of queues only: other services have permissions for their batches."""
    iam_actions.extract_iam_action = _single_message_action


_plain = iam_actions.extract_iam_action


def _single_message_action(service: str, *request: Any) -> str | None:
    action: str | None = _plain(service, *request)
    return action.removesuffix(BATCH) if service == "sqs" and action else action
