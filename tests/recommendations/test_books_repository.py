"""The books' cards, on a real table."""

import pytest
from msgspec import to_builtins

from bookstore.events import BookChanged, BookWithdrawn
from bookstore.events.books import SeriesPlace
from chalicelib.books.card import ChangedBook, KnownBook, card
from chalicelib.books.repository import FRESH_SECONDS, Books, changed_book
from tests.recommendations.builders import ISBNS, edition, told


@pytest.fixture
def books(table):
    return Books(table)


def test_a_card_shows_the_cheapest_edition(books):
    cheap = edition(isbn=ISBNS["faust"], format="ebook", price=299)
    books.merge(told("emma", editions=(edition(), cheap)))
    card = books.known(["emma"])["emma"].card
    assert (card.title, card.price, card.currency, card.category) == ("Emma", 299, "GBP", "Fiction")


def test_a_card_names_the_place_in_a_series(books):
    place = SeriesPlace("highbury", "Highbury", 2)
    books.merge(told("emma", series=place))
    assert books.known(["emma"])["emma"].card.series == place


def test_only_news_changes_the_card(books):
    assert books.merge(told("emma", BookChanged, version=3, title="Emma, revised"))
    assert not books.merge(told("emma", version=1))
    assert not books.merge(told("emma", BookChanged, version=3, title="another"))
    assert books.known(["emma"])["emma"].card.title == "Emma, revised"


def test_a_card_that_was_kept_before_it_was_one_text_is_still_known(books, table):
    told_of = card(told("emma", series=SeriesPlace("highbury", "Highbury", 2)))
    table.put({"pk": "BOOK#emma", "sk": "BOOK", "catalog": {**to_builtins(told_of), "withdrawn": False}})
    assert books.known(["emma"])["emma"] == KnownBook(told_of, withdrawn=False, orders=0)


def test_a_withdrawn_book_is_known_as_such(books):
    books.merge(told("emma"))
    books.merge(told("emma", BookWithdrawn, version=2, withdrawn=True))
    assert books.known(["emma"])["emma"].withdrawn


def test_a_card_that_was_seen_is_shown_for_five_seconds(table, monkeypatch):
    moment = [1_000.0]
    monkeypatch.setattr("time.monotonic", lambda: moment[0])
    books = Books(table)
    books.merge(told("emma"))
    books.seen(["emma", "unknown"])
    books.merge(told("emma", BookChanged, version=2, title="Emma, revised"))
    moment[0] += FRESH_SECONDS
    assert [one.card.title for one in books.seen(["emma"]).values()] == ["Emma"]
    moment[0] += 0.1
    assert [one.card.title for one in books.seen(["emma"]).values()] == ["Emma, revised"]


def test_editions_lead_to_their_books_in_order_and_once(books):
    books.merge(told("emma"))
    books.merge(told("dracula"))
    asked = [ISBNS["dracula"], ISBNS["emma"], ISBNS["dracula"], "9790000000000"]
    assert books.of_editions(asked) == ["dracula", "emma"]
    assert (books.of_editions([]), books.known([])) == ([], {})


def test_a_book_that_changed_says_which_category_it_was_in():
    before = {"pk": "BOOK#emma", "sk": "BOOK", "catalog": {"category": "Fiction"}}
    assert changed_book(before, {**before, "catalog": {"category": "Drama"}}) == ChangedBook("emma", "Fiction")
    assert changed_book(None, before) == changed_book({"pk": "BOOK#emma"}, before) == ChangedBook("emma", None)
