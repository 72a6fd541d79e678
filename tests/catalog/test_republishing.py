"""A late subscriber receives every book and every rating at its current version."""

import json

import pytest

from chalicelib.books import edit
from chalicelib.books.repository import book_repository
from chalicelib.reviews import write
from chalicelib.reviews.repository import review_repository
from chalicelib.reviews.review import ImportedReview
from tests.catalog.builders import NOON, book_request, edition


@pytest.fixture
def books_and_ratings(app, table):
    """Add three books, one of them withdrawn; two customers rated one, and one of them deleted the review."""
    isbns = ("9797000000017", "9797000000024", "9797000000031")
    for book_id, isbn in zip(("emma", "dracula", "walden"), isbns, strict=True):
        edit.add_book(book_request(book_id, editions=(edition(isbn),)), books=book_repository())
    edit.withdraw_book("walden", version=1, books=book_repository())
    imports = [
        ImportedReview(book_id="emma", customer=customer, stars=stars, display_name=customer, text="", written_at=NOON)
        for customer, stars in (("ann", 5), ("bob", 2))
    ]
    write.import_reviews(imports, reviews=review_repository())
    write.delete_review("emma", "bob", reviews=review_repository())
    delete_outbox(table)


def outbox(table):
    return [item for item in table.scan() if item["pk"].startswith("OUTBOX#")]


def delete_outbox(table):
    table.delete_many([(item["pk"], item["sk"]) for item in outbox(table)])


def state(table):
    return [item for item in table.scan() if not item["pk"].startswith("OUTBOX#")]


def republish(start=None):
    from chalicelib import handlers

    return handlers.republish({"start": start}, None)


def published(table):
    events = [(item["name"], json.loads(item["detail"])["data"]) for item in outbox(table)]
    return sorted(events, key=lambda event: (event[0], event[1]["book_id"], str(event[1].get("latest"))))


def test_every_book_and_rating_is_republished_at_its_current_version(table, books_and_ratings):
    assert republish() == {"told": 5, "next": None}
    assert [(name, data["book_id"], data["version"]) for name, data in published(table)] == [
        ("BookChanged", "dracula", 1),
        ("BookChanged", "emma", 1),
        ("BookRated", "emma", 3),
        ("BookRated", "emma", 3),
        ("BookWithdrawn", "walden", 2),
    ]
    ratings = [data for name, data in published(table) if name == "BookRated"]
    assert {rating["latest"]["customer"]: rating["latest"]["stars"] for rating in ratings} == {"ann": 5, "bob": 0}
    assert [rating["stars"] for rating in ratings] == [[0, 0, 0, 0, 1]] * 2


def test_it_goes_page_by_page_and_resumes_at_the_cursor(table, books_and_ratings, monkeypatch):
    monkeypatch.setattr("bookstore.messaging.republish.PAGE_SIZE", 2)
    pages = [republish()]
    while pages[-1]["next"]:
        pages.append(republish(pages[-1]["next"]))
    assert len(pages) > 2
    assert sum(page["told"] for page in pages) == 5
    assert len(outbox(table)) == 5


def test_republishing_changes_nothing_but_the_outbox(table, books_and_ratings):
    before = state(table)
    republish()
    assert state(table) == before


def test_a_book_that_cannot_be_published_keeps_no_other_from_its_subscribers(table, books_and_ratings):
    table.put({**table.get("BOOK#dracula", "BOOK"), "title": 7})
    assert republish() == {"told": 4, "next": None, "failed": 1}
    assert "dracula" not in {data["book_id"] for _, data in published(table)}
