"""What DynamoDB's refusals mean: a condition that failed, a conflict worth waiting for, or a table that is busy."""

import random
import time
from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError

from bookstore.dynamodb.items import Item, from_item
from bookstore.errors import Unavailable

ATTEMPTS = 12
LONGEST_WAIT = 0.4
CONFLICT = "TransactionConflict"
PASSING = {CONFLICT, "ThrottlingError", "ProvisionedThroughputExceeded"}  # reasons that a little patience mends
BUSY = {
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ThrottlingException",
    "ThrottlingError",
    "InternalServerError",
    "ServiceUnavailable",
}


class ConditionFailed(Exception):
    """A write's condition did not hold. `index` is the refused change's place in the transaction; `present` the
    item that stood against it, None when there was none."""

    def __init__(self, index: int, present: Item | None, all_failed: dict[int, Item | None]) -> None:
        super().__init__(f"The condition of change {index} failed.")
        self.index = index
        self.present = present
        self.all_failed = all_failed


def call_with_retry(call: Callable[[], Any], wait: Callable[[float], None] = time.sleep) -> Any:
    """Call, and again with jitter while another transaction holds the item; the budget fits 24 buyers of one book."""
    for attempt in range(ATTEMPTS):
        try:
            return call()
        except ClientError as problem:
            _raise_unless_conflicting(problem)
        wait(random.uniform(0, min(LONGEST_WAIT, 0.01 * 2**attempt)))
    raise Unavailable("Many readers want this at the same moment; please try again.", retry_after=2)


def _raise_unless_conflicting(problem: ClientError) -> None:
    refused = translate_client_error(problem)
    if refused is not problem:
        raise refused from problem
    if not _conflicting(problem):
        raise problem


def translate_client_error(problem: ClientError) -> Exception:
    """The error to raise for this one. A failed condition comes first: no waiting can mend it."""
    failed = _failed_conditions(problem)
    if failed:
        index = min(failed)
        return ConditionFailed(index, failed[index], failed)
    if problem.response["Error"]["Code"] in BUSY:
        return Unavailable("The shop is very busy at the moment; please try again.", retry_after=2)
    unchanged: Exception = problem
    return unchanged


def _failed_conditions(problem: ClientError) -> dict[int, Item | None]:
    answer: Any = problem.response
    if answer["Error"]["Code"] == "ConditionalCheckFailedException":
        return {0: from_item(answer["Item"]) if answer.get("Item") else None}
    return {
        index: from_item(reason["Item"]) if reason.get("Item") else None
        for index, reason in enumerate(answer.get("CancellationReasons", ()))
        if reason.get("Code") == "ConditionalCheckFailed"
    }


def _conflicting(problem: ClientError) -> bool:
    answer: Any = problem.response
    reasons = {reason.get("Code") for reason in answer.get("CancellationReasons", ())}
    return bool(PASSING & reasons) or answer["Error"]["Code"] in {
        f"{CONFLICT}Exception",
        "TransactionInProgressException",
    }
