"""What becomes of events, with the table's own stream and the real engines."""

import random

import pytest

from bookstore.events import BookChanged, BookWithdrawn, CustomerDeleted, OrderCancelled, OrderRefunded, OrderShipped
from tests.recommendations.builders import line, order, rated, told
from tests.recommendations.shop import BOOKS, bought_together


def test_a_purchase_is_in_the_lists_and_in_the_graph(shop):
    shop.hear(*BOOKS, *bought_together("emma", "dracula"))
    shop.project()
    assert (shop.top(), shop.top(category="Drama")) == ([("emma", 4), ("dracula", 4)], [])
    assert (shop.also_bought(), shop.also_bought("faust")) == (["dracula"], [])


def test_what_two_readers_share_is_nobodys_business(shop):
    """62. Two friends could tell what the third of them reads."""
    shop.hear(*BOOKS, *bought_together("emma", "dracula", readers=2))
    shop.project()
    assert shop.also_bought() == []


def test_a_refund_takes_it_out_again(shop):
    """62. From the lists and from the graph."""
    shop.hear(*BOOKS, *bought_together("emma", "dracula"))
    shop.project()
    shop.hear(*bought_together(line("emma", 1, remaining=0), "dracula", kind=OrderRefunded, version=3))
    shop.project()
    assert (shop.top(), shop.also_bought(), shop.drift()) == ([("dracula", 4)], [], {"bestsellers": 0, "graph": 0})


def test_stars_make_lists_of_their_own(shop):
    shop.hear(
        *BOOKS, *(rated(5, customer=f"c-{n}") for n in range(5)), *(rated(3, "faust", f"c-{n}") for n in range(3))
    )
    shop.project()
    assert shop.top(by="rated") == [("emma", 4.25), ("faust", 3.31)]


def test_a_withdrawn_book_leaves_and_comes_back_where_it_belongs(shop):
    shop.hear(*BOOKS, *bought_together("emma", "dracula"))
    shop.hear(told("dracula", BookWithdrawn, version=2, withdrawn=True))
    shop.project()
    assert (shop.top(), shop.also_bought()) == ([("emma", 4)], [])
    shop.hear(told("dracula", BookChanged, version=3, category="Gothic"))
    shop.project()
    assert (shop.top(category="Gothic"), shop.top(category="Fiction")) == ([("dracula", 4)], [("emma", 4)])


def test_a_closed_account_is_forgotten_by_the_graph_and_still_counted(shop):
    """62. What was bought still counts, and names nobody any more."""
    shop.hear(*BOOKS, *bought_together("emma", "dracula", readers=3))
    shop.project()
    shop.hear(CustomerDeleted(version=1, customer="c-0"))
    shop.project()
    assert (shop.top(), shop.also_bought(), shop.drift()["graph"]) == ([("emma", 3), ("dracula", 3)], [], 0)


LATER = [
    *bought_together("emma", "dracula", kind=OrderShipped, version=3, status="shipped"),
    order("emma", order_id="o-8", customer="c-8"),
    order("emma", order_id="o-8", customer="c-8", kind=OrderCancelled, version=3, status="cancelled"),
    *(rated(stars, customer=f"c-{n}", version=v) for n in range(3) for v, stars in ((1, 1), (2, 4))),
    told("dracula", BookChanged, version=2, category="Gothic"),
    CustomerDeleted(version=1, customer="c-9"),
    order("emma", "walden", order_id="o-9", customer="c-9"),
]


@pytest.mark.parametrize("seed", range(3))
def test_everything_twice_and_shuffled_comes_to_the_same(shop, graph, graph_target, seed):
    """51. Lists and graph, through the service's own functions."""
    heard = [*BOOKS, *bought_together("emma", "dracula"), *LATER] * 2
    random.Random(seed).shuffle(heard)
    for start in range(0, len(heard), 9):
        shop.hear(*heard[start : start + 9])
        shop.project()
    assert shop.top() == [("emma", 5), ("dracula", 4), ("walden", 1)]
    assert (shop.top(category="Gothic"), shop.top(by="rated")) == ([("dracula", 4)], [("emma", 3.69)])
    assert (shop.also_bought(), shop.drift()) == (["dracula"], {"bestsellers": 0, "graph": 0})
    assert [edge for edge in graph.edges(graph_target) if "/c-8/" in edge or "/c-9/" in edge] == []
