"""Find orders for staff, by the items of their terms or by an index: a bounded number is read for one request."""

from datetime import datetime
from functools import cache, partial

from msgspec import Struct, convert

from bookstore import clock
from bookstore.dynamodb.item_lists import Cursor, ItemList, ItemPage
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.table import Table
from bookstore.dynamodb.unreadable import read_row
from bookstore.events.orders import Status
from chalicelib.listing import load_items
from chalicelib.orders.order import Flag, Order
from chalicelib.orders.repository import term_partition
from chalicelib.orders.search_terms import Term, parse_search, terms_of
from chalicelib.own_table import own_table

MOST_READ = 300  # orders that one request looks at, to find those that its filter selects
OPEN: tuple[Status, ...] = ("pending_payment", "paid", "shipped")  # few orders stay in these


class OrderFilter(Struct, frozen=True, kw_only=True):
    """Which orders: by what was typed, status, flag, country of delivery, whether one holds a digital book, and from
    when until when they were placed."""

    text: str = ""
    status: Status | None = None
    flag: Flag | None = None
    country: str | None = None
    digital: bool = False
    since: datetime | None = None
    until: datetime | None = None


class OrderSearch:
    """The orders of all customers."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def search(self, request: OrderFilter, *, limit: int, cursor: Cursor | None) -> ItemPage:
        """Return a page of the orders that the filter selects, the newest first.

        It looks at 300 orders at most: a page may have fewer than `limit`, even none, and a next one.
        """
        terms = self._terms(request)
        if terms is None:
            return ItemPage([], None)
        orders = _choose_list(request, terms)
        selects = partial(_selects, request, terms)
        found: list[Item] = []
        looked_at = 0
        while looked_at < MOST_READ:
            page = self._table.list_page(orders, limit=limit, cursor=cursor)
            looked_at += limit
            for number, (key, item) in enumerate(self._load(page.items), start=1):
                found += [item] if read_row(item, selects) else []
                if len(found) == limit:
                    more = number < len(page.items) or page.next
                    return ItemPage(found, orders.encode_cursor(self._table.name, key) if more else None)
            cursor = page.next
            if cursor is None:
                break
        return ItemPage(found, cursor)

    def _terms(self, request: OrderFilter) -> frozenset[Term] | None:
        """Return the terms that an order must have; None when the text can mean nothing."""
        fixed = {
            *([Term("flag", request.flag)] if request.flag else []),
            *([Term("country", request.country)] if request.country else []),
            *([Term("digital", "yes")] if request.digital else []),
        }
        if not request.text:
            return frozenset(fixed)
        meanings = parse_search(request.text)
        meaning = next((each for each in meanings[:-1] if self._exists(each)), meanings[-1] if meanings else None)
        return meaning | fixed if meaning else None

    def _exists(self, terms: frozenset[Term]) -> bool:
        first = ItemList(value=term_partition(_rarest(terms)))
        return bool(self._table.list_page(first, limit=1, cursor=None).items)

    def _load(self, keys: list[Item]) -> list[tuple[Item, Item]]:
        """Return the orders of these keys of a list, each with its key."""
        by_order = {_order_key(key): key for key in keys}
        items = load_items(self._table, [{"pk": pk, "sk": sk} for pk, sk in by_order])
        return [(by_order[item["pk"], item["sk"]], item) for item in items]


def _choose_list(request: OrderFilter, terms: frozenset[Term]) -> ItemList:
    """Return the shortest list that has all of the selected orders."""
    since = clock.text(request.since) if request.since else ""
    until = clock.text(request.until) if request.until else ""
    if terms and not (request.status in OPEN and _rarest(terms).kind in {"country", "digital"}):
        partition = term_partition(_rarest(terms))
        return ItemList(value=partition, newest_first=True, since=since, until=until)
    index, partition, value = ("ByStatus", "status", request.status) if request.status else ("ByList", "list", "ORDERS")
    return ItemList(
        index=index,
        partition=partition,
        value=value,
        sort="list_key",
        newest_first=True,
        since=since,
        until=until,
    )


def _rarest(terms: frozenset[Term]) -> Term:
    """Return the term that the fewest orders have, by its kind; of a name the longest word."""
    kinds = ("number", "tracking", "email", "flag", "name", "isbn", "digital", "country")
    return min(terms, key=lambda term: (kinds.index(term.kind), -len(term.value), term.value))


def _selects(request: OrderFilter, terms: frozenset[Term], item: Item) -> bool:
    order = convert(item, Order)
    return terms <= terms_of(order) and request.status in (None, order.status)


def _order_key(key: Item) -> tuple[str, str]:
    """Return the key of an order, from one of an index or from a term."""
    if "customer" in key:
        return f"CUSTOMER#{key['customer']}", f"ORDER#{key['sk'].rpartition('#')[2]}"
    return key["pk"], key["sk"]


@cache
def order_search() -> OrderSearch:
    """Return the search in the table of this service."""
    return OrderSearch(own_table())
