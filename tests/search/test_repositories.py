"""Books and targets on a real DynamoDB API."""

from concurrent.futures import ThreadPoolExecutor
from itertools import permutations

import pytest
from msgspec import structs

from bookstore import correlation
from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.events import BookChanged, BookWithdrawn, OrderCancelled, OrderRefunded, OrderShipped
from chalicelib.books.book import RatingTotals
from chalicelib.books.repository import BookRepository
from chalicelib.index.document import to_document
from chalicelib.index.target_repository import TargetRepository
from chalicelib.index.targets import IndexTargets
from tests.search.builders import ISBN, SECOND, book_added, book_rated, edition, order_line, order_paid, stock_changed


@pytest.fixture
def books(table):
    return BookRepository(table)


@pytest.fixture
def targets(table):
    return TargetRepository(table)


def only_book(books):
    (book,) = books.scan()
    return book


def later(event_type, event, **fields):
    return event_type(**structs.asdict(event) | fields)


def test_a_book_is_merged_from_three_sources(books):
    with correlation.of("correlation-1"):
        books.merge_rating(book_rated((0, 0, 0, 1, 2)))
        books.merge_stock(stock_changed("low"))
        books.merge_order(order_paid(order_line(3)))
        books.merge_book(book_added())
    book = only_book(books)
    assert book.catalog.title == "Emma"
    assert book.rating_totals == RatingTotals(count=3, total=14)
    assert book.stock == {ISBN: "low"}
    assert book.bought == 3
    assert book.version == 4
    assert book.correlation_id == "correlation-1"


def test_a_book_without_a_catalog_event_is_not_returned(books):
    books.merge_rating(book_rated((0, 0, 0, 0, 1)))
    books.merge_stock(stock_changed())
    books.merge_order(order_paid())
    assert list(books.scan()) == []


def test_every_field_of_the_catalog_is_stored(books):
    event = book_added("emma", edition(), edition(SECOND, format="ebook"), subtitle="A Novel", cover="/covers/emma.jpg")
    books.merge_book(event)
    assert structs.asdict(only_book(books).catalog) == structs.asdict(event)


def test_a_book_from_before_there_were_subjects_has_none(books, table):
    books.merge_book(book_added())
    (item,) = table.scan()
    table.put(item | {"catalog": {name: value for name, value in item["catalog"].items() if name != "subjects"}})
    assert to_document(only_book(books)).subjects == []


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_newest_state_stays_whatever_the_order_of_arrival(books, order):
    """51. Of each source by its own versions."""
    first = book_added()
    states = [first, later(BookChanged, first, version=2, title="Emma!"), later(BookWithdrawn, first, version=3)]
    for index in order:
        books.merge_book(states[index])
    assert only_book(books).catalog.version == 3
    assert only_book(books).catalog.title == "Emma"


def test_a_repeated_event_changes_nothing(books):
    for _ in range(3):
        books.merge_book(book_added())
        books.merge_stock(stock_changed())
    assert only_book(books).version == 2


def test_every_edition_has_a_stock_version_of_its_own(books):
    books.merge_book(book_added())
    books.merge_stock(stock_changed("out", version=9, isbn=ISBN))
    books.merge_stock(stock_changed("in_stock", version=2, isbn=SECOND))
    books.merge_stock(stock_changed("in_stock", version=8, isbn=ISBN))
    assert only_book(books).stock == {ISBN: "out", SECOND: "in_stock"}


PAID = order_paid(order_line(3))
REFUNDED = later(OrderRefunded, PAID, version=3, lines=(order_line(3, remaining=1),))
CANCELLED = later(OrderCancelled, PAID, version=4, status="cancelled")


@pytest.mark.parametrize(
    ("events", "bought"),
    [
        ([PAID], 3),
        ([PAID, PAID], 3),
        ([PAID, REFUNDED], 1),
        ([REFUNDED, PAID], 1),
        ([PAID, REFUNDED, PAID], 1),
        ([CANCELLED, PAID, REFUNDED], 0),
        ([PAID, CANCELLED, CANCELLED], 0),
        ([PAID, order_paid(order_line(2), order_id="o-2")], 5),
    ],
)
def test_an_order_counts_once_with_the_copies_its_customer_keeps(books, events, bought):
    books.merge_book(book_added())
    for event in events:
        books.merge_order(event)
    assert only_book(books).bought == bought


def test_an_unpaid_order_counts_nothing(books):
    books.merge_book(book_added())
    books.merge_order(order_paid(order_line(3), version=1, status="pending_payment", paid_at=None))
    assert only_book(books).bought == 0


def test_a_sale_leaves_the_book_s_own_item_alone(books, table):
    books.merge_book(book_added())
    before = table.get("BOOK#emma", "BOOK")
    books.merge_order(PAID)
    assert table.get("BOOK#emma", "BOOK") == before
    assert table.get("BOOK#emma", "BOUGHT")["bought"] == 3


def test_a_total_that_does_not_move_is_not_written(books, table):
    books.merge_book(book_added())
    books.merge_order(PAID)
    total = table.get("BOOK#emma", "BOUGHT")
    books.merge_order(later(OrderShipped, PAID, version=3, status="shipped"))
    assert table.get("BOOK#emma", "BOUGHT") == total
    assert table.get("BOOK#emma", "BOUGHT#o-1")["version"] == 3


def test_what_a_book_s_item_counted_before_sales_had_one_of_their_own_still_counts(books, table):
    """The rows of its orders are there too, so that a refund of one of them lowers the sum."""
    books.merge_book(book_added())
    table.update("BOOK#emma", "BOOK", adds={"bought": 8, "doc_version": 3})
    table.put({"pk": "BOOK#emma", "sk": "BOUGHT#o-1", "version": 2, "quantity": 3})
    books.merge_order(PAID)
    books.merge_order(REFUNDED)
    books.merge_order(order_paid(order_line(2), order_id="o-2"))
    book = only_book(books)
    assert (book.bought, book.version) == (8, 6)


def test_two_editions_of_one_book_add_up(books):
    books.merge_book(book_added())
    books.merge_order(order_paid(order_line(2), order_line(1, isbn=SECOND)))
    assert only_book(books).bought == 3


def test_orders_at_the_same_moment_all_count(books):
    books.merge_book(book_added())
    orders = [order_paid(order_line(2), order_id=f"o-{number}") for number in range(12)] * 2
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(books.merge_order, orders))
    assert only_book(books).bought == 24
    assert only_book(books).version == 13


def test_every_book_is_read_and_nothing_else(books, table):
    for name in ("emma", "persuasion"):
        books.merge_book(book_added(name))
    books.merge_order(order_paid())
    table.put({"pk": "TRACE#correlation-1", "sk": "2026"})
    TargetRepository(table).save_next(IndexTargets(1, ("books-1",)))
    assert sorted(book.book_id for book in books.scan()) == ["emma", "persuasion"]


def test_books_are_read_by_id_in_batches(books):
    names = [f"book-{number}" for number in range(120)]
    for name in names:
        books.merge_book(book_added(name))
    assert {book.book_id for book in books.get_many([*names, "unknown"])} == set(names)
    assert list(books.get_many([])) == []


def test_there_are_no_targets_before_the_first(targets):
    assert targets.get() is None


def test_targets_are_saved_with_the_next_and_the_same_number(targets):
    targets.save_next(IndexTargets(1, ("books-1",)))
    targets.save_next(IndexTargets(2, ("books-1", "books-2")))
    targets.save(IndexTargets(2, ("books-2",)))
    assert targets.get() == IndexTargets(2, ("books-2",))


@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_number_is_saved_once_and_in_order(targets, number):
    targets.save_next(IndexTargets(1, ("books-1",)))
    targets.save_next(IndexTargets(2, ("books-1", "books-2")))
    with pytest.raises(ConcurrentUpdate):
        targets.save_next(IndexTargets(number, ("mine",)))
    assert targets.get() == IndexTargets(2, ("books-1", "books-2"))


def test_targets_of_an_overtaken_rebuild_cannot_be_saved(targets):
    targets.save_next(IndexTargets(1, ("books-1",)))
    targets.save_next(IndexTargets(2, ("books-1", "books-2")))
    with pytest.raises(ConcurrentUpdate):
        targets.save(IndexTargets(1, ("books-1",)))
    assert targets.get() == IndexTargets(2, ("books-1", "books-2"))
