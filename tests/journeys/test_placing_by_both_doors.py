"""An order has the same guarantees whichever API it is placed by."""

import json
import re
from concurrent.futures import ThreadPoolExecutor

import boto3
import pytest
from boto3.dynamodb.conditions import Key

from local.demo.purchase import pay
from local.emulator.clients import outputs
from ops.http_client import ShopClient
from tests.journeys.event_recorder import record_events
from tests.journeys.graphql_client import GraphqlClient
from tests.journeys.tokens import read_claims
from tests.journeys.two_doors import GraphqlDoor, Placed, RestDoor

DOORS = ("rest", "graphql")


@pytest.fixture(params=DOORS)
def enter(request, shop):
    """Return a function that lets a new customer in by this door."""
    return lambda: open_doors(shop)[request.param]


@pytest.fixture
def edition(shop):
    return shop.edition(shop.books[0].book_id)


def open_doors(shop):
    """Both doors, for the same new customer."""
    token = shop.new_token()
    rest, graphql = ShopClient(shop.stage.api, token), GraphqlClient(shop.stage, token)
    return {"rest": RestDoor(rest), "graphql": GraphqlDoor(graphql)}


def line(edition, quantity=1, **changed):
    return {"isbn": edition["isbn"], "quantity": quantity, "unit_price": edition["price"], **changed}


def available(shop, edition):
    return shop.staff.get(f"/orders/inventory/{edition['isbn']}")["available"]


def count_stock(shop, isbn, copies):
    version = shop.staff.get(f"/orders/inventory/{isbn}")["stock_version"]
    shop.staff.send("PUT", f"/orders/inventory/{isbn}", {"available": copies}, {"If-Match": f'"{version}"'})


def test_one_key_submitted_eight_times_at_once_is_one_order_with_one_payment(shop, enter, edition):
    door, before = enter(), available(shop, edition)
    with ThreadPoolExecutor(8) as pool:
        placed = set(pool.map(lambda _: door.place("cart-1", line(edition, 2)), range(8)))
    (one,) = placed
    assert one.client_secret
    assert available(shop, edition) == before - 2
    assert door.read(one.order_id).history == ("placed", "payment_asked")


def test_a_paid_order_is_settled_by_the_webhook(shop, enter, edition):
    door = enter()
    placed = door.place("cart-1", line(edition))
    pay(shop.stripe, placed.client_secret)
    seen = shop.wait_until(lambda: order if (order := door.read(placed.order_id)).status == "paid" else None, "money")
    assert seen.history == ("placed", "payment_asked", "paid")
    assert seen.lines == ((edition["isbn"], 1, 1),)
    assert door.settle(placed.order_id) == Placed(placed.order_id, None)


def test_a_price_that_has_changed_is_refused_and_reserves_nothing(shop, enter, edition):
    before = available(shop, edition)
    refused = enter().place("cart-1", line(edition, unit_price=edition["price"] - 1))
    assert refused.code == "price_changed"
    assert available(shop, edition) == before


def test_more_copies_than_there_are_are_refused_and_reserve_nothing(shop, enter):
    edition = shop.edition(shop.books[1].book_id)
    count_stock(shop, edition["isbn"], 1)
    assert enter().place("cart-1", line(edition, 2)).code == "out_of_stock"
    assert available(shop, edition) == 1


def test_one_of_two_who_want_the_last_copy_gets_it(shop, enter):
    edition = shop.edition(shop.books[2].book_id)
    count_stock(shop, edition["isbn"], 1)
    doors = [enter(), enter()]
    with ThreadPoolExecutor(2) as pool:
        placed = list(pool.map(lambda door: door.place("cart-1", line(edition)), doors))
    assert sorted(each.code for each in placed) == ["", "out_of_stock"]
    assert available(shop, edition) == 0


def test_a_key_belongs_to_one_request(shop, enter, edition):
    door = enter()
    first = door.place("cart-1", line(edition))
    refused = door.place("cart-1", line(edition, 2))
    assert refused.code == "key_reused"
    assert door.place("cart-1", line(edition)) == first


def test_a_second_unpaid_order_is_refused(enter, edition):
    door = enter()
    door.place("cart-1", line(edition))
    assert door.place("cart-2", line(edition)).code == "order_open"


def test_another_customer_s_order_is_not_there(enter, edition):
    door, other = enter(), enter()
    placed = door.place("cart-1", line(edition))
    assert other.read(placed.order_id) is None
    assert other.cancel(placed.order_id) is None
    assert other.settle(placed.order_id).code == "order_unknown"
    assert door.read(placed.order_id).status == "pending_payment"


def test_an_order_that_is_cancelled_gives_its_copies_back(shop, enter, edition):
    door, before = enter(), available(shop, edition)
    placed = door.place("cart-1", line(edition))
    assert door.cancel(placed.order_id).status == "cancelled"
    assert available(shop, edition) == before


def test_a_quantity_that_cannot_be_is_refused_by_its_field(enter, edition):
    refused = enter().place("cart-1", line(edition, 11))
    assert refused.code == "invalid"
    assert refused.field in ("lines[0].quantity", '["input", "lines", "0", "quantity"]')


def test_both_doors_lead_to_the_same_order(shop, edition):
    rest, graphql = open_doors(shop).values()
    placed = rest.place("cart-1", line(edition))
    assert graphql.place("cart-1", line(edition)) == placed
    assert graphql.read(placed.order_id) == rest.read(placed.order_id)


def test_one_journey_leaves_equal_tables_and_equal_events(shop, edition):
    """What differs from one order to the next, such as ids and times, is written alike before it is compared."""
    with record_events(shop.stage.parameters["event-bus"]) as recorder:
        journeys = [buy(shop, door, edition) for door in DOORS]

        def have_arrived():
            recorder.receive()
            return all(len(events_of(recorder, order_id)) == 3 for order_id, _ in journeys)

        shop.wait_until(have_arrived, "the events of both orders", every=0.5)
    table = boto3.resource("dynamodb").Table(outputs(shop.system, "orders")["Table"])
    items = [table.query(KeyConditionExpression=Key("pk").eq(f"CUSTOMER#{who}"))["Items"] for _, who in journeys]
    rest, graphql = ([blank(item, *ids) for item in found] for found, ids in zip(items, journeys, strict=True))
    assert rest
    assert graphql == rest
    rest, graphql = (
        [blank(event, order_id, who) for event in events_of(recorder, order_id)] for order_id, who in journeys
    )
    assert graphql == rest


def buy(shop, door, edition):
    """Place, pay and cancel an order by this door; return its id and its customer's."""
    token = shop.new_token()
    rest, graphql = ShopClient(shop.stage.api, token), GraphqlClient(shop.stage, token)
    opened = {"rest": RestDoor(rest), "graphql": GraphqlDoor(graphql)}[door]
    placed = opened.place("cart-1", line(edition, 2))
    pay(shop.stripe, placed.client_secret)
    shop.wait_until(lambda: opened.read(placed.order_id).status == "paid", "money")
    assert opened.settle(placed.order_id) == Placed(placed.order_id, None)
    assert opened.cancel(placed.order_id).status == "cancelled"
    return placed.order_id, read_claims(token)["sub"]


def events_of(recorder, order_id):
    """The first three steps of an order as they were published, by version; its refund comes when its job runs."""
    steps = {"OrderPlaced", "OrderPaid", "OrderCancelled"}
    data = {
        event["detail-type"]: event["detail"]["data"] for event in recorder.events.values() if order_id in str(event)
    }
    return [{"type": kind, **data[kind]} for kind in sorted(steps & data.keys())]


def blank(value, order_id, customer):
    """Write ids and times of one order as those of any."""
    text = json.dumps(value, default=str, sort_keys=True).replace(order_id, "ORDER").replace(customer, "CUSTOMER")
    text = re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+Z", "TIME", text)
    return re.sub(r"(pi_|re_|ch_|cus_|customer-)[\w-]+|\b[0-9A-HJKMNP-TV-Z]{26}\b", r"\1ID", text)
