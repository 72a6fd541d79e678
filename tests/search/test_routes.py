"""Search's routes, asked as API Gateway asks them."""

import pytest

from tests.gateway import CUSTOMER, STAFF, send_request
from tests.lambda_events import sqs_event, stream_event
from tests.search.builders import ISBN, SECOND, book_added, edition


@pytest.fixture
def shop(app, table, opensearch, stage):
    """The app with two indexed books."""
    from chalicelib import handlers

    emma = book_added("emma", edition(), edition(SECOND, format="ebook", price=399), subjects=("matchmaking", "gossip"))
    handlers.consume(sqs_event(emma, book_added("persuasion", category="Gothic")), None)
    handlers.project(stream_event(*table.scan()), None)
    opensearch.indices.refresh(index=f"books-{stage}")
    return app


def search(app, **query):
    return send_request(app, "GET", "/search", query=query)


def find(app, **query):
    response = search(app, **query)
    assert response.status == 200, response.body
    return [book["book_id"] for book in response.body["items"]]


def test_a_search_returns_a_page_with_facets(shop):
    response = search(shop, q="emma")
    assert [book["title"] for book in response.body["items"]] == ["Emma"]
    assert response.body["total"] == 1
    assert response.body["page"] == 1
    assert response.body["pages"] == 1
    assert response.body["corrected"] is False
    assert set(response.body["facets"]) == {
        "category",
        "author",
        "format",
        "language",
        "availability",
        "price",
        "rating",
    }


def test_a_card_has_what_the_storefront_shows(shop):
    (card,) = search(shop, q="emma").body["items"]
    assert card["formats"] == [
        {"format": "paperback", "isbn": ISBN, "price": 999, "availability": "out"},
        {"format": "ebook", "isbn": SECOND, "price": 399, "availability": "in_stock"},
    ]
    assert card["from_price"] == 399
    assert card["currency"] == "GBP"
    assert card["rating"] == {"average": 0.0, "count": 0}
    assert card["authors"] == [{"author_id": "jane-austen", "name": "Jane Austen"}]


def test_no_words_find_every_book(shop):
    assert find(shop) == ["emma", "persuasion"]
    assert find(shop, q="   ") == ["emma", "persuasion"]


@pytest.mark.parametrize(
    ("query", "books"),
    [
        ({"category": "Gothic"}, ["persuasion"]),
        ({"category": "Gothic,Fiction"}, ["emma", "persuasion"]),
        ({"author": "jane-austen"}, ["emma", "persuasion"]),
        ({"subject": "Gossip, duels"}, ["emma"]),
        ({"format": "ebook,audiobook"}, ["emma"]),
        ({"in_stock": "true"}, ["emma"]),
        ({"price_min": "400"}, ["persuasion"]),
        ({"sort": "price_high"}, ["persuasion", "emma"]),
        ({"limit": "1", "page": "2"}, ["persuasion"]),
    ],
)
def test_a_query_narrows_and_sorts(shop, query, books):
    assert find(shop, **query) == books


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"format": "vinyl"}, "format[0]"),
        ({"format": "ebook,vinyl"}, "format[1]"),
        ({"page": "101", "limit": "100"}, "page"),
        ({"page": "0"}, "page"),
        ({"limit": "101"}, "limit"),
        ({"sort": "best"}, "sort"),
        ({"price_min": "2", "price_max": "1"}, "price_min"),
        ({"price_max": "-1"}, "price_max"),
        ({"rating_min": "6"}, "rating_min"),
        ({"q": "x" * 201}, "q"),
    ],
)
def test_an_invalid_question_is_refused_with_the_name_of_the_field(app, query, field):
    response = search(app, **query)
    assert response.status == 422
    assert response.code == "invalid"
    assert response.body["error"]["details"]["field"] == field


def test_before_the_first_book_the_response_is_degraded_and_empty(app):
    response = search(app)
    assert response.status == 200
    assert response.body["items"] == []
    assert response.body["degraded"] is True


def test_suggestions_come_in_groups(shop):
    response = send_request(shop, "GET", "/suggest", query={"q": " Em"})
    assert [book["title"] for book in response.body["books"]] == ["Emma"]
    assert send_request(shop, "GET", "/suggest", query={"q": "aus"}).body["authors"] == [
        {"author_id": "jane-austen", "name": "Jane Austen", "books": 2}
    ]
    assert set(response.body) == {"books", "authors", "series", "categories", "degraded"}


def test_a_suggested_book_has_what_its_cover_shows(shop):
    (book,) = send_request(shop, "GET", "/suggest", query={"q": "pers"}).body["books"]
    assert book == {
        "book_id": "persuasion",
        "title": "Persuasion",
        "category": "Gothic",
        "series": None,
        "cover": None,
        "authors": [{"author_id": "jane-austen", "name": "Jane Austen"}],
    }


def test_a_page_without_a_hit_offers_the_nearest_books(shop):
    response = search(shop, q="emma", price_min="5000")
    assert response.body["total"] == 0
    assert [book["book_id"] for book in response.body["nearest"]] == ["emma", "persuasion"]


def test_an_empty_prefix_is_refused(app):
    assert send_request(app, "GET", "/suggest").status == 422


def test_responses_are_cached_for_five_seconds_and_errors_never(shop):
    assert search(shop).headers["Cache-Control"] == "public, max-age=5"
    assert "max-age" not in search(shop, sort="best").headers.get("Cache-Control", "")


def test_the_service_is_healthy(app):
    assert send_request(app, "GET", "/health").body == {"service": "search", "status": "ok"}


def test_traces_are_open_on_a_local_shop_only(app, monkeypatch):
    from chalicelib.settings import settings

    assert send_request(app, "GET", "/trace", query={"correlation_id": "x"}).body == {"items": []}
    monkeypatch.setenv("TRACES_OPEN", "false")
    settings.cache_clear()
    assert send_request(app, "GET", "/trace", query={"correlation_id": "x"}).status == 404


@pytest.mark.parametrize(("claims", "status"), [(STAFF, 200), (CUSTOMER, 403)])
def test_staff_may_always_see_a_trace(app, claims, status):
    assert send_request(app, "GET", "/admin/trace", query={"correlation_id": "x"}, claims=claims).status == status
