"""The book repository on a real DynamoDB API."""

import pytest
from msgspec import structs

from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.dynamodb.table import Table
from bookstore.events import BookAdded, BookChanged, BookWithdrawn, StockChanged
from bookstore.events.books import SeriesPlace
from chalicelib.books.book import Book, BookExists, BookNotFound, Sort, next_version, to_event
from chalicelib.books.repository import BookRepository
from tests.catalog.builders import ISBN, NOON, SECOND_ISBN, book, edition


@pytest.fixture
def books(table: Table) -> BookRepository:
    return BookRepository(table)


def add(books: BookRepository, added: Book) -> Book:
    books.add(added, event=to_event(BookAdded, added))
    return added


def update(books: BookRepository, before: Book, **changes: object) -> Book:
    after = next_version(before, NOON, **changes)
    books.update(after, before=before, event=to_event(BookChanged, after))
    return after


def list_ids(books: BookRepository, name: str, sort: Sort = "title") -> list[str]:
    return [item["book_id"] for item in books.list_page(name, sort=sort, limit=100, cursor=None).items]


def outbox(table: Table) -> list[str]:
    return sorted(item["name"] for item in table.scan() if item["pk"].startswith("OUTBOX#"))


def test_a_book_is_loaded_as_it_was_added(books):
    emma = add(books, book())
    assert books.get("emma") == emma


def test_a_book_saved_before_books_had_subjects_has_none(books, table):
    add(books, book(subjects=("matchmaking",)))
    (item,) = (item for item in table.scan() if item["sk"] == "BOOK")
    table.put({name: value for name, value in item.items() if name != "subjects"})
    assert books.get("emma").subjects == ()
    assert books.load_responses(["emma"])[0].subjects == ()


def test_an_unknown_id_is_not_found(books):
    with pytest.raises(BookNotFound):
        books.get("unknown")


def test_adding_a_book_leaves_one_event_in_the_outbox(books, table):
    add(books, book())
    assert outbox(table) == ["BookAdded"]


def test_a_taken_id_is_refused_and_nothing_changes(books, table):
    emma = add(books, book())
    with pytest.raises(BookExists, match="emma"):
        add(books, book(title="Emma again"))
    assert books.get("emma") == emma
    assert outbox(table) == ["BookAdded"]


def test_a_taken_isbn_is_refused_by_number(books):
    add(books, book())
    with pytest.raises(BookExists, match=ISBN):
        add(books, book("persuasion"))
    assert list_ids(books, "ALL") == ["emma"]


def test_a_change_of_category_moves_the_book_and_the_counts(books):
    update(books, add(books, book()), category="Drama")
    assert list_ids(books, "CATEGORY#Fiction") == []
    assert list_ids(books, "CATEGORY#Drama") == ["emma"]
    assert books.count_by_category() == {"Drama": 1}


def test_of_two_changes_of_one_version_one_wins(books, table):
    emma = add(books, book())
    winner = update(books, emma, title="Emma, winner")
    with pytest.raises(ConcurrentUpdate):
        update(books, emma, title="Emma, loser")
    assert books.get("emma") == winner
    assert outbox(table) == ["BookAdded", "BookChanged"]


def test_a_withdrawn_book_leaves_every_list_but_that_of_staff_and_can_still_be_read(books):
    emma = add(books, book())
    withdrawn = next_version(emma, NOON, withdrawn=True)
    books.update(withdrawn, before=emma, event=to_event(BookWithdrawn, withdrawn))
    assert [list_ids(books, name) for name in ("ALL", "CATEGORY#Fiction", "AUTHOR#jane-austen")] == [[], [], []]
    assert list_ids(books, "WITHDRAWN") == ["emma"]
    assert books.get("emma").withdrawn
    assert books.count_by_category() == {}


def test_titles_are_sorted_without_their_article_and_accents(books):
    add(books, book("the-odyssey", title="The Odyssey"))
    add(books, book("emile", title="Émile", editions=(edition(SECOND_ISBN),)))
    assert list_ids(books, "ALL") == ["emile", "the-odyssey"]


def test_the_newest_edition_decides_what_is_new(books):
    add(books, book("old", editions=(edition(released="2020-01-01"),)))
    add(books, book("new", editions=(edition(SECOND_ISBN, released="2026-01-01"),)))
    assert list_ids(books, "ALL", "newest") == ["new", "old"]


def test_a_series_is_listed_in_its_order(books):
    for position, isbn in ((2, ISBN), (10, SECOND_ISBN)):
        series = SeriesPlace("oz", "Oz", position)
        add(books, book(f"oz-{position}", title=f"{20 - position}", series=series, editions=(edition(isbn),)))
    assert list_ids(books, "SERIES#oz") == ["oz-2", "oz-10"]


def test_an_edition_is_out_until_orders_publishes_its_stock_and_a_digital_one_until_it_has_a_file(books):
    add(books, book(editions=(edition(), edition(SECOND_ISBN, format="ebook"))))
    editions = books.load_responses(["emma"])[0].editions
    assert [each.availability for each in editions] == ["out", "out"]


def test_an_older_stock_event_changes_nothing(books):
    add(books, book())
    low = StockChanged(version=7, isbn=ISBN, book_id="emma", availability="low", left=3)
    for event in (low, low, structs.replace(low, version=6, availability="in_stock", left=None)):
        books.save_stock(event)
    saved = books.load_responses(["emma"])[0].editions[0]
    assert saved.availability == "low"
    assert saved.left == 3


def test_books_are_loaded_in_the_given_order_and_unknown_ids_left_out(books):
    add(books, book())
    add(books, book("persuasion", editions=(edition(SECOND_ISBN),)))
    responses = books.load_responses(["persuasion", "unknown", "emma"])
    assert [response.book_id for response in responses] == ["persuasion", "emma"]
