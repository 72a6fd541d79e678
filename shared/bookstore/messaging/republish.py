"""Telling everything again: how a subscriber that came late, or lost its table, learns what is true by now.

Every subject is told once at its present version, through the outbox like any news. Whoever knows it merges by version
and changes nothing. A page at a time: an invocation does one and says where the next begins.
"""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct, convert, to_builtins

from bookstore import logs
from bookstore.dynamodb.changes import Put
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import Table

PAGE_SIZE = 1_000
ToOutboxItems = Callable[[Item], Iterable[Put]]


class RepublishRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """Where to begin: `next` of the page before, or nothing for the first."""

    start: Item | None = None


class RepublishResponse(Struct, frozen=True):
    """How many events are on their way, and where the next page begins; None when all was told."""

    told: int
    next: Item | None


def republish_page(asked: dict[str, Any], table: Table, tell: ToOutboxItems) -> dict[str, Any]:
    """One page of the table: `tell` answers the outbox items for what an item is about, if anybody hears of that."""
    page = table.scanned(limit=PAGE_SIZE, start=convert(asked, RepublishRequest).start)
    puts = [put for item in page.items for put in tell(item)]
    table.put_many(dict(put.item) for put in puts)
    logs.info("told again", events=len(puts), finished=page.next is None)
    return dict(to_builtins(RepublishResponse(len(puts), page.next)))
