"""Reviews, rating summaries and purchases in the catalog's table."""

from collections.abc import Iterable, Sequence
from functools import cache

from msgspec import convert, to_builtins

from bookstore import clock
from bookstore.audit import audit_puts
from bookstore.closed_accounts import AccountClosed, mark_closed, require_open, write_if_open
from bookstore.dynamodb.changes import Change, Check, Delete, Put
from bookstore.dynamodb.conditions import Attr, Condition
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.item_lists import Cursor, ItemList, ItemPage
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.dynamodb.table import Table
from bookstore.events import BookRated
from bookstore.events.orders import OrderState
from bookstore.messaging.outbox import outbox_put
from chalicelib.own_table import AUDIT_INDEX, own_table
from chalicelib.reviews.purchase import Purchase, to_purchases
from chalicelib.reviews.rating import RatingSummary
from chalicelib.reviews.review import Review, ReviewSort, audited_fields

SORTINGS: dict[ReviewSort, tuple[str, str, bool]] = {  # index, its sort key, and whether the last comes first
    "newest": ("ByTime", "time_key", True),
    "highest": ("ByName", "name_key", True),
    "lowest": ("ByName", "name_key", False),
}
NO_REVIEW = Review(stars=0, display_name="", text="", written_at=clock.moment("1970-01-01T00:00:00Z"), version=0)


class ReviewRepository:
    """One review per customer and book, and one rating summary per book."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get_summary(self, book_id: str) -> RatingSummary:
        """Load the summary of the book's ratings."""
        return convert(self._table.get(f"BOOK#{book_id}", "RATING") or {}, RatingSummary)

    def get(self, book_id: str, customer: str) -> Review:
        """Load the customer's review; one of version 0 when they never wrote any."""
        item = self._table.get(f"BOOK#{book_id}", f"REVIEW#{customer}")
        return convert(item, Review) if item else NO_REVIEW

    def get_many(self, customer: str, book_ids: Sequence[str]) -> dict[str, Review]:
        """Load the customer's reviews of at most 100 books, by book; books without a review are left out."""
        items = self._table.get_many([(f"BOOK#{book_id}", f"REVIEW#{customer}") for book_id in book_ids])
        return {item["pk"].removeprefix("BOOK#"): convert(item, Review) for item in items if item["stars"]}

    def book_ids(self, customer: str) -> Iterable[str]:
        """Yield every book that the customer has a review of, an imported one included."""
        links = self._table.query_prefix(_customer_pk(customer), "REVIEW#")
        return map(self.to_book_id, links)

    def list_links_page(self, customer: str, *, limit: int, cursor: Cursor | None) -> ItemPage:
        """Query a page of the books that the customer has a review of, by book."""
        links = ItemList(value=_customer_pk(customer), prefix="REVIEW#")
        return self._table.list_page(links, limit=limit, cursor=cursor)

    @staticmethod
    def to_book_id(item: Item) -> str:
        """Return the book that an item of `list_links_page` is about."""
        return str(item["sk"].removeprefix("REVIEW#"))

    def save(self, customer: str, review: Review, *, before: Review, event: BookRated, order_id: str | None) -> None:
        """Save the review, the summary in the event, the customer's link to it and the event in one transaction.

        ConcurrentUpdate when another rating of the book was saved since they were read, or when the customer has no
        copy of `order_id` any more; AccountClosed once the account is closed, but a review can always be deleted.
        """
        pk = f"BOOK#{event.book_id}"
        summary = {"pk": pk, "sk": "RATING", "stars": list(event.stars), "version": event.version}
        changes: list[Change] = [
            Put(_to_item(pk, customer, review), _is_previous(review.version)),
            Put(summary, _is_previous(event.version)),
            outbox_put(event),
            *_audit(event.book_id, customer, before, review),
            *([_has_copies(customer, event.book_id, order_id)] if order_id else []),
        ]
        try:
            if review.stars:
                write_if_open(self._table, customer, *changes, review_link(customer, event.book_id))
            else:
                self._table.write(*changes, Delete(*_link_key(customer, event.book_id)))
        except ConditionFailed as error:
            raise ConcurrentUpdate("Another rating of this book came between.") from error

    def require_open(self, customer: str) -> None:
        """Raise AccountClosed when the customer closed the account."""
        require_open(self._table, customer)

    def list_all_page(self, book_id: str, *, limit: int, cursor: Cursor | None) -> ItemPage:
        """Query a page of the book's reviews by customer, hidden and deleted ones included."""
        reviews = ItemList(value=f"BOOK#{book_id}", prefix="REVIEW#")
        return self._table.list_page(reviews, limit=limit, cursor=cursor)

    @staticmethod
    def to_customer(item: Item) -> str:
        """Return whose review an item of `list_all_page` is."""
        return str(item["sk"].removeprefix("REVIEW#"))

    def list_page(self, book_id: str, *, sort: ReviewSort, limit: int, cursor: Cursor | None) -> ItemPage:
        """Query a page of the book's reviews; reviews of equal stars are sorted by time in the same direction."""
        index, key, descending = SORTINGS[sort]
        reviews = ItemList(index=index, partition="list", value=f"REVIEWS#{book_id}", sort=key, newest_first=descending)
        page = self._table.list_page(reviews, limit=limit, cursor=cursor)
        return page if sort == "newest" else ItemPage(self._load_items(page.items), page.next)

    @staticmethod
    def to_review(item: Item) -> Review:
        """Convert an item of `list_page`."""
        return convert(item, Review)

    def _load_items(self, keys_only: Sequence[Item]) -> list[Item]:
        """Load the items of these keys in the same order: the index ByName projects keys only."""
        keys = [(item["pk"], item["sk"]) for item in keys_only]
        items = {(item["pk"], item["sk"]): item for item in self._table.get_many(keys)}
        return [items[key] for key in keys if key in items]


class PurchaseRepository:
    """The copies of each book that a customer bought and has not returned, per order."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def find_order(self, customer: str, book_id: str) -> str | None:
        """Return an order of which the customer has a copy of the book; None when there is none, or not any more."""
        items = self._table.query_prefix(f"BUYER#{customer}", f"{book_id}#")
        return next((item["sk"].removeprefix(f"{book_id}#") for item in items if item["copies"] > 0), None)

    def uphold_review(self, customer: str, book_id: str) -> bool:
        """Check that the customer has the book by some order, or has had it."""
        items = self._table.query_prefix(f"BUYER#{customer}", f"{book_id}#")
        return any(item["copies"] > 0 or item.get("shipped", 0) > 0 for item in items)

    def list_page(self, customer: str, *, limit: int, cursor: Cursor | None) -> ItemPage:
        """Query a page of the customer's purchases by book: one item for each of a book's orders."""
        return self._table.list_page(ItemList(value=f"BUYER#{customer}"), limit=limit, cursor=cursor)

    @staticmethod
    def to_purchase(item: Item) -> tuple[str, int]:
        """Convert an item of `list_page` to the book's id and the number of copies not returned."""
        return item["book_id"], item["copies"]

    def save_order(self, order: OrderState) -> None:
        """Save the order's books unless a later version of the order is saved already, or the account is closed."""
        pending = [_purchase_put(order, purchase) for purchase in to_purchases(order)]
        while pending:
            try:
                write_if_open(self._table, order.customer, *pending)
                return
            except AccountClosed:
                return
            except ConditionFailed as refused:
                pending = [put for index, put in enumerate(pending) if index not in refused.all_failed]

    def book_ids(self, customer: str) -> Iterable[str]:
        """Yield every book the customer ever bought, once for each of its orders."""
        return (item["book_id"] for item in self._table.query_prefix(f"BUYER#{customer}"))

    def require_open(self, customer: str) -> None:
        """Raise AccountClosed when the customer closed the account."""
        require_open(self._table, customer)

    def mark_closed(self, customer: str) -> None:
        """Mark the account as closed: nothing is stored of its customer from now on."""
        mark_closed(self._table, customer)

    def erase(self, customer: str) -> None:
        """Delete the customer's purchases, and what is left of the links to reviews."""
        self._table.delete_partition(f"BUYER#{customer}")
        self._table.delete_partition(_customer_pk(customer), "REVIEW#")


def review_link(customer: str, book_id: str) -> Put:
    """Return the write of the link by which the customer's review is found, since reviews are stored by book."""
    pk, sk = _link_key(customer, book_id)
    return Put({"pk": pk, "sk": sk})


def _link_key(customer: str, book_id: str) -> tuple[str, str]:
    return _customer_pk(customer), f"REVIEW#{book_id}"


def _customer_pk(customer: str) -> str:
    return f"CUSTOMER#{customer}"


def _purchase_key(customer: str, book_id: str, order_id: str) -> tuple[str, str]:
    return f"BUYER#{customer}", f"{book_id}#{order_id}"


def _purchase_put(order: OrderState, purchase: Purchase) -> Put:
    pk, sk = _purchase_key(order.customer, purchase.book_id, order.order_id)
    version = Attr("version")
    is_older = version.not_exists() | version.lt(purchase.version) | _lacks_shipped(purchase)
    return Put({"pk": pk, "sk": sk, **to_builtins(purchase)}, is_older)


def _has_copies(customer: str, book_id: str, order_id: str) -> Check:
    return Check(*_purchase_key(customer, book_id, order_id), Attr("copies").gt(0))


def _lacks_shipped(purchase: Purchase) -> Condition:
    """Match what an earlier release saved of this version: `republish` completes it."""
    return Attr("version").eq(purchase.version) & Attr("shipped").not_exists()


def _to_item(pk: str, customer: str, review: Review) -> Item:
    """Convert the review to its item; a deleted or hidden one has no index keys and so appears in no list."""
    time_key = f"{clock.text(review.written_at)}#{customer}"
    index_keys = {
        "list": f"REVIEWS#{pk.removeprefix('BOOK#')}",
        "name_key": f"{review.stars}#{time_key}",
        "time_key": time_key,
    }
    is_listed = review.counted_stars > 0
    return {"pk": pk, "sk": f"REVIEW#{customer}", **to_builtins(review), **(index_keys if is_listed else {})}


def _is_previous(version: int) -> Condition:
    return Attr("version").eq(version - 1) if version > 1 else Attr("version").not_exists()


def _audit(book_id: str, customer: str, before: Review, review: Review) -> list[Put]:
    subject, fields = review_subject(book_id, customer), audited_fields(review)
    return audit_puts("review", subject, audited_fields(before) if before.version else None, fields, index=AUDIT_INDEX)


def review_subject(book_id: str, customer: str) -> str:
    """Return the name of a review among what is audited."""
    return f"{book_id}/{customer}"


@cache
def review_repository() -> ReviewRepository:
    """Return the reviews in the catalog's own table."""
    return ReviewRepository(own_table())


@cache
def purchase_repository() -> PurchaseRepository:
    """Return the purchases in the catalog's own table."""
    return PurchaseRepository(own_table())
