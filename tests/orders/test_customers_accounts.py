"""A closed account stays closed: whatever still arrives, nothing of the person is stored again."""

import json

import pytest

from bookstore.events import CustomerDeleted
from tests.gateway import CUSTOMER, Response, send_request
from tests.orders.counter import ADDRESS, EMMA, functions

PROFILE = {"name": "A Reader", "phone": "020 7946 0000"}
PERSONAL = ("A Reader", "1 Row", "EC4M 7DX", "reader@bookstore.example", "020 7946 0000")


def close(counter, claims=CUSTOMER) -> Response:
    return send_request(counter.app, "DELETE", "/customers/me", claims=claims)


def save_profile(counter, claims=CUSTOMER) -> Response:
    return send_request(counter.app, "PUT", "/customers/me", body=PROFILE, claims=claims)


def save_address(counter, address_id="home", claims=CUSTOMER) -> Response:
    path = {"address_id": address_id}
    return send_request(
        counter.app, "PUT", "/customers/me/addresses/{address_id}", path=path, body=ADDRESS, claims=claims
    )


def import_order(customer=CUSTOMER["sub"], order_id="01HQ000000000000000000000A"):
    at = "2026-01-0{}T10:00:00Z"
    line = {"isbn": EMMA, "book_id": "emma", "quantity": 1, "unit_price": 900}
    order = {"order_id": order_id, "customer": customer, "placed_at": at.format(1), "paid_at": at.format(2)}
    return functions().import_orders({"orders": [order | {"lines": [line]}]}, None)


def stored(counter, customer=CUSTOMER["sub"]) -> list[str]:
    """The sort keys of what is stored of the customer."""
    return [item["sk"].partition("#")[0] for item in counter.table.query_prefix(f"CUSTOMER#{customer}")]


def names_the_person(counter) -> bool:
    whole = json.dumps(list(counter.table.scan()), default=str)
    return any(text in whole for text in PERSONAL)


@pytest.fixture
def closed(counter):
    counter.add_book()
    save_profile(counter)
    save_address(counter)
    assert close(counter).status == 204
    return counter


@pytest.mark.parametrize("write", [save_profile, save_address, lambda counter: counter.place()])
def test_a_token_that_outlives_its_account_stores_nothing(closed, write):
    refused = write(closed)
    assert refused.status == 403
    assert refused.code == "account_closed"
    assert stored(closed) == ["CLOSED", "PROFILE"]
    assert not names_the_person(closed)
    assert closed.available() == 5


def test_the_mark_holds_no_more_than_the_customers_id_and_never_expires(closed):
    mark = closed.table.get(f"CUSTOMER#{CUSTOMER['sub']}", "CLOSED")
    assert set(mark) == {"pk", "sk", "correlation_id"}


def test_an_export_after_closing_says_that_the_account_is_closed(closed):
    profile = send_request(closed.app, "GET", "/customers/me", claims=CUSTOMER).body
    assert profile["closed"] is True
    assert profile["name"] == ""
    assert send_request(closed.app, "GET", "/customers/me/addresses", claims=CUSTOMER).body == {"items": []}


def test_closing_twice_tells_it_once(closed):
    assert close(closed).status == 204
    assert closed.outbox_events().count("CustomerDeleted") == 1


def test_republishing_tells_it_again_whatever_an_old_token_tried(closed):
    save_profile(closed)
    closed.table.delete_many([(i["pk"], i["sk"]) for i in closed.table.scan() if i["pk"].startswith("OUTBOX#")])
    functions().republish({}, None)
    assert closed.outbox_events().count("CustomerDeleted") == 1


def test_an_imported_order_of_a_closed_account_is_counted_and_not_saved(closed):
    assert import_order() == {"imported": 0, "known": 0, "closed": 1}
    assert import_order("somebody") == {"imported": 1, "known": 0, "closed": 0}
    assert import_order("somebody") == {"imported": 0, "known": 1, "closed": 0}
    assert stored(closed) == ["CLOSED", "PROFILE"]


def test_an_order_on_its_way_keeps_its_address_until_it_has_arrived(counter):
    counter.add_book()
    order_id = counter.paid()
    close(counter)
    path = {"order_id": order_id}
    shipped = counter.staff("POST", "/orders/{order_id}/ship", path, {})
    assert shipped.body["address"]["line1"] == "1 Row"
    delivered = counter.staff("POST", "/orders/{order_id}/deliver", path)
    assert delivered.body["address"] is None
    assert delivered.body["email"] is None


def test_what_the_closing_request_could_not_erase_its_event_erases(counter, monkeypatch):
    """The request ends after the mark; the service's own inbox brings CustomerDeleted."""
    counter.add_book()
    save_address(counter)
    order_id = counter.place().body["order_id"]
    counter.mine("POST", "/orders/{order_id}/cancel", order_id)
    with monkeypatch.context() as interrupted:
        interrupted.setattr("chalicelib.customers.accounts.erase_customer", lambda *_, **__: None)
        close(counter)
    assert names_the_person(counter)
    assert counter.consume(CustomerDeleted(version=1, customer=CUSTOMER["sub"])) == {"batchItemFailures": []}
    assert not names_the_person(counter)


def test_an_account_that_was_reopened_is_closed_again_by_its_event(counter):
    """As an earlier version allowed it: a profile that is not closed, and no mark."""
    save_profile(counter)
    counter.consume(CustomerDeleted(version=1, customer=CUSTOMER["sub"]))
    assert save_profile(counter).code == "account_closed"
    assert not names_the_person(counter)


def test_in_whatever_order_it_happens_nothing_of_the_person_is_left(counter, orders_of):
    counter.add_book(copies=200)
    steps = {
        "close": close,
        "told": lambda c, claims: c.consume(CustomerDeleted(version=1, customer=claims["sub"])),
        "profile": save_profile,
        "address": lambda c, claims: save_address(c, claims=claims),
        "import": lambda c, claims: import_order(claims["sub"], f"01HQ{claims['sub']:0>22}"),
    }
    for number, names in enumerate(orders_of(steps)):
        claims = {**CUSTOMER, "sub": str(number)}
        for name in names:
            steps[name](counter, claims)
        assert set(stored(counter, str(number))) <= {"CLOSED", "PROFILE", "ORDER"}, names
    assert not names_the_person(counter)
