"""The routes of reviews: who may write them, their summary, and where their customer finds them again."""

from chalicelib.reviews.repository import purchase_repository
from tests.catalog.builders import NOON
from tests.catalog.client import add_book, get_book
from tests.catalog.orders import line, paid
from tests.gateway import CUSTOMER, Response, send_request

REVIEW = {"stars": 5, "display_name": "M. in Leeds", "text": "Twice in one week."}


def put_review(app, body=REVIEW, claims=CUSTOMER) -> Response:
    return send_request(app, "PUT", "/books/{book_id}/reviews/me", path={"book_id": "emma"}, body=body, claims=claims)


def delete_review(app) -> Response:
    return send_request(app, "DELETE", "/books/{book_id}/reviews/me", path={"book_id": "emma"}, claims=CUSTOMER)


def get_own(app, resource="/reviews/me", claims=CUSTOMER, **query) -> Response:
    return send_request(app, "GET", resource, path={"book_id": "emma"}, query=query, claims=claims)


def buy_emma(*, customer=CUSTOMER["sub"], order_id="o-1", version=2, remaining=1) -> None:
    lines = (line(remaining, shipped=None),)
    purchase_repository().save_order(paid(customer, order_id, version=version, placed_at=NOON, lines=lines))


def list_stars(app, sort):
    stars, cursor = [], {}
    while cursor is not None:
        query = {"sort": sort, "limit": "2", **cursor}
        page = send_request(app, "GET", "/books/{book_id}/reviews", path={"book_id": "emma"}, query=query).body
        stars += [review["stars"] for review in page["items"]]
        cursor = {"cursor": page["next"]} if page["next"] else None
    return stars


def test_only_who_bought_the_book_may_review_it(app):
    add_book(app)
    refused = put_review(app)
    assert refused.status == 403
    assert refused.code == "not_a_buyer"


def test_a_customer_has_one_review_that_can_be_edited_and_deleted(app):
    add_book(app)
    buy_emma()
    assert put_review(app).body["version"] == 1
    assert put_review(app, REVIEW | {"stars": 3}).body["version"] == 2
    assert get_book(app).body["rating"]["stars"] == [0, 0, 1, 0, 0]
    assert delete_review(app).status == 204
    assert get_book(app).body["rating"]["stars"] == [0, 0, 0, 0, 0]
    reviews = send_request(app, "GET", "/books/{book_id}/reviews", path={"book_id": "emma"})
    assert reviews.body == {"items": [], "next": None}


def test_reviews_are_sorted_by_time_or_by_stars(app):
    add_book(app)
    for customer, stars in (("a", 2), ("b", 5), ("c", 3)):
        buy_emma(customer=customer)
        put_review(app, REVIEW | {"stars": stars}, {"sub": customer, "email": f"{customer}@bookstore.example"})
    assert list_stars(app, "newest") == [3, 5, 2]
    assert list_stars(app, "highest") == [5, 3, 2]
    assert list_stars(app, "lowest") == [2, 3, 5]


def test_a_review_that_reveals_the_plot_says_so(app):
    add_book(app)
    buy_emma()
    assert put_review(app, REVIEW | {"spoiler": True}).body["spoiler"] is True
    assert put_review(app).body["spoiler"] is False


def test_customers_find_the_books_they_bought_and_their_reviews(app):
    add_book(app)
    buy_emma()
    assert get_own(app).body["items"] == [{"book_id": "emma", "may_write": True, "review": None}]
    put_review(app)
    (own,) = get_own(app).body["items"]
    assert own["review"]["stars"] == 5
    assert own["review"]["text"] == "Twice in one week."
    assert get_own(app, "/books/{book_id}/reviews/me").body == own


def test_a_deleted_review_is_not_among_ones_own(app):
    add_book(app)
    buy_emma()
    put_review(app)
    delete_review(app)
    assert get_own(app).body["items"] == [{"book_id": "emma", "may_write": True, "review": None}]


def test_a_returned_book_stays_while_there_is_a_review_of_it(app):
    add_book(app)
    buy_emma()
    put_review(app)
    buy_emma(version=3, remaining=0)
    (own,) = get_own(app).body["items"]
    assert own["may_write"] is False
    assert own["review"]["stars"] == 5
    delete_review(app)
    assert get_own(app).body["items"] == []


def test_a_book_of_two_orders_is_listed_once(app):
    add_book(app)
    buy_emma()
    buy_emma(order_id="o-2")
    assert [own["book_id"] for own in get_own(app).body["items"]] == ["emma"]


def test_ones_own_reviews_have_pages_that_nobody_else_can_read(app):
    add_book(app)
    buy_emma()
    buy_emma(order_id="o-2")
    first = get_own(app, limit="1").body
    assert get_own(app, limit="1", cursor=first["next"]).body["items"] == first["items"]
    other = {"sub": "customer-2", "email": "customer-2@bookstore.example"}
    assert get_own(app, claims=other).body["items"] == []
    assert get_own(app, claims=other, cursor=first["next"]).status == 400


def test_six_stars_are_refused_and_nothing_is_saved(app):
    add_book(app)
    buy_emma()
    refused = put_review(app, REVIEW | {"stars": 6})
    assert refused.status == 422
    assert refused.body["error"]["details"]["field"] == "stars"
    assert get_book(app).body["rating"]["stars"] == [0, 0, 0, 0, 0]
