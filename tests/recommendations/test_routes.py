"""The routes, asked as API Gateway does."""

import pytest

from tests.gateway import READER, ask
from tests.recommendations.builders import ISBNS, NOON, order, told
from tests.recommendations.fakes import listed


@pytest.fixture
def shelf(app):
    """Three books, one of them bought by the reader; no engine answers, the last lists are in the table."""
    from chalicelib.bestsellers.snapshots import snapshots
    from chalicelib.books.repository import books
    from chalicelib.ledger import record_events
    from chalicelib.ledger.repository import ledger

    for book_id in ("emma", "dracula", "walden"):
        record_events.hear_book(told(book_id), books=books())
    record_events.hear_order(order("emma", customer=READER["sub"]), ledger=ledger())
    windows = dict.fromkeys(("day", "week", "month", "all"), listed("emma", "dracula"))
    for scope in ("all", "category/Fiction"):
        snapshots().keep(scope, "purchased", windows)


def bestsellers(app, **query):
    return ask(app, "GET", "/bestsellers", query=query)


def ids(answer) -> list[str]:
    return [one["book"]["book_id"] for one in answer.body["items"]]


def test_health(app):
    assert ask(app, "GET", "/health").body == {"service": "recommendations", "status": "ok"}


def test_the_last_lists_are_shown_while_redis_is_away(app, shelf):
    answer = bestsellers(app)
    assert (answer.status, answer.body["window"], answer.body["by"]) == (200, "week", "purchased")
    assert answer.body["updated_at"] == NOON.isoformat().replace("+00:00", "Z")
    assert answer.body["items"][0] == {
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
def test_a_list_that_can_be_had_nowhere_is_unavailable(app, shelf, query):
    answer = bestsellers(app, **query)
    assert (answer.status, answer.code, answer.headers["Retry-After"]) == (503, "unavailable", "2")


@pytest.mark.parametrize("query", [{"by": "weight"}, {"window": "year"}, {"category": "x" * 81}])
def test_a_list_that_does_not_exist_is_refused_by_name(app, query):
    answer = bestsellers(app, **query)
    assert (answer.status, answer.body["error"]["details"]["field"]) == (422, next(iter(query)))


def test_readers_also_bought_falls_back_to_the_bestsellers(app, shelf):
    answer = ask(app, "GET", "/books/{book_id}/also-bought", path={"book_id": "emma"})
    assert (answer.status, ids(answer), answer.body["source"]) == (200, ["dracula"], "bestsellers")
    assert answer.headers["Cache-Control"] == "public, max-age=5"


@pytest.mark.parametrize(("book_id", "code"), [("never-written", "book_unknown"), ("No Slug", "not_found")])
def test_a_book_that_is_not_there_has_no_companions(app, shelf, book_id, code):
    answer = ask(app, "GET", "/books/{book_id}/also-bought", path={"book_id": book_id})
    assert (answer.status, answer.code) == (404, code)


def test_a_cart_is_not_shown_what_is_in_it(app, shelf):
    isbns = f"{ISBNS['dracula']}, {ISBNS['walden']},,9790000000000"
    assert ids(ask(app, "GET", "/also-bought", query={"isbns": isbns})) == ["emma"]


@pytest.mark.parametrize("query", [None, {"isbns": ",".join(["9797000000017"] * 51)}], ids=["none", "too many"])
def test_a_cart_of_nothing_or_of_too_much_is_refused(app, query):
    answer = ask(app, "GET", "/also-bought", query=query)
    assert (answer.status, answer.body["error"]["details"]["field"]) == (422, "isbns")


def test_recommendations_are_for_the_signed_in_reader_alone(app, shelf):
    """62. Without a token there is nobody to recommend anything to."""
    nobody, reader = (ask(app, "GET", "/recommendations", claims=claims) for claims in (None, READER))
    assert (nobody.status, nobody.code) == (401, "not_signed_in")
    assert (ids(reader), reader.headers["Cache-Control"]) == (["dracula"], "private, no-store")


def test_another_readers_purchases_lead_nowhere(app, shelf):
    """62. Whose books are asked about is decided by the token alone."""
    answer = ask(app, "GET", "/recommendations", claims={"sub": "somebody-else"}, query={"customer": READER["sub"]})
    assert ids(answer) == ["emma", "dracula"]
