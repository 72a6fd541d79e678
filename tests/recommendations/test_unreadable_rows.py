"""One row that cannot be read, as it was stored before a rule, blocks nobody (case 47): it is skipped and reported."""

import pytest

from bookstore.dynamodb.unreadable import collect_unreadable
from chalicelib.also_bought.repository import SimilarityRepository
from chalicelib.bestsellers.ranking import day_range
from chalicelib.ledger import record_events
from chalicelib.ledger.customers import CustomerRepository
from chalicelib.ledger.repository import LedgerRepository
from tests.gateway import CUSTOMER, send_request
from tests.recommendations.builders import TODAY, order
from tests.recommendations.shop import BOOKS, orders_of

READER = CUSTOMER["sub"]
OWNED = {"kept": 1, "day": TODAY.isoformat(), "version": 1}
BROKEN_PURCHASES = {
    "a book id with the separator": {"sk": "OWNS#a#b#o-9", **OWNED},
    "no order": {"sk": "OWNS#emma", **OWNED},
    "an empty book id": {"sk": "OWNS##o-9", **OWNED},
    "copies that are no number": {"sk": "OWNS#emma#o-9", **OWNED, "kept": "one"},
    "a day that is none": {"sk": "OWNS#emma#o-9", **OWNED, "day": "2026-11-31"},
    "nothing but its key": {"sk": "OWNS#emma#o-9"},
}
BROKEN_BOOKS = {
    "totals of a day that is none": {"sk": "DAY#2026-11-1x", "copies": 1},
    "totals that are no number": {"sk": "DAY#2026-11-20", "copies": "one"},
    "similar books that are no list": {"sk": "NEAR", "books": "{}"},
}


@pytest.fixture
def sold(shop, graph, lists):
    """Four customers and the reader bought two books."""
    shop.consume(*BOOKS, *orders_of("emma", "dracula"), order("emma", order_id="o-7", customer=READER))
    shop.project()
    yield shop
    for name, engine in (("bestsellers", lists), ("graph", graph)):
        model = shop.read_models.get(name)
        for target in {*model.targets, *model.abandoned}:
            engine.remove(target)


def recommended(shop):
    return send_request(shop.app, "GET", "/recommendations", claims=CUSTOMER)


@pytest.mark.parametrize("row", BROKEN_PURCHASES.values(), ids=BROKEN_PURCHASES)
def test_a_purchase_that_cannot_be_read_is_left_out_of_what_the_customer_owns(app, table, row):
    customers = CustomerRepository(table)
    table.put({"pk": f"CUSTOMER#{READER}", **row})
    table.put({"pk": f"CUSTOMER#{READER}", "sk": "OWNS#dracula#o-1", **OWNED})
    with collect_unreadable() as rows:
        assert customers.refresh_owned_ids(READER) == ["dracula"]
    assert rows == {f"CUSTOMER#{READER} {row['sk']}"}


def test_a_purchase_that_cannot_be_read_blocks_no_rebuild_no_repair_and_no_customer(sold, table):
    table.put({"pk": f"CUSTOMER#{READER}", "sk": "OWNS#a#b#o-9", **OWNED})
    table.delete(f"CUSTOMER#{READER}", "SHELF")
    assert recommended(sold).status == 200
    assert sold.functions.rebuild({"views": ["graph"]}, None)["graph"] == {"written": 9, "finished": True}
    found = sold.functions.drift({"views": ["graph"], "repair": True}, None)["graph"]
    assert found["differing"] == 0
    assert found["unreadable"] == [f"CUSTOMER#{READER} OWNS#a#b#o-9"]


@pytest.mark.parametrize("row", BROKEN_BOOKS.values(), ids=BROKEN_BOOKS)
def test_a_row_of_a_book_that_cannot_be_read_counts_nothing(app, table, row):
    ledger = LedgerRepository(table)
    record_events.on_order_changed(order("emma"), ledger=ledger)
    table.put({"pk": "BOOK#emma", **row})
    assert ledger.load_totals("emma", day_range(TODAY)).total.copies == 1
    assert SimilarityRepository(table).load(["emma"]) == {}


def test_a_row_of_a_book_that_cannot_be_read_blocks_no_rebuild_and_no_repair(sold, table):
    table.put({"pk": "BOOK#emma", "sk": "DAY#2026-11-1x", "copies": 1})
    assert sold.functions.rebuild({"views": ["bestsellers"]}, None)["bestsellers"]["finished"]
    found = sold.functions.drift({"views": ["bestsellers"], "repair": True}, None)["bestsellers"]
    assert found["differing"] == 0
    assert found["unreadable"] == ["BOOK#emma DAY#2026-11-1x"]
    assert sold.top() == [("emma", 5), ("dracula", 4)]


def test_a_card_that_cannot_be_read_is_left_out_of_the_list(sold, table):
    item = table.get("BOOK#emma", "BOOK")
    table.put(item | {"catalog": item["catalog"] | {"card": '{"book_id": "emma"}'}})
    assert sold.top() == [("dracula", 4)]
    assert recommended(sold).status == 200


def test_a_snapshot_that_cannot_be_read_is_none(sold, table, lists, list_target):
    table.put({"pk": "LIST#all", "sk": "purchased", "windows": {"day": [{"rank": 1}]}, "updated_at": "soon"})
    lists.remove(list_target)
    assert sold.top() == []
