"""The events a service consumed and the read models it changed, stored for a week, to follow one order."""

from datetime import datetime, timedelta
from itertools import islice
from typing import Self

from msgspec import Struct, convert, to_builtins
from ulid import ULID

from bookstore import clock, correlation
from bookstore.dynamodb.table import Table
from bookstore.messaging.envelope import Received

RETENTION = timedelta(days=7)
MAX_STEPS = 1_000  # of one correlation id; an order has a few dozen


class Step(Struct, frozen=True, kw_only=True):
    """One step: an event was consumed, or a read model changed."""

    correlation_id: str
    kind: str
    name: str
    subject: str
    version: int
    received_at: datetime
    applied_at: datetime
    event_id: str = ""
    happened_at: datetime | None = None

    @classmethod
    def consumed(cls, received: Received, received_at: datetime) -> Self:
        """Return the step of an event that was received at that time and is applied now."""
        return cls(
            correlation_id=received.correlation_id,
            kind="event",
            name=received.event.name(),
            subject=received.event.subject,
            version=received.event.version,
            received_at=received_at,
            applied_at=clock.now(),
            event_id=received.id,
            happened_at=received.time,
        )

    @classmethod
    def projected(cls, read_model: str, subject: str, version: int, received_at: datetime) -> Self:
        """Return the step of a change of the table that is now written to a read model."""
        return cls(
            correlation_id=correlation.current(),
            kind="view",
            name=read_model,
            subject=subject,
            version=version,
            received_at=received_at,
            applied_at=clock.now(),
        )


class Traces:
    """The steps in the service's own table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def record(self, *steps: Step) -> None:
        """Store the steps for a week."""
        self._table.put_many(_item(step) for step in steps)

    def of(self, correlation_id: str) -> list[Step]:
        """Return what this service did for a correlation id, in order; the first thousand steps."""
        items = islice(self._table.query_prefix(f"TRACE#{correlation_id}"), MAX_STEPS)
        return [convert({k: v for k, v in item.items() if k in Step.__struct_fields__}, Step) for item in items]


def _item(step: Step) -> dict[str, object]:
    return {
        **to_builtins(step),
        "pk": f"TRACE#{step.correlation_id}",
        "sk": f"{clock.text(step.applied_at)}#{ULID()}",
        "expires_at": int((step.applied_at + RETENTION).timestamp()),
    }
