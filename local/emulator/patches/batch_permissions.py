"""A batch request to a queue asks for a right of its own, `sqs:DeleteMessageBatch` for one, which AWS does not know:
there whoever may do it to one message may do it to ten."""

from typing import Any

from ministack.core import iam_actions

BATCH = "Batch"


def apply() -> None:
    """Only queues: other services have rights for their batches."""
    iam_actions.extract_iam_action = _single_message_action


_plain = iam_actions.extract_iam_action


def _single_message_action(service: str, *request: Any) -> str | None:
    action: str | None = _plain(service, *request)
    return action.removesuffix(BATCH) if service == "sqs" and action else action
