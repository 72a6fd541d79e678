"""What becomes of events, with the table's own stream and the real engines."""

import random

import pytest

from bookstore.events import BookChanged, BookWithdrawn, CustomerDeleted, OrderCancelled, OrderRefunded, OrderShipped
from tests.recommendations.builders import book_event, line, order, rating_event
from tests.recommendations.shop import BOOKS, orders_of

AGREED = {"bestsellers": 0, "graph": 0}


def test_a_purchase_is_in_the_lists_and_in_the_graph(shop):
    shop.consume(*BOOKS, *orders_of("emma", "dracula"))
    shop.project()
    assert shop.top() == [("emma", 4), ("dracula", 4)]
    assert shop.top(category="Drama") == []
    assert shop.also_bought() == ["dracula"]
    assert shop.also_bought("faust") == []


def test_what_only_two_customers_share_is_not_shown(shop):
    """62. Two friends could tell what the third of them reads."""
    shop.consume(*BOOKS, *orders_of("emma", "dracula", customers=2))
    shop.project()
    assert shop.also_bought() == []


def test_a_refund_removes_a_purchase(shop):
    """62. From the lists and from the graph."""
    shop.consume(*BOOKS, *orders_of("emma", "dracula"))
    shop.project()
    shop.consume(*orders_of(line("emma", 1, remaining=0), "dracula", kind=OrderRefunded, version=3))
    shop.project()
    assert shop.top() == [("dracula", 4)]
    assert shop.also_bought() == []
    assert shop.drift() == AGREED


def test_stars_make_lists_of_their_own(shop):
    emma = [rating_event(5, customer=f"c-{n}") for n in range(5)]
    faust = [rating_event(3, "faust", f"c-{n}") for n in range(3)]
    shop.consume(*BOOKS, *emma, *faust)
    shop.project()
    assert shop.top(by="rated") == [("emma", 4.25), ("faust", 3.31)]


def test_a_withdrawn_book_leaves_and_comes_back_in_its_category(shop):
    shop.consume(*BOOKS, *orders_of("emma", "dracula"))
    shop.consume(book_event("dracula", BookWithdrawn, version=2, withdrawn=True))
    shop.project()
    assert shop.top() == [("emma", 4)]
    assert shop.also_bought() == []
    shop.consume(book_event("dracula", BookChanged, version=3, category="Gothic"))
    shop.project()
    assert shop.top(category="Gothic") == [("dracula", 4)]
    assert shop.top(category="Fiction") == [("emma", 4)]


def test_a_closed_account_is_deleted_from_the_graph_and_still_counted(shop):
    """62. What was bought still counts, and names nobody any more."""
    shop.consume(*BOOKS, *orders_of("emma", "dracula", customers=3))
    shop.project()
    shop.consume(CustomerDeleted(version=1, customer="c-0"))
    shop.project()
    assert shop.top() == [("emma", 3), ("dracula", 3)]
    assert shop.also_bought() == []
    assert shop.drift()["graph"] == 0


LATER = [
    *orders_of("emma", "dracula", kind=OrderShipped, version=3, status="shipped"),
    order("emma", order_id="o-8", customer="c-8"),
    order("emma", order_id="o-8", customer="c-8", kind=OrderCancelled, version=3, status="cancelled"),
    *(rating_event(stars, customer=f"c-{n}", version=v) for n in range(3) for v, stars in ((1, 1), (2, 4))),
    book_event("dracula", BookChanged, version=2, category="Gothic"),
    CustomerDeleted(version=1, customer="c-9"),
    order("emma", "walden", order_id="o-9", customer="c-9"),
]


@pytest.mark.parametrize("seed", range(3))
def test_everything_twice_and_shuffled_comes_to_the_same(shop, graph, graph_target, seed):
    """51. Lists and graph, through the service's own functions."""
    events = [*BOOKS, *orders_of("emma", "dracula"), *LATER] * 2
    random.Random(seed).shuffle(events)
    for start in range(0, len(events), 9):
        shop.consume(*events[start : start + 9])
        shop.project()
    assert shop.top() == [("emma", 5), ("dracula", 4), ("walden", 1)]
    assert shop.top(category="Gothic") == [("dracula", 4)]
    assert shop.top(by="rated") == [("emma", 3.69)]
    assert shop.also_bought() == ["dracula"]
    assert shop.drift() == AGREED
    assert [edge for edge in graph.load_edges(graph_target) if "/c-8/" in edge or "/c-9/" in edge] == []
