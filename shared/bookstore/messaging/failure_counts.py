"""How often handlers failed on a message, counted in the service's own table, so that all processes share the count."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from bookstore import clock
from bookstore.dynamodb.table import Table

RETENTION = timedelta(days=14)  # as long as a queue keeps a message
NAME = "FAILURES"


@dataclass(frozen=True)
class Failure:
    """What is known of a message after one more failure; `parked` when a copy of it is in the dead-letter queue."""

    count: int
    parked: bool


class Failures:
    """One item per message id. A redriven message has a new id, and so a new count."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, message_id: str, receipt_handle: str) -> Failure:
        """Count the failure of one delivery, once however often it is written: a write that timed out and is repeated
        adds the same member to a set."""
        delivery = hashlib.sha256(receipt_handle.encode()).hexdigest()[:16]
        expires_at = int((clock.now() + RETENTION).timestamp())
        item = self._table.update(
            f"{NAME}#{message_id}", NAME, adds={"deliveries": {delivery}}, sets={"expires_at": expires_at}
        )
        return Failure(len(item["deliveries"]), item.get("parked", False))

    def mark_parked(self, message_id: str) -> None:
        """Remember that the message is in the dead-letter queue, for when it is delivered once more."""
        self._table.update(f"{NAME}#{message_id}", NAME, sets={"parked": True})
