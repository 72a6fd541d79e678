"""Republishing: how a subscriber that came late, or lost its table, receives the current state of everything.

Every subject is published once at its current version, through the outbox like any event. A consumer that has it merges
by version and changes nothing. One invocation does one page and returns where the next one starts.
"""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct, convert, field, to_builtins

from bookstore import logs, metrics
from bookstore.dynamodb.changes import Put
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import Table
from bookstore.messaging.outbox import PREFIX

PAGE_SIZE = 1_000
ToOutboxItems = Callable[[Item], Iterable[Put]]


class RepublishRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """Where to start: `next` of the previous page, or nothing for the first."""

    start: Item | None = None


class RepublishResponse(Struct, frozen=True, omit_defaults=True):
    """How many events are in the outbox, where the next page starts (None at the end), and how many items have none
    because they failed."""

    published: int = field(name="told")
    next: Item | None
    failed: int = 0


def republish_page(request: dict[str, Any], table: Table, to_outbox_items: ToOutboxItems) -> dict[str, Any]:
    """Put one page of the table into the outbox: `to_outbox_items` returns the events of an item, none for most."""
    page = table.scan_page(limit=PAGE_SIZE, start=convert(request, RepublishRequest).start)
    puts, failed = list[Put](), 0
    for item in page.items:
        try:
            puts += to_outbox_items(item)
        except Exception:  # one item keeps no other from its subscribers
            logs.exception("item not republished", pk=item["pk"], sk=item["sk"])
            failed += 1
    if failed:
        metrics.count("JobItemFailed", failed)
    items = [dict(put.item) for put in puts]
    table.put_many(items)
    events = sum(item["pk"].startswith(PREFIX) for item in items)
    logs.info("page republished", events=events, failed=failed, finished=page.next is None)
    return dict(to_builtins(RepublishResponse(events, page.next, failed)))
