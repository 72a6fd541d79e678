"""Books and the view on a real DynamoDB API."""

from concurrent.futures import ThreadPoolExecutor
from itertools import permutations

import pytest
from msgspec import structs

from bookstore import correlation
from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.events import BookChanged, BookWithdrawn, OrderCancelled, OrderRefunded
from chalicelib.books.book import Liked
from chalicelib.books.repository import Books
from chalicelib.index.document import document
from chalicelib.index.target_repository import Views
from chalicelib.index.targets import View
from tests.search.builders import ISBN, SECOND, edition, line, paid, rated, stock, told


@pytest.fixture
def books(table):
    return Books(table)


@pytest.fixture
def views(table):
    return Views(table)


def only(books):
    (book,) = books.each()
    return book


def later(kind, event, **what):
    return kind(**structs.asdict(event) | what)


def test_a_book_is_what_three_sources_tell(books):
    with correlation.of("story-1"):
        books.merge_rating(rated((0, 0, 0, 1, 2)))
        books.merge_stock(stock("low"))
        books.merge_order(paid(line(3)))
        books.merge_book(told())
    book = only(books)
    assert (book.catalog.title, book.liked, book.stock) == ("Emma", Liked(count=3, total=14), {ISBN: "low"})
    assert (book.bought, book.version, book.correlation_id) == (3, 4, "story-1")


def test_a_book_the_catalog_has_not_told_of_is_not_there(books):
    books.merge_rating(rated((0, 0, 0, 0, 1)))
    books.merge_stock(stock())
    books.merge_order(paid())
    assert list(books.each()) == []


def test_everything_the_catalog_tells_survives_the_table(books):
    event = told("emma", edition(), edition(SECOND, format="ebook"), subtitle="A Novel", cover="/covers/emma.jpg")
    books.merge_book(event)
    assert structs.asdict(only(books).catalog) == structs.asdict(event)


def test_a_book_that_was_told_before_books_had_subjects_is_shown_without(books, table):
    books.merge_book(told())
    (item,) = table.scan()
    table.put(item | {"catalog": {name: value for name, value in item["catalog"].items() if name != "subjects"}})
    assert document(only(books)).subjects == []


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_newest_state_stays_whatever_the_order_of_arrival(books, order):
    """51. Of each source by its own versions."""
    first = told()
    states = [first, later(BookChanged, first, version=2, title="Emma!"), later(BookWithdrawn, first, version=3)]
    for place in order:
        books.merge_book(states[place])
    assert (only(books).catalog.version, only(books).catalog.title) == (3, "Emma")


def test_a_repeat_is_no_change_of_the_book(books):
    for _ in range(3):
        books.merge_book(told())
        books.merge_stock(stock())
    assert only(books).version == 2


def test_every_edition_has_a_stock_version_of_its_own(books):
    books.merge_book(told())
    books.merge_stock(stock("out", version=9, isbn=ISBN))
    books.merge_stock(stock("in_stock", version=2, isbn=SECOND))
    books.merge_stock(stock("in_stock", version=8, isbn=ISBN))
    assert only(books).stock == {ISBN: "out", SECOND: "in_stock"}


PAID = paid(line(3))
REFUNDED = later(OrderRefunded, PAID, version=3, lines=(line(3, remaining=1),))
CANCELLED = later(OrderCancelled, PAID, version=4, status="cancelled")


@pytest.mark.parametrize(
    ("heard", "bought"),
    [
        ([PAID], 3), ([PAID, PAID], 3), ([PAID, REFUNDED], 1), ([REFUNDED, PAID], 1), ([PAID, REFUNDED, PAID], 1),
        ([CANCELLED, PAID, REFUNDED], 0), ([PAID, CANCELLED, CANCELLED], 0),
        ([PAID, paid(line(2), order_id="o-2")], 5),
    ],
)  # fmt: skip
def test_an_order_counts_once_with_what_its_reader_keeps(books, heard, bought):
    books.merge_book(told())
    for event in heard:
        books.merge_order(event)
    assert only(books).bought == bought


def test_an_unpaid_order_counts_nothing(books):
    books.merge_book(told())
    books.merge_order(paid(line(3), version=1, status="pending_payment", paid_at=None))
    assert only(books).bought == 0


def test_two_editions_of_one_book_add_up(books):
    books.merge_book(told())
    books.merge_order(paid(line(2), line(1, isbn=SECOND)))
    assert only(books).bought == 3


def test_orders_at_the_same_moment_all_count(books):
    books.merge_book(told())
    orders = [paid(line(2), order_id=f"o-{number}") for number in range(12)] * 2
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(books.merge_order, orders))
    assert (only(books).bought, only(books).version) == (24, 13)


def test_every_book_is_read_and_nothing_else(books, table):
    for name in ("emma", "persuasion"):
        books.merge_book(told(name))
    books.merge_order(paid())
    table.put({"pk": "TRACE#story-1", "sk": "2026"})
    Views(table).begin(View(1, ("books-1",)))
    assert sorted(book.book_id for book in books.each()) == ["emma", "persuasion"]


def test_some_books_are_read_by_id_however_many(books):
    names = [f"book-{number}" for number in range(120)]
    for name in names:
        books.merge_book(told(name))
    assert {book.book_id for book in books.some([*names, "unknown"])} == set(names)
    assert list(books.some([])) == []


def test_there_is_no_view_before_the_first(views):
    assert views.get() is None


def test_a_view_is_begun_and_settled_in_turn(views):
    views.begin(View(1, ("books-1",)))
    views.begin(View(2, ("books-1", "books-2")))
    views.settle(View(2, ("books-2",)))
    assert views.get() == View(2, ("books-2",))


@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_number_is_begun_once_and_in_turn(views, number):
    views.begin(View(1, ("books-1",)))
    views.begin(View(2, ("books-1", "books-2")))
    with pytest.raises(ConcurrentUpdate):
        views.begin(View(number, ("mine",)))
    assert views.get() == View(2, ("books-1", "books-2"))


def test_an_overtaken_view_cannot_be_settled(views):
    views.begin(View(1, ("books-1",)))
    views.begin(View(2, ("books-1", "books-2")))
    with pytest.raises(ConcurrentUpdate):
        views.settle(View(1, ("books-1",)))
    assert views.get() == View(2, ("books-1", "books-2"))
