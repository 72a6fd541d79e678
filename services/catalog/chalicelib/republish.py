"""What `republish` publishes of the catalog's table: every book, and every customer's latest rating.

It also links every review to its customer again, since those that 0.1.0 saved have no link by which closing the
account finds them.
"""

from collections.abc import Callable, Iterator

from msgspec import convert

from bookstore.dynamodb.changes import Put
from bookstore.dynamodb.items import Item
from bookstore.events import BookChanged, BookRated, BookWithdrawn
from bookstore.messaging.outbox import outbox_put
from chalicelib.books.book import to_event
from chalicelib.books.stored import to_book, to_withdrawable_book
from chalicelib.reviews.rating import RatingSummary
from chalicelib.reviews.repository import review_link
from chalicelib.reviews.review import Review
from chalicelib.reviews.save import to_rating


def to_outbox_items(item: Item, *, get_summary: Callable[[str], RatingSummary]) -> Iterator[Put]:
    """Yield the event for a book or a review; nothing for an item of another kind. Raise BookUnreadable for a book that
    is for sale and breaks a rule that came after it."""
    if item["sk"] == "BOOK":
        is_withdrawn = item.get("withdrawn", False)
        book = to_withdrawable_book(item) if is_withdrawn else to_book(item)
        yield outbox_put(to_event(BookWithdrawn if is_withdrawn else BookChanged, book))
    elif item["pk"].startswith("BOOK#") and item["sk"].startswith("REVIEW#"):
        yield from _republish_review(item, get_summary)


def _republish_review(item: Item, get_summary: Callable[[str], RatingSummary]) -> Iterator[Put]:
    """Repeat the book's summary in each review's event: subscribers merge it by its version."""
    book_id, customer = item["pk"].removeprefix("BOOK#"), item["sk"].removeprefix("REVIEW#")
    review, summary = convert(item, Review), get_summary(book_id)
    latest = to_rating(customer, review)
    yield outbox_put(BookRated(version=summary.version, book_id=book_id, stars=summary.stars, latest=latest))
    if review.stars:
        yield review_link(customer, book_id)
