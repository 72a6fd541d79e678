"""A customer finds every review of theirs: of books bought here, and those imported from another shop."""

import pytest

from tests.catalog.client import add_book
from tests.catalog.test_review_routes import buy_emma, get_own, put_review
from tests.gateway import CUSTOMER

IMPORTED = [f"book-{number}" for number in range(5)]


def import_review(book_id, customer=CUSTOMER["sub"]):
    from chalicelib import handlers

    review = {"book_id": book_id, "customer": customer, "stars": 4, "display_name": "M.", "text": "From elsewhere."}
    handlers.import_reviews({"reviews": [review | {"written_at": "2025-01-01T10:00:00Z"}]}, None)


def list_all(app, limit):
    books, query = [], {}
    while True:
        page = get_own(app, limit=str(limit), **query)
        assert page.status == 200, page.body
        assert len(page.body["items"]) <= limit
        books += [own["book_id"] for own in page.body["items"]]
        if page.body["next"] is None:
            return books
        query = {"cursor": page.body["next"]}


@pytest.fixture
def shop(app):
    """One book bought and reviewed here, five reviews imported, another customer's too."""
    add_book(app)
    buy_emma()
    put_review(app)
    for book_id in (*IMPORTED, "emma"):
        import_review(book_id)
    import_review("book-9", "reader-2")
    return app


def test_imported_reviews_are_among_ones_own_and_cannot_be_written_again(shop):
    items = {own["book_id"]: own for own in get_own(shop).body["items"]}
    assert list(items) == ["emma", *IMPORTED]
    assert (items["book-0"]["may_write"], items["book-0"]["review"]["text"]) == (False, "From elsewhere.")
    assert items["emma"]["review"]["text"] == "Twice in one week."


@pytest.mark.parametrize("limit", range(1, 8))
def test_every_review_is_on_one_page_whatever_its_size(shop, limit):
    assert list_all(shop, limit) == ["emma", *IMPORTED]


def test_a_customer_who_bought_nothing_here_finds_what_was_imported(app):
    import_review("book-0")
    assert list_all(app, 1) == ["book-0"]


@pytest.mark.parametrize("cursor", ["~x", "~~", "~" + "x" * 9_000])
def test_a_cursor_that_was_made_up_is_refused_by_name(shop, cursor):
    refused = get_own(shop, cursor=cursor)
    assert (refused.status, refused.body["error"]["details"]["field"]) == (400, "cursor")
