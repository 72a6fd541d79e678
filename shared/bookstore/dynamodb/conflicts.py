"""What DynamoDB's errors mean: a condition that failed, a conflict to retry, or a table that is throttled."""

import random
import time
from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError

from bookstore.dynamodb.items import Item, from_item
from bookstore.dynamodb.limits import ItemTooLarge
from bookstore.errors import Unavailable

ATTEMPTS = 12
MAX_WAIT_SECONDS = 0.4
CONFLICT = "TransactionConflict"
ITEM_TOO_LARGE = "item size"
RETRYABLE_REASONS = {
    CONFLICT,
    "ThrottlingError",
    "ProvisionedThroughputExceeded",
}  # reasons for which a transaction is retried
THROTTLED_CODES = {
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ThrottlingException",
    "ThrottlingError",
    "InternalServerError",
    "ServiceUnavailable",
}


class ConditionFailed(Exception):
    """A write's condition did not hold. `index` is the position of the change in the transaction, `current` the item
    that it met, None when there was none."""

    def __init__(self, index: int, current: Item | None, all_failed: dict[int, Item | None]) -> None:
        super().__init__(f"The condition of change {index} failed.")
        self.index = index
        self.current = current
        self.all_failed = all_failed


def call_with_retry(call: Callable[[], Any], wait: Callable[[float], None] = time.sleep) -> Any:
    """Call, with retries and jitter while another transaction holds the item; enough for 24 customers of one book."""
    for attempt in range(ATTEMPTS):
        try:
            return call()
        except ClientError as error:
            _raise_unless_conflict(error)
        wait(random.uniform(0, min(MAX_WAIT_SECONDS, 0.01 * 2**attempt)))
    raise Unavailable("We are very busy right now. Please try again.", retry_after=2)


def _raise_unless_conflict(error: ClientError) -> None:
    translated = translate_client_error(error)
    if translated is not error:
        raise translated from error
    if not _is_conflict(error):
        raise error


def translate_client_error(error: ClientError) -> Exception:
    """Return the error to raise for this one; a failed condition comes first, since no retry changes it."""
    failed = _failed_conditions(error)
    if failed:
        index = min(failed)
        return ConditionFailed(index, failed[index], failed)
    if error.response["Error"]["Code"] in THROTTLED_CODES:
        return Unavailable("We are very busy right now. Please try again.", retry_after=2)
    if _is_item_too_large(error):
        return ItemTooLarge()
    unchanged: Exception = error
    return unchanged


def _is_item_too_large(error: ClientError) -> bool:
    """Check what DynamoDB says of one item, or of one item of a transaction."""
    response: Any = error.response
    messages = [response["Error"].get("Message"), *(each.get("Message") for each in _reasons(error))]
    return any(ITEM_TOO_LARGE in (message or "").lower() for message in messages)


def _reasons(error: ClientError) -> list[dict[str, Any]]:
    response: Any = error.response
    return list(response.get("CancellationReasons", ()))


def _failed_conditions(error: ClientError) -> dict[int, Item | None]:
    response: Any = error.response
    if response["Error"]["Code"] == "ConditionalCheckFailedException":
        return {0: from_item(response["Item"]) if response.get("Item") else None}
    return {
        index: from_item(reason["Item"]) if reason.get("Item") else None
        for index, reason in enumerate(_reasons(error))
        if reason.get("Code") == "ConditionalCheckFailed"
    }


def _is_conflict(error: ClientError) -> bool:
    response: Any = error.response
    reasons = {reason.get("Code") for reason in _reasons(error)}
    return bool(RETRYABLE_REASONS & reasons) or response["Error"]["Code"] in {
        f"{CONFLICT}Exception",
        "TransactionInProgressException",
    }
