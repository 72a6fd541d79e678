"""Which books a customer bought and kept, until the account is closed."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache

import msgspec
from boto3.dynamodb.conditions import Attr

from bookstore import clock, correlation
from bookstore.dynamodb.changes import Change, Check, Delete, Put
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import ScanPosition, Table
from chalicelib.also_bought.edges import ClosedAccount, Owned, Ownership
from chalicelib.ledger.entry import Purchase
from chalicelib.own_table import own_table

CLOSED, SHELF = "CLOSED", "SHELF"
LONGEST = 5_000  # books on a shelf: an item holds no more
REMEMBERED = timedelta(days=30)  # longer than a message can rest in a dead-letter queue
DECODE = msgspec.json.Decoder(list[str]).decode


class AccountClosed(Exception):
    """The customer closed the account; what was bought still counts, but names nobody."""


class Readers:
    """The customers' books, as the graph is made of them."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def shelf(self, customer: str) -> list[str]:
        """The books the customer bought and kept, the newest first: mostly one small item however many they are."""
        item = self._table.get(f"CUSTOMER#{customer}", SHELF)
        return DECODE(item["books"]) if item else self._books_of(customer)

    def shelve(self, customer: str) -> list[str]:
        """Write the shelf down as it is now."""
        books, key = self._books_of(customer)[:LONGEST], (f"CUSTOMER#{customer}", SHELF)
        if books:
            self._table.put_many([{"pk": key[0], "sk": key[1], "books": msgspec.json.encode(books).decode()}])
        else:
            self._table.delete_many([key])
        return books

    def _books_of(self, customer: str) -> list[str]:
        owned = [owned_in(item) for item in self._table.query_prefix(f"CUSTOMER#{customer}", "OWNS#")]
        newest = sorted(owned, key=lambda one: (one.day, one.book_id), reverse=True)
        return list(dict.fromkeys(one.book_id for one in newest))

    def forget(self, customer: str) -> None:
        """Keep nothing of the customer; what is heard later of their orders names nobody either."""
        until = int((clock.now() + REMEMBERED).timestamp())
        closed = {"pk": f"CUSTOMER#{customer}", "sk": CLOSED, "expires_at": until}
        self._table.put({**closed, "correlation_id": correlation.current()})
        self._table.delete(f"CUSTOMER#{customer}", SHELF)
        for item in self._table.query_prefix(f"CUSTOMER#{customer}", "OWNS#"):
            self._table.delete(item["pk"], item["sk"])

    def all(self) -> Iterator[Owned]:
        """Every book of every customer."""
        return (owned for _, owned in self.all_from(()))

    def all_from(self, place: ScanPosition) -> Iterator[tuple[ScanPosition, Owned]]:
        """The same, each with its place in the table, of all behind this one."""
        rows = self._table.scan_from(place, Attr("sk").begins_with("OWNS#"))
        return ((where, owned_in(item)) for where, item in rows)

    def again(self, some: Iterable[Owned]) -> set[Owned]:
        """The same, at most a hundred, as they are now; what was given back is left out."""
        items = self._table.get_many([_key(one.customer, one.book_id, one.order_id) for one in some])
        return {owned_in(item) for item in items}


def link(purchase: Purchase) -> list[Change]:
    """The writes that say who keeps the book, in the ledger's own transaction, and refuse a closed account. The shelf
    is out of date from then on, until somebody writes it down anew."""
    owner = f"CUSTOMER#{purchase.customer}"
    out_of_date = Delete(owner, SHELF)
    open_account = Check(owner, CLOSED, Attr("pk").not_exists())
    if not purchase.kept or purchase.entry.day is None:
        return [out_of_date, Delete(owner, _owns(purchase.entry.book_id, purchase.order_id))]
    owned = Owned(purchase.customer, purchase.entry.book_id, purchase.order_id, purchase.kept, purchase.entry.day)
    item = {"pk": owner, "sk": _owns(owned.book_id, owned.order_id), **_facts(owned), "version": purchase.entry.version}
    return [out_of_date, open_account, Put(item)]


def owned_in(item: Item) -> Owned:
    """The book in an item under OWNS#."""
    _, book_id, order_id = item["sk"].split("#")
    return Owned(item["pk"].removeprefix("CUSTOMER#"), book_id, order_id, item["kept"], date.fromisoformat(item["day"]))


def changed_reader(old: Item | None, new: Item | None) -> Ownership | ClosedAccount:
    """What a customer's item says now, or that it is gone."""
    item = new or old or {}
    if item["sk"] == CLOSED:
        return ClosedAccount(item["pk"].removeprefix("CUSTOMER#"))
    return Ownership(owned_in(item), kept=new is not None, version=item["version"])


def _facts(owned: Owned) -> Item:
    return {"kept": owned.kept, "day": owned.day.isoformat(), "correlation_id": correlation.current()}


def _key(customer: str, book_id: str, order_id: str) -> tuple[str, str]:
    return f"CUSTOMER#{customer}", _owns(book_id, order_id)


def _owns(book_id: str, order_id: str) -> str:
    return f"OWNS#{book_id}#{order_id}"


@cache
def readers() -> Readers:
    """The customers' books in the recommendations' own table."""
    return Readers(own_table())
