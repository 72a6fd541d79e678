"""Staff find an order by what they know of it, in bounded pages, and no more once it is forgotten."""

from datetime import timedelta

import pytest

from bookstore import clock
from bookstore.events import CustomerDeleted
from tests.gateway import CUSTOMER, STAFF, send_request
from tests.orders.counter import EMMA, FILE, PERSUASION, line

ZOE = {**CUSTOMER, "sub": "reader-2", "email": "zoe@bookstore.example"}
MADRID = {
    "name": "Zoë da Silva",
    "line1": "1 Calle",
    "city": "Madrid",
    "postcode": "28001",
    "region": "Madrid",
    "country": "ES",
}


def find(counter, **query):
    response = send_request(counter.app, "GET", "/admin/orders", query=query, claims=STAFF)
    assert response.status == 200, response.body
    return [order["order_id"] for order in response.body["items"]]


@pytest.fixture
def order_id(counter):
    counter.add_book(EMMA)
    return counter.paid(line(EMMA), address=MADRID, claims=ZOE)


@pytest.fixture
def other(counter, order_id):
    counter.add_book(PERSUASION)
    return counter.paid(line(PERSUASION), key="cart-2")


@pytest.mark.parametrize(
    "text", ["zoe@bookstore.example", "ZOE@bookstore.example ", "zoe", "Silva, Zoë", EMMA, "979-7-00000-001-7"]
)
def test_an_order_is_found_by_what_is_known_of_it(counter, order_id, other, text):
    assert find(counter, q=text) == [order_id]


def test_an_order_is_found_by_its_number_whole_or_its_end(counter, order_id, other):
    assert find(counter, q=order_id) == find(counter, q=order_id[-6:].lower()) == [order_id]


def test_an_order_is_found_by_its_tracking_number_once_it_is_shipped(counter, order_id, other):
    assert find(counter, q="RM 1234 5678 9GB") == []
    body = {"carrier": "Royal Mail", "tracking": "RM123456789GB"}
    counter.staff("POST", "/orders/{order_id}/ship", {"order_id": order_id}, body)
    assert find(counter, q="rm 1234 5678 9gb") == [order_id]


def test_filters_select_by_country_status_and_digital_books_together(counter, order_id, other):
    counter.add_book(FILE)
    digital = counter.paid(line(FILE), key="cart-3", digital_consent=True)
    assert find(counter, country="ES") == [order_id]
    assert find(counter, digital="true") == [digital]
    assert find(counter, status="paid") == [digital, other, order_id]
    assert find(counter, status="paid", country="ES") == [order_id]
    assert find(counter, status="shipped", country="ES") == []
    assert find(counter, q="zoe", country="GB") == []


def test_a_flag_is_found_as_long_as_the_order_has_it(counter, order_id):
    from chalicelib.orders.order import record_change
    from chalicelib.orders.repository import orders

    order = orders().find(order_id)
    flagged = record_change(order, "flagged", who="stripe", now=clock.now(), flags=("disputed",))
    orders().save(flagged, before=order, event=None)
    assert find(counter, flag="disputed") == [order_id]
    orders().save(
        record_change(flagged, "cleared", who="stripe", now=clock.now(), flags=()), before=flagged, event=None
    )
    assert find(counter, flag="disputed") == []


def test_orders_are_selected_by_when_they_were_placed(counter, order_id):
    tomorrow = (clock.now() + timedelta(days=1)).isoformat()
    assert find(counter, since=tomorrow) == find(counter, since=tomorrow, country="ES") == []
    assert find(counter, until=tomorrow) == [order_id]


@pytest.mark.parametrize("filters", [{}, {"q": "reader"}, {"status": "paid"}, {"country": "GB"}])
def test_every_page_goes_on_where_the_one_before_ended(counter, filters):
    counter.add_book(EMMA)
    placed = [counter.paid(key=f"cart-{n}") for n in range(3)]
    first = send_request(counter.app, "GET", "/admin/orders", query={**filters, "limit": "2"}, claims=STAFF).body
    query = {**filters, "limit": "2", "cursor": first["next"]}
    second = send_request(counter.app, "GET", "/admin/orders", query=query, claims=STAFF).body
    assert [order["order_id"] for page in (first, second) for order in page["items"]] == placed[::-1]
    assert second["next"] is None


def test_one_request_looks_at_a_bounded_number_of_orders(counter, monkeypatch):
    monkeypatch.setattr("chalicelib.orders.order_search.MOST_READ", 2)
    counter.add_book(EMMA)
    to_madrid = counter.paid(address=MADRID)
    for n in range(3):
        counter.paid(key=f"more-{n}")
    query = {"status": "paid", "country": "ES", "limit": "1"}
    pages, cursor = [], None
    while not pages or cursor:
        page = send_request(
            counter.app, "GET", "/admin/orders", query=query | ({"cursor": cursor} if cursor else {}), claims=STAFF
        ).body
        pages.append([order["order_id"] for order in page["items"]])
        cursor = page["next"]
    assert pages[0] == []
    assert [order_id for page in pages for order_id in page] == [to_madrid]


def test_an_unpaid_order_is_not_found_by_its_books_and_one_of_a_closed_account_by_nobody(counter, order_id):
    unpaid = counter.reserve(key="cart-2").body["order_id"]
    assert find(counter, q=EMMA) == [order_id]
    assert find(counter, q="reader") == [unpaid]
    path = {"order_id": order_id}
    counter.staff("POST", "/orders/{order_id}/ship", path, {})
    counter.staff("POST", "/orders/{order_id}/deliver", path)
    counter.consume(CustomerDeleted(version=1, customer=ZOE["sub"]))
    assert find(counter, q=ZOE["email"]) == find(counter, q="silva") == []
    assert find(counter, q=order_id) == [order_id]
    keys = {item["pk"] for item in counter.table.scan() if item["pk"].startswith("TERM#")}
    assert not any("silva" in key or "zoe" in key for key in keys)


def test_the_largest_order_fits_into_its_transactions():
    """DynamoDB takes 100 writes at once: an order of 50 editions, with every term it may have."""
    from chalicelib.limits import MAX_LINES
    from chalicelib.orders.search_terms import MAX_NAME_WORDS

    order_key_owner_open_outbox_coupon_account = 8
    number_email_country_digital = 4
    assert order_key_owner_open_outbox_coupon_account + MAX_LINES + number_email_country_digital + MAX_NAME_WORDS < 100


@pytest.mark.parametrize("bad", [{"flag": "no"}, {"country": "Spain"}, {"since": "yesterday"}, {"q": "x" * 121}])
def test_a_filter_that_cannot_be_read_is_refused(counter, bad):
    assert send_request(counter.app, "GET", "/admin/orders", query=bad, claims=STAFF).status == 422
