"""What an older version has stored is brought to the present rules, once and without a loss."""

import pytest

from bookstore.dynamodb.changes import Put, Update
from bookstore.events import BookAdded
from chalicelib.books import edit
from chalicelib.books.book import to_event
from chalicelib.books.card_repository import CardRepository
from chalicelib.books.list_entries import ALL_BOOKS, category_list
from chalicelib.books.relist import relist_page
from chalicelib.books.repository import BookRepository
from tests.catalog.builders import ISBN, SECOND_ISBN, book, book_request, edition

THIRD_ISBN = "9797000000031"


@pytest.fixture
def books(table):
    """A book of an older version: other sort keys, another spelling of its category, an ISBN that it no longer has."""
    books = BookRepository(table)
    emma = book(category="Poetry")
    books.add(emma, event=to_event(BookAdded, emma))
    entry = {"pk": "BOOK#emma", "book_id": "emma", "name_key": "emma#emma", "time_key": "2024-03-14#emma"}
    table.write(
        Put({**entry, "sk": "LIST#CATEGORY# Poetry ", "list": "CATEGORY# Poetry "}),
        Put({**entry, "sk": "LIST#ALL", "list": "ALL"}),
        Update("CATEGORIES", " Poetry ", adds={"books": 1}),
        Update("CATEGORIES", "Poetry", removes=("name_key",), adds={"books": -1}),
        Put({"pk": f"ISBN#{SECOND_ISBN}", "sk": "ISBN", "book_id": "emma"}),
    )
    table.delete("BOOK#emma", "LIST#CATEGORY#Poetry")
    return books


def ids(books, name):
    return [entry["book_id"] for entry in books.list_page(name, sort="title", limit=9, cursor=None).items]


def test_lists_counts_and_isbns_are_those_of_the_present_rules(books, table):
    responses = [relist_page({}, table, books, CardRepository(table)) for _ in range(2)]
    assert [(each["books"], each["isbns"], each["next"]) for each in responses] == [(1, 1, None), (1, 0, None)]
    assert books.count_by_category() == {"Poetry": 1}
    assert (ids(books, category_list("Poetry")), ids(books, category_list(" Poetry "))) == (["emma"], [])
    assert table.get("BOOK#emma", "LIST#ALL")["name_key"] != "emma#emma"
    edit.add_book(book_request("persuasion", title="Persuasion", editions=(edition(SECOND_ISBN),)), books=books)
    assert (books.find_book_id(ISBN), books.find_book_id(SECOND_ISBN)) == ("emma", "persuasion")


def test_a_withdrawn_book_lets_go_its_isbns(books, table):
    edit.withdraw_book("emma", version=1, books=books)
    table.put({"pk": f"ISBN#{ISBN}", "sk": "ISBN", "book_id": "emma"})
    assert relist_page({}, table, books, CardRepository(table))["isbns"] == 2
    assert books.count_by_category() == {}


def test_a_book_that_cannot_be_read_stays_in_its_lists_with_its_isbns(app, books, table):
    edit.add_book(book_request("dracula", title="Dracula", editions=(edition(THIRD_ISBN),)), books=books)
    table.put(table.get("BOOK#dracula", "BOOK") | {"title": "x" * 400})
    response = relist_page({}, table, books, CardRepository(table))
    assert (response["books"], response["isbns"]) == (1, 1)
    assert set(ids(books, ALL_BOOKS)) == {"dracula", "emma"}
    assert (books.find_book_id(THIRD_ISBN), table.get(f"ISBN#{THIRD_ISBN}", "ISBN")["released"]) == ("dracula", False)
