"""An ISBN belongs to one book at a time, and is let go: its assignment says which book had it last."""

import pytest

from bookstore.errors import Conflict
from bookstore.events import BookChanged
from chalicelib.books import edit
from chalicelib.books.book import BookExists, BookRequest
from chalicelib.books.repository import BookRepository
from tests.catalog.builders import ISBN, SECOND_ISBN, book_request, edition
from tests.catalog.client import add_book, book_body, get_book
from tests.gateway import STAFF, send_request

THIRD_ISBN = "9797000000031"
BOTH = (edition(), edition(SECOND_ISBN))


@pytest.fixture
def books(table):
    return BookRepository(table)


def change(books, book_id="emma", **fields):
    body = {name: value for name, value in book_body(**fields).items() if name != "book_id"}
    request = BookRequest(**{name: getattr(book_request(**fields), name) for name in body})
    return edit.change_book(book_id, request, version=books.get(book_id).version, books=books)


def add(books, book_id, *editions):
    return edit.add_book(book_request(book_id, title=book_id.title(), editions=editions), books=books)


def test_an_isbn_that_a_book_no_longer_has_is_given_to_another_one(books):
    add(books, "emma", *BOTH)
    change(books, editions=(edition(SECOND_ISBN),))
    persuasion = add(books, "persuasion", edition())
    assert books.find_book_id(ISBN) == "persuasion"
    assert [each.assignment for each in persuasion.editions] == [1]


def test_every_later_event_of_the_new_book_overrules_the_old_books(books):
    add(books, "emma", *BOTH)
    for _ in range(5):
        emma = change(books, editions=BOTH)
    change(books, editions=(edition(SECOND_ISBN),))
    persuasion = add(books, "persuasion", edition())
    assert persuasion.version < emma.version
    assert persuasion.edition_version(persuasion.editions[0]) > emma.edition_version(emma.editions[0])


def test_an_isbn_of_a_book_on_sale_is_taken(books):
    add(books, "emma", edition())
    with pytest.raises(BookExists, match=ISBN):
        add(books, "persuasion", edition())
    assert books.find_book_id(ISBN) == "emma"


def test_an_isbn_comes_back_with_a_later_assignment(books):
    add(books, "emma", *BOTH)
    change(books, editions=(edition(SECOND_ISBN),))
    add(books, "persuasion", edition(), edition(THIRD_ISBN))
    change(books, "persuasion", editions=(edition(THIRD_ISBN),))
    emma = change(books, editions=BOTH)
    assert [each.assignment for each in emma.editions] == [2, 0]


def test_a_withdrawn_book_lets_go_its_isbns_and_cannot_be_restored_with_one_that_was_taken(books):
    emma = add(books, "emma", edition())
    edit.withdraw_book("emma", version=emma.version, books=books)
    persuasion = add(books, "persuasion", edition())
    assert persuasion.editions[0].assignment == 1
    with pytest.raises(BookExists, match=ISBN):
        change(books, editions=(edition(),))
    assert books.get("emma").withdrawn is True


def test_a_withdrawn_book_that_changes_claims_no_isbn(books):
    emma = add(books, "emma", edition())
    edit.withdraw_book("emma", version=emma.version, books=books)
    add(books, "persuasion", edition())
    edit.set_cover("emma", "covers/emma.jpg", books=books)
    assert books.find_book_id(ISBN) == "persuasion"
    assert books.get("emma").editions[0].assignment == 0


def test_a_withdrawn_book_that_is_restored_has_its_isbn_again(books):
    emma = add(books, "emma", edition())
    edit.withdraw_book("emma", version=emma.version, books=books)
    assert change(books, editions=(edition(),)).editions[0].assignment == 0
    with pytest.raises(Conflict):
        add(books, "persuasion", edition())


def test_the_event_has_the_assignment(books, table):
    add(books, "emma", *BOTH)
    change(books, editions=(edition(SECOND_ISBN),))
    add(books, "persuasion", edition())
    details = [item for item in table.scan() if item["pk"].startswith("OUTBOX#") and "persuasion" in str(item)]
    assert '"assignment":1' in str(details[0]).replace(" ", "")
    assert BookChanged.name() == "BookChanged"


def test_a_removed_edition_is_not_found_and_its_new_book_is(app):
    body = book_body(editions=BOTH)
    send_request(app, "POST", "/books", body=body, claims=STAFF)
    changed = {**book_body(editions=(edition(SECOND_ISBN),))}
    del changed["book_id"]
    send_request(
        app,
        "PUT",
        "/books/{book_id}",
        path={"book_id": "emma"},
        body=changed,
        claims=STAFF,
        headers={"If-Match": '"1"'},
    )
    path = {"isbn": ISBN}
    assert send_request(app, "GET", "/editions/{isbn}", path=path).status == 404
    assert add_book(app, book_id="persuasion", title="Persuasion").status == 201
    assert send_request(app, "GET", "/editions/{isbn}", path=path).body["book_id"] == "persuasion"


def test_staff_cannot_write_an_assignment(app):
    body = book_body()
    body["editions"][0]["assignment"] = 7
    assert send_request(app, "POST", "/books", body=body, claims=STAFF).status == 422
    assert get_book(app).status == 404
