"""The books' cards, on a real table."""

from itertools import permutations

import pytest
from msgspec import to_builtins

from bookstore.events import BookChanged, BookWithdrawn
from bookstore.events.books import SeriesPlace
from chalicelib.books.card import BookChange, CatalogBook, to_card
from chalicelib.books.repository import CACHE_SECONDS, BookRepository, to_book_change
from tests.recommendations.builders import ISBNS, book_event, edition


@pytest.fixture
def books(table):
    return BookRepository(table)


def test_a_card_shows_the_cheapest_edition(books):
    cheap = edition(isbn=ISBNS["faust"], format="ebook", price=299)
    books.save(book_event("emma", editions=(edition(), cheap)))
    card = books.load(["emma"])["emma"].card
    assert card.title == "Emma"
    assert card.price == 299
    assert card.currency == "GBP"
    assert card.category == "Fiction"


def test_a_card_names_the_position_in_a_series(books):
    position = SeriesPlace("highbury", "Highbury", 2)
    books.save(book_event("emma", series=position))
    assert books.load(["emma"])["emma"].card.series == position


def test_only_a_newer_version_changes_the_card(books):
    assert books.save(book_event("emma", BookChanged, version=3, title="Emma, revised"))
    assert not books.save(book_event("emma", version=1))
    assert not books.save(book_event("emma", BookChanged, version=3, title="another"))
    assert books.load(["emma"])["emma"].card.title == "Emma, revised"


def test_a_card_that_was_stored_before_it_was_one_text_is_still_read(books, table):
    card = to_card(book_event("emma", series=SeriesPlace("highbury", "Highbury", 2)))
    table.put({"pk": "BOOK#emma", "sk": "BOOK", "catalog": {**to_builtins(card), "withdrawn": False}})
    assert books.load(["emma"])["emma"] == CatalogBook(card, withdrawn=False, orders=0)


def test_a_withdrawn_book_is_loaded_as_such(books):
    books.save(book_event("emma"))
    books.save(book_event("emma", BookWithdrawn, version=2, withdrawn=True))
    assert books.load(["emma"])["emma"].withdrawn


def test_a_card_is_cached_for_five_seconds(table, monkeypatch):
    moment = [1_000.0]
    monkeypatch.setattr("time.monotonic", lambda: moment[0])
    books = BookRepository(table)
    books.save(book_event("emma"))
    books.load_cached(["emma", "unknown"])
    books.save(book_event("emma", BookChanged, version=2, title="Emma, revised"))
    moment[0] += CACHE_SECONDS
    assert [one.card.title for one in books.load_cached(["emma"]).values()] == ["Emma"]
    moment[0] += 0.1
    assert [one.card.title for one in books.load_cached(["emma"]).values()] == ["Emma, revised"]


def test_editions_lead_to_their_books_in_order_and_once(books):
    books.save(book_event("emma"))
    books.save(book_event("dracula"))
    isbns = [ISBNS["dracula"], ISBNS["emma"], ISBNS["dracula"], "9790000000000"]
    assert books.find_by_isbns(isbns) == ["dracula", "emma"]
    assert books.find_by_isbns([]) == []
    assert books.load([]) == {}


def test_a_book_change_names_the_former_category():
    before = {"pk": "BOOK#emma", "sk": "BOOK", "catalog": {"category": "Fiction"}}
    assert to_book_change(before, {**before, "catalog": {"category": "Drama"}}) == BookChange("emma", "Fiction")


def test_a_new_book_has_no_former_category():
    item = {"pk": "BOOK#emma", "sk": "BOOK", "catalog": {"category": "Fiction"}}
    assert to_book_change(None, item) == BookChange("emma", None)
    assert to_book_change({"pk": "BOOK#emma"}, item) == BookChange("emma", None)


def test_an_isbn_that_moved_leads_to_its_new_book_in_any_order_of_the_events(books):
    for number, order in enumerate(permutations(["before", "taken", "changed"])):
        isbn = f"979700000{number:04}"
        events = {
            "before": book_event("emma", version=6 + 2 * number, editions=(edition(isbn=isbn),)),
            "changed": book_event("emma", version=7 + 2 * number),
            "taken": book_event("walden", version=number + 1, editions=(edition(isbn=isbn, assignment=1),)),
        }
        for name in (*order, *order):
            books.save(events[name])
        assert books.find_by_isbns([isbn]) == ["walden"], order
