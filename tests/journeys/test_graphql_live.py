"""Who listens hears of orders and stock as they change, and of nothing that is not theirs."""

import pytest

from local.demo.purchase import pay
from local.sample_data.accounts import PASSWORD
from tests.journeys.graphql_client import GraphqlClient
from tests.journeys.listener import Listener
from tests.journeys.two_doors import GraphqlDoor

STATUS = "subscription ($id: ID!) { orderStatusChanged(id: $id) { id status version } }"
PAID = "subscription { orderPaid { id total currency } }"
LOW = "subscription { stockRanLow { isbn book availability } }"


def line(edition, quantity=1):
    return {"isbn": edition["isbn"], "quantity": quantity, "unit_price": edition["price"]}


@pytest.fixture
def edition(shop):
    return shop.edition(shop.books[3].book_id)


@pytest.fixture
def customer(shop):
    return GraphqlClient(shop.stage, shop.new_token())


def listen(client, query, **variables):
    listener = Listener(client.stage, **client.headers)
    assert listener.start(query, **variables) == []
    return listener


def staff(shop, role):
    return GraphqlClient(shop.stage, shop.stage.pool.sign_in(f"{role}@bookstore.example", PASSWORD))


@pytest.mark.parametrize("name", ["number", "global id"])
def test_a_customer_hears_how_an_order_goes_on(shop, customer, edition, name):
    door = GraphqlDoor(customer)
    placed = door.place("cart-1", line(edition))
    order_id = f"gid://catchword/Order/{placed.order_id}"
    with listen(customer, STATUS, id=placed.order_id if name == "number" else order_id) as listener:
        pay(shop.stripe, placed.client_secret)
        received = listener.receive()["orderStatusChanged"]
        while received["status"] == "PENDING_PAYMENT":  # it was placed before, and may be told after
            received = listener.receive()["orderStatusChanged"]
    assert (received["id"], received["status"]) == (order_id, "PAID")
    assert received["version"] >= 3


def test_another_customer_s_order_is_refused_at_the_start(shop, customer, edition):
    placed = GraphqlDoor(customer).place("cart-1", line(edition))
    other = GraphqlClient(shop.stage, shop.new_token())
    with Listener(shop.stage, **other.headers) as listener:
        (refusal,) = listener.start(STATUS, id=placed.order_id)
    assert refusal["errorType"] == "ORDER_UNKNOWN"


def test_staff_hear_of_an_order_that_was_paid_for(shop, customer, edition):
    with listen(staff(shop, "orders"), PAID) as listener:
        placed = GraphqlDoor(customer).place("cart-1", line(edition))
        pay(shop.stripe, placed.client_secret)
        received = listener.receive()["orderPaid"]
        while received["id"] != f"gid://catchword/Order/{placed.order_id}":  # of other tests
            received = listener.receive()["orderPaid"]
    assert received["total"] == GraphqlDoor(customer).read(placed.order_id).total
    assert received["currency"] == "GBP"


def test_staff_hear_of_an_edition_that_runs_out(shop):
    edition = shop.edition(shop.books[4].book_id)
    item = shop.staff.get(f"/orders/inventory/{edition['isbn']}")
    version = {"If-Match": f'"{item["stock_version"]}"'}
    with listen(staff(shop, "stock"), LOW) as listener:
        shop.staff.send("PUT", f"/orders/inventory/{edition['isbn']}", {"available": 0}, version)
        received = listener.receive()["stockRanLow"]
        while received["isbn"] != edition["isbn"]:  # of other tests
            received = listener.receive()["stockRanLow"]
    assert received == {
        "isbn": edition["isbn"],
        "book": f"gid://catchword/Book/{item['book_id']}",
        "availability": "OUT",
    }


def test_the_system_s_own_mutations_are_closed_to_staff(shop):
    for role in ("owner", "orders"):
        answer = staff(shop, role).request(
            'mutation { publishLowStock(isbn: "1", bookId: "b", availability: "out") { isbn } }'
        )
        assert answer.refused == {"publishLowStock": "Unauthorized"}


def test_it_goes_on_after_a_restart(shop, customer, edition):
    shop.system.stop(["emulator"])
    shop.system.start()
    test_a_customer_hears_how_an_order_goes_on(shop, customer, edition, "number")
