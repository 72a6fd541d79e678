"""A closed account stays closed in the cart: no cart, wish or marker comes back, whatever still arrives."""

import pytest

from bookstore.events import CustomerDeleted
from chalicelib.cart import CartNotFound
from chalicelib.repository import cart_repository
from tests.cart.builders import CUSTOMER_ID, ISBN, book_added, line, order_paid, stock_changed
from tests.gateway import CUSTOMER, send_request
from tests.lambda_events import sqs_event

DELETED = CustomerDeleted(version=1, customer=CUSTOMER_ID)
LINE = {"quantity": 1, "price_seen": 999}


@pytest.fixture(autouse=True)
def _price_list(app):
    consume(book_added(), stock_changed())


def consume(*events) -> None:
    from chalicelib import handlers

    assert handlers.consume(sqs_event(*events), None) == {"batchItemFailures": []}


def put_own_line(app, claims=CUSTOMER):
    return send_request(app, "PUT", "/carts/me/lines/{isbn}", path={"isbn": ISBN}, body=LINE, claims=claims)


def merge(app, claims=CUSTOMER):
    cart_id = send_request(app, "POST", "/carts").body["id"]
    return send_request(app, "POST", "/carts/me/merge", body={"cart_id": cart_id}, claims=claims)


def add_wish(app, claims=CUSTOMER):
    return send_request(app, "PUT", "/wishlists/me/{book_id}", path={"book_id": "emma"}, claims=claims)


def stored(table, customer=CUSTOMER_ID) -> set[str]:
    """The keys of everything that is stored of a customer."""
    pks = (f"CART#customer-{customer}", f"BUYER#{customer}", f"CUSTOMER#{customer}")
    return {item["sk"] for pk in pks for item in table.query_prefix(pk)}


@pytest.mark.parametrize("write", [put_own_line, merge, add_wish])
def test_a_token_that_outlives_its_account_stores_nothing(app, table, write):
    consume(DELETED)
    refused = write(app)
    assert refused.status == 403
    assert refused.code == "account_closed"
    assert stored(table) == {"CLOSED"}


def test_the_cart_of_a_closed_account_is_empty_and_not_stored(app, table):
    put_own_line(app)
    consume(DELETED)
    response = send_request(app, "GET", "/carts/me", claims=CUSTOMER)
    assert response.status == 200
    assert response.body["lines"] == []
    assert stored(table) == {"CLOSED"}


def test_the_mark_never_expires(app, table):
    consume(DELETED)
    assert "expires_at" not in table.get(f"CUSTOMER#{CUSTOMER_ID}", "CLOSED")


def test_a_line_for_a_cart_that_was_erased_meanwhile_is_not_saved(app, table):
    carts = cart_repository()
    own = carts.get_own(CUSTOMER_ID)
    consume(DELETED)
    with pytest.raises(CartNotFound):
        carts.put_line(own, ISBN, line())
    assert stored(table) == {"CLOSED"}


def test_a_long_wishlist_is_erased_whole_and_a_repeat_changes_nothing(app, table):
    table.put_many({"pk": f"BUYER#{CUSTOMER_ID}", "sk": f"WISH#{n}", "book_id": str(n)} for n in range(60))
    for _ in range(2):
        consume(DELETED)
        assert stored(table) == {"CLOSED"}


def test_in_whatever_order_it_happens_nothing_is_left(app, table, orders_of):
    steps = {
        "closed": lambda claims: consume(CustomerDeleted(version=1, customer=claims["sub"])),
        "paid": lambda claims: consume(order_paid((ISBN, 1), customer=claims["sub"])),
        "line": lambda claims: put_own_line(app, claims),
        "merge": lambda claims: merge(app, claims),
        "wish": lambda claims: add_wish(app, claims),
    }
    for number, names in enumerate(orders_of(steps)):
        claims = {**CUSTOMER, "sub": f"c-{number}"}
        for name in (*names, names[0]):  # what came first is delivered once more
            steps[name](claims)
        assert stored(table, claims["sub"]) == {"CLOSED"}, names
