"""The cart's routes and its inbox, asked as the gateway and the queue ask them."""

import pytest

from bookstore.events import CustomerDeleted
from tests.cart.builders import ISBN, SECOND, book, edition, paid, stock
from tests.gateway import READER, STAFF, Answered, ask
from tests.shapes import queued

LINE = {"quantity": 2, "price_seen": 999}


@pytest.fixture(autouse=True)
def _price_list(app):
    tell(book(), stock())


def tell(*events) -> None:
    from chalicelib.handlers import consume

    assert consume(queued(*events), None) == {"batchItemFailures": []}


def new_cart(app) -> str:
    return ask(app, "POST", "/carts").body["id"]


def put(app, cart_id, body=LINE, isbn=ISBN) -> Answered:
    return ask(app, "PUT", "/carts/{cart_id}/lines/{isbn}", path={"cart_id": cart_id, "isbn": isbn}, body=body)


def put_own(app, body=LINE, claims=READER) -> Answered:
    return ask(app, "PUT", "/carts/me/lines/{isbn}", path={"isbn": ISBN}, body=body, claims=claims)


def get(app, cart_id) -> Answered:
    return ask(app, "GET", "/carts/{cart_id}", path={"cart_id": cart_id})


def own(app, claims=READER) -> Answered:
    return ask(app, "GET", "/carts/me", claims=claims)


def test_a_guest_fills_a_cart(app):
    cart_id = new_cart(app)
    cart = put(app, cart_id).body
    assert (cart["subtotal"], cart["copies"], cart["revision"], cart["lines"][0]["title"]) == (1998, 2, 2, "Emma")


def test_a_line_is_removed_and_removing_it_again_is_no_error(app):
    cart_id = new_cart(app)
    put(app, cart_id)
    path = {"cart_id": cart_id, "isbn": ISBN}
    removed = [ask(app, "DELETE", "/carts/{cart_id}/lines/{isbn}", path=path) for _ in range(2)]
    assert [(answer.status, answer.body["lines"]) for answer in removed] == [(200, []), (200, [])]


@pytest.mark.parametrize("cart_id", ["short", "x" * 32, "customer-reader-1", "A" * 31 + "!"])
def test_a_guessed_cart_is_not_found(app, cart_id):
    assert (get(app, cart_id).status, put(app, cart_id).status) == (404, 404)


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
def test_a_line_against_the_rules_is_refused_and_the_cart_stays(app, body, field):
    cart_id = new_cart(app)
    refused = put(app, cart_id, body)
    assert (refused.status, refused.body["error"]["details"]["field"]) == (422, field)
    assert get(app, cart_id).body["lines"] == []


def test_an_edition_we_do_not_sell_is_refused(app):
    refused = put(app, new_cart(app), isbn=SECOND)
    assert (refused.status, refused.code) == (404, "edition_unknown")


def test_signing_in_takes_the_guest_cart_over_once(app):
    cart_id = new_cart(app)
    put(app, cart_id)
    put_own(app)
    answers = [ask(app, "POST", "/carts/me/merge", body={"cart_id": cart_id}, claims=READER) for _ in range(2)]
    assert [(a.body["added"], a.body["cart"]["copies"]) for a in answers] == [(1, 4), (1, 4)]
    assert get(app, cart_id).status == 404


def test_carts_belong_to_their_customers(app):
    put_own(app)
    assert (own(app).body["copies"], own(app, STAFF).body["copies"]) == (2, 0)


def test_nobody_has_a_cart_without_signing_in(app):
    assert (own(app, None).status, own(app, None).code) == (401, "not_signed_in")


def test_a_withdrawn_book_stays_in_the_cart_as_unavailable(app):
    put_own(app)
    tell(book(version=2, withdrawn=True))
    cart = own(app).body
    assert (cart["lines"][0]["notices"], cart["subtotal"]) == (["unavailable"], 0)


def test_a_new_price_is_noticed(app):
    put_own(app)
    tell(book(edition(price=1099), version=2))
    assert own(app).body["lines"][0]["notices"] == ["price_rose"]


def test_a_paid_order_empties_the_cart(app):
    put_own(app)
    tell(paid((ISBN, 2)), paid((ISBN, 2)))
    assert own(app).body["lines"] == []


def test_a_line_saved_for_later_waits_outside_the_sum(app):
    cart = put_own(app, LINE | {"saved": True}).body
    assert (cart["lines"], cart["subtotal"], cart["saved"][0]["isbn"]) == ([], 0, ISBN)


def test_a_wishlist_is_kept_and_forgotten_with_the_account(app):
    path = {"book_id": "emma"}
    assert ask(app, "PUT", "/wishlists/me/{book_id}", path=path, claims=READER).status == 204
    wishes = ask(app, "GET", "/wishlists/me", claims=READER).body["items"]
    assert [wish["book_id"] for wish in wishes] == ["emma"]
    tell(CustomerDeleted(version=1, customer=READER["sub"]))
    assert ask(app, "GET", "/wishlists/me", claims=READER).body == {"items": []}


def test_what_is_added_while_an_order_is_paid_stays_in_the_cart(app):
    """39. The order was for one; a second copy and another book came after it."""
    tell(book(edition(), edition(SECOND), version=2), stock(isbn=SECOND))
    put_own(app, LINE | {"quantity": 1})
    bought = paid((ISBN, 1))
    put_own(app, LINE | {"quantity": 2})
    ask(app, "PUT", "/carts/me/lines/{isbn}", path={"isbn": SECOND}, body=LINE, claims=READER)
    tell(bought)
    assert [(line["isbn"], line["quantity"]) for line in own(app).body["lines"]] == [(ISBN, 1), (SECOND, 2)]


def test_a_line_of_another_device_is_shown_with_its_price(app):
    """43. It came between the reading of the prices and the writing of the line."""
    from chalicelib.prices import PricesRead, prices
    from chalicelib.repository import carts

    tell(book(edition(), edition(SECOND), version=2))
    read = PricesRead(prices(), [ISBN])
    put_own(app)
    ask(app, "PUT", "/carts/me/lines/{isbn}", path={"isbn": SECOND}, body=LINE, claims=READER)
    assert set(read.of(carts().own(READER["sub"]).lines)) == {ISBN, SECOND}
