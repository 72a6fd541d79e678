"""Books that were stored before a rule: staff can withdraw or replace each of them, and none blocks the others."""

import json

import pytest

from bookstore.errors import VersionConflict
from bookstore.messaging.envelope import unpack
from chalicelib.books import edit
from chalicelib.books.book import BookExists, BookUnreadable
from chalicelib.books.repository import book_repository
from tests.catalog.builders import SECOND_ISBN, book_request, edition

THIRD_ISBN = "9797000000031"
BROKEN = {
    "a title that is too long": {"title": "x" * 400},
    "a blank title": {"title": "\u200b"},
    "a description that is too long": {"description": "x" * 6_000},
    "no authors": {"authors": []},
    "an author whose id is none": {"authors": [{"author_id": "Jane#Austen", "name": "Jane Austen"}]},
    "a category that is too long": {"category": "x" * 80},
    "a year of the far future": {"published": 3000},
    "a subject with a comma": {"subjects": ["love, marriage"]},
    "a series without a position": {"series": {"series_id": "emma", "name": "Emma", "position": 0}},
    "a time that nobody can store": {"added_at": "0001-01-01T00:00:00Z"},
    "an unknown currency": {"currency": "pounds"},
    "more than one of these": {"title": 7, "language": "English", "subtitle": "", "first_line": "x" * 2_000},
}


@pytest.fixture
def store(app, table):
    """Add two books, and store one of them as no request could."""

    def run(editions=(), **fields):
        edit.add_book(book_request("emma"), books=book_repository())
        edit.add_book(book_request("dracula", editions=(edition(SECOND_ISBN),)), books=book_repository())
        item = table.get("BOOK#emma", "BOOK")
        stored = [item["editions"][0] | changes for changes in editions] or item["editions"]
        table.put(item | fields | {"editions": stored})
        return table

    return run


def listed(name="ALL"):
    page = book_repository().list_page(name, sort="title", limit=100, cursor=None)
    return {entry["book_id"] for entry in page.items}


def last_event(table):
    items = sorted((item for item in table.scan() if item["pk"].startswith("OUTBOX#")), key=lambda item: item["sk"])
    return unpack(items[-1]["detail"]).event


@pytest.mark.parametrize("fields", BROKEN.values(), ids=BROKEN)
def test_every_stored_book_can_be_withdrawn_and_every_consumer_can_read_that(store, fields):
    table = store(**fields)
    edit.withdraw_book("emma", version=1, books=book_repository())
    event = last_event(table)
    assert event.name() == "BookWithdrawn"
    assert event.book_id == "emma"
    assert event.withdrawn
    assert event.version == 2
    assert listed() == {"dracula"}


@pytest.mark.parametrize(
    "changes",
    [{"price": 10**9}, {"publisher": ""}, {"released": "the 14th of March"}, {"pages": -1}, {"language": "English"}],
)
def test_a_book_whose_edition_breaks_a_rule_can_be_withdrawn(store, changes):
    table = store(editions=[changes])
    edit.withdraw_book("emma", version=1, books=book_repository())
    assert [one.isbn for one in last_event(table).editions] == ["9797000000017"]


@pytest.mark.parametrize("fields", [{"title": "x" * 400}, {"editions": [{"price": 10**9}, {"price": 10**9}]}])
def test_a_withdrawn_book_lets_go_its_isbns_whatever_is_stored_of_it(store, fields):
    store(**fields)
    edit.withdraw_book("emma", version=1, books=book_repository())
    persuasion = edit.add_book(book_request("persuasion"), books=book_repository())
    assert [one.assignment for one in persuasion.editions] == [1]
    assert book_repository().find_book_id(persuasion.editions[0].isbn) == "persuasion"


def test_a_book_that_is_written_again_lets_go_the_isbns_that_it_has_no_longer(store):
    store(title="x" * 400)
    request = book_request("emma", editions=(edition(THIRD_ISBN),))
    edit.change_book("emma", request, version=1, books=book_repository())
    edit.add_book(book_request("persuasion"), books=book_repository())
    assert book_repository().find_book_id("9797000000017") == "persuasion"


def test_an_isbn_that_was_never_its_own_stays_with_the_other_book(store):
    store(editions=[{"isbn": SECOND_ISBN}])
    edit.withdraw_book("emma", version=1, books=book_repository())
    assert book_repository().find_book_id(SECOND_ISBN) == "dracula"
    with pytest.raises(BookExists, match=SECOND_ISBN):
        edit.add_book(book_request("persuasion", editions=(edition(SECOND_ISBN),)), books=book_repository())


def test_what_is_stored_of_a_withdrawn_book_stays_as_it_is(store):
    table = store(title="x" * 400)
    before = table.get("BOOK#emma", "BOOK")
    edit.withdraw_book("emma", version=1, books=book_repository())
    after = table.get("BOOK#emma", "BOOK")
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"withdrawn", "version", "changed_at"}


def test_a_category_whose_name_would_be_written_otherwise_today_counts_one_book_less(store):
    table = store()
    for item in list(table.query_prefix("BOOK#emma", "LIST#CATEGORY#")):
        table.delete(item["pk"], item["sk"])
        table.put(item | {"sk": "LIST#CATEGORY# Fiction ", "list": "CATEGORY# Fiction "})
    table.put({"pk": "CATEGORIES", "sk": " Fiction ", "books": 1})
    table.put(table.get("BOOK#emma", "BOOK") | {"category": " Fiction "})
    edit.withdraw_book("emma", version=1, books=book_repository())
    assert book_repository().count_by_category().get(" Fiction ") is None
    assert listed("CATEGORY# Fiction ") == set()


def test_staff_write_all_of_it_again_and_it_can_be_read(store):
    table = store(title="x" * 400, currency="pounds")
    edit.change_book("emma", book_request("emma", title="Emma"), version=1, books=book_repository())
    assert book_repository().get("emma").title == "Emma"
    assert last_event(table).title == "Emma"


def test_a_cover_is_refused_as_the_rest_would_be_lost(store):
    table = store(title="x" * 400)
    with pytest.raises(BookUnreadable, match="title"):
        edit.set_cover("emma", "/covers/emma", books=book_repository())
    assert table.get("BOOK#emma", "BOOK")["version"] == 1


def test_the_version_is_compared_as_for_any_book(store):
    store(title="x" * 400)
    with pytest.raises(VersionConflict):
        edit.withdraw_book("emma", version=7, books=book_repository())


def test_a_book_that_cannot_be_read_is_left_out_of_lists(store):
    store(title="x" * 400)
    assert [book.book_id for book in book_repository().load_responses(["emma", "dracula"])] == ["dracula"]


def test_a_withdrawal_is_republished_whatever_is_stored_of_the_book(store):
    from chalicelib import handlers

    table = store(title="x" * 400)
    edit.withdraw_book("emma", version=1, books=book_repository())
    table.delete_many([(item["pk"], item["sk"]) for item in table.scan() if item["pk"].startswith("OUTBOX#")])
    handlers.republish({}, None)
    events = [json.loads(item["detail"]) for item in table.scan() if item["pk"].startswith("OUTBOX#")]
    assert {(event["type"], event["data"]["book_id"]) for event in events} == {
        ("BookWithdrawn", "emma"),
        ("BookChanged", "dracula"),
    }
