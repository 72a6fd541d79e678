"""Reviews, what they add up to, and who may write them, in the catalog's table."""

from collections.abc import Iterable, Sequence
from functools import cache

from boto3.dynamodb.conditions import Attr, ConditionBase, Key
from msgspec import convert, to_builtins

from bookstore import clock
from bookstore.dynamodb.changes import Put
from bookstore.dynamodb.conflicts import ConditionFailed
from bookstore.dynamodb.items import Item
from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.dynamodb.table import QueryPage, Table
from bookstore.events import BookRated
from bookstore.events.orders import OrderState
from bookstore.messaging.outbox import outbox_put
from chalicelib.own_table import own_table
from chalicelib.reviews.rating import RatingSummary
from chalicelib.reviews.review import Review, ReviewSort

INDEX = {"newest": ("ByTime", True), "highest": ("ByName", True), "lowest": ("ByName", False)}
NEVER = Review(stars=0, display_name="", text="", written_at=clock.moment("1970-01-01T00:00:00Z"), version=0)


class Reviews:
    """One review per reader and book, and one summary per book."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def summary(self, book_id: str) -> RatingSummary:
        """What the book's ratings add up to."""
        return convert(self._table.get(f"BOOK#{book_id}", "RATING") or {}, RatingSummary)

    def get(self, book_id: str, customer: str) -> Review:
        """The reader's review; version 0 when there never was one."""
        item = self._table.get(f"BOOK#{book_id}", f"REVIEW#{customer}")
        return convert(item, Review) if item else NEVER

    def of(self, customer: str, book_ids: Sequence[str]) -> dict[str, Review]:
        """The reader's reviews of these books, at most 100; books without one are left out."""
        found = self._table.get_many([(f"BOOK#{book_id}", f"REVIEW#{customer}") for book_id in book_ids])
        return {item["pk"].removeprefix("BOOK#"): convert(item, Review) for item in found if item["stars"]}

    def keep(self, customer: str, review: Review, *, announcing: BookRated) -> None:
        """Keep the review, the new summary and the event together; Raced when another rating came between."""
        book = f"BOOK#{announcing.book_id}"
        summary = {"pk": book, "sk": "RATING", "stars": list(announcing.stars), "version": announcing.version}
        try:
            self._table.write(
                Put(_item(book, customer, review), _follows(review.version)),
                Put(summary, _follows(announcing.version)),
                outbox_put(announcing),
            )
        except ConditionFailed as refused:
            raise ConcurrentUpdate("Another rating of this book came between.") from refused

    @staticmethod
    def read(item: Item) -> Review:
        """The review in an item that `listed` found."""
        return convert(item, Review)

    def listed(self, book_id: str, *, sort: ReviewSort, limit: int, start: Item | None) -> QueryPage:
        """A page of the book's reviews; among equal stars the order is that of time, the same way round."""
        index, backwards = INDEX[sort]
        where = Key("list").eq(f"REVIEWS#{book_id}")
        found = self._table.query(where, index=index, limit=limit, start=start, newest_first=backwards)
        return found if sort == "newest" else QueryPage(self._whole(found.items), found.next)

    def _whole(self, places: Sequence[Item]) -> list[Item]:
        """The index by name holds keys only."""
        keys = [(place["pk"], place["sk"]) for place in places]
        items = {(item["pk"], item["sk"]): item for item in self._table.get_many(keys)}
        return [items[key] for key in keys if key in items]


class Buyers:
    """Who bought which book and kept it."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def has(self, customer: str, book_id: str) -> bool:
        """Whether the customer has bought the book and not given every copy back."""
        return any(item["copies"] > 0 for item in self._table.under(f"BUYER#{customer}", f"{book_id}#"))

    def bought(self, customer: str, *, limit: int, start: Item | None) -> QueryPage:
        """A page of what the customer bought, by book: one item for each of a book's orders."""
        return self._table.query(Key("pk").eq(f"BUYER#{customer}"), limit=limit, start=start)

    @staticmethod
    def read(item: Item) -> tuple[str, int]:
        """The book of an item that `bought` found, and how many of the order's copies the customer kept."""
        return item["book_id"], item["copies"]

    def merge(self, order: OrderState) -> None:
        """Remember the order's books, if this version of the order is news."""
        for book_id in dict.fromkeys(line.book_id for line in order.lines):
            copies = sum(line.remaining for line in order.lines if line.book_id == book_id) if order.bought else 0
            self._merge_row(order, book_id, copies)

    def _merge_row(self, order: OrderState, book_id: str, copies: int) -> None:
        key = {"pk": f"BUYER#{order.customer}", "sk": f"{book_id}#{order.order_id}"}
        newer = Attr("version").not_exists() | Attr("version").lt(order.version)
        try:
            self._table.put({**key, "book_id": book_id, "version": order.version, "copies": copies}, newer)
        except ConditionFailed:
            return

    def books_of(self, customer: str) -> Iterable[str]:
        """Every book the customer ever bought."""
        return (item["book_id"] for item in self._table.under(f"BUYER#{customer}"))

    def forget(self, customer: str) -> None:
        """Remove what is known of the customer's purchases."""
        for item in self._table.under(f"BUYER#{customer}"):
            self._table.delete(item["pk"], item["sk"])


def _item(book: str, customer: str, review: Review) -> Item:
    written = f"{clock.text(review.written_at)}#{customer}"
    listed = {
        "list": f"REVIEWS#{book.removeprefix('BOOK#')}",
        "name_key": f"{review.stars}#{written}",
        "time_key": written,
    }
    return {"pk": book, "sk": f"REVIEW#{customer}", **to_builtins(review), **(listed if review.stars else {})}


def _follows(version: int) -> ConditionBase:
    return Attr("version").eq(version - 1) if version > 1 else Attr("version").not_exists()


@cache
def reviews() -> Reviews:
    """The reviews in the catalog's own table."""
    return Reviews(own_table())


@cache
def buyers() -> Buyers:
    """The buyers in the catalog's own table."""
    return Buyers(own_table())
