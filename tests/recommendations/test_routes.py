"""The routes, called as API Gateway calls them."""

import pytest

from tests.gateway import CUSTOMER, send_request
from tests.recommendations.builders import ISBNS, NOON, book_event, order
from tests.recommendations.fakes import top_list


@pytest.fixture
def catalog(app):
    """Three books, one of them bought by the customer; no engine answers, the snapshots are in the table."""
    from chalicelib.bestsellers.snapshots import snapshot_repository
    from chalicelib.books.repository import book_repository
    from chalicelib.ledger import record_events
    from chalicelib.ledger.repository import ledger_repository

    for book_id in ("emma", "dracula", "walden"):
        record_events.on_book_changed(book_event(book_id), books=book_repository())
    record_events.on_order_changed(order("emma", customer=CUSTOMER["sub"]), ledger=ledger_repository())
    lists = dict.fromkeys(("day", "week", "month", "all"), top_list("emma", "dracula"))
    for scope in ("all", "category/Fiction"):
        snapshot_repository().save(scope, "purchased", lists)


def bestsellers(app, **query):
    return send_request(app, "GET", "/bestsellers", query=query)


def ids(response) -> list[str]:
    return [one["book"]["book_id"] for one in response.body["items"]]


def test_health(app):
    assert send_request(app, "GET", "/health").body == {"service": "recommendations", "status": "ok"}


def test_snapshots_are_shown_while_redis_is_unavailable(app, catalog):
    response = bestsellers(app)
    assert response.status == 200
    assert response.body["window"] == "week"
    assert response.body["by"] == "purchased"
    assert response.body["updated_at"] == NOON.isoformat().replace("+00:00", "Z")
    assert response.body["items"][0] == {
        "rank": 1,
        "movement": "new",
        "score": 9,
        "book": {
            "book_id": "emma",
            "title": "Emma",
            "authors": [{"author_id": "a-b", "name": "A. B."}],
            "category": "Fiction",
            "price": 999,
            "currency": "GBP",
            "series": None,
            "cover": None,
        },
    }


@pytest.mark.parametrize("query", [{"by": "rated"}, {"by": "rated", "category": "Poetry"}])
def test_a_list_without_redis_and_a_snapshot_is_empty_and_says_so(app, catalog, query):
    response = bestsellers(app, **query)
    assert response.status == 200
    assert response.body["items"] == []
    assert response.body["degraded"] is True


@pytest.mark.parametrize("query", [{"by": "weight"}, {"window": "year"}, {"category": "x" * 81}])
def test_a_list_that_does_not_exist_is_refused_by_field(app, query):
    response = bestsellers(app, **query)
    assert response.status == 422
    assert response.body["error"]["details"]["field"] == next(iter(query))


def test_also_bought_falls_back_to_the_bestsellers(app, catalog):
    response = send_request(app, "GET", "/books/{book_id}/also-bought", path={"book_id": "emma"})
    assert response.status == 200
    assert ids(response) == ["dracula"]
    assert response.body["source"] == "bestsellers"
    assert response.headers["Cache-Control"] == "public, max-age=5"


@pytest.mark.parametrize(("book_id", "code"), [("never-written", "book_unknown"), ("No Slug", "not_found")])
def test_an_unknown_book_has_no_suggestions(app, catalog, book_id, code):
    response = send_request(app, "GET", "/books/{book_id}/also-bought", path={"book_id": book_id})
    assert response.status == 404
    assert response.code == code


def test_what_is_in_a_cart_is_not_suggested_for_it(app, catalog):
    isbns = f"{ISBNS['dracula']}, {ISBNS['walden']},,9790000000000"
    assert ids(send_request(app, "GET", "/also-bought", query={"isbns": isbns})) == ["emma"]


@pytest.mark.parametrize(
    "query", [None, {"isbns": ",".join(f"97970000{number:05}" for number in range(51))}], ids=["none", "too many"]
)
def test_a_cart_without_or_with_too_many_editions_is_refused(app, query):
    response = send_request(app, "GET", "/also-bought", query=query)
    assert response.status == 422
    assert response.body["error"]["details"]["field"].partition("[")[0] == "isbns"


@pytest.mark.parametrize("isbn", ["9" * 1_000, "書" * 1_000, "9797000000017#x", "978979700000001", "0"])
def test_what_is_no_isbn_is_refused_by_name(app, isbn):
    response = send_request(app, "GET", "/also-bought", query={"isbns": f"9797000000017,{isbn}"[-1_000:]})
    assert response.status == 422
    assert response.body["error"]["details"]["field"].partition("[")[0] == "isbns"


def test_recommendations_require_a_token(app, catalog):
    """62. Without a token there is nobody to recommend anything to."""
    response = send_request(app, "GET", "/recommendations", claims=None)
    assert response.status == 401
    assert response.code == "not_signed_in"


def test_recommendations_are_for_the_signed_in_customer_alone(app, catalog):
    """62. No shared cache may store them."""
    response = send_request(app, "GET", "/recommendations", claims=CUSTOMER)
    assert ids(response) == ["dracula"]
    assert response.headers["Cache-Control"] == "no-store"


def test_the_purchases_of_another_customer_cannot_be_requested(app, catalog):
    """62. The token alone decides whose books lead to suggestions."""
    response = send_request(
        app, "GET", "/recommendations", claims={"sub": "somebody-else"}, query={"customer": CUSTOMER["sub"]}
    )
    assert ids(response) == ["emma", "dracula"]
