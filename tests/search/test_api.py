"""Search's routes, asked as API Gateway asks them."""

import pytest

from tests.gateway import READER, STAFF, ask
from tests.search.builders import ISBN, SECOND, edition, told
from tests.shapes import queued, streamed


@pytest.fixture
def shop(app, table, opensearch, stage):
    """Two books, heard and shown."""
    from chalicelib import handlers

    emma = told("emma", edition(), edition(SECOND, format="ebook", price=399), subjects=("matchmaking", "gossip"))
    handlers.consume(queued(emma, told("persuasion", category="Gothic")), None)
    handlers.project(streamed(*table.scan()), None)
    opensearch.indices.refresh(index=f"books-{stage}")
    return app


def search(app, **query):
    return ask(app, "GET", "/search", query=query)


def found(app, **query):
    answer = search(app, **query)
    assert answer.status == 200, answer.body
    return [book["book_id"] for book in answer.body["items"]]


def test_a_search_answers_a_page_with_counts_beside_it(shop):
    answer = search(shop, q="emma")
    assert [book["title"] for book in answer.body["items"]] == ["Emma"]
    assert {name: answer.body[name] for name in ("total", "page", "pages", "corrected")} == {
        "total": 1, "page": 1, "pages": 1, "corrected": False,
    }  # fmt: skip
    assert set(answer.body["facets"]) == {"category", "author", "format", "language", "availability", "price", "rating"}


def test_a_card_has_what_the_storefront_shows(shop):
    (card,) = search(shop, q="emma").body["items"]
    assert card["formats"] == [
        {"format": "paperback", "isbn": ISBN, "price": 999, "availability": "out"},
        {"format": "ebook", "isbn": SECOND, "price": 399, "availability": "in_stock"},
    ]
    assert (card["from_price"], card["currency"], card["rating"]) == (399, "GBP", {"average": 0.0, "count": 0})
    assert card["authors"] == [{"author_id": "jane-austen", "name": "Jane Austen"}]


def test_no_words_find_every_book(shop):
    assert found(shop) == ["emma", "persuasion"]
    assert found(shop, q="   ") == ["emma", "persuasion"]


@pytest.mark.parametrize(
    ("query", "books"),
    [
        ({"category": "Gothic"}, ["persuasion"]),
        ({"category": "Gothic, Fiction"}, ["emma", "persuasion"]),
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
    assert found(shop, **query) == books


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"format": "vinyl"}, "format"),
        ({"format": "ebook,vinyl"}, "format"),
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
def test_a_question_against_the_rules_is_refused_with_the_fields_name(app, query, field):
    answer = search(app, **query)
    assert (answer.status, answer.code, answer.body["error"]["details"]["field"]) == (422, "invalid", field)


def test_before_the_first_book_the_search_is_being_prepared(app):
    answer = search(app)
    assert (answer.status, answer.body["items"], answer.body["degraded"]) == (200, [], True)


def test_letters_are_answered_in_groups(shop):
    answer = ask(shop, "GET", "/suggest", query={"q": " Em"})
    assert [book["title"] for book in answer.body["books"]] == ["Emma"]
    assert ask(shop, "GET", "/suggest", query={"q": "aus"}).body["authors"] == [
        {"author_id": "jane-austen", "name": "Jane Austen", "books": 2}
    ]
    assert set(answer.body) == {"books", "authors", "series", "categories", "degraded"}


def test_a_suggested_book_has_what_its_cover_shows(shop):
    (book,) = ask(shop, "GET", "/suggest", query={"q": "pers"}).body["books"]
    assert book == {
        "book_id": "persuasion", "title": "Persuasion", "category": "Gothic", "series": None, "cover": None,
        "authors": [{"author_id": "jane-austen", "name": "Jane Austen"}],
    }  # fmt: skip


def test_a_page_without_a_hit_offers_the_nearest_books(shop):
    answer = search(shop, q="emma", price_min="5000")
    assert (answer.body["total"], [book["book_id"] for book in answer.body["nearest"]]) == (0, ["emma", "persuasion"])


def test_no_letters_are_refused(app):
    assert ask(app, "GET", "/suggest").status == 422


def test_answers_may_be_kept_for_a_moment_and_refusals_never(shop):
    assert search(shop).headers["Cache-Control"] == "public, max-age=5"
    assert "max-age" not in search(shop, sort="best").headers.get("Cache-Control", "")


def test_it_is_well(app):
    assert ask(app, "GET", "/health").body == {"service": "search", "status": "ok"}


def test_traces_are_open_on_a_local_shop_only(app, monkeypatch):
    from chalicelib.settings import settings

    assert ask(app, "GET", "/trace", query={"correlation_id": "x"}).body == {"items": []}
    monkeypatch.setenv("TRACES_OPEN", "false")
    settings.cache_clear()
    assert ask(app, "GET", "/trace", query={"correlation_id": "x"}).status == 404


@pytest.mark.parametrize(("claims", "status"), [(STAFF, 200), (READER, 403)])
def test_staff_may_always_see_a_trace(app, claims, status):
    assert ask(app, "GET", "/admin/trace", query={"correlation_id": "x"}, claims=claims).status == status
