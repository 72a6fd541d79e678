"""What of the catalog's table others hear, as it is now: every book, and every reader's latest stars."""

from collections.abc import Callable, Iterator

from msgspec import convert

from bookstore.dynamodb.changes import Put
from bookstore.dynamodb.items import Item
from bookstore.events import BookChanged, BookRated, BookWithdrawn
from bookstore.events.books import Rating
from bookstore.messaging.outbox import outbox_put
from chalicelib.books.book import Book, told
from chalicelib.reviews.rating import RatingSummary
from chalicelib.reviews.review import Review

Summary = Callable[[str], RatingSummary]


def tell(item: Item, *, summary: Summary) -> Iterator[Put]:
    """The event for an item; nothing for items that nobody hears of."""
    if item["sk"] == "BOOK":
        book = convert(item, Book)
        yield outbox_put(told(BookWithdrawn if book.withdrawn else BookChanged, book))
    elif item["sk"].startswith("REVIEW#"):
        yield outbox_put(_rated(item, summary))


def _rated(item: Item, summary: Summary) -> BookRated:
    """The book's totals are told with each review: they are the same for all, and the review is news only once."""
    book_id, customer = item["pk"].removeprefix("BOOK#"), item["sk"].removeprefix("REVIEW#")
    review, all_of_them = convert(item, Review), summary(book_id)
    latest = Rating(customer=customer, stars=review.stars, version=review.version, rated_at=review.written_at)
    return BookRated(version=all_of_them.version, book_id=book_id, stars=all_of_them.stars, latest=latest)
