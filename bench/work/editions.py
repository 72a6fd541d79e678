"""What happens around e-books and audiobooks, in a revision that has their files."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bookstore import clock
from bookstore.events import OrderPaid
from bookstore.events.orders import OrderedLine
from local.sample_data.books import Book
from tests.lambda_events import sqs_event

if TYPE_CHECKING:
    from bench.work.scenario import Visit


def ebook_isbn(books: Sequence[Book]) -> tuple[str, str]:
    """Return a book that has an e-book, and that edition's ISBN."""
    return next((book.book_id, each.isbn) for book in books for each in book.editions if each.format == "ebook")


def upload_file(visit: "Visit") -> None:
    """Upload the file of an e-book, and have it checked."""
    path = {"isbn": ebook_isbn(visit.books)[1]}
    if visit.shop.has_route("catalog", "PUT", "/editions/{isbn}/file"):
        upload = visit.staff("catalog", "POST", "/editions/{isbn}/file", path=path)
        body = {"upload_id": upload["upload_id"]}
        visit.staff("catalog", "PUT", "/editions/{isbn}/file", path=path, body=body)
        visit.shop.deliver()
        visit.staff("catalog", "GET", "/admin/editions/{isbn}/files", path=path)
        visit.get("catalog", "/editions/{isbn}/sample", path=path)


def download(visit: "Visit") -> None:
    """Download an e-book whose purchase the catalog has heard of."""
    if not visit.shop.has_route("catalog", "POST", "/editions/{isbn}/downloads"):
        return
    book_id, isbn = ebook_isbn(visit.books)
    now = clock.now()
    line = OrderedLine(isbn=isbn, book_id=book_id, quantity=1, remaining=1, unit_price=499, format="ebook")
    order = OrderPaid(
        version=2, order_id=f"ebook-{visit.number}", customer=visit.customer["sub"], status="paid", payment="card",
        currency="GBP", total=499, placed_at=now, changed_at=now, paid_at=now, lines=(line,),
    )  # fmt: skip
    visit.shop.invoke("catalog", "consume", sqs_event(order), "consume OrderPaid (an e-book)")
    visit.mine("catalog", "POST", "/editions/{isbn}/downloads", path={"isbn": isbn})
    visit.mine("catalog", "GET", "/downloads", query={"limit": "20"})
