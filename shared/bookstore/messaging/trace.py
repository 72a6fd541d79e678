"""Which events a service heard and which views it changed, kept for a week, to show one order travelling."""

from datetime import datetime, timedelta
from typing import Self

from msgspec import Struct, convert, to_builtins
from ulid import ULID

from bookstore import clock, correlation
from bookstore.dynamodb.table import Table
from bookstore.messaging.envelope import Received

RETENTION = timedelta(days=7)


class Step(Struct, frozen=True, kw_only=True):
    """One thing that happened on the way: an event consumed, or a view changed."""

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
    def consumed(cls, received: Received, came: datetime) -> Self:
        """The service has applied an event that came at that time."""
        return cls(
            correlation_id=received.correlation_id,
            kind="event",
            name=received.event.name(),
            subject=received.event.subject,
            version=received.event.version,
            received_at=came,
            applied_at=clock.now(),
            event_id=received.id,
            happened_at=received.time,
        )

    @classmethod
    def projected(cls, view: str, subject: str, version: int, came: datetime) -> Self:
        """The service has written a change of its table to a view."""
        here = correlation.current()
        return cls(
            correlation_id=here, kind="view", name=view, subject=subject, version=version, received_at=came,
            applied_at=clock.now(),
        )  # fmt: skip


class Traces:
    """The steps, in the service's own table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def note(self, *steps: Step) -> None:
        """Keep the steps for a week; a step without a correlation id belongs to no story and is not kept."""
        self._table.put_many(_item(step) for step in steps if step.correlation_id)

    def of(self, correlation_id: str) -> list[Step]:
        """Everything this service did about it, in order."""
        found = self._table.under(f"TRACE#{correlation_id}")
        return [convert({k: v for k, v in item.items() if k in Step.__struct_fields__}, Step) for item in found]


def _item(step: Step) -> dict[str, object]:
    return {
        **to_builtins(step),
        "pk": f"TRACE#{step.correlation_id}",
        "sk": f"{clock.text(step.applied_at)}#{ULID()}",
        "expires_at": int((step.applied_at + RETENTION).timestamp()),
    }
