"""Lists show each book by its card, which follows the book, its rating and its stock."""

import pytest
from msgspec import structs

from bookstore.dynamodb.optimistic import ConcurrentUpdate
from bookstore.events import BookAdded, BookChanged, BookRated, StockChanged
from bookstore.events.books import Rating
from chalicelib.books import edit
from chalicelib.books.book import next_version, to_event
from chalicelib.books.card_repository import CardRepository
from chalicelib.books.repository import BookRepository
from chalicelib.reviews.rating import RatingSummary
from tests.catalog.builders import ISBN, NOON, SECOND_ISBN, book, edition

IN_STOCK = StockChanged(version=1, isbn=ISBN, book_id="emma", availability="in_stock")
LOW = structs.replace(IN_STOCK, version=2, availability="low", left=3)
LISTS = {"LIST#ALL", "LIST#CATEGORY#Fiction", "LIST#AUTHOR#jane-austen"}


@pytest.fixture
def books(table):
    """The repository, with one book."""
    books = BookRepository(table)
    books.add(book(), event=to_event(BookAdded, book()))
    return books


@pytest.fixture
def cards(books, table):
    return CardRepository(table)


def shown(cards, name="ALL"):
    """Return the one book of a list."""
    (found,) = cards.load_page(name, sort="title", limit=20, cursor=None).items
    return found


def rate(table, version=1):
    table.put({"pk": "BOOK#emma", "sk": "RATING", "stars": [0, 0, 0, 0, version], "version": version})
    latest = Rating(customer="c-1", stars=5, version=1, rated_at=NOON)
    return BookRated(version=version, book_id="emma", stars=(0, 0, 0, 0, version), latest=latest)


def entries(table):
    return {item["sk"]: item for item in table.query_prefix("BOOK#emma", "LIST#")}


@pytest.mark.parametrize("sort", ["title", "newest"])
def test_a_list_shows_books_as_their_pages_do(books, cards, sort):
    page = cards.load_page("ALL", sort=sort, limit=20, cursor=None)
    assert page.items == books.load_responses(["emma"])


def test_stock_reaches_every_list_of_the_book(books, cards, table):
    edit.on_stock_changed(IN_STOCK, stock=books, cards=cards)
    assert entries(table).keys() == LISTS
    assert {shown(cards, sk.removeprefix("LIST#")).editions[0].availability for sk in LISTS} == {"in_stock"}


def test_lists_do_not_follow_each_copy_that_is_sold(books, cards, table):
    edit.on_stock_changed(LOW, stock=books, cards=cards)
    before = entries(table)
    edit.on_stock_changed(structs.replace(LOW, version=3, left=2), stock=books, cards=cards)
    assert entries(table) == before
    assert (shown(cards).editions[0].availability, shown(cards).editions[0].left) == ("low", None)
    assert books.load_responses(["emma"])[0].editions[0].left == 2


def test_a_rating_reaches_the_lists(cards, table):
    edit.on_card_changed(rate(table), cards=cards)
    assert shown(cards).rating == RatingSummary((0, 0, 0, 0, 1), 1)


def test_a_repeated_event_writes_nothing(cards, table):
    event = rate(table)
    edit.on_card_changed(event, cards=cards)
    before = entries(table)
    edit.on_card_changed(event, cards=cards)
    assert entries(table) == before


def test_stock_that_was_known_before_the_book_is_shown(books, cards, table):
    stock = StockChanged(version=1, isbn=SECOND_ISBN, book_id="persuasion", availability="in_stock")
    edit.on_stock_changed(stock, stock=books, cards=cards)
    persuasion = book("persuasion", title="Persuasion", editions=(edition(SECOND_ISBN),))
    books.add(persuasion, event=to_event(BookAdded, persuasion))
    assert [one.editions[0].availability for one in cards.load_many(["persuasion"])] == ["in_stock"]


def test_a_change_by_staff_shows_at_once_and_keeps_rating_and_stock(books, cards, table):
    edit.on_stock_changed(IN_STOCK, stock=books, cards=cards)
    edit.on_card_changed(rate(table), cards=cards)
    after = next_version(book(), NOON, title="Emma, again")
    books.update(after, before=book(), event=to_event(BookChanged, after))
    found = shown(cards)
    assert (found.title, found.rating.count, found.editions[0].availability) == ("Emma, again", 1, "in_stock")


def test_a_card_made_of_older_facts_never_replaces_a_newer_one(cards, table, monkeypatch):
    """Between reading the facts and writing the card, somebody else reads newer ones and writes."""
    rate(table)
    write = table.write

    def write_late(*changes):
        monkeypatch.setattr(table, "write", write)
        rate(table, version=2)
        CardRepository(table).refresh("emma")
        write(*changes)

    monkeypatch.setattr(table, "write", write_late)
    with pytest.raises(ConcurrentUpdate):
        cards.refresh("emma")
    assert shown(cards).rating.version == 2


def test_a_card_is_not_written_for_a_book_that_changed_meanwhile(books, cards, table, monkeypatch):
    rate(table)
    load = BookRepository.load_responses

    def load_then_change(self, ids):
        found = load(self, ids)
        monkeypatch.setattr(BookRepository, "load_responses", load)
        after = next_version(book(), NOON, title="Emma, again")
        books.update(after, before=book(), event=to_event(BookChanged, after))
        return found

    monkeypatch.setattr(BookRepository, "load_responses", load_then_change)
    edit.on_card_changed(rate(table), cards=cards)
    assert (shown(cards).title, shown(cards).rating.count) == ("Emma, again", 1)


def test_entries_of_an_earlier_release_show_their_book_until_they_have_a_card(books, cards, table):
    for entry in entries(table).values():
        table.put({name: value for name, value in entry.items() if name not in {"card", "revision"}})
    assert shown(cards) == books.load_responses(["emma"])[0]
    cards.refresh("emma")
    assert all("card" in entry for entry in entries(table).values())


def test_a_book_without_entries_is_loaded_by_its_id_all_the_same(books, cards):
    edit.withdraw_book("emma", version=1, books=books)
    assert [(one.book_id, one.withdrawn) for one in cards.load_many(["unknown", "emma"])] == [("emma", True)]


def test_an_event_of_a_book_that_is_not_there_or_cannot_be_read_changes_nothing(app, books, cards, table):
    edit.on_stock_changed(structs.replace(IN_STOCK, book_id="unknown"), stock=books, cards=cards)
    table.put(table.get("BOOK#emma", "BOOK") | {"title": "x" * 400})
    before = entries(table)
    edit.on_card_changed(rate(table), cards=cards)
    assert entries(table) == before
