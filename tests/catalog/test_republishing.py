"""A subscriber that came late hears every book and every rating as it is now."""

import json

import pytest

from tests.catalog.builders import NOON, edition, wanted


@pytest.fixture
def shelves(app, table):
    """Three books, one of them withdrawn; two readers have rated one, and one of them has taken the stars back."""
    from chalicelib.books import edit
    from chalicelib.books.repository import shelf
    from chalicelib.reviews import write
    from chalicelib.reviews.repository import reviews as kept
    from chalicelib.reviews.review import PastReview

    isbns = ("9797000000017", "9797000000024", "9797000000031")
    for book_id, isbn in zip(("emma", "dracula", "walden"), isbns, strict=True):
        edit.add_book(wanted(book_id, editions=(edition(isbn),)), books=shelf())
    edit.withdraw_book("walden", version=1, books=shelf())
    past = [PastReview(book_id="emma", customer=c, stars=s, display_name=c, text="", written_at=NOON)
            for c, s in (("ann", 5), ("bob", 2))]  # fmt: skip
    write.import_reviews(past, reviews=kept())
    write.take_back_review("emma", "bob", reviews=kept())
    forget_outbox(table)


def waiting(table):
    return [item for item in table.scan() if item["pk"].startswith("OUTBOX#")]


def forget_outbox(table):
    table.delete_many([(item["pk"], item["sk"]) for item in waiting(table)])


def republish(start=None):
    from chalicelib import handlers

    return handlers.republish({"start": start}, None)


def told(table):
    details = [(item["name"], json.loads(item["detail"])["data"]) for item in waiting(table)]
    return sorted(details, key=lambda one: (one[0], one[1]["book_id"], str(one[1].get("latest"))))


def test_every_book_and_every_readers_stars_are_told_at_their_present_version(table, shelves):
    assert republish() == {"told": 5, "next": None}
    names = [(name, data["book_id"], data["version"]) for name, data in told(table)]
    assert names == [
        ("BookChanged", "dracula", 1), ("BookChanged", "emma", 1),
        ("BookRated", "emma", 3), ("BookRated", "emma", 3), ("BookWithdrawn", "walden", 2),
    ]  # fmt: skip
    ratings = {d["latest"]["customer"]: (d["latest"]["stars"], d["stars"]) for n, d in told(table) if n == "BookRated"}
    assert ratings == {"ann": (5, [0, 0, 0, 0, 1]), "bob": (0, [0, 0, 0, 0, 1])}


def test_it_goes_page_by_page_and_can_be_taken_up_where_it_stopped(table, shelves, monkeypatch):
    monkeypatch.setattr("bookstore.messaging.republish.PAGE_SIZE", 2)
    start, pages, number = None, 0, 0
    while pages == 0 or start:
        said = republish(start)
        start, pages, number = said["next"], pages + 1, number + said["told"]
    assert (number, len(waiting(table)), pages > 2) == (5, 5, True)


def test_telling_again_changes_nothing_but_the_outbox(table, shelves):
    before = [item for item in table.scan() if not item["pk"].startswith("OUTBOX#")]
    republish()
    assert [item for item in table.scan() if not item["pk"].startswith("OUTBOX#")] == before
