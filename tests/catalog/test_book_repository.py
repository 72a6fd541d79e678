"""The shelf on a real DynamoDB API."""

import pytest
from msgspec import structs

from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.dynamodb.table import Table
from bookstore.events import BookAdded, BookChanged, BookWithdrawn, StockChanged
from bookstore.events.books import SeriesPlace
from chalicelib.books.book import Book, BookExists, BookUnknown, Sort, changed, told
from chalicelib.books.repository import Shelf
from tests.catalog.builders import ISBN, NOON, SECOND_ISBN, book, edition


def add(shelf: Shelf, one: Book) -> Book:
    shelf.add(one, announcing=told(BookAdded, one))
    return one


def change(shelf: Shelf, before: Book, **what: object) -> Book:
    after = changed(before, NOON, **what)
    shelf.change(after, before=before, announcing=told(BookChanged, after))
    return after


def ids(shelf: Shelf, name: str, sort: Sort = "title") -> list[str]:
    return [item["book_id"] for item in shelf.listed(name, sort=sort, limit=100, start=None).items]


def outbox(table: Table) -> list[str]:
    return sorted(item["name"] for item in table.scan() if item["pk"].startswith("OUTBOX#"))


def test_a_book_comes_back_as_it_was_added(table):
    emma = add(Shelf(table), book())
    assert Shelf(table).get("emma") == emma


def test_a_book_that_was_kept_before_books_had_subjects_has_none(table):
    add(Shelf(table), book(subjects=("matchmaking",)))
    (kept,) = (item for item in table.scan() if item["sk"] == "BOOK")
    table.put({name: value for name, value in kept.items() if name != "subjects"})
    assert (Shelf(table).get("emma").subjects, Shelf(table).on_sale(["emma"])[0].subjects) == ((), ())


def test_an_unknown_book_is_refused_by_name(table):
    with pytest.raises(BookUnknown):
        Shelf(table).get("nobody")


def test_adding_a_book_leaves_one_event_in_the_outbox(table):
    add(Shelf(table), book())
    assert outbox(table) == ["BookAdded"]


def test_a_taken_id_is_refused_and_nothing_changes(table):
    emma = add(Shelf(table), book())
    with pytest.raises(BookExists, match="emma"):
        add(Shelf(table), book(title="Emma again"))
    assert (Shelf(table).get("emma"), outbox(table)) == (emma, ["BookAdded"])


def test_a_taken_isbn_is_refused_by_number(table):
    add(Shelf(table), book())
    with pytest.raises(BookExists, match=ISBN):
        add(Shelf(table), book("persuasion"))
    assert ids(Shelf(table), "ALL") == ["emma"]


def test_a_change_of_category_moves_the_book_and_the_counts(table):
    shelf = Shelf(table)
    change(shelf, add(shelf, book()), category="Drama")
    assert (ids(shelf, "CATEGORY#Fiction"), ids(shelf, "CATEGORY#Drama")) == ([], ["emma"])
    assert shelf.categories() == {"Drama": 1}


def test_two_changes_of_one_version_race_and_one_wins(table):
    shelf = Shelf(table)
    emma = add(shelf, book())
    winner = change(shelf, emma, title="Emma, winner")
    with pytest.raises(ConcurrentUpdate):
        change(shelf, emma, title="Emma, loser")
    assert (shelf.get("emma"), outbox(table)) == (winner, ["BookAdded", "BookChanged"])


def test_a_withdrawn_book_leaves_every_list_and_can_still_be_read(table):
    shelf = Shelf(table)
    emma = add(shelf, book())
    gone = changed(emma, NOON, withdrawn=True)
    shelf.change(gone, before=emma, announcing=told(BookWithdrawn, gone))
    assert [ids(shelf, name) for name in ("ALL", "CATEGORY#Fiction", "AUTHOR#jane-austen")] == [[], [], []]
    assert (shelf.get("emma").withdrawn, shelf.categories()) == (True, {})


def test_titles_sort_without_their_article_and_accents(table):
    shelf = Shelf(table)
    add(shelf, book("the-odyssey", title="The Odyssey"))
    add(shelf, book("emile", title="Émile", editions=(edition(SECOND_ISBN),)))
    assert ids(shelf, "ALL") == ["emile", "the-odyssey"]


def test_the_newest_edition_decides_what_is_new(table):
    shelf = Shelf(table)
    add(shelf, book("old", editions=(edition(released="2020-01-01"),)))
    add(shelf, book("new", editions=(edition(SECOND_ISBN, released="2026-01-01"),)))
    assert ids(shelf, "ALL", "newest") == ["new", "old"]


def test_a_series_is_listed_in_its_order(table):
    shelf = Shelf(table)
    for position, isbn in ((2, ISBN), (10, SECOND_ISBN)):
        place = SeriesPlace("oz", "Oz", position)
        add(shelf, book(f"oz-{position}", title=f"{20 - position}", series=place, editions=(edition(isbn),)))
    assert ids(shelf, "SERIES#oz") == ["oz-2", "oz-10"]


def test_stock_is_out_until_orders_says_otherwise(table):
    shelf = Shelf(table)
    add(shelf, book(editions=(edition(), edition(SECOND_ISBN, format="ebook"))))
    shown = shelf.on_sale(["emma"])[0].editions
    assert [one.availability for one in shown] == ["out", "in_stock"]


def test_an_older_word_about_stock_changes_nothing(table):
    shelf = Shelf(table)
    add(shelf, book())
    low = StockChanged(version=7, isbn=ISBN, book_id="emma", availability="low", left=3)
    for event in (low, low, structs.replace(low, version=6, availability="in_stock", left=None)):
        shelf.merge(event)
    shown = shelf.on_sale(["emma"])[0].editions[0]
    assert (shown.availability, shown.left) == ("low", 3)


def test_books_are_shown_in_the_order_asked_and_unknown_ones_left_out(table):
    shelf = Shelf(table)
    add(shelf, book())
    add(shelf, book("persuasion", editions=(edition(SECOND_ISBN),)))
    assert [one.book_id for one in shelf.on_sale(["persuasion", "nobody", "emma"])] == ["persuasion", "emma"]
