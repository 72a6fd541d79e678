"""Entitlements and counted downloads in the catalog's table."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache

from msgspec import convert, to_builtins

from bookstore import clock
from bookstore.closed_accounts import AccountClosed, require_open, write_if_open
from bookstore.dynamodb.changes import Check, Put, Update
from bookstore.dynamodb.conditions import Attr
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.item_lists import Cursor, ItemList, ItemPage
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.dynamodb.table import Table
from chalicelib.downloads.entitlement import MAX_DOWNLOADS, Entitlement, limit_reached, window_of
from chalicelib.own_table import own_table


class EntitlementRepository:
    """What each customer may download, and how often they did."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def save(self, customer: str, entitlements: Iterable[Entitlement]) -> None:
        """Save the entitlements of an order, each unless a later version of the order has changed it, or the account is
        closed."""
        pending = [_entitlement_put(customer, entitlement) for entitlement in entitlements]
        while pending:
            try:
                write_if_open(self._table, customer, *pending)
                return
            except AccountClosed:
                return
            except ConditionFailed as refused:
                pending = [put for index, put in enumerate(pending) if index not in refused.all_failed]

    def find(self, customer: str, isbn: str) -> Entitlement | None:
        """Find an order by which the customer may download the edition; None when there is none, or not any more."""
        items = self._table.query_prefix(_pk(customer), f"{isbn}#")
        return next((convert(item, Entitlement) for item in items if item["copies"] > 0), None)

    def list_page(self, customer: str, *, limit: int, cursor: Cursor | None) -> ItemPage:
        """Query a page of what the customer may download, the newest purchase first."""
        entries = ItemList(index="ByTime", partition="list", value=_pk(customer), sort="time_key", newest_first=True)
        return self._table.list_page(entries, limit=limit, cursor=cursor)

    @staticmethod
    def to_entitlement(item: Item) -> Entitlement:
        """Return the entitlement in an item of `list_page`."""
        return convert(item, Entitlement)

    def count_download(self, customer: str, entitlement: Entitlement, now: datetime) -> int:
        """Count a download in the same transaction that checks the right to it; return how many it makes.

        Raises DownloadLimitReached, AccountClosed, and ConcurrentUpdate when the right has just ended."""
        number, resets_at = window_of(now)
        key = _pk(customer), f"DOWNLOADS#{entitlement.isbn}#{number}"
        count = Update(
            *key,
            adds={"downloads": 1},
            once={"expires_at": int(resets_at.timestamp())},
            condition=Attr("downloads").not_exists() | Attr("downloads").lt(MAX_DOWNLOADS),
        )
        right = Check(*_entitlement_key(customer, entitlement), Attr("copies").gt(0))
        try:
            write_if_open(self._table, customer, count, right)
        except ConditionFailed as refused:
            if 1 in refused.all_failed:
                raise ConcurrentUpdate("This purchase has just changed.") from refused
            raise limit_reached(entitlement.isbn, now) from refused
        return int((self._table.get(*key) or {}).get("downloads", MAX_DOWNLOADS))

    def require_open(self, customer: str) -> None:
        """Raise AccountClosed when the customer closed the account."""
        require_open(self._table, customer)

    def erase(self, customer: str) -> None:
        """Delete everything of the customer."""
        self._table.delete_partition(_pk(customer))


def _pk(customer: str) -> str:
    return f"LIBRARY#{customer}"


def _entitlement_key(customer: str, entitlement: Entitlement) -> tuple[str, str]:
    return _pk(customer), f"{entitlement.isbn}#{entitlement.order_id}"


def _entitlement_put(customer: str, entitlement: Entitlement) -> Put:
    """Return the write of an entitlement; one without copies stays, so that an older event does not bring it back, and
    is in no list."""
    pk, sk = _entitlement_key(customer, entitlement)
    time_key = f"{clock.text(entitlement.paid_at)}#{sk}"
    index_keys = {"list": pk, "time_key": time_key} if entitlement.copies else {}
    version = Attr("version")
    is_older = version.not_exists() | version.lt(entitlement.version)
    return Put({"pk": pk, "sk": sk, **to_builtins(entitlement), **index_keys}, is_older)


@cache
def entitlement_repository() -> EntitlementRepository:
    """Return the entitlements in the catalog's own table."""
    return EntitlementRepository(own_table())
