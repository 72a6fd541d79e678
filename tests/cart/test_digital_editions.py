"""An e-book or audiobook is bought once: no door of a cart lets a second copy in."""

import pytest

from tests.cart.builders import SECOND, book_added, edition
from tests.cart.test_routes import add_copies, consume, create_cart, get_cart, put_line, put_own_line
from tests.gateway import CUSTOMER, send_request


@pytest.mark.parametrize("kind", ["ebook", "audiobook"])
def test_a_second_copy_is_refused_by_field_and_rule(app, kind):
    consume(book_added(edition(SECOND, format=kind)))
    cart_id = create_cart(app)
    for refused in (put_line(app, cart_id, isbn=SECOND), add_copies(app, cart_id, 2, isbn=SECOND)):
        assert (refused.status, refused.code) == (422, "too_many_copies")
        assert refused.body["error"]["details"] == {"field": "quantity", "rule": "1 for an e-book or audiobook"}
    assert get_cart(app, cart_id).body["lines"] == []


def test_a_file_that_is_added_again_stays_one_copy(app):
    consume(book_added(edition(SECOND, format="ebook")))
    cart_id = create_cart(app)
    add_copies(app, cart_id, isbn=SECOND)
    repeated = add_copies(app, cart_id, key="click-2", isbn=SECOND)
    assert (repeated.status, repeated.body["copies"]) == (200, 1)


def test_a_file_in_both_carts_is_one_copy_after_the_merge(app):
    consume(book_added(edition(SECOND, format="ebook")))
    cart_id = create_cart(app)
    add_copies(app, cart_id, isbn=SECOND)
    put_own_line(app, {"quantity": 1, "price_seen": 999}, isbn=SECOND)
    merged = send_request(app, "POST", "/carts/me/merge", body={"cart_id": cart_id}, claims=CUSTOMER)
    assert [(line["isbn"], line["quantity"]) for line in merged.body["cart"]["lines"]] == [(SECOND, 1)]


def test_without_a_file_it_is_shown_as_out_and_not_counted(app):
    consume(book_added(edition(SECOND, format="ebook", file=None)))
    cart_id = create_cart(app)
    add_copies(app, cart_id, isbn=SECOND)
    cart = get_cart(app, cart_id).body
    assert (cart["lines"][0]["availability"], cart["lines"][0]["notices"]) == ("out", ["out_of_stock"])
    assert cart["subtotal"] == 0
