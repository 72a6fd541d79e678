"""The cart's routes and its inbox, called as the gateway and the queue call them."""

import pytest

from bookstore.events import CustomerDeleted
from chalicelib.prices import PreloadedPrices, price_repository
from chalicelib.repository import cart_repository
from tests.cart.builders import ISBN, SECOND, book_added, edition, order_paid, stock_changed
from tests.gateway import CUSTOMER, STAFF, Response, send_request
from tests.lambda_events import sqs_event

LINE = {"quantity": 2, "price_seen": 999}


@pytest.fixture(autouse=True)
def _price_list(app):
    consume(book_added(), stock_changed())


def consume(*events) -> None:
    from chalicelib import handlers

    assert handlers.consume(sqs_event(*events), None) == {"batchItemFailures": []}


def create_cart(app) -> str:
    return send_request(app, "POST", "/carts").body["id"]


def put_line(app, cart_id, body=LINE, isbn=ISBN) -> Response:
    return send_request(app, "PUT", "/carts/{cart_id}/lines/{isbn}", path={"cart_id": cart_id, "isbn": isbn}, body=body)


def put_own_line(app, body=LINE, claims=CUSTOMER, isbn=ISBN) -> Response:
    return send_request(app, "PUT", "/carts/me/lines/{isbn}", path={"isbn": isbn}, body=body, claims=claims)


def add_copies(app, cart_id, quantity=1, key="click-1", isbn=ISBN) -> Response:
    body = {"quantity": quantity, "price_seen": 999}
    path = {"cart_id": cart_id, "isbn": isbn}
    headers = {"Idempotency-Key": key}
    return send_request(app, "POST", "/carts/{cart_id}/lines/{isbn}", path=path, body=body, headers=headers)


def add_own_copies(app, quantity=1, key="click-1", headers=None) -> Response:
    body = {"quantity": quantity, "price_seen": 999}
    headers = {"Idempotency-Key": key, **(headers or {})}
    resource, path = "/carts/me/lines/{isbn}", {"isbn": ISBN}
    return send_request(app, "POST", resource, path=path, body=body, headers=headers, claims=CUSTOMER)


def get_cart(app, cart_id) -> Response:
    return send_request(app, "GET", "/carts/{cart_id}", path={"cart_id": cart_id})


def get_own_cart(app, claims=CUSTOMER) -> Response:
    return send_request(app, "GET", "/carts/me", claims=claims)


def test_a_guest_fills_a_cart(app):
    cart = put_line(app, create_cart(app)).body
    assert cart["subtotal"] == 1998
    assert cart["copies"] == 2
    assert cart["revision"] == 2
    assert cart["lines"][0]["title"] == "Emma"


def test_a_line_is_removed_and_removing_it_twice_is_no_error(app):
    cart_id = create_cart(app)
    put_line(app, cart_id)
    path = {"cart_id": cart_id, "isbn": ISBN}
    for _ in range(2):
        response = send_request(app, "DELETE", "/carts/{cart_id}/lines/{isbn}", path=path)
        assert response.status == 200
        assert response.body["lines"] == []


@pytest.mark.parametrize("cart_id", ["short", "x" * 32, "customer-customer-1", "A" * 31 + "!"])
def test_a_guessed_cart_is_not_found(app, cart_id):
    assert get_cart(app, cart_id).status == 404
    assert put_line(app, cart_id).status == 404


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"quantity": 0, "price_seen": 1}, "quantity"),
        ({"quantity": -1, "price_seen": 1}, "quantity"),
        ({"quantity": 11, "price_seen": 1}, "quantity"),
        ({"quantity": 1.5, "price_seen": 1}, "quantity"),
        ({"quantity": 10**9, "price_seen": 1}, "quantity"),
        ({"quantity": 1}, "price_seen"),
        ({"quantity": 1, "price_seen": 1, "total": 1}, "total"),
    ],
)
def test_a_line_that_breaks_a_rule_is_refused_and_the_cart_stays(app, body, field):
    cart_id = create_cart(app)
    refused = put_line(app, cart_id, body)
    assert refused.status == 422
    assert refused.body["error"]["details"]["field"] == field
    assert get_cart(app, cart_id).body["lines"] == []


def test_an_edition_the_shop_does_not_sell_is_refused(app):
    refused = put_line(app, create_cart(app), isbn=SECOND)
    assert refused.status == 404
    assert refused.code == "edition_unknown"


def test_signing_in_merges_the_guest_cart_once(app):
    cart_id = create_cart(app)
    put_line(app, cart_id)
    put_own_line(app)
    for _ in range(2):
        response = send_request(app, "POST", "/carts/me/merge", body={"cart_id": cart_id}, claims=CUSTOMER)
        assert response.body["added"] == 1
        assert response.body["cart"]["copies"] == 4
    assert get_cart(app, cart_id).status == 404


def test_carts_belong_to_their_customers(app):
    put_own_line(app)
    assert get_own_cart(app).body["copies"] == 2
    assert get_own_cart(app, STAFF).body["copies"] == 0


def test_a_customers_cart_needs_signing_in(app):
    refused = get_own_cart(app, None)
    assert refused.status == 401
    assert refused.code == "not_signed_in"


def test_a_withdrawn_book_stays_in_the_cart_as_unavailable(app):
    put_own_line(app)
    consume(book_added(version=2, withdrawn=True))
    cart = get_own_cart(app).body
    assert cart["lines"][0]["notices"] == ["unavailable"]
    assert cart["subtotal"] == 0


def test_a_new_price_is_noticed(app):
    put_own_line(app)
    consume(book_added(edition(price=1099), version=2))
    assert get_own_cart(app).body["lines"][0]["notices"] == ["price_rose"]


def test_a_paid_order_empties_the_cart(app):
    put_own_line(app)
    consume(order_paid((ISBN, 2)), order_paid((ISBN, 2)))
    assert get_own_cart(app).body["lines"] == []


def test_a_line_saved_for_later_is_not_in_the_subtotal(app):
    cart = put_own_line(app, LINE | {"saved": True}).body
    assert cart["lines"] == []
    assert cart["subtotal"] == 0
    assert cart["saved"][0]["isbn"] == ISBN


def test_a_wishlist_is_deleted_with_the_account(app):
    path = {"book_id": "emma"}
    assert send_request(app, "PUT", "/wishlists/me/{book_id}", path=path, claims=CUSTOMER).status == 204
    wishes = send_request(app, "GET", "/wishlists/me", claims=CUSTOMER).body["items"]
    assert [wish["book_id"] for wish in wishes] == ["emma"]
    consume(CustomerDeleted(version=1, customer=CUSTOMER["sub"]))
    assert send_request(app, "GET", "/wishlists/me", claims=CUSTOMER).body == {"items": []}


def test_a_full_wishlist_is_refused_in_the_shops_words(app, monkeypatch):
    monkeypatch.setattr("chalicelib.repository.MAX_WISHES", 0)
    refused = send_request(app, "PUT", "/wishlists/me/{book_id}", path={"book_id": "emma"}, claims=CUSTOMER)
    assert (refused.status, refused.code) == (422, "wishlist_full")
    assert refused.body["error"]["details"]["field"] == "book_id"


def test_what_is_added_while_an_order_is_paid_stays_in_the_cart(app):
    """39. The order was for one copy; a second copy and another book were added after it."""
    consume(book_added(edition(), edition(SECOND), version=2), stock_changed(isbn=SECOND))
    put_own_line(app, LINE | {"quantity": 1})
    paid = order_paid((ISBN, 1))
    put_own_line(app, LINE | {"quantity": 2})
    put_own_line(app, isbn=SECOND)
    consume(paid)
    assert [(line["isbn"], line["quantity"]) for line in get_own_cart(app).body["lines"]] == [(ISBN, 1), (SECOND, 2)]


def test_a_line_of_another_device_has_a_price(app):
    """43. It is added between the loading of the prices and the writing of the line."""
    consume(book_added(edition(), edition(SECOND), version=2))
    prices = PreloadedPrices(price_repository(), [ISBN])
    put_own_line(app)
    put_own_line(app, isbn=SECOND)
    assert set(prices.get_many(cart_repository().get_own(CUSTOMER["sub"]).lines)) == {ISBN, SECOND}


def test_a_page_that_knows_an_older_cart_adds_to_what_is_there(app):
    cart_id = create_cart(app)
    put_line(app, cart_id, LINE | {"quantity": 5})
    assert add_copies(app, cart_id).body["lines"][0]["quantity"] == 6
    assert add_own_copies(app, 3).body["copies"] == 3


def test_a_repeated_key_adds_once(app):
    cart_id = create_cart(app)
    answers = [add_copies(app, cart_id, 2), add_copies(app, cart_id, 2), add_copies(app, cart_id, 1, key="click-2")]
    assert [answer.body["copies"] for answer in answers] == [2, 2, 3]


def test_a_key_that_added_other_copies_is_refused(app):
    cart_id = create_cart(app)
    add_copies(app, cart_id, 2)
    refused = add_copies(app, cart_id, 3)
    assert (refused.status, refused.code) == (409, "key_reused")
    assert get_cart(app, cart_id).body["copies"] == 2


def test_copies_beyond_the_bound_are_refused_and_the_cart_stays(app):
    cart_id = create_cart(app)
    add_copies(app, cart_id, 8)
    refused = add_copies(app, cart_id, 3, key="click-2")
    assert (refused.status, refused.code) == (422, "too_many_copies")
    assert refused.body["error"]["details"] == {"field": "quantity", "rule": "at most 10 copies in the cart"}
    assert get_cart(app, cart_id).body["copies"] == 8


@pytest.mark.parametrize("quantity", [0, -1, 11, 1.5, "1", None])
def test_a_number_of_copies_that_breaks_a_rule_is_not_added(app, quantity):
    cart_id = create_cart(app)
    refused = add_copies(app, cart_id, quantity)
    assert (refused.status, refused.body["error"]["details"]["field"]) == (422, "quantity")
    assert get_cart(app, cart_id).body["lines"] == []


def test_adding_needs_a_key(app):
    path = {"cart_id": create_cart(app), "isbn": ISBN}
    body = {"quantity": 1, "price_seen": 999}
    refused = send_request(app, "POST", "/carts/{cart_id}/lines/{isbn}", path=path, body=body)
    assert (refused.status, refused.body["error"]["details"]["field"]) == (400, "Idempotency-Key")


def test_an_edition_the_shop_does_not_sell_is_not_added(app):
    refused = add_copies(app, create_cart(app), isbn=SECOND)
    assert (refused.status, refused.code) == (404, "edition_unknown")


def test_a_saved_line_that_is_added_is_in_the_cart_again(app):
    put_own_line(app, LINE | {"saved": True})
    cart = add_own_copies(app).body
    assert [line["quantity"] for line in cart["lines"]] == [1]
    assert cart["saved"] == []


def test_a_page_that_shows_an_older_line_sets_nothing(app):
    cart_id = create_cart(app)
    seen = put_line(app, cart_id).body["lines"][0]["version"]
    assert put_line(app, cart_id, LINE | {"quantity": 3, "version": seen}).status == 200
    refused = put_line(app, cart_id, LINE | {"quantity": 1, "version": seen})
    assert (refused.status, refused.code) == (409, "line_changed")
    assert get_cart(app, cart_id).body["copies"] == 3


def test_a_removed_line_is_not_set_by_a_page_that_still_shows_it(app):
    cart_id = create_cart(app)
    seen = put_line(app, cart_id).body["lines"][0]["version"]
    send_request(app, "DELETE", "/carts/{cart_id}/lines/{isbn}", path={"cart_id": cart_id, "isbn": ISBN})
    assert put_line(app, cart_id, LINE | {"version": seen}).code == "line_changed"
    assert put_line(app, cart_id, LINE | {"version": "none"}).status == 200
    assert put_line(app, cart_id, LINE | {"version": "none"}).code == "line_changed"


def test_a_change_of_another_line_is_no_conflict(app):
    consume(book_added(edition(), edition(SECOND), version=2))
    cart_id = create_cart(app)
    seen = put_line(app, cart_id).body["lines"][0]["version"]
    put_line(app, cart_id, isbn=SECOND)
    assert put_line(app, cart_id, LINE | {"quantity": 4, "version": seen}).status == 200


def test_a_request_made_for_another_customer_changes_nothing(app):
    refused = add_own_copies(app, headers={"X-Expected-Customer": "somebody-else"})
    assert (refused.status, refused.code) == (409, "customer_changed")
    assert get_own_cart(app).body["lines"] == []
    assert add_own_copies(app, headers={"X-Expected-Customer": CUSTOMER["sub"]}).status == 200
