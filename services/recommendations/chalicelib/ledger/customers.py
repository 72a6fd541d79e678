"""Which books a customer owns, until the account is closed."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from functools import cache

import msgspec

from bookstore import correlation
from bookstore.closed_accounts import CLOSED, AccountClosed, account_is_open, mark_closed, write_if_open
from bookstore.dynamodb.changes import Change, Delete, Put
from bookstore.dynamodb.conditions import Attr
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import ScanPosition, Table
from bookstore.dynamodb.unreadable import read_positions, read_rows
from bookstore.field_types import KeyPart
from chalicelib.ledger.entry import Purchase
from chalicelib.ledger.ownership import AccountClosure, OwnedBook, OwnershipChange
from chalicelib.own_table import own_table

OWNED_LIST = "SHELF"
MAX_OWNED_BOOKS = 4_500  # in OWNED_LIST: an item holds no more ids of the greatest length
DECODE = msgspec.json.Decoder(list[str]).decode


class CustomerRepository:
    """The customers' books, from which the graph is made."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def load_owned_ids(self, customer: str) -> list[str]:
        """Return the books the customer owns, the newest first: mostly one small item however many they are."""
        item = self._table.get(f"CUSTOMER#{customer}", OWNED_LIST)
        return DECODE(item["books"]) if item else self._query_owned_ids(customer)

    def refresh_owned_ids(self, customer: str) -> list[str]:
        """Write down again which books the customer owns, and return them; a closed account owns none."""
        books, key = self._query_owned_ids(customer)[:MAX_OWNED_BOOKS], (f"CUSTOMER#{customer}", OWNED_LIST)
        if books:
            owned = {"pk": key[0], "sk": key[1], "books": msgspec.json.encode(books).decode()}
            with suppress(AccountClosed):
                write_if_open(self._table, customer, Put(owned))
                return books
        self._table.delete_many([key])
        return []

    def _query_owned_ids(self, customer: str) -> list[str]:
        rows = self._table.query_prefix(f"CUSTOMER#{customer}", "OWNS#")
        owned = [one for _, one in read_rows(rows, to_owned_book)]
        newest = sorted(owned, key=lambda one: (one.day, one.book_id), reverse=True)
        return list(dict.fromkeys(one.book_id for one in newest))

    def erase(self, customer: str) -> None:
        """Delete everything about the customer; orders that arrive later, whenever that is, name nobody either."""
        mark_closed(self._table, customer)
        self._table.delete_many([(f"CUSTOMER#{customer}", OWNED_LIST)])
        self._table.delete_partition(f"CUSTOMER#{customer}", "OWNS#")

    def scan(self) -> Iterator[OwnedBook]:
        """Yield every book of every customer."""
        return (owned for _, owned in self.scan_from(()))

    def scan_from(self, position: ScanPosition) -> Iterator[tuple[ScanPosition, OwnedBook]]:
        """Yield the owned books behind a position, each with its own position; report rows that cannot be read."""
        return read_positions(self._table.scan_from(position, Attr("sk").begins_with("OWNS#")), to_owned_book)

    def reload(self, owned: Iterable[OwnedBook]) -> set[OwnedBook]:
        """Return the current state of at most a hundred owned books; leave out those that were returned."""
        items = self._table.get_many([_key(one.customer, one.book_id, one.order_id) for one in owned])
        return {one for _, one in read_rows(items, to_owned_book)}


def ownership_changes(purchase: Purchase) -> list[Change]:
    """Return the writes that save who owns the book, for the ledger's own transaction; they refuse a closed account.

    OWNED_LIST is out of date from then on, and deleted until it is refreshed.
    """
    pk = f"CUSTOMER#{purchase.customer}"
    invalidate = Delete(pk, OWNED_LIST)
    if not purchase.copies or purchase.entry.day is None:
        return [invalidate, Delete(pk, _sort_key(purchase.entry.book_id, purchase.order_id))]
    owned = OwnedBook(purchase.customer, purchase.entry.book_id, purchase.order_id, purchase.copies, purchase.entry.day)
    item = {"pk": pk, "sk": _sort_key(owned.book_id, owned.order_id), **_attributes(owned)}
    return [invalidate, account_is_open(purchase.customer), Put({**item, "version": purchase.entry.version})]


def to_owned_book(item: Item) -> OwnedBook:
    """Read the book from an item under OWNS#; raise an error for one that breaks a rule of ids or numbers."""
    ids = [item["pk"].removeprefix("CUSTOMER#"), *item["sk"].removeprefix("OWNS#").split("#")]
    customer, book_id, order_id = msgspec.convert(ids, tuple[KeyPart, KeyPart, KeyPart])
    return OwnedBook(customer, book_id, order_id, msgspec.convert(item["kept"], int), date.fromisoformat(item["day"]))


def to_ownership_change(old: Item | None, new: Item | None) -> OwnershipChange | AccountClosure:
    """Read from the stream's images what changed for a customer."""
    item = new or old or {}
    if item["sk"] == CLOSED:
        return AccountClosure(item["pk"].removeprefix("CUSTOMER#"))
    return OwnershipChange(to_owned_book(item), is_owned=new is not None, version=item["version"])


def _attributes(owned: OwnedBook) -> Item:
    return {"kept": owned.copies, "day": owned.day.isoformat(), "correlation_id": correlation.current()}


def _key(customer: str, book_id: str, order_id: str) -> tuple[str, str]:
    return f"CUSTOMER#{customer}", _sort_key(book_id, order_id)


def _sort_key(book_id: str, order_id: str) -> str:
    return f"OWNS#{book_id}#{order_id}"


@cache
def customer_repository() -> CustomerRepository:
    """Return the customers' books in the recommendations' own table."""
    return CustomerRepository(own_table())
