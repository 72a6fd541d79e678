"""Reviews: who may write them, what they add up to, and where their reader finds them again."""

from bookstore.events import OrderPaid
from bookstore.events.orders import OrderedLine
from tests.catalog.builders import ISBN, NOON
from tests.catalog.client import add, get
from tests.gateway import READER, Answered, ask

REVIEW = {"stars": 5, "display_name": "M. in Leeds", "text": "Twice in one week."}


def review(app, body=REVIEW, claims=READER) -> Answered:
    return ask(app, "PUT", "/books/{book_id}/reviews/me", path={"book_id": "emma"}, body=body, claims=claims)


def bought_emma(*, customer=READER["sub"], order_id="o-1", version=2, remaining=1) -> None:
    from chalicelib.reviews.repository import buyers

    line = OrderedLine(isbn=ISBN, book_id="emma", quantity=1, remaining=remaining, unit_price=999)
    times = {"placed_at": NOON, "changed_at": NOON, "paid_at": NOON}
    buyers().merge(
        OrderPaid(version=version, order_id=order_id, customer=customer, status="paid",
                  payment="card", currency="GBP", total=999, lines=(line,), **times)
    )  # fmt: skip


def test_only_a_buyer_may_review(app):
    add(app)
    refused = review(app)
    assert (refused.status, refused.code) == (403, "not_a_buyer")


def test_a_buyer_has_one_review_that_can_be_edited_and_taken_back(app):
    add(app)
    bought_emma()
    assert review(app).body["version"] == 1
    assert review(app, REVIEW | {"stars": 3}).body["version"] == 2
    assert get(app).body["rating"]["stars"] == [0, 0, 1, 0, 0]
    removed = ask(app, "DELETE", "/books/{book_id}/reviews/me", path={"book_id": "emma"}, claims=READER)
    assert (removed.status, get(app).body["rating"]["stars"]) == (204, [0, 0, 0, 0, 0])
    listed = ask(app, "GET", "/books/{book_id}/reviews", path={"book_id": "emma"})
    assert listed.body == {"items": [], "next": None}


def test_reviews_stand_by_time_or_by_stars(app):
    add(app)
    for reader, stars in (("a", 2), ("b", 5), ("c", 3)):
        bought_emma(customer=reader)
        review(app, REVIEW | {"stars": stars}, {"sub": reader, "email": f"{reader}@bookstore.example"})
    assert [given(app, sort) for sort in ("newest", "highest", "lowest")] == [[3, 5, 2], [5, 3, 2], [2, 3, 5]]


def given(app, sort):
    stars, cursor = [], {}
    while cursor is not None:
        query = {"sort": sort, "limit": "2", **cursor}
        page = ask(app, "GET", "/books/{book_id}/reviews", path={"book_id": "emma"}, query=query).body
        stars += [one["stars"] for one in page["items"]]
        cursor = {"cursor": page["next"]} if page["next"] else None
    return stars


def test_a_review_that_tells_the_ending_says_so(app):
    add(app)
    bought_emma()
    assert review(app, REVIEW | {"spoiler": True}).body["spoiler"] is True
    assert review(app).body["spoiler"] is False


def own(app, resource="/reviews/me", claims=READER, **query) -> Answered:
    return ask(app, "GET", resource, path={"book_id": "emma"}, query=query, claims=claims)


def test_readers_find_the_books_they_bought_and_what_they_wrote(app):
    add(app)
    bought_emma()
    assert own(app).body["items"] == [{"book_id": "emma", "may_write": True, "review": None}]
    review(app)
    (mine,) = own(app).body["items"]
    assert (mine["review"]["stars"], mine["review"]["text"]) == (5, "Twice in one week.")
    assert own(app, "/books/{book_id}/reviews/me").body == mine


def test_a_review_taken_back_is_gone_from_ones_own_too(app):
    add(app)
    bought_emma()
    review(app)
    ask(app, "DELETE", "/books/{book_id}/reviews/me", path={"book_id": "emma"}, claims=READER)
    assert own(app).body["items"] == [{"book_id": "emma", "may_write": True, "review": None}]


def test_a_book_given_back_stays_while_there_is_a_review_of_it(app):
    add(app)
    bought_emma()
    review(app)
    bought_emma(version=3, remaining=0)
    assert [(one["may_write"], one["review"]["stars"]) for one in own(app).body["items"]] == [(False, 5)]
    ask(app, "DELETE", "/books/{book_id}/reviews/me", path={"book_id": "emma"}, claims=READER)
    assert own(app).body["items"] == []


def test_a_book_of_two_orders_is_named_once(app):
    add(app)
    bought_emma()
    bought_emma(order_id="o-2")
    assert [one["book_id"] for one in own(app).body["items"]] == ["emma"]


def test_ones_own_reviews_go_on_and_are_nobody_elses(app):
    add(app)
    bought_emma()
    bought_emma(order_id="o-2")
    first = own(app, limit="1").body
    assert own(app, limit="1", cursor=first["next"]).body["items"] == first["items"]
    stranger = {"sub": "stranger", "email": "stranger@bookstore.example"}
    assert own(app, claims=stranger).body["items"] == []
    assert own(app, claims=stranger, cursor=first["next"]).status == 400


def test_six_stars_are_refused_and_nothing_is_kept(app):
    add(app)
    bought_emma()
    refused = review(app, REVIEW | {"stars": 6})
    assert (refused.status, refused.body["error"]["details"]["field"]) == (422, "stars")
    assert get(app).body["rating"]["stars"] == [0, 0, 0, 0, 0]
